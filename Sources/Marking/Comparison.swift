import Graphs
import Numbers
import Rationals

/// One answer held against the true value, what follows from the student's own values, and the catalogue of mistakes.
struct Comparison {
    let marker: Marker
    let index: Int
    let answer: WrittenAnswer
    let truth: Tensor<CertifiedNumber>
    /// What the student wrote for what is computed earlier.
    let own: [OwnValue]

    init(marker: Marker, index: Int, answer: WrittenAnswer, truth: Tensor<CertifiedNumber>, own: [OwnValue]) {
        self.marker = marker
        self.index = index
        self.answer = answer
        self.truth = truth
        let question = marker.questions[index]
        self.own = own.filter { question.needed[$0.node.index] && $0.node != question.node }
    }

    /// What was found.
    struct Result {
        var outcome: MarkedAnswer.Outcome
        var verdicts: Tensor<Verdict>?
        var diagnoses: [Diagnosis] = []
        var followed: [String] = []
    }

    var mistakes: MistakeValues { marker.mistakes }

    func result() -> Result {
        guard let laidOut = answer.entries.laidOut(as: truth.shape) else {
            return turned() ?? misshapen()
        }
        let marking = EntryMarking(terms: marker.questions[index].terms)
        var verdicts = zip(laidOut.elements, truth.elements).map { marking.verdict(on: $0, truth: $1) }
        var result = Result(outcome: Self.outcome(of: verdicts))
        if result.outcome == .wrong, let printed = printed(laidOut, verdicts, marking) {
            verdicts = printed
            switch Self.outcome(of: verdicts.filter { $0 != .roundedTooEarly(steps: [Verdict.doublePrecision]) }) {
            case .exact, .rounded: result.outcome = .roundedTooEarly
            case let other: result.outcome = other
            }
        }
        if result.outcome == .wrong { explain(&result, verdicts) }
        if result.outcome == .wrongForm, verdicts.contains(.wrongForm(.tooFewDigits)) { reconsider(&result, verdicts) }
        if result.verdicts == nil { result.verdicts = Tensor(shape: truth.shape, elements: verdicts) }
        return result
    }

    /// The outcome of an answer from the verdicts on its entries: the worst of them.
    private static func outcome(of verdicts: [Verdict]) -> MarkedAnswer.Outcome {
        var outcome = MarkedAnswer.Outcome.exact
        var undecided: Undecided?
        for verdict in verdicts {
            switch verdict {
            case .exact: continue
            case .rounded: if outcome == .exact { outcome = .rounded }
            case .roundedTooEarly, .wrongForm: outcome = .wrongForm
            case .wrong: return .wrong
            case .undecided(let question): undecided = undecided ?? question
            }
        }
        return undecided.map { .undecided($0) } ?? outcome
    }

    /// The verdicts when every wrong entry is as far off as double precision leaves it; nil when one is not.
    private func printed(
        _ laidOut: Tensor<WrittenEntry>, _ verdicts: [Verdict], _ marking: EntryMarking
    ) -> [Verdict]? {
        guard let run = mistakes.plain(index)?.run, run.elements.count == verdicts.count else { return nil }
        var all = verdicts
        for position in verdicts.indices {
            guard case .wrong = verdicts[position] else { continue }
            guard
                let verdict = marking.verdict(
                    onPrintout: laidOut.elements[position], truth: truth.elements[position],
                    run: run.elements[position])
            else { return nil }
            all[position] = verdict
        }
        return all
    }

    // MARK: Layout

    /// The right entries standing the other way; nil when they are not.
    private func turned() -> Result? {
        guard let laidOut = answer.entries.transposed.laidOut(as: truth.shape) else {
            return nil
        }
        let marking = EntryMarking(terms: marker.questions[index].terms)
        let verdicts = zip(laidOut.elements, truth.elements).map { marking.verdict(on: $0, truth: $1) }
        switch Self.outcome(of: verdicts) {
        case .exact, .rounded, .wrongForm:
            let sentence = "The entries are right, but the matrix is transposed: its rows stand as columns."
            return Result(
                outcome: .wrongForm, verdicts: Tensor(shape: truth.shape, elements: verdicts),
                diagnoses: [Diagnosis(code: "transposed-output", sentence: sentence, step: nil)])
        case .undecided(let undecided):
            return Result(outcome: .undecided(undecided), verdicts: Tensor(shape: truth.shape, elements: verdicts))
        default:
            return nil
        }
    }

