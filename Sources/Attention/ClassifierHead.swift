import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// The mean of the tokens.
    ///
    ///     h = (1/n) Σ_i x_i
    ///
    /// With `mask: [1, 1, 0]` the mean of the tokens that have a 1, so that padding does not count.
    /// Shapes: `X: n × d → a row of d entries`.
    /// Source: Lin, Chen and Yan 2014, section 3.2.
    public static let meanPool = Mechanism(
        name: "mean_pool",
        summary: "the mean of the tokens",
        formula: #"h = \frac{1}{n}\sum_{i=1}^{n} x_i"#,
        example: """
            X = [1, 2; 3, -4]
            h = mean_pool(X)
            """,
        parameters: [Parameter("X")],
        options: [Option("mask", .wordOrValue(["none"]), fallback: "none")],
        source: Citation("lin2014", "section 3.2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        return try pooled(&graph, written, .mean, arguments)
    }

    /// Class probabilities of a sequence: one vector for all tokens, a layer, a softmax.
    ///
    ///     p = softmax(pool(X) W + b)
    ///
    /// Shapes: `X: n × d, W: d × c, b: c → a row of c entries`; one per token with `pool: none`.
    /// Source: Devlin et al. 2019, section 4.1, with `pool: first`.
    public static let classifierHead = Mechanism(
        name: "classifier_head",
        summary: "class probabilities of a sequence: pooling, a layer, a softmax",
        formula: #"p = \operatorname{softmax}(\operatorname{pool}(X)\, W + b)"#,
        example: """
            X = [1, 2; 3, -4]
            W = [1, 0; 0, 1]
            b = [0, 1]
            p = classifier_head(X, W, b)
            """,
        parameters: [Parameter("X"), Parameter("W"), Parameter("b", isRequired: false)],
        options: [
            Option("pool", .word(Pooling.allCases.map(\.rawValue)), fallback: "mean"),
            Option("mask", .wordOrValue(["none"]), fallback: "none"),
        ],
        source: Citation("devlin2019", "section 4.1")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let written = arguments[0] else { throw .missing(parameter: "X") }
        guard let weights = arguments[1] else { throw .missing(parameter: "W") }
        let pooling = arguments.word("pool").flatMap(Pooling.init(rawValue:)) ?? .mean
        var features = written
        if pooling != .none {
            features = graph.named(
                try pooled(&graph, written, pooling, arguments), "h", caption: "one vector for the sequence")
        }
        let logits = try linearLayer(&graph, features, weights, bias: arguments[2])
        let named = graph.named(logits, graph[logits].shape.isVector ? "z" : "Z", caption: "logits")
        return try graph.adding(.normalise(.softmax(base: nil), mask: nil), [named])
    }

    /// The loss of a classifier: minus the logarithm of the probability of the right class.
    ///
    ///     ℓ = −ln softmax(z)_y,  or −Σ_c y_c ln softmax(z)_c for a vector of probabilities y
    ///
    /// Labels count from 1, as indices do in sheets. Of a batch, one row of logits each, the mean is taken, or the sum
    /// with `reduction: sum`.
    /// Shapes: `z: c, y a label or c probabilities; Z: n × c, y n labels or n × c probabilities → a number`.
    /// Source: Goodfellow, Bengio and Courville 2016, section 6.2.2.3.
    public static let crossEntropy = Mechanism(
        name: "cross_entropy",
        summary: "minus the logarithm of the probability of the right class",
        formula: #"\ell = -\ln \operatorname{softmax}(z)_y"#,
        example: """
            z = [2, 0, 1]
            l = cross_entropy(z, 1)
            """,
        parameters: [Parameter("logits"), Parameter("label")],
        options: [Option("reduction", .word(["mean", "sum"]), fallback: "mean")],
        source: Citation("goodfellow2016", "section 6.2.2.3")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let logits = arguments[0] else { throw .missing(parameter: "logits") }
        guard let label = arguments[1] else { throw .missing(parameter: "label") }
        let shape = graph[logits].shape
        guard let size = shape.size, shape != .scalar else { throw .shape(.needsVector(shape)) }
        let classes = shape.isVector ? size.rows * size.columns : size.columns
        let rows = try targets(graph, label, rows: shape.isVector ? 1 : size.rows, classes: classes)
        var probabilities = try graph.adding(.normalise(.softmax(base: nil), mask: nil), [logits])
        probabilities = graph.named(probabilities, shape.isVector ? "p" : "P", caption: "class probabilities")
        var losses: [NodeID] = []
        for (row, target) in rows.enumerated() {
            var sum: NodeID?
            for (column, weight) in target {
                var place = (row, column)
                if case .column = shape { place = (column, 0) }
                let entry = try graph.adding(.entry(place.0, place.1), [probabilities])
                var term = try graph.adding(.apply(.logarithm), [entry])
                if weight != 1 { term = try graph.adding(.multiply, [try graph.constant(weight), term]) }
                sum = if let before = sum { try graph.adding(.add, [before, term]) } else { term }
            }
            guard let sum else { throw .label(classes: classes) }
            losses.append(try graph.adding(.negate, [sum]))
        }
        if shape.isVector, let only = losses.first { return only }
        let column = graph.named(try graph.adding(.stack, losses), "ell", caption: "loss of each row")
        return try graph.adding(.reduce(arguments.word("reduction") == "sum" ? .sum : .mean, over: .all), [column])
    }
}

