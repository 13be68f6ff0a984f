import Formulas

/// Which Python name each quantity of a sheet goes by.
///
/// A later part of a sheet may give a name a new value; the script then does the same, unless the old value is needed
/// once more.
struct PythonNames {
    /// What a Python name stands for at this place of the script.
    private struct Holder {
        var label: String
        var question: String?
        /// The last statement that needs it.
        var lastUse: Int
    }

    private var holders: [String: Holder] = [:]

    /// The words of Python that are no names, what every script uses itself, and Python's own functions.
    private static let reserved = Set([
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "match", "case", "type",
        "abs", "all", "any", "bin", "bool", "bytes", "chr", "dict", "dir", "enumerate", "exit", "filter", "float",
        "format", "hash", "help", "hex", "id", "input", "int", "iter", "len", "list", "map", "max", "min", "next",
        "object", "oct", "open", "ord", "pow", "print", "quit", "range", "repr", "reversed", "round", "set", "slice",
        "sorted", "str", "sum", "super", "tuple", "vars", "zip",
        "torch", "nn", "np", "math", "show", "answer", "check", "table",
    ])
    .union(PythonFunction.allCases.map(\.rawValue))

    /// The name in Python's letters: `W_Q`, `h_prime_2`, `alpha_hat_2`, `Q_2` for the second head's queries.
    static func identifier(_ label: String) -> String {
        let name = Name(spelling: label)
        var word = name.base
        if let accent = name.accent { word += "_" + accent.rawValue }
        if name.primes > 0 { word += Array(repeating: "_prime", count: min(name.primes, 3)).joined() }
        if name.primes > 3 { word += String(name.primes) }
        for part in name.subscripts + [name.superscript].compactMap({ $0 }) { word += "_" + part }
        var identifier = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_": identifier.unicodeScalars.append(scalar)
            case _ where scalar.isASCII: identifier += "_"
            default: identifier += "u" + String(scalar.value, radix: 16)
            }
        }
        if identifier.unicodeScalars.first.map({ "0"..."9" ~= $0 || $0 == "_" }) ?? true {
            identifier = "value_" + identifier
        }
        return reserved.contains(identifier) ? identifier + "_" : identifier
    }

    /// A name for a quantity that is given its value by one statement and last needed by another.
    mutating func claim(_ label: String, question: String?, at statement: Int, lastUse: Int) -> String {
        let wanted = Self.identifier(label)
        var name = wanted
        var count = 1
        while let holder = holders[name], isTaken(holder, label, question, statement) {
            count += 1
            name = "\(wanted)_v\(count)"
        }
        holders[name] = Holder(label: label, question: question, lastUse: lastUse)
        return name
    }

    /// Still needed, by this line at the least, or another quantity of the same question.
    private func isTaken(_ holder: Holder, _ label: String, _ question: String?, _ statement: Int) -> Bool {
        holder.lastUse >= statement || (holder.label != label && holder.question == question)
    }
}
