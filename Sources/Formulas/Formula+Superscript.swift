extension Formula {
    /// `Q^(2)` taken as a name with the superscript 2, nil for anything else.
    ///
    /// The text `Q^(2)` reads as a power, and most often it is one. Where a name must stand, or where a sheet has a name
    /// `Q^(2)`, it is that name. Only the text tells the parentheses from their absence.
    ///
    ///     let power = try Formula.read("Q^(2)")
    ///     print(power.superscriptedName { _ in "(2)" }?.superscript ?? "")    // 2
    ///
    /// - Parameter text: gives the text of a range of this formula.
    public func superscriptedName(in text: (Range<Int>) -> String) -> Name? {
        guard case .power(let base, let exponent) = node, case .name(var name) = base.node, name.superscript == nil,
            let range = exponent.range, text(range).hasPrefix("(")
        else { return nil }
        switch exponent.node {
        case .number(let literal) where literal.isPlainInteger: name.superscript = literal.spelling
        case .name(let label) where label == Name(label.base): name.superscript = label.base
        default: return nil
        }
        return name
    }
}
