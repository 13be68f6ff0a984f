import Derivations
import Documents
import Formulas
import Graphs
import Numbers

extension Diagnostic.Fact {
    /// What is wrong with a claim; nil when it is proved, or when a side has no value, which is reported where it arises.
    init?(_ claim: Claim, _ verdict: Claim.Verdict, in exact: Trace<Number>) {
        switch verdict {
        case .proved:
            return nil
        case .noValue:
            let waiting = claim.instances.lazy.flatMap { [$0.left, $0.right] }.compactMap { id -> String? in
                guard case .needsValues(let source) = exact.failure(of: id)?.reason else { return nil }
                return exact.graph[source].label ?? ""
            }
            guard let name = waiting.first else { return nil }
            self = .needsValues(name)
        case .refuted(let place, let left, let right):
            let (shown, other) = Self.printed(left, right)
            self = .refuted(.init(left: shown, right: other, place: claim.description(of: place)))
        case .dependsOnSizes(let place, let left, let right):
            self = .dependsOnSizes(.init(left: "\(left)", right: "\(right)", place: claim.description(of: place)))
        case .undecided(let place, let error):
            self = .undecidedClaim(error, at: claim.description(of: place))
        }
    }

    /// Two different numbers with as many digits as it takes to see that they are.
    private static func printed(_ left: Number, _ right: Number) -> (String, String) {
        var digits = 6
        while digits < 200, let a = try? left.decimal(significantDigits: digits),
            let b = try? right.decimal(significantDigits: digits), a.description == b.description
        {
            digits *= 2
        }
        return (printed(left, digits: digits), printed(right, digits: digits))
    }

    /// The exact value where it is short, with decimals where it is not rational.
    private static func printed(_ number: Number, digits: Int) -> String {
        let exact = Formula(number).plain
        let decimal = try? number.decimal(significantDigits: digits)
        let isLong = exact.count > 60
        guard let decimal, !decimal.isExact || isLong else { return exact }
        return isLong ? "about \(decimal)" : "\(exact) ≈ \(decimal)"
    }
}

extension Claim {
    /// `in row 1, column 2 for n = 3`; nil for a single comparison of numbers.
    func description(of place: Place) -> String? {
        var words: [String] = []
        if let entry = place.entry { words.append("in row \(entry.row + 1), column \(entry.column + 1)") }
        if instances.indices.contains(place.instance), !indices.isEmpty {
            let choice = zip(indices, instances[place.instance].indices).map { "\($0) = \($1)" }
            words.append("for " + choice.joined(separator: ", "))
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The claim as it stands on the page, with how far it was proved.
    ///
    /// One that is too wide for mathematics, a call with many arguments, stands as it was typed.
    func blocks(_ verdict: Verdict, in exact: Trace<Number>, of source: SourceText) -> [Block] {
        guard case .proved = verdict, let first = instances.first else { return [] }
        let equation = Equation(left: left, links: [.init(relation, right)])
        let derivation = Derivation(
            node: first.left, name: left, shape: exact.graph[first.left].shape, caption: caption,
            equations: [equation], remarks: [proof(in: exact)])
        guard max(left.latexWidth, right.latexWidth) > Self.widestFormula, let start = left.range, let end = right.range
        else {
            return derivation.blocks
        }
        let typed = Self.wrapped(source.text(start.lowerBound..<end.upperBound))
        return derivation.blocks.map { block in
            if case .equations = block { return .code(language: "", text: typed) }
            return block
        }
    }

    /// In em: a line of a page.
    private static let widestFormula = 40.0

    /// Broken between words, as a reader of code is used to.
    private static func wrapped(_ text: String) -> String {
        var lines: [String] = [""]
        for word in text.split(whereSeparator: \.isWhitespace) {
            let line = lines[lines.count - 1]
            if line.isEmpty || line.count + word.count < 80 {
                lines[lines.count - 1] += (line.isEmpty ? "" : " ") + word
            } else {
                lines.append("    " + word)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// How far the claim was proved, in words.
    private func proof(in exact: Trace<Number>) -> [Inline] {
        guard let first = instances.first else { return [] }
        guard let a = exact[first.left], let b = exact[first.right] else {
            return [.text("Proved for all sizes from 1 on.")]
        }
        let entries = max(a.elements.count, b.elements.count)
        guard indices.isEmpty else {
            let letters = [indices.dropLast().joined(separator: ", "), indices.last ?? ""].filter { !$0.isEmpty }
            let places = entries == 1 ? "" : ", in every entry"
            let choices = instances.count == 1 ? "the one choice" : "all \(instances.count) choices"
            return [.text("Proved for \(choices) of \(letters.joined(separator: " and "))\(places).")]
        }
        if entries > 1 { return [.text("Proved in each of the \(entries) entries.")] }
        guard relation != .equal, let first = a.elements.first, let second = b.elements.first,
            let left = Self.shown(first), let right = Self.shown(second)
        else { return [.text("Proved: both sides are the same number.")] }
        if left == right, let difference = Self.shown(first - second) {
            return [.text("Proved: the left side minus the right side is ")] + difference + [.text(".")]
        }
        return [.text("Proved: ")] + left + [.text(" on the left, ")] + right + [.text(" on the right.")]
    }

    /// A number to look at: exact where it is short, otherwise rounded.
    private static func shown(_ number: Number) -> [Inline]? {
        guard let decimal = try? number.decimal(significantDigits: 4) else { return nil }
        if decimal.isExact { return [.formula(Formula(decimal).withoutTrailingZeros)] }
        return [.text("about "), .formula(Formula(decimal))]
    }
}
