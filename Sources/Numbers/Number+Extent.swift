extension Number {
    /// Whether more than so many terms are written in it, those inside roots, exponentials and logarithms counted
    /// wherever they occur.
    ///
    /// A number made by a deep network shares its parts; written out they stand again and again, and a few layers
    /// fill a library. Never looks at more terms than the limit.
    ///
    ///     let e = try Number(1).applying(.exponential)
    ///     (e + 2).hasMoreTerms(than: 1)    // true
    public func hasMoreTerms(than limit: Int) -> Bool {
        var left = limit
        return !takeTerms(from: &left)
    }

    private func takeTerms(from left: inout Int) -> Bool {
        guard case .sum(let list) = storage else {
            left -= 1
            return left >= 0
        }
        for part in list.parts {
            guard Self.takeTerms(of: part.numerator, from: &left) else { return false }
            for power in part.divisor.powers {
                guard Self.takeTerms(of: power.factor.sum, from: &left) else { return false }
            }
        }
        return true
    }

    private static func takeTerms(of sum: ExponentialSum, from left: inout Int) -> Bool {
        left -= sum.termCount
        guard left >= 0 else { return false }
        guard sum.hasAtoms else { return true }
        for atom in sum.terms.flatMap(\.atoms) {
            guard let argument = atom.atom.kind.argument else { continue }
            guard argument.takeTerms(from: &left) else { return false }
        }
        return true
    }
}
