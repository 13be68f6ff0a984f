/// Which spellings a reader takes: those of a sheet, or also those in which people hand in answers.
///
/// A sheet's author writes a formula; an answer is a value, copied from a page, a notebook or a terminal. So an answer may
/// hold what a formula must not: several values without brackets, entries separated by spaces, percentages, a chain
/// `z = 1/2 ≈ 0.5`, the constructors of NumPy.
public struct ReadingConventions: Hashable, Sendable {
    /// Whether the text is an answer.
    var isAnswer: Bool
    /// Whether a comma right between two digits is the decimal sign.
    var hasDecimalComma: Bool

    /// What a sheet holds.
    public static let sheet = ReadingConventions(isAnswer: false, hasDecimalComma: false)

    /// What an answer holds.
    public static func answer(decimalComma: Bool) -> ReadingConventions {
        ReadingConventions(isAnswer: true, hasDecimalComma: decimalComma)
    }
}
