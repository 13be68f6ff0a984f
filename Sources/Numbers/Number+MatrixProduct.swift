import Rationals

extension Number {
    public static func matrixProduct(
        _ a: [Number], _ b: [Number], rows: Int, inner: Int, columns: Int
    ) throws -> [Number] {
        try requireShape(a.count, b.count, rows: rows, inner: inner, columns: columns)
        if let left = rationals(a), let right = rationals(b) {
            do {
                return try Rational.product(left, right, rows: rows, inner: inner, columns: columns).map { Number($0) }
            } catch {
                throw NumberError.tooLarge(.integerBits(Integer.bitLimit))
            }
        }
        let transposed = (0..<columns).map { j in (0..<inner).map { b[$0 * columns + j] } }
        let rationalColumns = transposed.map(rationals)
        var result: [Number] = []
        result.reserveCapacity(rows * columns)
        for i in 0..<rows {
            let row = Array(a[i * inner..<(i + 1) * inner])
            let rationalRow = rationals(row)
            for j in 0..<columns {
                if let column = rationalColumns[j] {
                    result.append(try linearCombination(column, row))
                } else if let rationalRow {
                    result.append(try linearCombination(rationalRow, transposed[j]))
                } else {
                    var sum: Number = 0
                    for k in 0..<inner { sum = sum + row[k] * transposed[j][k] }
                    result.append(try sum.checked())
                }
            }
        }
        return result
    }

    static func requireShape(_ a: Int, _ b: Int, rows: Int, inner: Int, columns: Int) throws {
        let left = rows.multipliedReportingOverflow(by: inner)
        let right = inner.multipliedReportingOverflow(by: columns)
        guard rows >= 0, inner >= 0, columns >= 0, !left.overflow, !right.overflow, a == left.partialValue,
            b == right.partialValue
        else { throw NumberError.hasNoValue(.entriesDoNotFillShape) }
    }

    static func rationals(_ numbers: [Number]) -> [Rational]? {
        var result: [Rational] = []
        result.reserveCapacity(numbers.count)
        for number in numbers {
            guard case .rational(let value) = number.storage else { return nil }
            result.append(value)
        }
        return result
    }

    /// Σ c_k · x_k. Quotients over one denominator and one basis add coefficient by coefficient: for the output of a
    /// softmax row that is one rational operation per token, without any intermediate sum.
    static func linearCombination(_ factors: [Rational], _ numbers: [Number]) throws -> Number {
        var groups: [Accumulator] = []
        for (factor, number) in zip(factors, numbers) where !factor.isZero {
            switch number.storage {
            case .refused(let error):
                throw error
            case .rational(let value):
                if value.isZero { continue }
                add(ExponentialSum(value), .one, times: factor, to: &groups)
            case .sum(let list):
                for part in list.parts { add(part.numerator, part.divisor, times: factor, to: &groups) }
            }
        }
        return try Number(summing: groups.map { Part(ExponentialSum($0.basis, $0.coefficients), $0.divisor) }).checked()
    }

    private struct Accumulator {
        let basis: Basis
        let divisor: Denominator
        var coefficients: [Rational]
    }

    private static func add(
        _ sum: ExponentialSum, _ divisor: Denominator, times factor: Rational, to groups: inout [Accumulator]
    ) {
        let index: Int
        if let known = groups.firstIndex(where: { $0.basis === sum.basis && $0.divisor === divisor }) {
            index = known
        } else {
            index = groups.count
            groups.append(
                Accumulator(basis: sum.basis, divisor: divisor, coefficients: Array(repeating: 0, count: sum.basis.count)))
        }
        switch sum.coefficients {
        case .single(let position, let value):
            groups[index].coefficients[position] = groups[index].coefficients[position] + factor * value
        case .dense(let values):
            for position in values.indices where !values[position].isZero {
                groups[index].coefficients[position] = groups[index].coefficients[position] + factor * values[position]
            }
        }
    }
}
