import Formulas
import Marking
import Numbers
import Rationals
import Testing

/// What is not clear or is no value is refused by name, at its place.
@Suite struct UnreadableAnswerTests {
    struct Refusal: Sendable {
        var typed: String
        var place: String
        var sentence: String

        static func rows(_ table: String) -> [Refusal] {
            table.split(separator: "\n").map { line in
                let cells = line.split(separator: "¦", omittingEmptySubsequences: false).map { cell in
                    String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                }
                return Refusal(
                    typed: cells[0].replacing("⏎", with: "\n").replacing("␣", with: "\u{A0}")
                        .replacing("␢", with: "\u{202F}"),
                    place: cells[1].replacing("␣", with: "\u{A0}")
                        .replacing("␢", with: "\u{202F}"), sentence: cells[2])
            }
        }

        func check(_ options: AnswerOptions = AnswerOptions()) {
            do {
                let reading = try AnswerReader(options).read(typed)
                Issue.record("\(typed.debugDescription) was read as \(reading.echo)")
            } catch {
                #expect(error.sentence == sentence, "\(typed.debugDescription)")
                let bytes = Array(typed.utf8)
                let place =
                    error.range.upperBound <= bytes.count
                    ? String(decoding: bytes[error.range], as: UTF8.self) : "outside: \(error.range)"
                #expect(place == self.place, "\(typed.debugDescription)")
            }
        }
    }

