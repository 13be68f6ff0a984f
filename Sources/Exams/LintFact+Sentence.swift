import Rationals

extension LintFact {
    /// What there is to know, in words.
    public var sentence: String {
        switch self {
        case .unusedData(let name): "Nothing is computed from ‘\(name)’."
        case .leadsNowhere(let step):
            "\(Self.step(step, else: "This step")) leads to no answer, and nothing shows it."
        case .notAsked(let step):
            "\(Self.step(step, else: "The last step")) is the last step of the question, and no answer asks for it."
        case .asksNothing: "This question has steps, but no ‘answer’ block asks for anything."
        case .unusedDraw(let name): "No answer depends on ‘\(name)’, which is drawn."
        case .total(let stated, let sum, let whole):
            "The \(whole.rawValue) is said to have \(Self.marks(stated)), but its answers have \(sum)."
        case .withoutMarks(let id): "\(id) has no marks, though other answers have some; it counts 1."
        case .mistakes(let answer, let right, let alike, let isEveryDraw):
            Self.mistakes(answer, right, alike, isEveryDraw)
        case .tie(let weights, let row, let places, let draws):
            Self.sentence(
                "\(row.map { "Row \($0) of " } ?? "")\(weights.map { "‘\($0)’" } ?? "the weights") has its largest score "
                    + "\(Self.times(places.count)), at \(Self.list(places.map(String.init)))", in: draws)
        case .equalRows(let name, let rows, let draws):
            Self.sentence("Rows \(Self.list(rows.map(String.init))) of ‘\(name)’ are equal", in: draws)
        case .vanishing(let answer, let count, let total, let printed, let draws):
            Self.sentence(
                "\(count) of the \(total) weights of \(answer) \(count == 1 ? "prints" : "print") as \(printed) at the "
                    + "decimals asked for, but \(count == 1 ? "is" : "are") not \(printed.prefix(1))", in: draws)
        case .conditionFails: "The numbers that stand in the sheet do not satisfy this."
        case .conditionNeverBites(let share): "This held in all \(Self.draws(share)): it refuses nothing."
        case .conditionNearlyNeverHolds(let share):
            "This held in \(share.count == 0 ? "none" : "only \(share.count)") of \(Self.draws(share))."
        case .contradiction(let other): "This and ‘\(other)’ each held in some draws, but never in the same one."
        case .acceptance(let names, let accepted, let share, let hiding, let outside):
            Self.acceptance(names, accepted, share) + Self.refusals(hiding, outside)
        case .refusedDraws(let share, let reason): "\(share.count) of \(Self.draws(share)) are refused: \(reason)."
        case .nothingAccepted(let names, let tried, _): "None of \(tried) draws of \(Self.list(names)) can be used."
        case .cannotDraw: "This sheet has no variants, for the reason below."
        case .writtenNumber(let number, let datum):
            "‘\(number)’ is written here; ‘\(datum)’, which is drawn, has it now and may have another number in a variant."
        }
    }

    /// What to do, where there is something.
    public var remedy: String? {
        switch self {
        case .unusedData: "Use it, take it out, or show it with `=…` in prose."
        case .leadsNowhere: "Ask for it in an ‘answer’ block, show it with `=…` or a ‘plot’ block, or take it out."
        case .notAsked: "Add a line to an ‘answer’ block if students are to give it."
        case .asksNothing: "Add an ‘answer’ block; without one the question is in no paper, no key and no bank."
        case .unusedDraw: "Take the line out: variants would differ in nothing that is asked."
        case .total: "Correct the total or the marks of the answers."
        case .withoutMarks: "Write its marks, such as ‘: 1 mark’."
        case .mistakes(_, _, _, let isEveryDraw):
            isEveryDraw
                ? "Nothing, if it belongs to the question; draws are not refused for it."
                : "Other numbers may show them."
        case .tie(_, _, _, let draws):
            draws == nil
                ? "Choose other numbers if one is to be the largest."
                : "Add a condition such as ‘unique_argmax(…)’ if one is to be the largest."
        case .equalRows(_, _, let draws):
            draws == nil
                ? "Choose other numbers if the tokens are to differ." : "Add a condition that tells them apart."
        case .vanishing(_, _, _, _, let draws):
            draws == nil
                ? "Ask for more decimals or choose scores that lie closer together."
                : "Ask for more decimals, or add a condition such as ‘max(s) - min(s) <= 6’."
        case .conditionFails: "Choose other numbers if the sheet is to be one of its own variants."
        case .conditionNeverBites: "Take it out, or correct it if it ought to refuse something."
        case .conditionNearlyNeverHolds: "Draw from fewer or other values, or ask for less."
        case .contradiction: "Take one of them out, or draw from other values."
        case .acceptance: nil
        case .nothingAccepted(_, _, let hasConditions):
            hasConditions
                ? "Take out the condition that refuses the most, or draw from other numbers."
                : "Draw from other numbers."
        case .refusedDraws: "Draw from other numbers if they ought to be used."
        case .cannotDraw(let message): "\n" + message
        case .writtenNumber(_, let datum): "Write `=…`, such as `=\(datum)`, so that variants show their own number."
        }
    }

    // MARK: Words

    private static func mistakes(
        _ answer: String, _ right: [String], _ alike: [[String]], _ isEveryDraw: Bool
    ) -> String {
        var parts: [String] = []
        if !right.isEmpty { parts.append("comes out right all the same with \(list(right))") }
        let groups = alike.enumerated().map {
            ($0.offset == 0 ? "gets the same wrong value from " : "from ") + list($0.element)
        }
        parts += groups
        return (isEveryDraw ? "In every draw " : "") + "\(answer) " + parts.joined(separator: "; ") + "."
    }

    private static func acceptance(_ names: [String], _ accepted: Share, _ share: ClosedRange<Double>) -> String {
        guard !accepted.isAll else {
            return "Of all \(accepted.total) draws of \(list(names)), \(accepted.count) satisfy the conditions "
                + "(\(PilotReport.Group.percent(share.lowerBound)))."
        }
        return "\(accepted.count) of \(accepted.total) draws of \(list(names)) satisfied the conditions: "
            + "\(PilotReport.Group.percent(share.lowerBound)) to \(PilotReport.Group.percent(share.upperBound)) of all, 19 times out of 20."
    }

    private static func refusals(_ hiding: Share, _ outside: Share) -> String {
        var parts: [String] = []
        if hiding.count > 0 {
            parts.append("\(hiding.count) of \(hiding.total) hide a mistake that others show, and are refused")
        }
        if outside.count > 0 {
            parts.append("\(outside.count) of \(outside.total) take more or less work than the band allows")
        }
        return parts.isEmpty ? "" : " Of these, " + parts.joined(separator: "; ") + "."
    }

    private static func step(_ name: String?, else words: String) -> String { name.map { "‘\($0)’" } ?? words }

    private static func marks(_ marks: Rational) -> String { marks == 1 ? "1 mark" : "\(marks) marks" }

    private static func times(_ count: Int) -> String { count == 2 ? "twice" : "\(count) times" }

    /// `a`, `a and b`, `a, b and c`.
    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func sentence(_ words: String, in draws: Share?) -> String {
        let first = words.prefix(1).uppercased() + words.dropFirst()
        guard let draws else { return first + "." }
        return "In \(draws.count) of \(draws.total) variants drawn; in the first of these "
            + "\(words.prefix(1).lowercased() + words.dropFirst())."
    }

    private static func draws(_ share: Share) -> String {
        share.isAll ? "\(share.total) draws there are" : "\(share.total) draws tried"
    }
}
