/// The canvas that measures: boxes as TeX makes them, from the letters up.
struct LatexMeasure: LatexCanvas {
    /// A horizontal list being filled.
    private struct List {
        var style: Style
        var extent = LatexExtent()
        var last: SpacingClass?
        /// The last atom, to which scripts are attached.
        var nucleus = LatexExtent()
        var nucleusIsCharacter = true
        var hasLimits = false
        var scriptWidth = 0.0
    }

    enum Style: Int {
        case display, text, script, scriptScript

        var inScript: Style { self == .display || self == .text ? .script : .scriptScript }
        var inFraction: Style {
            switch self {
            case .display: .text
            case .text: .script
            case .script, .scriptScript: .scriptScript
            }
        }
        /// Small letters are wider than small scaling makes them.
        var letterScale: Double { [1, 1, 0.8, 0.69][rawValue] }
        var scale: Double { [1, 1, 0.7, 0.5][rawValue] }
        var isSmall: Bool { rawValue >= 2 }
    }

    private struct Matrix {
        var columns: [Double] = []
        var column = 0
        var row = LatexExtent(width: 0, height: 0.84, depth: 0.36)
        var total = 0.0
    }

    private var lists: [List]
    private var numerators: [LatexExtent] = []
    private var matrices: [Matrix] = []

    init(isDisplayed: Bool) {
        lists = [List(style: isDisplayed ? .display : .text)]
    }

    var extent: LatexExtent { lists.first?.extent ?? LatexExtent() }

    private var style: Style { lists.last?.style ?? .text }

    private mutating func open(_ style: Style) { lists.append(List(style: style)) }

    private mutating func close() -> LatexExtent { lists.count > 1 ? lists.removeLast().extent : LatexExtent() }

    // MARK: Atoms

    private mutating func add(_ box: LatexExtent, _ spacing: SpacingClass, isCharacter: Bool) {
        let index = lists.count - 1
        let gap = lists[index].last.map { Self.gap($0, spacing, isSmall: style.isSmall) } ?? 0
        lists[index].extent.width += gap + box.width
        lists[index].extent.height = max(lists[index].extent.height, box.height)
        lists[index].extent.depth = max(lists[index].extent.depth, box.depth)
        lists[index].last = spacing
        lists[index].nucleus = box
        lists[index].nucleusIsCharacter = isCharacter
        lists[index].hasLimits = false
        lists[index].scriptWidth = 0
    }

    /// The space TeX puts between two neighbours.
    private static func gap(_ a: SpacingClass, _ b: SpacingClass, isSmall: Bool) -> Double {
        if a == .opening || b == .closing || b == .punctuation { return 0 }
        if a == .function { return b == .opening ? 0 : 0.167 }
        if b == .function, a == .ordinary || a == .closing { return 0.167 }
        if isSmall { return 0 }
        if a == .relation || b == .relation { return 0.278 }
        if a == .binary || b == .binary { return 0.222 }
        if a == .punctuation { return 0.167 }
        if a == .inner || b == .inner || b == .function { return 0.167 }
        return 0
    }

    mutating func symbols(_ tex: String, _ glyphs: Glyphs) {
        add(
            LatexExtent(
                width: glyphs.width * style.letterScale, height: glyphs.height * style.scale,
                depth: glyphs.depth * style.scale),
            glyphs.spacing, isCharacter: true)
    }

    mutating func digits(_ digits: String) {
        var width = 0.0
        for byte in digits.utf8 { width += byte == UInt8(ascii: ".") ? 0.278 : 0.5 }
        add(
            LatexExtent(width: width * style.letterScale, height: 0.645 * style.scale, depth: 0), .ordinary,
            isCharacter: true)
    }

    mutating func space(_ tex: String, width: Double) {
        lists[lists.count - 1].extent.width += width
    }

    mutating func words(_ words: String, command: String) {
        let width = Glyphs.uprightWidth(of: words)
        add(
            LatexExtent(width: width * style.letterScale, height: 0.75 * style.scale, depth: 0.25 * style.scale),
            .ordinary, isCharacter: true)
    }

    // MARK: Boxes

