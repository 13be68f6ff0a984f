import Rationals

/// cos β or sin β with a surd β > 0.
public enum Wave: Hashable, Sendable {
    case cosine(Surd)
    case sine(Surd)

    /// β, greater than zero.
    public var angle: Surd {
        switch self {
        case .cosine(let angle), .sine(let angle): angle
        }
    }

    /// A multiple of a wave; nil is the constant 1.
    typealias Multiple = (coefficient: Rational, wave: Wave?)

    /// cos β in canonical form: even, cos 0 = 1.
    static func cosine(of angle: Surd) throws -> Multiple {
        let sign = try angle.sign()
        return sign == 0 ? (1, nil) : (1, .cosine(sign < 0 ? -angle : angle))
    }

    /// sin β in canonical form: odd, sin 0 = 0.
    static func sine(of angle: Surd) throws -> Multiple {
        let sign = try angle.sign()
        return sign == 0 ? (0, nil) : (Rational(sign), .sine(sign < 0 ? -angle : angle))
    }

    /// A product as a sum: cos a · cos b = ½ cos(a − b) + ½ cos(a + b) and its siblings.
    static func product(_ a: Wave?, _ b: Wave?) throws -> [Multiple] {
        guard let a else { return [(1, b)] }
        guard let b else { return [(1, a)] }
        let half = Rational.half
        let (first, second): (Multiple, Multiple)
        let sign: Rational
        switch (a, b) {
        case (.cosine(let x), .cosine(let y)):
            (first, second, sign) = (try cosine(of: x - y), try cosine(of: x + y), 1)
        case (.sine(let x), .sine(let y)):
            (first, second, sign) = (try cosine(of: x - y), try cosine(of: x + y), -1)
        case (.sine(let x), .cosine(let y)):
            (first, second, sign) = (try sine(of: x - y), try sine(of: x + y), 1)
        case (.cosine(let x), .sine(let y)):
            (first, second, sign) = (try sine(of: x + y), try sine(of: x - y), -1)
        }
        return [(half * first.coefficient, first.wave), (half * sign * second.coefficient, second.wave)]
            .filter { !$0.coefficient.isZero }
    }
}
