import Testing

@testable import Sheets

/// Whatever stands in a sheet, reading it ends, and what does not belong there is reported where it stands.
@Suite struct GarbageTests {
    static let good = """
        # Question 1

        ```given
        X = [1, 2; 3, 4]
        q = [5, 6/7]
        h_1 = [1, 0]
        h_2 = [0, 1]
        ```

        ### Solution

        ```solve
        s = X q / sqrt(2)          # scores
        p = softmax(s)
        z = X^T p
        k_i = X h_i for i in 1..2
        Y = attention(X, X, X, score: dot, mask: causal)
        t = 2^3 + exp(1) - s . q
        W^(2) = [X, X; X, X]
        ```
        """

    /// The places between the tokens of the steps, cut by hand-written rules and not by the reader: runs of letters,
    /// digits and underscores belong together, every other sign stands alone; remarks are left out.
    static var places: [Int] {
        let bytes = Array(good.utf8)
        var places: [Int] = []
        var isCalculating = false
        var offset = 0
        for line in good.split(separator: "\n", omittingEmptySubsequences: false) {
            defer { offset += line.utf8.count + 1 }
            if line.hasPrefix("```") {
                isCalculating = line != "```"
                continue
            }
            guard isCalculating else { continue }
            let code = line.prefix { $0 != "#" }.utf8.count
            for place in offset..<offset + code {
                let joins = place > offset && isWord(bytes[place - 1]) && isWord(bytes[place])
                // Two points are one sign.
                let splitsRange =
                    place > offset && bytes[place - 1] == UInt8(ascii: ".") && bytes[place] == UInt8(ascii: ".")
                if !joins && !splitsRange { places.append(place) }
            }
        }
        return places
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        let character = Character(Unicode.Scalar(byte))
        return character.isLetter || character.isNumber || character == "_"
    }

    @Test func theSheetIsGood() { #expect(WorkedSheet(text: Self.good).messages == []) }

    @Test(arguments: ["@", "$", "&", "?", "|", ")", "]", "}", "\u{1}", "☃", ",,", "= =", "1..2"])
    func garbageAtAnyPlaceIsReported(_ garbage: String) {
        for place in Self.places {
            var bytes = Array(Self.good.utf8)
            bytes.insert(contentsOf: " \(garbage) ".utf8, at: place)
            let worked = WorkedSheet(file: "sheet.md", bytes: bytes)
            let source = worked.elaboration.sheet.source
            let line = source.lineRange(source.lineIndex(of: place))
            let touches = worked.diagnostics.contains {
                $0.range.lowerBound <= line.upperBound && $0.range.upperBound >= line.lowerBound
            }
            #expect(touches, "\(source.text(line)): \(worked.messages)")
        }
    }

    @Test func damagedSheetsNeverStopTheReader() {
        var random = SplitMix(state: 2026)
        let scraps = [
            "", "[", "]", "(", ")", "{", "}", ";", ",", "^", "_", "=", "`", "```", "```solve\n", "---\n", "# ", "\u{0}",
            "\u{FEFF}", "\r", "\t", "é", "𝛼", "1/0", "10^-400", "1e99999", "e^(10^9)", "softmax(", "for i in 1..3",
            "..",
            "Q^(2)", "`=X`", "X_9", "99999999999999999999", "R^(n x d)", "in", "~", "\"",
        ]
        for _ in 0..<400 {
            var bytes = Array(Self.good.utf8)
            for _ in 0...Int(random.next() % 4) {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 4 {
                case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + Int(random.next() % 40)))
                case 1: bytes.insert(contentsOf: scraps[Int(random.next() % UInt64(scraps.count))].utf8, at: place)
                case 2: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { bytes = [35] }
            }
            let worked = WorkedSheet(file: "sheet.md", bytes: bytes)
            let lines = bytes.split(omittingEmptySubsequences: false) { $0 == 10 || $0 == 13 }.count
            for (diagnostic, message) in zip(worked.diagnostics, worked.messages) {
                let (line, column) = worked.elaboration.sheet.source.position(of: diagnostic.range.lowerBound)
                #expect((1...lines).contains(line) && column >= 1)
                #expect(diagnostic.range.upperBound <= max(1, bytes.count))
                #expect(message.contains("\n  fix: "), "\(message)")
            }
        }
    }

    @Test(arguments: [
        String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000),
        String(repeating: "-", count: 100_000) + "1", String(repeating: "2^", count: 100_000) + "2",
        String(repeating: "exp(", count: 100_000), String(repeating: "X_{", count: 50_000),
        String(repeating: "1 + ", count: 10_000) + "@", String(repeating: "\"", count: 9_999),
        "x = " + String(repeating: "sqrt", count: 30_000), String(repeating: ")", count: 50_000),
    ])
    func hugeLinesEnd(_ line: String) {
        let worked = calculated(line)
        #expect(!worked.diagnostics.isEmpty)
        for message in worked.messages { #expect(message.utf8.count < 4_000) }
    }

    @Test func manyTokensOnALineAreNoTrouble() {
        let sum = calculated((1...10_000).map(String.init).joined(separator: " + "))
        #expect(sum.last == numbers(50_005_000))
    }

    @Test func tooManyQuestionsAreALimit() {
        let worked = WorkedSheet(text: String(repeating: "# Q\n\n## P\n\n", count: 20_000))
        #expect(worked.diagnostics.map(\.fact) == [.tooManySections(limit: Sheet.sectionLimit)])
        #expect(worked.diagnostics.map(\.status) == [4])
    }
}

/// Steele, Lea and Flood's generator: the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
