import Formulas
import Testing

@testable import Documents

/// What stands in TeX's log against a page: overfull boxes beyond two points, missing characters, warnings.
func complaints(_ log: String) -> [String] {
    // TeX breaks its log at 79 characters; the facts looked for stand at the start of a line.
    log.split(separator: "\n").map(String.init).filter { line in
        if line.contains("Overfull \\hbox") {
            let excess = line.split(separator: "(").last.flatMap { Double($0.prefix { $0 != "p" }) } ?? 99
            return excess > 2
        }
        return line.contains("Warning:") || line.contains("Underfull") || line.hasPrefix("!")
            || line.contains("Missing character")
    }
}

@Suite struct LaTeXTests {
    @Test func `A page of everything compiles without a complaint`() throws {
        let written = try UglySample.document.latex()
        let result = try Typesetting().pdf(of: written.text)
        #expect(complaints(result.log) == [])
        #expect(result.pdf.starts(with: Array("%PDF".utf8)))
        #expect(
            written.warnings == [
                .noGlyph("🙂"), .noGlyph("漢"), .noGlyph("字"), .imageNotPrintable("https://example.org/x.svg"),
            ])
    }

    @Test func `Any ASCII and any known character compiles, as text, as code, in mathematics and in headings`() throws {
        let ascii = String(String.UnicodeScalarView((0x20..<0x7F).compactMap { Unicode.Scalar($0) }))
        let native = String(
            String.UnicodeScalarView((0xA0..<0x2200).compactMap { Unicode.Scalar($0) }.filter(LaTeXText.isNative)))
        let symbols = String(
            String.UnicodeScalarView(MathSymbol.texOfCharacter.keys.sorted { $0.value < $1.value }))
        var blocks: [Block] = []
        for text in [ascii, native, symbols] {
            let pieces = Array(text).map { String($0) }
            let spaced = pieces.joined(separator: " ")
            blocks += [
                .heading(level: 1, [.text(spaced)]), .heading(level: 2, [.strong([.text(spaced)])]),
                .paragraph([.text(spaced)]), .paragraph(pieces.flatMap { [Inline.code($0), .text(" ")] }),
                .paragraph([.emphasis([.text(text)])]), .paragraph([.strikethrough([.text(spaced)])]),
                .code(language: "", text: spaced),
                .paragraph(pieces.filter { !"\\{}$&^_~".contains($0) }.flatMap { [Inline.tex($0), .text(" ")] }),
                .table(header: [[.text(spaced)]], alignments: [], rows: [[[.text(text)]]]),
                .remark([.text(spaced)]),
                .answerSpace([AnswerItem(name: v("p"), terms: spaced)]),
                .equations([chain(v("a"), .init(.equal, v("b"), comment: "x # $ % & _ { } ~ ^ \\ λ é 漢"))]),
                .paragraph([.link([.text(spaced)], destination: "https://example.org/" + ascii)]),
            ]
        }
        // Each pair of characters once more as neighbours: ligatures, commands that would eat a space.
        for first in "-<>,'`?!\\{[*" {
            blocks.append(.paragraph("-<>,'`?!a [*".map { Inline.text("\(first)\($0) ") }))
        }
        let document = Document(
            title: ascii + native + symbols, details: [.init(label: ascii, text: native + symbols)], blocks: blocks)
        let result = try Typesetting().pdf(of: document.latex().text)
        #expect(complaints(result.log).filter { !$0.contains("Underfull") && !$0.contains("Overfull") } == [])
    }

    @Test func `Places where TeX stumbles compile`() throws {
        let item: [[Block]] = [
            [.paragraph([.text("[a] b")])], [], [.displayTeX("x")],
            [.equations([chain(v("a"), .init(.equal, v("b")))])],
            [.code(language: "", text: "\\end{Verbatim}\n\\end{Verbatim*}")],
            [.table(header: [[.text("[a]")]], alignments: [.right], rows: [[], [[.text("*")]]])],
        ]
        var nested: Block = .paragraph([.text("innermost")])
        for level in 0..<12 {
            nested =
                level % 3 == 0
                ? .quote([nested])
                : level % 3 == 1
                    ? .bulletList([[nested]], tight: true) : .numberedList(start: 0, [[nested], []], tight: false)
        }
        let blocks: [Block] = [
            .bulletList(item, tight: true), .numberedList(start: 7, item, tight: false), nested,
            .paragraph([
                .lineBreak, .text("a"), .lineBreak, .lineBreak, .text("[1]"), .lineBreak, .text("*"), .lineBreak,
            ]),
            .paragraph([]), .paragraph([.softBreak]), .bulletList([], tight: true), .quote([]), .solution([]),
            .solution([.heading(level: 3, [.text("Solution [sketch]")]), .solution([.paragraph([.text("inner")])])]),
            .table(header: [], alignments: [], rows: []), .equations([]),
            .equations([Equation(left: v("a"), links: [])]),
            .displayTeX(""), .displayTeX("\n\n"), .displayTeX("a % b\n\n c"), .displayTeX("a &= b \\\\ c &= d"),
            .displayTeX("\\begin{align}a&=b\\\\c&=d\\end{align}"), .displayTeX("\\frac{a"), .displayTeX("a}"),
            .displayTeX("é λ \\text{漢} 100%"), .displayTeX("\\left( a"), .displayTeX("$a$"), .displayTeX("a\\"),
            .paragraph([.tex("\\frac{a"), .tex("50%"), .tex("#"), .tex("\\begin{bmatrix}1"), .tex("a\\"), .tex("")]),
            .heading(level: 9, [.tex("\\alpha"), .code("a_b"), .link([.text("c")], destination: "#%~ \\{}")]),
            .image("a b.png"), .image("a_b.png"), .image("a%b.png"), .image("#{}.jpg"), .image("x.gif"),
        ]
        let latex = try Document(blocks: blocks).latex().text
        let result = try Typesetting().pdf(of: latex)
        #expect(complaints(result.log).filter { !$0.contains("Underfull") } == [])
    }

    @Test func `Images are put on the page`() throws {
        // The smallest PDF picture there is would be TeX's own output.
        let picture = try Typesetting().pdf(
            of: "\\documentclass{article}\\pagestyle{empty}\\begin{document}x\\end{document}"
        ).pdf
        let folder = "/tmp/attest-test-\(UInt64.random(in: 0...UInt64.max))"
        let files = OutputFiles(folder: folder, replacing: false)
        try files.write([.init(name: "figure 1.pdf", bytes: picture)])
        let blocks: [Block] = [
            .paragraph([.image(alternative: [.text("One & two_three")], destination: "figure%201.pdf")])
        ]
        let document = Document(blocks: blocks)
        let log = try Typesetting(workingDirectory: folder).pdf(of: document.latex().text).log
        #expect(log.contains("figure 1.pdf"))
        #expect(complaints(log) == [])
        let beside = try Typesetting(workingDirectory: "/tmp").pdf(
            of: document.latex(LaTeXOptions(imageDirectory: folder + "/")).text
        ).log
        #expect(beside.contains("figure 1.pdf"))
    }

    @Test func `TeX's complaint names the line and what TeX read`() throws {
        let latex = "\\documentclass{article}\n\\begin{document}\n\\undefinedthing\n\\end{document}\n"
        #expect(throws: Typesetting.Failure.texError(message: "Undefined control sequence. \\undefinedthing", line: 3))
        {
            try Typesetting().pdf(of: latex)
        }
        #expect(throws: Typesetting.Failure.noTypesetter(command: "no-such-latexmk")) {
            try Typesetting(command: "no-such-latexmk").pdf(of: latex)
        }
    }

    @Test func `TeX runs no programs and writes nowhere else`() throws {
        let latex = """
            \\documentclass{article}\\begin{document}
            \\immediate\\write18{touch /tmp/attest-escaped}
            \\immediate\\openout3=/tmp/attest-escaped-too x
            \\end{document}
            """
        _ = try? Typesetting().pdf(of: latex)
        #expect((try? FileBytes.read("/tmp/attest-escaped")) == nil)
        #expect((try? FileBytes.read("/tmp/attest-escaped-too.tex")) == nil)
    }
}

extension Block {
    static func image(_ path: String) -> Block {
        .paragraph([.image(alternative: [.text("alt {")], destination: path)])
    }
}
