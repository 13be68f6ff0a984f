import Formulas
import Graphs
import Marking
import Numbers
import Rationals
import Sheets

/// What an answer asks for, in the decimals that a platform can compare.
struct PackageField {
    let id: String
    let name: Formula?
    let marks: Rational
    /// The exact value; nil where a person marks.
    let value: Tensor<Number>?
    /// What is asked for beside the name: `3 decimals`.
    let form: String
    /// Whether the sheet asks for an exact form, which a decimal stands for.
    let asksForExact: Bool
    /// Whether the sheet asks for a fraction that cannot be cancelled.
    let asksForLowestTerms: Bool
    /// Whether the sheet asks for decimals or digits, or states a tolerance.
    let asksForDecimals: Bool
    let rows: Int
    let columns: Int
    /// Row by row; empty where a person marks.
    let entries: [Entry]
    /// Known mistakes whose values a platform can tell from the right one and from each other.
    let mistakes: [Mistaken]
    /// The field as a choice; nil where numbers are asked for.
    let choice: ChoiceQuestion?
    /// Why it is none although choices were asked for.
    let absence: ChoiceQuestion.Absence?

    /// One number with what it may be off.
    struct Entry: Hashable {
        var value: Rational
        var tolerance: Rational
        /// The exact value where that is rational.
        var exact: Rational?

        /// Whether what is taken for one number may be taken for the other.
        func overlaps(_ other: Entry) -> Bool { (value - other.value).magnitude <= tolerance + other.tolerance }
    }

    /// A mistake and what it gives.
    struct Mistaken {
        var code: String
        var sentence: String
        var value: Tensor<Number>
        var entries: [Entry]
    }

    /// Whether a person marks it: words, and values that are no decimals.
    var isForAPerson: Bool { entries.isEmpty }

    /// - Parameter choice: the field as a choice, where choices are asked for.
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    init(
        _ field: ExamQuestion.Field, mistakes all: [MistakenValue],
        choice: Result<ChoiceQuestion, ChoiceQuestion.Absence>? = nil
    ) throws {
        switch choice {
        case nil: (self.choice, absence) = (nil, nil)
        case .success(let question): (self.choice, absence) = (question, nil)
        case .failure(let reason): (self.choice, absence) = (nil, reason)
        }
        (id, name, marks) = (field.id, field.name, field.marks)
        asksForLowestTerms = field.terms.contains(.lowestTerms)
        asksForExact = asksForLowestTerms || field.terms.contains(.exact)
        let asked = field.terms.compactMap(Self.form).joined(separator: ", ")
        asksForDecimals = !asked.isEmpty
        let isWhole = field.value?.elements.allSatisfy { $0.rational?.isInteger ?? false } ?? true
        form = asked.isEmpty && !isWhole ? "4 significant digits" : asked
        guard let value = field.value, let right = try Self.entries(of: value, terms: field.terms) else {
            (self.value, rows, columns, entries, mistakes) = (nil, 0, 0, [], [])
            return
        }
        (self.value, rows, columns, entries) = (value, value.rows, value.columns, right)
        var kept: [Mistaken] = []
        for mistake in all where mistake.answer == field.id {
            guard let wrong = try Self.entries(of: mistake.value, terms: field.terms), wrong.count == right.count,
                !Self.isSame(wrong, right), !kept.contains(where: { Self.isSame($0.entries, wrong) })
            else { continue }
            kept.append(
                Mistaken(
                    code: mistake.code, sentence: mistake.sentence, value: mistake.value, entries: wrong))
        }
        mistakes = kept
    }

    static func isSame(_ a: [Entry], _ b: [Entry]) -> Bool { zip(a, b).allSatisfy { $0.overlaps($1) } }

    private static func form(_ term: Answer.Term) -> String? {
        switch term {
        case .marks, .published, .exact, .lowestTerms: nil
        case .decimals(let count): count == 1 ? "1 decimal" : "\(count) decimals"
        case .significantDigits(let count): count == 1 ? "1 significant digit" : "\(count) significant digits"
        case .tolerance(let tolerance): "within \(tolerance)"
        }
    }

    /// What is taken for an exact value: the decimal asked for and whatever rounds to it.
    ///
    /// A platform subtracts in floating point, so the half unit has a thousandth more, for what lies at the edge.
    static func entries(of value: Tensor<Number>, terms: [Answer.Term]) throws -> [Entry]? {
        var places: Int?
        var digits = 4
        var given: Rational?
        for term in terms {
            switch term {
            case .decimals(let count): places = count
            case .significantDigits(let count): digits = count
            case .tolerance(let tolerance): given = tolerance
            case .marks, .exact, .lowestTerms, .published: continue
            }
        }
        guard let more = Rational(1_001, over: 2_000) else { return nil }
        var entries: [Entry] = []
        for number in value.elements {
            let decimal =
                if given != nil {
                    try number.decimal(significantDigits: 15)
                } else if let places {
                    try number.decimal(places: places)
                } else {
                    try number.decimal(significantDigits: digits)
                }
            guard let centre = decimal.rational, let unit = decimal.unit else { return nil }
            entries.append(Entry(value: centre, tolerance: given ?? unit * more, exact: number.rational))
        }
        return entries
    }
}

extension Rational {
    /// The number as a decimal without an exponent, to 17 significant digits, which is all that doubles tell apart.
    func decimalText() throws -> String {
        let decimal = try Number(self).decimal(significantDigits: 17)
        let digits = decimal.digits
        if decimal.isZero { return "0" }
        var text: String
        if decimal.exponent < 0 {
            text = "0." + String(repeating: "0", count: -decimal.exponent - 1) + digits
        } else if decimal.exponent >= digits.utf8.count - 1 {
            text = digits + String(repeating: "0", count: decimal.exponent + 1 - digits.utf8.count)
        } else {
            text = digits.prefix(decimal.exponent + 1) + "." + digits.dropFirst(decimal.exponent + 1)
        }
        if text.utf8.contains(UInt8(ascii: ".")) {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return decimal.isNegative ? "-" + text : text
    }
}

extension String {
    /// The text as a name of letters, digits and underscores, different for different texts: `1a.p` is `1a_2e_p`.
    var identifier: String {
        var name = ""
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default: name += "_\(String(byte, radix: 16))_"
            }
        }
        return name
    }
}
