/// Writes a formula on one line: for people at a terminal, or for other algebra systems.
///
/// What it writes is read back by ``Formula/read(_:in:offset:limits:)`` to the same value, so its precedences are those
/// of the grammar and not those of either audience: a negative factor always stands in parentheses.
struct LineWriter {
    enum Audience {
        /// Unicode: `√3/2`, `x₁`, `Xᵀ`, `2·(−3)`.
        case people
        /// ASCII that SymPy and Maxima read to the same exact value: `sqrt(3)/2`, `2**(1/3)`, `exp(-7)`.
        case algebraSystems
    }

    let audience: Audience
    private(set) var text = ""

    init(for audience: Audience) {
        self.audience = audience
    }

    mutating func put(_ piece: String) { text += piece }

    /// Writes the formula where `place` is asked for, in parentheses when it binds less.
    mutating func write(_ formula: Formula, in place: Binding = .comparison) {
        if binding(of: formula) < place {
            put("(")
            write(formula.node)
            put(")")
        } else {
            write(formula.node)
        }
    }

    func binding(of formula: Formula) -> Binding {
        switch formula.node {
        case .comparison: .comparison
        case .sum, .negative: .sum
        case .number(let literal): binding(of: literal)
        case .product(let factors, let sign):
            sign == .juxtaposition && audience == .people && !factors.dropFirst().contains(where: \.startsWithDigit)
                ? .chain : .product
        case .quotient, .dot, .elided: .product
        case .power(let base, _): audience == .algebraSystems && base.isEuler ? .atom : .power
        case .root(let radicand, let degree): binding(ofRoot: radicand, degree: degree)
        case .transpose: audience == .people ? .power : .atom
        case .call(let name, _, _): name == "exp" && audience == .people ? .power : .atom
        case .name, .subscripted, .column, .row, .matrix, .summation, .text, .shortened: .atom
        }
    }

    private mutating func write(_ node: Formula.Node) {
        switch node {
        case .number(let literal): write(literal)
        case .name(let name): write(name)
        case .subscripted(let base, let indices): writeSubscripted(base, indices)
        case .negative(let positive):
            put(minus)
            write(positive, in: .product)
        case .sum(let terms): writeSum(terms)
        case .product(let factors, let sign): writeProduct(factors, sign)
        case .quotient(let numerator, let denominator):
            // (a/b)/c keeps its parentheses: without them it reads the same but looks like a misprint.
            write(numerator, in: isQuotient(numerator) ? .atom : .product)
            put("/")
            write(denominator, in: .power)
        case .power(let base, let exponent): writePower(base, exponent)
        case .root(let radicand, let degree): writeRoot(radicand, degree)
        case .transpose(let base): writeTranspose(base)
        case .dot(let left, let right): writeDot(left, right)
        case .call(let name, let arguments, let options): writeCall(name, arguments, options)
        case .column(let entries): writeColumn(entries)
        case .row(let entries): writeRows([entries])
        case .matrix(let rows): writeRows(rows)
        case .summation(let index, let from, let to, let body): writeSummation(index, from, to, body)
        case .comparison(let left, let comparison, let right): writeComparison(left, comparison, right)
        case .text(let words): writeText(words)
        case .elided(let words): put(words.contains("…") ? words : "… \(words)")
        case .shortened(let leading, let trailing, let digits): put("\(leading)…\(trailing) (\(digits) digits)")
        }
    }

    /// Written with a division sign; for algebra systems that includes decimal numbers.
    private func isQuotient(_ formula: Formula) -> Bool {
        switch formula.node {
        case .quotient: true
        case .number(let literal): binding(of: literal) == .product
        default: false
        }
    }

    var minus: String { audience == .people ? "−" : "-" }

    private mutating func writeSum(_ terms: [Formula]) {
        for (index, term) in terms.enumerated() {
            if let positive = term.withoutSign {
                put(index == 0 ? minus : " \(minus) ")
                write(positive, in: .product)
            } else {
                if index > 0 { put(" + ") }
                // A sum inside a sum was written with parentheses.
                write(term, in: .product)
            }
        }
    }

    private mutating func writeProduct(_ factors: [Formula], _ sign: Formula.ProductSign) {
        for (index, factor) in factors.enumerated() {
            let place: Binding = sign == .juxtaposition && audience == .people ? .power : .chain
            if index > 0 { put(separator(sign, before: factor, after: factors[index - 1], in: place)) }
            // Algebra systems have no chains: a product of products is written flat there only when it is the first.
            if audience == .algebraSystems {
                write(factor, in: index == 0 ? .product : .power)
            } else {
                write(factor, in: place)
            }
        }
    }

    /// What stands between two factors.
    private func separator(
        _ sign: Formula.ProductSign, before factor: Formula, after previous: Formula, in place: Binding
    ) -> String {
        if audience == .algebraSystems { return "*" }
        switch sign {
        case .dot: return "·"
        case .cross: return " × "
        case .entrywise: return " ⊙ "
        case .juxtaposition:
            let isParenthesised = binding(of: factor) < place
            if !isParenthesised, factor.startsWithDigit { return "·" }
            // 2(a + b) and 3√2, but never f(a)(b), which would look like a call.
            guard case .number = previous.node, previous.withoutSign == nil else { return " " }
            if isParenthesised { return "" }
            if case .root = factor.node { return "" }
            return " "
        }
    }

    private mutating func writeComparison(_ left: Formula, _ comparison: Formula.Comparison, _ right: Formula) {
        if audience == .algebraSystems, let function = comparison.relationName {
            put("\(function)(")
            write(left)
            put(", ")
            write(right)
            put(")")
            return
        }
        write(left, in: .sum)
        put(" \(audience == .people ? comparison.sign : comparison.asciiSign) ")
        write(right, in: .sum)
    }

    mutating func writeList(_ entries: [Formula], separator: String = ", ") {
        for (index, entry) in entries.enumerated() {
            if index > 0 { put(separator) }
            write(entry)
        }
    }
}

extension Formula.Comparison {
    var sign: String {
        switch self {
        case .equal: "="
        case .notEqual: "≠"
        case .less: "<"
        case .lessOrEqual: "≤"
        case .greater: ">"
        case .greaterOrEqual: "≥"
        case .approximatelyEqual: "≈"
        }
    }

    fileprivate var asciiSign: String {
        switch self {
        case .equal: "=="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .approximatelyEqual: "~="
        }
    }

    /// Python's `==` compares expressions at once; SymPy's relation is a function.
    fileprivate var relationName: String? {
        switch self {
        case .equal: "Eq"
        case .notEqual: "Ne"
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .approximatelyEqual: nil
        }
    }
}
