import Formulas

extension Figure {
    /// The figure as an SVG file that stands alone: generic fonts, nothing loaded from elsewhere.
    ///
    /// - Parameters:
    ///   - width: the most it may take, in points.
    ///   - isTitled: whether the caption is drawn above it.
    public func svg(width: Int = 480, isTitled: Bool = false) -> String {
        let drawing = FigureLayout(self, room: width * 100).drawing(title: isTitled ? caption : "")
        return drawing.svg(title: caption.isEmpty ? headline : caption, description: description)
    }
}

extension Drawing {
    func svg(title: String, description: String) -> String {
        let (width, height) = (Self.points(self.width), Self.points(self.height))
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)pt\" height=\"\(height)pt\" "
                + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-labelledby=\"title description\" "
                + "font-family=\"Helvetica, Arial, sans-serif\">",
            "  <title id=\"title\">\(Self.escaped(title))</title>",
            "  <desc id=\"description\">\(Self.escaped(description))</desc>",
            // Pages may be dark; the shades are meant for white.
            "  <rect width=\"\(width)\" height=\"\(height)\" fill=\"#ffffff\"/>",
        ]
        for mark in marks { lines.append("  " + Self.svg(mark)) }
        return lines.joined(separator: "\n") + "\n</svg>\n"
    }

    private static func svg(_ mark: Mark) -> String {
        switch mark {
        case .box(let box, let fill):
            return "<rect x=\"\(points(box.x))\" y=\"\(points(box.y))\" width=\"\(points(box.width))\" "
                + "height=\"\(points(box.height))\" fill=\"\(hexadecimal(fill))\"/>"
        case .line(let line):
            return "<line x1=\"\(points(line.x1))\" y1=\"\(points(line.y1))\" x2=\"\(points(line.x2))\" "
                + "y2=\"\(points(line.y2))\" stroke=\"\(hexadecimal(line.colour))\" "
                + "stroke-width=\"\(points(line.thickness))\" stroke-linecap=\"square\"/>"
        case .label(let label):
            let anchor = ["", " text-anchor=\"middle\"", " text-anchor=\"end\""][
                label.anchor == .start ? 0 : label.anchor == .middle ? 1 : 2]
            let (x, y) = (points(label.x), points(label.y))
            let turn = label.isTurned ? " transform=\"rotate(-90 \(x) \(y))\"" : ""
            let colour = label.colour == .black ? "" : " fill=\"\(hexadecimal(label.colour))\""
            return "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(points(label.size))\"\(anchor)\(colour)\(turn)>"
                + "\(svg(label.content, size: label.size))</text>"
        }
    }

    /// A name with its letters in italics, its subscripts lowered and its superscript raised.
    private static func svg(_ content: Figure.Label, size: Int) -> String {
        guard case .formula(let formula) = content else {
            if case .text(let text) = content { return escaped(text) }
            return ""
        }
        guard case .name(let name) = formula.node else {
            return "<tspan font-family=\"serif\">\(escaped(formula.plain))</tspan>"
        }
        var bare = name
        bare.subscripts = []
        bare.superscript = nil
        let isWord = name.base.count > 1 && Formula(.name(Name(name.base))).plain == name.base
        let style = isWord ? "" : " font-style=\"italic\""
        var result = "<tspan font-family=\"serif\"\(style)>\(escaped(Formula(.name(bare)).plain))</tspan>"
        // Every shift is undone by the next one: the line goes on from where a shift leaves it.
        var shift = 0
        func add(_ text: String, lowered: Int) {
            result +=
                "<tspan font-family=\"serif\" font-size=\"\(points(size * 7 / 10))\" "
                + "dy=\"\(points(lowered - shift))\">\(escaped(text))</tspan>"
            shift = lowered
        }
        if !name.subscripts.isEmpty {
            add(name.subscripts.map { Formula(.name(Name($0))).plain }.joined(separator: ","), lowered: size / 4)
        }
        if let superscript = name.superscript { add("(\(superscript))", lowered: -size * 2 / 5) }
        return result
    }

    /// Hundredths as a decimal: `12.5`, `0.04`, `-3`.
    static func points(_ hundredths: Int) -> String {
        let sign = hundredths < 0 ? "-" : ""
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func hexadecimal(_ colour: Figure.Colour) -> String {
        "#"
            + [colour.red, colour.green, colour.blue].map { part in
                (part < 16 ? "0" : "") + String(part, radix: 16)
            }.joined()
    }

    /// Text in XML: marks are escaped, and what no XML file may hold is replaced.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in PlainTextWriter.printable(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
