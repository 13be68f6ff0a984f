/// Where the parts of a figure stand.
///
/// Numbers are printed in the cells as long as the print has at least 7 points; larger maps are shaded only, with a
/// label every few rows. Panels stand side by side while that holds, else below one another.
struct FigureLayout {
    let figure: Figure
    /// What the page has, in hundredths of a point.
    let room: Int
    /// The page's height is not filled by a figure.
    let heightRoom = 50_000

    init(_ figure: Figure, room: Int) {
        self.figure = figure
        self.room = max(room - 2 * Self.margin, 10_000)
    }

    static let print = 900
    static let smallPrint = 700
    static let gap = 1_800
    static let margin = 300

    /// The whole drawing; a title goes on top when the figure stands alone.
    func drawing(title: String = "") -> Drawing {
        let rows = arranged()
        var drawing = Drawing()
        let lines = PlainTextWriter.wrapped(PlainTextWriter.printable(title), width: max(20, room / 640))
        var y = lines.isEmpty ? 0 : lines.count * 1_350 + 500
        drawing.width = rows.map { row in row.reduce(-Self.gap) { $0 + $1.width + Self.gap } }.max() ?? 0
        let legend = figure.form == .map ? legend(strokes: !rows.joined().allSatisfy(\.hasNumbers)) : nil
        drawing.width = max(drawing.width, legend?.width ?? 0)
        let titleWidth = lines.map { Drawing.width(.text($0), size: Self.print) }.max() ?? 0
        drawing.width = min(max(drawing.width, titleWidth), max(room, drawing.width))
        for (index, line) in lines.enumerated() {
            drawing.marks.append(
                .label(
                    Drawing.Label(
                        content: .text(line), x: drawing.width / 2, y: 1_000 + index * 1_350, size: Self.print,
                        anchor: .middle)))
        }
        for (index, row) in rows.enumerated() {
            if index > 0 { y += Self.gap }
            let width = row.reduce(-Self.gap) { $0 + $1.width + Self.gap }
            var x = (drawing.width - width) / 2
            // Panels of one row stand on one line, whatever is above their grids.
            let base = row.map(\.base).max() ?? 0
            for panel in row {
                drawing.add(panel.drawing, x: x, y: y + base - panel.base)
                x += panel.width + Self.gap
            }
            y += row.map { base - $0.base + $0.drawing.height }.max() ?? 0
        }
        if let legend {
            y += 1_000
            drawing.add(legend, x: (drawing.width - legend.width) / 2, y: y)
            y += legend.height
        }
        drawing.height = y
        var page = Drawing()
        page.add(drawing, x: Self.margin, y: Self.margin)
        page.width = drawing.width + 2 * Self.margin
        page.height = drawing.height + 2 * Self.margin
        return page
    }

    /// A panel laid out.
    struct PlacedPanel {
        var drawing: Drawing
        /// From the panel's top to the top of its grid.
        var base: Int
        var hasNumbers: Bool
        var width: Int { drawing.width }
    }

    /// As many panels in a row as leave room for their numbers.
    private func arranged() -> [[PlacedPanel]] {
        let count = figure.panels.count
        var fallback: [[PlacedPanel]]?
        for perRow in stride(from: min(count, 6), through: 1, by: -1) {
            let share = (room - (perRow - 1) * Self.gap) / perRow
            let placed = figure.panels.map { panel($0, room: share) }
            guard perRow == 1 || placed.allSatisfy({ $0.width <= share }) else { continue }
            let rows = stride(from: 0, to: count, by: perRow).map { Array(placed[$0..<min($0 + perRow, count)]) }
            if placed.allSatisfy(\.hasNumbers) { return rows }
            if fallback == nil { fallback = rows }
        }
        return fallback ?? []
    }

    private func panel(_ panel: Figure.Panel, room: Int) -> PlacedPanel {
        switch figure.form {
        case .map: map(panel, room: room)
        case .bars: bars(panel, room: room)
        }
    }

    // MARK: Parts that maps and bars share

    func labelWidth(_ label: Figure.Label, size: Int = FigureLayout.print) -> Int {
        Drawing.width(Drawing.shortened(label), size: size)
    }

    /// Every how many labels one is printed, so that they keep apart.
    func spacing(of count: Int, step: Int, needing need: Int) -> Int {
        for stride in [1, 2, 5, 10, 20, 50] where step * stride >= need { return stride }
        return 100
    }

    /// Whether the label of an index from 0 is printed.
    ///
    /// Every second one counts from the first; 5, 10, 15 and so on have the first before them.
    func isLabelled(_ index: Int, every stride: Int) -> Bool {
        stride <= 2 ? index % stride == 0 : index == 0 || (index + 1) % stride == 0
    }

    /// The colour bar under maps: what the shades mean.
    private func legend(strokes: Bool) -> Drawing {
        let scale = figure.scale
        var drawing = Drawing()
        let steps = 40
        let width = 12_000 / steps
        let left = max(1_200, Drawing.width(.text(scale.lowerText), size: 800) / 2 + 200)
        for step in 0..<steps {
            // The middle of the step.
            let level = scale.isSigned ? (2 * step + 1) * 1000 / steps - 1000 : (2 * step + 1) * 500 / steps
            let x = left + step * width
            drawing.box(x, 0, width + (step == steps - 1 ? 0 : 15), 800, Figure.Colour(ofLevel: level))
            if strokes, level < 0 { drawing.line(x, 800, x + width, 0, .ink(onLevel: level), thickness: 30) }
        }
        drawing.frame(left, 0, 12_000, 800, .frame)
        func tick(_ x: Int, _ text: String) {
            drawing.line(x, 800, x, 1_000, .frame)
            drawing.marks.append(
                .label(Drawing.Label(content: .text(text), x: x, y: 1_800, size: 800, anchor: .middle)))
        }
        tick(left, scale.lowerText)
        if scale.isSigned { tick(left + 6_000, "0") }
        tick(left + 12_000, scale.upperText)
        let right = max(1_200, Drawing.width(.text(scale.upperText), size: 800) / 2 + 200)
        drawing.width = left + 12_000 + right
        drawing.height = 2_100
        return drawing
    }
}
