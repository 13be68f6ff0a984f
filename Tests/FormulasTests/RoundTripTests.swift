import Formulas
import Testing

/// What is written is read back to the same computation, and written again the same.
@Suite struct RoundTripTests {
    private func check(
        seed: Int, hasRichNames: Bool = true, _ write: (Formula) -> String, _ read: (String) throws -> Formula
    ) throws {
        for index in 0..<250 {
            var random = RandomFormula(seed: seed * 1000 + index, hasRichNames: hasRichNames)
            let depth = 1 + index % 4
            let formula =
                index % 5 == 3 ? random.vector(depth) : index % 5 == 4 ? random.matrix(depth) : random.scalar(depth)
            let text = write(formula)
            do {
                let back = try read(text)
                let (first, second) = (try Meaning(formula), try Meaning(back))
                #expect(
                    first.isClose(to: second),
                    "seed \(seed * 1000 + index): \(structure(of: formula)) was written \(text)")
                // A product that needed a sign is read as one that has it; from then on nothing changes any more.
                #expect(
                    write(try read(write(back))) == write(back),
                    "seed \(seed * 1000 + index): \(structure(of: formula))")
            } catch {
                Issue.record("seed \(seed * 1000 + index): \(structure(of: formula)) was written \(text): \(error)")
            }
        }
    }

    @Test(arguments: 0..<12) func plain(_ seed: Int) throws {
        try check(seed: seed, \.plain) { try Formula.read($0) }
    }

    @Test(arguments: 0..<12) func latex(_ seed: Int) throws {
        try check(seed: seed, \.latex) { try Formula.readLatex($0) }
    }

    @Test(arguments: 0..<12) func algebraSystems(_ seed: Int) throws {
        try check(seed: seed, hasRichNames: false, \.cas) { try Formula.read($0) }
    }
}
