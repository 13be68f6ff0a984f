import Documents
import Formulas
import Testing

@Suite struct HTMLTests {
    @Test func textIsEscapedInEveryPlace() {
        let blocks: [Block] = [
            .heading(level: 1, [.text("A & B")]),
            .paragraph([.text("1 < 2 "), .strong([.text("x > \"y\"")]), .tex("a < b"), .code("<i>")]),
            .link(to: "https://example.org/?a=1&b=2"),
        ]
        #expect(
            blocks.html == """
                <h3>A &amp; B</h3>
                <p>1 &lt; 2 <strong>x &gt; &quot;y&quot;</strong>\\(a &lt; b\\)<code>&lt;i&gt;</code></p>
                <p><a href="https://example.org/?a=1&amp;b=2">here</a></p>
                """)
    }

    @Test func listsAndTablesKeepTheirOrder() {
        let blocks: [Block] = [
            .numberedList(start: 3, [[.paragraph([.text("a")])], [.paragraph([.text("b")])]], tight: true),
            .table(header: [[.text("h")]], alignments: [.right], rows: [[[.text("1")]], [[.text("2")]]]),
        ]
        #expect(
            blocks.html == """
                <ol start="3">
                <li>a</li>
                <li>b</li>
                </ol>
                <table>
                <thead><tr><th style="text-align: right">h</th></tr></thead>
                <tbody>
                <tr><td style="text-align: right">1</td></tr>
                <tr><td style="text-align: right">2</td></tr>
                </tbody>
                </table>
                """)
    }

    @Test func charactersThatXMLCannotHoldAreReplaced() {
        #expect("a\u{0}b\u{1B}c\u{FFFE}".escapedForXML == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
    }

    @Test func unbalancedTeXIsShownAsTyped() {
        #expect([Block.paragraph([.tex("\\frac{1")])].html == "<p><code>\\frac{1</code></p>")
    }

    @Test func formulasAreTeX() throws {
        #expect(try Formula.read("x_1 < 2").html == "\\(x_{1} &lt; 2\\)")
    }
}

extension Block {
    fileprivate static func link(to address: String) -> Block {
        .paragraph([.link([.text("here")], destination: address)])
    }
}
