extension Name {
    /// The name as a sheet's author types it: `W_Q`, `h'_2`, `alpha_{2,1}`, `Q^{(2)}`, `hat(alpha)_1`.
    ///
    /// Different names have different spellings, and `Name(spelling:)` reads the name back.
    ///
    ///     print(Name("alpha", subscripts: ["2", "1"]).spelling)    // alpha_{2,1}
    public var spelling: String {
        var text = accent.map { "\($0.rawValue)(\(base))" } ?? base
        text += String(repeating: "'", count: primes)
        if subscripts.count == 1, let only = subscripts.first, only.allSatisfy({ $0.isLetter || $0.isNumber }) {
            text += "_" + only
        } else if !subscripts.isEmpty {
            text += "_{" + subscripts.joined(separator: ",") + "}"
        }
        if let superscript { text += "^{(\(superscript))}" }
        return text
    }

    /// Reads what ``spelling`` writes, and `Q^(2)` and `x_2_1`.
    ///
    /// Any text is a name: what is no mark belongs to the base.
    ///
    ///     print(Name(spelling: "W_Q").subscripts)    // ["Q"]
    public init(spelling: String) {
        var rest = Substring(spelling)
        self.init("")
        if let accent = Accent.allCases.first(where: { rest.hasPrefix($0.rawValue + "(") }),
            let end = rest.firstIndex(of: ")")
        {
            self.accent = accent
            base = String(rest[..<end].dropFirst(accent.rawValue.count + 1))
            rest = rest[rest.index(after: end)...]
        }
        while let mark = rest.first {
            rest = rest.dropFirst()
            switch mark {
            case "'", "′": primes += 1
            case "_": subscripts += Self.labels(taken(from: &rest))
            case "^":
                let label = taken(from: &rest)
                let isParenthesised = label.hasPrefix("(") && label.hasSuffix(")")
                superscript = isParenthesised ? String(label.dropFirst().dropLast()) : label
            default: base.append(mark)
            }
        }
    }

    private static func labels(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }

    /// A label in braces or parentheses (which are kept), or up to the next mark.
    private func taken(from rest: inout Substring) -> String {
        if rest.first == "{", let end = rest.firstIndex(of: "}") {
            defer { rest = rest[rest.index(after: end)...] }
            return String(rest[..<end].dropFirst())
        }
        if rest.first == "(", let end = rest.firstIndex(of: ")") {
            defer { rest = rest[rest.index(after: end)...] }
            return String(rest[...end])
        }
        let label = rest.prefix { $0 != "_" && $0 != "^" && $0 != "'" && $0 != "′" }
        rest = rest.dropFirst(label.count)
        return String(label)
    }
}
