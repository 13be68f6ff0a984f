import Documents
import Formulas
import Graphs

extension Derivation {
    /// The step as it stands on the page: what it is, its lines, what is said about them.
    public var blocks: [Block] {
        var blocks: [Block] = []
        if let caption, let first = caption.first {
            blocks.append(.paragraph([.emphasis([.text(first.uppercased() + caption.dropFirst() + ".")])]))
        }
        blocks.append(.equations(equations))
        for remark in remarks { blocks.append(.remark(remark)) }
        return blocks
    }
}
