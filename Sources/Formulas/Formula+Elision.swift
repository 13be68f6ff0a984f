extension Formula {
    /// A readable form of a large value: long sums and products end in an ellipsis that says how much is left out, long
    /// whole numbers keep their first and last digits.
    ///
    /// What is shortened has no value any more; ``Formula/isElided`` tells.
    /// - Parameters:
    ///   - maximumTerms: the most terms or factors shown of one sum or product, at least 2.
    ///   - maximumDigits: the most digits shown of one number, at least 12.
    ///
    ///     let long = try Formula.read("2^10 + 123456789012345678901234567890")
    ///     print(long.elided(maximumDigits: 20).plain)    // 2^10 + 123456…7890 (30 digits)
    public func elided(maximumTerms: Int = 8, maximumDigits: Int = 40) -> Formula {
        let terms = max(maximumTerms, 2)
        let digits = max(maximumDigits, 12)
        func shorten(_ formula: Formula) -> Formula { formula.elided(maximumTerms: terms, maximumDigits: digits) }
        func shortenAll(_ formulas: [Formula], _ word: String) -> [Formula] {
            guard formulas.count > terms else { return formulas.map(shorten) }
            let rest = formulas.count - (terms - 1)
            return formulas.prefix(terms - 1).map(shorten) + [Formula(.elided("\(rest) more \(word)"))]
        }
        let node: Node =
            switch self.node {
            case .number(let literal): Self.shortened(literal, maximumDigits: digits)
            case .sum(let parts): .sum(shortenAll(parts, "terms"))
            case .product(let factors, let sign): .product(shortenAll(factors, "factors"), sign)
            case .subscripted(let base, let indices): .subscripted(shorten(base), indices)
            case .negative(let inner): .negative(shorten(inner))
            case .quotient(let a, let b): .quotient(shorten(a), shorten(b))
            case .power(let a, let b): .power(shorten(a), shorten(b))
            case .root(let inner, let degree): .root(shorten(inner), degree: degree)
            case .transpose(let inner): .transpose(shorten(inner))
            case .dot(let a, let b): .dot(shorten(a), shorten(b))
            case .call(let name, let arguments, let options):
                .call(
                    name, arguments.map(shorten),
                    options.map { Option($0.label, shorten($0.value), labelRange: $0.labelRange) })
            case .column(let entries): .column(entries.map(shorten))
            case .row(let entries): .row(entries.map(shorten))
            case .matrix(let rows): .matrix(rows.map { $0.map(shorten) })
            case .summation(let index, let from, let to, let body):
                .summation(index: index, from: from, to: to, body: shorten(body))
            case .comparison(let a, let comparison, let b): .comparison(shorten(a), comparison, shorten(b))
            case .name, .text, .elided, .shortened: self.node
            }
        return Formula(node, range: range)
    }

    /// `123456…7890 (57 digits)`; digits after a point are cut off and counted the same way.
    private static func shortened(_ literal: Literal, maximumDigits: Int) -> Node {
        let isNegative = literal.spelling.utf8.first == UInt8(ascii: "-")
        let spelling = isNegative ? literal.spelling.dropFirst() : literal.spelling[...]
        let digits = spelling.utf8.reduce(0) { $0 + ($1 >= UInt8(ascii: "0") && $1 <= UInt8(ascii: "9") ? 1 : 0) }
        guard digits > maximumDigits else { return .number(literal) }
        let shortened = Node.shortened(
            leading: String(spelling.prefix(6)), trailing: String(spelling.suffix(4)), digits: digits)
        return isNegative ? .negative(Formula(shortened)) : shortened
    }

    /// Whether something in it is left out, so that it has no value.
    public var isElided: Bool {
        switch node {
        case .elided, .shortened: true
        case .number, .name, .text: false
        case .negative(let inner), .root(let inner, _), .transpose(let inner): inner.isElided
        case .subscripted(let base, let parts): base.isElided || parts.contains(where: \.isElided)
        case .sum(let parts), .product(let parts, _), .column(let parts), .row(let parts):
            parts.contains(where: \.isElided)
        case .quotient(let a, let b), .power(let a, let b), .dot(let a, let b), .comparison(let a, _, let b):
            a.isElided || b.isElided
        case .call(_, let arguments, let options):
            arguments.contains(where: \.isElided) || options.contains { $0.value.isElided }
        case .matrix(let rows): rows.contains { $0.contains(where: \.isElided) }
        case .summation(_, let from, let to, let body): from.isElided || to.isElided || body.isElided
        }
    }
}
