import Graphs
import Numbers
import Rationals

extension Comparison {
    /// What a wrong answer follows from.
    struct Followed {
        /// The answers that it was followed from, the nearest ones.
        var ids: [String]
        /// Whether the method earns its marks.
        var earns: Bool
    }

    /// The student's own values from which the answer follows; nil when it follows from none.
    ///
    /// It follows when it is the value, or stands for the value, that the sheet's computation gives with the student's
    /// values in place of the true ones: all wrong ones, all that were written, or a wrong one alone. Where those were
    /// written as decimals it is enough that it agrees with the certified range of what follows from all values that
    /// round to them, as long as that range lies within 25 units of the answer's last place.
    func followed() -> Followed? {
        let wrong = own.filter { !$0.isRight }
        guard !wrong.isEmpty, let plain = mistakes.plain(index) else { return nil }
        let written = own.filter { !$0.isExact }
        var choices = [wrong]
        if written.count > wrong.count { choices.append(written) }
        if wrong.count > 1 { choices += wrong.map { [$0] } }
        for values in choices {
            guard let value = value(of: plain, following: Given(values, mistakes.anatomy)), stands(for: value) else {
                continue
            }
            return followed(values, value)
        }
        guard agrees(withRangeOf: plain, following: written) else { return nil }
        let middle = plain.value(
            Number.self,
            overriding: written.overriding(truth: { mistakes.anatomy.value(of: $0) }, own: { $0.entry.value }))
        return middle.map { followed(written, CertifiedNumber.all(of: $0)) }
    }

    private func followed(_ values: [OwnValue], _ value: Tensor<CertifiedNumber>) -> Followed {
        guard let node = marker.questions[index].node else { return Followed(ids: [], earns: false) }
        let needed = mistakes.anatomy.graph.ancestors(of: [node], stoppingAt: Set(values.map(\.node)))
        let nearest = values.filter { needed[$0.node.index] }
        var isEarned = !nearest.contains(where: \.isCheap) && !OwnValue.isCheap(value, truth)
        if isCopy(value, of: nearest), !isCopy(truth, of: []) { isEarned = false }
        return Followed(ids: nearest.filter { !$0.isExact }.map(\.id), earns: isEarned)
    }

    /// Whether a value is one of the earlier ones again, or a row or column of given data: the step did nothing.
    private func isCopy(_ value: Tensor<CertifiedNumber>, of earlier: [OwnValue]) -> Bool {
        let entries = value.elements
        guard entries.count > 1 else { return false }
        func isSame(_ others: [CertifiedNumber]) -> Bool {
            others.count == entries.count && zip(entries, others).allSatisfy { $0.isPlainly($1) }
        }
        for own in earlier where own.entries.count == entries.count {
            if isSame(own.entries.sorted { $0.key < $1.key }.map(\.value.value)) { return true }
        }
        guard let node = marker.questions[index].node else { return false }
        let graph = mistakes.anatomy.graph
        let needed = graph.ancestors(of: [node])
        for id in graph.ids where needed[id.index] {
            guard case .constant(let data) = graph[id].operation, data.elements.count >= entries.count else { continue }
            let rows = (0..<data.rows).map { Array(data.row($0)) }
            let columns = (0..<data.columns).map { j in (0..<data.rows).map { data[$0, j] } }
            for line in [data.elements] + rows + columns where line.count == entries.count {
                if isSame(line.map { CertifiedNumber($0) }) { return true }
            }
        }
        return false
    }

    // MARK: Values known to their digits

    /// Whether the answer agrees with what follows from all values that round to those written.
    private func agrees(withRangeOf plain: MistakeValues.Computation, following values: [OwnValue]) -> Bool {
        guard values.contains(where: { $0.entries.values.contains { $0.unit != nil } }) else { return false }
        let anatomy = mistakes.anatomy
        let ranges = try? values.overriding(
            truth: { anatomy.value(of: $0)?.scalars(Enclosure.self) }, own: { try $0.range() })
        guard let ranges, let range = plain.value(Enclosure.self, overriding: ranges),
            let laidOut = answer.entries.laidOut(as: range.shape)
        else { return false }
        return zip(laidOut.elements, range.elements).allSatisfy { $0.agrees(with: $1) }
    }
}

extension WrittenEntry {
    /// Every value that rounds to the decimal written; the value itself where it is none.
    func range() throws -> Enclosure {
        guard let unit, let written = value.number.rational else { return try Enclosure(value.number) }
        let half = unit * .half
        return Enclosure(from: written - half, to: written + half, precision: Enclosure.workingPrecision)
    }

    /// Whether a value within a range rounds to what is written, and the whole range lies within 25 units of it.
    func agrees(with range: Enclosure) -> Bool {
        guard let unit, let written = value.number.rational else {
            guard let exact = try? Enclosure(value.number) else { return false }
            return (range - exact).sign == 0
        }
        let precision = Enclosure.workingPrecision
        let half = unit * .half
        guard !range.isDisjoint(from: Enclosure(from: written - half, to: written + half, precision: precision)) else {
            return false
        }
        return (range - Enclosure(written - unit * 25, precision: precision)).sign == 1
            && (Enclosure(written + unit * 25, precision: precision) - range).sign == 1
    }
}
