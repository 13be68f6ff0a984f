extension Formula {
    /// The two ways in which a formula can be typed.
    public enum Notation: Hashable, Sendable {
        /// `sqrt(2)/2`, `e^14`, `[1, 2; 3, 4]`
        case calculator
        /// `\frac{\sqrt{2}}{2}`
        case latex
    }

    /// Reads an answer: what ``read(_:in:offset:limits:)`` and ``readLatex(_:in:offset:limits:)`` read, and values as
    /// people write them.
    ///
    /// Several values without brackets are a column. The links of a chain `a = b ≈ c` come as comparisons, the left one
    /// inside: `(a = b) ≈ c`. A column that is written upright, `[1; 2]` or in an environment, comes as a matrix of one
    /// column, so that it can be told from `(1, 2)`.
    ///
    /// Not promised: that the text means one thing. Which commas separate thousands is for the caller to ask.
    /// - Throws: ``ReadingError`` with the place of the first error.
    ///
    ///     let weights = try Formula.readAnswer(Array("[0.25 0.75]".utf8), in: .calculator)
    ///     print(weights.plain)    // [0.25, 0.75]
    public static func readAnswer(
        _ bytes: [UInt8], in notation: Notation, decimalComma: Bool = false, limits: ReadingLimits = .standard
    ) throws(ReadingError) -> Formula {
        let conventions = ReadingConventions.answer(decimalComma: decimalComma)
        switch notation {
        case .calculator:
            var reader = CalculatorReader(bytes, offset: 0, limits: limits, conventions: conventions)
            return try reader.readAnswer().formula
        case .latex:
            var reader = LatexReader(bytes, offset: 0, limits: limits, conventions: conventions)
            return try reader.readAnswer().formula
        }
    }
}
