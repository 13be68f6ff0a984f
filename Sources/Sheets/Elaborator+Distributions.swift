import Formulas
import Graphs
import Numbers
import Rationals

/// What stands in the brackets of a distribution.
private struct DistributionArguments {
    var values: [Range<Int>] = []
    /// The values behind labels: `places: 1`.
    var options: [String: Range<Int>] = [:]
    var isNonzero = false
}

extension Elaborator {
    /// What a line draws from; what is wrong is reported.
    ///
    /// - Parameters:
    ///   - shape: the shape in the sheet; nil when it is not known.
    ///   - hasShape: whether the line says a shape.
    mutating func distribution(_ range: Range<Int>, shape: Shape?, hasShape: Bool = false) -> Draw.Distribution? {
        let end = range.first { source.byte(at: $0).map { !SourceText.isWordByte($0) } ?? true } ?? range.upperBound
        let word = range.lowerBound..<end
        let spelling = source.text(word)
        guard let name = DistributionName(rawValue: spelling) else {
            let known = DistributionName.allCases.map(\.rawValue)
            report(
                .draw(.unknownDistribution(spelling, suggestions: Spelling.suggestions(for: spelling, among: known))),
                at: word.isEmpty ? range : word)
            return nil
        }
        let rest = source.trimmed(end..<range.upperBound)
        if name == .permutation { return permutation(rest, at: range, shape: shape) }
        guard source.byte(at: rest.lowerBound) == UInt8(ascii: "("), !rest.isEmpty else {
            report(.draw(.needsBrackets(spelling)), at: range)
            return nil
        }
        guard let closing = source.closing(of: rest.lowerBound, in: rest) else {
            report(
                .reading(.unclosed(.parenthesis, missingAt: rest.upperBound)), at: rest.lowerBound..<rest.lowerBound + 1
            )
            return nil
        }
        guard closing + 1 == rest.upperBound else {
            let behind = source.trimmed(closing + 1..<rest.upperBound)
            report(.draw(.afterDistribution(source.text(behind))), at: behind)
            return nil
        }
        guard let arguments = arguments(rest.lowerBound + 1..<closing, of: name, at: range) else { return nil }
        if name == .oneOf { return oneOf(arguments.values, shape: shape, hasShape: hasShape, at: range) }
        return numbers(name, arguments, at: range).map { .entries($0) }
    }

    private mutating func arguments(
        _ range: Range<Int>, of name: DistributionName, at whole: Range<Int>
    ) -> DistributionArguments? {
        var arguments = DistributionArguments()
        if source.trimmed(range).isEmpty {
            report(.draw(name == .oneOf ? .needsValues(name.rawValue) : .needsRange(name.rawValue)), at: whole)
            return nil
        }
        for piece in source.pieces(range, separator: UInt8(ascii: ",")) {
            let sides = source.pieces(piece, separator: UInt8(ascii: ":"))
            let label = source.text(sides[0])
            if sides.count == 2 {
                guard name.words.contains(label), label != "nonzero" else {
                    report(.draw(.unknownWord(label, distribution: name.rawValue, known: name.words)), at: sides[0])
                    return nil
                }
                arguments.options[label] = sides[1]
            } else if label == "nonzero", name.words.contains(label) {
                arguments.isNonzero = true
            } else if piece.isEmpty {
                report(.draw(.notConstant(nil)), at: whole)
                return nil
            } else {
                arguments.values.append(piece)
            }
        }
        return arguments
    }

    // MARK: Numbers

    private mutating func numbers(
        _ name: DistributionName, _ arguments: DistributionArguments, at whole: Range<Int>
    ) -> EntryValues? {
        let needed = name == .multiples ? 2 : 1
        guard arguments.values.count == needed, let range = arguments.values.last, source.dots(in: range) != nil else {
            let extra = arguments.values.dropFirst(needed).first
            if let extra, arguments.values.count > needed {
                report(
                    .draw(.unknownWord(source.text(extra), distribution: name.rawValue, known: name.words)), at: extra)
            } else {
                report(.draw(.needsRange(name.rawValue)), at: arguments.values.last ?? whole)
            }
            return nil
        }
        switch name {
        case .integers: return integers(in: range, leavingOutZero: arguments.isNonzero)
        case .rationals:
            guard let parts = parts(arguments.options["denominators"]), let (lower, upper) = ends(of: range) else {
                return nil
            }
            return nonempty(
                .fractions(
                    parts: parts, unit: 1, from: lower, to: upper, leavingOutZero: arguments.isNonzero), name, at: whole
            )
        case .decimals:
            guard let unit = decimalUnit(arguments.options["places"]), let (lower, upper) = ends(of: range) else {
                return nil
            }
            return nonempty(
                .fractions(parts: [0], unit: unit, from: lower, to: upper, leavingOutZero: arguments.isNonzero), name,
                at: whole)
        case .squares: return squares(in: range, at: whole)
        case .logs: return logarithms(in: range)
        case .multiples: return multiples(of: arguments.values[0], in: range, arguments.isNonzero, at: whole)
        case .oneOf, .permutation: return nil
        }
    }

