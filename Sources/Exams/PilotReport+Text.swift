import Marking
import Rationals
import Sheets

extension PilotReport {
    /// The report in words: one paragraph for each group of draws, a line for each of its conditions.
    ///
    ///     sheet.md: 1.X, 1.q: 1666027489 different draws; 200 of 357 looked at are accepted (51 % to 61 % of all)
    ///     sheet.md:12:1: ‘max(s) - min(s) <= 6’ holds in 200 of 357 draws; without it 357 would be accepted
    public var text: String {
        var lines: [String] = []
        for group in groups {
            lines.append("\(source.file): \(group.names.joined(separator: ", ")): \(group.summary)")
            for condition in group.conditions { lines.append(sentence(on: condition, in: group)) }
            for pair in group.contradictions {
                lines.append(
                    "\(source.file): \(phrase(.condition(pair.first))) and \(phrase(.condition(pair.second))) never hold together"
                )
            }
            if group.outside > 0 {
                lines.append(
                    "\(source.file): the work of \(group.outside) of the \(group.accepted) lies outside the band")
            }
            if group.hiding > 0 {
                lines.append("\(source.file): \(group.hiding) of \(group.diagnosed) hide a known mistake")
            }
            for coincidence in group.inseparable {
                lines.append("\(source.file): whatever is drawn, \(Self.words(coincidence))")
            }
            for entry in group.refusals.entries {
                if case .condition = entry.refusal { continue }
                lines.append(
                    "\(source.file): \(entry.count) of \(group.tried) draws are refused: \(reason(entry.refusal))")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// One condition's share in the refusals.
    func sentence(on condition: Condition, in group: Group) -> String {
        let (line, column) = source.position(of: condition.range.lowerBound)
        let start = "\(source.file):\(line):\(column): ‘\(source.text(condition.range))’"
        if condition.held == condition.surveyed {
            return "\(start) holds in all \(condition.surveyed) draws: it never bites"
        }
        let held = condition.held == 0 ? "none" : String(condition.held)
        return
            "\(start) holds in \(held) of \(condition.surveyed) draws; without it \(condition.acceptedWithout) would be accepted"
            + (condition.acceptedByAll > 0 ? " in place of \(condition.acceptedByAll)" : "")
    }

    /// What refuses, in a few words.
    func phrase(_ refusal: Refusal) -> String {
        switch refusal {
        case .condition(let index): "‘\(source.text(range(index, of: conditionRanges)))’"
        case .claim(let index): "‘\(source.text(range(index, of: claimRanges)))’"
        case .noValue, .sheet, .mistakes, .work, .excluded: reason(refusal)
        }
    }

    /// Why a draw was refused, in words.
    ///
    ///     ‘max(s) - min(s) <= 6’ does not hold
    public func reason(_ refusal: Refusal) -> String {
        switch refusal {
        case .condition, .claim: "\(phrase(refusal)) does not hold"
        case .noValue(let step?): "‘\(step)’ has no value"
        case .noValue(nil): "a step has no value"
        case .sheet(let fact): Diagnostic(fact, at: 0..<0).sentence(in: source)
        case .mistakes(let coincidence): Self.words(coincidence)
        case .work(let measure): "its \(measure.rawValue) are outside the band"
        case .excluded: "it is excluded"
        }
    }

    /// What does not show.
    ///
    ///     1.p is right all the same with no-scaling
    static func words(_ coincidence: Coincidence) -> String {
        guard let second = coincidence.second else {
            return "\(coincidence.answer) is right all the same with \(coincidence.first)"
        }
        return "\(coincidence.answer) is the same with \(coincidence.first) and with \(second)"
    }

    private func range(_ index: Int, of ranges: [Range<Int>]) -> Range<Int> {
        ranges.indices.contains(index) ? ranges[index] : 0..<0
    }
}

extension PilotReport.Group {
    /// The group in one sentence.
    var summary: String {
        let draws = points == 1 ? "one draw" : "\(points) different draws"
        if isExhaustive { return "\(draws), of which \(accepted) \(accepted == 1 ? "is" : "are") accepted" }
        let share = acceptance
        return "\(draws); \(accepted) of \(tried) looked at \(accepted == 1 ? "is" : "are") accepted "
            + "(\(Self.percent(share.lowerBound)) to \(Self.percent(share.upperBound)) of all)"
    }

    /// A share with two digits.
    ///
    ///     0.5 -> 50 %, 0.0512 -> 5.1 %, 0.00051 -> 0.051 %
    static func percent(_ share: Double) -> String {
        var digits = 0
        var scaled = share * 100
        while scaled < 10, digits < 6, scaled > 0 {
            scaled *= 10
            digits += 1
        }
        let whole = String(Int(scaled.rounded()))
        guard digits > 0 else { return "\(whole) %" }
        let padded = String(repeating: "0", count: max(0, digits + 1 - whole.count)) + whole
        return "\(padded.dropLast(digits)).\(padded.suffix(digits)) %"
    }
}
