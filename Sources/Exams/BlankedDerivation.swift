import Documents
import Formulas

/// A derivation whose values are left to be filled in.
///
/// Formulas in names stand, and so do the numbers of the first step that needs given data alone. What is worked out
/// becomes a numbered blank of its shape; lines with numbers that come from an earlier blank are left out, for they
/// would give it away.
struct BlankedDerivation {
    /// What stands on the page, in order.
    enum Piece {
        case shown([Block])
        case blank(Blank)
    }

    /// A value to be filled in.
    struct Blank {
        /// From 1 within the part.
        var number: Int
        var left: Formula
        /// The exact value; nil where only decimals are written.
        var exact: Formula?
        var decimals: Formula?
        var rows: Int
        var columns: Int

        /// Whether it is what a softmax divides by.
        var isSumOfExponentials: Bool {
            guard case .sum(let terms)? = exact?.node else { return false }
            return terms.allSatisfy { term in
                if case .power(let base, _) = term.node { return base == Formula(.name(Name("e"))) }
                if case .call("exp", _, _) = term.node { return true }
                return false
            }
        }

        /// What belongs there, as short as it is written.
        var value: Formula { decimals ?? exact ?? Formula(.elided("")) }
    }

    private(set) var blanks: [Blank] = []
    private var pieces: [Piece] = []
    /// Names whose values are blanks.
    private var unknown: Set<Name> = []

    /// The pieces of a solution, in its order.
    static func pieces(of blocks: [Block]) -> [Piece] { BlankedDerivation(blocks).pieces }

    init(_ blocks: [Block]) { append(blocks) }

    private mutating func append(_ blocks: [Block]) {
        var previous: Block?
        for block in blocks {
            defer { previous = block }
            switch block {
            case .equations(let equations):
                for index in equations.indices { append(equations[index], before: equations[(index + 1)...]) }
            case .solution(let inner), .quote(let inner): append(inner)
            case .paragraph(let inlines):
                // A step's caption, `Scores.` Other prose may give values away, and so do tables and pictures of a solution.
                if case .emphasis(let words)? = inlines.first, inlines.count == 1, isWithoutNumbers(words) {
                    pieces.append(.shown([block]))
                }
            case .data(let equations):
                // Further data, but not the answers in the form asked for, whose caption ends in a colon.
                let given = equations.filter { equation in
                    Self.root(equation.left).map { !unknown.contains($0) } ?? false
                }
                if !isAnswer(previous), !given.isEmpty { pieces.append(.shown([.data(given)])) }
            case .remark, .table, .figure, .answerSpace, .code, .displayTeX, .bulletList, .numberedList, .rule,
                .heading:
                break
            }
        }
    }

    /// Whether a paragraph announces the answers, `In the form asked for:`.
    private func isAnswer(_ block: Block?) -> Bool {
        guard case .paragraph(let inlines)? = block, case .emphasis(let words)? = inlines.last,
            case .text(let text)? = words.last
        else { return false }
        return text.hasSuffix(":")
    }

    private func isWithoutNumbers(_ inlines: [Inline]) -> Bool {
        inlines.allSatisfy { inline in
            if case .text(let text) = inline { text.hasSuffix(".") && !text.contains(where: \.isNumber) } else { false }
        }
    }

    private mutating func append(_ equation: Equation, before next: ArraySlice<Equation>) {
        // An inequality that is solved, say: no value to fill in.
        guard let root = Self.root(equation.left),
            equation.links.allSatisfy({ $0.relation == .equal || $0.relation == .approximatelyEqual })
        else { return }
        let isOpened = next.contains { Self.root($0.left) == root }
        let hints = equation.links.prefix { Self.isSymbolic($0.right) }
        // `p = softmax(s)`, worked out in the lines that follow.
        if hints.count == equation.links.count, isOpened {
            show(equation.left, Array(hints))
            return
        }
        if let last = equation.links.last, isOpened, Self.isUnfinished(last.right), !hints.isEmpty {
            // The entries follow one by one.
            show(equation.left, Array(hints))
            return
        }
        // Every entry is a blank already.
        if hints.isEmpty, let last = equation.links.last {
            let (rows, columns) = Self.size(of: last.right)
            let entries = blanks.count { Self.root($0.left) == root && $0.rows == 1 && $0.columns == 1 }
            if rows * columns > 1, entries == rows * columns { return }
        }
        var shown = Array(hints.prefix(equation.links.count - 1))
        let mentions = shown.flatMap { Self.names(in: $0.right) }
        if !shown.isEmpty, mentions.allSatisfy({ !unknown.contains($0) }), shown.count < equation.links.count - 1,
            Self.isUnfinished(equation.links[shown.count].right)
        {
            shown.append(equation.links[shown.count])
        }
        if !shown.isEmpty { show(equation.left, shown) }
        guard let last = equation.links.last else { return }
        let isDecimal = last.relation == .approximatelyEqual
        let before = equation.links.dropLast().last
        let exact = isDecimal ? before.flatMap { Self.isSymbolic($0.right) ? nil : $0.right } : last.right
        let (rows, columns) = Self.size(of: last.right)
        let blank = Blank(
            number: blanks.count + 1, left: equation.left, exact: exact, decimals: isDecimal ? last.right : nil,
            rows: rows, columns: columns)
        blanks.append(blank)
        pieces.append(.blank(blank))
        unknown.insert(root)
    }

