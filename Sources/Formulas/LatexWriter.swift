/// Writes a formula as LaTeX, for a page: fractions over a bar, roots with their hook, matrices in brackets.
///
/// In exponents and subscripts quotients stand on the line, `e^{14/\sqrt{3}}`, where a bar would be too small to read.
struct LatexWriter<Canvas: LatexCanvas> {
    var canvas: Canvas
    /// Inside an exponent or a subscript.
    var isInline = false

    init(on canvas: Canvas) {
        self.canvas = canvas
    }

    mutating func write(_ formula: Formula, in place: Binding = .comparison) {
        if binding(of: formula) < place {
            writeFenced(formula)
        } else {
            write(formula.node)
        }
    }

    mutating func writeFenced(_ formula: Formula) {
        let isTall = isTall(formula)
        canvas.beginFence("(", isTall: isTall)
        write(formula.node)
        canvas.endFence(")", isTall: isTall)
    }

    func binding(of formula: Formula) -> Binding {
        switch formula.node {
        case .comparison: .comparison
        case .sum, .negative: .sum
        case .number(let literal): literal.latexBinding
        case .product(let factors, let sign): sign == .juxtaposition && !writesDot(factors) ? .chain : .product
        case .quotient: isInline ? .product : .power
        case .dot, .elided, .summation: .product
        case .power, .root, .transpose: .power
        // tanh(x)^2 would be tanh of what?
        case .call(let name, _, _): name == "abs" ? .atom : .power
        case .name, .subscripted, .column, .row, .matrix, .text, .shortened: .atom
        }
    }

    private mutating func write(_ node: Formula.Node) {
        switch node {
        case .number(let literal): write(literal)
        case .name(let name): write(name)
        case .subscripted(let base, let indices): writeSubscripted(base, indices)
        case .negative(let positive):
            writeMinus()
            write(positive, in: .product)
        case .sum(let terms): writeSum(terms)
        case .product(let factors, let sign): writeProduct(factors, sign)
        case .quotient(let numerator, let denominator): writeQuotient(numerator, denominator)
        case .power(let base, let exponent): writePower(base, exponent)
        case .root(let radicand, let degree):
            canvas.beginRoot(degree: degree)
            write(radicand)
            canvas.endRoot(degree: degree)
        case .transpose(let base): writeTranspose(base)
        case .dot(let left, let right):
            write(left, in: .chain)
            canvas.symbols("\\cdot", Glyphs(spacing: .binary, width: 0.278))
            write(right, in: .chain)
        case .call(let name, let arguments, let options): writeCall(name, arguments, options)
        case .column(let entries): writeMatrix(entries.map { [$0] })
        case .row(let entries): writeMatrix([entries])
        case .matrix(let rows): writeMatrix(rows)
        case .summation(let index, let from, let to, let body): writeSummation(index, from, to, body)
        case .comparison(let left, let comparison, let right):
            write(left, in: .sum)
            canvas.symbols(comparison.latex, Glyphs(spacing: .relation, width: 0.778))
            write(right, in: .sum)
        case .text(let words): writeWords(words)
        case .elided(let words):
            canvas.symbols("\\ldots", Glyphs(spacing: .inner, width: 1.17))
            canvas.space("\\ ", width: 0.333)
            canvas.words(words, command: "text")
        case .shortened(let leading, let trailing, let digits):
            canvas.digits(leading)
            canvas.symbols("\\ldots ", Glyphs(spacing: .inner, width: 1.17))
            canvas.digits(trailing)
            canvas.space("\\ ", width: 0.333)
            canvas.words("(\(digits) digits)", command: "text")
        }
    }

    // MARK: Sums and products

    private mutating func writeMinus() {
        canvas.symbols("-", Glyphs(width: 0.778, height: 0.583, depth: 0.083))
    }

    private mutating func writeSum(_ terms: [Formula]) {
        for (index, term) in terms.enumerated() {
            if let positive = term.withoutSign {
                if index == 0 {
                    writeMinus()
                } else {
                    canvas.symbols("-", Glyphs(spacing: .binary, width: 0.778, height: 0.583, depth: 0.083))
                }
                write(positive, in: .product)
            } else {
                if index > 0 {
                    canvas.symbols("+", Glyphs(spacing: .binary, width: 0.778, height: 0.583, depth: 0.083))
                }
                write(term, in: .product)
            }
        }
    }