    private static let refusals = #"""
        1,054 ¦ 1,054 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        0,5 ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        z = 0,5 ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        (0,465, 0,035) ¦ 0,465 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        \begin{pmatrix} 0,5 \\ 0,25 \end{pmatrix} ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        0{,}5 \cdot 3 ¦ 0{,}5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        1,234,567 ¦ 1,234,567 ¦ It is not clear whether this is a thousands separator.
        1,054.5 ¦ 1,054 ¦ It is not clear whether this is a thousands separator.
        1 054 ¦ 1 054 ¦ It is not clear whether this is a thousands separator.
        1␣054 ¦ 1␣054 ¦ It is not clear whether this is a thousands separator.
        [1␢054, 3] ¦ 1␢054 ¦ It is not clear whether this is a thousands separator.
        1'054 ¦ 1'054 ¦ It is not clear whether this is a thousands separator.
        1\,054 ¦ 1\,054 ¦ It is not clear whether this is a thousands separator.
        [0, 054] ¦ 054 ¦ A whole number does not begin with 0.
        2 1/2 ¦ 2 1/2 ¦ It is not clear whether this is a mixed number or a product.
        -2 1/2 ¦ -2 1/2 ¦ It is not clear whether this is a mixed number or a product.
        2½ ¦ 2½ ¦ It is not clear whether this is a mixed number or a product.
        [2 1/2 3] ¦ 2 1/2 ¦ It is not clear whether this is a mixed number or a product.
        [3, 2 1/2] ¦ 2 1/2 ¦ It is not clear whether this is a mixed number or a product.
        2\frac{1}{2} ¦ 2\frac ¦ It is not clear whether this is a mixed number or a product.
        2 \tfrac12 ¦ 2 \tfrac ¦ It is not clear whether this is a mixed number or a product.
        1/2e ¦ 2e ¦ It is not clear whether this is an exponent of ten or the number e.
        2e ¦ 2e ¦ It is not clear whether this is an exponent of ten or the number e.
        1/2 e ¦ e ¦ It is not clear whether this factor is divided as well.
        1/2e^3 ¦ e ¦ It is not clear whether this factor is divided as well.
        [e^2 e^3] ¦ e ¦ It is not clear whether this is a product or the next entry.
        [1 e] ¦ e ¦ It is not clear whether this is a product or the next entry.
        0.1 -0.2 0.3 ¦ - ¦ It is not clear whether this is a difference or the next entry.
        0.5 -0.25 ¦ - ¦ It is not clear whether this is a difference or the next entry.
        1 2⏎3 4 -5 ¦ - ¦ It is not clear whether this is a difference or the next entry.
        1 -2⏎3 -4 ¦ - ¦ It is not clear whether this is a difference or the next entry.
        e -2⏎e -4 ¦ - ¦ It is not clear whether this is a difference or the next entry.
        [1 -2, 3] ¦ - ¦ It is not clear whether this is a difference or the next entry.
        1/2 % ¦ % ¦ A percent sign stands right behind a number in digits.
        e % ¦ % ¦ Found ‘%’, expected an operator or the end of the formula.
        nan ¦ nan ¦ ‘nan’ is not a number.
        [1.0, NaN] ¦ NaN ¦ ‘NaN’ is not a number.
        [ 1. nan] ¦ nan ¦ ‘nan’ is not a number.
        -inf ¦ inf ¦ ‘inf’ is not a number.
        ∞ ¦ ∞ ¦ ‘∞’ is not a number.
        -\infty ¦ \infty ¦ ‘\infty’ is not a number.
        float('nan') ¦ ' ¦ Found ‘'’, expected a number, a name or a bracket.
        5 cm ¦ cm ¦ ‘cm’ behind the value is neither a number nor e or π.
        (1, 2) exact ¦ exact ¦ ‘exact’ behind the value is neither a number nor e or π.
        x ¦ x ¦ ‘x’ has no value: only e and π stand for numbers.
        2 + x_1 ¦ x_1 ¦ ‘x_1’ has no value: only e and π stand for numbers.
        the answer is 5 ¦ the ¦ ‘the’ has no value: only e and π stand for numbers.
        \text{none} ¦ \text{none} ¦ Words stand where a number should.
        softmax(1) ¦ softmax(1) ¦ ‘softmax’ is not a function known here.
        \sum_{i=1}^{3} i ¦ \sum ¦ ‘\sum’ is not a function known here.
        X^T p ¦ X ¦ ‘X’ has no value: only e and π stand for numbers.
        [1, 2]^T [3, 4] ¦ [1, 2]^T [3, 4] ¦ This is a calculation with vectors or matrices, not its result.
        [1, 2; 3] ¦ 3 ¦ Row 2 has 1 entry, row 1 has 2.
        \begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix} ¦ 3 ¦ Row 2 has 1 entry, row 1 has 2.
        \begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} ¦ vmatrix ¦ ‘vmatrix’ is a determinant, not a matrix.
        \begin{tabular} 1 \end{tabular} ¦ tabular ¦ The environment ‘tabular’ is not known here.
        \foo{1} ¦ \foo ¦ The command ‘\foo’ is not known here.
        (1, 2 ¦ ( ¦ ‘(’ is not closed.
        (1, 2] ¦ ] ¦ ‘(’ is closed by ‘]’.
        1, 2) ¦ ) ¦ ‘)’ closes nothing.
        $1/2 ¦ $ ¦ A ‘$’ has no partner.
        0.333... ¦ ... ¦ Something is left out here.
        [1, …, 3] ¦ … ¦ Something is left out here.
        ±0.5 ¦ ± ¦ This stands for two values.
        \pm 0.5 ¦ \pm ¦ This stands for two values.
        1/0 ¦ 1/0 ¦ This divides by zero.
        sqrt(-1) ¦ sqrt(-1) ¦ This is an even root of a negative number.
        ln(0) ¦ ln(0) ¦ This is a logarithm of a number that is not positive.
        [1, 2]/0 ¦ 0 ¦ This divides by zero.
        10^(10^9) ¦ 10^(10^9) ¦ This is too large to be calculated here.
        1e999999 ¦ 1e999999 ¦ The exponent of ten is beyond 20000.
        1 < 2 ¦ 1 < 2 ¦ A comparison is no answer.
        1/3 = 0.34 ¦ 0.34 ¦ The links of the chain do not agree: 0.34 and 1/3.
        1/2 = 1/3 ¦ 1/2 ¦ The links of the chain do not agree: 1/2 and 1/3.
        2/3 ≈ 0.668 ¦ 0.668 ¦ The links of the chain do not agree: 0.668 and 2/3.
        -2/3 ≈ -0.668 ¦ -0.668 ¦ The links of the chain do not agree: −0.668 and −2/3.
        (1, 2) = (1, 2, 3) ¦ (1, 2) = (1, 2, 3) ¦ The links of the chain have different sizes.
        2 z = 3 ¦ z ¦ ‘z’ behind the value is neither a number nor e or π.
        Z^T = [1, 2; 3, 4] ¦ Z^T = [1, 2; 3, 4] ¦ This gives the transpose, not the matrix.
        p_1 = 0.5, p_3 = 0.5 ¦ p_1 = 0.5, p_3 = 0.5 ¦ The indices of the entries leave one out or name one twice.
        p_1 = 0.5, p_1 = 0.5 ¦ p_1 = 0.5, p_1 = 0.5 ¦ The indices of the entries leave one out or name one twice.
        p_1 = 0.5, q_2 = 0.5 ¦ p_1 = 0.5, q_2 = 0.5 ¦ This gives values to different names.
        p_1 = 0.5, p_2 = 0.25, 0.25 ¦ p_1 = 0.5, p_2 = 0.25, 0.25 ¦ Some entries have names and some have not.
        1.2.3 ¦ 1.2 ¦ A number has one decimal point.
        1_000 ¦ 1 ¦ A number has no underscores.
        0x1F ¦ 0x1F ¦ Numbers are written in base ten.
        ٣ ¦ ٣ ¦ ‘٣’ has no meaning in an answer.
        0.5 # rounded ¦ # ¦ ‘#’ has no meaning in an answer.
        (0,5; 0,25) ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        [0,5; 0,25] ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        0,5; 0,25 ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        0,5⏎0,25 ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        0,921, 1,820 ¦ 0,921 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        [0,921, 1,820] ¦ 0,921 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        [14,12, -1] ¦ 14,12 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        {0,5; 0,25} ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        \begin{pmatrix} 0,5 & 1,5 \\ 2 & 3 \end{pmatrix} ¦ 0,5 ¦ It is not clear whether this comma is a decimal comma, separates thousands, or separates two entries.
        (1,234,567, 8) ¦ 1,234,567 ¦ It is not clear whether this is a thousands separator.
        [1,054.5] ¦ 1,054 ¦ It is not clear whether this is a thousands separator.
        100,200,300 ¦ 100,200,300 ¦ It is not clear whether this is a thousands separator.
        (1, 2; 3) ¦ 3 ¦ Row 2 has 1 entry, row 1 has 2.
        5%2 ¦ 2 ¦ Found ‘2’, expected an operator.
        5\%2 ¦ 2 ¦ A number follows another value without a sign between them.
        8.808×10−1 ¦ 10−1 ¦ It is not clear whether this is a power of ten or a difference.
        8.808·10-1 ¦ 10-1 ¦ It is not clear whether this is a power of ten or a difference.
        8.808 \times 10 -1 ¦ 10 -1 ¦ It is not clear whether this is a power of ten or a difference.
        - 3.54⏎- 1.41⏎- 0 ¦ - ¦ It is not clear whether these lines begin with bullets or with minus signs.
        z:⏎- 3.54⏎- 1.41 ¦ - ¦ It is not clear whether these lines begin with bullets or with minus signs.
        - $3.54$⏎- $1.41$ ¦ - ¦ It is not clear whether these lines begin with bullets or with minus signs.
        [3.54\;-1.41] ¦ \; ¦ It is not clear whether this is a difference or the next entry.
        p_1 = p_2 = 0.5, p_2 = 0.25 ¦ p_1 = p_2 = 0.5, p_2 = 0.25 ¦ The indices of the entries leave one out or name one twice.
        "0.5" ¦ "0.5" ¦ Words stand where a number should.
        """#

    @Test(arguments: Refusal.rows(refusals)) func isRefusedByName(_ refusal: Refusal) { refusal.check() }

    private static let withDecimalComma = #"""
        1.054 ¦ 1.054 ¦ It is not clear whether this is a thousands separator.
        1.054,5 ¦ 1.054 ¦ It is not clear whether this is a thousands separator.
        1,054.5 ¦ 1,054 ¦ It is not clear whether this is a thousands separator.
        1,2,3 ¦ 1,2 ¦ A number has one decimal point.
        1 054 ¦ 1 054 ¦ It is not clear whether this is a thousands separator.
        """#

    @Test(arguments: Refusal.rows(withDecimalComma)) func isRefusedWithDecimalComma(_ refusal: Refusal) {
        refusal.check(AnswerOptions(decimalComma: true))
    }

    @Test func invisibleCharactersAreNamed() throws {
        for (text, code, range) in [
            ("0.5\u{0}", "U+0000", 3..<4), ("\u{1B}[31m1", "U+001B", 0..<1), ("1\u{7F}", "U+007F", 1..<2),
            ("1\u{202E}2", "U+202E", 1..<4), ("\u{2066}1", "U+2066", 0..<3), ("1\u{9B}", "U+009B", 1..<3),
        ] {
            #expect(
                throws: UnreadableAnswer(
                    "The text holds the invisible character \(code).", fix: "Remove it, or type the answer anew.",
                    range: range)
            ) { try AnswerReader().read(text) }
        }
    }

    /// Full-width digits take three bytes each: the place is that in the text as it was given.
    @Test func placesAreThoseOfTheTextAsGiven() throws {
        do {
            _ = try AnswerReader().read("（１，２］")
            Issue.record("read")
        } catch {
            #expect(error.sentence == "‘(’ is closed by ‘]’.")
            #expect(error.range == 12..<15)
        }
    }

    @Test func namesOfTheSheetCanBeAllowed() throws {
        let options = AnswerOptions(names: [Name("Z", subscripts: ["1"]): 4])
        let reading = try AnswerReader(options).read("(e/Z_1, 3/Z_1)")
        #expect(reading.entries.elements[1].value == Number(Rational("3/4") ?? 0))
        #expect(throws: UnreadableAnswer.self) { try AnswerReader().read("3/Z_1") }
    }
}
