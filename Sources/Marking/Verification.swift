import Documents
import Sheets

/// The published values of a sheet held against the right ones: a tutor's own use.
///
///     z: 1 mark, published (-1.66, 0.90, 0.03)
///
/// All published values of a sheet are taken as one solution, so that a later value is also judged by what follows
/// from an earlier one. Where an answer has several published values, each is judged with the first ones of the others.
public struct Verification: Sendable {
    /// The sheet.
    public let worked: WorkedSheet
    /// What is to be said of each published value, in the order of the text.
    public let findings: [Finding]

    /// One published value.
    public struct Finding: Sendable {
        /// Its place in the sheet.
        public var range: Range<Int>
        /// What became of it.
        public var answer: MarkedAnswer
        /// The right value; nil for an answer in words.
        public var solution: AnswerSolution?

        /// The exit status that a value calls for that is not the right one.
        ///
        /// Digits or a form that students are asked for do not matter here.
        public var status: Int32? {
            if case .wrongForm = answer.outcome, answer.diagnoses.isEmpty { return nil }
            return answer.status
        }
    }

    /// Judges the published values of a sheet without diagnostics.
    ///
    /// - Throws: `NumberError` when a right value cannot be rounded within the limits.
    public init(_ worked: WorkedSheet, options: AnswerOptions = AnswerOptions()) throws {
        self.worked = worked
        let source = worked.elaboration.sheet.source
        let answers = worked.elaboration.answers
        let published = answers.map { asked in
            asked.answer.terms.compactMap { term -> Range<Int>? in
                if case .published(let range) = term { range } else { nil }
            }
        }
        let marker = MarkingRun(worked, options: options).marker
        func marked(_ index: Int, _ alternative: Int) -> MarkedAnswer? {
            var given: [Submission.Given] = []
            for (other, ranges) in published.enumerated() {
                let place = other == index ? alternative : 0
                if ranges.indices.contains(place) {
                    given.append(.init(id: answers[other].id, text: source.text(ranges[place])))
                }
            }
            let all = marker.mark(Submission(student: "", answers: given)).answers
            return all.indices.contains(index) ? all[index] : nil
        }
        var findings: [Finding] = []
        for (index, ranges) in published.enumerated() {
            for (alternative, range) in ranges.enumerated() {
                guard let answer = marked(index, alternative) else { continue }
                let value = answers[index].node.flatMap { worked.exact[$0] }
                let solution = try value.map { try AnswerSolution($0, beside: answer.reading) }
                findings.append(Finding(range: range, answer: answer, solution: solution))
            }
        }
        self.findings = findings
    }

    /// The exit statuses that something called for, 0 not among them.
    public var statuses: Set<Int32> { Set(findings.compactMap(\.status)) }

    /// Each value on a line with its place, what is wrong with its line of the sheet, and the count.
    ///
    ///     sheet.md:14:22: 1a.z: wrong
    ///        14 | z: 1 mark, published (-1.66, 0.90, 0.03)
    ///           |                      ^~~~~~~~~~~~~~~~~~~
    ///       The scores were not divided. (no-scaling)
    ///       The value is [-1.70, 0.90, 0.03].
    public var text: String {
        let source = worked.elaboration.sheet.source
        guard !findings.isEmpty else {
            return "\(source.file): There are no published values in it. They stand in answer lines: "
                + "p: 2 marks, published (0.25, 0.75)\n"
        }
        var lines: [String] = []
        for finding in findings {
            let (line, column) = source.position(of: finding.range.lowerBound)
            lines.append("\(source.file):\(line):\(column): \(finding.answer.id): \(finding.words)")
            if finding.answer.isFine || finding.status == nil { continue }
            lines += source.excerpt(finding.place)
            lines += finding.sentences.map { "  \($0)" }
        }
        let right = findings.filter { $0.status == nil }.count
        let plural = findings.count == 1 ? "value" : "values"
        lines.append("\(source.file): \(right) of \(findings.count) published \(plural) right")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same as JSON: `Documentation/marking.schema.json`.
    public var report: JSON {
        let source = worked.elaboration.sheet.source
        return .object([
            .init("file", .string(source.file)),
            .init(
                "values",
                .array(
                    findings.map { finding in
                        let (line, column) = source.position(of: finding.range.lowerBound)
                        return .object(
                            [
                                .init("line", .integer(line)), .init("column", .integer(column)),
                                .init("holds", .boolean(finding.status == nil)),
                            ] + finding.answer.members + [
                                .init("right", finding.solution.map { .string($0.plain) } ?? .null)
                            ])
                    })),
        ])
    }

    /// Sheets that were verified, as one JSON text.
    public static func report(of all: [Verification]) -> JSON {
        .object([
            .init("format", .string("attest-verification")), .init("version", .integer(1)),
            .init("sheets", .array(all.map(\.report))),
        ])
    }
}

extension Verification.Finding {
    /// What to underline: the value, or what could not be read of it.
    fileprivate var place: Range<Int> {
        guard case .unreadable(let error) = answer.outcome else { return range }
        let start = min(range.upperBound, range.lowerBound + error.range.lowerBound)
        return start..<max(start, min(range.upperBound, range.lowerBound + error.range.upperBound))
    }

    /// The outcome; digits and forms that students are asked for are not asked of a published value.
    fileprivate var words: String {
        if case .wrongForm = answer.outcome, status == nil { return "right, in another form than is asked for" }
        return answer.outcomeWords
    }

    fileprivate var sentences: [String] {
        var sentences = answer.explanation
        if let diagnosis = answer.diagnoses.first {
            sentences = sentences.map { $0 == diagnosis.sentence ? "\($0) (\(diagnosis.code))" : $0 }
        } else if case .wrong = answer.outcome {
            sentences.append("No known mistake gives this value.")
        }
        if let reading = answer.reading, reading.echo.bare != answer.text?.bare {
            sentences.append("Read as \(reading.echo).")
        }
        if let solution { sentences.append("The value is \(solution.plain).") }
        return sentences
    }
}

extension String {
    /// Without the brackets and spaces in which readings differ from what was written, and nothing else.
    fileprivate var bare: String { String(filter { !"()[] ".contains($0) }).replacing("−", with: "-") }
}
