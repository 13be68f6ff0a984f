import Rationals

/// Writes a formula as Maxima, and STACK for students' answers, read it: `matrix([1,2],[3,4])`, `%pi`, `sqrt(3)/2`.
///
/// Apart from ``LineWriter``, whose `algebraSystems` is SymPy: Maxima has other constants, no `Matrix` and no `Abs`.
struct MaximaWriter {
    private(set) var text = ""

    private mutating func put(_ piece: String) { text += piece }

    mutating func write(_ formula: Formula, in place: Binding = .comparison) {
        let isEnclosed = Self.binding(of: formula) < place
        if isEnclosed { put("(") }
        write(formula.node)
        if isEnclosed { put(")") }
    }

    private static func binding(of formula: Formula) -> Binding {
        switch formula.node {
        case .comparison, .elided: .comparison
        case .sum, .negative: .sum
        case .number(let literal):
            literal.value.signum() < 0 ? .sum : literal.value.isInteger ? .atom : .product
        case .product, .quotient, .dot: .product
        case .power(let base, _): base.isEuler ? .atom : .power
        case .root(_, let degree): degree == 2 ? .atom : .power
        case .call("relu", _, _), .call("sigmoid", _, _), .call("logistic", _, _), .call("log2", _, _),
            .call("log10", _, _):
            .product
        case .transpose, .call, .name, .subscripted, .column, .row, .matrix, .summation, .text, .shortened: .atom
        }
    }

    private mutating func write(_ node: Formula.Node) {
        switch node {
        // Never the decimal point: 0.1 would become a floating-point number.
        case .number(let literal): put(literal.value.description)
        case .name(let name):
            put(name == Name("e") ? "%e" : name == Name("pi") ? "%pi" : name.identifier)
        case .subscripted(let base, let indices):
            write(base, in: .atom)
            list(indices, "[", "]")
        case .negative(let positive):
            put("-")
            write(positive, in: .product)
        case .sum(let terms):
            for (index, term) in terms.enumerated() {
                if let positive = term.withoutSign {
                    put("-")
                    write(positive, in: .product)
                } else {
                    if index > 0 { put("+") }
                    write(term, in: .product)
                }
            }
        case .product(let factors, let sign):
            // The point is the matrix product, the star goes entry by entry; of numbers they are the same.
            let operation = sign == .entrywise || factors.allSatisfy(\.isNumberLike) ? "*" : " . "
            for (index, factor) in factors.enumerated() {
                if index > 0 { put(operation) }
                write(factor, in: .power)
            }
        case .quotient(let numerator, let denominator):
            write(numerator, in: .power)
            put("/")
            write(denominator, in: .power)
        case .power(let base, let exponent):
            if base.isEuler { return call("exp", [exponent]) }
            write(base, in: .atom)
            put("^")
            write(exponent, in: .atom)
        case .root(let radicand, let degree):
            if degree == 2 { return call("sqrt", [radicand]) }
            write(radicand, in: .atom)
            put("^(1/\(degree))")
        case .transpose(let base): call("transpose", [base])
        case .dot(let left, let right):
            write(left, in: .power)
            put(" . ")
            write(right, in: .power)
        case .call(let name, let arguments, let options): call(name, arguments + options.map(\.value))
        case .column(let entries): rows(entries.map { [$0] })
        case .row(let entries): rows([entries])
        case .matrix(let rows): self.rows(rows)
        case .summation(let index, let from, let to, let body):
            put("sum(")
            write(body)
            put(",\(index.identifier),")
            write(from)
            put(",")
            write(to)
            put(")")
        case .comparison(let left, let comparison, let right):
            write(left, in: .sum)
            switch comparison {
            case .equal, .approximatelyEqual: put(" = ")
            case .notEqual: put(" # ")
            case .less: put(" < ")
            case .lessOrEqual: put(" <= ")
            case .greater: put(" > ")
            case .greaterOrEqual: put(" >= ")
            }
            write(right, in: .sum)
        case .text(let words): quoted(words)
        case .elided(let words): quoted(words)
        case .shortened(let leading, let trailing, let digits): quoted("\(leading)…\(trailing) (\(digits) digits)")
        }
    }

    private mutating func call(_ name: String, _ arguments: [Formula]) {
        switch (name, arguments.count) {
        case ("ln", 1): put("log")
        case ("relu", 1):
            put("max(0,")
            write(arguments[0])
            return put(")")
        case ("sigmoid", 1), ("logistic", 1):
            put("1/(1+exp(-")
            write(arguments[0], in: .product)
            return put("))")
        case ("log2", 1), ("log10", 1):
            put("log(")
            write(arguments[0])
            return put(")/log(\(name == "log2" ? 2 : 10))")
        default: put(name)
        }
        list(arguments, "(", ")")
    }

    private mutating func list(_ entries: [Formula], _ opening: String, _ closing: String) {
        put(opening)
        for (index, entry) in entries.enumerated() {
            if index > 0 { put(",") }
            write(entry)
        }
        put(closing)
    }

    private mutating func rows(_ rows: [[Formula]]) {
        put("matrix(")
        for (index, row) in rows.enumerated() {
            if index > 0 { put(",") }
            list(row, "[", "]")
        }
        put(")")
    }

    private mutating func quoted(_ words: String) {
        put("\"" + words.filter { $0 != "\"" && $0 != "\\" } + "\"")
    }
}

extension Formula {
    /// Whether it is surely a number, so that a product with it is one of numbers.
    fileprivate var isNumberLike: Bool {
        switch node {
        case .number, .root: true
        case .name(let name): name == Name("pi") || name == Name("e")
        case .negative(let inner): inner.isNumberLike
        case .sum(let parts), .product(let parts, _): parts.allSatisfy(\.isNumberLike)
        case .quotient(let a, let b), .power(let a, let b): a.isNumberLike && b.isNumberLike
        case .call(_, let arguments, _): arguments.allSatisfy(\.isNumberLike)
        case .dot: true
        case .subscripted, .transpose, .column, .row, .matrix, .summation, .comparison, .text, .elided, .shortened:
            false
        }
    }

    /// One line of ASCII that Maxima reads to the same exact value, and STACK as a teacher's answer.
    ///
    /// A column is a matrix with one entry a row. Decimal numbers become quotients.
    ///
    ///     print(try Formula.read("e^(−7)/√3 + 0.5").maxima)    // exp(-7)/sqrt(3)+1/2
    ///     print(try Formula.read("[1, pi]").maxima)    // matrix([1],[%pi])
    public var maxima: String {
        var writer = MaximaWriter()
        writer.write(self)
        return writer.text
    }
}
