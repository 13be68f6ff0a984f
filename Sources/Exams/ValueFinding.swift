import Sheets

/// What the numbers of a sheet do, at a place that its variants have as well.
struct ValueFinding: Sendable {
    /// The same in the sheet and in its variants.
    let place: Place
    let fact: LintFact
    /// In the text of the sheet that it was found in.
    let range: Range<Int>

    enum Place: Hashable, Sendable {
        /// Scores that a line compares, by the place of the line among the lines.
        case scores(line: Int?, label: String?)
        case rows(line: Int)
        case weights(answer: String)
    }

    /// The place in the text of the sheet that a variant was made from.
    func range(in elaboration: Elaboration) -> Range<Int>? {
        switch place {
        case .scores(let line, _):
            line.flatMap { elaboration.lines.indices.contains($0) ? elaboration.lines[$0].range : nil }
        case .rows(let line): elaboration.lines.indices.contains(line) ? elaboration.lines[line].range : nil
        case .weights(let answer): elaboration.answers.first { $0.id == answer }?.answer.range
        }
    }
}

extension LintFact {
    /// The same of some variants.
    func inDraws(_ share: Share) -> LintFact {
        switch self {
        case .tie(let weights, let row, let places, _): .tie(weights: weights, row: row, places: places, draws: share)
        case .equalRows(let name, let rows, _): .equalRows(name, rows: rows, draws: share)
        case .vanishing(let answer, let count, let total, let printed, _):
            .vanishing(answer: answer, count: count, of: total, printed: printed, draws: share)
        case .unusedData, .leadsNowhere, .notAsked, .asksNothing, .unusedDraw, .total, .withoutMarks, .mistakes,
            .conditionFails, .conditionNeverBites, .conditionNearlyNeverHolds, .contradiction, .acceptance,
            .nothingAccepted, .refusedDraws, .cannotDraw, .writtenNumber:
            self
        }
    }
}
