/// Why an operation has no shape for its inputs.
///
/// Facts only; sentences are written where errors are printed.
public enum ShapeError: Error, Hashable, Sendable {
    /// a + b, a − b, entry-by-entry a · b of different shapes.
    case entrywise(Shape, Shape)
    /// The inner sizes of a product differ.
    case product(Shape, Shape)
    /// A dot product of vectors of different lengths.
    case dotLengths(Dimension, Dimension)
    case needsVector(Shape)
    case needsMatrix(Shape)
    case needsScalar(Shape)
    /// Rows stacked or blocks set side by side that do not fit.
    case joined(Shape, Shape)
    case joinsNothing
    /// Row, column or entry `index` (from 0) of something that has `count` of them.
    case outOfRange(index: Int, count: Dimension)
    /// Heads that do not divide the width.
    case notDivisible(Dimension, by: Dimension)
    /// The mask's size is not the scores'.
    case mask(Shape, scores: Shape)
    /// A padding mask that keeps no key, or more than there are.
    case padding(Int, keys: Dimension)
    /// More entries than a tensor may have.
    case tooManyEntries(limit: Int)
    /// A size that holds a name where a number is needed.
    case needsSize(Shape)
}
