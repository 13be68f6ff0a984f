import Graphs
import Numbers

/// The values of prepared mistakes under one draw, worked out as far as a comparison needs them.
struct DrawnMistakes {
    private let prepared: PreparedMistakes
    private let run: Trace<RunningError>
    private var exact: Trace<Number>
    /// For every node, whether `exact` says what it is or why it is nothing.
    private var isExact: [Bool]

    /// - Parameters:
    ///   - draw: the drawn values in their order; nil where nothing is drawn.
    ///   - trace: what is known of the sheet's own computation.
    init(_ prepared: PreparedMistakes, draw: [Tensor<Number>?], trace: Trace<Number>?) {
        self.prepared = prepared
        var run = prepared.run
        exact = Trace(of: prepared.graph)
        isExact = Array(repeating: false, count: prepared.graph.nodes.count)
        for (place, value) in zip(prepared.places, draw) {
            guard let place, let value else { continue }
            exact.override(place, with: value)
            isExact[place.index] = true
            if let bounds = try? value.map({ try RunningError($0) }) { run.override(place, with: bounds) }
        }
        run.compute(prepared.changing)
        self.run = run
        guard let trace else { return }
        for (original, image) in prepared.images where !isExact[image.index] {
            guard let value = trace[original] else { continue }
            exact.override(image, with: value)
            isExact[image.index] = true
        }
    }

    /// What `Marker.indistinguishable()` says of the answer.
    mutating func finding(of answer: PreparedMistakes.PreparedAnswer) -> Marker.Indistinguishable? {
        guard answer.isComplete, exactValue(of: answer.truth) != nil else { return nil }
        var right: [String] = []
        let truth = FirstEntry(run[answer.truth])
        var groups: [(target: NodeID, first: FirstEntry, codes: [String])] = []
        for (code, target) in answer.mistakes {
            let first = FirstEntry(run[target])
            if !first.isPlainlyOther(than: truth), isSame(target, answer.truth) {
                if !right.contains(code) { right.append(code) }
                continue
            }
            var group: Int?
            for index in groups.indices where !first.isPlainlyOther(than: groups[index].first) {
                guard isSame(target, groups[index].target) else { continue }
                group = index
                break
            }
            if let group {
                if !groups[group].codes.contains(code) { groups[group].codes.append(code) }
            } else {
                groups.append((target, first, [code]))
            }
        }
        let alike = groups.map(\.codes).filter { $0.count > 1 }
        guard !right.isEmpty || !alike.isEmpty else { return nil }
        return Marker.Indistinguishable(id: answer.id, right: right, alike: alike)
    }

    /// Whether another answer to the same question proves which of two ways was gone.
    ///
    /// The runs decide alone: bounds that overlap are rare, and a draw that is refused for them costs nothing.
    private func isToldApart(
        _ first: String?, _ second: String?, besides answer: PreparedMistakes.PreparedAnswer
    ) -> Bool {
        prepared.answers.contains { other in
            guard other.question == answer.question, other.id != answer.id, other.isComplete else { return false }
            let ways = other.targets(of: first)
            return other.targets(of: second).allSatisfy { target in ways.allSatisfy { isRuledOut($0, target) } }
        }
    }

