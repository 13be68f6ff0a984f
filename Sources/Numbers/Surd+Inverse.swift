import Rationals

extension Surd {
    /// The inverse 1/s, again a finite sum of radical monomials.
    ///
    /// s/m₀ (m₀ one of its monomials) acts by multiplication on the span of the finite group that its monomials
    /// generate; the inverse solves a linear system of that size over the rationals. Rejected: multiplying
    /// conjugates, which needs complex roots of unity as soon as cube roots occur.
    /// - Throws: `hasNoValue(.divisionByZero)`; `tooLarge(.fieldDegree)` when the group has more elements than allowed.
    /// - Cost: degree³ rational operations.
    func inverse(fieldDegree limit: Int = Limits.current.fieldDegree) throws -> Surd {
        guard let first = terms.first else { throw NumberError.hasNoValue(.divisionByZero) }
        let (carry, inverted) = first.radicals.inverse
        guard let reciprocal = first.coefficient.reciprocal else { throw NumberError.hasNoValue(.divisionByZero) }
        let leading = Surd(reciprocal * carry, inverted)
        if terms.count == 1 { return leading }
        return try (self * leading).inverseOfUnitLed(fieldDegree: limit) * leading
    }

    /// The inverse of a sum whose monomials generate a group containing them all and 1.
    private func inverseOfUnitLed(fieldDegree limit: Int) throws -> Surd {
        let group = try monomialGroup(limit: limit)
        let size = group.count
        var position: [Radicals: Int] = [:]
        for (index, element) in group.enumerated() { position[element] = index }
        // Column j of the matrix holds s · group[j]; the right-hand side is 1 = group[0].
        var rows = Array(repeating: Array(repeating: 0 as Rational, count: size + 1), count: size)
        for (j, element) in group.enumerated() {
            for term in terms {
                let (carry, radicals) = Radicals.product(term.radicals, element)
                guard let i = position[radicals] else { throw NumberError.tooLarge(.fieldDegree(limit)) }
                rows[i][j] = rows[i][j] + term.coefficient * carry
            }
        }
        rows[0][size] = 1
        for column in 0..<size {
            guard let pivot = (column..<size).first(where: { !rows[$0][column].isZero }),
                let scale = rows[pivot][column].reciprocal
            else { throw NumberError.hasNoValue(.divisionByZero) }
            rows.swapAt(column, pivot)
            for k in column...size { rows[column][k] = rows[column][k] * scale }
            for i in 0..<size where i != column && !rows[i][column].isZero {
                let factor = rows[i][column]
                for k in column...size where !rows[column][k].isZero {
                    rows[i][k] = rows[i][k] - factor * rows[column][k]
                }
            }
        }
        return Surd(summing: (0..<size).map { Term(rows[$0][size], group[$0]) })
    }

    /// Every monomial (up to rational factors) that products of this surd's monomials reach, 1 first.
    private func monomialGroup(limit: Int) throws -> [Radicals] {
        var group: [Radicals] = [[]]
        var seen: Set<Radicals> = [[]]
        var next = 0
        while next < group.count {
            for term in irrationalTerms {
                let (_, radicals) = Radicals.product(group[next], term.radicals)
                if seen.insert(radicals).inserted { group.append(radicals) }
                if group.count > limit { throw NumberError.tooLarge(.fieldDegree(limit)) }
            }
            next += 1
        }
        return group
    }
}
