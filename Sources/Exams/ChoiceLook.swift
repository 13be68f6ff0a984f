import Derivations
import Formulas
import Graphs
import Numbers
import Rationals

/// A value as a choice shows it, and what a guesser sees in it without calculating.
struct ChoiceLook {
    let formula: Formula
    /// What tells two choices apart on the page.
    let text: String
    /// How many entries it has.
    let count: Int
    /// The least plain of its entries.
    let kind: Kind
    /// Whether every row is between 0 and 1 and sums to 1, as weights do.
    let isDistribution: Bool
    /// The magnitude of the largest entry.
    let size: Rational
    let hasNegative: Bool
    let hasZero: Bool

    /// What a number is written with.
    enum Kind: Int, Comparable {
        case whole, fraction, root, exponential
        /// Decimals that are the value, 2.500, and those that are rounded.
        case terminating, rounded

        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }

    /// nil where a value is not written in this form.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    init?(_ value: Tensor<Number>, _ form: ChoiceQuestion.Form) throws {
        var numbers: [Rational] = []
        switch form {
        case .exact:
            formula = Formula(value)
            kind = value.elements.map(Self.kind).max() ?? .whole
            for number in value.elements {
                guard let near = try number.rational ?? number.decimal(places: 9).rational else { return nil }
                numbers.append(near)
            }
        case .decimals(let places):
            var isExact = true
            var spelled: [Formula] = []
            for number in value.elements {
                let decimal = try number.decimal(places: places)
                guard let near = decimal.rational, let text = Self.spelling(of: near.magnitude, places: places) else {
                    return nil
                }
                isExact = isExact && decimal.isExact
                let magnitude = Formula(.number(Formula.Literal(value: near.magnitude, spelling: text)))
                spelled.append(near.signum() < 0 ? Formula(.negative(magnitude)) : magnitude)
                numbers.append(near)
            }
            guard let entries = Tensor(shape: value.shape, elements: spelled) else { return nil }
            (formula, kind) = (Formula(entries), isExact ? .terminating : .rounded)
        }
        text = formula.plain
        count = value.elements.count
        size = numbers.map(\.magnitude).max() ?? 0
        hasNegative = numbers.contains { $0.signum() < 0 }
        hasZero = numbers.contains(where: \.isZero)
        // A column is one distribution, a matrix one for each row; half a unit for each entry may be lost in rounding.
        let width = value.columns == 1 ? value.rows : value.columns
        let unit = Self.unit(of: form)
        isDistribution =
            width > 1 && !hasNegative
            && stride(from: 0, to: numbers.count, by: width).allSatisfy { start in
                let sum = numbers[start..<min(start + width, numbers.count)].reduce(Rational(0), +)
                return (sum - 1).magnitude <= unit * Rational(width) * .half
            }
    }

    /// Whether it is short enough to be compared with others; an exact value with many exponentials is not.
    var isReadable: Bool { text.count <= 40 * count }

    /// Whether the other one is a choice beside this one at all: shown differently, not with exponentials where this one
    /// has none, and not of twice its length.
    func canStandBeside(_ other: ChoiceLook) -> Bool {
        other.text != text && (other.kind != .exponential || kind == .exponential)
            && other.text.count <= 2 * text.count + 8
    }

    private static func unit(of form: ChoiceQuestion.Form) -> Rational {
        switch form {
        case .exact: Rational.powerOfTen(-9) ?? 0
        case .decimals(let places): Rational.powerOfTen(-places) ?? 0
        }
    }

    private static func kind(_ number: Number) -> Kind {
        if let rational = number.rational { return rational.isInteger ? .whole : .fraction }
        return number.surd == nil ? .exponential : .root
    }

    /// A number from 0 on that has at most so many decimals, with all of them and without an exponent.
    ///
    ///     spelling(of: 1/20000, places: 5)         // 0.00005
    private static func spelling(of number: Rational, places: Int) -> String? {
        guard let scale = Rational.powerOfTen(places), let whole = (number * scale).integer else { return nil }
        var digits = whole.description
        guard places > 0 else { return digits }
        digits = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        return digits.dropLast(places) + "." + digits.suffix(places)
    }
}