    /// Whether a product without signs needs one after all: in front of a digit, and between a number and a fraction,
    /// which together would look like a mixed number.
    private func writesDot(_ factors: [Formula]) -> Bool {
        zip(factors, factors.dropFirst()).contains { needsDot(before: $1, after: $0) }
    }

    private func needsDot(before factor: Formula, after previous: Formula) -> Bool {
        if binding(of: factor) < .power {
            // \mathrm{out}(x + 1) would look like a call.
            if case .name(let name) = previous.node { return name.isWord && name.subscripts.isEmpty }
            return false
        }
        if case .quotient = factor.node, !isInline { return previous.endsWithDigit }
        return factor.startsWithDigit
    }

    private mutating func writeProduct(_ factors: [Formula], _ sign: Formula.ProductSign) {
        let place: Binding = sign == .juxtaposition ? .power : .chain
        for (index, factor) in factors.enumerated() {
            if index > 0 {
                let previous = factors[index - 1]
                switch sign {
                case .dot: canvas.symbols("\\cdot", Glyphs(spacing: .binary, width: 0.278))
                case .cross: canvas.symbols("\\times", Glyphs(spacing: .binary, width: 0.778))
                case .entrywise: canvas.symbols("\\odot", Glyphs(spacing: .binary, width: 0.778))
                case .juxtaposition:
                    if needsDot(before: factor, after: previous) {
                        canvas.symbols("\\cdot", Glyphs(spacing: .binary, width: 0.278))
                    } else if previous.isWord || factor.isWord {
                        canvas.space("\\,", width: 0.167)
                    } else if !previous.endsWithDigit || binding(of: previous) < place {
                        canvas.space(" ", width: 0)
                    }
                }
            }
            write(factor, in: place)
        }
    }

    private mutating func writeQuotient(_ numerator: Formula, _ denominator: Formula) {
        if isInline {
            if case .quotient = numerator.node { writeFenced(numerator) } else { write(numerator, in: .product) }
            canvas.symbols("/", Glyphs(width: 0.5, height: 0.75, depth: 0.25))
            write(denominator, in: .power)
        } else {
            writeFraction(numerator, denominator, isLarge: false)
        }
    }

    // MARK: Powers

    mutating func writeScript(_ position: ScriptPosition, _ write: (inout Self) -> Void) {
        canvas.beginScript(position)
        let outer = isInline
        isInline = true
        write(&self)
        isInline = outer
        canvas.endScript(position)
    }

    private mutating func writePower(_ base: Formula, _ exponent: Formula) {
        if base.isEuler { return writeExponential(exponent) }
        if case .name(let name) = base.node, name.primes > 0 || name.superscript != nil {
            writeFenced(base)
        } else {
            write(base, in: .atom)
        }
        writeScript(.above) { $0.write(exponent) }
    }

    /// e^{x}, or \exp(x) when the exponent is too long to be read in small print.
    private mutating func writeExponential(_ exponent: Formula) {
        if exponent.inlineLength > 16 {
            canvas.symbols("\\exp", Glyphs(spacing: .function, width: 1.55))
            return writeFenced(exponent)
        }
        canvas.symbols("e", Glyphs(width: 0.466, height: 0.43))
        writeScript(.above) { $0.write(exponent) }
    }

    private mutating func writeTranspose(_ base: Formula) {
        if case .name(let name) = base.node, name.primes > 0 || name.superscript != nil {
            canvas.space("{", width: 0)
            write(name)
            canvas.space("}", width: 0)
        } else {
            write(base, in: .atom)
        }
        canvas.beginScript(.above)
        canvas.symbols("\\top", Glyphs(width: 0.778))
        canvas.endScript(.above)
    }

    // MARK: Calls

    private mutating func writeCall(_ name: String, _ arguments: [Formula], _ options: [Formula.Option]) {
        if arguments.count == 1, options.isEmpty, let argument = arguments.first {
            if name == "exp" { return writeExponential(argument) }
            if name == "abs" {
                canvas.beginFence("|", isTall: true)
                write(argument)
                return canvas.endFence("|", isTall: true)
            }
        }
        writeFunction(name)
        let isTall = arguments.contains(where: isTall) || options.contains { self.isTall($0.value) }
        canvas.beginFence("(", isTall: isTall)
        writeList(arguments)
        for (index, option) in options.enumerated() {
            if index > 0 || !arguments.isEmpty { writeComma() }
            write(option)
        }
        canvas.endFence(")", isTall: isTall)
    }

