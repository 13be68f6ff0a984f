import Rationals

extension LatexReader {
    private static let fractions: Set<String> = ["frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac"]
    private static let styles: Set<String> = [
        "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "boldsymbol", "bm", "symbf", "operatorname", "text", "textrm",
        "textbf", "textit", "textup", "mathnormal", "mbox",
    ]
    static let accents: [String: Name.Accent] = [
        "hat": .hat, "widehat": .hat, "tilde": .tilde, "widetilde": .tilde, "bar": .bar, "overline": .bar, "vec": .vec,
        "overrightarrow": .vec,
    ]
    private static let greekVariants = [
        "varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta", "varrho": "rho", "varsigma": "sigma",
        "infty": "infinity", "ell": "ell",
    ]

    private func greekName(_ command: String) -> String? {
        if let name = Self.greekVariants[command] { return name }
        return command != "infinity" && Script.letterOfGreekName[command] != nil ? command : nil
    }

    func isKnown(_ command: String) -> Bool {
        startsOperand(command) || ["cdot", "ast", "times", "div", "top", "prime", "intercal", "end"].contains(command)
    }

    func startsOperand(_ command: String) -> Bool {
        Self.fractions.contains(command) || Self.styles.contains(command) || Self.accents[command] != nil
            || LatexFunction.commands.contains(command) || greekName(command) != nil
            || ["sqrt", "begin", "sum", "root2", "root3", "root4"].contains(command)
    }

    mutating func readPower() throws(ReadingError) -> Part {
        try enter()
        defer { nesting -= 1 }
        let base = try readOperand()
        return try readScripts(of: base)
    }

    private mutating func readOperand() throws(ReadingError) -> Part {
        switch token.kind {
        case .digits: return try readNumber()
        case .letter(let letter):
            let range = place
            advance()
            return try part(.name(Name(letter)), range)
        case .open(.brace): return try readGroup()
        case .open(.bar), .bar: return try readAbsolute()
        case .open(let bracket): return try readFenced(bracket)
        case .command(let name): return try readCommand(name)
        default: throw unexpected([.operand])
        }
    }

    mutating func readNumber() throws(ReadingError) -> Part {
        guard case .digits(let spelling) = token.kind else { throw unexpected([.operand]) }
        let range = place
        guard spelling.utf8.count <= limits.digits, let value = try? Rational(decimal: spelling) else {
            throw ReadingError(.badNumber(.tooManyDigits(limit: limits.digits)), range: range)
        }
        advance()
        if case .command(let name) = token.kind, Self.fractions.contains(name), isNumericFractionAhead {
            throw ReadingError(.ambiguousMixedNumber, range: range.lowerBound..<place.upperBound)
        }
        let literal = Formula.Literal(value: value, spelling: spelling)
        if isAhead(.percent) { return try readPercentage(of: literal, from: range.lowerBound) }
        return try part(.number(literal), range)
    }

    /// `\frac{1}{2}`, `\frac12`: after a number it may be meant as a mixed number.
    private var isNumericFractionAhead: Bool {
        if case .digits = token(after: 1).kind { return true }
        guard token(after: 1).kind == .open(.brace), case .digits = token(after: 2).kind else { return false }
        return token(after: 3).kind == .close(.brace)
    }

    /// `{…}`, which TeX does not show.
    mutating func readGroup() throws(ReadingError) -> Part {
        let start = place.lowerBound
        open(.brace)
        var part = try readComparison()
        part.formula.range = start..<(try close(.brace, orExpected: [.binaryOperator])).upperBound
        return part
    }

    /// What a command takes: a group, or one character or command.
    mutating func readArgument() throws(ReadingError) -> Part {
        if isAhead(.open(.brace)) { return try readGroup() }
        cutDigits()
        try enter()
        defer { nesting -= 1 }
        switch token.kind {
        case .digits, .letter, .command: return try readOperand()
        default: throw unexpected([.operand])
        }
    }

