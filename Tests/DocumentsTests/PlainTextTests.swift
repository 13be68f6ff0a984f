import Formulas
import Testing

@testable import Documents

@Suite struct PlainTextTests {
    @Test(arguments: [
        (#"\frac{1}{\sqrt{d_k}}"#, "1/√dₖ"), (#"\mathbf{x}^T \mathbf{y}"#, "xᵀ y"), (#"\frac{a+b}{2}"#, "(a+b)/2"),
        (#"\begin{bmatrix} 2 \\ -1 \\ 3 \end{bmatrix}"#, "[2; −1; 3]"),
        (#"x \in \mathbb{R}^{n \times d}"#, "x ∈ ℝ^(n × d)"),
        (#"\hat{\alpha}_{2,1} \leq \left( \sum_{i=1}^n a_i \right)"#, "α̂_{2,1} ≤ ( ∑ᵢ₌₁ⁿ aᵢ )"),
        (#"\text{score}(\mathbf{x}, \mathbf{y})"#, "score(x, y)"), (#"\operatorname{softmax}(z_t)"#, "softmax(zₜ)"),
        (#"e^{-630}"#, "e⁻⁶³⁰"), (#"W_{\{q,k\}}"#, "W_{{q,k}}"),
        (#"\tilde{s}_t = \tanh(W_c[c_t; s_t])"#, "s̃ₜ = tanh(W_c[cₜ; sₜ])"),
        (#"\unknown{x}"#, "unknownx"), ("}{", ""), ("\\", "\\"), ("", ""), (#"\frac"#, "/"), (#"\left("#, "("),
        ("x_", "x"),
        (#"\sqrt[3]{2}"#, "∛2"), ("h'_2", "h′₂"),
    ])
    func `TeX is shown as readable text`(tex: String, text: String) {
        #expect(TeXReading.text(tex) == text)
    }

    @Test func `Rows of a display are lines`() {
        #expect(
            TeXReading.lines(#"\begin{aligned} a &= b \\[2pt] c &= d; e \\ \end{aligned}"#) == ["a = b", "c = d; e"])
    }

    @Test func `No line is longer than the terminal where it can be cut`() {
        for width in [40, 60, 80, 100] {
            for line in UglySample.document.plainText(width: width).split(separator: "\n") {
                let longestWord = line.split(separator: " ").map(\.count).max() ?? 0
                #expect(line.count <= width || longestWord + 16 > width || line.hasPrefix("    "), "\(line)")
            }
        }
    }

    @Test func `A matrix too long for the line is written row by row`() {
        let wide = Document(blocks: [
            .equations([chain(v("P"), .init(.equal, matrix([[n(1), n(-20)], [n(300), n(4)]])))])
        ]).plainText(width: 20)
        #expect(wide == "  P = [1,   −20;\n       300, 4]\n")
    }

    @Test func `Control characters of the sheet do not reach the terminal`() {
        let text = Document(
            title: "a\u{1B}[31m", blocks: Prose.blocks("b\u{1B}]0;x\u{7} `\u{1B}c` $\u{1B}$\n\n    \u{1B}[2J\n")
        ).plainText()
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
}
