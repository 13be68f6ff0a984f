public import Sheets

/// The variants of one set, worked out on several cores and handed over in order.
///
///     let run = ExamRun(generator, numbers: Array(1...200), jobs: 2)
///     try await run.variants { try writer.add($0) }
///
/// What comes out does not depend on the number of jobs: each variant depends on its number alone, and the order is
/// that of the numbers.
public struct ExamRun: Sendable {
    /// Where they come from.
    public let generator: VariantGenerator
    /// Which ones, in the order they are handed over.
    public let numbers: [Int]
    /// How their questions are worked out.
    public let handout: HandoutOptions
    /// Whether what known mistakes give is worked out with them.
    public let hasMistakes: Bool
    /// What an earlier run has found.
    public let known: [Int: FoundDraw]
    /// Variants that are worked out at a time.
    public let jobs: Int

    /// Variants that may wait for an earlier one, for each job: what bounds the memory.
    private static let waiting = 4

    /// A run over these numbers.
    public init(
        _ generator: VariantGenerator, numbers: [Int], handout: HandoutOptions = HandoutOptions(),
        hasMistakes: Bool = false, known: [Int: FoundDraw] = [:], jobs: Int = 1
    ) {
        self.generator = generator
        self.numbers = numbers
        self.handout = handout
        self.hasMistakes = hasMistakes
        self.known = known
        self.jobs = max(1, jobs)
    }

    /// Hands all variants over, one after the other.
    ///
    /// - Throws: what `take` throws, or the `GeneratorError` of the first variant that there is not.
    /// - Cost: the memory of a few variants for each job, however many there are.
    public func variants(_ take: (Variant) throws -> Void) async throws {
        guard jobs > 1, numbers.count > 1 else {
            for number in numbers { try take(try variant(number)) }
            return
        }
        try await withThrowingTaskGroup(of: (index: Int, result: Result<Variant, any Error>).self) { group in
            var ready: [Int: Result<Variant, any Error>] = [:]
            var (started, running, taken) = (0, 0, 0)
            while taken < numbers.count {
                while started < numbers.count, running < jobs, started < taken + jobs * Self.waiting {
                    let index = started
                    group.addTask {
                        do {
                            return (index, .success(try variant(numbers[index])))
                        } catch {
                            // Which error is reported must not depend on which came first.
                            return (index, .failure(error))
                        }
                    }
                    started += 1
                    running += 1
                }
                if let next = ready.removeValue(forKey: taken) {
                    try take(try next.get())
                    taken += 1
                } else if let (index, result) = try await group.next() {
                    ready[index] = result
                    running -= 1
                }
            }
        }
    }

    /// One variant with its questions, from what is known of it or found anew.
    private func variant(_ number: Int) throws -> Variant {
        var variant =
            if let found = known[number], let again = try generator.variant(found) { again } else {
                try generator.variant(number)
            }
        try variant.prepare(handout, withMistakes: hasMistakes)
        return variant
    }
}
