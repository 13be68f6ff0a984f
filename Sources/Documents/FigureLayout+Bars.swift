/// Bars of a vector.
extension FigureLayout {
    /// The height of a bar as long as the scale.
    private static let full = 8_000

    func bars(_ panel: Figure.Panel, room: Int) -> PlacedPanel {
        let scale = figure.scale
        let ticks =
            scale.isSigned
            ? [(1000, scale.upperText), (0, "0"), (-1000, scale.lowerText)]
            : [(1000, scale.upperText), (0, scale.lowerText)]
        let rowTitleWidth = figure.rowTitle.isEmpty ? 0 : 1_500
        let left = rowTitleWidth + (ticks.map { Drawing.width(.text($0.1), size: 800) }.max() ?? 0) + 500
        let columns = panel.columns.count
        let numberWidth = (panel.cells.map { Drawing.width(.text($0.text), size: 800) }.max() ?? 0) + 300
        let widest = panel.columns.map { labelWidth($0) }.max() ?? 0
        // The last label may reach over the edge.
        let reach = 100 + (panel.columns.last.map { labelWidth($0) } ?? 0) / 2
        let space = (room - left - (isCounted(panel.columns) ? reach : 100)) / columns
        let slot = max(min(max(numberWidth, min(widest + 400, 5_000), 2_000), space), 150)
        let hasNumbers = slot >= numberWidth
        var labelStride = spacing(of: columns, step: slot, needing: widest + 200)
        let isTurned = labelStride > 1 && !isCounted(panel.columns)
        if isTurned { labelStride = spacing(of: columns, step: slot, needing: Self.print + 100) }

        let nameHeight = panel.name == nil ? 0 : 1_500
        let top = nameHeight + 1_100
        let zero = top + Self.full
        let bottom = scale.isSigned ? zero + Self.full : zero
        // Numbers stand under negative bars.
        let labelTop = bottom + (scale.isSigned && hasNumbers ? 1_000 : 0)
        let width = slot * columns
        var drawing = Drawing()
        drawing.width = left + width + (isTurned ? 100 : max(100, reach - slot / 2))
        drawing.height = labelTop + (isTurned ? widest + 500 : 1_400) + (figure.columnTitle.isEmpty ? 0 : 1_200)
        if let name = panel.name {
            drawing.marks.append(label(.formula(name), left + width / 2, 950, .middle, size: 1_000))
        }
        for (level, text) in ticks {
            let y = zero - level * Self.full / 1000
            drawing.line(left, y, left + width, y, .hairline)
            drawing.marks.append(label(.text(text), left - 300, y + 280, .end, size: 800))
        }
        if !figure.rowTitle.isEmpty {
            drawing.marks.append(label(.text(figure.rowTitle), 850, (top + bottom) / 2, .middle, isTurned: true))
        }
        for (index, cell) in panel.cells.enumerated() {
            let x = left + index * slot
            let length = abs(cell.level) * Self.full / 1000
            let inset = slot / 6
            let y = cell.level < 0 ? zero : zero - length
            if length > 0 {
                drawing.box(x + inset, y, slot - 2 * inset, length, Figure.Colour(ofLevel: cell.level < 0 ? -600 : 600))
            }
            guard hasNumbers else { continue }
            let textY = cell.level < 0 ? y + length + 850 : y - 250
            drawing.marks.append(label(.text(cell.text), x + slot / 2, textY, .middle, size: 800))
        }
        drawing.line(left, zero, left + width, zero, .frame, thickness: 60)
        for (index, text) in panel.columns.enumerated() where isLabelled(index, every: labelStride) {
            let x = left + index * slot + slot / 2
            drawing.marks.append(
                isTurned
                    ? label(text, x + 300, labelTop + 300, .end, isTurned: true)
                    : label(text, x, labelTop + 1_050, .middle))
        }
        if !figure.columnTitle.isEmpty {
            drawing.marks.append(label(.text(figure.columnTitle), left + width / 2, drawing.height - 350, .middle))
        }
        return PlacedPanel(drawing: drawing, base: top, hasNumbers: hasNumbers)
    }
}
