/// What can be wrong with a line of a `require` block.
public enum ConditionProblem: Hashable, Sendable {
    /// A quantity without anything said of it.
    case noCondition
    /// `weights` where nothing is normalised.
    case noWeights(String)
    /// `denominators(z)` stands on both sides, or in a chain.
    case denominators
    /// `distinct_rows` of something without rows.
    case noRows
}

extension ConditionProblem {
    /// What is wrong, in words.
    var sentence: String {
        switch self {
        case .noCondition: "This says nothing that could hold or not."
        case .noWeights(let word):
            "There are no \(word.hasSuffix("s") ? word : word + "s") here: no step normalises scores."
        case .denominators: "Denominators are compared with one number."
        case .noRows: "Only a matrix has rows."
        }
    }

    /// What to write instead.
    var remedy: String {
        switch self {
        case .noCondition: "Write a comparison, max(s) - min(s) <= 6, or \(Self.predicates)."
        case .noWeights: "Name the quantity that is meant, or work out a softmax in a solve block of this question."
        case .denominators: "Write denominators(z) <= 50."
        case .noRows: "Write distinct(s) for the entries."
        }
    }

    private static var predicates: String {
        let names = Condition.Predicate.allCases.map { "\($0.rawValue)(…)" }
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}
