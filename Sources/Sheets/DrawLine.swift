public import Formulas

/// One line of a `vary` block as it is written: which names are drawn, and the places of what is said of them.
///
///     W_Q, W_K ~ integers(-2..2)^(n x 3) with n in 3..4
///     x_i ~ one_of(0, 1/2, 1) for i in 1..3
public struct DrawLine: Hashable, Sendable {
    /// The names before `~`.
    public var targets: [Formula]
    /// `integers(-2..2)`, `permutation of X`.
    public var distribution: Range<Int>
    /// `(n x 3)`, what stands behind `^`.
    public var shape: Range<Int>?
    /// `n in 3..4`, each of those behind `with`.
    public var sizes: [Range<Int>]
    /// The running indices behind `for`.
    public var family: [Statement.IndexRange]
    /// The whole line without a remark.
    public var range: Range<Int>
}

extension DrawLine {
    /// The lines of a block.
    static func reading(_ block: Range<Int>, of source: SourceText) -> (lines: [DrawLine], diagnostics: [Diagnostic]) {
        var lines: [DrawLine] = []
        var diagnostics: [Diagnostic] = []
        for line in source.statementLines(of: block) {
            let sides = source.pieces(line, separator: UInt8(ascii: "~"))
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
                diagnostics.append(Diagnostic(.drawWithoutTilde, at: line))
                continue
            }
            var read = DrawLine(
                targets: [], distribution: sides[1], shape: nil, sizes: [], family: [], range: line)
            do throws(Diagnostic) {
                try read.readTargets(sides[0], of: source)
                try read.readClauses(sides[1], of: source)
                try read.readShape(of: source)
                lines.append(read)
            } catch {
                diagnostics.append(error)
            }
        }
        return (lines, diagnostics)
    }

    private mutating func readTargets(_ side: Range<Int>, of source: SourceText) throws(Diagnostic) {
        for piece in source.pieces(side, separator: UInt8(ascii: ",")) {
            guard !piece.isEmpty else { throw Diagnostic(.drawWithoutTilde, at: side) }
            let formula = try source.formula(piece)
            let named = formula.superscripted { source.byte(at: $0) == UInt8(ascii: "(") } ?? formula
            switch named.node {
            case .name: break
            case .subscripted(let base, _):
                guard case .name = base.node else { throw Diagnostic(.drawWithoutTilde, at: piece) }
            case .number, .negative, .sum, .product, .quotient, .power, .root, .transpose, .dot, .call, .column, .row,
                .matrix, .summation, .comparison, .text, .elided, .shortened:
                throw Diagnostic(.drawWithoutTilde, at: piece)
            }
            targets.append(named)
        }
    }

    /// What stands behind `with` and `for`, in either order.
    private mutating func readClauses(_ side: Range<Int>, of source: SourceText) throws(Diagnostic) {
        let with = source.word("with", in: side)
        let running = source.word("for", in: side)
        let end = min(with?.lowerBound ?? side.upperBound, running?.lowerBound ?? side.upperBound)
        distribution = source.trimmed(side.lowerBound..<end)
        guard !distribution.isEmpty else { throw Diagnostic(.drawWithoutTilde, at: range) }
        if let with {
            let next = running.map { $0.lowerBound > with.lowerBound ? $0.lowerBound : side.upperBound }
            let body = source.trimmed(with.upperBound..<(next ?? side.upperBound))
            sizes = source.pieces(body, separator: UInt8(ascii: ","))
            if sizes.contains(where: \.isEmpty) {
                throw Diagnostic(.draw(.withoutSize), at: body.isEmpty ? with : body)
            }
        }
        if let running {
            let next = with.map { $0.lowerBound > running.lowerBound ? $0.lowerBound : side.upperBound }
            family = try source.indexRanges(source.trimmed(running.lowerBound..<(next ?? side.upperBound)))
        }
    }

    /// Takes `^…` off the distribution.
    private mutating func readShape(of source: SourceText) throws(Diagnostic) {
        guard let opening = distribution.first(where: { source.byte(at: $0) == UInt8(ascii: "(") }),
            let closing = source.closing(of: opening, in: distribution),
            source.text(distribution.lowerBound..<opening).utf8.allSatisfy(SourceText.isWordByte)
        else { return }
        let rest = source.trimmed(closing + 1..<distribution.upperBound)
        guard !rest.isEmpty else { return }
        guard source.byte(at: rest.lowerBound) == UInt8(ascii: "^"), rest.count > 1 else {
            throw Diagnostic(.draw(.afterDistribution(source.text(rest))), at: rest)
        }
        shape = source.trimmed(rest.lowerBound + 1..<rest.upperBound)
        distribution = distribution.lowerBound..<closing + 1
    }
}
