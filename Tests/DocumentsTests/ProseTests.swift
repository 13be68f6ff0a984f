import Documents
import Testing

@Suite struct ProseTests {
    @Test func `Markdown inside mathematics is left alone`() {
        #expect(
            Prose.blocks("The score $s_1 * s_2 * s_3$ is **large**.") == [
                .paragraph([
                    .text("The score "), .tex("s_1 * s_2 * s_3"), .text(" is "), .strong([.text("large")]), .text("."),
                ])
            ])
        #expect(
            Prose.blocks(#"$\begin{bmatrix} 1 \\ 2 \end{bmatrix}$ and $W_{\{q,k\}}$"#) == [
                .paragraph([
                    .tex(#"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"#), .text(" and "), .tex(#"W_{\{q,k\}}"#),
                ])
            ])
        #expect(
            Prose.blocks("| a |\n|---|\n| $|x|$ |") == [
                .table(header: [[.text("a")]], alignments: [.left], rows: [[[.tex("|x|")]]])
            ])
    }

    @Test func `A displayed formula cuts its paragraph`() {
        #expect(
            Prose.blocks("Let\n$$\na_1\n- b_1\n$$\nbe given.") == [
                .paragraph([.text("Let")]), .displayTeX("\na_1\n- b_1\n"), .paragraph([.text("be given.")]),
            ])
        #expect(
            Prose.blocks("> so\n> $$\n> x\n> $$") == [.quote([.paragraph([.text("so")]), .displayTeX("\nx\n")])])
    }

    @Test(
        arguments: [
            ("costs $5 and $6", "costs $5 and $6"), (#"costs \$5 or \$6"#, "costs $5 or $6"), ("$ x $", "$ x $"),
            ("from $5-$6", "from $5-$6"), ("$unfinished", "$unfinished"), ("$$", "$$"), ("$5 `x$`", nil),
        ] as [(String, String?)])
    func `A dollar sign that is a price stays one`(source: String, text: String?) {
        let blocks = Prose.blocks(source)
        if let text { #expect(blocks == [.paragraph([.text(text)])]) }
        #expect(!"\(blocks)".contains("tex("))
    }

    @Test func `Mathematics in code is code`() {
        #expect(Prose.blocks("`$x$`") == [.paragraph([.code("$x$")])])
        #expect(Prose.blocks("```python\nprice = '$x$'\n```") == [.code(language: "python", text: "price = '$x$'")])
        #expect(Prose.blocks("    $x$") == [.code(language: "", text: "$x$")])
        #expect(Prose.blocks("the $i$th") == [.paragraph([.text("the "), .tex("i"), .text("th")])])
        #expect(Prose.blocks("$`a_1`$") == [.paragraph([.tex("a_1")])])
    }

    @Test func `Inline code that calculates is handed over with its place`() throws {
        let text = "Größe `=s_3`, then `` =p_1 `` and `x = 1`.\n\n- $a$ `=z`"
        var found: [String] = []
        let blocks = Prose.blocks(text) { code, range in
            found.append(code)
            #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == code)
            return .tex(code)
        }
        #expect(found == ["=s_3", "=p_1", "=z"])
        #expect(
            blocks.first
                == .paragraph([
                    .text("Größe "), .tex("=s_3"), .text(", then "), .tex("=p_1"), .text(" and "), .code("x = 1"),
                    .text("."),
                ]))
        struct Refused: Error {}
        #expect(throws: Refused.self) { try Prose.blocks("`=a`") { _, _ in throw Refused() } }
    }

    @Test func `Comments go, breaks break, other HTML is text`() {
        #expect(
            Prose.blocks("a <!-- $x$ `=y` --> b<br>c <b>d</b>") == [
                .paragraph([.text("a  b"), .lineBreak, .text("c <b>d</b>")])
            ])
        #expect(Prose.blocks("<!-- a\n\nb -->\n\ntext") == [.paragraph([.text("text")])])
    }

    @Test func `Lists, tables, links and headings become blocks`() {
        #expect(
            Prose.blocks("## (a) *One* query\n\n3. x\n4. y\n\n---") == [
                .heading(level: 2, [.text("(a) "), .emphasis([.text("One")]), .text(" query")]),
                .numberedList(start: 3, [[.paragraph([.text("x")])], [.paragraph([.text("y")])]], tight: true), .rule,
            ])
        #expect(
            Prose.blocks("[a](b.html) ![c](d.png) ~~e~~ https://f.org") == [
                .paragraph([
                    .link([.text("a")], destination: "b.html"), .text(" "),
                    .image(alternative: [.text("c")], destination: "d.png"), .text(" "), .strikethrough([.text("e")]),
                    .text(" "), .link([.text("https://f.org")], destination: "https://f.org"),
                ])
            ])
    }

    /// Nothing here may crash or take long; what comes out does not matter.
    @Test(arguments: [
        "\0\u{1}\u{7F}\u{FFFD}", String(repeating: "> ", count: 20_000) + "x",
        String(repeating: "- ", count: 20_000) + "x", String(repeating: "*a **b ", count: 20_000),
        String(repeating: "[", count: 50_000), String(repeating: "$a ", count: 100_000),
        String(repeating: "$$", count: 100_000) + "x", String(repeating: "$$ ", count: 50_001),
        String(repeating: "`", count: 200_000), String(repeating: "` ``", count: 100_000),
        String(repeating: "<!--", count: 50_000), String(repeating: "](", count: 200_000),
        String(repeating: "<a", count: 200_000), String(repeating: "x", count: 200_000),
        "\u{F0000}0\u{F0000} $x$", "| a\n|-\n" + String(repeating: "|", count: 5_000), "$\\", "`=", "$$\\",
    ])
    func `Hostile text is read`(text: String) throws {
        let document = Document(blocks: Prose.blocks(text))
        _ = try document.latex()
        _ = try document.markdown()
        _ = document.plainText()
    }

    @Test func `A private-use character in the text is not taken for a placeholder`() {
        let text = "\u{F0000}0\u{F0000} and "
        #expect(Prose.blocks(text + "$x$") == [.paragraph([.text(text), .tex("x")])])
    }
}
