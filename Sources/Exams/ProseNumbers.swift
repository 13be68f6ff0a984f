import Rationals

/// The numbers in a piece of prose: those in mathematics, and words such as *three*.
struct ProseNumbers {
    private(set) var numbers: [Number] = []

    struct Number {
        var value: Rational
        var range: Range<Int>
        var isMathematics: Bool
        /// The letters of the same formula.
        var letters: Set<String> = []
    }

    private static let words: [String: Rational] = [
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    ]

    init(_ bytes: [UInt8], _ prose: Range<Int>) {
        var position = prose.lowerBound
        var isMathematics = false
        // The formula that goes on: its letters, and its first number.
        var letters: Set<String> = []
        var first = 0
        while position < prose.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: "`"), !isMathematics {
                // Code, values in prose among it.
                var end = position + 1
                while end < prose.upperBound, bytes[end] != byte { end += 1 }
                position = end + 1
            } else if byte == UInt8(ascii: "_"), isMathematics, position + 1 < prose.upperBound,
                bytes[position + 1] == UInt8(ascii: "{")
            {
                // Indices, as in x_{1,2}.
                while position < prose.upperBound, bytes[position] != UInt8(ascii: "}") { position += 1 }
            } else if byte == UInt8(ascii: "\\") {
                position += 2
            } else if byte == UInt8(ascii: "$") {
                if isMathematics {
                    for index in first..<numbers.count { numbers[index].letters = letters }
                }
                isMathematics.toggle()
                (letters, first) = ([], numbers.count)
                position += 1
                if position < prose.upperBound, bytes[position] == byte { position += 1 }
            } else if Self.isDigit(byte), isMathematics {
                position = take(bytes, position, prose)
            } else if Self.isLetter(byte) {
                var end = position
                while end < prose.upperBound, Self.isLetter(bytes[end]) { end += 1 }
                let word = String(decoding: bytes[position..<end], as: UTF8.self).lowercased()
                if isMathematics { letters.insert(String(decoding: bytes[position..<end], as: UTF8.self)) }
                if !isMathematics, let value = Self.words[word] {
                    numbers.append(Number(value: value, range: position..<end, isMathematics: false))
                }
                position = end
            } else {
                position += 1
            }
        }
    }

    /// A number of digits with a point and a sign; an index or a power is none.
    private mutating func take(_ bytes: [UInt8], _ start: Int, _ prose: Range<Int>) -> Int {
        var end = start
        while end < prose.upperBound, Self.isDigit(bytes[end]) { end += 1 }
        if end + 1 < prose.upperBound, bytes[end] == UInt8(ascii: "."), Self.isDigit(bytes[end + 1]) {
            end += 1
            while end < prose.upperBound, Self.isDigit(bytes[end]) { end += 1 }
        }
        var before = start - 1
        while before >= prose.lowerBound, bytes[before] == UInt8(ascii: " ") { before -= 1 }
        let previous = before >= prose.lowerBound ? bytes[before] : 0
        let isIndex = [UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "{")].contains(previous)
        let isNegative = previous == UInt8(ascii: "-")
        guard !isIndex, let value = Rational(String(decoding: bytes[start..<end], as: UTF8.self)) else { return end }
        numbers.append(
            Number(value: isNegative ? -value : value, range: (isNegative ? before : start)..<end, isMathematics: true))
        return end
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }
}
