/// What a `vary` line draws from, by its name in the sheet.
enum DistributionName: String, CaseIterable {
    case integers
    case oneOf = "one_of"
    case rationals
    case decimals
    case permutation
    case squares
    case logs
    case multiples

    /// How it is written.
    var example: String {
        switch self {
        case .integers: "integers(-3..3)"
        case .oneOf: "one_of(-1, 0, 1/2, 1)"
        case .rationals: "rationals(-1..1, denominators: 1..4)"
        case .decimals: "decimals(0..1, places: 1)"
        case .permutation: "permutation of X"
        case .squares: "squares(1..16)"
        case .logs: "logs(1..8)"
        case .multiples: "multiples(ln(2), -2..3)"
        }
    }

    /// What may stand in its brackets besides values.
    var words: [String] {
        switch self {
        case .integers, .multiples: ["nonzero"]
        case .rationals: ["denominators", "nonzero"]
        case .decimals: ["places", "nonzero"]
        case .oneOf, .permutation, .squares, .logs: []
        }
    }
}
