extension LaTeXWriter {
    /// What a body may use beyond plain LaTeX; the preamble defines what was used, nothing else.
    enum Feature: Int, CaseIterable {
        case tables, longTables, lists, images, code, solution, remark, answerSpace, lineComment, struck, tight, small,
            footnote, figures
    }

    func preamble(title: String?, imageDirectory: String) -> String {
        var lines = ["\\usepackage{mathtools,amssymb,bm}"]
        func load(_ packages: String, for features: Feature...) {
            if features.contains(where: used.contains) { lines.append("\\usepackage{\(packages)}") }
        }
        load("array,booktabs", for: .tables)
        load("longtable", for: .longTables)
        load("enumitem", for: .lists)
        load("graphicx", for: .images)
        load("fvextra", for: .code)
        load("tikz", for: .figures)
        lines += ["\\usepackage{xcolor}", "\\usepackage{xurl}", "\\usepackage[hidelinks]{hyperref}"]
        load("accsupp", for: .figures)
        if let title { lines.append("\\hypersetup{pdftitle={\(LaTeXText.outline(title))}}") }
        lines += [
            "", "\\allowdisplaybreaks", "\\setlength{\\jot}{5pt}",
            "\\setcounter{MaxMatrixCols}{\(max(40, widestMatrix))}",
        ]
        for feature in Feature.allCases where used.contains(feature) {
            let definition = definition(of: feature, imageDirectory: imageDirectory)
            if !definition.isEmpty { lines += [""] + definition }
        }
        let declarations = declarations
        if !declarations.isEmpty { lines += ["", "% Characters of the text that LaTeX does not know."] + declarations }
        return lines.joined(separator: "\n")
    }

    private var declarations: [String] {
        var lines = text.declared.sorted { $0.value < $1.value }.compactMap { scalar in
            MathSymbol.texOfCharacter[scalar].map {
                "\\DeclareUnicodeCharacter{\(codePoint(scalar).dropFirst(2))}{\\ensuremath{\($0)}}"
            }
        }
        let hasMissing = text.warnings.contains { if case .noGlyph = $0 { true } else { false } }
        if hasMissing { lines.append("\\newcommand{\\noglyph}[1]{\\fbox{\\tiny\\ttfamily #1}}") }
        return lines
    }

    private func definition(of feature: Feature, imageDirectory: String) -> [String] {
        switch feature {
        case .tables, .longTables, .lists: return []
        case .images:
            return [
                "% Images are never wider than the line; a missing one leaves its name in a box.",
                "\\makeatletter",
                "\\newcommand{\\maxwidth}{\\ifdim\\Gin@nat@width>\\linewidth\\linewidth\\else\\Gin@nat@width\\fi}",
                "\\newcommand{\\maxheight}{\\ifdim\\Gin@nat@height>0.6\\textheight 0.6\\textheight\\else\\Gin@nat@height\\fi}",
                "\\makeatother",
                "\\setkeys{Gin}{width=\\maxwidth,height=\\maxheight,keepaspectratio}",
                "\\newcommand{\\imagedirectory}{\(imageDirectory)}",
                "\\newcommand{\\printimage}[2]{\\IfFileExists{\\imagedirectory#2}%",
                "  {\\includegraphics[alt={#1}]{\\imagedirectory#2}}{\\fbox{\\ttfamily\\detokenize{#2}}}}",
            ]
        case .code: return ["\\fvset{breaklines,fontsize=\\small,xleftmargin=1em}"]
        case .solution:
            // Rules above and below rather than a bar at the side: packages that draw one collect the whole solution in
            // a box and cut it into pages themselves, which stretches the pages and breaks footnotes.
            return [
                "% Solutions stand between two thin rules, and break over pages like any text.",
                "\\newcommand{\\solutionrule}{{\\color{black!35}\\leaders\\hrule height 0.6ex depth -0.5ex\\hfill}}",
                "\\newenvironment{solution}[1][Solution]",
                "  {\\par\\medskip\\noindent\\textbf{#1}\\quad\\solutionrule\\par\\nopagebreak}",
                "  {\\par\\nopagebreak\\noindent\\hbox to\\linewidth{\\solutionrule}\\par\\medskip}",
            ]
        case .remark: return ["\\newcommand{\\remark}[1]{{\\footnotesize\\color{black!60}#1\\par}}"]
        case .answerSpace: return ["\\newcommand{\\answerspace}[1]{{\\raggedleft\\small #1\\par}}"]
        case .lineComment: return ["\\newcommand{\\linecomment}[1]{\\text{\\small\\color{black!60}#1}}"]
        case .struck:
            return ["\\newcommand{\\struck}[1]{{\\setbox0=\\hbox{#1}\\rlap{\\rule[0.55ex]{\\wd0}{0.4pt}}\\box0}}"]
        case .tight:
            return ["\\newenvironment{tightmath}{\\setlength{\\arraycolsep}{2.8pt}}{\\ignorespacesafterend}"]
        case .small: return smaller("smallmath", "\\small", gap: "4.5pt")
        case .figures: return Self.figureDefinitions
        case .footnote: return smaller("footnotemath", "\\footnotesize", gap: "4pt")
        }
    }

    private func smaller(_ name: String, _ size: String, gap: String) -> [String] {
        [
            "% Smaller mathematics; the lines of text around it keep their distance.",
            "\\makeatletter",
            "\\newenvironment{\(name)}[1][\(gap)]",
            "  {\\edef\\keptskip{\\the\\baselineskip}\(size)\\fontsize{\\f@size}{\\keptskip}\\selectfont",
            "   \\setlength{\\arraycolsep}{#1}}",
            "  {\\ignorespacesafterend}",
            "\\makeatother",
        ]
    }
}
