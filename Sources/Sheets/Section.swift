/// A question or a part of one, or what stands before the first question.
///
/// Each has its own names.
public struct Section: Hashable, Sendable {
    /// `1`, `6-2`: from the heading when it says so, else counted; nil before the first question.
    public var question: String?
    /// `a`: from the heading when it says so, else counted; nil outside parts.
    public var part: String?
    /// Where the heading stands; empty before the first question.
    public var range: Range<Int>

    /// How answers of this section are addressed: `1a`, `6-2b`, `2`; empty before the first question.
    ///
    ///     Section(question: "1", part: "a", range: 0..<0).address        // 1a
    public var address: String { (question ?? "") + (part ?? "") }

    /// A section with its numbers and its heading.
    public init(question: String?, part: String?, range: Range<Int>) {
        self.question = question
        self.part = part
        self.range = range
    }

    /// The id of an answer here: `1a.p`.
    public func id(of name: String) -> String { address.isEmpty ? name : "\(address).\(name)" }
}
