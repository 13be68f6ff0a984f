/// A JSON value with its members in the order given, written the same on every machine.
public enum JSON: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Written as the shortest decimal that reads back as the same double; null when it is not finite.
    case double(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A key and its value in an object.
    public struct Member: Hashable, Sendable {
        /// The key, any text.
        public var key: String
        /// The value of the key.
        public var value: JSON

        /// A member of an object.
        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The text, indented by two spaces, arrays of plain values on one line.
    ///
    ///     print(JSON.object([.init("x", .array([.integer(1), .integer(2)]))]).text)
    ///     // {
    ///     //   "x": [1, 2]
    ///     // }
    public var text: String { text(indentedBy: 0) }

    /// The text with every line but the first behind so many blanks, to stand inside other text.
    public func text(indentedBy blanks: Int) -> String {
        var text = ""
        write(to: &text, indentation: String(repeating: " ", count: max(0, blanks)))
        return text
    }

    private func write(to text: inout String, indentation: String) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += "\(value)"
        case .double(let value): text += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.quote(value, to: &text)
        case .array(let values):
            let isFlat = values.allSatisfy(\.isPlain)
            let inner = indentation + "  "
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += isFlat ? ", " : "," }
                if !isFlat { text += "\n" + inner }
                value.write(to: &text, indentation: inner)
            }
            text += isFlat ? "]" : "\n\(indentation)]"
        case .object(let members):
            guard !members.isEmpty else {
                text += "{}"
                return
            }
            let inner = indentation + "  "
            text += "{"
            for (index, member) in members.enumerated() {
                text += index > 0 ? ",\n\(inner)" : "\n\(inner)"
                Self.quote(member.key, to: &text)
                text += ": "
                member.value.write(to: &text, indentation: inner)
            }
            text += "\n\(indentation)}"
        }
    }

    private var isPlain: Bool {
        switch self {
        case .null, .boolean, .integer, .double, .string: true
        case .array, .object: false
        }
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        let needsEscapes = string.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0x22 || $0 == 0x5C }
        guard needsEscapes else {
            text += string
            text += "\""
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7f {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }
}
