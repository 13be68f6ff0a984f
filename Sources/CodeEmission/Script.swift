import Formulas
import Graphs
import Numbers
import Rationals
import Sheets

/// A Python script that works a sheet in floating point and prints the numbers of its handout.
///
/// Every step of the handout is a line in the library's own words, with its shape behind it. Where the library has a
/// mechanism as a function or a module, the script calls it as well and compares.
///
///     print(try Script(of: worked, for: .pytorch).text)
///
/// Steps that have no value in double precision, and steps on declared shapes, are comments.
public struct Script: Sendable {
    /// The whole script.
    public let text: String

    /// The script of a sheet without diagnostics.
    ///
    /// - Parameter isChecked: whether every step is compared with the exact value, rounded to double precision.
    /// - Throws: `NumberError` when an exact value cannot be rounded within the limits.
    /// - Cost: two more evaluations, and one correct rounding per given entry; per entry of every step with checks.
    public init(of worked: WorkedSheet, for target: ScriptTarget, isChecked: Bool = false) throws {
        var writer = try ScriptWriter(worked, target, isChecked: isChecked)
        text = try writer.script()
    }
}