    /// An answer of another size: nothing to compare entry by entry, but a mistake may explain it.
    private func misshapen() -> Result {
        var result = Result(outcome: .wrongShape(given: answer.entries.shape, expected: truth.shape))
        result.diagnoses = diagnoses()
        return result
    }

    // MARK: Wrong answers

    /// `(1, 0, 0)` may be weights with too few digits; but it is exactly what an argmax gives, or what follows from an
    /// own value.
    private func reconsider(_ result: inout Result, _ verdicts: [Verdict]) {
        guard answer.entries.elements.count > 1 else { return }
        var reading = answer.reading
        reading.entries = reading.entries.map { entry in
            var entry = entry
            entry.form = .exact
            return entry
        }
        let literal = Comparison(marker: marker, index: index, answer: WrittenAnswer(reading), truth: truth, own: own)
        if let followed = literal.followed() {
            result.outcome = .followsThrough(earns: followed.earns)
            result.followed = followed.ids
        } else {
            let diagnoses = literal.onTrueValues(withSlips: false)
            guard !diagnoses.isEmpty else { return }
            result.outcome = .wrong
            result.diagnoses = diagnoses
        }
        result.verdicts = Tensor(
            shape: truth.shape,
            elements: verdicts.map { verdict in
                if case .wrongForm = verdict { return .wrong(.exactValues) }
                return verdict
            })
    }

    private func explain(_ result: inout Result, _ verdicts: [Verdict]) {
        // What stands for the true value and is beyond the tolerance can only follow from own values.
        let isCoarse = verdicts.allSatisfy { verdict in
            if case .wrong(let evidence) = verdict { evidence == .beyondTolerance } else { true }
        }
        if !isCoarse, let early = earlyRounding() {
            result.outcome = .roundedTooEarly
            result.verdicts = Tensor(
                shape: truth.shape,
                elements: verdicts.map { verdict in
                    if case .wrong = verdict { return early }
                    return verdict
                })
        } else if let followed = followed() {
            result.outcome = .followsThrough(earns: followed.earns)
            result.followed = followed.ids
        } else if !isCoarse {
            result.diagnoses = diagnoses()
        }
    }

    /// The steps whose rounding explains the answer: those that the student wrote rounded, or any to the digits shown or
    /// to fewer.
    private func earlyRounding() -> Verdict? {
        let written = own.filter { $0.isRight && !$0.isExact && !$0.isCheap }
        if !written.isEmpty {
            for values in [written] + (written.count > 1 ? written.map { [$0] } : []) where stands(following: values) {
                return .roundedTooEarly(steps: values.map(\.id))
            }
        }
        for digits in answer.digitsShown {
            for (position, rounded) in mistakes.rounded(index, digits).enumerated() {
                if let run = rounded.run, answer.isRefuted(by: run) { continue }
                guard let value = mistakes.exact(index, rounded, index: position), stands(for: value) else { continue }
                return .roundedTooEarly(steps: rounded.steps, to: digits)
            }
        }
        return nil
    }

    func stands(for value: Tensor<CertifiedNumber>) -> Bool { (try? answer.stands(for: value)) ?? false }

    /// Whether the answer is what follows exactly from values as they were written.
    private func stands(following values: [OwnValue]) -> Bool {
        guard let plain = mistakes.plain(index) else { return false }
        return value(of: plain, following: Given(values, mistakes.anatomy)).map(stands) ?? false
    }

    /// Values of the student's own in place of what is computed: exactly, and for a floating-point run.
    struct Given {
        let exact: [NodeID: Tensor<Number>]
        let runs: [NodeID: Tensor<RunningError>]?

        init(_ values: [OwnValue], _ anatomy: Anatomy) {
            exact = values.overriding(truth: { anatomy.value(of: $0) }, own: { $0.entry.value })
            runs = try? values.overriding(
                truth: { anatomy.value(of: $0)?.scalars(RunningError.self) }, own: { try RunningError($0.entry.value) })
        }
    }

    /// The exact value of a computation that goes on from written values; nil when it has none, or when a floating-point
    /// run with proven bounds shows that the answer does not stand for it.
    func value(of computation: MistakeValues.Computation, following given: Given) -> Tensor<CertifiedNumber>? {
        if let runs = given.runs, let run = computation.value(RunningError.self, overriding: runs),
            answer.isRefuted(by: run)
        {
            return nil
        }
        return computation.value(Number.self, overriding: given.exact).map { CertifiedNumber.all(of: $0) }
    }
}
