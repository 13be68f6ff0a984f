import Numbers
import Rationals
import Sheets

extension MarkedSubmission {
    /// What Gradescope reads from `results.json`.
    ///
    /// Answers in words are left to a person: they are tests without a score.
    public var gradescope: JSON {
        .object([
            .init("score", marks.json),
            .init("output", .string("\(marks.asMarks) of \(possible.asMarks) marks")),
            .init("visibility", .string("visible")),
            .init(
                "tests",
                .array(
                    answers.enumerated().map { index, answer in
                        var members: [JSON.Member] = []
                        if !answer.isForAPerson {
                            members += [.init("score", answer.marks.json), .init("max_score", answer.possible.json)]
                        }
                        members += [
                            .init("name", .string(answer.id)), .init("number", .string("\(index + 1)")),
                            .init("output", .string(answer.output)), .init("visibility", .string("visible")),
                            .init("tags", .array(answer.diagnoses.map { .string($0.code) })),
                            .init("extra_data", .object([.init("verdict", .string(answer.outcomeCode))])),
                        ]
                        return .object(members)
                    })),
        ])
    }

    /// What PrairieLearn reads from an external grader's `results.json`.
    ///
    /// The score is the part of the marks that can be marked by calculation; a submission of which no answer can be
    /// read is not gradable, so that the student loses no attempt.
    public var prairieLearn: JSON {
        let marked = answers.filter { !$0.isForAPerson }
        let unreadable = marked.filter { $0.isUnreadable }
        let isGradable = unreadable.isEmpty || unreadable.count < marked.filter { $0.text != nil }.count
        var members: [JSON.Member] = [.init("gradable", .boolean(isGradable))]
        if isGradable {
            members.append(.init("score", (marks.divided(by: possible) ?? 0).json))
        } else {
            members.append(.init("format_errors", .array(unreadable.map { .string("\($0.id): \($0.output)") })))
        }
        members += [
            .init("message", .string("\(marks.asMarks) of \(possible.asMarks) marks")),
            .init(
                "tests",
                .array(
                    marked.map { answer in
                        .object([
                            .init("name", .string(answer.id)), .init("description", .string(answer.outcomeWords)),
                            .init("points", answer.marks.json), .init("max_points", answer.possible.json),
                            .init("message", .string(answer.explanation.joined(separator: " "))),
                            .init("output", .string(answer.reading?.echo ?? answer.text ?? "")),
                        ])
                    })),
        ]
        return .object(members)
    }

    /// Everything, in the shape that `Documentation/marking.schema.json` describes.
    public var report: JSON {
        .object([
            .init("student", .string(student)), .init("marks", .string("\(marks)")),
            .init("possible", .string("\(possible)")), .init("answers", .array(answers.map(\.report))),
            .init("unknown", .array(unknownIDs.map { .string($0) })),
        ])
    }
}

extension MarkedAnswer {
    fileprivate var isUnreadable: Bool {
        if case .unreadable = outcome { return true }
        return false
    }

    /// What a platform shows under the answer.
    fileprivate var output: String {
        ([outcomeWords.prefix(1).uppercased() + outcomeWords.dropFirst() + "."] + explanation
            + (reading?.notes ?? []) + (reading.map { ["Read as \($0.echo)."] } ?? [])).joined(separator: " ")
    }

    fileprivate var report: JSON { .object(members) }

    /// Everything about the answer.
    var members: [JSON.Member] {
        [
            .init("id", .string(id)), .init("text", text.map(JSON.string) ?? .null),
            .init("read_as", reading.map { .string($0.echo) } ?? .null),
            .init("notes", .array((reading?.notes ?? []).map { .string($0) })),
            .init("verdict", .string(outcomeCode)), .init("explanation", .string(explanation.joined(separator: " "))),
            .init("marks", .string("\(marks)")), .init("possible", .string("\(possible)")),
            .init("entries", .array((verdicts?.elements ?? []).map { .string($0.code) })),
            .init(
                "mistakes",
                .array(
                    diagnoses.map { diagnosis in
                        .object([
                            .init("code", .string(diagnosis.code)), .init("sentence", .string(diagnosis.sentence)),
                            .init("step", diagnosis.step.map(JSON.string) ?? .null),
                            .init("on_own_values", .boolean(diagnosis.isOnOwnValues)),
                        ])
                    })), .init("followed", .array(followed.map { .string($0) })),
        ]
    }
}

extension Verdict {
    /// A stable word for JSON.
    public var code: String {
        switch self {
        case .exact: "exact"
        case .rounded(.nearest): "rounded"
        case .rounded(.truncated): "truncated"
        case .rounded(.withinTolerance): "within-tolerance"
        case .roundedTooEarly: "rounded-too-early"
        case .wrong: "wrong"
        case .wrongForm: "wrong-form"
        case .undecided: "undecided"
        }
    }
}

extension Rational {
    /// Marks as a JSON number.
    fileprivate var json: JSON {
        if let whole = Int(exactly: numerator), isInteger { return .integer(whole) }
        return .double((try? Double(Number(self))) ?? 0)
    }
}

extension ClassSummary {
    /// The class, in the shape that `Documentation/marking.schema.json` describes.
    public var report: JSON {
        .object([
            .init("submissions", .integer(submissions)), .init("unreadable", .integer(unreadableSubmissions)),
            .init("mean", mean.map { .string("\($0)") } ?? .null), .init("possible", .string("\(possible)")),
            .init("lowest", range.map { .string("\($0.lowerBound)") } ?? .null),
            .init("highest", range.map { .string("\($0.upperBound)") } ?? .null),
            .init("answers", .array(answers.map(\.report))),
            .init("mistakes", .array(frequentMistakes.map { Self.report(code: $0.code, count: $0.count) })),
        ])
    }

    fileprivate static func report(code: String, count: Int) -> JSON {
        .object([.init("code", .string(code)), .init("count", .integer(count))])
    }
}

extension ClassSummary.AnswerSummary {
    fileprivate var report: JSON {
        .object([
            .init("id", .string(id)), .init("answered", .integer(answered)), .init("right", .integer(right)),
            .init("followed", .integer(followed)), .init("failed", .integer(failed)),
            .init("unreadable", .integer(unreadable)),
            .init("total", .string("\(total)")), .init("possible", .string("\(possible)")),
            .init("suspicious", .boolean(isSuspicious)),
            .init(
                "mistakes",
                .array(frequentMistakes.map { ClassSummary.report(code: $0.code, count: $0.count) })),
        ])
    }
}
