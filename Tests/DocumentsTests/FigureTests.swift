import Formulas
import Foundation
import Testing

@testable import Documents

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Figures: colours against the definition of contrast, drawings against the room they have, SVG through an XML parser.
@Suite struct FigureTests {
    static func figure(
        _ rows: [[(Int, String)]], labels: [Figure.Label]? = nil, isSigned: Bool = false, panels: Int = 1,
        form: Figure.Form = .map, caption: String = ""
    ) throws -> Figure {
        let columns = labels ?? (1...rows[0].count).map { .text("\($0)") }
        let panel = try #require(
            Figure.Panel(
                name: Formula(.name(Name("A", subscripts: ["1"]))), rows: (1...rows.count).map { .text("\($0)") },
                columns: columns, cells: rows.joined().map { Figure.Cell(level: $0.0, text: $0.1) }))
        return Figure(
            form: form, panels: Array(repeating: panel, count: panels), scale: .init(end: "1", isSigned: isSigned),
            rowTitle: "query", columnTitle: "key", caption: caption)
    }

    static func square(_ size: Int, text: String = "0.25", level: Int = 250) throws -> Figure {
        try figure(Array(repeating: Array(repeating: (level, text), count: size), count: size))
    }

    // MARK: Colours

    /// Relative luminance as WCAG 2.1 defines it.
    static func luminance(_ colour: Figure.Colour) -> Double {
        let parts = [colour.red, colour.green, colour.blue].map { part -> Double in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    static func contrast(_ a: Figure.Colour, _ b: Figure.Colour) -> Double {
        let (one, other) = (luminance(a), luminance(b))
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    @Test func printIsReadableOnEveryShade() {
        for level in -1000...1000 {
            #expect(
                Self.contrast(Figure.Colour(ofLevel: level), .ink(onLevel: level)) >= 4.5, "level \(level)")
        }
    }

    @Test func shadesGetDarkerAwayFromZero() {
        #expect(Figure.Colour(ofLevel: 0) == .white)
        for level in 1...1000 {
            for sign in [1, -1] {
                #expect(
                    Self.luminance(Figure.Colour(ofLevel: sign * level))
                        <= Self.luminance(Figure.Colour(ofLevel: sign * (level - 1))))
            }
        }
        // A hundredth of the scale is seen.
        for level in stride(from: 10, through: 1000, by: 10) {
            #expect(
                Self.luminance(Figure.Colour(ofLevel: level)) < Self.luminance(Figure.Colour(ofLevel: level - 10)))
        }
    }

    // MARK: Room

    @Test(arguments: [1, 2, 4, 8, 12, 16, 20, 24, 40, 64, 100, 128]) func squaresFitThePage(_ size: Int) throws {
        for paper in LaTeXOptions.Paper.allCases {
            let room = Int(paper.textWidth * 1095)
            for panels in [1, 2, 5] {
                let figure = try Self.figure(
                    Array(repeating: Array(repeating: (250, "0.25"), count: size), count: size), panels: panels)
                let drawing = FigureLayout(figure, room: room).drawing()
                #expect(drawing.width <= room, "\(size), \(panels) panels: \(drawing.width)")
                if panels == 1 { #expect(drawing.height <= 60_000) }
                requireInside(drawing)
            }
        }
    }

    private func requireInside(_ drawing: Drawing) {
        for mark in drawing.marks {
            switch mark {
            case .box(let box, _):
                #expect(box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0)
                #expect(box.x + box.width <= drawing.width && box.y + box.height <= drawing.height)
            case .line(let line):
                #expect(min(line.x1, line.x2) >= 0 && max(line.x1, line.x2) <= drawing.width)
                #expect(min(line.y1, line.y2) >= 0 && max(line.y1, line.y2) <= drawing.height)
            case .label(let label):
                let width = Drawing.width(label.content, size: label.size)
                let before = label.anchor == .start ? 0 : label.anchor == .middle ? width / 2 : width
                let (low, high) =
                    label.isTurned
                    ? (label.y - (width - before), label.y + before) : (label.x - before, label.x + width - before)
                #expect(low >= 0 && high <= (label.isTurned ? drawing.height : drawing.width), "\(label)")
            }
        }
    }

    @Test(arguments: [(4, true), (12, true), (20, true), (64, false), (128, false)])
    func numbersArePrintedWhileTheyFit(_ size: Int, _ isPrinted: Bool) throws {
        let drawing = FigureLayout(try Self.square(size), room: 45_000).drawing()
        let numbers = drawing.marks.filter {
            if case .label(let label) = $0 { label.content == .text("0.25") } else { false }
        }
        #expect(numbers.count == (isPrinted ? size * size : 0))
    }

    @Test func barsAndHostileLabelsFitToo() throws {
        for count in [1, 3, 17, 60, 128] {
            for label in ["1", "a", "somewhat longer", String(repeating: "W", count: 400), "👩‍🔬", "שלום", "日本語"] {
                for form in Figure.Form.allCases {
                    let figure = try Self.figure(
                        [Array(repeating: (-500, "−0.50"), count: count)],
                        labels: Array(repeating: .text(label), count: count), isSigned: true, form: form)
                    let drawing = FigureLayout(figure, room: 45_000).drawing()
                    #expect(drawing.width <= 45_000, "\(count) \(label)")
                    requireInside(drawing)
                }
            }
        }
    }

    @Test func negativeCellsWithoutNumbersCarryAStroke() throws {
        let size = 64
        func strokes(_ level: Int) throws -> Int {
            let figure = try Self.figure(
                Array(repeating: Array(repeating: (level, "x"), count: size), count: size), isSigned: true)
            let marks = FigureLayout(figure, room: 45_000).drawing().marks
            return marks.count {
                if case .line(let line) = $0 { line.x1 != line.x2 && line.y1 != line.y2 } else { false }
            }
        }
        // The lower half of the legend has 20 strokes of its own.
        #expect(try strokes(-300) == size * size + 20)
        #expect(try strokes(300) == 20)
    }

    // MARK: SVG

    /// The elements of a file with their attributes and the text in them, as an XML parser sees them.
    final class Elements: NSObject, XMLParserDelegate {
        var found: [(name: String, attributes: [String: String], text: String)] = []
        private var open: [Int] = []

        init?(_ xml: String) {
            super.init()
            let parser = XMLParser(data: Data(xml.utf8))
            parser.delegate = self
            guard parser.parse() else { return nil }
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            open.append(found.count)
            found.append((name, attributes, ""))
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            for index in open { found[index].text += text }
        }
    }

    static let hostile = [
        "<script>alert(1)</script>", "\"quoted\" & 'so'", "]]>", "\\end{tikzpicture}", "$x_1^2$ #1 %", "🙂", "שלום",
        "a\u{0}b\u{1B}[31m", "\u{202E}evil", "\u{FFFF}", "--", "-->", "&amp;",
    ]

    @Test func hostileLabelsAreOnlyText() throws {
        let labels = Self.hostile.map { Figure.Label.text($0) }
        let figure = try Self.figure(
            [Array(repeating: (500, "0.50"), count: labels.count)], labels: labels, caption: Self.hostile.joined())
        for isTitled in [true, false] {
            let elements = try #require(Elements(figure.svg(isTitled: isTitled)))
            let names = Set(elements.found.map(\.name))
            #expect(names == ["svg", "title", "desc", "rect", "line", "text", "tspan"])
            let texts = Set(elements.found.filter { $0.name == "text" }.map(\.text))
            for label in ["]]>", "$x_1^2$ #1 %", "🙂", "שלום", "--", "-->", "&amp;", "\\end{tikzpicture}"] {
                #expect(texts.contains(label), "\(label)")
            }
            #expect(elements.found.allSatisfy { $0.attributes.keys.allSatisfy { !$0.hasPrefix("on") } })
        }
    }

    @Test func namesHaveTheirSubscripts() throws {
        let figure = try Self.figure(
            [[(0, "0"), (1000, "1")]],
            labels: [
                .formula(Formula(.name(Name("x", subscripts: ["1"])))),
                .formula(Formula(.name(Name("Q", subscripts: ["2"], superscript: "3")))),
            ])
        let elements = try #require(Elements(figure.svg()))
        let spans = elements.found.filter { $0.name == "tspan" }
        #expect(spans.contains { $0.text == "x" && $0.attributes["font-style"] == "italic" })
        #expect(spans.contains { $0.text == "(3)" && ($0.attributes["dy"] ?? "").hasPrefix("-") })
        #expect(elements.found.contains { $0.name == "text" && $0.text == "x1" })
    }

    @Test func theSameFigureHasTheSameBytes() throws {
        #expect(try Self.square(7).svg() == (try Self.square(7).svg()))
        let svg = try Self.figure([[(123, "0.12")]]).svg()
        // 0.123 of the scale is 123/500 of the way from white, 255, to 107, 174 and 214.
        var written = ""
        for end in [107.0, 174.0, 214.0] {
            let part = 255 + (end - 255) * 123 / 500
            written += String(format: "%02x", Int(part.rounded()))
        }
        #expect(svg.contains("fill=\"#\(written)\""))
    }

    // MARK: Words

    @Test func theDescriptionSaysWhatIsSeen() throws {
        let figure = try Self.figure([[(20, "0.02"), (980, "0.98")], [(500, "0.50"), (500, "0.50")]])
        #expect(
            figure.description
                == "Attention map of A₁, 2 queries by 2 keys. Largest 0.98 at query 1, key 2; "
                + "smallest 0.02 at query 1, key 1. Query 1: 0.02, 0.98. Query 2: 0.50, 0.50.")
        #expect(try Self.square(2).description.contains("All entries 0.25."))
        let tokens = try Self.figure([[(20, "0.02"), (980, "0.98")]], labels: [.text("the"), .text("cat")])
        #expect(tokens.description.contains("key 2 (cat)"))
        // A large map tells where each row looks, not every number.
        #expect(try Self.square(20).description.contains("Query 20: largest 0.25 at key "))
        #expect(try Self.square(64).description.utf8.count < 400)
    }

    // MARK: Pages

    @Test func onlyAPageWithAFigureLoadsTikZ() throws {
        let figure = try Self.figure([[(20, "0.02"), (980, "0.98")]], caption: "50% & more_")
        let page = try Document(blocks: [.figure(figure)]).latex().text
        #expect(page.contains("\\usepackage{tikz}"))
        #expect(page.contains("50\\% \\& more\\_"))
        #expect(page.components(separatedBy: "\\begin{tikzpicture}").count == 2)
        #expect(!(try Document(blocks: [.paragraph([.text("x")])]).latex().text.contains("tikz")))
    }

    @Test func markdownRefersToItsFileOrHoldsATable() throws {
        let figure = try Self.figure([[(20, "0.02"), (980, "0.98")]], caption: "One *row*")
        let document = Document(blocks: [.figure(figure), .figure(figure)])
        let beside = try document.markdown(MarkdownOptions(figureStem: "sheet"))
        #expect(beside.files.map(\.name) == ["sheet-figure-1.svg", "sheet-figure-2.svg"])
        #expect(beside.files[0].bytes == Array(figure.svg().utf8))
        #expect(beside.text.contains("](sheet-figure-1.svg)\n\n*One \\*row\\**\n"))
        #expect(beside.text.contains("![Attention map of A₁"))
        let alone = try document.markdown()
        #expect(alone.files.isEmpty)
        #expect(alone.text.contains("| 1 | 0.02 | 0.98 |"))
    }

    @Test func aTerminalShowsTheNumbersOrShades() throws {
        let figure = try Self.figure([[(20, "0.02"), (980, "0.98")]])
        #expect(Document(blocks: [.figure(figure)]).plainText().contains("1 │ 0.02  0.98\n"))
        let large = try Self.square(64, level: 990)
        let text = Document(blocks: [.figure(large)]).plainText(width: 80)
        #expect(text.contains(String(repeating: "█", count: 64)))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        let bars = try Self.figure([[(500, "0.50"), (-1000, "−1")]], isSigned: true, form: .bars)
        let lines = Document(blocks: [.figure(bars)]).plainText().split(separator: "\n")
        #expect(lines.contains { $0.hasSuffix(String(repeating: "█", count: 20)) })
        #expect(lines.contains { $0.hasSuffix(String(repeating: "▒", count: 40)) })
    }
}
