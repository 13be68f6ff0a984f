import Numbers
import Rationals
import Testing

@Suite struct IntervalTests {
    @Test func holdsEverythingBetweenItsEndsAndNothingElse() throws {
        let third = try #require(Rational(1, over: 3))
        let interval = Enclosure(from: -third, to: third, precision: 64)
        #expect(interval.containsZero)
        for inside in [-third, third, 0] {
            #expect(!interval.isDisjoint(from: Enclosure(inside, precision: 200)))
        }
        let hair = try #require(Rational(1, over: Integer(1 << 60)))
        #expect(interval.isDisjoint(from: Enclosure(third + hair, precision: 200)))
        #expect(interval.isDisjoint(from: Enclosure(-third - hair, precision: 200)))
    }
}
