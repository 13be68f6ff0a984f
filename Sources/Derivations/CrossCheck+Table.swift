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
                let (i, j) = deviation.ulp == 0 ? Self.largest(step.rounded) : (deviation.row, deviation.column)
                let entry = notation.entryName(of: step.node, i, j) ?? name
                var bound = Self.short(deviation.bound)
                if case .exceeds = step.verdict { bound += ", exceeded" }
                rows.append([
                    [.formula(entry)], [.text(Self.signed(try Self.exact(value[i, j])))],
                    [.text(Self.signed("\(step.float64[i, j])"))], [.text(Self.short(deviation.ulp))],
                    [.text(bound)],
                ])
            case .notCompared:
                rows.append([
                    [.formula(name)], [.text("–")], [.text("no value")], [.text("not compared")], [.text("–")],
                ])
            }
        }
        guard !rows.isEmpty else { return nil }
        return .table(
            header: [
                [.text("Entry")], [.text("Exact")], [.text("float64")], [.text("Off by (ulp)")], [.text("Bound (ulp)")],
            ],
            alignments: [.left, .right, .right, .right, .right], rows: rows)
    }

    /// The place of the largest value.
    private static func largest(_ values: Tensor<Double>) -> (Int, Int) {
        let index = values.elements.indices.max { values.elements[$0].magnitude < values.elements[$1].magnitude } ?? 0
        return (index / max(1, values.columns), index % max(1, values.columns))
    }

    /// The value itself where it is a whole number or a short decimal, 17 digits of it otherwise.
    private static func exact(_ value: Number) throws -> String {
        if let rational = value.rational, rational.isInteger { return rational.description }
        for digits in 1...17 {
            let decimal = try value.decimal(significantDigits: digits)
            if decimal.isExact || digits == 17 { return decimal.description }
        }
        return ""
    }

    private static func signed(_ number: String) -> String {
        String(number.map { $0 == "-" ? "−" : $0 })
    }

    /// One decimal place, halves rounded up, whole from 100 on: `0.5`, `12.3`, `240`.
    static func short(_ value: Double) -> String {
        guard value.isFinite, value < 1e15 else { return "\(value)" }
        if value >= 100 { return "\(Int(value.rounded(.up)))" }
        let tenths = Int((value * 10).rounded(.up))
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
