import Foundation
import Rationals
import Testing

@testable import Exams

@Suite struct RandomPointsTests {
    static let fixture: [[String]] = {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/random-points.tsv")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t").map(String.init)
        }
    }()

    @Test func blocksAreThoseOfNumpy() throws {
        let rows = Self.fixture.filter { $0[0] == "philox" }
        #expect(rows.count == 20)
        for row in rows {
            let words = row.dropFirst().compactMap { UInt64($0) }
            try #require(words.count == 10)
            let block = Philox(key: (words[0], words[1])).block((words[2], words[3], words[4], words[5]))
            #expect([block.0, block.1, block.2, block.3] == Array(words[6...]), "\(row)")
        }
    }

    @Test func pointsAreThoseOfTheReference() throws {
        var count = 0
        for row in Self.fixture where ["distinct", "point"].contains(row[0]) {
            let seed = try #require(UInt64(row[1]))
            let size = try #require(Integer(row[2]))
            let rest = row.dropFirst(3).dropLast().compactMap { UInt64($0) }
            let points = RandomPoints(seed: seed)
            let point =
                row[0] == "distinct"
                ? points.distinctPoints(of: size, component: rest[0])[rest[1]]
                : points.point(below: size, variant: rest[0], attempt: rest[1], component: rest[2])
            #expect(point.description == row.last, "\(row)")
            count += 1
        }
        #expect(count == 297)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 16, 17, 63, 64, 65, 1_000, 2_401, 65_537])
    func everyNumberComesOnce(count: Int) {
        for seed: UInt64 in [1, 2, 77] {
            let points = RandomPoints(seed: seed).distinctPoints(of: Integer(count), component: 0)
            let drawn = Set((0..<UInt64(count)).map { points[$0] })
            #expect(drawn.count == count)
            #expect(drawn.allSatisfy { $0.signum() >= 0 && $0 < Integer(count) })
        }
    }

    @Test func otherSeedsAndComponentsGiveOtherOrders() {
        func order(_ seed: UInt64, _ component: UInt64) -> [Integer] {
            let points = RandomPoints(seed: seed).distinctPoints(of: 1_000, component: component)
            return (0..<1_000).map { points[$0] }
        }
        #expect(Set([order(1, 0), order(2, 0), order(1, 1), order(2, 1)]).count == 4)
    }

    /// χ² of the first place of 100 numbers over 20,000 seeds: 99 degrees of freedom, beyond 180 once in 10⁶.
    @Test func firstPlacesAreEvenlySpread() {
        var counts = [Int](repeating: 0, count: 100)
        for seed in 0..<UInt64(20_000) {
            let first = RandomPoints(seed: seed).distinctPoints(of: 100, component: 0)[0]
            counts[Int(exactly: first) ?? 0] += 1
        }
        let chi = counts.map { Double(($0 - 200) * ($0 - 200)) / 200 }.reduce(0, +)
        #expect(chi < 180, "\(chi)")
    }
}

@Suite struct DrawnVariantsTests {
    /// Sums of whole numbers from 0, at least a bound: drawn by the program and by the reference.
    @Test(arguments: RandomPointsTests.fixture.filter { $0[0] == "variant" })
    func variantsAreThoseOfTheReference(row: [String]) throws {
        let bound = try #require(Int(row[2]))
        let seed = try #require(UInt64(row[3]))
        let number = try #require(Int(row[4]))
        var text = ""
        for (index, group) in row[1].split(separator: "|").enumerated() {
            let counts = group.split(separator: ",").compactMap { Int($0) }
            let names = (1...counts.count).map { "a_\($0)" }
            text += DrawnSheet.question(
                index + 1, given: names.map { "\($0) = 1" }.joined(separator: "\n"),
                vary: zip(names, counts).map { "\($0) ~ integers(0..\($1 - 1))" }.joined(separator: "\n"),
                require: "s >= \(bound)", solve: "s = \(names.joined(separator: " + "))", answer: "s: 1 mark")
        }
        let generator = try DrawnSheet.generator(text, DrawingSettings(seed: seed, band: nil, diagnoses: false))
        let values = try generator.variant(number).values.flatMap(\.integers)
        #expect(values.map(String.init).joined(separator: ",") == row[5])
    }
}
