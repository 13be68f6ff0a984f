import Attention
import Formulas
import Graphs

extension Elaborator {
    enum OptionReading {
        /// What holds anyway.
        case left
        case value(Arguments.OptionValue)
        case wrong
    }

    mutating func optionValue(
        _ option: Formula.Option, _ known: Mechanism.Option, of mechanism: Mechanism
    ) -> OptionReading {
        let word = word(option.value)
        switch known.kind {
        case .word(let words):
            guard let word else {
                report(.optionNeedsWord(option.label, known: words), at: option.value.range)
                return .wrong
            }
            if words.contains(word) { return .value(.word(word)) }
            reportOption(option, word, mechanism, words)
            return .wrong
        case .wordOrValue(let words):
            if let word {
                if words.contains(word) { return .value(.word(word)) }
                if definition(of: Name(spelling: word)) == nil, family(of: Name(spelling: word)) == nil {
                    reportOption(option, word, mechanism, words)
                    return .wrong
                }
            }
            return optionNode(option)
        case .wordCallOrValue(let words, let calls):
            return wordCallOrValue(option, option.value, words, calls, of: mechanism)
        case .value:
            if let word, word == known.fallback, definition(of: Name(spelling: word)) == nil { return .left }
            return optionNode(option)
        case .countOrSize(let range):
            guard let size = declaredDimension(option.value) else { return count(option, range) }
            return add(.size(Polynomial(size)), at: option.value.range).map { .value(.node($0)) } ?? .wrong
        case .count(let range): return count(option, range)
        }
    }

    private mutating func count(_ option: Formula.Option, _ range: ClosedRange<Int>) -> OptionReading {
        guard let value = wholeNumber(option.value) else { return .wrong }
        guard range.contains(value) else {
            report(.optionCount(option.label, range), at: option.value.range)
            return .wrong
        }
        return .value(.count(value))
    }

    /// `causal`, `padding(3)`, a matrix, or several of those in brackets.
    private mutating func wordCallOrValue(
        _ option: Formula.Option, _ value: Formula, _ words: [String], _ calls: [String], of mechanism: Mechanism
    ) -> OptionReading {
        if let word = word(value), definition(of: Name(spelling: word)) == nil,
            family(of: Name(spelling: word)) == nil
        {
            if words.contains(word) { return .value(.word(word)) }
            if calls.contains(word) {
                report(.optionCallWithoutNumber(word), at: value.range)
                return .wrong
            }
            reportOption(option, word, mechanism, words + calls, at: value.range)
            return .wrong
        }
        switch value.node {
        case .call(let name, let arguments, _) where calls.contains(name):
            guard arguments.count == 1, let argument = arguments.first else {
                report(.optionCallWithoutNumber(name), at: value.range)
                return .wrong
            }
            guard let count = wholeNumber(argument) else { return .wrong }
            guard Self.callRange.contains(count) else {
                report(.optionCount(name, Self.callRange), at: argument.range)
                return .wrong
            }
            return .value(.call(name, count))
        case .column(let parts) where parts.contains(where: { isWordOrCall($0, words, calls) }):
            let readings = parts.map { wordCallOrValue(option, $0, words, calls, of: mechanism) }
            var values: [Arguments.OptionValue] = []
            for case .value(let value) in readings { values.append(value) }
            return values.count == parts.count ? .value(.list(values)) : .wrong
        default:
            return node(of: value).map { .value(.node($0)) } ?? .wrong
        }
    }

    /// What `padding(…)` and `window(…)` count.
    private static let callRange = 0...(1 << 20)

    private func isWordOrCall(_ formula: Formula, _ words: [String], _ calls: [String]) -> Bool {
        if case .call(let name, _, _) = formula.node { return calls.contains(name) }
        return word(formula).map { words.contains($0) || calls.contains($0) } ?? false
    }

    private mutating func optionNode(_ option: Formula.Option) -> OptionReading {
        node(of: option.value).map { .value(.node($0)) } ?? .wrong
    }

    private mutating func reportOption(
        _ option: Formula.Option, _ word: String, _ mechanism: Mechanism, _ words: [String], at range: Range<Int>? = nil
    ) {
        report(
            .optionValue(
                word, option: option.label, function: mechanism.name, known: words,
                suggestions: Spelling.suggestions(for: word, among: words)), at: range ?? option.value.range)
    }

    /// The word that an option's value is: `causal`, `scaled_dot`.
    func word(_ formula: Formula) -> String? {
        switch formula.node {
        case .name(let name): name.identifier
        case .text(let text): text
        default: nil
        }
    }
}
