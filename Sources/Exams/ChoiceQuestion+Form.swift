import Graphs
import Numbers
import Rationals
import Sheets

extension ChoiceQuestion.Form {
    /// The forms to try for a field, the one that the sheet asks for first.
    ///
    /// Whole numbers, fractions and roots are shown as they are unless the sheet asks for decimals; where the right
    /// value would then stand out, decimals look alike.
    static func possible(
        for field: ExamQuestion.Field, beside wrong: [Tensor<Number>]
    ) throws -> [ChoiceQuestion.Form] {
        guard let value = field.value else { return [] }
        var places: Int?
        var digits = 4
        var isExact = value.elements.allSatisfy { $0.surd != nil }
        for term in field.terms {
            switch term {
            case .decimals(let count): (places, isExact) = (count, false)
            case .significantDigits(let count): (digits, isExact) = (count, false)
            case .exact, .lowestTerms: isExact = true
            case .tolerance, .marks, .published: continue
            }
        }
        if let places { return [.decimals(places)] }
        let decimals = Self.decimals(try Self.places(of: value, beside: wrong, digits: max(1, digits)))
        return isExact ? [.exact, decimals] : [decimals]
    }

    /// Enough decimals for so many digits of the largest entry of every value that is not far below the right one.
    ///
    /// Not of the right one alone: the only choice with exactly the digits asked for would be known by that.
    private static func places(
        of value: Tensor<Number>, beside wrong: [Tensor<Number>], digits: Int
    ) throws -> Int {
        let key = try exponent(of: value) ?? 0
        let smallest = try wrong.compactMap { try exponent(of: $0) }.filter { $0 >= key - 1 }.min() ?? key
        return max(0, digits - 1 - min(key, smallest))
    }

    /// The power of ten of the largest entry; nil where all are 0.
    private static func exponent(of value: Tensor<Number>) throws -> Int? {
        try Number.decimals(of: value.elements, significantDigits: 1).filter { !$0.isZero }.map(\.exponent).max()
    }
}
