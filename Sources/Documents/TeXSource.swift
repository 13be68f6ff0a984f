/// The author's own TeX, looked at just enough to set it safely: never parsed, never changed in what it prints.
struct TeXSource {
    var text: String

    init(_ text: String) { self.text = text }

    /// The pieces TeX itself would see.
    enum Token: Hashable {
        case command(String)
        case character(Unicode.Scalar)
    }

    var tokens: [Token] {
        var tokens: [Token] = []
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                tokens.append(.character(scalar))
                continue
            }
            var name = String.UnicodeScalarView()
            while let next = rest.first, Self.isLetter(next) {
                name.append(next)
                rest.removeFirst()
            }
            if name.isEmpty, let next = rest.popFirst() { name.append(next) }
            tokens.append(.command(String(name)))
        }
        return tokens
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// Whether braces, `\left` and `\right`, and environments match, so that what follows is not drawn in.
    var isBalanced: Bool {
        enum Opening: Equatable {
            case brace, left
            case environment(String)
        }
        var open: [Opening] = []
        let tokens = tokens
        var index = 0
        func argument() -> String? {
            var position = index
            guard position < tokens.count, tokens[position] == .character("{") else { return nil }
            var name = ""
            position += 1
            while position < tokens.count, case .character(let scalar) = tokens[position], scalar != "}" {
                name.unicodeScalars.append(scalar)
                position += 1
            }
            guard position < tokens.count, tokens[position] == .character("}") else { return nil }
            index = position + 1
            return name
        }
        while index < tokens.count {
            let token = tokens[index]
            index += 1
            switch token {
            case .character("{"): open.append(.brace)
            case .character("}"): guard open.popLast() == .brace else { return false }
            case .character("$"): return false
            case .command("left"): open.append(.left)
            case .command("right"): guard open.popLast() == .left else { return false }
            case .command("begin"):
                guard let name = argument() else { return false }
                open.append(.environment(name))
            case .command("end"):
                guard let name = argument(), open.popLast() == .environment(name) else { return false }
            case .command(""), .command("("), .command(")"), .command("["), .command("]"): return false
            case .command, .character: break
            }
        }
        return open.isEmpty
    }

    /// Whether there is a row end or a column mark outside all environments and braces.
    var hasOuterRows: Bool {
        var depth = 0
        for token in tokens {
            switch token {
            case .character("{"), .command("begin"), .command("left"): depth += 1
            case .character("}"), .command("end"), .command("right"): depth -= 1
            case .character("&"), .command("\\"), .command("cr"): if depth == 0 { return true }
            case .command, .character: break
            }
        }
        return false
    }

    /// The environment that the whole text is, such as `align*`.
    var outerEnvironment: String? {
        let trimmed = Self.trimmed(text)
        guard trimmed.hasPrefix("\\begin{"), let end = trimmed.firstIndex(of: "}") else { return nil }
        let name = String(trimmed[trimmed.index(trimmed.startIndex, offsetBy: 7)..<end])
        return trimmed.hasSuffix("\\end{\(name)}") ? name : nil
    }

    static func trimmed(_ text: String) -> String {
        var view = text[...]
        while view.first?.isWhitespace == true { view.removeFirst() }
        while view.last?.isWhitespace == true { view.removeLast() }
        // A backslash keeps the space it stands before.
        return view.last == "\\" ? view + " " : String(view)
    }

    /// The lines without those that are blank: TeX's mathematics ends at one.
    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    /// Environments that are displays by themselves.
    static let displayEnvironments: Set<String> = [
        "align", "align*", "alignat", "alignat*", "flalign", "flalign*", "gather", "gather*", "multline", "multline*",
        "equation", "equation*", "eqnarray", "eqnarray*",
    ]
}
