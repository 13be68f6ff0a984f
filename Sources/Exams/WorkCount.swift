import Graphs
import Numbers
import Rationals

/// The count of a `Work` while it goes on.
struct WorkCount {
    private(set) var work = Work()
    /// Powers and values of functions met so far.
    private(set) var powers: Set<Power> = []
    private let trace: Trace<Number>

    /// A number that somebody looks up.
    struct Power: Hashable {
        /// nil for powers.
        var function: ElementaryFunction?
        /// nil for e.
        var base: Rational?
        var argument: Number
    }

    init(_ trace: Trace<Number>) { self.trace = trace }

    // MARK: Operations

    mutating func operation(at id: NodeID) {
        let node = trace.graph[id]
        let inputs = node.inputs.compactMap { trace[$0] }
        guard inputs.count == node.inputs.count, let value = trace[id] else { return }
        switch node.operation {
        case .matrixProduct: product(inputs[0], inputs[1])
        case .dot:
            let (a, b) = (factors(inputs[0]), factors(inputs[1]))
            for (x, y) in zip(a, b) { multiply(x, y) }
        case .multiply, .divide: pairs(inputs[0], inputs[1], value)
        case .power(let exponent):
            guard exponent.isInteger, let count = Int(exactly: exponent.numerator.magnitude), count > 1 else { return }
            for factor in factors(inputs[0]) where !factor.isTrivial {
                take(factor, count: count)
                work.multiplications += count - 1
            }
        case .reduce(.mean, _):
            let count = Number(Rational(inputs[0].elements.count / max(1, value.elements.count)))
            let other = Factor(count)
            for mean in value.elements { multiply(Factor(mean * count), other) }
        case .apply(let function): functions(function, inputs[0], value)
        case .normalise(let rule, let mask): normalise(rule, mask, inputs[0])
        case .constant, .placeholder, .size, .identity, .add, .subtract, .negate, .transpose, .reduce, .row, .column,
            .entry, .columns, .rows, .stack, .concatenate, .part, .whole:
            return
        }
    }

    private mutating func product(_ left: Tensor<Number>, _ right: Tensor<Number>) {
        let (a, b) = (factors(left), factors(right))
        guard left.columns == right.rows else {
            // A number times anything.
            for x in a { for y in b { multiply(x, y) } }
            return
        }
        for i in 0..<left.rows {
            for k in 0..<left.columns where !a[i * left.columns + k].isTrivial {
                for j in 0..<right.columns { multiply(a[i * left.columns + k], b[k * right.columns + j]) }
            }
        }
    }

    /// Entry by entry; a number goes to every entry, a row to every row, a column to every column.
    private mutating func pairs(_ left: Tensor<Number>, _ right: Tensor<Number>, _ whole: Tensor<Number>) {
        let (a, b) = (factors(left), factors(right))
        func place(_ part: Tensor<Number>, _ index: Int) -> Int {
            if part.elements.count == whole.elements.count { return index }
            if part.elements.count == 1 { return 0 }
            return part.rows == 1 ? index % max(1, whole.columns) : index / max(1, whole.columns)
        }
        for index in whole.elements.indices {
            let (i, j) = (place(left, index), place(right, index))
            if a.indices.contains(i), b.indices.contains(j) { multiply(a[i], b[j]) }
        }
    }

    private mutating func multiply(_ a: Factor, _ b: Factor) {
        guard !a.isTrivial, !b.isTrivial else { return }
        work.multiplications += 1
        take(a, count: 1)
        take(b, count: 1)
    }

    private mutating func take(_ factor: Factor, count: Int) {
        if factor.isNegative { work.negativeFactors += count }
        if factor.isFraction { work.fractions += count }
        work.largestInteger = max(work.largestInteger, factor.largest)
    }

    private func factors(_ value: Tensor<Number>) -> [Factor] { value.elements.map { Factor($0) } }

    // MARK: Functions

    private mutating func functions(
        _ function: ElementaryFunction, _ arguments: Tensor<Number>, _ values: Tensor<Number>
    ) {
        switch function {
        case .absoluteValue, .rectifier: return
        case .exponential:
            for argument in arguments.elements { power(argument, base: nil) }
        case .logistic, .logarithm, .hyperbolicTangent, .hyperbolicSine, .hyperbolicCosine, .sine, .cosine,
            .errorFunction:
            for (argument, value) in zip(arguments.elements, values.elements) where value.rational == nil {
                powers.insert(Power(function: function, base: nil, argument: argument))
            }
        }
    }

    private mutating func normalise(_ rule: Normalisation, _ mask: Mask?, _ scores: Tensor<Number>) {
        let base: Rational?
        var isLogistic = false
        switch rule {
        case .softmax(let own), .softmaxOne(let own), .topK(_, _, let own): base = own
        case .sigmoid: (base, isLogistic) = (nil, true)
        case .argmax, .relu, .sum, .sparsemax, .entmax15: return
        }
        // A column of scores is one query's.
        let columns = scores.shape.isVector ? scores.elements.count : scores.columns
        for (index, score) in scores.elements.enumerated() {
            if let mask, columns > 0, !mask.allows(row: index / columns, column: index % columns) { continue }
            if isLogistic {
                guard score.rational != 0 else { continue }
                powers.insert(Power(function: .logistic, base: nil, argument: score))
            } else {
                power(score, base: base)
            }
        }
    }

    private mutating func power(_ exponent: Number, base: Rational?) {
        let value: Number?
        switch (base, exponent.rational) {
        case (nil, let rational?):
            if !rational.isZero { powers.insert(Power(function: nil, base: nil, argument: exponent)) }
            return
        case (let base?, let rational?): value = try? Number(base).raised(to: rational)
        case (nil, nil): value = try? exponent.applying(.exponential)
        case (.some, nil): value = nil
        }
        if value?.rational == nil { powers.insert(Power(function: nil, base: base, argument: exponent)) }
    }

    // MARK: Entries

    mutating func entries(of id: NodeID) {
        guard let value = trace[id] else { return }
        for entry in value.elements {
            let written = Factor(entry)
            guard !written.isZero else { continue }
            if written.isFraction { work.fractions += 1 }
            work.largestInteger = max(work.largestInteger, written.largest)
            work.digits += written.digits
        }
    }
}

/// What a number means for whoever multiplies with it or writes it.
private struct Factor {
    /// 0, 1 or −1.
    var isTrivial = false
    var isZero = false
    var isNegative = false
    var isFraction = false
    var largest: Integer = 0
    var digits = 0

    init(_ number: Number) {
        if let rational = number.rational {
            isZero = rational.isZero
            isTrivial = isZero || rational.magnitude == 1
            isNegative = rational.signum() < 0
            take(rational)
        } else {
            // A sign that cannot be decided is none that anybody has to mind.
            isNegative = (try? number.sign()) == -1
            for term in number.surd?.terms ?? [] { take(term.coefficient) }
        }
    }

    private mutating func take(_ coefficient: Rational) {
        let (numerator, denominator) = (coefficient.numerator.magnitude, coefficient.denominator)
        isFraction = isFraction || denominator != 1
        largest = max(largest, numerator, denominator)
        digits += Self.digits(of: numerator) + (denominator == 1 ? 0 : Self.digits(of: denominator))
    }

    private static func digits(of value: Integer) -> Int {
        guard let small = Int(exactly: value) else { return value.description.utf8.count }
        var (rest, count) = (small, 1)
        while rest > 9 { (rest, count) = (rest / 10, count + 1) }
        return count
    }
}
