/// What the drawing of variants depends on besides the sheet.
public struct DrawingSettings: Hashable, Sendable {
    /// Which exams of all that the sheet can give: other seeds, other variants.
    public var seed: UInt64
    /// How far, in per cent, the work of a variant may lie from the median; nil does not look at the work.
    public var band: Int?
    /// Whether a draw is refused when two known mistakes, or a mistake and the right answer, give the same value.
    public var diagnoses: Bool
    /// The draws that are tried for one variant before it is given up.
    ///
    /// A variant that is found does not depend on it.
    public var attempts: Int
    /// Variants of earlier exams, which are not drawn again.
    public var exclusions: Exclusions

    /// The band that is meant where none is said.
    public static let defaultBand = 25
    /// The widest band that can be told from no band.
    public static let bandLimit = 510
    /// Tried for one variant where nothing else is said.
    public static let defaultAttempts = 10_000

    /// The settings of an exam; a band beyond `bandLimit` is `bandLimit`.
    public init(
        seed: UInt64 = 1, band: Int? = defaultBand, diagnoses: Bool = true, attempts: Int = defaultAttempts,
        exclusions: Exclusions = Exclusions()
    ) {
        self.seed = seed
        self.band = band.map { min(max(0, $0), Self.bandLimit) }
        self.diagnoses = diagnoses
        self.attempts = max(1, attempts)
        self.exclusions = exclusions
    }
}