    mutating func beginFraction(isLarge: Bool) { open(isLarge ? .text : style.inFraction) }

    mutating func continueFraction() {
        let size = style
        numerators.append(close())
        open(size)
    }

    mutating func endFraction(isLarge: Bool) {
        let denominator = close()
        let numerator = numerators.popLast() ?? LatexExtent()
        let isDisplayed = style == .display || isLarge
        let rule = 0.04
        let clearance = isDisplayed ? 3 * rule : rule
        let axis = 0.25 * style.scale
        let up = max((isDisplayed ? 0.677 : 0.394) * style.scale, numerator.depth + clearance + rule / 2 + axis)
        let down = max((isDisplayed ? 0.686 : 0.345) * style.scale, denominator.height + clearance + rule / 2 - axis)
        add(
            LatexExtent(
                width: max(numerator.width, denominator.width) + 0.24, height: up + numerator.height,
                depth: down + denominator.depth),
            .inner, isCharacter: false)
    }

    mutating func beginRoot(degree: Int) { open(style) }

    mutating func endRoot(degree: Int) {
        let radicand = close()
        let rule = 0.04
        var clearance = style == .display ? 0.148 : 0.05
        let needed = radicand.height + radicand.depth + clearance
        let hook = Delimiter.smallest(covering: needed + rule, style)
        // A hook that reaches further than it must leaves the rest above and below alike.
        clearance = max(clearance, (clearance + hook.height - rule - radicand.height - radicand.depth) / 2)
        let height = radicand.height + clearance + rule
        add(
            LatexExtent(
                width: radicand.width + hook.rootWidth + (degree > 2 ? 0.09 : 0), height: height,
                depth: max(radicand.depth, hook.height - height)),
            .ordinary, isCharacter: false)
    }

    mutating func primes(_ count: Int) {
        open(style.inScript)
        lists[lists.count - 1].extent = LatexExtent(width: 0.23 * Double(count), height: 0.34, depth: 0)
        endScript(.above)
    }

    mutating func beginScript(_ position: ScriptPosition) { open(style.inScript) }

    mutating func endScript(_ position: ScriptPosition) {
        let script = close()
        let index = lists.count - 1
        let list = lists[index]
        if list.hasLimits {
            lists[index].extent.width += max(0, script.width - list.nucleus.width)
            lists[index].nucleus.width = max(script.width, list.nucleus.width)
            switch position {
            case .above: lists[index].extent.height = max(list.extent.height, list.nucleus.height + 0.2 + script.height)
            case .below:
                lists[index].extent.depth = max(
                    list.extent.depth, list.nucleus.depth + 0.27 + script.height + script.depth)
            }
            return
        }
        let width = script.width + 0.05
        lists[index].extent.width += max(0, width - list.scriptWidth)
        lists[index].scriptWidth = max(width, list.scriptWidth)
        let scale = style.scale
        switch position {
        case .above:
            let shift = max(list.nucleusIsCharacter ? 0 : list.nucleus.height - 0.386 * scale, 0.413 * scale)
            lists[index].extent.height = max(list.extent.height, shift + script.height)
        case .below:
            let shift = max(list.nucleusIsCharacter ? 0 : list.nucleus.depth + 0.05 * scale, 0.2 * scale)
            lists[index].extent.depth = max(list.extent.depth, shift + script.depth)
        }
    }

    mutating func beginFence(_ opening: String, isTall: Bool) {
        if isTall {
            open(style)
        } else {
            symbols(
                opening, Glyphs(spacing: .opening, width: opening == "|" ? 0.278 : 0.389, height: 0.75, depth: 0.25))
        }
    }

    mutating func endFence(_ closing: String, isTall: Bool) {
        guard isTall else {
            return symbols(
                closing, Glyphs(spacing: .closing, width: closing == "|" ? 0.278 : 0.389, height: 0.75, depth: 0.25))
        }
        var box = close()
        // Delimiters are symmetric about the axis and cover nine tenths of what they enclose.
        let axis = 0.25 * style.scale
        let reach = max(box.height - axis, box.depth + axis)
        let delimiter = Delimiter.smallest(covering: max(2 * reach * 0.901, 2 * reach - 0.5), style)
        box.width += 2 * (closing == "|" ? min(delimiter.parenthesisWidth, 0.34) : delimiter.parenthesisWidth)
        box.height = max(box.height, delimiter.height / 2 + axis)
        box.depth = max(box.depth, delimiter.height / 2 - axis)
        add(box, .inner, isCharacter: false)
    }

