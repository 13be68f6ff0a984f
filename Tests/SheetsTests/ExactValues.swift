import Numbers
import Testing

@testable import Sheets

/// The entries of the last of some lines, which must be worked without a message.
func value(_ lines: String) throws -> [Number] {
    let worked = calculated(lines)
    #expect(worked.messages.isEmpty)
    return try #require(worked.last, "\(lines)")
}

/// Proves two lists of numbers equal, entry by entry.
func expectEqual(_ left: [Number], _ right: [Number], _ comment: Comment) {
    #expect(left.count == right.count)
    for (a, b) in zip(left, right) { #expect(Number.equality(a, b) == .equal, comment) }
}
