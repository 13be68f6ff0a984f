import Attention
import Graphs
import Numbers

/// The functions of a sheet that are one operation each.
///
/// Everything of more than one step is a mechanism of the catalogue; a name stands in one of the two.
enum SheetFunction: Hashable {
    /// Entry by entry.
    case elementary(ElementaryFunction)
    case reduce(Reduction, Axis)
    /// Side by side.
    case concatenate
    /// On top of one another.
    case stack
    /// Entry by entry: x ⊙ y.
    case entrywiseProduct
    /// √(x · x).
    case norm
    /// Row or column number i of a matrix.
    case row
    case column
    /// How many.
    case rowCount
    case columnCount
    case ones
    case zeros
    case identity
    /// How many operations of a kind the formulas take; nil for all of them together.
    case count(OperationCount.Kind?)
    /// The variance of a dot product of independent entries.
    case dotVariance
    /// A layer over declared tokens, `layer(gru, X)`.
    case layer
    /// A table of layers, `compare(self_attention, gru)`.
    case comparison
    /// Where one count is smaller than another, `crossover(a, b, n)`.
    case crossover

    static let byName: [String: SheetFunction] = [
        "exp": .elementary(.exponential),
        "ln": .elementary(.logarithm),
        "log": .elementary(.logarithm),
        "tanh": .elementary(.hyperbolicTangent),
        "sinh": .elementary(.hyperbolicSine),
        "cosh": .elementary(.hyperbolicCosine),
        "sigmoid": .elementary(.logistic),
        "logistic": .elementary(.logistic),
        "sin": .elementary(.sine),
        "cos": .elementary(.cosine),
        "erf": .elementary(.errorFunction),
        "abs": .elementary(.absoluteValue),
        "relu": .elementary(.rectifier),
        "ReLU": .elementary(.rectifier),
        "sum": .reduce(.sum, .all),
        "row_sum": .reduce(.sum, .eachRow),
        "column_sum": .reduce(.sum, .eachColumn),
        "mean": .reduce(.mean, .all),
        "row_mean": .reduce(.mean, .eachRow),
        "column_mean": .reduce(.mean, .eachColumn),
        "max": .reduce(.maximum, .all),
        "row_max": .reduce(.maximum, .eachRow),
        "column_max": .reduce(.maximum, .eachColumn),
        "min": .reduce(.minimum, .all),
        "row_min": .reduce(.minimum, .eachRow),
        "column_min": .reduce(.minimum, .eachColumn),
        "concat": .concatenate,
        "concatenate": .concatenate,
        "stack": .stack,
        "hadamard": .entrywiseProduct,
        "norm": .norm,
        "row": .row,
        "column": .column,
        "rows": .rowCount,
        "columns": .columnCount,
        "ones": .ones,
        "zeros": .zeros,
        "identity": .identity,
        "operations": .count(nil),
        "multiplications": .count(.multiplications),
        "additions": .count(.additions),
        "divisions": .count(.divisions),
        "exponentials": .count(.exponentials),
        "comparisons": .count(.comparisons),
        "dot_variance": .dotVariance,
        "layer": .layer,
        "compare": .comparison,
        "crossover": .crossover,
    ]

    /// Other names that sheets use for mechanisms of the catalogue.
    static let mechanismAliases = ["argmax": "hardmax"]

    static func elementary(_ name: String) -> ElementaryFunction? {
        if case .elementary(let function) = byName[name] { return function }
        return nil
    }

    static func mechanism(named name: String) -> Mechanism? {
        Catalogue.mechanism(named: mechanismAliases[name] ?? name)
    }

    /// Functions that the notation reads as formulas of their own.
    private static let notational: Set<String> = ["sqrt", "cbrt", "root", "transpose", "dot"]

    static func isKnown(_ name: String) -> Bool {
        byName[name] != nil || notational.contains(name) || mechanism(named: name) != nil
    }

    /// Every function a sheet can call, in alphabetical order.
    static let names: [String] =
        (Array(byName.keys) + Array(notational) + Array(mechanismAliases.keys) + Catalogue.all.map(\.name)).sorted()
}
