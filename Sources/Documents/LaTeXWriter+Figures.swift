import Formulas

/// Figures as vector drawings in TikZ.
extension LaTeXWriter {
    mutating func figure(_ figure: Figure, in place: Place) -> [Line] {
        // One em of the body text is 10.95 points.
        var content = picture(figure, FigureLayout(figure, room: Int(place.width * 1095) - 200).drawing())
        if !figure.caption.isEmpty {
            content.append(Line(text: "\\\\*[4pt] {\\small \(text.escaped(figure.caption))}"))
        }
        return environment("center", content)
    }

    /// The drawing, with words for those who cannot see it.
    mutating func picture(_ figure: Figure, _ drawing: Drawing) -> [Line] {
        used.insert(.figures)
        // No spaces around the picture: a line could break there and leave the words on another page.
        var content = [Line(text: "\\begin{describedfigure}{\(Self.spoken(figure.description))}%")]
        content.append(Line(text: "\\begin{tikzpicture}[x=1pt,y=-1pt]"))
        content.append(
            Line(text: "  \\useasboundingbox (0,0) rectangle (\(point(drawing.width)),\(point(drawing.height)));"))
        for mark in drawing.marks { content.append(Line(text: "  " + source(of: mark))) }
        return content + [Line(text: "\\end{tikzpicture}%"), Line(text: "\\end{describedfigure}")]
    }

    /// Words for a screen reader: minus signs, dots and raised brackets have plain spellings.
    private static func spoken(_ description: String) -> String {
        let plain: [Character: String] = ["−": "-", "…": "...", "⁽": "(", "⁾": ")"]
        return LaTeXText.outline(description.map { plain[$0] ?? String($0) }.joined())
    }

    private mutating func source(of mark: Drawing.Mark) -> String {
        switch mark {
        case .box(let box, let fill):
            "\\figurebox{\(triple(fill))}{\(point(box.x)),\(point(box.y))}{\(point(box.width)),\(point(box.height))}"
        case .line(let line):
            "\\figureline{\(triple(line.colour))}{\(point(line.thickness))pt}"
                + "{\(point(line.x1)),\(point(line.y1))}{\(point(line.x2)),\(point(line.y2))}"
        case .label(let label):
            "\\figuretext{\(options(of: label))}{\(point(label.x)),\(point(label.y))}"
                + "{\(point(label.size))}{\(source(of: label.content))}"
        }
    }

    private func options(of label: Drawing.Label) -> String {
        let anchor =
            switch label.anchor {
            case .start: "base west"
            case .middle: "base"
            case .end: "base east"
            }
        let colour = label.colour == .white ? ",white" : ""
        return "anchor=\(anchor)\(colour)\(label.isTurned ? ",rotate=90" : "")"
    }

    private mutating func source(of label: Figure.Label) -> String {
        switch label {
        // A line break or a paragraph's end has no place in a label.
        case .text(let plain): text.escaped(PlainTextWriter.printable(plain))
        case .formula(let formula): mathematics(formula)
        }
    }

    private func point(_ hundredths: Int) -> String { Drawing.points(hundredths) }

    private func triple(_ colour: Figure.Colour) -> String { "\(colour.red),\(colour.green),\(colour.blue)" }

    /// The commands that figures are written with.
    static let figureDefinitions = [
        "% Figures: boxes and lines in colours from 0 to 255, text with its baseline at a place.",
        "\\newcommand{\\figurebox}[3]{\\definecolor{figurecolour}{RGB}{#1}\\fill[figurecolour] (#2) rectangle +(#3);}",
        "\\newcommand{\\figureline}[4]{\\definecolor{figurecolour}{RGB}{#1}%",
        "  \\draw[figurecolour,line width=#2,line cap=rect] (#3) -- (#4);}",
        "\\newcommand{\\figuretext}[4]{\\node[inner sep=0pt,outer sep=0pt,#1] at (#2)",
        "  {\\fontsize{#3}{#3}\\selectfont\\vphantom{0}\\smash{#4}};}",
        "% The words that a screen reader says for the picture; in the line with it, so that no page comes between.",
        "\\newenvironment{describedfigure}[1]",
        "  {\\leavevmode\\BeginAccSupp{method=pdfstringdef,unicode,Alt={#1}}}{\\EndAccSupp{}}",
    ]
}
