import Rationals

/// What was found out about one variant and is worth keeping: where its data stand among all draws, and what it took.
///
/// The search is what a long run spends its time on; the sheet is soon worked out again.
public struct FoundDraw: Hashable, Sendable {
    /// The number of the variant.
    public var number: Int
    /// For each group of draws the number of its point.
    public var points: [Integer]
    /// Draws looked at, the accepted ones included.
    public var attempts: Int
    /// Why the others were refused, in words, and how many.
    public var refusals: [Reason]

    /// A reason and how many draws it refused.
    public struct Reason: Hashable, Sendable {
        /// In words.
        public var text: String
        /// The draws.
        public var count: Int
    }

    init(number: Int, points: [Integer], attempts: Int, refusals: [Reason] = []) {
        self.number = number
        self.points = points
        self.attempts = attempts
        self.refusals = refusals
    }

    /// One line of text, which says by its end whether it is complete.
    ///
    ///     7   41   12 905   40 ‘max(s) <= 6’ does not hold   9f3c…
    var line: String {
        let fields =
            [String(number), String(attempts), points.map(\.description).joined(separator: " ")]
            + refusals.map { "\($0.count) \($0.text.replacing("\t", with: " ").replacing("\n", with: " "))" }
        let body = fields.joined(separator: "\t")
        return "\(body)\t\(Self.check(body))\n"
    }

    /// Reads such a line; nil when it was cut off or damaged.
    init?(line: Substring) {
        guard let end = line.lastIndex(of: "\t") else { return nil }
        let body = line[..<end]
        guard line[line.index(after: end)...] == Self.check(String(body)) else { return nil }
        let fields = body.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count >= 3, let number = Int(fields[0]), let attempts = Int(fields[1]) else { return nil }
        self.number = number
        self.attempts = attempts
        points = []
        for field in fields[2].split(separator: " ") {
            guard let point = Integer(String(field)) else { return nil }
            points.append(point)
        }
        refusals = []
        for field in fields.dropFirst(3) {
            guard let blank = field.firstIndex(of: " "), let count = Int(field[..<blank]) else { return nil }
            refusals.append(Reason(text: String(field[field.index(after: blank)...]), count: count))
        }
    }

    private static func check(_ body: String) -> String {
        var fingerprint = Fingerprint()
        fingerprint.add(body)
        return String(fingerprint.value, radix: 16)
    }

    /// What a variant took.
    public init(_ variant: Variant, reason: (Refusal) -> String) {
        number = variant.number
        points = variant.points
        attempts = variant.attempts
        refusals = []
        for entry in variant.refusals.entries {
            let text = reason(entry.refusal)
            if let index = refusals.firstIndex(where: { $0.text == text }) {
                refusals[index].count += entry.count
            } else {
                refusals.append(Reason(text: text, count: entry.count))
            }
        }
    }
}
