import Rationals
import Sheets

extension GeneratorError {
    /// The error as it is printed: place, sentence, the line underlined where there is one, and what to do.
    public func message(in source: SourceText) -> String {
        switch self {
        case .diagnostics(let diagnostics, let source): return diagnostics.map { $0.message(in: source) }.joined()
        case .nothingToDraw:
            return "\(source.file): error: The sheet draws nothing.\n"
                + "  fix: Add a ‘vary’ block, such as one with the line ‘X ~ integers(-3..3)’.\n"
        case .sizes(let sizes, let diagnostics, let sample):
            return "\(source.file): error: With \(sizes) the sheet does not fit together.\n"
                + diagnostics.map { $0.message(in: sample) }.joined()
                + "  fix: Leave these sizes out of the ‘vary’ block, or let what they meet have them too.\n"
        case .tooManySizes(let count, let limit):
            return
                "\(source.file): error: There are \(count == .max ? "too many" : String(count)) choices of sizes; at most \(limit) are worked out.\n"
                + "  fix: Draw fewer sizes, or each from fewer numbers.\n"
        case .nothingAccepted(let report): return Self.message(report)
        case .attempts(let variant, let limit, let refusals):
            return "\(source.file): error: None of \(limit) draws can be variant \(variant).\n"
                + Self.reasons(refusals, report(source)) + "  fix: \(Self.remedy(refusals))\n"
        case .exhausted(let variant, let accepted, let count):
            return
                "\(source.file): error: There is no variant \(variant): of \(count) different draws \(accepted) are accepted.\n"
                + "  fix: Ask for \(accepted) at most, draw from more numbers, or loosen the conditions.\n"
        case .number(let number, let limit):
            return "error: There is no variant \(number); they are numbered from 1 to \(limit).\n"
                + "  fix: Use another seed for more.\n"
        case .differs(let variant, let diagnostics, let text):
            return "\(source.file): error: The sheet with the data of variant \(variant) has errors.\n"
                + diagnostics.map { $0.message(in: text) }.joined()
        }
    }

    /// The most frequent reasons, a line each.
    private static func reasons(_ refusals: RefusalCounts, _ report: PilotReport) -> String {
        let entries = refusals.byFrequency
        let rest = entries.dropFirst(shownReasons)
        let lines = entries.prefix(shownReasons).map { "  \($0.count) of them: \(report.reason($0.refusal))" }
        let count = rest.reduce(0) { $0 + $1.count }
        return (lines + (rest.isEmpty ? [] : ["  \(count) of them: for \(rest.count) other reasons"]))
            .map { $0 + "\n" }.joined()
    }

    private static let shownReasons = 6

    /// What to loosen: what refuses most of the draws that satisfy the conditions, or the conditions.
    private static func remedy(_ refusals: RefusalCounts) -> String {
        var (byMistakes, byWork, byOthers) = (0, 0, 0)
        for entry in refusals.entries {
            switch entry.refusal {
            case .mistakes: byMistakes += entry.count
            case .work: byWork += entry.count
            case .condition, .claim, .noValue, .sheet, .excluded: byOthers += entry.count
            }
        }
        // A tenth that satisfies the conditions would do.
        if byMistakes > byWork, byMistakes * 9 >= byOthers {
            return "Ask for a step that tells these mistakes apart, draw from more numbers, or use --no-diagnosis."
        }
        if byWork * 9 >= byOthers, byWork > 0 {
            return "Use a wider --band, or conditions that let only draws of about the same work through."
        }
        return "Loosen the condition that refuses most, or allow more with --attempts."
    }

    /// A report that only names conditions and claims.
    private func report(_ source: SourceText) -> PilotReport {
        let elaboration = Elaboration(of: Sheet(reading: source))
        return PilotReport(elaboration)
    }

    private static func message(_ report: PilotReport) -> String {
        let file = report.source.file
        return report.groups.filter { $0.accepted == 0 }.map { group in
            let names = group.names.joined(separator: ", ")
            let tried =
                group.isExhaustive ? "None of the \(group.tried) different draws" : "None of \(group.tried) draws"
            guard let condition = group.strictest, condition.acceptedByAll < condition.surveyed else {
                let most = group.refusals.entries.max { $0.count < $1.count }
                let reason = most.map { " \(report.reason($0.refusal)) for \($0.count) of them." } ?? ""
                return "\(file): error: \(tried) of \(names) can be used:\(reason)\n  fix: Draw from other numbers.\n"
            }
            let (line, column) = report.source.position(of: condition.range.lowerBound)
            var lines = ["\(file):\(line):\(column): error: \(tried) of \(names) is accepted."]
            lines += report.source.excerpt(condition.range)
            lines += group.conditions.map { "  " + report.sentence(on: $0, in: group) }
            lines += group.contradictions.map {
                "  \(report.phrase(.condition($0.first))) and \(report.phrase(.condition($0.second))) never hold together"
            }
            lines.append(
                condition.held == 0 || !group.isExhaustive
                    ? "  fix: Loosen this condition, draw from other numbers, or try more draws with --attempts."
                    : "  fix: Loosen this condition or draw from other numbers.")
            return lines.joined(separator: "\n") + "\n"
        }.joined()
    }
}
