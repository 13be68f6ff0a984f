/// A figure laid out: boxes, lines and labels on a plane, in hundredths of a point, y downwards.
///
/// Whole numbers, so that every writer prints the same places on every machine.
struct Drawing: Hashable {
    var width = 0
    var height = 0
    /// In the order they are drawn, the later over the earlier.
    var marks: [Mark] = []

    /// The closed list of marks; every writer is one switch over it.
    enum Mark: Hashable {
        case box(Box, fill: Figure.Colour)
        case line(Line)
        case label(Label)
    }

    struct Box: Hashable {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
    }

    struct Line: Hashable {
        var x1: Int
        var y1: Int
        var x2: Int
        var y2: Int
        var colour: Figure.Colour
        var thickness = 40
    }

    struct Label: Hashable {
        var content: Figure.Label
        /// Where the label is anchored, on its baseline.
        var x: Int
        var y: Int
        /// The size of the print.
        var size: Int
        var anchor: Anchor
        var colour = Figure.Colour.black
        /// Whether it reads from below to above.
        var isTurned = false
    }

    enum Anchor: Hashable { case start, middle, end }

    mutating func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ fill: Figure.Colour) {
        marks.append(.box(Box(x: x, y: y, width: width, height: height), fill: fill))
    }

    mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ colour: Figure.Colour, thickness: Int = 40) {
        marks.append(.line(Line(x1: x1, y1: y1, x2: x2, y2: y2, colour: colour, thickness: thickness)))
    }

    mutating func frame(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ colour: Figure.Colour) {
        line(x, y, x + width, y, colour, thickness: 50)
        line(x, y + height, x + width, y + height, colour, thickness: 50)
        line(x, y, x, y + height, colour, thickness: 50)
        line(x + width, y, x + width, y + height, colour, thickness: 50)
    }

    /// The other drawing moved to a place on this one.
    mutating func add(_ other: Drawing, x: Int, y: Int) {
        for mark in other.marks {
            switch mark {
            case .box(var box, let fill):
                box.x += x
                box.y += y
                marks.append(.box(box, fill: fill))
            case .line(var line):
                line.x1 += x
                line.x2 += x
                line.y1 += y
                line.y2 += y
                marks.append(.line(line))
            case .label(var label):
                label.x += x
                label.y += y
                marks.append(.label(label))
            }
        }
    }
}

extension Drawing {
    /// The width of a label in print of a size; fonts differ, so it is what the widest of the usual ones needs.
    static func width(_ label: Figure.Label, size: Int) -> Int {
        switch label {
        case .text(let text): text.reduce(0) { $0 + thousandths($1) } * size / 1000
        case .formula(let formula):
            // Subscripts are smaller, and the plain spelling has marks that are not printed.
            formula.plain.filter { !"_{}^".contains($0) }.reduce(0) { $0 + thousandths($1) } * size / 1000
        }
    }

    /// The width of a character in thousandths of the print's size.
    private static func thousandths(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x20, 0x21, 0x27, 0x2C, 0x2E, 0x3A, 0x3B, 0x49, 0x69, 0x6A, 0x6C, 0x7C: return 330
        case 0x2080...0x209C, 0x2070...0x207F, 0xB2, 0xB3, 0xB9: return 420
        case 0x4D, 0x57, 0x6D, 0x77, 0x40, 0x25: return 880
        case 0x41...0x5A: return 700
        // Letters of East Asia and pictures are as wide as they are high.
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x1F000...0x1FAFF, 0x20000...0x3FFFD:
            return 1050
        case 0x2212: return 760
        default: return 640
        }
    }

    /// A label short enough to stand beside a row.
    static func shortened(_ label: Figure.Label) -> Figure.Label {
        guard case .text(let text) = label else { return label }
        let line = PlainTextWriter.printable(text)
        return .text(line.count > longestLabel ? line.prefix(longestLabel - 1) + "…" : line)
    }

    /// Characters of a label that are printed.
    static let longestLabel = 20
}
