public import Formulas
public import Numbers

/// How answers are read where their text alone does not say.
public struct AnswerOptions: Sendable {
    /// Whether a comma right between two digits is the decimal sign: `0,5` is a half.
    public var decimalComma: Bool
    /// Values of names that an answer may use beside e and π, such as the sums a sheet has named Z₁.
    public var names: [Name: Number]
    /// UTF-8 bytes that one answer may have.
    public var length: Int
    /// Entries that one answer may have.
    public var entries: Int

    /// Options; what is not given is as usual.
    public init(decimalComma: Bool = false, names: [Name: Number] = [:], length: Int = 50_000, entries: Int = 10_000) {
        self.decimalComma = decimalComma
        self.names = names
        self.length = length
        self.entries = entries
    }
}
