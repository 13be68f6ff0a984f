import Rationals

extension Number {
    /// How many terms the number has when it is written out, those inside roots, exponents and denominators included;
    /// `limit` when there are more.
    ///
    /// A value of a deep network shares its parts and is small in memory, but written out it may not fit on any page.
    ///
    ///     try (Number(1) + Number(1).applying(.exponential)).termCount(upTo: 10)    // 2
    ///
    /// - Parameter isLeftOut: factors of denominators that are not counted, because they have names say.
    /// - Cost: proportional to the result, not to the number.
    public func termCount(upTo limit: Int, leavingOut isLeftOut: (ExponentialSum) -> Bool = { _ in false }) -> Int {
        var count = 0
        add(to: &count, limit, isLeftOut)
        return min(count, limit)
    }

    private func add(to count: inout Int, _ limit: Int, _ isLeftOut: (ExponentialSum) -> Bool) {
        switch storage {
        case .rational, .refused: count += 1
        case .sum(let list):
            for part in list.parts {
                part.numerator.add(to: &count, limit, isLeftOut)
                for (factor, _) in part.divisor.powers where count < limit {
                    if isLeftOut(factor.sum) { count += 1 } else { factor.sum.add(to: &count, limit, isLeftOut) }
                }
                if count >= limit { return }
            }
        }
    }
}

extension ExponentialSum {
    fileprivate func add(to count: inout Int, _ limit: Int, _ isLeftOut: (ExponentialSum) -> Bool) {
        forEachTerm { _, monomial in
            count += 1
            for factor in monomial.atoms where count < limit {
                guard let argument = factor.atom.kind.argument, argument.rational == nil else { continue }
                count += argument.termCount(upTo: limit - count, leavingOut: isLeftOut)
            }
            return count < limit
        }
    }
}
