extension Sheet {
    /// Reads a file's bytes: what is not text is among the diagnostics.
    public static func reading(file: String, bytes: [UInt8]) -> Sheet {
        let (source, diagnostics) = SourceText.reading(file: file, bytes: bytes)
        var sheet = Sheet(reading: source)
        // A file that is no text says so; that nothing is left of it says no more.
        let others = sheet.diagnostics.filter { diagnostics.isEmpty || $0.fact != .emptySheet }
        sheet.diagnostics = diagnostics + others
        return sheet
    }

    /// Reads a text; what is wrong with it is among the diagnostics.
    public init(reading source: SourceText) {
        var reader = SheetReader(source)
        reader.read()
        self = reader.sheet
        if items.isEmpty, frontMatter.entries.isEmpty, diagnostics.isEmpty {
            diagnostics = [Diagnostic(.emptySheet, at: source.start..<source.start)]
        }
    }

    init(source: SourceText) {
        self.source = source
        frontMatter = FrontMatter()
        sections = [Section(question: nil, part: nil, range: source.start..<source.start)]
        items = []
        diagnostics = []
    }
}

/// One pass over the lines: front matter, headings, blocks, and what lies between.
struct SheetReader {
    private(set) var sheet: Sheet
    private let source: SourceText
    private var line = 0
    /// Index of the section that the current line belongs to.
    private var section = 0
    /// The level of the open Solution heading.
    private var solutionLevel: Int?
    /// Where the prose since the last heading or block begins.
    private var proseStart: Int?
    /// The shortest fence of each mark that is known to have no closing fence below: it is not looked for again.
    private var unclosed: [UInt8: Int] = [:]
    /// Whether the sheet has as many questions and parts as it may have.
    private var isFull = false

    init(_ source: SourceText) {
        self.source = source
        sheet = Sheet(source: source)
    }

    private func markdown(_ index: Int) -> MarkdownLine { MarkdownLine(index, of: source) }

    mutating func read() {
        readFrontMatter()
        while line < source.lineCount {
            let current = markdown(line)
            if let fence = current.fence, readFence(fence, at: current) { continue }
            if let heading = current.heading {
                flushProse(before: current.range.lowerBound)
                open(heading.level, title: heading.title, range: current.range)
                line += 1
                continue
            }
            if current.isParagraphText {
                readParagraph(from: current)
                continue
            }
            if let fence = current.quotedFence, let kind = kind(of: fence) {
                report(.indentedBlock(kind.rawValue), at: fence.info)
            }
            addProse(current)
            line += 1
        }
        flushProse(before: source.bytes.count)
    }

    private mutating func report(_ fact: Diagnostic.Fact, at range: Range<Int>) {
        sheet.diagnostics.append(Diagnostic(fact, at: range))
    }

    private mutating func add(_ content: Sheet.Content, range: Range<Int>) {
        sheet.items.append(
            Sheet.Item(content: content, section: section, isSolution: solutionLevel != nil, range: range))
    }

    // MARK: Front matter

    private mutating func readFrontMatter() {
        guard source.text(source.trimmedEnd(markdown(0).range)) == "---" else { return }
        let first = markdown(0).range
        let next = source.text(source.lineRange(1))
        for index in 1..<max(1, source.lineCount) {
            let text = source.text(source.trimmedEnd(source.lineRange(index)))
            guard text == "---" || text == "..." else { continue }
            let body = source.lineRange(1).lowerBound..<source.lineRange(index).lowerBound
            let (frontMatter, diagnostics) = FrontMatter.reading(body, of: source)
            sheet.frontMatter = frontMatter
            sheet.diagnostics += diagnostics
            line = index + 1
            return
        }
        // A rule at the top of the page, unless what follows looks like front matter.
        let key = next.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        if !key.isEmpty, next.dropFirst(key.count).first == ":" {
            report(.frontMatterNotClosed, at: first)
            line = 1
            while line < source.lineCount, !markdown(line).isBlank, markdown(line).heading == nil { line += 1 }
        }
    }

    // MARK: Prose

