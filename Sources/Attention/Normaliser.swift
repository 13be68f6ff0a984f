import Graphs

/// A way to turn scores into weights, as sheets name it: `normalise: sparsemax`.
///
/// One file per normaliser; `Normaliser.all` lists them. A further one takes its file, an entry here, and where no rule
/// of `Normalisation` fits, a case there.
struct Normaliser: Sendable {
    /// What the option `normalise:` calls it.
    var word: String
    /// The options that it alone reads.
    var options: [Mechanism.Option] = []
    /// The rule that the options ask for.
    var rule: @Sendable (Graph, Arguments) throws(MechanismError) -> Normalisation

    /// All of them, in the order the documentation lists them.
    static let all: [Normaliser] = [
        .softmax, .argmax, .sparsemax, .entmax15, .topK, .softmaxOne, .relu, .sum, .sigmoid,
    ]

    /// The options of all normalisers, each once.
    static let allOptions: [Mechanism.Option] = all.flatMap(\.options).reduce(into: []) { options, option in
        if !options.contains(option) { options.append(option) }
    }

    /// The normaliser that a call asks for, softmax when it asks for none.
    static func chosen(_ arguments: Arguments) throws(MechanismError) -> Normaliser {
        let word = arguments.word("normalise")
        let chosen = all.first { $0.word == word } ?? .softmax
        for option in allOptions where arguments.options[option.label] != nil {
            guard chosen.options.contains(option) else {
                throw .unusedOption(option.label, with: "normalise: \(chosen.word)")
            }
        }
        return chosen
    }

    /// The mechanism that normalises scores by this rule alone.
    func mechanism(name: String, summary: String, formula: String, example: String, source: Citation) -> Mechanism {
        Mechanism(
            name: name, summary: summary, formula: formula, example: example, parameters: [Mechanism.Parameter("S")],
            options: options + [.mask, .axis], source: source
        ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
            guard let scores = arguments[0] else { throw .missing(parameter: "S") }
            return try normalised(&graph, scores, try rule(graph, arguments), arguments)
        }
    }
}

/// The weights of scores, along the rows or, with `axis: columns`, along the columns.
func normalised(
    _ graph: inout Graph, _ scores: NodeID, _ rule: Normalisation, _ arguments: Arguments
) throws(MechanismError) -> NodeID {
    guard arguments.word("axis") == "columns" || arguments.word("convention") == "columns",
        case .matrix = graph[scores].shape
    else {
        let mask = try mask(graph, arguments, scores: graph[scores].shape, isTransposed: false)
        return try graph.adding(.normalise(rule, mask: mask), [scores])
    }
    let turned = try graph.adding(.transpose, [scores])
    let mask = try mask(graph, arguments, scores: graph[turned].shape, isTransposed: true)
    let weights = try graph.adding(.normalise(rule, mask: mask), [turned])
    return try graph.adding(.transpose, [weights])
}

extension Mechanism.Option {
    static let normalise = Mechanism.Option("normalise", .word(Normaliser.all.map(\.word)), fallback: "softmax")
    static let axis = Mechanism.Option("axis", .word(["rows", "columns"]), fallback: "rows")
}
