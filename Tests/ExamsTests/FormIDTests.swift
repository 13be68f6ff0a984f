import Testing

@testable import Exams

@Suite struct FormIDTests {
    static let ids: [FormID] = [
        FormID(settings: DrawingSettings(), number: 1, fingerprint: 0),
        FormID(settings: DrawingSettings(seed: 7), number: 42, fingerprint: 0x7FFF),
        FormID(
            settings: DrawingSettings(seed: .max, band: nil, diagnoses: false), number: 131_072, fingerprint: 12_345),
        FormID(settings: DrawingSettings(seed: 10, band: 0), number: 10, fingerprint: 0x3A5C),
        FormID(settings: DrawingSettings(seed: 0, band: 510, diagnoses: false), number: 9, fingerprint: 1),
    ]

    @Test(arguments: ids) func readsBackWhatIsPrinted(id: FormID) throws {
        #expect(try FormID(reading: id.description) == id)
        #expect(
            id.settings().seed == id.seed && id.settings().band == id.band && id.settings().diagnoses == id.diagnoses)
    }

    /// By hand: the letters of 1-7-42-ZZZ weigh 10⁰, 10¹ … modulo 1021; a hyphen counts 32.
    @Test func checkByHand() {
        let values = [1, 32, 7, 32, 4, 2, 32, 31, 31, 31]
        let weights = [1, 10, 100, 1_000, 811, 963, 441, 326, 197, 949]
        let sum = zip(values, weights).map(*).reduce(0, +) % 1_021
        #expect(FormID.check(of: "1-7-42-ZZZ") == sum)
    }

    @Test func typingIsForgiven() throws {
        let id = Self.ids[3]
        let typed = id.description.lowercased().replacing("1", with: "l").replacing("0", with: "o")
        #expect(try FormID(reading: "  " + typed.replacing("-", with: " – ")) == id)
    }

    /// Every letter replaced by every other, every two letters of a part exchanged: never read as another form.
    @Test(arguments: ids) func oneSlipIsFound(id: FormID) {
        let letters = Array(id.description)
        for place in letters.indices where letters[place] != "-" {
            for other in FormID.alphabet.map({ Character(UnicodeScalar($0)) }) where other != letters[place] {
                var wrong = letters
                wrong[place] = other
                #expect((try? FormID(reading: String(wrong))) == nil, "\(String(wrong))")
            }
        }
        for first in letters.indices {
            for second in letters.indices.dropFirst(first + 1) where letters[first] != letters[second] {
                var wrong = letters
                wrong.swapAt(first, second)
                #expect((try? FormID(reading: String(wrong))) == nil, "\(String(wrong))")
            }
        }
    }

    @Test(arguments: [
        ("", FormID.Problem.parts(found: 0)), ("1-7-42", .parts(found: 3)), ("2-7-42-K7QX5", .generator("2")),
        ("1A-7-42-K7QX5", .settings("1A")), ("1-x-42-K7QX5", .seed("X")),
        ("1-18446744073709551616-1-AAAAA", .seed("18446744073709551616")),
        ("1-7-0-K7QX5", .number("0")), ("1-7-42-K7Q", .ending("K7Q")), ("1-7-42-K7QU5", .ending("K7QU5")),
    ])
    func saysWhichPartIsWrong(text: String, problem: FormID.Problem) {
        #expect(throws: problem) { try FormID(reading: text) }
    }
}
