import Formulas

/// Lays one formula out in a width.
struct FormulaArranging {
    var metrics: FormulaMetrics

    /// Narrower than this, cutting a matrix entry makes it unreadable; the matrix is cut between columns instead.
    private static let narrowestEntry = 12.0
    /// A product's start is short when it takes no more than this part of the line.
    private static let shortStart = 0.3
    /// No width is cut finer than this: a formula that does not fit it stays as it is.
    private static let narrowest = 3.0

    func arrange(_ formula: Formula, in width: Double) -> Arrangement {
        if metrics.width(formula) <= width { return .whole(formula) }
        let width = max(width, Self.narrowest)
        switch formula.node {
        case .name, .text, .elided, .shortened: return .whole(formula)
        case .number(let literal): return digits(literal.spelling, in: width)
        case .sum(let terms): return stacked(rows(ofSum: terms, in: width))
        case .product(let factors, let sign): return stacked(rows(ofProduct: factors, sign: sign, in: width))
        case .dot(let first, let second):
            return .stacked([
                row(.nothing, operand(first, in: width), in: width),
                row(.dot, operand(second, in: width - FormulaMetrics.dot), in: width),
            ])
        case .comparison(let first, let relation, let second):
            return .stacked([
                Arrangement.Row(lead: .nothing, body: arrange(first, in: width)),
                Arrangement.Row(
                    lead: .relation(relation), body: arrange(second, in: width - FormulaMetrics.relation)),
            ])
        case .quotient(let above, let below):
            let inside = width - FormulaMetrics.quotientMargin
            return .framed(
                Formula(.quotient(Arrangement.hole(0), Arrangement.hole(1))),
                [arrange(above, in: inside), arrange(below, in: inside)])
        case .power(let base, let exponent):
            let first = operand(base, in: width / 2)
            let left = width - metrics.width(first) - FormulaMetrics.scriptMargin
            return .framed(
                Formula(.power(Arrangement.hole(0), Arrangement.hole(1))),
                [first, arrange(exponent, in: left / FormulaMetrics.script)])
        case .negative(let inner): return framed(Formula(.negative(Arrangement.hole(0))), operand: inner, in: width)
        case .transpose(let inner): return framed(Formula(.transpose(Arrangement.hole(0))), operand: inner, in: width)
        case .subscripted(let base, let indices):
            // A name is written with its indices, in parentheses where it has some already.
            if case .name = base.node { return .whole(formula) }
            return framed(Formula(.subscripted(Arrangement.hole(0), indices)), operand: base, in: width)
        case .root(let inner, let degree):
            let frame = Formula(.root(Arrangement.hole(0), degree: degree))
            return .framed(frame, [arrange(inner, in: width - metrics.emptied(frame))])
        case .summation(let index, let from, let to, let body):
            let frame = Formula(.summation(index: index, from: from, to: to, body: Arrangement.hole(0)))
            return framed(frame, operand: body, in: width)
        case .call(let name, let arguments, let options):
            let frame = Formula(.call(name, [Arrangement.hole(0)], options))
            let inside = width - metrics.emptied(frame)
            return .framed(frame, [list(arguments, in: inside)])
        case .column(let entries): return matrix(entries.map { [$0] }, written: formula, in: width)
        case .row(let entries): return matrix([entries], written: formula, in: width)
        case .matrix(let rows): return matrix(rows, written: formula, in: width)
        }
    }

    /// A single row needs no stack.
    private func stacked(_ rows: [Arrangement.Row]) -> Arrangement {
        if rows.count == 1, rows[0].lead == .nothing, !rows[0].hasComma { return rows[0].body }
        return .stacked(rows)
    }

    // MARK: Sums and products

    /// Rows as long as they fit, cut before a sign.
    func rows(ofSum terms: [Formula], in width: Double) -> [Arrangement.Row] {
        var rows: [Arrangement.Row] = []
        var line: [Formula] = []
        func flush() {
            guard let first = line.first else { return }
            var lead = Arrangement.Lead.nothing
            var terms = line
            if !rows.isEmpty {
                if case .negative(let inner) = first.node {
                    lead = .minus
                    // The sign goes before the row; what it applied to keeps its parentheses.
                    terms[0] = inner
                } else {
                    lead = .plus
                }
            }
            let left = width - metrics.width(lead)
            let body: Arrangement =
                terms.count > 1
                ? .whole(Formula(.sum(terms)))
                : lead == .minus ? operand(terms[0], in: left) : arrange(terms[0], in: left)
            rows.append(Arrangement.Row(lead: lead, body: body))
            line = []
        }
        for term in terms {
            let lead = rows.isEmpty ? 0 : FormulaMetrics.binarySign
            // A row that starts with a negated sum needs that sum in parentheses, which only a row of its own gives.
            let startsWithNegatedSum: Bool = {
                if !rows.isEmpty, case .negative(let inner)? = line.first?.node {
                    return inner.needsParenthesesAsOperand
                }
                return false
            }()
            if !line.isEmpty,
                startsWithNegatedSum || metrics.width(Formula(.sum(line + [term]))) + lead > width
            {
                flush()
            }
            line.append(term)
        }
        flush()
        return rows
    }