    private mutating func nonempty(_ values: EntryValues?, _ name: DistributionName, at range: Range<Int>)
        -> EntryValues?
    {
        if values == nil { report(.draw(.empty(name.rawValue)), at: range) }
        return values
    }

    /// `-3..3`: both ends belong to it.
    mutating func integers(in range: Range<Int>, leavingOutZero: Bool) -> EntryValues? {
        guard let (lower, upper) = wholeEnds(of: range) else { return nil }
        return nonempty(
            .fractions(
                parts: [0], unit: 1, from: Rational(lower), to: Rational(upper), leavingOutZero: leavingOutZero),
            .integers, at: range)
    }

    private mutating func ends(of range: Range<Int>) -> (Rational, Rational)? {
        guard let dots = source.dots(in: range) else { return nil }
        let sides = [range.lowerBound..<dots.lowerBound, dots.upperBound..<range.upperBound].map { source.trimmed($0) }
        var ends: [Rational] = []
        for side in sides {
            guard let end = drawnNumber(side.isEmpty ? range : side, isMissing: side.isEmpty) else { return nil }
            guard let rational = end.value.rational else {
                report(.draw(.notRational), at: side)
                return nil
            }
            ends.append(rational)
        }
        guard ends[0] <= ends[1] else {
            report(.draw(.backwards(from: source.text(sides[0]), to: source.text(sides[1]))), at: range)
            return nil
        }
        return (ends[0], ends[1])
    }

    private mutating func wholeEnds(of range: Range<Int>) -> (Integer, Integer)? {
        guard let (lower, upper) = ends(of: range) else { return nil }
        guard let first = lower.integer, let last = upper.integer else {
            report(.draw(.notWhole), at: range)
            return nil
        }
        return (first, last)
    }

    /// A constant: digits, fractions, roots, logarithms; what is none is reported.
    private mutating func drawnNumber(_ range: Range<Int>, isMissing: Bool = false) -> SpelledNumber? {
        guard !isMissing else {
            report(.draw(.notConstant(nil)), at: range)
            return nil
        }
        guard let formula = read(range) else { return nil }
        return drawnNumber(formula)
    }

    mutating func drawnNumber(_ formula: Formula) -> SpelledNumber? {
        guard isClosed(formula) else {
            if case .name(let name) = formula.node {
                report(.draw(.notConstant(name.spelling)), at: formula.range)
            } else {
                report(.draw(.notConstant(nil)), at: formula.range)
            }
            return nil
        }
        let running = Dictionary(
            indices.map { (Name($0.key), Number(Rational($0.value))) }, uniquingKeysWith: { first, _ in first })
        do {
            let value = try Number(formula, names: running)
            return SpelledNumber(value, text: indices.isEmpty ? formula.range.map { source.text($0) } : nil)
        } catch let error as NumberError {
            report(.noValue(error, step: nil, entry: nil), at: formula.range)
        } catch let error as ReadingError {
            result.diagnostics.append(Diagnostic(error))
        } catch {
            report(.draw(.notConstant(nil)), at: formula.range)
        }
        return nil
    }

    // MARK: Kinds of numbers

    /// The fractions in 0..<1 with these denominators in lowest terms, ascending.
    private mutating func parts(_ option: Range<Int>?) -> [Rational]? {
        var denominators = Array(1...4)
        if let option {
            guard let set = denominatorSet(option) else {
                report(.draw(.optionValue("denominators")), at: option)
                return nil
            }
            denominators = set
        }
        guard denominators.reduce(0, +) <= Draw.listLimit else {
            report(.draw(.tooMany(limit: Draw.listLimit)), at: option)
            return nil
        }
        var parts: [Rational] = []
        for denominator in denominators {
            for numerator in 0..<denominator {
                guard let part = Rational(Integer(numerator), over: Integer(denominator)),
                    part.denominator == Integer(denominator)
                else { continue }
                parts.append(part)
            }
        }
        return parts.sorted()
    }