    private mutating func readCommand(_ name: String) throws(ReadingError) -> Part {
        let start = place.lowerBound
        if Self.fractions.contains(name) {
            advance()
            let numerator = try readArgument()
            let denominator = try readArgument()
            return try part(
                .quotient(numerator.formula, denominator.formula), start..<denominator.range.upperBound,
                above: numerator.depth, denominator.depth)
        }
        if name == "sqrt" { return try readRoot() }
        if name == "root2" || name == "root3" || name == "root4" { return try readRootSign(name) }
        if name == "begin" { return try readEnvironment() }
        if name == "sum" { return try readSummation() }
        if let greek = greekName(name) {
            let range = place
            advance()
            return try part(.name(Name(greek)), range)
        }
        if LatexFunction.commands.contains(name) { return try readFunction(name) }
        if let accent = Self.accents[name] {
            advance()
            let argument = try readArgument()
            guard case .name(var inner) = argument.formula.node, inner.accent == nil else {
                throw ReadingError(
                    .unexpected(.text(text(in: argument.range)), expected: [.name]), range: argument.range)
            }
            inner.accent = accent
            return try part(.name(inner), start..<argument.range.upperBound)
        }
        if Self.styles.contains(name) { return try readStyled(name) }
        throw unexpected([.operand])
    }

    private mutating func readRoot() throws(ReadingError) -> Part {
        let start = place.lowerBound
        advance()
        var degree = 2
        if isAhead(.open(.square)) {
            open(.square)
            let range = place
            guard case .digits(let digits) = token.kind, let value = Int(digits), (2...1_000_000).contains(value) else {
                throw ReadingError(.badRootDegree, range: range)
            }
            degree = value
            advance()
            try close(.square, orExpected: [])
        }
        // \sqrt(2) shows a root over the bracket only; nobody means that.
        let isTyped = conventions.isAnswer && isAhead(.open(.parenthesis))
        let radicand = isTyped ? try readFenced(.parenthesis) : try readArgument()
        return try part(
            .root(radicand.formula, degree: degree), start..<radicand.range.upperBound, above: radicand.depth)
    }

    // MARK: Upright words and functions

