import Graphs

extension Mechanism.Option {
    static let mask = Mechanism.Option(
        "mask",
        .wordCallOrValue(
            ["none", "causal", "causal_lower_right"], calls: ["padding", "window", "causal_window"]),
        fallback: "none")
}

/// The mask option: a word, a call such as `padding(3)`, a constant of 0s and 1s (1: may attend), or a list of those,
/// which hold together.
///
/// - Parameter isTransposed: whether the scores were turned so that queries are rows; a matrix that the author wrote
///   then stands as the scores did before.
func mask(
    _ graph: Graph, _ arguments: Arguments, scores: Shape, isTransposed: Bool
) throws(MechanismError) -> Mask? {
    guard let option = arguments.options["mask"] else { return nil }
    return try mask(graph, option, scores: scores, isTransposed: isTransposed)
}

private func mask(
    _ graph: Graph, _ option: Arguments.OptionValue, scores: Shape, isTransposed: Bool
) throws(MechanismError) -> Mask? {
    switch option {
    case .word("causal"): return .causal
    case .word("causal_lower_right"):
        guard case .matrix(let queries, let keys) = scores else { throw .shape(.needsMatrix(scores)) }
        if queries == keys { return .causal }
        guard let queries = queries.value, let keys = keys.value else { throw .shape(.needsSize(scores)) }
        return .causalAtEnd(offset: keys - queries)
    case .call("padding", let count): return .padding(count)
    case .call("window", let reach): return .window(reach)
    case .call("causal_window", let reach): return .causalWindow(reach)
    case .word, .call, .count: return nil
    case .node(let id): return try given(graph, id, scores: scores, isTransposed: isTransposed)
    case .list(let parts):
        var whole: Mask?
        for part in parts {
            guard let next = try mask(graph, part, scores: scores, isTransposed: isTransposed) else { continue }
            whole = whole.map { .both($0, next) } ?? next
        }
        return whole
    }
}

private func given(
    _ graph: Graph, _ id: NodeID, scores: Shape, isTransposed: Bool
) throws(MechanismError) -> Mask {
    guard case .constant(let written) = graph[id].operation else { throw .maskEntries }
    let tensor = isTransposed ? written.transposed : written
    var flags: [Bool] = []
    for element in tensor.elements {
        guard let value = element.rational, value.isZero || value == 1 else { throw .maskEntries }
        flags.append(!value.isZero)
    }
    guard tensor.shape.isVector else { return .allowed(flags, columns: tensor.columns) }
    // One flag per key holds for every query: what libraries call a key padding mask.
    if case .matrix(let queries, let keys) = scores, keys == Dimension(flags.count), let queries = queries.value {
        return .allowed(Array(repeating: flags, count: queries).flatMap(\.self), columns: flags.count)
    }
    return .allowed(flags, columns: flags.count)
}
