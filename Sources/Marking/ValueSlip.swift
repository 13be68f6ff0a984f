import Graphs
import Numbers
import Rationals

/// A slip in the value itself: nothing on the way to it was done differently.
enum ValueSlip: Hashable, Sendable, CaseIterable {
    case signsReversed
    case signSlip
    case entriesSwapped
    case rowsSwapped
    case columnsSwapped
    case transposed
    case entryDropped
    case productDropped
    case productSign
    case percent
    case decimalPoint
    case reciprocal
    case roundingSlip
    case digitsSwapped

    /// Whether the slip turns the value into what is written.
    ///
    /// - Parameters:
    ///   - value: the value in the layout of the sheet.
    ///   - products: for each entry, the products of which it is the sum, where it is one.
    /// - Throws: `NumberError` when it cannot be decided.
    func explains(
        _ answer: WrittenAnswer, _ value: Tensor<CertifiedNumber>, products: (Int) -> [Number]
    ) throws -> Bool {
        if self == .entryDropped { return try isShorter(answer, value) }
        guard let laidOut = answer.entries.laidOut(as: value.shape)
        else { return false }
        let written = laidOut.elements
        let numbers = value.elements
        var wrong: [Int] = []
        for index in written.indices where try written[index].match(numbers[index]) == nil { wrong.append(index) }
        guard !wrong.isEmpty else { return false }
        /// Whether every wrong entry is a change of its own value.
        func all(_ change: (CertifiedNumber) throws -> CertifiedNumber?) throws -> Bool {
            for index in wrong {
                guard let changed = try change(numbers[index]), try written[index].match(changed) != nil else {
                    return false
                }
            }
            return true
        }
        switch self {
        case .signsReversed:
            let others = numbers.indices.filter { !wrong.contains($0) }
            return try wrong.count > 1 && others.allSatisfy { try numbers[$0].order(to: 0) == .equal }
                && all { $0.scaled(by: -1) }
        case .signSlip:
            return try all { $0.scaled(by: -1) }
        case .entriesSwapped:
            return try wrong.count == 2 && written[wrong[0]].match(numbers[wrong[1]]) != nil
                && written[wrong[1]].match(numbers[wrong[0]]) != nil
        case .rowsSwapped:
            return try isSwapOfLines(laidOut, value, wrong)
        case .columnsSwapped:
            return try isSwapOfLines(
                laidOut.transposed, value.transposed,
                wrong.map { $0 % value.columns * value.rows + $0 / value.columns })
        case .transposed:
            guard value.rows > 1, value.rows == value.columns else { return false }
            return try zip(laidOut.transposed.elements, numbers).allSatisfy { try $0.match($1) != nil }
        case .entryDropped:
            return false
        case .productDropped:
            return try isOneProduct(written, numbers, wrong, products, times: -1)
        case .productSign:
            return try isOneProduct(written, numbers, wrong, products, times: -2)
        case .percent:
            return try all { $0.scaled(by: 100) }
        case .decimalPoint:
            for exponent in [-1, 1, -2, 2, -3, 3] {
                guard let factor = Rational.powerOfTen(exponent) else { continue }
                if try all({ $0.scaled(by: factor) }) { return true }
            }
            return false
        case .reciprocal:
            return try all { number in
                (try? Number(1).divided(by: number.number)).map { CertifiedNumber($0) }
            }
        case .roundingSlip:
            return try wrong.allSatisfy { try written[$0].isOneUnitOff(numbers[$0]) }
        case .digitsSwapped:
            return try wrong.count == 1 && written[wrong[0]].hasSwappedDigits(of: numbers[wrong[0]])
        }
    }

    /// One entry left out, the others in their order.
    private func isShorter(_ answer: WrittenAnswer, _ value: Tensor<CertifiedNumber>) throws -> Bool {
        let written = answer.entries.elements
        guard value.shape.isVector, value.elements.count == written.count + 1, !written.isEmpty,
            answer.entries.rows == 1 || answer.entries.columns == 1
        else { return false }
        for gap in value.elements.indices {
            var rest = value.elements
            rest.remove(at: gap)
            if try zip(written, rest).allSatisfy({ try $0.match($1) != nil }) { return true }
        }
        return false
    }

    private func isSwapOfLines(
        _ written: Tensor<WrittenEntry>, _ value: Tensor<CertifiedNumber>, _ wrong: [Int]
    ) throws -> Bool {
        guard written.columns > 1, written.rows > 1 else { return false }
        let lines = Array(Set(wrong.map { $0 / written.columns })).sorted()
        guard lines.count == 2 else { return false }
        for (a, b) in [(lines[0], lines[1]), (lines[1], lines[0])] {
            for (entry, number) in zip(written.row(a), value.row(b)) where try entry.match(number) == nil {
                return false
            }
        }
        return true
    }

    private func isOneProduct(
        _ written: [WrittenEntry], _ numbers: [CertifiedNumber], _ wrong: [Int], _ products: (Int) -> [Number],
        times factor: Rational
    ) throws -> Bool {
        guard wrong.count == 1, let index = wrong.first else { return false }
        let terms = products(index)
        guard terms.count > 1 else { return false }
        for term in terms {
            let changed = CertifiedNumber(numbers[index].number + term * Number(factor))
            if try written[index].match(changed) != nil { return true }
        }
        return false
    }
}

