extension Formula {
    /// The formula with every part for which `replacement` knows another put in its place, outermost first.
    ///
    ///     let doubled = try Formula.read("x + y").mapParts { $0 == x ? z : nil }      // z + y
    public func mapParts(_ replacement: (Formula) -> Formula?) -> Formula {
        if let other = replacement(self) { return other }
        func map(_ part: Formula) -> Formula { part.mapParts(replacement) }
        let mapped: Node
        switch node {
        case .number, .name, .text, .elided, .shortened: return self
        case .subscripted(let base, let indices): mapped = .subscripted(map(base), indices.map(map))
        case .negative(let inner): mapped = .negative(map(inner))
        case .sum(let terms): mapped = .sum(terms.map(map))
        case .product(let factors, let sign): mapped = .product(factors.map(map), sign)
        case .quotient(let a, let b): mapped = .quotient(map(a), map(b))
        case .power(let a, let b): mapped = .power(map(a), map(b))
        case .root(let inner, let degree): mapped = .root(map(inner), degree: degree)
        case .transpose(let inner): mapped = .transpose(map(inner))
        case .dot(let a, let b): mapped = .dot(map(a), map(b))
        case .call(let name, let arguments, let options):
            mapped = .call(
                name, arguments.map(map),
                options.map { Option($0.label, map($0.value), labelRange: $0.labelRange) })
        case .column(let entries): mapped = .column(entries.map(map))
        case .row(let entries): mapped = .row(entries.map(map))
        case .matrix(let rows): mapped = .matrix(rows.map { $0.map(map) })
        case .summation(let index, let from, let to, let body):
            mapped = .summation(index: index, from: map(from), to: map(to), body: map(body))
        case .comparison(let a, let relation, let b): mapped = .comparison(map(a), relation, map(b))
        }
        return Formula(mapped, range: range)
    }
}
