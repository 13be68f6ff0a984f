import Sheets

/// Submissions marked one after the other, and what there is to say of all of them together.
///
/// Takes the memory of one submission and of the sheet, however many there are.
///
///     var run = MarkingRun(marker)
///     while let item = try file.next() { events += run.take(item) }
///     run.statuses                                     // [1, 2]: something is wrong, something unreadable
public struct MarkingRun: Sendable {
    /// What marks them.
    public let marker: Marker
    /// The ids of the sheet's answers, in its order.
    public let ids: [String]
    /// What was marked so far.
    public private(set) var summary: ClassSummary
    /// The exit statuses that something called for, 0 not among them.
    public private(set) var statuses: Set<Int32> = []

    /// What came of a piece of a file.
    public enum Event: Sendable {
        case marked(MarkedSubmission)
        case problem(SubmissionProblem)
    }

    /// A run in which nothing is marked yet.
    public init(_ marker: Marker) {
        self.marker = marker
        ids = marker.worked.elaboration.answers.map(\.id)
        summary = ClassSummary(ids: ids)
    }

    /// A marker for a sheet that reads answers as people write them.
    public init(_ worked: WorkedSheet, options: AnswerOptions = AnswerOptions(), rules: MarkingRules = MarkingRules()) {
        let reader = AnswerReader(options)
        self.init(
            Marker(worked: worked, rules: rules) { text in
                do throws(UnreadableAnswer) {
                    return .success(try reader.read(text))
                } catch {
                    return .failure(error)
                }
            })
    }

    /// Marks a submission; a problem is passed on.
    ///
    /// Ids that the sheet does not ask for come as problems of their own.
    public mutating func take(_ item: SubmissionFile.Item) -> [Event] {
        switch item {
        case .problem(let problem):
            note(problem)
            return [.problem(problem)]
        case .submission(var submission):
            // `?` and `–` are what people write who write nothing.
            submission.answers.removeAll { AnswerReader.isUnanswered($0.text) }
            let marked = marker.mark(submission)
            summary.add(marked)
            for answer in marked.answers { if let status = answer.status { statuses.insert(status) } }
            var events: [Event] = []
            for id in marked.unknownIDs {
                let fact = SubmissionProblem.Fact.unknownAnswer(
                    id, suggestions: AnswerIDs.suggestions(for: id, among: ids))
                let problem = SubmissionProblem(fact, student: submission.student.isEmpty ? nil : submission.student)
                note(problem)
                events.append(.problem(problem))
            }
            return events + [.marked(marked)]
        }
    }

    /// Counts a problem that no file tells of, a file that is not there.
    public mutating func note(_ problem: SubmissionProblem) {
        guard let status = problem.status else { return }
        statuses.insert(status)
        switch problem.fact {
        case .unknownAnswer, .unknownColumn: break
        default: summary.unreadableSubmissions += 1
        }
    }
}

extension MarkedAnswer {
    /// The exit status that it calls for; nil where nothing is amiss, and for what was not answered.
    var status: Int32? {
        switch outcome {
        case .exact, .rounded, .missing, .forAPerson: nil
        case .roundedTooEarly, .followsThrough, .wrong, .wrongForm, .wrongShape: 1
        case .unreadable: 2
        case .undecided: 3
        }
    }
}
