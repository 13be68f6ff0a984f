import Graphs

/// A way to compare queries with keys, as sheets name it: `score: additive`.
///
/// One file per score; `Score.all` lists them, and a further one takes its file and an entry here.
struct Score: Sendable {
    /// What the option `score:` calls it.
    var word: String
    /// The options that it alone reads.
    var options: [Mechanism.Option] = []
    /// Whether the scores are divided by √d_k when no scale is given.
    var dividesByRoot = false
    /// Whether the scores are plain products, which columns of queries take as they are.
    var isDotProduct = false
    /// Whether queries and keys must have the same number of entries.
    var needsEqualWidths = true
    /// How many entries a query has, where another matrix than the keys says so.
    var queryWidth: @Sendable (Graph, Arguments) -> Dimension? = { _, _ in nil }
    /// The scores before scale, bias and mask: a row per query, or as the single query stands.
    var build: @Sendable (inout Graph, Pair, Arguments) throws(MechanismError) -> NodeID

    /// All of them, in the order the documentation lists them.
    static let all: [Score] = [.scaledDot, .dot, .bilinear, .additive, .cosine]

    static let allOptions: [Mechanism.Option] = all.flatMap(\.options).reduce(into: []) { options, option in
        if !options.contains(option) { options.append(option) }
    }

    /// What is compared.
    struct Pair {
        /// One query per row, or a single query that stands as it was written.
        var queries: NodeID
        /// One key per row.
        var keys: NodeID
        /// How the single query stands; nil for a matrix of queries.
        var single: Orientation?
        /// The head's number, for the names of inner steps.
        var head: String?
    }

    /// How a single query stands.
    enum Orientation { case column, row }

    /// The score that a call asks for, scaled dot products when it asks for none.
    static func chosen(_ arguments: Arguments) throws(MechanismError) -> Score {
        let word = arguments.word("score")
        let chosen = all.first { $0.word == word } ?? .scaledDot
        for option in allOptions where arguments.options[option.label] != nil {
            guard chosen.options.contains(option) else {
                throw .unusedOption(option.label, with: "score: \(chosen.word)")
            }
        }
        return chosen
    }

    /// The value of an option without which a score has no meaning.
    static func needed(
        _ label: String, for word: String, _ arguments: Arguments
    ) throws(MechanismError) -> NodeID {
        guard let id = arguments.node(label) else { throw .missingOption(label, for: word) }
        return id
    }
}

extension Mechanism.Option {
    static let score = Mechanism.Option("score", .word(Score.all.map(\.word)), fallback: "scaled_dot")
    static let scale = Mechanism.Option("scale", .value, fallback: "sqrt(d_k)")
    static let temperature = Mechanism.Option("temperature", .value, fallback: "1")
    static let bias = Mechanism.Option("bias", .value, fallback: "none")
    static let convention = Mechanism.Option("convention", .word(["rows", "columns"]), fallback: "rows")

    /// What the scores depend on.
    static let forScores: [Mechanism.Option] =
        [score] + Score.allOptions + [scale, temperature, bias]
}
