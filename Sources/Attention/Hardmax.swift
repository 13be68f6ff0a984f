import Graphs

extension Mechanism {
    /// All weight on the largest score of each row.
    ///
    ///     a_j = 1 if s_j = max_i s_i, otherwise 0; ties by the named rule
    ///
    /// Shapes: as `softmax`. The limit of softmax(s / T) for T → 0 is the rule `shared`, the default.
    public static let hardmax = Normaliser.argmax.mechanism(
        name: "hardmax",
        summary: "all weight on the largest score of each row (argmax attention)",
        formula: #"a_j = 1 \text{ if } s_j = \max_i s_i \text{, otherwise } 0"#,
        example: """
            S = [1, 2; 3, 3]
            A = hardmax(S, ties: first)
            """,
        source: Citation("luong2015", "section 3.1, hard alignment"))
}

extension Normaliser {
    static let argmax = Normaliser(word: "argmax", options: [.ties]) { _, arguments in
        .argmax(tieRule(arguments))
    }
}

extension Mechanism.Option {
    static let ties = Mechanism.Option("ties", .word(TieRule.allCases.map(\.rawValue)), fallback: "shared")
}

func tieRule(_ arguments: Arguments) -> TieRule {
    arguments.word("ties").flatMap(TieRule.init(rawValue:)) ?? .shared
}
