import Documents
import Formulas
import Rationals

extension Plot {
    /// The lines of a `plot` block.
    static func reading(_ body: Range<Int>, of source: SourceText) -> ([Plot], [Diagnostic]) {
        var plots: [Plot] = []
        var diagnostics: [Diagnostic] = []
        let lines = quotedLines(of: body, in: source)
        if lines.isEmpty { diagnostics.append(Diagnostic(.plotNothing, at: body.prefix)) }
        for line in lines {
            var reader = PlotReader(source)
            if let plot = reader.read(line) { plots.append(plot) }
            diagnostics += reader.diagnostics
        }
        return (plots, diagnostics)
    }

    /// Lines without remarks; a number sign between quotation marks opens none.
    private static func quotedLines(of body: Range<Int>, in source: SourceText) -> [Range<Int>] {
        guard !body.isEmpty else { return [] }
        var lines: [Range<Int>] = []
        for index in source.lineIndex(of: body.lowerBound)...source.lineIndex(of: body.upperBound - 1) {
            let line = source.lineRange(index).clamped(to: body)
            let end = PlotReader.unquoted(line, of: source).first { source.bytes[$0] == UInt8(ascii: "#") }
            let trimmed = source.trimmed(line.lowerBound..<(end ?? line.upperBound))
            if !trimmed.isEmpty { lines.append(trimmed) }
        }
        return lines
    }
}

