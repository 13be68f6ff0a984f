/// Heat maps.
extension FigureLayout {
    /// The measures of one map's grid.
    private struct Grid {
        var cellWidth: Int
        var cellHeight: Int
        /// The print of the numbers; nil where none are printed.
        var number: Int?
    }

    func map(_ panel: Figure.Panel, room: Int) -> PlacedPanel {
        let rowTitleWidth = figure.rowTitle.isEmpty ? 0 : 1_500
        let left = rowTitleWidth + (panel.rows.map { labelWidth($0) }.max() ?? 0) + 450
        // The last label may reach over the edge of the grid.
        let reach = 100 + (panel.columns.last.map { labelWidth($0) } ?? 0) / 2
        let grid = grid(of: panel, room: room - left - (isCounted(panel.columns) ? reach : 100))
        let (columns, rows) = (panel.columns.count, panel.rows.count)
        let width = grid.cellWidth * columns
        let height = grid.cellHeight * rows

        let widest = panel.columns.map { labelWidth($0) }.max() ?? 0
        var columnStride = spacing(of: columns, step: grid.cellWidth, needing: widest + 200)
        // Tokens are all printed while they fit turned; numbers may be left out.
        let isTurned = columnStride > (grid.number == nil && isCounted(panel.columns) ? 10 : 1)
        if isTurned { columnStride = spacing(of: columns, step: grid.cellWidth, needing: Self.print + 100) }
        let rowStride = spacing(of: rows, step: grid.cellHeight, needing: Self.print + 100)
        let columnLabelHeight = isTurned ? widest + 300 : 1_250
        let nameHeight = panel.name == nil ? 0 : 1_500
        let columnTitleHeight = figure.columnTitle.isEmpty ? 0 : 1_250
        let top = nameHeight + columnTitleHeight + columnLabelHeight

        var drawing = Drawing()
        drawing.width = left + width + (isTurned ? 100 : max(100, reach - grid.cellWidth / 2))
        drawing.height = top + height + 50
        if let name = panel.name {
            drawing.marks.append(label(.formula(name), left + width / 2, 950, .middle, size: 1_000))
        }
        if !figure.columnTitle.isEmpty {
            let y = nameHeight + 850
            drawing.marks.append(label(.text(figure.columnTitle), left + width / 2, y, .middle))
        }
        if !figure.rowTitle.isEmpty {
            drawing.marks.append(label(.text(figure.rowTitle), 850, top + height / 2, .middle, isTurned: true))
        }
        for (index, text) in panel.columns.enumerated() where isLabelled(index, every: columnStride) {
            let x = left + index * grid.cellWidth + grid.cellWidth / 2
            drawing.marks.append(
                isTurned
                    ? label(text, x + 300, top - 250, .start, isTurned: true) : label(text, x, top - 350, .middle))
        }
        for (index, text) in panel.rows.enumerated() where isLabelled(index, every: rowStride) {
            let y = top + index * grid.cellHeight + grid.cellHeight / 2 + 300
            drawing.marks.append(label(text, left - 300, y, .end))
        }
        draw(panel, grid, at: (left, top), on: &drawing)
        return PlacedPanel(drawing: drawing, base: top, hasNumbers: grid.number != nil)
    }

    /// Numbers in 9 points, else in 7, else none.
    private func grid(of panel: Figure.Panel, room: Int) -> Grid {
        let (columns, rows) = (panel.columns.count, panel.rows.count)
        for (size, margin, least) in [(Self.print, 600, 2_400), (Self.smallPrint, 350, 1_500)] {
            let need = (panel.cells.map { Drawing.width(.text($0.text), size: size) }.max() ?? 0) + margin
            let height = min(max(need, least), 2_600)
            if need * columns <= room, height * rows <= heightRoom {
                // Wide enough for the labels to lie, where that costs little.
                let labels = (panel.columns.map { labelWidth($0) }.max() ?? 0) + 300
                let width = max(need, least, labels <= 4_200 ? labels : 0)
                return Grid(
                    cellWidth: width * columns <= room ? width : min(max(need, least), room / columns),
                    cellHeight: height, number: size)
            }
        }
        let side = max(min(1_200, room / columns, heightRoom / rows), 100)
        return Grid(cellWidth: side, cellHeight: side)
    }

    private func draw(_ panel: Figure.Panel, _ grid: Grid, at origin: (x: Int, y: Int), on drawing: inout Drawing) {
        let (columns, rows) = (panel.columns.count, panel.rows.count)
        let (width, height) = (grid.cellWidth, grid.cellHeight)
        for row in 0..<rows {
            for column in 0..<columns where panel[row, column].level != 0 {
                let cell = panel[row, column]
                let (x, y) = (origin.x + column * width, origin.y + row * height)
                // Without lines between them cells overlap a little: viewers would show white seams.
                let isBare = grid.number == nil
                drawing.box(
                    x, y, width + (isBare && column < columns - 1 ? 15 : 0),
                    height + (isBare && row < rows - 1 ? 15 : 0), Figure.Colour(ofLevel: cell.level))
            }
        }
        if grid.number == nil {
            for row in 0..<rows {
                for column in 0..<columns where panel[row, column].level < 0 {
                    let (x, y) = (origin.x + column * width, origin.y + row * height)
                    let colour = Figure.Colour.ink(onLevel: panel[row, column].level)
                    drawing.line(x, y + height, x + width, y, colour, thickness: 30)
                }
            }
        } else {
            for column in 1..<max(columns, 1) {
                let x = origin.x + column * width
                drawing.line(x, origin.y, x, origin.y + height * rows, .hairline)
            }
            for row in 1..<max(rows, 1) {
                let y = origin.y + row * height
                drawing.line(origin.x, y, origin.x + width * columns, y, .hairline)
            }
        }
        drawing.frame(origin.x, origin.y, width * columns, height * rows, .frame)
        guard let size = grid.number else { return }
        for row in 0..<rows {
            for column in 0..<columns {
                let cell = panel[row, column]
                drawing.marks.append(
                    .label(
                        Drawing.Label(
                            content: .text(cell.text), x: origin.x + column * width + width / 2,
                            y: origin.y + row * height + height / 2 + size * 34 / 100, size: size, anchor: .middle,
                            colour: .ink(onLevel: cell.level))))
            }
        }
    }

    func isCounted(_ labels: [Figure.Label]) -> Bool {
        labels.enumerated().allSatisfy { $1 == .text("\($0 + 1)") }
    }

    func label(
        _ content: Figure.Label, _ x: Int, _ y: Int, _ anchor: Drawing.Anchor, size: Int = FigureLayout.print,
        isTurned: Bool = false
    ) -> Drawing.Mark {
        .label(
            Drawing.Label(
                content: Drawing.shortened(content), x: x, y: y, size: size, anchor: anchor, isTurned: isTurned))
    }
}
