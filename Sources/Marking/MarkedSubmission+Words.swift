import Formulas
import Graphs
import Numbers
import Rationals

extension MarkedAnswer {
    /// The outcome in a few words, as it stands in tables: `right, rounded`.
    public var outcomeWords: String {
        switch outcome {
        case .exact: "right, exact"
        case .rounded: "right, rounded"
        case .roundedTooEarly: "rounded too early"
        case .followsThrough(let earns): earns ? "follows from your own values" : "follows, but earns nothing"
        case .wrong: "wrong"
        case .wrongForm: "right value, wrong form"
        case .wrongShape: "wrong size"
        case .unreadable: "unreadable"
        case .undecided: "undecided"
        case .missing: "no answer"
        case .forAPerson: "to be read by a person"
        }
    }

    /// A stable word for the outcome, for JSON and CSV.
    public var outcomeCode: String {
        switch outcome {
        case .exact: "exact"
        case .rounded: "rounded"
        case .roundedTooEarly: "rounded-too-early"
        case .followsThrough: "follow-through"
        case .wrong: "wrong"
        case .wrongForm: "wrong-form"
        case .wrongShape: "wrong-shape"
        case .unreadable: "unreadable"
        case .undecided: "undecided"
        case .missing: "missing"
        case .forAPerson: "for-a-person"
        }
    }

    /// Whether nothing is left to say about it: right, or not the program's to judge.
    public var isFine: Bool {
        switch outcome {
        case .exact, .rounded, .forAPerson: true
        case .roundedTooEarly, .followsThrough, .wrong, .wrongForm, .wrongShape, .unreadable, .undecided, .missing:
            false
        }
    }

    var isMissing: Bool {
        if case .missing = outcome { return true }
        return false
    }

    /// Whether it is no matter of calculation.
    var isForAPerson: Bool {
        if case .forAPerson = outcome { return true }
        return isMissing && possible == 0
    }

    /// Sentences for the student: why it is not right, the mistake that explains it, what was followed.
    public var explanation: [String] {
        var sentences: [String] = []
        switch outcome {
        case .exact, .rounded, .missing, .forAPerson, .wrong: break
        case .roundedTooEarly:
            sentences.append(
                roundedSteps == [Verdict.doublePrecision]
                    ? "This is what comes out when every step is rounded to double precision."
                    : "This is what comes out when \(Self.list(roundedSteps)) "
                        + (roundedSteps.count == 1 ? "is" : "are") + " rounded"
                        + (roundedDigits.map { " to \($0.words)" } ?? "") + " before going on.")
        case .followsThrough(let earns):
            sentences.append(
                "It follows from your own \(Self.list(followed))"
                    + (earns ? "." : ", but from values that leave nothing to calculate, so it earns no marks."))
        case .wrongForm: break
        case .wrongShape(let given, let expected):
            sentences.append("This is a \(given), where a \(expected) is asked for.")
        case .unreadable(let error):
            sentences.append(neighbourhood(of: error).map { "Near ‘\($0)’: \(error.sentence)" } ?? error.sentence)
            if !error.fix.isEmpty { sentences.append(error.fix) }
        case .undecided(let open):
            sentences.append(
                "It could be neither proved right nor wrong with \(open.precision) bits; a person has to look at it.")
        }
        sentences += failures
        if let first = diagnoses.first {
            sentences.append(first.sentence)
            var others: [String] = []
            for code in diagnoses.map(\.code) where code != first.code && !others.contains(code) { others.append(code) }
            others = Array(others.prefix(2))
            if !others.isEmpty { sentences.append("The same value comes from: \(others.joined(separator: ", ")).") }
        }
        return sentences
    }

    /// The places that are wrong or not in the form asked for.
    private var failures: [String] {
        guard let verdicts else { return [] }
        var sentences: [String] = []
        let wrong = verdicts.elements.indices.filter { if case .wrong = verdicts.elements[$0] { true } else { false } }
        if case .followsThrough = outcome { return [] }
        if !wrong.isEmpty, verdicts.shape != .scalar, wrong.count < verdicts.elements.count {
            let places = wrong.prefix(6).map { place(of: $0, in: verdicts) }
            sentences.append("Wrong in \(Self.list(places))\(wrong.count > 6 ? " and \(wrong.count - 6) more" : "").")
        }
        if verdicts.elements.contains(.wrong(.beyondTolerance)) {
            sentences.append("It is a rounding of the value, but further from it than the tolerance of the sheet.")
        }
        for verdict in verdicts.elements {
            if case .wrongForm(let form) = verdict {
                sentences.append(form.sentence)
                break
            }
        }
        return sentences
    }

    /// What stands around the place of an error, where the text is too long to see it at once.
    private func neighbourhood(of error: UnreadableAnswer) -> String? {
        guard let text, text.utf8.count > 40 else { return nil }
        let bytes = Array(text.utf8)
        var start = max(0, min(error.range.lowerBound, bytes.count) - 12)
        var end = min(bytes.count, max(start, min(error.range.upperBound, error.range.lowerBound + 20)) + 12)
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return String(decoding: bytes[start..<max(start, end)], as: UTF8.self).asOneLine.trimmed
    }

    private func place(of index: Int, in verdicts: Tensor<Verdict>) -> String {
        let columns = max(1, verdicts.columns)
        if verdicts.shape.isVector { return "entry \(index + 1)" }
        return "(\(index / columns + 1), \(index % columns + 1))"
    }

    var roundedSteps: [String] {
        for case .roundedTooEarly(let steps, _) in verdicts?.elements ?? [] { return steps }
        return ["an earlier step"]
    }

    private var roundedDigits: Verdict.Digits? {
        for case .roundedTooEarly(_, let digits) in verdicts?.elements ?? [] { return digits }
        return nil
    }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}

extension Verdict.Form {
    /// What the sheet asked for, as a sentence.
    public var sentence: String {
        switch self {
        case .exactExpected: "The value is right, but the exact value is asked for, not a decimal."
        case .lowestTermsExpected: "The value is right, but the fraction can be cancelled."
        case .decimalsExpected(let count): "\(count) \(count == 1 ? "decimal is" : "decimals are") asked for."
        case .significantDigitsExpected(let count):
            "\(count) significant \(count == 1 ? "digit is" : "digits are") asked for."
        case .tooFewDigits: "So few digits do not show that the value is known."
        }
    }
}

extension Rational {
    /// Marks as people write them: `1.5`, `2`, and `1/3` where no short decimal is exact.
    public var asMarks: String {
        guard !isInteger, let decimal = try? Number(self).decimal(places: 4), decimal.isExact else { return "\(self)" }
        var text = Substring(decimal.description)
        while text.hasSuffix("0") { text = text.dropLast() }
        return String(text)
    }

    /// Marks as a decimal for spreadsheets and platforms: at most four places.
    var asDecimalMarks: String {
        guard !isInteger, let decimal = try? Number(self).decimal(places: 4) else { return "\(self)" }
        var text = Substring(decimal.description)
        while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text = text.dropLast() }
        return String(text)
    }
}
