import Formulas
import Numbers
import Rationals

/// A number and how a sheet has it.
struct SpelledNumber: Sendable {
    var value: Number
    var text: String

    init(_ value: Number, text: String? = nil) {
        self.value = value
        self.text = text ?? Self.text(of: value)
    }

    /// What a sheet reads back to the same number.
    static func text(of number: Number) -> String {
        if let rational = number.rational { return rational.description }
        // The minus sign of the keyboard, so that the author can go on editing.
        return String(Formula(number).plain.map { $0 == "−" ? "-" : $0 })
    }

    /// A multiple of a power of ten with as many digits behind the point as the unit has.
    static func decimal(_ value: Rational, unit: Rational) -> String {
        guard let count = value.divided(by: unit)?.integer else { return value.description }
        let places = max(0, unit.denominator.description.utf8.count - 1)
        let digits = count.magnitude.description
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        let sign = value.signum() < 0 ? "-" : ""
        return "\(sign)\(padded.dropLast(places))\(places > 0 ? "." : "")\(padded.suffix(places))"
    }

    /// The same numbers, each once, in the order of their first places.
    ///
    /// - Throws: `NumberError` when it cannot be decided whether two are the same.
    static func distinct(_ numbers: [SpelledNumber]) throws -> [SpelledNumber] {
        var kept: [SpelledNumber] = []
        for number in numbers {
            if try !kept.contains(where: { try Claim.holds($0.value, .equal, number.value) }) { kept.append(number) }
        }
        return kept
    }
}