/// How the tokens of a sequence become one vector.
enum Pooling: String, CaseIterable { case mean, max, first, last, none }

/// The tokens pooled, those left out by the mask not among them.
private func pooled(
    _ graph: inout Graph, _ written: NodeID, _ pooling: Pooling, _ arguments: Arguments
) throws(MechanismError) -> NodeID {
    var tokens = try graph.matrix(written)
    if let mask = arguments.node("mask") {
        guard case .constant(let flags) = graph[mask].operation else { throw .maskEntries }
        guard flags.shape.isVector, Dimension(flags.elements.count) == graph[tokens].shape.rows else {
            throw .shape(.mask(flags.shape, scores: .column(graph[tokens].shape.rows)))
        }
        var kept: [NodeID] = []
        for (index, flag) in flags.elements.enumerated() {
            guard let value = flag.rational, value.isZero || value == 1 else { throw .maskEntries }
            if !value.isZero { kept.append(try graph.adding(.row(index), [tokens])) }
        }
        guard !kept.isEmpty else { throw .noTokens }
        if kept.count < flags.elements.count { tokens = try graph.adding(.stack, kept) }
        if kept.count == 1 { tokens = try graph.matrix(tokens) }
    }
    switch pooling {
    case .mean: return try graph.adding(.reduce(.mean, over: .eachColumn), [tokens])
    case .max: return try graph.adding(.reduce(.maximum, over: .eachColumn), [tokens])
    case .first: return try graph.adding(.row(0), [tokens])
    case .last:
        guard let count = graph[tokens].shape.rows.value else { throw .shape(.needsSize(graph[tokens].shape)) }
        return try graph.adding(.row(count - 1), [tokens])
    case .none: return tokens
    }
}

/// What each row ought to be: its classes, from 0, with their probabilities, those of probability 0 left out.
private func targets(
    _ graph: Graph, _ label: NodeID, rows: Int, classes: Int
) throws(MechanismError) -> [[(Int, Rational)]] {
    guard case .constant(let given) = graph[label].operation else { throw .label(classes: classes) }
    let values = given.elements.compactMap(\.rational)
    guard values.count == given.elements.count else { throw .label(classes: classes) }
    let isMatrix = given.rows > 1 && given.columns > 1
    // A vector is the labels of a batch, or the probabilities of a single row.
    if rows == 1 || isMatrix, given.shape != .scalar, values.count == rows * classes {
        return try (0..<rows).map { row throws(MechanismError) in
            let part = values[row * classes..<(row + 1) * classes]
            guard part.allSatisfy({ $0.signum() >= 0 }), part.reduce(Rational(0), { $0 + $1 }) == 1 else {
                throw .label(classes: classes)
            }
            return part.enumerated().filter { !$0.element.isZero }.map { ($0.offset, $0.element) }
        }
    }
    guard !isMatrix, values.count == rows else { throw .label(classes: classes) }
    return try values.map { value throws(MechanismError) in
        guard value.isInteger, let index = Int(exactly: value.numerator), (1...classes).contains(index) else {
            throw .label(classes: classes)
        }
        return [(index - 1, 1)]
    }
}
