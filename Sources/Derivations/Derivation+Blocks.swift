import Documents
import Formulas
import Graphs

extension Derivation {
    /// The step as it stands on the page: what it is, its lines, what is said about them.
    public var blocks: [Block] {
        var blocks: [Block] = []
        if let caption, let first = caption.first {
            let sentence = first.uppercased() + caption.dropFirst() + (caption.hasSuffix(".") ? "" : ".")
            blocks.append(.paragraph([.emphasis(Self.inlines(sentence))]))
        }
        blocks.append(.equations(equations))
        for remark in remarks { blocks.append(.remark(remark)) }
        return blocks
    }

    /// Words, with the names among them typeset: `h_1 and h_2 tie`.
    static func inlines(_ sentence: String) -> [Inline] {
        var inlines: [Inline] = []
        var text = ""
        for (index, word) in sentence.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { text += " " }
            let name = word.prefix { !",.;:!?".contains($0) }
            if name.contains("_") || name.contains("^"), let formula = try? Formula.read(String(name)) {
                if !text.isEmpty { inlines.append(.text(text)) }
                inlines.append(.formula(formula))
                text = String(word.dropFirst(name.count))
            } else {
                text += word
            }
        }
        return text.isEmpty ? inlines : inlines + [.text(text)]
    }
}
