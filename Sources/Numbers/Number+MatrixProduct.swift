import Rationals

extension Number {
    /// The exact product of two matrices, row by row.
    ///
    /// Rational matrices go to the rational kernels; weights of softmax rows meet rational columns coefficient by
    /// coefficient.
    public static func matrixProduct(
        _ a: [Number], _ b: [Number], rows: Int, inner: Int, columns: Int
    ) throws -> [Number] {
        try requireShape(a.count, b.count, rows: rows, inner: inner, columns: columns)
        if let left = rationals(a), let right = rationals(b) {
            do {
                return try Rational.product(left, right, rows: rows, inner: inner, columns: columns).map { Number($0) }
            } catch {
                throw NumberError.veryLargeRational
            }
        }
        // Rows of a and columns of b, each with what makes its products cheap: being rational, or being the weights of
        // one softmax.
        let lines = (0..<columns).map { j in Line((0..<inner).map { b[$0 * columns + j] }) }
        var result: [Number] = []
        result.reserveCapacity(rows * columns)
        for i in 0..<rows {
            let row = Line(Array(a[i * inner..<(i + 1) * inner]))
            for line in lines {
                if let product = row.product(line) ?? line.product(row) {
                    result.append(product)
                } else if let factors = line.rationals {
                    result.append(try linearCombination(factors, row.numbers))
                } else if let factors = row.rationals {
                    result.append(try linearCombination(factors, line.numbers))
                } else {
                    var sum: Number = 0
                    for k in 0..<inner { sum = sum + row.numbers[k] * line.numbers[k] }
                    result.append(try sum.checked())
                }
            }
        }
        return result
    }

    /// One row or column of a matrix product.
    private struct Line {
        let numbers: [Number]
        let rationals: [Rational]?
        private let weights: SoftmaxWeights?
        /// Whether a rational line is within limits and not constant, so that weights can take it as it stands and
        /// nothing cancels: Σ c_k e_k is a rational multiple of Σ e_k only for equal c_k.
        private let isRegular: Bool

        init(_ numbers: [Number]) {
            self.numbers = numbers
            rationals = Number.rationals(numbers)
            weights = rationals == nil ? SoftmaxWeights(numbers) : nil
            isRegular =
                rationals.map { line in
                    line.contains { $0 != line[0] } && !line.contains(where: \.isBeyondLimit)
                } ?? false
        }

        /// The product of softmax weights with a rational line, nil for any other two.
        ///
        /// When the weights are those of all exponentials in order, the line itself is the list of coefficients: all
        /// outputs of one column then share one array. Their numbers are in normal form by construction.
        func product(_ other: Line) -> Number? {
            guard let weights, other.isRegular, let factors = other.rationals else { return nil }
            if weights.isIdentity {
                let numerator = ExponentialSum(weights.basis, factors)
                return Number(storage: .sum(PartList(Part(numerator, weights.divisor))))
            }
            return Number(
                single: Part(ExponentialSum(weights.basis, weights.coefficients(of: factors)), weights.divisor))
        }
    }

    /// Quotients of single exponentials, or zeros, over one basis and one denominator.
    private struct SoftmaxWeights {
        let basis: Basis
        let divisor: Denominator
        /// Where the line's entries stand in the basis; nil for a zero, as the weight of a masked key.
        private let positions: [Int?]
        /// Whether the line is the whole row in order, every exponential once.
        let isIdentity: Bool

        init?(_ numbers: [Number]) {
            var shared: (basis: Basis, divisor: Denominator)?
            var positions: [Int?] = []
            positions.reserveCapacity(numbers.count)
            var isIdentity = true
            for number in numbers {
                switch number.storage {
                case .rational(let value) where value.isZero:
                    positions.append(nil)
                    isIdentity = false
                case .sum(let list):
                    guard list.parts.count == 1,
                        case .single(let position, let value) = list.parts[0].numerator.coefficients,
                        value.isOne
                    else { return nil }
                    let (basis, divisor) = (list.parts[0].numerator.basis, list.parts[0].divisor)
                    if let shared {
                        guard shared.basis === basis, shared.divisor === divisor else { return nil }
                    } else {
                        shared = (basis, divisor)
                    }
                    isIdentity = isIdentity && position == positions.count
                    positions.append(position)
                case .rational, .refused:
                    return nil
                }
            }
            guard let shared else { return nil }
            (basis, divisor) = shared
            self.positions = positions
            self.isIdentity = isIdentity && basis.count == numbers.count && divisor.isSum(ofEachIn: basis)
        }

        func coefficients(of factors: [Rational]) -> [Rational] {
            var coefficients = [Rational](repeating: 0, count: basis.count)
            for (position, factor) in zip(positions, factors) {
                if let position { coefficients[position] = coefficients[position] + factor }
            }
            return coefficients
        }
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

    /// Σ c_k · x_k.
    ///
    /// Quotients over one denominator and one basis add coefficient by coefficient: for the output of a softmax row
    /// that is one rational operation per token, without any intermediate sum.
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
                Accumulator(
                    basis: sum.basis, divisor: divisor, coefficients: Array(repeating: 0, count: sum.basis.count)))
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
