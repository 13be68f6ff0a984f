import Formulas
import Numbers

/// The one place where what a reader or the numbers say becomes a sentence about an answer.
extension UnreadableAnswer {
    init(_ error: ReadingError, in text: AnswerText, formula: Formula? = nil) {
        let range = text.given(error.range)
        let excerpt = text.excerpt(error.range)
        switch error.fact {
        case .unknownName(let name): self = Self.unknownName(name, excerpt, in: text, formula: formula, at: error.range)
        case .unknownFunction(let name):
            self.init(
                "‘\(name)’ is not a function known here.", fix: "Write the value, not how it is found.", range: range)
        case .notANumber where excerpt.contains("\\text") || excerpt.contains("\\mbox") || excerpt.contains("\""):
            self.init("Words stand where a number should.", fix: "Write the value without words.", range: range)
        case .notANumber:
            self.init("This is not a single number.", fix: "Give every entry as one number.", range: range)
        case .elision:
            self.init(
                "Something is left out here.",
                fix: "Write all of it; a decimal may be rounded, 0.333, or a fraction, 1/3.",
                range: range)
        case .unknownCharacter("±"), .unknownCommand("\\pm"):
            self.init("This stands for two values.", fix: "Write one of them.", range: range)
        case .unknownCharacter(let character):
            self.init(
                "‘\(character)’ has no meaning in an answer.", fix: error.remedy ?? "Write the value only.",
                range: range)
        case .unknownCommand(let command):
            self.init("The command ‘\(command)’ is not known here.", fix: "Write the value only.", range: range)
        case .unknownEnvironment(let name):
            self.init(
                "The environment ‘\(name)’ is not known here.", fix: "Write bmatrix or pmatrix for a matrix or vector.",
                range: range)
        case .numberAfterFactor:
            self.init(
                "A number follows another value without a sign between them.",
                fix: "Write [1, 2] for two entries, 2 * 3 for a product.", range: range)
        case .ambiguousQuotient:
            self.init(error.sentence, fix: "Write (1/2) * e or 1/(2 * e).", range: range)
        case .ambiguousMixedNumber:
            self.init(error.sentence, fix: "Write 5/2 for two and a half, 2 * 1/2 for the product.", range: range)
        case .tooDeep: self.init(error.sentence, fix: "Write the value in a simpler form.", range: range)
        case .unexpected(.text(","), _), .unexpected(.text("="), _), .unexpected(.text("for"), _),
            .unexpected(.text("in"), _):
            self.init("‘\(excerpt)’ has no meaning here.", fix: "Write the value only.", range: range)
        default: self.init(error.sentence, fix: error.remedy ?? "", range: range)
        }
    }

    private static let notFinite: Set<String> = ["nan", "inf", "infinity", "infty", "∞", "nil", "null"]

    /// The error of a name: not finite, a unit behind a number, or a name without a value.
    private static func unknownName(
        _ name: String, _ excerpt: String, in text: AnswerText, formula: Formula?, at range: Range<Int>
    ) -> UnreadableAnswer {
        let place = text.given(range)
        if excerpt.hasPrefix("\\text") || excerpt.hasPrefix("\\mbox") {
            return UnreadableAnswer(
                "Words stand where a number should.", fix: "Write the value without words.", range: place)
        }
        if notFinite.contains(name.lowercased()) || notFinite.contains(excerpt.lowercased()) {
            return UnreadableAnswer(
                "‘\(excerpt)’ is not a number.", fix: "Write the number; an answer is always finite.", range: place)
        }
        if let formula, formula.isFollowed(byNameAt: range) {
            return UnreadableAnswer(
                "‘\(excerpt)’ behind the value is neither a number nor e or π.", fix: "Leave units and words out.",
                range: place)
        }
        return UnreadableAnswer(
            "‘\(excerpt)’ has no value: only e and π stand for numbers.", fix: "Write its value.", range: place)
    }

    init(_ error: NumberError, in text: AnswerText, formula: Formula) {
        let range = text.given(formula.range ?? 0..<text.bytes.count)
        switch error {
        case .hasNoValue(let reason):
            self.init(Self.sentence(of: reason), fix: "Give a number that exists.", range: range)
        case .undecided:
            self.init(
                "It could not be decided whether this has a value.", fix: "Write it in a simpler form.", range: range)
        case .tooLarge:
            self.init(
                "This is too large to be calculated here.", fix: "Write the value in a simpler form.", range: range)
        }
    }

    private static func sentence(of reason: Undefined) -> String {
        switch reason {
        case .divisionByZero: "This divides by zero."
        case .evenRootOfNegative: "This is an even root of a negative number."
        case .logarithmOfNonPositive: "This is a logarithm of a number that is not positive."
        case .negativePowerOfZero: "This is a negative power of zero."
        case .baseNotPositive: "This base is not positive."
        case .emptySoftmax, .entriesDoNotFillShape, .notANumber: "This has no value."
        }
    }
}

extension Formula {
    /// Whether a name at a place stands right behind a number in a product: `5 cm`.
    fileprivate func isFollowed(byNameAt place: Range<Int>) -> Bool {
        switch node {
        case .product(let factors, .juxtaposition):
            for (number, unit) in zip(factors, factors.dropFirst()) where unit.range == place {
                switch number.node {
                case .number, .name, .column, .row, .matrix: return true
                default: return false
                }
            }
            return factors.contains { $0.isFollowed(byNameAt: place) }
        case .negative(let inner): return inner.isFollowed(byNameAt: place)
        case .sum(let parts): return parts.contains { $0.isFollowed(byNameAt: place) }
        case .quotient(let a, _): return a.isFollowed(byNameAt: place)
        default: return false
        }
    }
}
