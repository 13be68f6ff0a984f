import Rationals

/// What the two audiences write differently.
extension LineWriter {
    func binding(of literal: Formula.Literal) -> Binding {
        switch audience {
        case .people:
            if literal.spelling.utf8.first == UInt8(ascii: "-") { return .sum }
            return literal.spelling.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) ? .power : .atom
        case .algebraSystems:
            if literal.value.signum() < 0 { return .sum }
            return literal.value.isInteger ? .atom : .product
        }
    }

    mutating func write(_ literal: Formula.Literal) {
        switch audience {
        case .people:
            if literal.spelling.utf8.first == UInt8(ascii: "-") {
                put(minus + literal.spelling.dropFirst())
            } else {
                put(literal.spelling)
            }
        // Never the decimal point: 0.1 would become a floating-point number there.
        case .algebraSystems: put(literal.value.description)
        }
    }

    mutating func write(_ name: Name) {
        // A bare e would be a symbol there.
        guard audience == .people else { return put(name == Name("e") ? "exp(1)" : name.identifier) }
        let letter = Script.letterOfGreekName[name.base].map(String.init) ?? name.base
        var marks: String
        if let accent = name.accent {
            // A combining mark belongs to one letter; a longer base is written as it is typed.
            if letter.count == 1, let mark = Script.combiningAccents.first(where: { $0.accent == accent })?.scalar {
                marks = letter + String(Character(mark))
            } else {
                marks = "\(accent.rawValue)(\(name.base))"
            }
        } else {
            marks = letter
        }
        marks += String(repeating: "′", count: name.primes)
        put(marks + subscripts(name.subscripts) + (name.superscript.map(superscript) ?? ""))
    }

    private func subscripts(_ labels: [String]) -> String {
        guard let first = labels.first else { return "" }
        if labels.count > 1 {
            return "_{" + labels.map { Script.letterOfGreekName[$0].map(String.init) ?? $0 }.joined(separator: ",")
                + "}"
        }
        let isShort = first.count == 1 || first.utf8.allSatisfy { $0 < UInt8(ascii: "A") }
        if isShort, let small = Script.translated(first, by: Script.small) { return small }
        return "_" + (Script.letterOfGreekName[first].map(String.init) ?? first)
    }

    private func superscript(_ label: String) -> String {
        Script.translated("(\(label))", by: Script.raised) ?? "^{(\(label))}"
    }

    mutating func writeSubscripted(_ base: Formula, _ indices: [Formula]) {
        if audience == .people, case .name(let name) = base.node, !name.subscripts.isEmpty {
            put("(")
            write(base)
            put(")")
        } else {
            write(base, in: .atom)
        }
        put(audience == .people ? "_{" : "[")
        if audience == .people, indices.contains(where: \.isWholeRange) {
            for (position, index) in indices.enumerated() {
                if position > 0 { put(",") }
                if case .text(let range) = index.node { put(range) } else { write(index) }
            }
        } else {
            writeList(indices)
        }
        put(audience == .people ? "}" : "]")
    }

    mutating func writePower(_ base: Formula, _ exponent: Formula) {
        switch audience {
        case .people:
            writeBase(base)
            if let digits = exponent.integerSpelling, digits.utf8.count == 1, !base.isEuler,
                let raised = Script.translated(digits, by: Script.raised)
            {
                put(raised)
            } else {
                put("^")
                writeExponent(exponent)
            }
        case .algebraSystems:
            if base.isEuler { return writeCall("exp", [exponent], []) }
            write(base, in: .atom)
            put("**")
            write(exponent, in: .atom)
        }
    }

    /// A name that already carries something raised gets parentheses: (Q⁽²⁾)².
    private mutating func writeBase(_ base: Formula) {
        if case .name(let name) = base.node, name.superscript != nil {
            put("(")
            write(base)
            put(")")
        } else {
            write(base, in: .atom)
        }
    }

    private mutating func writeExponent(_ exponent: Formula) {
        // x^T is the transpose, x^(T) the power.
        let isT = if case .name(let name) = exponent.node { name.base == "T" } else { false }
        let isBare: Bool
        switch exponent.node {
        case .name: isBare = !isT
        case .number: isBare = true
        default: isBare = false
        }
        if isBare, binding(of: exponent) == .atom {
            write(exponent)
        } else {
            put("(")
            write(exponent)
            put(")")
        }
    }

    func binding(ofRoot radicand: Formula, degree: Int) -> Binding {
        switch audience {
        case .people: degree <= 4 ? .power : .atom
        case .algebraSystems: isPrincipal(radicand, degree: degree) && degree > 2 ? .power : .atom
        }
    }

    /// Whether the fractional power of algebra systems is the real root: not for odd roots of what may be negative,
    /// where they mean a complex one.
    private func isPrincipal(_ radicand: Formula, degree: Int) -> Bool {
        if degree % 2 == 0 { return true }
        guard case .number(let literal) = radicand.node else { return false }
        return literal.value.signum() >= 0
    }

    mutating func writeRoot(_ radicand: Formula, _ degree: Int) {
        switch audience {
        case .people:
            let signs = [2: "√", 3: "∛", 4: "∜"]
            guard let sign = signs[degree] else { return writeCall("root", [radicand, Formula(literal: degree)], []) }
            put(sign)
            let isBare: Bool
            switch radicand.node {
            case .name: isBare = true
            case .number(let literal): isBare = literal.isPlainInteger
            default: isBare = false
            }
            if isBare { return write(radicand) }
            put("(")
            write(radicand)
            put(")")
        case .algebraSystems:
            if degree == 2 { return writeCall("sqrt", [radicand], []) }
            guard isPrincipal(radicand, degree: degree) else {
                return writeCall("real_root", [radicand, Formula(literal: degree)], [])
            }
            write(radicand, in: .atom)
            put("**(1/\(degree))")
        }
    }

    mutating func writeTranspose(_ base: Formula) {
        switch audience {
        case .people:
            write(base, in: .atom)
            put("ᵀ")
        case .algebraSystems: writeCall("transpose", [base], [])
        }
    }

    mutating func writeDot(_ left: Formula, _ right: Formula) {
        switch audience {
        case .people:
            write(left, in: .chain)
            put(" . ")
            write(right, in: .chain)
        case .algebraSystems: writeCall("dot", [left, right], [])
        }
    }

    mutating func writeCall(_ name: String, _ arguments: [Formula], _ options: [Formula.Option]) {
        switch audience {
        case .people:
            if name == "exp", arguments.count == 1, options.isEmpty, let exponent = arguments.first {
                put("e^")
                return writeExponent(exponent)
            }
            put(name)
        case .algebraSystems: if writeKnownCall(name, arguments) { return }
        }
        put("(")
        writeList(arguments)
        for (index, option) in options.enumerated() {
            if index > 0 || !arguments.isEmpty { put(", ") }
            put(option.label + (audience == .people ? ": " : "="))
            write(option.value)
        }
        put(")")
    }

    /// Functions that algebra systems know by another name or not at all; writes at least the name.
    /// - Returns: whether the call is complete.
    private mutating func writeKnownCall(_ name: String, _ arguments: [Formula]) -> Bool {
        guard arguments.count == 1, let argument = arguments.first else {
            put(name)
            return false
        }
        switch name {
        case "ln": put("log")
        case "abs": put("Abs")
        case "log2", "log10":
            put("log(")
            write(argument)
            put(name == "log2" ? ", 2)" : ", 10)")
            return true
        case "sigmoid", "logistic":
            put("(1/(1 + exp(-")
            write(argument, in: .product)
            put(")))")
            return true
        case "relu":
            put("Max(0, ")
            write(argument)
            put(")")
            return true
        default: put(name)
        }
        return false
    }

    mutating func writeColumn(_ entries: [Formula]) {
        put(audience == .people ? "[" : "Matrix([")
        writeList(entries)
        put(audience == .people ? "]" : "])")
    }

    mutating func writeRows(_ rows: [[Formula]]) {
        let isSingle = rows.count == 1
        switch audience {
        case .people:
            put(isSingle ? "[[" : "[")
            for (index, row) in rows.enumerated() {
                if index > 0 { put("; ") }
                writeList(row)
            }
            put(isSingle ? "]]" : "]")
        case .algebraSystems:
            put("Matrix([")
            for (index, row) in rows.enumerated() {
                put(index > 0 ? ", [" : "[")
                writeList(row)
                put("]")
            }
            put("])")
        }
    }

    mutating func writeSummation(_ index: Name, _ from: Formula, _ to: Formula, _ body: Formula) {
        switch audience {
        case .people:
            put("sum(")
            write(body)
            put(" for ")
            write(index)
            put(" in ")
            write(from, in: .product)
            put("..")
            write(to, in: .product)
            put(")")
        case .algebraSystems:
            put("Sum(")
            write(body)
            put(", (\(index.identifier), ")
            writeList([from, to])
            put("))")
        }
    }

    mutating func writeText(_ words: String) {
        let isWord = words.utf8.allSatisfy {
            ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z")) || $0 == UInt8(ascii: "_")
        }
        put(isWord ? words : "\"\(words)\"")
    }
}

