import Formulas
import Graphs

extension Notation {
    /// One of the parts that something is cut into: head i's columns of W, token t of X.
    func one(_ part: Part, of whole: Formula) -> Formula {
        switch part {
        case .block: Formula(.call("block", [whole, Formula(.name(Name("i")))], []))
        case .step: Formula(.subscripted(whole, [Formula(.name(Name("t")))]))
        case .window(_, let size): Formula(.call("window", [whole, Formula(.name(Name("t"))), Formula(size)], []))
        }
    }

    /// The parts that one stands for: `[H⁽¹⁾, …, H⁽ʰ⁾]`, side by side or on top of one another.
    func all(_ part: Part, like one: Formula) -> Formula {
        let (first, last) = (renamed(one, "1"), renamed(one, part.count.description))
        let between = Formula(.elided(""))
        switch part {
        case .block: return Formula(.row([first, between, last]))
        case .step, .window: return Formula(.matrix([[first], [between], [last]]))
        }
    }

    /// The name with the number of its part in place of the letter that runs: `H⁽ⁱ⁾` as `H⁽¹⁾`, `h_t` as `h_1`.
    private func renamed(_ formula: Formula, _ number: String) -> Formula {
        guard case .name(var name) = formula.node else { return formula }
        if name.superscript == "i" { name.superscript = number }
        if name.subscripts.last == "t" { name.subscripts[name.subscripts.count - 1] = number }
        return Formula(.name(name))
    }
}
