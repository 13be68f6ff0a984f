import Formulas
import Testing

@testable import Documents

@Suite struct MarkdownTests {
    private func body(_ blocks: [Block]) throws -> String {
        try Document(blocks: blocks).markdown(MarkdownOptions(template: Template("{{{body}}}"))).text
    }

    /// Any text reads back as the same text, wherever it stands.
    @Test func `Text reads back as it was`() throws {
        let marks = [
            "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", ".", "!", "|", "<", ">", "&", "&amp;",
            "$", "~", "=", ":", "1.", "2)", "a", "b_c", "é", "λ", "x^2", "$5", "<b>", "![", "](", "- ", "***", "~~",
            "--", "\"", "'",
        ]
        var random = Sequence64(state: 42)
        for _ in 0..<1500 {
            let words = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<Int.random(in: 1...4, using: &random)).map { _ in marks.randomElement(using: &random) ?? "" }
                    .joined()
            }
            let text = TeXReading.singleSpaced(words.joined(separator: " "))
            let blocks: [Block] = [
                .paragraph([.text(text)]), .heading(level: 2, [.text(text)]),
                .bulletList(
                    [[.paragraph([.text(text)])], [.paragraph([.text("x "), .strong([.text("y")])])]], tight: true),
                .quote([.paragraph([.text("z"), .softBreak, .text(text)])]),
                .table(header: [[.text("h")]], alignments: [.left], rows: [[[.text(text)]]]),
                .paragraph([.text("c "), .code(text), .text(" d")]),
            ]
            for block in blocks {
                let markdown = try body([block])
                #expect(Prose.blocks(markdown) == [block], "\(markdown)")
            }
        }
    }

    @Test func `Blocks read back as they were`() throws {
        let blocks: [Block] = [
            .heading(level: 1, [.text("Question 1")]),
            .paragraph([
                .text("Let "), .tex("x_1"), .text(" be "), .emphasis([.text("a vector")]), .text(" in "),
                .tex("\\mathbb{R}^3"), .text("."),
            ]),
            .bulletList(
                [
                    [.paragraph([.text("a")]), .bulletList([[.paragraph([.text("b")])]], tight: true)],
                    [.paragraph([.text("c")])],
                ], tight: true),
            .numberedList(
                start: 3, [[.paragraph([.text("a")])], [.paragraph([.text("b")]), .paragraph([.text("c")])]],
                tight: false),
            .quote([.paragraph([.text("a")]), .quote([.paragraph([.text("b")])])]),
            .code(language: "python", text: "a = [1, 2]\n\n```\nb"),
            .table(
                header: [[.text("a")], [.text("b")], [.text("c")]], alignments: [.left, .centre, .right],
                rows: [[[.text("1")], [.tex("\\vert x\\vert")], []]]),
            .rule,
            .paragraph([
                .text("one"), .lineBreak, .text("two"), .softBreak, .text("three "), .strikethrough([.text("four")]),
                .text(" "), .code("a`b"), .text(" "), .code("`=s_1`"),
            ]),
            .paragraph([
                .link([.text("a link")], destination: "https://example.org/a(b) c"), .text(" and "),
                .image(alternative: [.text("alt")], destination: "fig/a b.png"),
            ]),
        ]
        let again = Prose.blocks(try body(blocks))
        #expect(again == blocks)
        for (one, other) in zip(again, blocks) { #expect(one == other) }
    }

    @Test(arguments: [
        // Row ends in the middle of a line, braces, spaces: Markdown would take the backslash away.
        (#"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"#, #"\begin{bmatrix} 1 \cr 2 \end{bmatrix}"#),
        (#"W_{\{q,k\}}"#, #"W _{\lbrace q,k\rbrace}"#),
        (#"a\,b\;c\!d"#, #"a\thinspace b\mspace{5mu}c\negthinspace d"#),
        (#"\left\{ x \right\}"#, #"\left\lbrace x \right\rbrace"#), (#"\|x\|"#, #"\Vert x\Vert"#),
        // Emphasis, tags, links.
        ("a*b*c", #"a\ast b\ast c"#), (#"\mathbf{x}_{1} + \mathbf{y}_{2}"#, #"\mathbf{x} _{1} + \mathbf{y} _{2}"#),
        ("x_{1} y_1", "x_1 y_1"), ("a<b", #"a\lt b"#), ("f[x](y)", "f[x] (y)"), (#"\\[4pt] a"#, #"\cr a"#),
        (#"\\ [a]"#, #"\cr [a]"#), ("50%", #"50\%"#),
    ])
    func `TeX is spelled so that Markdown leaves it alone`(tex: String, safe: String) {
        #expect(MarkdownTeX.inline(tex) == safe)
    }

    /// What CommonMark makes of the mathematics before MathJax sees it must be the mathematics.
    @Test func `Mathematics goes through a Markdown parser that knows none`() throws {
        var formulas = RandomFormulas(seed: 3)
        for _ in 0..<200 {
            let equation = chain(
                v("y"), .init(.equal, formulas.formula(depth: 2), comment: "row 1"),
                .init(.equal, formulas.formula(depth: 1)))
            let blocks: [Block] = [
                .equations([equation]),
                .paragraph([
                    .text("so "), .formula(equation.links[0].right), .text(" and "), .formula(equation.links[1].right),
                ]),
                .displayTeX("a_{1}\n- b\n= c \\\\\n+ \\boldsymbol{x}_{1} \\boldsymbol{x}_{2} < d * e * f\n> g"),
            ]
            let markdown = try body(blocks)
            // Without dollar signs the parser takes the mathematics for text.
            let bare = String(markdown.map { $0 == "$" ? "¤" : $0 })
            var text = ""
            for block in Prose.blocks(bare) {
                guard case .paragraph(let inlines) = block else {
                    Issue.record("\(block)")
                    continue
                }
                for inline in inlines {
                    switch inline {
                    case .text(let part): text += part
                    case .softBreak: text += "\n"
                    default: Issue.record("\(inline) in \(markdown)")
                    }
                }
                text += "\n\n"
            }
            // A row end at the end of a line is the one backslash that GitHub itself protects.
            let expected = bare.split(separator: "\n").map { $0.hasSuffix(" \\\\") ? $0.dropLast() : $0 }.map {
                TeXReading.singleSpaced(String($0))
            }
            #expect(text.split(separator: "\n").map { TeXReading.singleSpaced(String($0)) } == expected)
        }
    }

    @Test func `Two lists and two displays in a row stay two`() throws {
        let lists: [Block] = [
            .bulletList([[.paragraph([.text("a")])]], tight: true),
            .bulletList([[.paragraph([.text("b")])]], tight: true),
        ]
        #expect(Prose.blocks(try body(lists)) == lists)
        let displays: [Block] = [.displayTeX("a"), .displayTeX("b")]
        #expect(Prose.blocks(try body(displays)) == [.displayTeX("\na\n"), .displayTeX("\nb\n")])
    }
}
