import Rationals

/// Enclosures at one precision of everything met on the way, so that shared exponentials, denominators and atoms are
/// evaluated once.
///
/// Not shared between threads.
final class EnclosureTable {
    let precision: Int
    // Keys are identities; the objects are kept alive along with their values.
    private var sums: [ObjectIdentifier: (owner: Basis, values: [Enclosure?])] = [:]
    private var factors: [ObjectIdentifier: (owner: Denominator.Factor, value: Enclosure)] = [:]
    private var atoms: [ObjectIdentifier: (owner: Atom, value: Enclosure)] = [:]

    /// Set when an exponent or an angle is beyond the limit; enclosures are then unbounded at every precision.
    private(set) var refusal: NumberError?

    init(precision: Int) { self.precision = precision }

    func enclosure(of number: Number) -> Enclosure {
        switch number.storage {
        case .rational(let value):
            return Enclosure(value, precision: precision)
        case .refused:
            return .unbounded(precision: precision)
        case .sum(let list):
            var sum: Enclosure?
            for part in list.parts {
                let value = enclosure(of: part)
                sum = sum.map { $0 + value } ?? value
            }
            return sum ?? Enclosure(0, precision: precision)
        }
    }

    func enclosure(of part: Number.Part) -> Enclosure {
        var value = enclosure(of: part.numerator)
        for (factor, power) in part.divisor.powers {
            guard let divisor = enclosure(of: factor).raised(toWhole: power), let quotient = value.quotient(by: divisor)
            else { return .unbounded(precision: precision) }
            value = quotient
        }
        return value
    }

    func enclosure(of sum: ExponentialSum) -> Enclosure {
        var total: Enclosure?
        switch sum.coefficients {
        case .single(let index, let coefficient):
            total = enclosure(of: sum.basis, index) * coefficient
        case .dense(let coefficients):
            for index in coefficients.indices where !coefficients[index].isZero {
                let value = enclosure(of: sum.basis, index) * coefficients[index]
                total = total.map { $0 + value } ?? value
            }
        }
        return total ?? Enclosure(0, precision: precision)
    }

    private func enclosure(of factor: Denominator.Factor) -> Enclosure {
        let key = ObjectIdentifier(factor)
        if let known = factors[key] { return known.value }
        let value = enclosure(of: factor.sum)
        factors[key] = (factor, value)
        return value
    }

    private func enclosure(of basis: Basis, _ index: Int) -> Enclosure {
        if basis === Basis.one { return Enclosure(1, precision: precision) }
        let key = ObjectIdentifier(basis)
        if let known = sums[key]?.values[index] { return known }
        let value = enclosure(of: basis.monomials[index])
        sums[key, default: (basis, Array(repeating: nil, count: basis.count))].values[index] = value
        return value
    }

    private func enclosure(of monomial: Monomial) -> Enclosure {
        var result: Enclosure?
        func multiply(_ value: Enclosure) { result = result.map { $0 * value } ?? value }
        if !monomial.radicals.isEmpty { multiply(Radicals.enclosure(monomial.radicals, precision: precision)) }
        if !monomial.exponent.isZero { multiply(exponential(of: monomial.exponent)) }
        if let wave = monomial.wave { multiply(enclosure(of: wave)) }
        for factor in monomial.atoms {
            multiply(enclosure(of: factor.atom).raised(toWhole: factor.power) ?? .unbounded(precision: precision))
        }
        return result ?? Enclosure(1, precision: precision)
    }

    private func exponential(of exponent: Surd) -> Enclosure {
        argument(exponent)?.exponential() ?? .unbounded(precision: precision)
    }

    private func enclosure(of wave: Wave) -> Enclosure {
        guard let angle = argument(wave.angle) else { return .unbounded(precision: precision) }
        switch wave {
        case .cosine: return angle.cosine()
        case .sine: return angle.sine()
        }
    }

    /// The bits of an argument before the point are lost from the result, so they are added to its precision.
    private func argument(_ value: Surd) -> Enclosure? {
        let bits = value.magnitudeBits
        let limit = Limits.current.exponentBits
        if bits > limit {
            refusal = .tooLarge(.exponentBits(limit))
            return nil
        }
        return value.enclosure(precision: precision + max(bits, 0))
    }

    private func enclosure(of atom: Atom) -> Enclosure {
        let key = ObjectIdentifier(atom)
        if let known = atoms[key] { return known.value }
        let value = evaluate(atom) ?? .unbounded(precision: precision)
        atoms[key] = (atom, value)
        return value
    }

    private func evaluate(_ atom: Atom) -> Enclosure? {
        switch atom.kind {
        case .root(let number, let degree):
            let radicand = enclosure(of: number)
            // An even root exists, so the part of its radicand's enclosure below zero is not the number.
            return (degree % 2 == 0 ? radicand.rectified() : radicand).root(degree: degree)
        case .exponential(let number):
            let argument = enclosure(of: number)
            if argument.isBeyondExponentRange {
                refusal = .tooLarge(.exponentBits(Limits.current.exponentBits))
                return nil
            }
            return argument.exponential()
        case .logarithm(let number): return enclosure(of: number).logarithm()
        case .errorFunction(let number): return enclosure(of: number).errorFunction()
        case .sine(let number): return angle(number).sine()
        case .cosine(let number): return angle(number).cosine()
        case .pi: return .pi(precision: precision)
        case .refused: return nil
        }
    }

    /// The argument of an opaque sine or cosine.
    ///
    /// The refusal is noted when no precision tells it from another angle of the same period; the function then still
    /// lies between −1 and 1.
    private func angle(_ number: Number) -> Enclosure {
        let argument = enclosure(of: number)
        let limit = Limits.current.refinement
        if argument.isBounded, let exponent = argument.magnitudeExponent, exponent > limit {
            refusal = .tooLarge(.exponentBits(limit))
        }
        return argument
    }
}