    private mutating func addProse(_ current: MarkdownLine) {
        if proseStart == nil, !current.isBlank { proseStart = current.range.lowerBound }
    }

    /// A paragraph, or a heading when a line of `===` or `---` stands under it.
    private mutating func readParagraph(from first: MarkdownLine) {
        var last = line
        while last + 1 < source.lineCount, markdown(last + 1).isParagraphText { last += 1 }
        let next = last + 1 < source.lineCount ? markdown(last + 1) : nil
        if let next, let level = next.underlineLevel {
            flushProse(before: first.range.lowerBound)
            let title = first.trimmed.lowerBound..<markdown(last).trimmed.upperBound
            open(level, title: title, range: first.range.lowerBound..<next.range.upperBound)
            line = last + 2
            return
        }
        addProse(first)
        line = last + 1
    }

    private mutating func flushProse(before end: Int) {
        guard let start = proseStart else { return }
        proseStart = nil
        var end = end
        while end > start, [0x0A, 0x0D, 0x20, 0x09].contains(source.bytes[end - 1]) { end -= 1 }
        let (insertions, diagnostics) = Insertion.reading(start..<end, of: source)
        sheet.diagnostics += diagnostics
        add(.prose(Sheet.Prose(text: start..<end, insertions: insertions)), range: start..<end)
    }

    // MARK: Blocks

    private func kind(of fence: MarkdownLine.Fence) -> BlockKind? {
        BlockKind(rawValue: String(source.text(fence.info).prefix { !$0.isWhitespace }))
    }

    /// Reads a fenced block; false when it is no block at all (indented code).
    private mutating func readFence(_ fence: MarkdownLine.Fence, at first: MarkdownLine) -> Bool {
        let word = String(source.text(fence.info).prefix { !$0.isWhitespace })
        var kind = BlockKind(rawValue: word)
        if fence.isIndented {
            guard let kind else { return false }
            report(.indentedBlock(kind.rawValue), at: fence.info)
        }
        let known = BlockKind.allCases.map(\.rawValue)
        if kind == nil, let near = Spelling.suggestions(for: word, among: known).first, !word.isEmpty {
            report(.unknownBlock(word, suggestion: near), at: fence.info)
            kind = BlockKind(rawValue: near)
        } else if let kind, fence.info.count > kind.rawValue.utf8.count {
            report(
                .blockInfo(kind.rawValue), at: fence.info.lowerBound + kind.rawValue.utf8.count..<fence.info.upperBound)
        }
        let (closing, isClosed) = closingLine(of: fence)
        let bodyStart = line + 1 < source.lineCount ? source.lineRange(line + 1).lowerBound : first.range.upperBound
        let bodyEnd = closing < source.lineCount ? source.lineRange(closing).lowerBound : source.bytes.count
        let body = bodyStart..<max(bodyStart, bodyEnd)
        let last = isClosed ? source.lineRange(closing).upperBound : bodyEnd
        if !isClosed { report(.blockNotClosed(kind?.rawValue), at: first.trimmed) }
        if let kind {
            flushProse(before: first.range.lowerBound)
            read(kind, body: body, range: first.range.lowerBound..<max(first.range.upperBound, last))
        } else {
            addProse(first)
        }
        line = isClosed ? closing + 1 : closing
        return true
    }

    /// The line that closes a block.
    ///
    /// A block that is never closed is taken to end before its first blank line, heading or next block, so that the
    /// rest of the sheet is still read.
    private mutating func closingLine(of fence: MarkdownLine.Fence) -> (line: Int, isClosed: Bool) {
        var index = line + 1
        var firstGap: Int?
        let calculates = kind(of: fence) != nil
        let isHopeless = unclosed[fence.mark].map { fence.length >= $0 } ?? false
        while index < source.lineCount {
            let current = markdown(index)
            if current.closes(fence) { return (index, true) }
            if firstGap == nil, current.isBlank || (current.heading.map { $0.level > 1 } ?? false) { firstGap = index }
            // Nothing in a calculating block begins like a fence: the next block has begun.
            if calculates, let other = current.fence, other.mark == fence.mark, !other.info.isEmpty {
                return (firstGap ?? index, false)
            }
            if isHopeless, let firstGap { return (firstGap, false) }
            index += 1
        }
        if !fence.isIndented { unclosed[fence.mark] = min(fence.length, unclosed[fence.mark] ?? .max) }
        return (firstGap ?? index, false)
    }