/// Reads one line of a `plot` block; goes on after errors so that all of them are found.
private struct PlotReader {
    let source: SourceText
    var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) { self.source = source }

    private mutating func report(_ fact: Diagnostic.Fact, at range: Range<Int>) {
        diagnostics.append(Diagnostic(fact, at: range))
    }

    /// Offsets outside quotation marks, those of the marks among them.
    static func unquoted(_ range: Range<Int>, of source: SourceText) -> [Int] {
        var isQuoted = false
        return range.filter { offset in
            let isMark = source.bytes[offset] == UInt8(ascii: "\"")
            if isMark { isQuoted.toggle() }
            return isMark || !isQuoted
        }
    }

    /// The pieces between separators that stand outside quotation marks and brackets, trimmed.
    private func pieces(_ range: Range<Int>, separator: UInt8) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var depth = 0
        var start = range.lowerBound
        for offset in Self.unquoted(range, of: source) {
            switch source.bytes[offset] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case separator where depth == 0:
                pieces.append(source.trimmed(start..<offset))
                start = offset + 1
            default: break
            }
        }
        return pieces + [source.trimmed(start..<range.upperBound)]
    }

    mutating func read(_ line: Range<Int>) -> Plot? {
        let marks = line.filter { source.bytes[$0] == UInt8(ascii: "\"") }
        if marks.count % 2 == 1, let last = marks.last {
            report(.plotQuote, at: last..<last + 1)
            return nil
        }
        var plot = Plot(quantities: [], range: line)
        var rest = line
        let word = source.text(line).prefix { $0.isLetter }
        if let form = Figure.Form(rawValue: String(word)) {
            let after = source.trimmed(line.lowerBound + word.utf8.count..<line.upperBound)
            // `map` alone, or with an index or an operator behind it, is a name.
            if !after.isEmpty,
                opensQuantity(source.bytes[after.lowerBound], after.lowerBound - word.utf8.count > line.lowerBound)
            {
                plot.form = form
                rest = after
            }
        }
        var given: Set<String> = []
        for piece in pieces(rest, separator: UInt8(ascii: ",")) {
            guard !piece.isEmpty else {
                report(.plotEmptyPiece, at: missing(piece))
                return nil
            }
            let sides = pieces(piece, separator: UInt8(ascii: ":"))
            guard sides.count > 1 else {
                readQuantity(piece, into: &plot)
                continue
            }
            let label = source.text(sides[0])
            let value = source.trimmed(sides[1].lowerBound..<piece.upperBound)
            if !given.insert(label).inserted {
                report(.plotOptionTwice(label), at: sides[0])
            } else {
                readOption(label, at: sides[0], value, into: &plot)
            }
        }
        if plot.quantities.isEmpty, diagnostics.isEmpty { report(.plotNothing, at: line) }
        return diagnostics.isEmpty ? plot : nil
    }

    private func opensQuantity(_ byte: UInt8, _ isSpaced: Bool) -> Bool {
        isSpaced
            && (byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") || byte >= 0x41 && byte != UInt8(ascii: "^"))
    }

    private func missing(_ piece: Range<Int>) -> Range<Int> {
        piece.lowerBound..<min(piece.lowerBound + 1, source.bytes.count)
    }

    private mutating func readQuantity(_ piece: Range<Int>, into plot: inout Plot) {
        do throws(ReadingError) {
            plot.quantities.append(try Formula.read(source.text(piece), offset: piece.lowerBound))
        } catch {
            diagnostics.append(Diagnostic(error))
        }
    }

    private mutating func readOption(_ label: String, at place: Range<Int>, _ value: Range<Int>, into plot: inout Plot)
    {
        var isGood = true
        switch label {
        case "title":
            plot.title = quoted(value)
            isGood = plot.title != nil
        case "decimals":
            plot.decimals = Int(source.text(value)).flatMap { (0...Plot.decimalsLimit).contains($0) ? $0 : nil }
            isGood = plot.decimals != nil
        case "scale":
            plot.scale = scale(value)
            isGood = plot.scale != nil
        case "axes":
            let titles = list(value)?.map { quoted($0) ?? source.text($0) }
            if let titles, titles.count == 2 {
                plot.axes = Plot.Axes(rows: titles[0], columns: titles[1])
            } else {
                isGood = false
            }
        case "rows", "columns", "tokens":
            guard let labels = labels(value) else {
                isGood = false
                break
            }
            if label != "columns" { plot.rows = plot.rows ?? labels }
            if label != "rows" { plot.columns = plot.columns ?? labels }
            if label == "rows" { plot.rows = labels }
            if label == "columns" { plot.columns = labels }
        default:
            report(
                .plotOption(label, suggestions: Spelling.suggestions(for: label, among: Plot.options)),
                at: place.isEmpty ? missing(place) : place)
        }
        if !isGood { report(.plotValue(label), at: value.isEmpty ? place : value) }
    }

    // MARK: Values of options

    private func quoted(_ range: Range<Int>) -> String? {
        guard range.count >= 2, source.bytes[range.lowerBound] == UInt8(ascii: "\""),
            source.bytes[range.upperBound - 1] == UInt8(ascii: "\"")
        else { return nil }
        let inner = range.lowerBound + 1..<range.upperBound - 1
        return source.bytes[inner].contains(UInt8(ascii: "\"")) ? nil : source.text(inner)
    }

    /// The entries of `[a, b]`; nil for anything else.
    private func list(_ range: Range<Int>) -> [Range<Int>]? {
        guard range.count >= 2, source.bytes[range.lowerBound] == UInt8(ascii: "["),
            source.bytes[range.upperBound - 1] == UInt8(ascii: "]")
        else { return nil }
        return pieces(range.lowerBound + 1..<range.upperBound - 1, separator: UInt8(ascii: ","))
    }

    /// `0..0.2`, `-1..1`.
    private func scale(_ range: Range<Int>) -> Plot.Scale? {
        let text = source.text(range).filter { $0 != " " }
        guard text.utf8.count <= 64, let dots = text.firstRange(of: "..") else { return nil }
        let (from, to) = (text[..<dots.lowerBound], text[dots.upperBound...])
        guard let lower = Rational(from), let upper = Rational(to), upper.signum() > 0 else { return nil }
        guard lower.isZero || lower == -upper else { return nil }
        return Plot.Scale(end: upper, spelling: String(to), isSigned: !lower.isZero)
    }

    private func labels(_ value: Range<Int>) -> Plot.Labels? {
        if let words = quoted(value) {
            let tokens = words.split(whereSeparator: \.isWhitespace).map { Figure.Label.text(String($0)) }
            return tokens.isEmpty ? nil : Plot.Labels(form: .each(tokens), range: value)
        }
        if let entries = list(value) {
            let labels = entries.map(label)
            return Plot.Labels(form: .each(labels), range: value)
        }
        guard let formula = try? Formula.read(source.text(value)), case .name(let name) = formula.node else {
            return nil
        }
        return Plot.Labels(form: .indexed(name), range: value)
    }

    /// A token in quotation marks, a name such as x_1 that is typeset, or a bare word.
    private func label(_ range: Range<Int>) -> Figure.Label {
        if let token = quoted(range) { return .text(token) }
        let text = source.text(range)
        let offset = range.lowerBound
        guard let read = try? Formula.read(text, offset: offset) else { return .text(text) }
        let formula = read.superscripted { source.bytes[$0] == UInt8(ascii: "(") } ?? read
        guard case .name(let name) = formula.node else { return .text(text) }
        // `the` and `cat` are words; x, alpha and x_1 are mathematics.
        let isWord = name == Name(name.base) && name.base.count > 1 && Formula(.name(name)).plain == name.base
        return isWord ? .text(text) : .formula(formula)
    }
}
