import Formulas

/// The TeX of an arrangement: the same for LaTeX and for the TeX in Markdown.
extension Arrangement {
    var tex: String {
        switch self {
        case .whole(let formula): return formula.latex
        case .stacked(let rows):
            return aligned(rows.enumerated().map { index, row in "& \(index == 0 ? row.tex : row.continuedTeX)" })
        case .parenthesised(let inner): return "\\left( \(inner.tex) \\right)"
        case .digits(let rows): return aligned(rows.map { "& \($0)" })
        case .framed(let frame, let parts):
            var tex = frame.latex
            for (index, part) in parts.enumerated() {
                tex = tex.replacingFirst(Arrangement.hole(index).latex, with: part.tex)
            }
            return tex
        case .columnBlocks(let blocks):
            return aligned(
                blocks.enumerated().map { index, block in
                    let body = block.map { $0.map(\.tex).joined(separator: " & ") }.joined(separator: " \\\\ ")
                    let matrix = "\\begin{matrix} \(body) \\end{matrix}"
                    let isFirst = index == 0
                    let isLast = index == blocks.count - 1
                    return "& \(isFirst ? "" : "\\cdots\\ ")\\left\(isFirst ? "[" : ".") \(matrix) "
                        + "\\right\(isLast ? "]" : ".")\(isLast ? "" : "\\ \\cdots")"
                })
        }
    }

    private func aligned(_ rows: [String]) -> String {
        "\\begin{aligned} \(rows.joined(separator: " \\\\ ")) \\end{aligned}"
    }
}

extension Arrangement.Row {
    /// The row where it stands first.
    var tex: String {
        let comma = hasComma ? "," : ""
        switch lead {
        case .nothing, .plus: return body.tex + comma
        case .minus: return "-" + body.tex + comma
        case .dot, .cross, .entrywise: return body.tex + comma
        case .relation(let relation): return "\(relation.latexSign) \(body.tex)\(comma)"
        }
    }

    /// The row under others: empty braces give its sign the spacing of a sign between two terms.
    var continuedTeX: String {
        let comma = hasComma ? "," : ""
        switch lead {
        case .nothing: return body.tex + comma
        case .plus: return "{} + \(body.tex)\(comma)"
        case .minus: return "{} - \(body.tex)\(comma)"
        case .dot: return "{} \\cdot \(body.tex)\(comma)"
        case .cross: return "{} \\times \(body.tex)\(comma)"
        case .entrywise: return "{} \\odot \(body.tex)\(comma)"
        case .relation(let relation): return "{} \(relation.latexSign) \(body.tex)\(comma)"
        }
    }
}

extension String {
    func replacingFirst(_ target: String, with replacement: String) -> String {
        guard let range = firstRange(of: target) else { return self }
        return self[..<range.lowerBound] + replacement + self[range.upperBound...]
    }
}