    mutating func writeComma() {
        canvas.symbols(",", Glyphs(spacing: .punctuation, width: 0.278, height: 0.1, depth: 0.19))
    }

    private mutating func writeList(_ entries: [Formula]) {
        for (index, entry) in entries.enumerated() {
            if index > 0 { writeComma() }
            write(entry)
        }
    }

    // MARK: Brackets

    private mutating func writeMatrix(_ rows: [[Formula]]) {
        // In a column, fractions of sums or powers are set as large as outside, and then all of them; in a matrix that
        // would cost too much width.
        let isLarge = rows.allSatisfy { $0.count == 1 } && rows.contains { $0[0].isLargeFraction }
        canvas.beginMatrix(columns: rows.map(\.count).max() ?? 0)
        for (index, row) in rows.enumerated() {
            if index > 0 {
                let isTall = row.contains(where: isTall) || rows[index - 1].contains(where: isTall)
                canvas.nextRow(extraPoints: isTall ? 7 : 0)
            }
            for (column, entry) in row.enumerated() {
                if column > 0 { canvas.nextColumn() }
                if isLarge { writeLarge(entry) } else { write(entry) }
            }
        }
        canvas.endMatrix()
    }

    private mutating func writeLarge(_ entry: Formula) {
        guard case .quotient(let numerator, let denominator) = (entry.withoutSign ?? entry).node else {
            return write(entry)
        }
        if entry.withoutSign != nil { writeMinus() }
        writeFraction(numerator, denominator, isLarge: true)
    }

    private mutating func writeFraction(_ numerator: Formula, _ denominator: Formula, isLarge: Bool) {
        canvas.beginFraction(isLarge: isLarge)
        write(numerator)
        canvas.continueFraction()
        write(denominator)
        canvas.endFraction(isLarge: isLarge)
    }

    private mutating func writeSubscripted(_ base: Formula, _ indices: [Formula]) {
        // A name that has a subscript takes its index in parentheses: (W_Q)_{1,2}.
        if case .name(let name) = base.node, !name.subscripts.isEmpty {
            writeFenced(base)
        } else {
            write(base, in: .atom)
        }
        writeScript(.below) { writer in writer.writeList(indices) }
    }

    private mutating func writeSummation(_ index: Name, _ from: Formula, _ to: Formula, _ body: Formula) {
        canvas.largeOperator("\\sum")
        writeScript(.below) { writer in
            writer.write(index)
            writer.canvas.symbols("=", Glyphs(spacing: .relation, width: 0.778))
            writer.write(from)
        }
        writeScript(.above) { $0.write(to) }
        canvas.space(" ", width: 0)
        write(body, in: .product)
    }

    /// Whether plain parentheses would be too small around it.
    private func isTall(_ formula: Formula) -> Bool {
        switch formula.node {
        case .number, .name, .text, .elided, .shortened: false
        case .quotient(let numerator, let denominator): !isInline || isTall(numerator) || isTall(denominator)
        case .column, .row, .matrix, .summation: true
        case .negative(let inner), .root(let inner, _), .transpose(let inner), .subscripted(let inner, _),
            .power(let inner, _):
            isTall(inner)
        case .sum(let parts), .product(let parts, _): parts.contains(where: isTall)
        case .dot(let left, let right), .comparison(let left, _, let right): isTall(left) || isTall(right)
        case .call(let name, let arguments, let options):
            name != "exp" && (arguments.contains(where: isTall) || options.contains { self.isTall($0.value) })
        }
    }
}

extension Formula {
    /// A fraction, with or without a minus sign, that has more than a number or a name above and below the bar.
    fileprivate var isLargeFraction: Bool {
        guard case .quotient(let numerator, let denominator) = (withoutSign ?? self).node else { return false }
        return !numerator.isPlain || !denominator.isPlain
    }

    private var isPlain: Bool {
        switch node {
        case .number, .name: true
        case .negative(let inner): inner.isPlain
        default: false
        }
    }
}