    /// `1..4`, `3`, `[2, 4]`.
    private mutating func denominatorSet(_ range: Range<Int>) -> [Int]? {
        var pieces = [range]
        if source.byte(at: range.lowerBound) == UInt8(ascii: "["),
            source.closing(of: range.lowerBound, in: range) == range.upperBound - 1
        {
            pieces = source.pieces(range.lowerBound + 1..<range.upperBound - 1, separator: UInt8(ascii: ","))
        } else if let dots = source.dots(in: range) {
            pieces = [range.lowerBound..<dots.lowerBound, dots.upperBound..<range.upperBound].map { source.trimmed($0) }
            let ends = pieces.compactMap { Int(source.text($0)) }
            guard ends.count == 2, ends[0] >= 1, ends[0] <= ends[1], ends[1] <= Draw.sizeLimit else { return nil }
            return Array(ends[0]...ends[1])
        }
        var denominators: Set<Int> = []
        for piece in pieces {
            guard let value = Int(source.text(piece)), (1...Draw.sizeLimit).contains(value) else { return nil }
            denominators.insert(value)
        }
        return denominators.sorted()
    }

    private mutating func decimalUnit(_ option: Range<Int>?) -> Rational? {
        guard let option else { return Rational(1, over: 10) }
        guard let places = Int(source.text(option)), (0...100).contains(places),
            let power = try? Integer(10).raised(to: places)
        else {
            report(.draw(.optionValue("places")), at: option)
            return nil
        }
        return Rational(1, over: power)
    }

    private mutating func squares(in range: Range<Int>, at whole: Range<Int>) -> EntryValues? {
        guard let (lower, upper) = wholeEnds(of: range) else { return nil }
        let last = upper.squareRootFloor ?? -1
        var first: Integer = 0
        if lower.signum() > 0, let root = (lower - 1).squareRootFloor { first = root + 1 }
        return nonempty(EntryValues(.squares(first: first), count: last - first + 1), .squares, at: whole)
    }

    private mutating func logarithms(in range: Range<Int>) -> EntryValues? {
        guard let (lower, upper) = wholeEnds(of: range) else { return nil }
        guard lower.signum() > 0 else {
            report(.draw(.notPositive), at: range)
            return nil
        }
        guard let first = Int(exactly: lower), let last = Int(exactly: upper), last - first < Draw.listLimit else {
            report(.draw(.tooMany(limit: Draw.listLimit)), at: range)
            return nil
        }
        var numbers: [SpelledNumber] = []
        for value in first...last {
            do {
                let logarithm = try Number(Integer(value)).applying(.logarithm)
                numbers.append(SpelledNumber(logarithm, text: value == 1 ? "0" : "ln(\(value))"))
            } catch let error as NumberError {
                report(.draw(.undecided(error)), at: range)
                return nil
            } catch {
                return nil
            }
        }
        return EntryValues(.list(numbers), count: Integer(numbers.count))
    }

    private mutating func multiples(
        of factor: Range<Int>, in range: Range<Int>, _ isNonzero: Bool, at whole: Range<Int>
    ) -> EntryValues? {
        guard let written = read(factor), let number = drawnNumber(written), let (lower, upper) = wholeEnds(of: range)
        else { return nil }
        do {
            guard try number.value.sign() != 0 else {
                report(.draw(.zeroFactor), at: factor)
                return nil
            }
        } catch {
            report(.draw(.notConstant(nil)), at: factor)
            return nil
        }
        let count = upper - lower + 1
        if let rational = number.value.rational, rational.signum() > 0 {
            return nonempty(
                .fractions(
                    parts: [0], unit: rational, from: Rational(lower) * rational, to: Rational(upper) * rational,
                    leavingOutZero: isNonzero), .multiples, at: whole)
        }
        // A call stands beside its factor as it is, anything else in brackets.
        var spelling = "(\(number.text))"
        if case .call = written.node { spelling = number.text }
        return nonempty(
            EntryValues(
                .multiples(of: number.value, spelling: spelling, first: lower), count: count, leavingOutZero: isNonzero),
            .multiples, at: whole)
    }
}
