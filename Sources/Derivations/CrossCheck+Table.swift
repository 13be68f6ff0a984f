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
        for step in steps where wanted.contains(step.node) && !step.isWithoutRounding {
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
                [.text("Entry")], [.text("Exact, rounded")], [.text("float64")], [.text("Off by (ulp)")],
                [.text("Bound (ulp)")],
            ],
            alignments: [.left, .right, .right, .right, .right], rows: rows)
    }

    /// The steps that double precision computes without rounding anything; the table leaves them out.
    public func stepsWithoutRounding(among nodes: [NodeID]) -> [NodeID] {
        let wanted = Set(nodes)
        return steps.filter { wanted.contains($0.node) && $0.isWithoutRounding }.map(\.node)
    }

    /// The place of the largest value.
    private static func largest(_ values: Tensor<Double>) -> (Int, Int) {
        let index = values.elements.indices.max { values.elements[$0].magnitude < values.elements[$1].magnitude } ?? 0
        return (index / max(1, values.columns), index % max(1, values.columns))
    }

    /// The value itself where it is a whole number or a short decimal, 17 digits of it otherwise.
    private static func exact(_ value: Number) throws -> String {
        if let rational = value.rational, rational.isInteger { return rational.description }
        let full = try value.decimal(significantDigits: 17)
        // What is not exact with 17 digits is not exact with fewer.
        guard full.isExact else { return full.description }
        for digits in 1..<17 {
            let shorter = try value.decimal(significantDigits: digits)
            if shorter.isExact { return shorter.description }
        }
        return full.description
    }

    /// A printed number with real minus signs and an exponent without leading zeros.
    private static func signed(_ number: String) -> String {
        var text = number
        for sign in ["e-0", "e+0"] {
            if let range = text.firstRange(of: sign) { text.replaceSubrange(range, with: sign.dropLast()) }
        }
        return String(text.map { $0 == "-" ? "−" : $0 })
    }

    /// One decimal place, halves rounded up, whole from 100 on: `0.5`, `12.3`, `240`.
    static func short(_ value: Double) -> String {
        guard value.isFinite, value < 1e15 else { return "\(value)" }
        if value >= 100 { return "\(Int(value.rounded(.up)))" }
        let tenths = Int((value * 10).rounded(.up))
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

extension CrossCheck.Step {
    /// Whether no entry can be off at all: the bound is the half ulp of rounding the exact value, which is a double.
    var isWithoutRounding: Bool {
        guard case .holds(let deviation) = verdict else { return false }
        return deviation.ulp == 0 && deviation.bound <= 0.5
    }
}
