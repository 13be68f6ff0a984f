import Numbers
import Rationals

/// The closed list of what a node can compute.
///
/// A new case becomes a list of compile errors, which is the to-do list.
///
/// Shapes are written for the inputs in order; m, n, k are sizes, "vector" is a column or a row.
public enum Operation: Hashable, Sendable {
    /// Known values: given data and literals. No inputs.
    case constant(Tensor<Number>)
    /// A declared shape without values: `Q in R^(n x d_k)`. No inputs.
    case placeholder(Shape)
    /// A number known as a polynomial in named sizes: d_k of √d_k, an operation count. No inputs.
    case size(Polynomial)
    /// A second name for a value.
    case identity
    /// Entry by entry; a scalar on either side goes to every entry, a row beside a matrix to every row of it, a column
    /// to every column.
    case add
    case subtract
    case negate
    /// Entry by entry, or scalar × anything.
    case multiply
    /// Anything / scalar, or entry by entry.
    case divide
    /// m × k by k × n → m × n; row by column → scalar; column by row → matrix.
    case matrixProduct
    /// Two vectors of one length, however they stand → scalar.
    case dot
    case transpose
    /// The real power with a rational exponent, entry by entry; 1/2 is the square root.
    case power(Rational)
    /// An elementary function, entry by entry.
    case apply(ElementaryFunction)
    /// Scores to weights along each row (a column counts as one row), keys not allowed by the mask left out.
    case normalise(Normalisation, mask: Mask?)
    /// All entries, one number per row (a column), or one per column (a row).
    case reduce(Reduction, over: Axis)
    /// Row i of a matrix, from 0, as a row.
    case row(Int)
    /// Column j of a matrix, from 0, as a column.
    case column(Int)
    /// Entry (i, j) of a matrix or entry i of a vector, from 0.
    case entry(Int, Int)
    /// Columns lower..<upper of a matrix: one head's part of a projection.
    case columns(Range<Int>)
    /// Rows lower..<upper of a matrix, or entries of a column: some of the tokens, one gate's part of stacked weights.
    case rows(Range<Int>)
    /// Inputs on top of one another: matrices and rows of one width, or columns end to end, or scalars → column.
    case stack
    /// Inputs side by side: matrices of one height, columns as columns of a matrix, rows end to end.
    case concatenate
    /// One of many equal parts, which stands for all of them: h heads where h has a name only.
    case part(Part)
    /// All the parts that a result was worked out for, put together again.
    case whole(Part)
}

/// How many entries become one.
public enum Reduction: Hashable, Sendable { case sum, mean, maximum, minimum }

/// Which entries are taken together.
public enum Axis: Hashable, Sendable {
    case all
    /// One result per row.
    case eachRow
    /// One result per column.
    case eachColumn
}