    /// Cells are always set in the size of running text.
    private let cellStyle = Style.text

    mutating func beginMatrix(columns: Int) {
        matrices.append(Matrix())
        open(cellStyle)
    }

    private mutating func endCell() {
        let cell = close()
        guard var matrix = matrices.popLast() else { return }
        if matrix.column == matrix.columns.count { matrix.columns.append(0) }
        matrix.columns[matrix.column] = max(matrix.columns[matrix.column], cell.width)
        matrix.row.height = max(matrix.row.height, cell.height)
        matrix.row.depth = max(matrix.row.depth, cell.depth)
        matrix.column += 1
        matrices.append(matrix)
    }

    private mutating func endRow(extraDepth: Double) {
        endCell()
        guard var matrix = matrices.popLast() else { return }
        matrix.total += matrix.row.height + max(matrix.row.depth, 0.36 + extraDepth)
        matrix.row = LatexExtent(width: 0, height: 0.84, depth: 0.36)
        matrix.column = 0
        matrices.append(matrix)
    }

    mutating func nextColumn() {
        endCell()
        open(cellStyle)
    }

    mutating func nextRow(extraPoints: Int) {
        endRow(extraDepth: Double(extraPoints) / 10)
        open(cellStyle)
    }

    mutating func endMatrix() {
        endRow(extraDepth: 0)
        guard let matrix = matrices.popLast() else { return }
        let half = matrix.total / 2
        let bracket = Delimiter.smallest(covering: max(matrix.total * 0.901, matrix.total - 0.5), .text).bracketWidth
        let isArray = matrix.columns.count > 10
        let width =
            matrix.columns.reduce(0, +) + Double(max(matrix.columns.count - 1, 0)) + (isArray ? 1 : 0) + 2 * bracket
        add(LatexExtent(width: width, height: half + 0.25, depth: half - 0.25), .inner, isCharacter: false)
    }

    mutating func largeOperator(_ tex: String) {
        let isDisplayed = style == .display
        add(
            LatexExtent(
                width: isDisplayed ? 1.444 : 1.056 * style.scale, height: isDisplayed ? 0.95 : 0.75,
                depth: isDisplayed ? 0.45 : 0.25),
            .function, isCharacter: false)
        lists[lists.count - 1].hasLimits = isDisplayed
    }
}

/// A bracket or root sign in one of the sizes that the fonts have; larger ones are put together from pieces.
private struct Delimiter {
    var height: Double
    var parenthesisWidth: Double
    var bracketWidth: Double
    var rootWidth: Double

    private static let sizes = [
        Delimiter(height: 0.5, parenthesisWidth: 0.27, bracketWidth: 0.2, rootWidth: 0.58),
        Delimiter(height: 0.7, parenthesisWidth: 0.32, bracketWidth: 0.23, rootWidth: 0.67),
        Delimiter(height: 1, parenthesisWidth: 0.389, bracketWidth: 0.278, rootWidth: 0.833),
        Delimiter(height: 1.2, parenthesisWidth: 0.458, bracketWidth: 0.417, rootWidth: 1),
        Delimiter(height: 1.8, parenthesisWidth: 0.597, bracketWidth: 0.472, rootWidth: 1),
        Delimiter(height: 2.4, parenthesisWidth: 0.736, bracketWidth: 0.528, rootWidth: 1),
        Delimiter(height: 3, parenthesisWidth: 0.792, bracketWidth: 0.584, rootWidth: 1),
    ]

    static func smallest(covering height: Double, _ style: LatexMeasure.Style) -> Delimiter {
        let first = [2, 2, 1, 0][style.rawValue]
        return sizes.dropFirst(first).first { $0.height >= height - 1e-9 }
            ?? Delimiter(height: height, parenthesisWidth: 0.875, bracketWidth: 0.667, rootWidth: 1.056)
    }
}
