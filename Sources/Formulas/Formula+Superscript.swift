extension Formula {
    /// `Q^(2)` read as the name Q with the superscript 2, what follows it (`^T`, `^2`, `_1`) applied to that name; nil
    /// for a formula that is not written like this.
    ///
    /// On its own `Q^(2)` is a power. Whoever knows which names there are decides, and this is the other reading.
    ///
    /// - Parameter isParenthesis: whether the text has an opening parenthesis at an offset.
    ///
    ///     let text = "Q^(2)^T"
    ///     let other = try Formula.read(text).superscripted { Array(text.utf8)[$0] == 40 }
    ///     print(other?.latex ?? "")    // {Q^{(2)}}^{\top}
    public func superscripted(_ isParenthesis: (Int) -> Bool) -> Formula? {
        guard case .power(let base, let exponent) = node, case .name(var name) = base.node, name.superscript == nil,
            let start = base.range?.lowerBound
        else { return nil }
        let (core, marks) = exponent.unmarked(isParenthesis)
        guard let range = core.range, isParenthesis(range.lowerBound), let label = core.superscriptLabel else {
            return nil
        }
        name.superscript = label
        var result = Formula(.name(name), range: start..<range.upperBound)
        for mark in marks.reversed() {
            let whole = mark.range.map { start..<$0.upperBound }
            switch mark.node {
            case .transpose: result = Formula(.transpose(result), range: whole)
            case .power(_, let exponent): result = Formula(.power(result, exponent), range: whole)
            case .subscripted(_, let indices): result = Formula(.subscripted(result, indices), range: whole)
            default: return nil
            }
        }
        return result
    }

    /// What stands in the innermost parentheses, and the marks behind them, the last first.
    private func unmarked(_ isParenthesis: (Int) -> Bool) -> (core: Formula, marks: [Formula]) {
        switch node {
        case .transpose(let inner), .power(let inner, _), .subscripted(let inner, _):
            // `(n^2)`: the mark belongs to what is in the parentheses.
            guard range?.lowerBound == inner.range?.lowerBound else { return (self, []) }
            let (core, marks) = inner.unmarked(isParenthesis)
            return (core, [self] + marks)
        default:
            return (self, [])
        }
    }

    /// A plain number or a plain name.
    private var superscriptLabel: String? {
        switch node {
        case .number(let literal): literal.isPlainInteger ? literal.spelling : nil
        case .name(let name): name == Name(name.base) ? name.base : nil
        default: nil
        }
    }
}
