import Attention
import Documents
import Formulas

/// The catalogue as a page: every mechanism with its definition, its source, its options and a worked example.
///
/// The page is a sheet like any other, made from what each mechanism says of itself, and its handout.
public enum Gallery {
    /// The sheet for some mechanisms, one question each.
    public static func sheet(of mechanisms: [Mechanism] = Catalogue.all, title: String = "Mechanisms") -> String {
        var lines = ["---", "title: \(title)", "---", ""]
        for mechanism in mechanisms {
            lines += ["# \(mechanism.name)", ""]
            lines += [sentence(mechanism.summary), "", "$$", mechanism.formula, "$$", ""]
            if let source = mechanism.source { lines += ["Source: \(reference(source)).", ""] }
            lines += options(of: mechanism)
            lines += example(of: mechanism)
        }
        return lines.joined(separator: "\n")
    }

    /// The worked page.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public static func document(of mechanisms: [Mechanism] = Catalogue.all) throws -> Document {
        try worked(mechanisms).handout()
    }

    /// The sheet worked out; it has no diagnostics unless an example is wrong.
    public static func worked(_ mechanisms: [Mechanism] = Catalogue.all) -> WorkedSheet {
        WorkedSheet(file: "mechanisms", bytes: Array(sheet(of: mechanisms).utf8))
    }

    /// `attention(Q, K, V)`, with what may be left out in brackets.
    public static func call(of mechanism: Mechanism) -> String {
        let required = mechanism.parameters.filter(\.isRequired).map(\.label).joined(separator: ", ")
        let optional = mechanism.parameters.filter { !$0.isRequired }.map { "[, \($0.label)]" }.joined()
        return "\(mechanism.name)(\(required)\(optional))"
    }

    private static func sentence(_ words: String) -> String {
        guard let first = words.first else { return "" }
        return first.uppercased() + words.dropFirst() + "."
    }

    private static func reference(_ citation: Citation) -> String {
        guard let work = Bibliography.work(citation.key) else { return "\(citation.key), \(citation.place)" }
        return "\(work.authors), *\(work.title)*, \(work.venue), \(work.year); \(citation.place)"
    }

    private static func options(of mechanism: Mechanism) -> [String] {
        guard !mechanism.options.isEmpty else { return ["Called as `\(call(of: mechanism))`.", ""] }
        var lines = ["Called as `\(call(of: mechanism))`, with the options", "", "| option | values | when left out |"]
        lines.append("|:--|:--|:--|")
        for option in mechanism.options {
            lines.append("| `\(option.label)` | \(option.kind.words) | `\(option.fallback)` |")
        }
        return lines + [""]
    }

    /// The example's data as given, its last line as the step.
    private static func example(of mechanism: Mechanism) -> [String] {
        let lines = mechanism.example.split(separator: "\n").map(String.init)
        guard let call = lines.last else { return [] }
        var blocks: [String] = []
        if lines.count > 1 { blocks += ["```given"] + lines.dropLast() + ["```", ""] }
        return blocks + ["`\(call)`", "", "```solve", call, "```", ""]
    }
}

extension Mechanism.Option.Kind {
    /// What may be passed, in words.
    fileprivate var words: String {
        switch self {
        case .word(let words): Self.list(words)
        case .value: "a value"
        case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .countOrSize(let range):
            "a whole number from \(range.lowerBound) to \(range.upperBound), or a declared size"
        case .wordOrValue(let words): Self.list(words) + " or a value"
        case .wordCallOrValue(let words, let calls):
            Self.list(words + calls.map { "\($0)(n)" }) + ", a value, or several in brackets"
        }
    }

    private static func list(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }
}
