import Sheets

/// A sheet's text with some places written anew.
enum SheetText {
    /// - Parameter replacements: places that do not overlap, in any order, and what stands there.
    static func replacing(_ replacements: [(range: Range<Int>, text: String)], in source: SourceText) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.bytes.count)
        var position = 0
        for (range, text) in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            let range = range.clamped(to: position..<source.bytes.count)
            bytes += source.bytes[position..<range.lowerBound]
            bytes += text.utf8
            position = range.upperBound
        }
        return bytes + source.bytes[position...]
    }

    /// The places of the blocks that say how to draw, with the blank lines behind them.
    static func drawingBlocks(of sheet: Sheet) -> [Range<Int>] {
        sheet.items.compactMap { item in
            switch item.content {
            case .vary, .require: break
            case .heading, .prose, .given, .solve, .answer, .plot: return nil
            }
            var end = item.range.upperBound
            let bytes = sheet.source.bytes
            while end < bytes.count, bytes[end] == 0x0A || bytes[end] == 0x0D { end += 1 }
            return item.range.lowerBound..<end
        }
    }
}
