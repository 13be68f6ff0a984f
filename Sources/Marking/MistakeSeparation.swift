public import Graphs
public import Numbers
public import Sheets
import Synchronization

/// Which known mistakes the numbers of a sheet do not show, for many draws of its data.
///
/// Made once for the sheet; for each draw it then says what `Marker.indistinguishable()` says of the sheet with the
/// drawn numbers in place, without making the sheet or its mistakes again.
///
///     let separation = MistakeSeparation(of: elaboration, drawn: [x])
///     separation.findings(of: [x: values])             // none: every mistake shows
///     separation.coincidence(of: [x: values], except: inseparable) == nil
///
/// All mistakes of all answers are one computation in which equal steps are done once. It is run with proven error
/// bounds, which tells nearly all values apart; the others are compared exactly.
public final class MistakeSeparation: Sendable {
    let elaboration: Elaboration
    let drawn: [NodeID]
    let pattern: DataPattern
    private let prepared = Mutex<[DataPattern.Key: PreparedMistakes]>([:])

    /// Patterns that are kept; others are prepared again when they come again.
    static let keptLimit = 64

    /// Prepares for draws of some data of a sheet without diagnostics.
    ///
    /// - Parameter drawn: the nodes of the computation that hold the drawn data.
    public init(of elaboration: Elaboration, drawn: [NodeID]) {
        // No student works a condition out.
        self.elaboration = elaboration.withoutConditions
        self.drawn = drawn
        pattern = DataPattern(self.elaboration.graph, drawn: drawn)
    }

    /// For each answer, in the order of the sheet, the drawn nodes that it or one of its mistakes depends on.
    public func dependence() -> [(answer: String, nodes: [NodeID])] {
        let prepared = prepared(for: [:])
        return prepared.answers.map { ($0.id, $0.dependence.map { drawn[$0] }) }
    }

    /// What the numbers of a draw do not show, by answer; answers where everything shows are left out.
    ///
    /// - Parameters:
    ///   - draw: values of drawn nodes, of their shapes. Answers that others have a part in are left out as well.
    ///   - trace: exact values of the computation under this draw, as far as they are known.
    /// - Cost: one run of all mistakes in floating point with bounds, and exact values where those do not tell.
    public func findings(
        of draw: [NodeID: Tensor<Number>], trace: Trace<Number>? = nil
    ) -> [Marker.Indistinguishable] {
        let prepared = prepared(for: draw)
        var values = DrawnMistakes(prepared, draw: draw.inOrder(of: drawn), trace: trace)
        return prepared.answers.compactMap { values.finding(of: $0) }
    }

    /// The coincidences of a draw: pairs with the same value of an answer that no other answer to the question tells
    /// apart, answer by answer.
    ///
    /// Whoever marks sees the answers to a question together: an output that is right by chance hides nothing when the
    /// scores, which are asked for as well, show the mistake.
    ///
    /// - Parameters:
    ///   - draw: as for `findings`.
    ///   - trace: as for `findings`.
    ///   - isProved: whether they are proved; if not, values that agree to all digits of double precision count as equal.
    /// - Cost: one run of all mistakes in floating point with bounds, and exact values where equality is to be proved.
    public func coincidences(
        of draw: [NodeID: Tensor<Number>], trace: Trace<Number>? = nil, isProved: Bool = true
    ) -> [Coincidence] {
        let prepared = prepared(for: draw)
        var values = DrawnMistakes(prepared, draw: draw.inOrder(of: drawn), trace: trace)
        return prepared.answers.flatMap { values.coincidences(of: $0, isProved: isProved) }
    }

    /// The first of these, none where every mistake shows.
    ///
    /// - Parameters:
    ///   - draw: as for `findings`.
    ///   - known: coincidences that are not looked for: those of every draw, say.
    ///   - trace: as for `findings`.
    public func coincidence(
        of draw: [NodeID: Tensor<Number>], except known: Set<Coincidence> = [], trace: Trace<Number>? = nil
    ) -> Coincidence? {
        let prepared = prepared(for: draw)
        var values = DrawnMistakes(prepared, draw: draw.inOrder(of: drawn), trace: trace)
        for answer in prepared.answers {
            if let found = values.coincidences(of: answer, except: known, limit: 1).first { return found }
        }
        return nil
    }

    private func prepared(for draw: [NodeID: Tensor<Number>]) -> PreparedMistakes {
        let values = draw.inOrder(of: drawn)
        let key = pattern.key(of: values)
        if let known = prepared.withLock({ $0[key] }) { return known }
        let made = PreparedMistakes(elaboration, drawn: drawn, values: values, pattern: pattern, key: key)
        prepared.withLock { if $0.count < Self.keptLimit { $0[key] = made } }
        return made
    }
}

extension [NodeID: Tensor<Number>] {
    fileprivate func inOrder(of nodes: [NodeID]) -> [Tensor<Number>?] { nodes.map { self[$0] } }
}
