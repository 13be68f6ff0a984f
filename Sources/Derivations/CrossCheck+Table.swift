import Documents
import Formulas
import Graphs
import Numbers

extension CrossCheck {
    /// The floating-point results beside the exact ones: one row per step, at the entry that is furthest off.
    ///
    /// - Throws: `NumberError` when an exact value cannot be rounded within the limits.
    public func table(for nodes: [NodeID], of exact: Trace<Number>) throws -> Block? {
        let notation = Notation(trace: exact, scope: nodes, written: [:], digits: 17)
        let wanted = Set(nodes)
        var rows: [[[Inline]]] = []
        for step in steps where wanted.contains(step.node) {
            guard let value = exact[step.node] else { continue }
            let name = notation.name(of: step.node)
            switch step.verdict {
            case .holds(let deviation), .exceeds(let deviation):
                let (i, j) = (deviation.row, deviation.column)
                let entry = notation.entryName(of: step.node, i, j) ?? name
                let decimal = try value[i, j].decimal(significantDigits: 17)
                var verdict = "\(Self.short(deviation.ulp)) of \(Self.short(deviation.bound))"
                if case .exceeds = step.verdict { verdict += ": exceeds its bound" }
                rows.append([
                    [.formula(entry)], [.text(decimal.description)], [.text("\(step.float64[i, j])")],
                    [.text(verdict)],
                ])
            case .notCompared:
                rows.append([[.formula(name)], [.text("–")], [.text("no value")], [.text("not compared")]])
            }
        }
        guard !rows.isEmpty else { return nil }
        return .table(
            header: [
                [.text("Entry")], [.text("Exact, 17 digits")], [.text("float64")], [.text("Deviation in ulp")],
            ],
            alignments: [.left, .right, .right, .right], rows: rows)
    }

    /// One decimal place, halves rounded up, whole from 100 on: `0.5`, `12.3`, `240`.
    static func short(_ value: Double) -> String {
        guard value.isFinite, value < 1e15 else { return "\(value)" }
        if value >= 100 { return "\(Int(value.rounded(.up)))" }
        let tenths = Int((value * 10).rounded(.up))
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
