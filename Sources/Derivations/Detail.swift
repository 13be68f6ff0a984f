/// How much of the working is written.
public enum Detail: String, Hashable, Sendable, CaseIterable {
    /// Formula, exact value, decimals.
    case brief
    /// Also the formula with the numbers in, dot products of vectors written out, every softmax denominator named,
    /// outputs as weighted sums.
    case standard
    /// Also every entry of every matrix product, row by column.
    case full
}
