import Formulas

/// The tree of a formula as nested lists, so that tests can state it: `(/ (* X q) (root 2 3))`.
func structure(of formula: Formula) -> String {
    func list(_ head: String, _ parts: [Formula]) -> String {
        "(" + ([head] + parts.map(structure)).joined(separator: " ") + ")"
    }
    switch formula.node {
    case .number(let literal): return literal.spelling
    case .name(let name): return structure(of: name)
    case .subscripted(let base, let indices): return list("sub", [base] + indices)
    case .negative(let inner): return list("neg", [inner])
    case .sum(let terms): return list("+", terms)
    case .product(let factors, .juxtaposition): return list("juxt", factors)
    case .product(let factors, .dot): return list("*", factors)
    case .product(let factors, .cross): return list("cross", factors)
    case .product(let factors, .entrywise): return list("entrywise", factors)
    case .quotient(let a, let b): return list("/", [a, b])
    case .power(let a, let b): return list("^", [a, b])
    case .root(let radicand, let degree): return list("root\(degree)", [radicand])
    case .transpose(let inner): return list("T", [inner])
    case .dot(let a, let b): return list("dot", [a, b])
    case .call(let name, let arguments, let options):
        let labels = options.map { "\($0.label)=\(structure(of: $0.value))" }
        return "(" + ([name] + arguments.map(structure) + labels).joined(separator: " ") + ")"
    case .column(let entries): return list("col", entries)
    case .row(let entries): return list("row", entries)
    case .matrix(let rows): return "(matrix " + rows.map { list("row", $0) }.joined(separator: " ") + ")"
    case .summation(let index, let from, let to, let body):
        return "(sum \(structure(of: index)) \(structure(of: from)) \(structure(of: to)) \(structure(of: body)))"
    case .comparison(let a, let comparison, let b): return list("\(comparison)", [a, b])
    case .text(let words): return "\"\(words)\""
    case .elided(let words): return "(elided \(words))"
    case .shortened(let leading, let trailing, let digits): return "(shortened \(leading) \(trailing) \(digits))"
    }
}

func structure(of name: Name) -> String {
    var text = name.base
    if let accent = name.accent { text += "~\(accent)" }
    text += String(repeating: "'", count: name.primes)
    for label in name.subscripts { text += "_\(label)" }
    if let superscript = name.superscript { text += "^(\(superscript))" }
    return text
}
