public import Marking
public import Rationals
public import Sheets

/// What a few thousand draws, the same for every seed, say of a sheet's conditions.
public struct PilotReport: Sendable {
    /// The sheet.
    public let source: SourceText
    /// By group of draws that belong together, in the order of the sheet.
    public internal(set) var groups: [Group] = []
    /// The places of the sheet's conditions.
    let conditionRanges: [Range<Int>]
    /// The places of the sheet's claims.
    let claimRanges: [Range<Int>]

    /// A report without draws.
    init(_ elaboration: Elaboration) {
        source = elaboration.sheet.source
        conditionRanges = elaboration.conditions.map(\.range)
        claimRanges = elaboration.claims.map(\.range)
    }

    /// Draws that are accepted or refused together.
    public struct Group: Sendable {
        /// The ids of the drawn names.
        public var names: [String]
        /// How many different draws there are.
        public var points: Integer
        /// Whether all of them were looked at.
        public var isExhaustive = false
        /// The draws that were looked at.
        public var tried = 0
        /// Those that meet the conditions, have values and keep the claims.
        public var accepted = 0
        /// Why the others do not.
        public var refusals = RefusalCounts()
        /// How many of the accepted take more or less work than the band allows.
        public var outside = 0
        /// How many of the accepted were looked at for mistakes that do not show.
        public var diagnosed = 0
        /// How many of these hide a mistake.
        public var hiding = 0
        /// What hardly any draw lets show, whatever is drawn: no draw is refused for it.
        public var inseparable: [Coincidence] = []
        /// The conditions that concern these draws, in the order of the sheet.
        public var conditions: [Condition] = []
        /// Conditions, by index, that both held in some draws, but never in the same.
        public var contradictions: [Pair] = []
    }

    /// How often a condition held.
    public struct Condition: Sendable {
        /// Its place among the conditions of the sheet.
        public var index: Int
        /// Its place in the text.
        public var range: Range<Int>
        /// In how many of the draws tried it held.
        public var held: Int
        /// The draws for which all conditions were decided.
        public var surveyed: Int
        /// How many draws would be accepted without it, as far as the conditions go.
        public var acceptedWithout: Int
        /// How many draws all conditions accept.
        public var acceptedByAll: Int
    }

    /// Two conditions.
    public struct Pair: Hashable, Sendable {
        /// The earlier one.
        public var first: Int
        /// The later one.
        public var second: Int
    }

    /// The band around the work of a whole variant; nil where the work does not matter.
    public internal(set) var band: WorkBand?

    /// Whether every group had a draw that was accepted.
    public var isFruitful: Bool { groups.allSatisfy { $0.accepted > 0 } }

    /// Draws per group that a pilot looks at.
    public static let drawLimit = 2_000
    /// Spaces of no more draws than this are looked at whole.
    public static let exhaustiveLimit = 4_096
    /// A pilot is content with so many accepted draws.
    public static let acceptedLimit = 200
}

extension PilotReport.Group {
    /// Between which shares of accepted draws the true one lies, 19 times out of 20 (Wilson's interval); one point when
    /// all draws were looked at.
    ///
    ///     accepted = 5, tried = 100              // 0.0215 to 0.1118
    public var acceptance: ClosedRange<Double> {
        let (count, total) = (Double(accepted), Double(max(1, tried)))
        let share = count / total
        guard !isExhaustive else { return share...share }
        let z = 1.959963984540054
        let middle = (share + z * z / (2 * total)) / (1 + z * z / total)
        let variance = share * (1 - share) / total + z * z / (4 * total * total)
        let half = z / (1 + z * z / total) * variance.squareRoot()
        return max(0, middle - half)...min(1, middle + half)
    }

    /// The condition that refuses the most draws the others would accept; the one that held least where none alone does.
    public var strictest: PilotReport.Condition? {
        conditions.max { a, b in
            let (first, second) = (a.acceptedWithout - a.acceptedByAll, b.acceptedWithout - b.acceptedByAll)
            return first == second ? a.held > b.held : first < second
        }
    }
}
