extension Figure {
    /// What a level of 1000 means, and which colours stand for the levels.
    ///
    /// From 0 upwards shades go from white through blue to dark blue. Values below 0 go through orange to brown, nearly as
    /// dark at −1000 as blue is at 1000. Luminance falls with the distance from 0, so a print in grey keeps the order. Sign is told apart without colour by the printed number, or by a stroke through the cell where none is
    /// printed.
    public struct Scale: Hashable, Sendable {
        /// The upper end as it is printed: `1`, `0.2`.
        public var end: String
        /// Whether the scale runs from −end to end, and not from 0.
        public var isSigned: Bool
        /// Whether an entry lies above the upper end.
        public var isExceededAbove: Bool
        /// Whether an entry lies below the lower end.
        public var isExceededBelow: Bool

        /// A scale from 0, or from −end, to end.
        public init(end: String, isSigned: Bool, isExceededAbove: Bool = false, isExceededBelow: Bool = false) {
            self.end = end
            self.isSigned = isSigned
            self.isExceededAbove = isExceededAbove
            self.isExceededBelow = isExceededBelow
        }

        /// What stands at the upper end: `1`, or `≥ 0.2` where entries lie above.
        var upperText: String { (isExceededAbove ? "≥ " : "") + end }
        /// What stands at the lower end: `0`, `−1`, or `≤ 0` where entries lie below.
        var lowerText: String { (isExceededBelow ? "≤ " : "") + (isSigned ? "−" + end : "0") }
    }

    /// A colour in eight bits per channel.
    public struct Colour: Hashable, Sendable {
        /// The red part, 0 to 255.
        public var red: Int
        /// The green part, 0 to 255.
        public var green: Int
        /// The blue part, 0 to 255.
        public var blue: Int

        static let white = Colour(red: 255, green: 255, blue: 255)
        static let black = Colour(red: 0, green: 0, blue: 0)
        /// Lines between cells.
        static let hairline = Colour(red: 190, green: 190, blue: 190)
        /// Axes and frames.
        static let frame = Colour(red: 90, green: 90, blue: 90)

        private static let blues = [
            white, Colour(red: 107, green: 174, blue: 214), Colour(red: 8, green: 48, blue: 107),
        ]
        private static let oranges = [
            white, Colour(red: 244, green: 147, blue: 60), Colour(red: 110, green: 36, blue: 3),
        ]
        /// From this distance on white print is easier to read than black: both contrasts are 4.58 or more there.
        private static let darkFrom = (blue: 709, orange: 737)

        /// The shade of a level from −1000 to 1000: two straight pieces between three colours, in whole numbers.
        ///
        ///     Figure.Colour(ofLevel: 1000)    // 8, 48, 107
        public init(ofLevel level: Int) {
            let stops = level < 0 ? Self.oranges : Self.blues
            let distance = min(abs(level), 1000)
            let (from, to) = distance < 500 ? (stops[0], stops[1]) : (stops[1], stops[2])
            let step = distance < 500 ? distance : distance - 500
            func mixed(_ a: Int, _ b: Int) -> Int { (a * (500 - step) + b * step + 250) / 500 }
            self.init(
                red: mixed(from.red, to.red), green: mixed(from.green, to.green), blue: mixed(from.blue, to.blue))
        }

        /// A colour from its parts.
        public init(red: Int, green: Int, blue: Int) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        /// Black or white, whichever can be read on the shade of a level.
        public static func ink(onLevel level: Int) -> Colour {
            -level >= darkFrom.orange || level >= darkFrom.blue ? white : black
        }
    }
}