extension CertifiedNumber {
    /// A rational multiple.
    func scaled(by factor: Rational) -> CertifiedNumber {
        let ends = bounds.map { [$0.lowerBound * factor, $0.upperBound * factor].sorted() }
        return CertifiedNumber(number * Number(factor), bounds: ends.map { $0[0]...$0[1] })
    }
}

extension WrittenEntry {
    /// Whether a decimal is one unit in the last place away from the correct rounding.
    func isOneUnitOff(_ truth: CertifiedNumber) throws -> Bool {
        guard let unit, let written = value.number.rational, entry.ownPlaces != 0 else { return false }
        for step in [unit, -unit] {
            let (low, high) = (written + step - unit * .half, written + step + unit * .half)
            if try truth.order(to: low) != .less, try truth.order(to: high) != .greater { return true }
        }
        return false
    }

    /// Whether two neighbouring digits of the right value are exchanged.
    func hasSwappedDigits(of truth: CertifiedNumber) throws -> Bool {
        let digits: [UInt8]
        let scale: Rational
        if let unit, let written = value.number.rational, let bounds = truth.bounds,
            let rounded = ((bounds.lowerBound + bounds.upperBound) * .half).divided(by: unit)?.rounded
        {
            guard (rounded.signum() < 0) == (written.signum() < 0) else { return false }
            digits = Array(rounded.magnitude.description.utf8)
            scale = rounded.signum() < 0 ? -unit : unit
        } else if let whole = truth.number.rational?.integer {
            digits = Array(whole.magnitude.description.utf8)
            scale = whole.signum() < 0 ? -1 : 1
        } else {
            return false
        }
        guard digits.count > 1, digits.count <= 40, let written = value.number.rational else { return false }
        for index in digits.indices.dropLast() where digits[index] != digits[index + 1] {
            var swapped = digits
            swapped.swapAt(index, index + 1)
            guard let number = Integer(String(decoding: swapped, as: UTF8.self)) else { continue }
            if Rational(number) * scale == written { return true }
        }
        return false
    }
}

extension Mistake {
    /// Slips in the value itself.
    static let slips: [Mistake] = [
        Mistake(
            "signs-reversed", "Every sign is the wrong way round.",
            Example(query, solve: "s = X q", asked: "s", answer: "[-5, -2, 0]"), slip: .signsReversed),
        Mistake(
            "product-dropped", "One product of the sum was left out.",
            Example(query, solve: "s = X q", asked: "s", answer: "[4, 2, 0]"), slip: .productDropped),
        Mistake(
            "product-sign", "One product of the sum has the wrong sign.",
            Example(query, solve: "s = X q", asked: "s", answer: "[5, 2, 4]"), slip: .productSign),
        Mistake(
            "sign-slip", "A sign is the wrong way round.",
            Example(query, solve: querySteps, asked: "z", answer: "[0.9210, -1.8196]"), slip: .signSlip),
        Mistake(
            "transposed-output", "The matrix is transposed: its rows stand as columns.",
            Example(
                "X = [1, 2; 0, 1]\nW = [1, 1; 2, 0]", solve: "Y = relu(X W)", asked: "Y",
                answer: "[5, 2; 1, 0]"), slip: .transposed),
        Mistake(
            "rows-swapped", "Two rows are exchanged.",
            Example(
                separate, solve: separateSteps, asked: "S",
                answer: "[1.4142, 0.0000, 1.4142; 0.7071, 1.4142, 0.0000; 1.4142, 1.4142, 0.7071]"), slip: .rowsSwapped),
        Mistake(
            "columns-swapped", "Two columns are exchanged.",
            Example(
                separate, solve: separateSteps, asked: "S",
                answer: "[1.4142, 0.7071, 0.0000; 0.0000, 1.4142, 1.4142; 1.4142, 1.4142, 0.7071]"),
            slip: .columnsSwapped),
        Mistake(
            "entries-swapped", "Two entries are exchanged.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.1043, 0.8703, 0.0254]"), slip: .entriesSwapped),
        Mistake(
            "entry-dropped", "One entry was left out.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.8703, 0.0254]"), slip: .entryDropped),
        Mistake(
            "percent-sign-missing", "The value is a hundred times too large: percentages without the percent sign.",
            Example(query, solve: querySteps, asked: "p", answer: "[87.03, 10.43, 2.54]"), slip: .percent),
        Mistake(
            "decimal-point", "The decimal point stands in the wrong place.",
            Example(query, solve: querySteps, asked: "s", answer: "[0.3536, 0.1414, 0.0000]"), slip: .decimalPoint),
        Mistake(
            "reciprocal", "The reciprocal was given: numerator and denominator are exchanged.",
            Example(query, solve: "n = norm(q)\nr = 1/n^2", asked: "r", answer: "5"), slip: .reciprocal),
        Mistake(
            "rounding-slip", "The last digit is off by one or two: rounded the wrong way, or a slip.",
            Example(query, solve: querySteps, asked: "s", answer: "[3.5356, 1.4142, 0.0000]"), slip: .roundingSlip),
        Mistake(
            "digits-swapped", "Two neighbouring digits are exchanged.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.8073, 0.1043, 0.0254]"), slip: .digitsSwapped),
    ]
}