    /// Rows as long as they fit, cut before a factor.
    ///
    /// Where a product written without a sign is cut, a dot shows that it goes on.
    func rows(ofProduct factors: [Formula], sign: Formula.ProductSign, in width: Double) -> [Arrangement.Row] {
        var rows: [Arrangement.Row] = []
        var line: [Formula] = []
        let joint: Arrangement.Lead =
            switch sign {
            case .juxtaposition, .dot: .dot
            case .cross: .cross
            case .entrywise: .entrywise
            }
        func flush() {
            guard let first = line.first else { return }
            let lead = rows.isEmpty ? Arrangement.Lead.nothing : joint
            let left = width - metrics.width(lead)
            let body = line.count > 1 ? .whole(Formula(.product(line, sign))) : operand(first, in: left)
            rows.append(row(lead, body, in: width))
            line = []
        }
        for factor in factors {
            let lead = rows.isEmpty ? 0 : metrics.width(joint)
            let together = line + [factor]
            if !line.isEmpty, metrics.width(Formula(.product(together, sign))) + lead > width {
                let frame = Formula(.product(line + [Arrangement.hole(0)], sign))
                let before = metrics.emptied(frame)
                if before < width * Self.shortStart, metrics.width(factor) + metrics.width(joint) > width {
                    // `1/Z` alone on a line, and a long factor that has to be cut anyway below it: beside it is better.
                    rows.append(
                        Arrangement.Row(
                            lead: rows.isEmpty ? .nothing : joint,
                            body: .framed(frame, [operand(factor, in: width - lead - before)])))
                    line = []
                    continue
                }
                flush()
            }
            line.append(factor)
        }
        flush()
        return rows
    }

    private func row(_ lead: Arrangement.Lead, _ body: Arrangement, in width: Double) -> Arrangement.Row {
        Arrangement.Row(lead: lead, body: body)
    }

    /// A factor, a base: with parentheses where the sign before it would otherwise bind only its first term.
    private func operand(_ formula: Formula, in width: Double) -> Arrangement {
        guard formula.needsParenthesesAsOperand else { return arrange(formula, in: width) }
        return .parenthesised(arrange(formula, in: width - FormulaMetrics.parentheses))
    }

    private func framed(_ frame: Formula, operand inner: Formula, in width: Double) -> Arrangement {
        .framed(frame, [operand(inner, in: width - metrics.emptied(frame))])
    }

    private func list(_ arguments: [Formula], in width: Double) -> Arrangement {
        guard arguments.count > 1 else { return arguments.first.map { arrange($0, in: width) } ?? .stacked([]) }
        return .stacked(
            arguments.enumerated().map { index, argument in
                let last = index == arguments.count - 1
                return Arrangement.Row(
                    lead: .nothing, body: arrange(argument, in: width - (last ? 0 : FormulaMetrics.comma)),
                    hasComma: !last)
            })
    }

    private func digits(_ spelling: String, in width: Double) -> Arrangement {
        let perRow = max(4, Int(width / FormulaMetrics.digit))
        let characters = Array(spelling)
        return .digits(
            stride(from: 0, to: characters.count, by: perRow).map {
                String(characters[$0..<min($0 + perRow, characters.count)])
            })
    }

    // MARK: Matrices

    private func matrix(_ rows: [[Formula]], written formula: Formula, in width: Double) -> Arrangement {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? metrics.width($0[column]) : 0 }.max() ?? 0
        }
        // Entries that would fit several times are not cut; the matrix is.
        let narrowestCut = width / 3
        let gap = FormulaMetrics.columnGap - metrics.savedPerColumn
        let room = width - FormulaMetrics.matrixBrackets - gap * Double(max(0, columns - 1))
        let natural = widths.max() ?? 0
        if let widest = widestEntry(widths, in: room), natural > narrowestCut || columns == 1,
            widest >= min(Self.narrowestEntry, room)
        {
            let cells = rows.map { $0.map { arrange($0, in: widest) } }
            return .framed(frame(like: formula, rows), cells.flatMap { $0 })
        }
        return columnBlocks(
            rows, widths: widths, in: width - FormulaMetrics.matrixBrackets - 2 * FormulaMetrics.columnGap)
    }

    /// The greatest width that all wider columns can be brought down to so that the row fits; nil when even nothing does.
    private func widestEntry(_ widths: [Double], in room: Double) -> Double? {
        var left = room
        var count = widths.count
        for width in widths.sorted() {
            let share = left / Double(count)
            if width > share { return share > 0 ? share : nil }
            left -= width
            count -= 1
        }
        return widths.max()
    }

    private func frame(like formula: Formula, _ rows: [[Formula]]) -> Formula {
        var index = 0
        func next() -> Formula {
            defer { index += 1 }
            return Arrangement.hole(index)
        }
        switch formula.node {
        case .column(let entries): return Formula(.column(entries.map { _ in next() }))
        case .row(let entries): return Formula(.row(entries.map { _ in next() }))
        case .matrix, .number, .name, .subscripted, .negative, .sum, .product, .quotient, .power, .root, .transpose,
            .dot,
            .call, .summation, .comparison, .text, .elided, .shortened:
            return Formula(.matrix(rows.map { $0.map { _ in next() } }))
        }
    }

    private func columnBlocks(_ rows: [[Formula]], widths: [Double], in width: Double) -> Arrangement {
        var blocks: [Range<Int>] = []
        var start = 0
        var used = 0.0
        for (column, natural) in widths.enumerated() {
            let needed = natural + (column > start ? FormulaMetrics.columnGap : 0)
            if column > start, used + needed > width {
                blocks.append(start..<column)
                start = column
                used = natural
            } else {
                used += needed
            }
        }
        if start < widths.count { blocks.append(start..<widths.count) }
        return .columnBlocks(
            blocks.map { block in
                rows.map { row in row[block.clamped(to: row.indices)].map { arrange($0, in: width) } }
            })
    }
}
