import Formulas
import Graphs
import Numbers
import Rationals

/// Single entries of what is asked for, for platforms that compare one number at a time.
extension PackageField {
    /// Whether an exact value is asked for, and no decimal.
    var isExact: Bool { asksForExact && !asksForDecimals }

    /// Whether it is one number and no vector of one entry.
    var isScalar: Bool { value?.shape == .scalar }

    /// What each entry counts.
    var marksPerEntry: Rational { marks * (Rational(1, over: Integer(max(entries.count, 1))) ?? 1) }

    /// `p_2`, `A_{1,2}`; the name itself of a number; nil for words.
    func name(of entry: Int) -> Formula? {
        guard let name, let value else { return nil }
        switch value.shape {
        case .scalar: return name
        case .column, .row: return Formula(.subscripted(name, [Formula(entry + 1)]))
        case .matrix:
            let (row, column) = (entry / max(columns, 1) + 1, entry % max(columns, 1) + 1)
            return Formula(.subscripted(name, [Formula(row), Formula(column)]))
        }
    }

    /// `1a.p`, `1a.p 2`, `1a.A 1,2`: one entry in names of questions.
    func label(of entry: Int) -> String {
        guard let value else { return id }
        return switch value.shape {
        case .scalar: id
        case .column, .row: "\(id) \(entry + 1)"
        case .matrix: "\(id) \(entry / max(columns, 1) + 1),\(entry % max(columns, 1) + 1)"
        }
    }

    /// The mistakes that show in one entry: numbers that nobody who is right can give, each once, at most twelve.
    func mistakes(of entry: Int) -> [(sentence: String, entry: Entry)] {
        guard entries.indices.contains(entry) else { return [] }
        var known = [entries[entry]]
        var found: [(sentence: String, entry: Entry)] = []
        for mistake in mistakes where mistake.entries.indices.contains(entry) && found.count < 12 {
            let wrong = mistake.entries[entry]
            guard !known.contains(where: { $0.overlaps(wrong) }) else { continue }
            known.append(wrong)
            found.append((mistake.sentence, wrong))
        }
        return found
    }

    /// Entries by rows, as they stand on a page.
    func rows<Element>(of entries: [Element]) -> [[Element]] {
        (0..<rows).map { row in Array(entries.dropFirst(row * columns).prefix(columns)) }
    }
}
