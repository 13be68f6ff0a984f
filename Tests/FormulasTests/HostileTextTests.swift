import Formulas
import Numbers
import Testing

/// Whatever the text, reading ends with a formula or with an error whose place lies in the text.
@Suite struct HostileTextTests {
    private static let pieces = [
        "x", "W_Q", "h'", "alpha", "α", "ŝ", "1", "0.5", "1e-3", "2.", ".5", "½", "²", "⁻¹", "⁽²⁾", "ᵀ", "₁", "√", "+",
        "-", "−", "*",
        "**", "/", "^", "^T", ".", "..", "...", ",", ";", ":", "(", ")", "[", "]", "{", "}", "_", "_{", "'", "=", "==",
        "<", "≤", "#", "\n",
        " ", "  ", "\t", "\r\n", "for", "in", "R", "sqrt(", "softmax(", "hat(", "sum(", "root(", "Matrix(", "\"", "\\",
        "$", "%", "&", "|", "∞",
        "…", "e", "\u{301}", "👩‍👩‍👧", "\u{0}", "\\frac", "\\frac{", "\\sqrt[", "\\left(", "\\right)", "\\begin{bmatrix}",
        "\\end{bmatrix}", "\\\\", "\\\\[2pt]",
        "\\mathrm{", "\\text{", "\\sum_{i=1}^{3}", "\\top", "\\prime", "\\cdot", "\\hat", "\\,", "\\ln", "\\log_", "~",
        "\\begin{array}{", "\\end{", "\\left", "\\lvert",
    ]

    private func checkAll(_ text: String) {
        let length = text.utf8.count
        func check(_ error: any Error) {
            guard let error = error as? ReadingError else { return }
            #expect(
                0 <= error.range.lowerBound && error.range.upperBound <= length, "\(error) in \(text.debugDescription)")
            #expect(!error.description.isEmpty)
        }
        func walk(_ formula: Formula) {
            _ = (
                formula.plain, formula.latex, formula.cas, formula.latexWidth, formula.elided(maximumTerms: 2),
                formula.isElided
            )
            if let range = formula.range { #expect(range.upperBound <= length) }
        }
        do { walk(try Formula.read(text)) } catch { check(error) }
        do { walk(try Formula.readLatex(text)) } catch { check(error) }
        let (statements, errors) = Statement.readAll(text)
        errors.forEach(check)
        for statement in statements { #expect(statement.range.upperBound <= length) }
    }

    @Test(arguments: 0..<20) func soupOfTokens(_ seed: Int) {
        var generator = SeededGenerator(seed: seed + 7000)
        for _ in 0..<400 {
            let count = Int.random(in: 1...14, using: &generator)
            checkAll(
                (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)] }.joined())
        }
    }

    @Test(arguments: 0..<10) func randomBytes(_ seed: Int) {
        var generator = SeededGenerator(seed: seed + 8000)
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            checkAll(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Formulas that were right, with one byte changed, dropped or doubled.
    @Test(arguments: 0..<10) func damagedFormulas(_ seed: Int) {
        for index in 0..<100 {
            var random = RandomFormula(seed: 9000 + seed * 100 + index)
            let formula = random.scalar(3)
            for text in [formula.plain, formula.latex, formula.cas] {
                var bytes = Array(text.utf8)
                let place = Int.random(in: 0..<bytes.count, using: &random.generator)
                switch index % 3 {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random.generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes[place], at: place)
                }
                checkAll(String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    /// Every range of a text can be asked for, also one that cuts a character in two or lies outside.
    @Test func rangesAnywhere() {
        let text = "α + ŝ_1·(½ − x²)"
        for start in -2...text.utf8.count + 2 {
            for end in start...text.utf8.count + 3 {
                _ = try? Formula.read(text, in: start..<end)
                _ = try? Formula.readLatex(text, in: start..<end)
                _ = Statement.readAll(text, in: start..<end)
            }
        }
    }

    /// Long texts take time in proportion: none of these finishes if it is quadratic in the number of tokens.
    @Test(arguments: [
        "x^12 ", "\\frac12 ", "Q^{(12)} ", "a = (\n", "[1, 2\n", "W in R^(4x3)\n", "x_1_2 ", "\\text{a} ", "f(a: 1)\n",
        "\\hat x ", "1+", "(", "a)\n",
    ])
    func longTexts(_ piece: String) {
        let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
        _ = try? Formula.read(text)
        _ = try? Formula.readLatex(text)
        _ = Statement.readAll(text)
    }
}
