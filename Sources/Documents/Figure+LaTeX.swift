extension Figure {
    /// The figure as a LaTeX file of its own, its page cut to the drawing; the caption stands above.
    ///
    /// Needs the class `standalone`, TikZ, `accsupp`, and what the page of a handout needs.
    ///
    /// - Parameter width: the most it may take, in points.
    public func latex(width: Int = 480) -> Written {
        var writer = LaTeXWriter(textWidth: 40)
        let drawing = FigureLayout(self, room: width * 100).drawing(title: caption)
        let body = writer.picture(self, drawing).map(\.text)
        let lines =
            [
                "\\documentclass[11pt]{standalone}", "", "\\usepackage[T1]{fontenc}", "\\usepackage[utf8]{inputenc}",
                "\\usepackage{lmodern}", writer.preamble(title: headline, imageDirectory: ""), "", "\\begin{document}",
            ] + body + ["\\end{document}"]
        return Written(text: lines.joined(separator: "\n") + "\n", warnings: writer.text.warnings)
    }
}
