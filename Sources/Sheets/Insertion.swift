import Documents
import Formulas

/// A value shown in prose: `` `=s_3` `` is replaced by the exact value, `` `=s_3, 4 decimals` `` by the rounded one.
public struct Insertion: Hashable, Sendable {
    /// The formula behind the equals sign.
    public var formula: Formula
    /// How its value is shown.
    public var form: Form
    /// The text between the backticks.
    public var range: Range<Int>

    /// How a value in prose is shown.
    public enum Form: Hashable, Sendable {
        case exact
        case decimals(Int)
        case significantDigits(Int)
    }
}

extension Insertion {
    /// The inline code of a piece of prose that begins with `=`, found by the same reader that makes the page.
    static func reading(_ prose: Range<Int>, of source: SourceText) -> ([Insertion], [Diagnostic]) {
        guard source.bytes[prose].contains(UInt8(ascii: "`")) else { return ([], []) }
        var insertions: [Insertion] = []
        var diagnostics: [Diagnostic] = []
        _ = Prose.blocks(source.text(prose)) { code, range in
            let place = prose.lowerBound + range.lowerBound..<prose.lowerBound + range.upperBound
            if isCalculation(code), let insertion = reading(place, of: source, &diagnostics) {
                insertions.append(insertion)
            }
            return .code(code)
        }
        return (insertions, diagnostics)
    }

    /// `=s_3` calculates; `==`, `=>` and a lone `=` are the author's code.
    static func isCalculation(_ code: String) -> Bool {
        guard code.first == "=", let next = code.dropFirst().first else { return false }
        return next != "=" && next != ">"
    }

    private static func reading(
        _ place: Range<Int>, of source: SourceText, _ diagnostics: inout [Diagnostic]
    ) -> Insertion? {
        let pieces = source.pieces(place.lowerBound + 1..<place.upperBound, separator: UInt8(ascii: ","))
        var form = Form.exact
        for piece in pieces.dropFirst() {
            switch Answer.Term.reading(piece, of: source) {
            case .success(.exact): form = .exact
            case .success(.decimals(let count)): form = .decimals(count)
            case .success(.significantDigits(let count)): form = .significantDigits(count)
            case .success(.marks), .success(.lowestTerms), .success(.tolerance), .success(.published):
                diagnostics.append(Diagnostic(.insertionForm, at: piece))
            case .failure where Int(source.text(piece)) != nil:
                diagnostics.append(Diagnostic(.insertionIndices(source.text(piece)), at: piece))
            case .failure(let diagnostic): diagnostics.append(diagnostic)
            }
        }
        do throws(ReadingError) {
            let formula = try Formula.read(source.text(pieces[0]), offset: pieces[0].lowerBound)
            return Insertion(formula: formula, form: form, range: place)
        } catch {
            diagnostics.append(Diagnostic(error))
            return nil
        }
    }
}
