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

    /// One entry and its mistakes as a platform compares them that adds 10⁻¹⁴ to every tolerance, as Moodle does.
    ///
    /// Such a platform cannot tell 10⁻²⁰ from 0, and has no 10⁴⁰⁰. So these numbers are asked for as `?` in `? · 10⁻²⁰`.
    struct Asked {
        /// The power of ten that stands behind, −20; 0 for most numbers.
        var scale: Int
        /// What is typed in.
        var right: Entry
        /// Numbers that nobody who is right can give, each once, at most twelve.
        var wrong: [(sentence: String, entry: Entry)]

        /// ` \(\cdot 10^{-20}\)`; empty for most numbers.
        var scaleHTML: String { scale != 0 ? " \\(\\cdot 10^{\(scale)}\\)" : "" }
    }

    /// An entry; nil where there is none.
    func asked(_ entry: Int) -> Asked? {
        guard entries.indices.contains(entry), let small = Rational.powerOfTen(-10),
            let large = Rational.powerOfTen(15)
        else { return nil }
        let right = entries[entry]
        let scale = right.tolerance < small ? -right.scale(below: small) : right.scale(from: large)
        guard let factor = Rational.powerOfTen(-scale) else { return nil }
        var asked = Asked(scale: scale, right: right.times(factor), wrong: [])
        var known = [asked.right]
        for mistake in mistakes where mistake.entries.indices.contains(entry) && asked.wrong.count < 12 {
            let wrong = mistake.entries[entry].times(factor)
            guard wrong.value.magnitude < large, !known.contains(where: { $0.isBlurred(with: wrong) })
            else { continue }
            known.append(wrong)
            asked.wrong.append((mistake.sentence, wrong))
        }
        return asked
    }

    /// Entries by rows, as they stand on a page.
    func rows<Element>(of entries: [Element]) -> [[Element]] {
        (0..<rows).map { row in Array(entries.dropFirst(row * columns).prefix(columns)) }
    }
}

extension PackageField.Entry {
    /// The power of ten that brings a number below a limit to 1 or more; 0 for other numbers and for zero.
    func scale(below limit: Rational) -> Int {
        var size = value.magnitude
        guard !size.isZero, size < limit else { return 0 }
        var scale = 0
        while size < 1, scale < 20_000 { (size, scale) = (size * 10, scale + 1) }
        return scale
    }

    /// The power of ten of the first digit of a number that is no smaller than a limit; 0 for other numbers.
    func scale(from limit: Rational) -> Int {
        var size = value.magnitude
        guard size >= limit, let tenth = Rational(1, over: 10) else { return 0 }
        var scale = 0
        while size >= 10, scale < 20_000 { (size, scale) = (size * tenth, scale + 1) }
        return scale
    }

    fileprivate func times(_ factor: Rational) -> Self {
        // What is far below the platform's own tolerance is 0 to it, and has no more digits than it keeps.
        guard let nothing = Rational.powerOfTen(-30), (value * factor).magnitude >= nothing else {
            return Self(value: 0, tolerance: value.isZero ? tolerance * factor : 0, exact: nil)
        }
        return Self(value: value * factor, tolerance: tolerance * factor, exact: exact.map { $0 * factor })
    }

    /// Whether a platform that adds a little to every tolerance may take one number for the other.
    fileprivate func isBlurred(with other: Self) -> Bool {
        guard let blur = Rational.powerOfTen(-13) else { return overlaps(other) }
        let size = max(1, max(value.magnitude, other.value.magnitude))
        return (value - other.value).magnitude <= tolerance + other.tolerance + blur * size
    }
}
