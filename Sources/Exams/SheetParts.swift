import Formulas
import Graphs
import Sheets

/// What of a sheet is used by what.
struct SheetParts {
    let elaboration: Elaboration
    /// For every node, whether something outside the line that added it takes it as an input, or shows it.
    private let isUsed: [Bool]

    init(_ elaboration: Elaboration) {
        self.elaboration = elaboration
        let graph = elaboration.graph
        var owner = [Int?](repeating: nil, count: graph.nodes.count)
        for (index, line) in elaboration.lines.enumerated() {
            for node in line.added where owner.indices.contains(node) { owner[node] = index }
            for node in line.nodes where owner[node.index] == nil { owner[node.index] = index }
        }
        var isUsed = Array(repeating: false, count: graph.nodes.count)
        for id in graph.ids {
            for input in graph[id].inputs where owner[input.index] != owner[id.index] { isUsed[input.index] = true }
        }
        let shown =
            elaboration.answers.compactMap(\.node) + elaboration.insertions.map(\.node)
            + elaboration.plots.flatMap(\.nodes)
            + elaboration.claims.flatMap { $0.instances.flatMap { [$0.left, $0.right] } }
        for id in shown { isUsed[id.index] = true }
        self.isUsed = isUsed
    }

    /// Whether anything of a line is used by another, or shown.
    func isUsed(_ line: Elaboration.Line) -> Bool {
        line.nodes.contains { isUsed[$0.index] } || line.added.contains { isUsed.indices.contains($0) && isUsed[$0] }
    }

    private func section(_ line: Elaboration.Line) -> Section {
        elaboration.sheet.sections[elaboration.sheet.items[line.item].section]
    }

    private func isData(_ line: Elaboration.Line) -> Bool {
        if case .given = elaboration.sheet.items[line.item].content { return true }
        return false
    }

    func unusedData() -> [LintFinding] {
        elaboration.lines.filter { isData($0) && !$0.nodes.isEmpty }.compactMap { line in
            // A number that says what is computed, a size or an index say, has no edge in the computation.
            guard !isUsed(line), let name = name(of: line), !isMentioned(line) else { return nil }
            return LintFinding(.unusedData(name), at: line.range)
        }
    }

    /// Steps that nothing is computed from and nobody sees; those that lead to them are not said as well.
    func unaskedSteps() -> [LintFinding] {
        let steps = elaboration.lines.filter { !isData($0) && $0.readings.isEmpty && !$0.nodes.isEmpty }
        return steps.enumerated().compactMap { index, line in
            let question = section(line).question
            guard asks(question), !isUsed(line) else { return nil }
            let isLast = !steps.dropFirst(index + 1).contains { section($0).question == question }
            let step = name(of: line)
            return LintFinding(isLast ? .notAsked(step: step) : .leadsNowhere(step: step), at: line.range)
        }
    }

    func questionsWithoutAnswers() -> [LintFinding] {
        let sections = elaboration.sheet.sections
        return sections.compactMap { section in
            guard let question = section.question, section.part == nil, !asks(question),
                elaboration.lines.contains(where: { !isData($0) && self.section($0).question == question })
            else { return nil }
            return LintFinding(.asksNothing, at: section.range)
        }
    }

    private func asks(_ question: String?) -> Bool {
        elaboration.answers.contains {
            elaboration.sheet.sections[elaboration.sheet.items[$0.item].section].question == question
        }
    }

    /// The name on the left of a line.
    private func name(of line: Elaboration.Line) -> String? {
        switch elaboration.sheet.items[line.item].content {
        case .given(let calculation), .solve(let calculation):
            guard let statement = calculation.statements.first(where: { $0.range == line.range }) else { return nil }
            switch statement.kind {
            case .assignment(let target, _): return target.range.map { elaboration.sheet.source.text($0) }
            case .declaration(let names, _): return names.first?.name.spelling
            case .expression: return nil
            }
        case .heading, .prose, .answer, .plot, .vary, .require: return nil
        }
    }

    /// Whether the name of a line stands in another calculating line, or in a value in prose, where it can mean these data.
    func isMentioned(_ line: Elaboration.Line) -> Bool {
        guard let name = name(of: line) else { return false }
        let own = section(line).question
        let source = elaboration.sheet.source
        for item in elaboration.sheet.items {
            let question = elaboration.sheet.sections[item.section].question
            guard own == nil || own == question else { continue }
            let places: [Range<Int>]
            switch item.content {
            case .heading, .vary: continue
            case .prose(let prose): places = prose.insertions.map(\.range)
            case .given, .solve, .answer, .plot, .require: places = [item.range]
            }
            for place in places {
                for (offset, word) in Self.words(source.text(place))
                where word == name && !line.range.contains(place.lowerBound + offset) { return true }
            }
        }
        return false
    }

    /// The words of a text: letters, digits and underscores, with their UTF-8 offsets; indices fall off one by one.
    private static func words(_ text: String) -> [(offset: Int, word: String)] {
        var words: [(offset: Int, word: String)] = []
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, isWord(bytes[end]) { end += 1 }
            var word = String(decoding: bytes[start..<end], as: UTF8.self)
            if !word.isEmpty { words.append((start, word)) }
            while let index = word.lastIndex(of: "_") {
                word = String(word[..<index])
                words.append((start, word))
            }
            start = end + 1
        }
        return words
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }
}
