import Formulas

extension Formula.Comparison {
    var latexSign: String {
        switch self {
        case .equal: "="
        case .notEqual: "\\neq"
        case .less: "<"
        case .lessOrEqual: "\\leq"
        case .greater: ">"
        case .greaterOrEqual: "\\geq"
        case .approximatelyEqual: "\\approx"
        }
    }
}
