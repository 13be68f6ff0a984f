import Rationals

extension Number: CustomStringConvertible {
    /// Calculator syntax in display order, for diagnostics and doc examples; `Formula` writes for the page.
    ///
    /// Numbers that would fill pages end in an ellipsis.
    public var description: String {
        var writer = NumberWriter()
        writer.write(self)
        return writer.text
    }
}

extension ExponentialSum: CustomStringConvertible {
    /// Calculator syntax in display order, for diagnostics.
    public var description: String {
        var writer = NumberWriter()
        writer.write(self)
        return writer.text
    }
}

/// Writes calculator syntax until it has written enough: atoms share their insides, so the text of a small number can
/// be longer than memory.
private struct NumberWriter {
    private(set) var text = ""
    private var isFull: Bool { text.utf8.count > 4000 }

    mutating func write(_ number: Number) {
        switch number.storage {
        case .rational(let value): text += "\(value)"
        case .refused(let error): text += "refused(\(error))"
        case .sum(let list):
            for (index, part) in list.parts.enumerated() {
                if isFull { return elide() }
                write(part, isFirst: index == 0)
            }
        }
    }

    private mutating func write(_ part: Number.Part, isFirst: Bool) {
        if part.divisor.isOne { return write(part.numerator, isFirst: isFirst) }
        if part.numerator.termCount == 1 {
            write(part.numerator, isFirst: isFirst)
        } else {
            if !isFirst { text += "+" }
            parenthesise(part.numerator)
        }
        text += "/"
        let powers = part.divisor.powers
        let isSeveral = powers.count > 1
        if isSeveral { text += "(" }
        for (index, (factor, power)) in powers.enumerated() {
            if index > 0 { text += "*" }
            if isFull { return elide() }
            if factor.sum.termCount == 1, power == 1 { write(factor.sum) } else { parenthesise(factor.sum) }
            if power > 1 { text += "^\(power)" }
        }
        if isSeveral { text += ")" }
    }

    private mutating func parenthesise(_ sum: ExponentialSum) {
        text += "("
        write(sum)
        text += ")"
    }

    mutating func write(_ sum: ExponentialSum, isFirst: Bool = true) {
        if sum.isEmpty { text += "0" }
        var isFirst = isFirst
        for (coefficient, monomial) in sum.multiples {
            if isFull { return elide() }
            if !isFirst, coefficient.signum() > 0 { text += "+" }
            write(coefficient, monomial)
            isFirst = false
        }
    }

    private mutating func write(_ coefficient: Rational, _ monomial: Monomial) {
        if coefficient.signum() < 0 { text += "-" }
        var needsSign = false
        func separate(_ text: inout String) {
            if needsSign { text += "*" }
            needsSign = true
        }
        if !coefficient.magnitude.isOne || monomial.isOne {
            separate(&text)
            text += "\(coefficient.magnitude)"
        }
        for radical in monomial.radicals {
            separate(&text)
            text += "\(radical.prime)^(\(radical.exponent))"
        }
        if !monomial.exponent.isZero {
            separate(&text)
            text += "exp(\(monomial.exponent))"
        }
        if let wave = monomial.wave {
            separate(&text)
            switch wave {
            case .cosine(let angle): text += "cos(\(angle))"
            case .sine(let angle): text += "sin(\(angle))"
            }
        }
        for factor in monomial.atoms {
            separate(&text)
            write(factor.atom)
            if factor.power > 1 { text += "^\(factor.power)" }
        }
    }

    private mutating func write(_ atom: Atom) {
        switch atom.kind {
        case .root(let number, let degree): write("", number, "^(1/\(degree))")
        case .exponential(let number): write("exp", number)
        case .logarithm(let number): write("ln", number)
        case .errorFunction(let number): write("erf", number)
        case .sine(let number): write("sin", number)
        case .cosine(let number): write("cos", number)
        case .pi: text += "pi"
        case .refused(let error): text += "refused(\(error))"
        }
    }

    private mutating func write(_ name: String, _ argument: Number, _ suffix: String = "") {
        text += name + "("
        if isFull { elide() } else { write(argument) }
        text += ")" + suffix
    }

    private mutating func elide() {
        if !text.hasSuffix("…") { text += "…" }
    }
}