extension Formula {
    /// The colon that stands for all rows or all columns.
    fileprivate var isWholeRange: Bool {
        if case .text(":") = node { true } else { false }
    }

    /// The constant e, as far as can be seen without knowing what the author named e.
    var isEuler: Bool {
        if case .name(let name) = node { name == Name("e") } else { false }
    }
}

extension Formula {
    /// One line of Unicode for a terminal: `√3/2`, `e^(14/√3)`, `x₁`, `Wᵀ`, `[1, 2; 3, 4]`.
    ///
    /// Read back by ``read(_:in:offset:limits:)`` it has the same value; only what ``Node/elided(_:)`` and
    /// ``Node/shortened(leading:trailing:digits:)`` leave out cannot be read.
    ///
    ///     print(try Formula.read("3*sqrt(3)/2 * (-2)").plain)    // (3·√3/2)·(−2)
    public var plain: String {
        var writer = LineWriter(for: .people)
        writer.write(self)
        return writer.text
    }

    /// One line of ASCII that SymPy and Maxima read to the same exact value: `sqrt(3)/2`, `2**(1/3)`, `exp(-7)`.
    ///
    /// Decimal numbers become quotients, because `0.1` would be a floating-point number there. Names lose what those
    /// systems have no letters for: they are written as ``Name/identifier``.
    ///
    ///     print(try Formula.read("e^(−7)/√3 + 0.5").cas)    // exp(-7)/sqrt(3) + 1/2
    public var cas: String {
        var writer = LineWriter(for: .algebraSystems)
        writer.write(self)
        return writer.text
    }
}
