import Formulas
import Rationals

extension Answer.Term {
    /// The words that can stand behind an answer, for messages.
    static let spellings = [
        "2 marks", "exact", "lowest terms", "3 decimals", "4 digits", "tolerance 0.01", "published (…)",
    ]

    /// One term without spaces around it: words, or a number and a word.
    static func reading(_ range: Range<Int>, of source: SourceText) -> Result<Answer.Term, Diagnostic> {
        let words = source.text(range).split(separator: " ").map { $0.lowercased() }
        guard let first = words.first else { return .failure(Diagnostic(.emptyTerm, at: range)) }
        if first.hasPrefix("published"), source.text(range).lowercased().hasPrefix("published") {
            let value = source.trimmed(range.lowerBound + "published".utf8.count..<range.upperBound)
            guard !value.isEmpty else { return .failure(Diagnostic(.emptyTerm, at: range)) }
            return .success(.published(value))
        }
        switch words {
        case ["exact"]: return .success(.exact)
        case ["lowest", "terms"]: return .success(.lowestTerms)
        default: break
        }
        if words.count == 2, first == "tolerance" || first == "within" {
            guard let value = rational(words[1]), value.signum() >= 0 else {
                return .failure(Diagnostic(.termNumber(words[1]), at: range))
            }
            return .success(.tolerance(value))
        }
        return numbered(words, at: range)
    }

    /// `2 marks`, `3 decimals`, `4 significant digits`.
    private static func numbered(_ words: [String], at range: Range<Int>) -> Result<Answer.Term, Diagnostic> {
        let unit = words.dropFirst().joined(separator: " ")
        let isCount: Bool
        switch unit {
        case "mark", "marks", "point", "points": isCount = false
        case "decimal", "decimals", "decimal place", "decimal places", "places", "digit", "digits",
            "significant digit", "significant digits", "significant figures":
            isCount = true
        default: return .failure(unknown(words, at: range))
        }
        guard let value = rational(words[0]), value.signum() >= 0 else {
            return .failure(Diagnostic(.termNumber(words[0]), at: range))
        }
        guard isCount else { return .success(.marks(value)) }
        guard value.isInteger, let count = Int(exactly: value.numerator) else {
            return .failure(Diagnostic(.termNumber(words[0]), at: range))
        }
        guard count <= Answer.digitsLimit else {
            return .failure(Diagnostic(.tooManyDigits(limit: Answer.digitsLimit), at: range))
        }
        let isDecimal = unit.hasPrefix("decimal") || unit == "places"
        guard isDecimal || count > 0 else { return .failure(Diagnostic(.termNumber(words[0]), at: range)) }
        return .success(isDecimal ? .decimals(count) : .significantDigits(count))
    }

    private static func unknown(_ words: [String], at range: Range<Int>) -> Diagnostic {
        let known = ["exact", "lowest terms", "marks", "decimals", "digits", "tolerance", "published"]
        let word = words.count > 1 && rational(words[0]) != nil ? words[1] : words[0]
        return Diagnostic(.unknownTerm(word, suggestions: Spelling.suggestions(for: word, among: known)), at: range)
    }

    /// `2`, `1.5`, `1/2`.
    private static func rational(_ word: String) -> Rational? { word.utf8.count <= 64 ? Rational(word) : nil }
}
