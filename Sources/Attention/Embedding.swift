import Graphs
import Numbers
import Rationals

extension Mechanism {
    /// Tokens as rows with a single 1.
    ///
    ///     o_ij = 1 if t_i = j, otherwise 0
    ///
    /// Tokens are whole numbers from 1.
    /// Shapes: `t: n → n × size`.
    /// Source: Bengio et al. 2003, section 2.
    public static let oneHot = Mechanism(
        name: "one_hot",
        summary: "tokens as rows with a single 1",
        formula: #"O_{ij} = 1 \text{ if } t_i = j \text{, otherwise } 0"#,
        example: """
            t = [2, 1, 3]
            O = one_hot(t, size: 3)
            """,
        parameters: [Parameter("t")],
        options: [Option("size", .count(1...100_000), fallback: "the largest token")],
        source: Citation("bengio2003", "section 2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let tokens = arguments[0] else { throw .missing(parameter: "t") }
        return try oneHotRows(&graph, tokens, size: arguments.count("size"))
    }

    /// The rows of a table that belong to tokens.
    ///
    ///     x_i = E_(t_i), the row t_i of E; as a product, O E with the one-hot rows O of the tokens
    ///
    /// One-hot rows may be given instead of the tokens.
    /// Shapes: `t: n, E: v × d → n × d`.
    /// Source: Bengio et al. 2003, section 2.
    public static let embedding = Mechanism(
        name: "embedding",
        summary: "the rows of E that belong to tokens, as one-hot rows times E",
        formula: #"X = O E, \quad x_i = E_{t_i}"#,
        example: """
            t = [2, 1]
            E = [1, 0; 1/2, -1; 0, 3]
            X = embedding(t, E)
            """,
        parameters: [Parameter("t"), Parameter("E")],
        source: Citation("bengio2003", "section 2")
    ) { (graph: inout Graph, arguments: Arguments) throws(MechanismError) in
        guard let tokens = arguments[0] else { throw .missing(parameter: "t") }
        guard let written = arguments[1] else { throw .missing(parameter: "E") }
        let table = try graph.matrix(written)
        if case .matrix = graph[tokens].shape { return try graph.adding(.matrixProduct, [tokens, table]) }
        guard let count = graph[table].shape.rows.value else { throw .shape(.needsSize(graph[table].shape)) }
        let rows = graph.inner(try oneHotRows(&graph, tokens, size: count), "O", "one-hot rows")
        return try graph.adding(.matrixProduct, [rows, table])
    }

    private static func oneHotRows(
        _ graph: inout Graph, _ tokens: NodeID, size: Int?
    ) throws(MechanismError) -> NodeID {
        guard case .constant(let tensor) = graph[tokens].operation, tensor.shape == .scalar || tensor.shape.isVector
        else { throw .tokens(size: size) }
        var places: [Int] = []
        for element in tensor.elements {
            guard let value = element.rational, value.isInteger, let place = Int(exactly: value.numerator), place >= 1,
                place <= size ?? 100_000
            else { throw .tokens(size: size) }
            places.append(place - 1)
        }
        let width = size ?? (places.max() ?? 0) + 1
        guard places.count * width <= Operation.maximumEntries else {
            throw .shape(.tooManyEntries(limit: Operation.maximumEntries))
        }
        var elements = Array(repeating: Number(0), count: places.count * width)
        for (row, place) in places.enumerated() { elements[row * width + place] = 1 }
        let shape = Shape.matrix(Dimension(places.count), Dimension(width))
        guard let rows = Tensor(shape: shape, elements: elements) else { throw .tokens(size: size) }
        return try graph.adding(.constant(rows))
    }
}
