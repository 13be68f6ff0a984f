/// Two known mistakes, or one and the right way, that come to the same value of an answer.
public struct Coincidence: Hashable, Sendable {
    /// The answer: `1a.p`.
    public var answer: String
    /// The code of the mistake that stands first in the catalogue: `no-scaling`.
    public var first: String
    /// The code of the other one; nil for the right answer.
    public var second: String?

    /// A coincidence by its parts.
    public init(answer: String, first: String, second: String?) {
        self.answer = answer
        self.first = first
        self.second = second
    }
}

extension Marker.Indistinguishable {
    /// The same in pairs.
    ///
    ///     right = [a, b], alike = [[c, d, e]]      // a, right; b, right; a, b; c, d; c, e; d, e
    public var coincidences: [Coincidence] {
        right.map { Coincidence(answer: id, first: $0, second: nil) }
            + ([right] + alike).flatMap { codes in
                codes.indices.flatMap { index in
                    codes[(index + 1)...].map { Coincidence(answer: id, first: codes[index], second: $0) }
                }
            }
    }
}
