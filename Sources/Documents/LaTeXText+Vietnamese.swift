/// Letters of Vietnamese, which the T1 encoding does not have: their marks are stacked.
///
/// Letters with a hook or a horn (ả, ơ) need fonts of their own.
extension LaTeXText {
    /// `ễ` as `{\~{\^e}}`.
    static func stacked(_ scalar: Unicode.Scalar) -> String? {
        for (marks, letters, bases) in stacks {
            for (letter, base) in zip(letters.unicodeScalars, bases.unicodeScalars) where letter == scalar {
                return "{" + marks.reduce(String(base)) { "\\\($1){\($0)}" } + "}"
            }
        }
        return nil
    }

    /// Marks from the inside out, the letters that carry them, and what they stand on.
    private static let stacks: [(marks: [String], letters: String, bases: String)] = [
        (["d"], "ẠạẸẹỊịỌọỤụỴỵ", "AaEeIiOoUuYy"),
        (["^", "'"], "ẤấẾếỐố", "AaEeOo"),
        (["^", "`"], "ẦầỀềỒồ", "AaEeOo"),
        (["^", "~"], "ẪẫỄễỖỗ", "AaEeOo"),
        (["^", "d"], "ẬậỆệỘộ", "AaEeOo"),
        (["u", "'"], "Ắắ", "Aa"),
        (["u", "`"], "Ằằ", "Aa"),
        (["u", "~"], "Ẵẵ", "Aa"),
        (["u", "d"], "Ặặ", "Aa"),
        (["~"], "ẼẽỸỹ", "EeYy"),
    ]
}
