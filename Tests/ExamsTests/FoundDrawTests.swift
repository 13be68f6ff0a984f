import Rationals
import Testing

@testable import Exams

/// What an interrupted run leaves behind is read back whole or not at all.
@Suite struct FoundDrawTests {
    static let found: FoundDraw = {
        var found = FoundDraw(number: 7, points: [12, 0], attempts: 41)
        found.points.append(Integer("123456789012345678901234567890") ?? 0)
        found.refusals = [
            FoundDraw.Reason(text: "‘max(s) - min(s) <= 6’ does not hold", count: 38),
            FoundDraw.Reason(text: "a step has no value", count: 2),
        ]
        return found
    }()

    @Test func aLineIsReadBack() {
        #expect(FoundDraw(line: Self.found.line.dropLast()) == Self.found)
    }

    /// A killed run may have written any part of its last line.
    @Test func noPartOfALineIsTakenForAll() {
        let line = Self.found.line.dropLast()
        for end in line.indices { #expect(FoundDraw(line: line[..<end]) == nil) }
    }

    @Test func aDamagedLineIsNotTaken() {
        let line = String(Self.found.line.dropLast())
        for (old, new) in [("7\t", "8\t"), ("12 0", "13 0"), ("38 ", "39 "), ("\t41", "\t14")] {
            #expect(FoundDraw(line: line.replacing(old, with: new)[...]) == nil, "\(new)")
        }
    }
}