    private mutating func read(_ kind: BlockKind, body: Range<Int>, range: Range<Int>) {
        let content: Sheet.Content
        let diagnostics: [Diagnostic]
        switch kind {
        case .given, .solve:
            let (calculation, problems) = Calculation.reading(body, of: source)
            content = kind == .given ? .given(calculation) : .solve(calculation)
            diagnostics = problems
        case .answer:
            let (answers, problems) = Answer.reading(body, of: source)
            content = .answer(answers)
            diagnostics = problems
        case .plot:
            let (plots, problems) = Plot.reading(body, of: source)
            content = .plot(plots)
            diagnostics = problems
        case .vary:
            let (lines, problems) = DrawLine.reading(body, of: source)
            content = .vary(lines)
            diagnostics = problems
        case .require:
            let (lines, problems) = ConditionLine.reading(body, of: source)
            content = .require(lines)
            diagnostics = problems
        }
        sheet.diagnostics += diagnostics
        add(content, range: range)
    }

    // MARK: Headings

    private mutating func open(_ level: Int, title: Range<Int>, range: Range<Int>) {
        let label = HeadingLabel(source.text(title))
        if let open = solutionLevel, level <= open { solutionLevel = nil }
        if label.opensSolution {
            if solutionLevel == nil { solutionLevel = level }
        } else if level <= 2, sheet.sections.count >= Sheet.sectionLimit {
            if !isFull { report(.tooManySections(limit: Sheet.sectionLimit), at: title) }
            isFull = true
        } else {
            if label.nearlyOpensSolution { report(.nearlySolution(source.text(title)), at: title) }
            switch level {
            case 1: openQuestion(label, range: range, title: title)
            case 2: openPart(label, range: range, title: title)
            default: break
            }
        }
        let heading = Sheet.Heading(level: level, title: title, opensSolution: label.opensSolution)
        add(.heading(heading), range: range)
    }

    private mutating func openQuestion(_ label: HeadingLabel, range: Range<Int>, title: Range<Int>) {
        let used = Set(sheet.sections.compactMap { $0.part == nil ? $0.question : nil })
        if let number = label.questionNumber {
            if let first = sheet.sections.first(where: { $0.question == number && $0.part == nil }) {
                report(.sameHeading(number, first: first.range), at: title)
            }
            section = sheet.sections.count
            sheet.sections.append(Section(question: number, part: nil, range: range))
            return
        }
        var number = (sheet.sections.last { $0.question != nil }?.question.flatMap { Int($0) } ?? used.count) + 1
        while used.contains(String(number)) { number += 1 }
        section = sheet.sections.count
        sheet.sections.append(Section(question: String(number), part: nil, range: range))
    }

    private mutating func openPart(_ label: HeadingLabel, range: Range<Int>, title: Range<Int>) {
        let question = sheet.sections[section].question
        let parts = sheet.sections.filter { $0.question == question && $0.part != nil }
        if let part = label.partLabel {
            if let index = sheet.sections.firstIndex(where: { $0.question == question && $0.part == part }) {
                section = index
                // Under a Solution heading the letters of the parts come again.
                if solutionLevel == nil { report(.sameHeading(part, first: sheet.sections[index].range), at: title) }
                return
            }
            section = sheet.sections.count
            sheet.sections.append(Section(question: question, part: part, range: range))
            return
        }
        var ordinal = parts.count
        while parts.contains(where: { $0.part == Self.letters(ordinal) }) { ordinal += 1 }
        section = sheet.sections.count
        sheet.sections.append(Section(question: question, part: Self.letters(ordinal), range: range))
    }

    /// The letters of a part: a … z, aa, ab and so on.
    private static func letters(_ ordinal: Int) -> String {
        var rest = ordinal
        var letters = ""
        repeat {
            let letter = Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(rest % 26)))
            letters = String(letter) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }
}