    private mutating func show(_ left: Formula, _ links: [Equation.Link]) {
        pieces.append(.shown([.equations([Equation(left: left, links: links)])]))
    }

    // MARK: Formulas

    /// Whether a formula has names in it and no matrix or power of numbers.
    static func isSymbolic(_ formula: Formula) -> Bool {
        var hasNames = false
        var hasNumbers = false
        formula.forEachPart { part in
            switch part.node {
            case .name: hasNames = true
            // softmax(s) names what it takes, exp(-2) is a value.
            case .call(_, let arguments, _):
                if arguments.allSatisfy({ !hasName($0, except: "e") }) { hasNumbers = true } else { hasNames = true }
            case .column, .row, .matrix: hasNumbers = hasNumbers || names(in: part).isEmpty
            case .power(let base, let exponent):
                // e^(-2) is a value, x^2 is not.
                if !isNumber(exponent) || !hasName(base, except: "e") { hasNumbers = true }
            case .number, .subscripted, .negative, .sum, .product, .quotient, .root, .transpose, .dot, .summation,
                .comparison, .text, .elided, .shortened:
                break
            }
        }
        return hasNames && !hasNumbers
    }

    private static func hasName(_ formula: Formula, except base: String) -> Bool {
        var hasName = false
        formula.forEachPart { part in
            if case .name(let name) = part.node, name.base != base { hasName = true }
        }
        return hasName
    }

    private static func isNumber(_ formula: Formula) -> Bool {
        if case .number = formula.node { true } else { false }
    }

    /// Whether something with numbers is still to be multiplied out.
    private static func isUnfinished(_ formula: Formula) -> Bool {
        var isUnfinished = false
        formula.forEachPart { part in
            switch part.node {
            case .product(let factors, let sign):
                let matrices = factors.count { size(of: $0) != (1, 1) }
                isUnfinished = isUnfinished || sign != .juxtaposition || matrices > 1
            case .dot, .call: isUnfinished = true
            case .number, .name, .subscripted, .negative, .sum, .quotient, .power, .root, .transpose, .column, .row,
                .matrix, .summation, .comparison, .text, .elided, .shortened:
                break
            }
        }
        return isUnfinished
    }

    /// The names in a formula without their indices.
    static func names(in formula: Formula) -> [Name] {
        var names: [Name] = []
        formula.forEachPart { part in
            if case .name(let name) = part.node { names.append(root(name)) }
        }
        return names
    }

    private static func root(_ formula: Formula) -> Name? {
        if case .subscripted(let base, _) = formula.node { return root(base) }
        if case .name(let name) = formula.node { return root(name) }
        return nil
    }

    /// Z of z₁ and of z₂,₁: rows are written with small letters.
    private static func root(_ name: Name) -> Name {
        var name = name
        while let last = name.subscripts.last, last.allSatisfy(\.isNumber) { name.subscripts.removeLast() }
        if name.base.count == 1 { name.base = name.base.uppercased() }
        return name
    }

    /// The rows and columns of a value: those of the matrix in it.
    static func size(of formula: Formula) -> (rows: Int, columns: Int) {
        switch formula.node {
        case .column(let entries): return (entries.count, 1)
        case .row(let entries): return (1, entries.count)
        case .matrix(let rows): return (rows.count, rows.first?.count ?? 1)
        case .transpose(let inner):
            let (rows, columns) = size(of: inner)
            return (columns, rows)
        case .product(let parts, _), .sum(let parts):
            return parts.map { size(of: $0) }.first { $0 != (1, 1) } ?? (1, 1)
        case .negative(let inner): return size(of: inner)
        case .quotient(let inner, _): return size(of: inner)
        case .number, .name, .subscripted, .power, .root, .dot, .call, .summation, .comparison, .text, .elided,
            .shortened:
            return (1, 1)
        }
    }
}
