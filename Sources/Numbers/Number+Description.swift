import Rationals

extension Number: CustomStringConvertible {
    /// Calculator syntax in display order, for diagnostics and doc examples; `Formula` writes for the page.
    public var description: String {
        switch storage {
        case .rational(let value): "\(value)"
        case .refused(let error): "refused(\(error))"
        case .sum(let list): list.parts.map(\.description).joinedAsSum()
        }
    }
}

extension Number.Part: CustomStringConvertible {
    public var description: String {
        if divisor.isOne { return numerator.description }
        let factors = divisor.powers.map { factor, power in
            let text = factor.sum.termCount == 1 ? factor.sum.description : "(\(factor.sum))"
            return power == 1 ? text : "\(text)^\(power)"
        }
        let below = factors.count == 1 ? factors[0] : "(\(factors.joined(separator: "*")))"
        return (numerator.termCount == 1 ? numerator.description : "(\(numerator))") + "/" + below
    }
}

extension ExponentialSum: CustomStringConvertible {
    public var description: String {
        isEmpty ? "0" : multiples.map { Monomial.describe($0.coefficient, $0.monomial) }.joinedAsSum()
    }
}

extension Monomial {
    fileprivate static func describe(_ coefficient: Rational, _ monomial: Monomial) -> String {
        var factors = monomial.radicals.map { "\($0.prime)^(\($0.exponent))" }
        if !monomial.exponent.isZero { factors.append("exp(\(monomial.exponent))") }
        switch monomial.wave {
        case .cosine(let angle): factors.append("cos(\(angle))")
        case .sine(let angle): factors.append("sin(\(angle))")
        case nil: break
        }
        factors += monomial.atoms.map { $0.power == 1 ? "\($0.atom)" : "\($0.atom)^\($0.power)" }
        let sign = coefficient.signum() < 0 ? "-" : ""
        if !coefficient.magnitude.isOne || factors.isEmpty { factors.insert("\(coefficient.magnitude)", at: 0) }
        return sign + factors.joined(separator: "*")
    }
}

extension Atom: CustomStringConvertible {
    public var description: String {
        switch kind {
        case .root(let number, let degree): "(\(number))^(1/\(degree))"
        case .exponential(let number): "exp(\(number))"
        case .logarithm(let number): "ln(\(number))"
        case .errorFunction(let number): "erf(\(number))"
        case .sine(let number): "sin(\(number))"
        case .cosine(let number): "cos(\(number))"
        case .pi: "pi"
        case .refused(let error): "refused(\(error))"
        }
    }
}

extension [String] {
    fileprivate func joinedAsSum() -> String {
        var text = ""
        for term in self { text += text.isEmpty || term.hasPrefix("-") ? term : "+" + term }
        return text
    }
}