    /// The letters in `\mathrm{…}` as they stand, or nil when it holds anything but letters, digits and hyphens.
    private func word(in range: Range<Int>) -> String? {
        let text = text(in: range)
        let isWord =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "\\" || $0 == "_"
            }
        return isWord ? String(text.unicodeScalars.filter { $0 != "\\" }.map { $0 == "-" ? "_" : Character($0) }) : nil
    }

    /// `\mathrm{out}` is a name, `\mathrm{softmax}(s)` a call, `\mathbf{x}` the letter x.
    private mutating func readStyled(_ style: String) throws(ReadingError) -> Part {
        let start = place.lowerBound
        advance()
        if style == "operatorname", isAhead(.star) { advance() }
        guard isAhead(.open(.brace)) else { return try readArgument() }
        let content = try braceContent(at: 0)
        guard let word = word(in: content.range) else {
            if style.hasPrefix("text") || style == "mbox" {
                for _ in 0..<content.tokens { advance() }
                return try part(.text(text(in: content.range)), start..<content.end)
            }
            return try readArgument()
        }
        for _ in 0..<content.tokens { advance() }
        let range = start..<content.end
        let isFunction = word.unicodeScalars.count > 1 || style == "operatorname" || style == "mathrm"
        if isFunction, isAhead(.open(.parenthesis)) {
            return try readCall(LatexFunction.typed[word] ?? word, from: start)
        }
        return try part(.name(Name(word)), range)
    }

    /// What stands between the braces ahead: its place in the text, how many tokens to pass, and where it ends.
    private func braceContent(at distance: Int) throws(ReadingError) -> (range: Range<Int>, tokens: Int, end: Int) {
        let opening = token(after: distance).range
        var depth = 0
        var count = distance
        while true {
            switch token(after: count).kind {
            case .open(.brace): depth += 1
            case .close(.brace):
                depth -= 1
                if depth == 0 {
                    let closing = token(after: count).range
                    return (opening.upperBound..<closing.lowerBound, count + 1 - distance, closing.upperBound)
                }
            case .end:
                throw ReadingError(
                    .unclosed(.brace, missingAt: token(after: count).range.lowerBound), range: opening)
            default: break
            }
            count += 1
        }
    }

    /// A function with a command of its own: `\tanh(x)`, `\ln 2`, `\log_2(x)`.
    private mutating func readFunction(_ command: String) throws(ReadingError) -> Part {
        let start = place.lowerBound
        let commandRange = place
        advance()
        var name = command
        var base: Part?
        if command == "log", isAhead(.underscore) {
            advance()
            let argument = try readArgument()
            if case .number(let literal) = argument.formula.node, ["2", "10"].contains(literal.spelling) {
                name = "log" + literal.spelling
            } else {
                base = argument
            }
        }
        if isAhead(.open(.parenthesis)) { return try readCall(name, from: start, base: base) }
        switch token.kind {
        case .digits, .letter, .command, .open:
            let argument = try readPower()
            // \sin 2x: the sine of 2x, or sin 2 times x?
            if factorAhead() != .none {
                throw ReadingError(.functionWithoutParentheses("\\" + command), range: commandRange)
            }
            let arguments = [argument.formula] + (base.map { [$0.formula] } ?? [])
            return try part(
                .call(name, arguments, []), start..<argument.range.upperBound, above: argument.depth, base?.depth ?? 0)
        default: throw unexpected([.operand])
        }
    }

    private mutating func readCall(_ name: String, from start: Int, base: Part? = nil) throws(ReadingError) -> Part {
        open(.parenthesis)
        var arguments: [Formula] = []
        var options: [Formula.Option] = []
        var depth = base?.depth ?? 0
        while !isAhead(.close(.parenthesis)) {
            if let (label, range) = takeLabel() {
                if options.contains(where: { $0.label == label }) {
                    throw ReadingError(.optionRepeated(label), range: range)
                }
                let inner = try labelValue(range)
                let value = if let inner { inner } else { try readComparison() }
                depth = max(depth, value.depth)
                options.append(Formula.Option(label, value.formula, labelRange: range))
            } else {
                let argument = try readComparison()
                if !options.isEmpty { throw ReadingError(.argumentAfterOption, range: argument.range) }
                depth = max(depth, argument.depth)
                arguments.append(argument.formula)
            }
            guard isAhead(.comma) else { break }
            advance()
        }
        let end = try close(.parenthesis, orExpected: [.binaryOperator, .comma]).upperBound
        if let base { arguments.append(base.formula) }
        let node = try KnownFunction.node(name, arguments, options, range: start..<end)
        return try part(node, start..<end, above: depth)
    }

    /// `\textrm{mask: causal}`: the label, with the place of all of it; the value may stand inside or after it.
    private mutating func takeLabel() -> (String, Range<Int>)? {
        guard case .command(let style) = token.kind, style.hasPrefix("text"), token(after: 1).kind == .open(.brace),
            let content = try? braceContent(at: 1)
        else { return nil }
        let words = text(in: content.range)
        guard let colon = words.firstIndex(of: ":") else { return nil }
        let label = words[..<colon].map { $0 == "-" ? "_" : String($0) }.joined()
        for _ in 0...content.tokens { advance() }
        return (label, content.range)
    }

    private func labelValue(_ range: Range<Int>) throws(ReadingError) -> Part? {
        let words = text(in: range)
        guard let colon = words.firstIndex(of: ":") else { return nil }
        let value = words[words.index(after: colon)...].drop { $0 == " " }
        if value.isEmpty { return nil }
        let identifier = value.map { $0 == "-" ? "_" : String($0) }.joined()
        return try part(.name(CalculatorReader.name(ofWord: identifier)), range)
    }
}
