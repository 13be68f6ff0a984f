import Rationals
import Sheets

/// Why there is no variant.
public enum GeneratorError: Error, Sendable {
    /// The sheet itself has errors.
    case diagnostics([Diagnostic], SourceText)
    /// No `vary` line: nothing to draw.
    case nothingToDraw
    /// A choice of sizes does not fit the rest of the sheet.
    case sizes(String, diagnostics: [Diagnostic], SourceText)
    /// More choices of sizes than are worked out.
    case tooManySizes(count: Int, limit: Int)
    /// The conditions accept nothing: the report says which is to blame.
    case nothingAccepted(PilotReport)
    /// No draw for this variant among the attempts allowed.
    case attempts(variant: Int, limit: Int, RefusalCounts)
    /// All draws there are have been looked at.
    case exhausted(variant: Int, accepted: Int, of: Integer)
    /// Variants are numbered from 1 to the limit.
    case number(Int, limit: Int)
    /// The drawn data written into the sheet gave another sheet than the draw that was tried.
    case differs(variant: Int, diagnostics: [Diagnostic], SourceText)
}
