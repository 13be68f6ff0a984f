import Rationals

/// How much work a variant may take: a share to either side of the median of each measure.
public struct WorkBand: Hashable, Sendable {
    /// The medians, in the order of the measures.
    public let medians: [Integer]
    /// The share, in per cent.
    public let percent: Int

    /// So far off the median is no unfairness, however small the median.
    public static let slack: Integer = 2

    /// A band around the medians of some counts; nil when there are none.
    init?(around counts: [Work], percent: Int) {
        guard !counts.isEmpty else { return nil }
        // The lower one of two in the middle.
        medians = Work.Measure.allCases.map { measure in counts.map { $0[measure] }.sorted()[(counts.count - 1) / 2] }
        self.percent = percent
    }

    /// The first measure that is too far from the median; nil when none is.
    public func refusal(of work: Work) -> Work.Measure? {
        for (measure, median) in zip(Work.Measure.allCases, medians) {
            let difference = (work[measure] - median).magnitude
            guard difference <= Self.slack || difference * 100 <= median * Integer(percent) else { return measure }
        }
        return nil
    }
}
