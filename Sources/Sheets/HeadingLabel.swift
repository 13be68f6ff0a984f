/// What a heading says about its own number: `Question 2`, `(b) Two heads`, `Solution`.
struct HeadingLabel {
    /// The heading's words without emphasis marks, lower case.
    private let text: String

    init(_ title: String) {
        var text = title.filter { $0 != "*" && $0 != "_" && $0 != "`" }.lowercased()
        text = String(text.trimmingSpaces)
        self.text = text
    }

    /// Whether what follows is for the solution handout only: `Solution`, `Solutions:`, `Solution to (b)`.
    var opensSolution: Bool {
        for word in ["solutions", "solution"] where text.hasPrefix(word) {
            let rest = text.dropFirst(word.count)
            if rest.allSatisfy({ $0 == "." || $0 == ":" || $0 == " " }) { return true }
            return [" to ", " of ", " for ", " (", ": "].contains { rest.hasPrefix($0) }
        }
        return false
    }

    /// Whether the heading is `Solution` with a slip of the pen; the reader would then show it to students.
    var nearlyOpensSolution: Bool {
        !opensSolution && !text.hasPrefix("solution")
            && !Spelling.suggestions(for: text, among: ["solution", "solutions"]).isEmpty
    }

    /// `2` of `Question 2`, `6-1` of `Exercise 6-1 Implementation`, `3` of `3. Heads` and of `Q3: heads`.
    var questionNumber: String? {
        var rest = Substring(text)
        for word in ["question", "problem", "exercise", "task", "aufgabe", "ex", "q"] where rest.hasPrefix(word) {
            rest = rest.dropFirst(word.count)
            if rest.first == "." { rest = rest.dropFirst() }
            return Self.number(rest.drop { $0 == " " })
        }
        return Self.number(rest)
    }

    /// `b` of `(b) Two heads`, `b)`, `b.`, `Part b`; `2` of `2.` and of `1.2 Heads`; `iv` of `(iv)`.
    var partLabel: String? {
        var rest = Substring(text)
        let saysPart = rest.hasPrefix("part ")
        if saysPart { rest = rest.dropFirst(5).drop { $0 == " " } }
        let isOpen = rest.first == "("
        if isOpen { rest = rest.dropFirst() }
        if let number = Self.number(rest) {
            return number.split(whereSeparator: { $0 == "." || $0 == "-" }).last.map(String.init)
        }
        let letters = rest.prefix { $0.isASCII && $0.isLetter }
        let next = rest.dropFirst(letters.count).first
        if isOpen { return next == ")" && (1...4).contains(letters.count) ? String(letters) : nil }
        guard letters.count == 1 else { return nil }
        if saysPart { return next.map { !$0.isLetter && !$0.isNumber } ?? true ? String(letters) : nil }
        return next == ")" || next == "." ? String(letters) : nil
    }

    /// A number that stands alone: digits with `.` or `-` between, then anything but a letter.
    private static func number(_ text: Substring) -> String? {
        var number = ""
        var rest = text
        while let digit = rest.first, digit.isASCII, digit.isNumber {
            number.append(digit)
            rest = rest.dropFirst()
            if let separator = rest.first, separator == "." || separator == "-",
                let next = rest.dropFirst().first, next.isASCII, next.isNumber
            {
                number.append(separator)
                rest = rest.dropFirst()
            }
        }
        guard !number.isEmpty, number.utf8.count <= 16 else { return nil }
        if let next = rest.first, next.isLetter || next == "_" || next == "-" { return nil }
        return number
    }
}

extension StringProtocol {
    /// Without the spaces and tabs at its ends.
    var trimmingSpaces: SubSequence {
        func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
        let start = firstIndex { !isSpace($0) } ?? endIndex
        // Not by dropLast, which counts the text anew for every space.
        var end = endIndex
        while end > start, isSpace(self[index(before: end)]) { end = index(before: end) }
        return self[start..<end]
    }
}