    /// The pairs with the same value that are not known, and that the question does not tell apart elsewhere.
    ///
    /// - Parameters:
    ///   - isProved: whether values that the runs do not tell apart are compared exactly.
    ///   - limit: how many are looked for.
    mutating func coincidences(
        of answer: PreparedMistakes.PreparedAnswer, except known: Set<Coincidence> = [], isProved: Bool = true,
        limit: Int = .max
    ) -> [Coincidence] {
        guard answer.isComplete else { return [] }
        let targets = [answer.truth] + answer.mistakes.map(\.target)
        let codes = [nil] + answer.mistakes.map { Optional($0.code) }
        let entries = targets.map { FirstEntry(run[$0]) }
        var known = known
        var found: [Coincidence] = []
        // Against the right answer first.
        for first in targets.indices {
            for second in targets.indices.dropFirst(first + 1) {
                if entries[first].isPlainlyOther(than: entries[second]) { continue }
                guard codes[first] != codes[second], !isRuledOut(targets[first], targets[second]),
                    let pair = Self.pair(answer.id, codes[first], codes[second]), !known.contains(pair),
                    !known.contains(pair.reversed), !isToldApart(codes[first], codes[second], besides: answer)
                else { continue }
                let isRun = run[targets[first]] != nil && run[targets[second]] != nil
                guard !isProved && isRun || isSame(targets[first], targets[second]) else { continue }
                // Where nothing is right nothing is wrong.
                if found.isEmpty, run[answer.truth] == nil, exactValue(of: answer.truth) == nil { return [] }
                found.append(pair)
                if found.count == limit { return found }
                known.insert(pair)
            }
        }
        return found
    }

    private static func pair(_ answer: String, _ first: String?, _ second: String?) -> Coincidence? {
        if let first { return Coincidence(answer: answer, first: first, second: second) }
        return second.map { Coincidence(answer: answer, first: $0, second: nil) }
    }

    /// Whether the runs prove two values different.
    private func isRuledOut(_ a: NodeID, _ b: NodeID) -> Bool {
        if a == b { return false }
        guard prepared.graph[a].shape == prepared.graph[b].shape else { return true }
        guard let first = run[a], let second = run[b] else { return false }
        return zip(first.elements, second.elements).contains { $0.isPlainlyOther(than: $1) }
    }

    private mutating func isSame(_ a: NodeID, _ b: NodeID) -> Bool {
        if isRuledOut(a, b) { return false }
        guard let first = exactValue(of: a), a != b else { return a == b && exactValue(of: a) != nil }
        guard let second = exactValue(of: b) else { return false }
        return first.shape == second.shape
            && zip(first.elements, second.elements).allSatisfy { Number.equality($0, $1) == .equal }
    }

    private mutating func exactValue(of id: NodeID) -> Tensor<Number>? {
        if isExact[id.index] { return exact[id] }
        var needed = Array(repeating: false, count: id.index + 1)
        needed[id.index] = true
        for index in needed.indices.reversed() where needed[index] && !isExact[index] {
            for input in prepared.graph.nodes[index].inputs { needed[input.index] = true }
        }
        let missing = prepared.graph.ids.prefix(id.index + 1).filter { needed[$0.index] && !isExact[$0.index] }
        exact.compute(Array(missing))
        for node in missing { isExact[node.index] = true }
        return exact[id]
    }
}

/// Where the first entry of a value lies, which tells most values apart.
private struct FirstEntry {
    /// Nothing is known where the range is that of all numbers.
    var (lower, upper) = (-Double.infinity, Double.infinity)

    init(_ value: Tensor<RunningError>?) {
        guard let first = value?.elements.first else { return }
        lower = (first.value - first.bound).nextDown
        upper = (first.value + first.bound).nextUp
    }

    func isPlainlyOther(than other: FirstEntry) -> Bool { lower > other.upper || upper < other.lower }
}

extension PreparedMistakes.PreparedAnswer {
    /// What a mistake makes of the answer, at every place where it can be made; the right answer where it cannot.
    fileprivate func targets(of code: String?) -> [NodeID] { code.flatMap { targets[$0] } ?? [truth] }
}

extension Coincidence {
    /// The two mistakes in the other order.
    fileprivate var reversed: Coincidence {
        second.map { Coincidence(answer: answer, first: $0, second: first) } ?? self
    }
}

extension RunningError {
    /// Whether the bounds prove that two exact values differ.
    fileprivate func isPlainlyOther(than other: RunningError) -> Bool {
        let gap = (value - other.value).magnitude.nextDown
        return gap > (bound + other.bound).nextUp
    }
}
