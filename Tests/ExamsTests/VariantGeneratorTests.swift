import Graphs
import Numbers
import Rationals
import Sheets
import Testing

@testable import Exams

@Suite struct VariantGeneratorTests {
    // MARK: Small spaces

    /// Which of the 2,401 matrices [a, b; c, d] have scores a + 2b and c + 2d no more than 2 apart: counted by hand-written
    /// loops over machine integers.
    private func accepted() -> Set<[Int]> {
        var all: Set<[Int]> = []
        for a in -3...3 {
            for b in -3...3 {
                for c in -3...3 {
                    for d in -3...3 where abs(a + 2 * b - c - 2 * d) <= 2 { all.insert([a, b, c, d]) }
                }
            }
        }
        return all
    }

    @Test func aSmallSpaceGivesEachAcceptedDrawOnce() throws {
        let expected = accepted()
        for seed: UInt64 in [1, 2] {
            let generator = try DrawnSheet.generator(
                DrawnSheet.small, DrawingSettings(seed: seed, band: nil, diagnoses: false))
            var drawn: Set<[Int]> = []
            for number in 1...expected.count {
                drawn.insert(generator.values(of: try generator.found(number).numbers)[0].integers)
            }
            #expect(drawn == expected)
            do throws(GeneratorError) {
                _ = try generator.variant(expected.count + 1)
                Issue.record("More variants than there are")
            } catch {
                guard case .exhausted(let variant, let accepted, let count) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(variant == expected.count + 1 && accepted == expected.count && count == 2_401)
            }
        }
    }

    @Test func thePilotOfASmallSpaceIsExact() throws {
        let group = try #require(try DrawnSheet.generator(DrawnSheet.small).pilot.groups.first)
        #expect(group.isExhaustive && group.tried == 2_401 && group.points == 2_401)
        #expect(group.accepted == accepted().count)
        #expect(group.conditions.map(\.held) == [accepted().count])
        #expect(group.conditions.map(\.acceptedWithout) == [2_401])
    }

    @Test func tenThousandDrawsOfASmallSpaceDiffer() throws {
        let sheet = DrawnSheet.question(
            given: "X = [1, 2, 3, 4, 5]", vary: "X ~ integers(-3..3)", solve: "s = sum(X)", answer: "s: 1 mark")
        let generator = try DrawnSheet.generator(sheet)
        var drawn: Set<[Int]> = []
        for number in 1...10_000 {
            drawn.insert(generator.values(of: try generator.found(number).numbers)[0].integers)
        }
        #expect(drawn.count == 10_000)
    }

    // MARK: Large spaces

    @Test func everyVariantMeetsTheConditionsAndNoneComesTwice() throws {
        let generator = try DrawnSheet.generator(DrawnSheet.large)
        #expect(!generator.plan.isScanned)
        var drawn: Set<[Int]> = []
        for number in 1...300 {
            let values = generator.values(of: try generator.found(number).numbers)
            let (x, q) = (values[0].integers, values[1].integers)
            try #require(x.count == 8 && q.count == 2)
            let scores = (0..<4).map { x[2 * $0] * q[0] + x[2 * $0 + 1] * q[1] }
            #expect((scores.max() ?? 0) - (scores.min() ?? 0) <= 6)
            drawn.insert(x + q)
        }
        #expect(drawn.count == 300)
    }

    @Test(arguments: [DrawnSheet.large, DrawnSheet.small]) func sharesMakeTheWhole(text: String) throws {
        let whole = try DrawnSheet.generator(text)
        let expected = try (1...12).map { try whole.variant($0).text }
        var joined = [String](repeating: "", count: 12)
        for share in 1...3 {
            let generator = try DrawnSheet.generator(text)
            for number in VariantGenerator.numbers(1...12, share: share, of: 3).reversed() {
                joined[number - 1] = try generator.variant(number).text
            }
        }
        #expect(joined == expected)
        #expect(Set(expected).count == 12)
    }

    @Test func threadsDoNotMatter() async throws {
        for text in [DrawnSheet.large, DrawnSheet.small] {
            let generator = try DrawnSheet.generator(text)
            let alone = try DrawnSheet.generator(text)
            let texts = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 1...20 { group.addTask { (number, try generator.variant(number).text) } }
                return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
            }
            for number in 1...20 { #expect(try texts[number] == alone.variant(number).text) }
        }
    }

    /// What is written into the sheet and worked out is what was tried.
    @Test(arguments: [DrawnSheet.large, DrawnSheet.small]) func textsHoldWhatWasTried(text: String) throws {
        let generator = try DrawnSheet.generator(text)
        for number in 1...10 {
            let found = try generator.found(number)
            let variant = try generator.variant(number)
            let point = generator.plan.components[0].point(found.numbers[0])
            guard case .trial(let trial) = generator.plan.trials[0].trial(of: point),
                case .worked(let trace) = trial.outcome(of: point.values)
            else {
                Issue.record("The draw of a variant is refused")
                continue
            }
            let answers = zip(variant.worked.elaboration.answers, trial.template.elaboration.answers)
            for (written, tried) in answers {
                let (a, b) = (try #require(written.node), try #require(tried.node))
                #expect(variant.worked.exact[a] == trace[b])
            }
            #expect(variant.values.map(\.value) == generator.values(of: found.numbers).map(\.value))
            #expect(!variant.text.contains("```vary") && !variant.text.contains("```require"))
        }
    }

    @Test func otherSeedsGiveOtherVariants() throws {
        let texts = try (1...5).map { seed in
            try DrawnSheet.generator(
                DrawnSheet.large, DrawingSettings(seed: UInt64(seed), band: nil, diagnoses: false)
            ).variant(1).text
        }
        #expect(Set(texts).count == 5)
    }

    // MARK: Groups

    @Test func questionsThatShareNothingAreDrawnApart() throws {
        let text =
            DrawnSheet.question(
                1, given: "a = [1, 2, 3]", vary: "a ~ integers(-9..9)", solve: "s = sum(a)", answer: "s: 1 mark")
            + DrawnSheet.question(
                2, given: "b = [1, 2]\nc = [1, 2]\nd = [1, 1]",
                vary: "b ~ integers(-9..9)\nc ~ integers(-9..9)\nd ~ integers(-9..9)",
                solve: "s = b . c\nt = sum(d)", answer: "s: 1 mark\nt: 1 mark")
        let generator = try DrawnSheet.generator(text)
        #expect(generator.pilot.groups.map(\.names) == [["1.a"], ["2.b", "2.c"], ["2.d"]])
        // 19⁴ · 19³ · 19² points: together they are too few for a stride of their own only with the last.
        #expect(generator.plan.units.map(\.components) == [[1, 0, 2]])
    }

    // MARK: Forms

    @Test func aFormMakesItsVariantAgain() throws {
        let settings = DrawingSettings(seed: 7, band: nil, diagnoses: false)
        let generator = try DrawnSheet.generator(DrawnSheet.large, settings)
        let variant = try generator.variant(42)
        let form = try FormID(reading: variant.form.lowercased())
        let again = try DrawnSheet.generator(DrawnSheet.large, form.settings())
        #expect(try again.variant(of: form).text == variant.text)
        let changed = try DrawnSheet.generator(DrawnSheet.large + "\nGood luck!\n", form.settings())
        #expect(throws: FormID.Problem.otherSheet(hasExclusions: false)) { try changed.variant(of: form) }
    }

    // MARK: Exclusions

    @Test(arguments: [DrawnSheet.large, DrawnSheet.small]) func whatIsExcludedIsNotDrawn(text: String) throws {
        let before = try DrawnSheet.generator(text)
        var exclusions = Exclusions()
        let last = try (1...20).map { try before.variant($0).values }
        for values in last { exclusions.add(values) }
        let generator = try DrawnSheet.generator(
            text, DrawingSettings(band: nil, diagnoses: false, exclusions: exclusions))
        let drawn = try (1...20).map { try generator.variant($0) }
        let old = Set(last.map { $0.flatMap(\.integers) })
        #expect(old.isDisjoint(with: drawn.map { $0.values.flatMap(\.integers) }))
        #expect(drawn[0].refusals.entries.contains { $0.refusal == .excluded })
        #expect(generator.fingerprint != before.fingerprint)
    }

    // MARK: Conditions that kill

    @Test func anImpossibleConditionIsNamed() throws {
        let sheet = DrawnSheet.large.replacing(
            "max(s) - min(s) <= 6", with: "max(s) - min(s) <= 6\nmax(s) - min(s) <= -1")
        do throws(GeneratorError) {
            _ = try DrawnSheet.generator(sheet)
            Issue.record("Accepted")
        } catch {
            guard case .nothingAccepted(let report) = error, let group = report.groups.first else {
                Issue.record("\(error)")
                return
            }
            #expect(group.strictest?.index == 1)
            #expect(group.tried == DrawingSettings.defaultAttempts && group.accepted == 0)
            #expect(group.conditions[1].held == 0 && group.conditions[1].acceptedWithout > 0)
        }
    }

    @Test func contradictoryConditionsArePaired() throws {
        let sheet = DrawnSheet.small.replacing("max(s) - min(s) <= 2", with: "min(s) >= 3\nmax(s) <= 2")
        do throws(GeneratorError) {
            _ = try DrawnSheet.generator(sheet)
            Issue.record("Accepted")
        } catch {
            guard case .nothingAccepted(let report) = error, let group = report.groups.first else {
                Issue.record("\(error)")
                return
            }
            #expect(group.contradictions == [PilotReport.Pair(first: 0, second: 1)])
            #expect(group.conditions.allSatisfy { $0.held > 0 && $0.acceptedWithout > 0 })
        }
    }

    /// One draw in 17² · 7⁸ / … has q = 0 or equal scores: about one in a thousand.
    @Test func nearlyImpossibleConditionsTakeMoreAttempts() throws {
        let sheet = DrawnSheet.large.replacing("max(s) - min(s) <= 6", with: "max(s) - min(s) <= 0")
        let generator = try DrawnSheet.generator(
            sheet, DrawingSettings(band: nil, diagnoses: false, attempts: 100_000))
        let variant = try generator.variant(1)
        #expect(variant.attempts > 1 && variant.refusals.total == variant.attempts - 1)
        let impatient = try DrawnSheet.generator(
            sheet, DrawingSettings(band: nil, diagnoses: false, attempts: 10_000))
        let few = try (1...3).map { try impatient.found($0).attempts }
        #expect(few.allSatisfy { $0 <= 10_000 })
    }

    @Test func aDrawWithoutAValueIsRefused() throws {
        let sheet = DrawnSheet.question(
            given: "a = [1, 2]\nb = 1", vary: "a ~ integers(-9..9)\nb ~ integers(-1..1)", solve: "s = a / b",
            answer: "s: 1 mark")
        let generator = try DrawnSheet.generator(sheet)
        let group = try #require(generator.pilot.groups.first)
        #expect(group.accepted == 2 * 361)
        #expect(group.refusals.entries.map(\.count) == [361])
        for number in 1...40 { #expect(try generator.variant(number).worked.diagnostics.isEmpty) }
    }

    /// The exponent decides what the sheet computes, so it cannot be put in place of the sheet's own.
    @Test func numbersThatDecideTheComputationAreDrawnAsWell() throws {
        let sheet = DrawnSheet.question(
            given: "a = [1, 2]\nk = 2", vary: "a ~ integers(1..9)\nk ~ integers(1..3)",
            require: "max(s) - min(s) <= 100",
            solve: "s = [a_1^k, a_2^k, a_k]", answer: "s: 1 mark")
        let generator = try DrawnSheet.generator(sheet)
        var powers: Set<Int> = []
        for number in 1...30 {
            let variant = try generator.variant(number)
            let (a, k) = (variant.values[0].integers, variant.values[1].integers[0])
            powers.insert(k)
            let node = try #require(variant.worked.elaboration.answers[0].node)
            let power = { (base: Int) in (0..<k).reduce(1) { value, _ in value * base } }
            let expected = [power(a[0]), power(a[1]), a[k - 1]].map { Number(Rational($0)) }
            #expect(variant.worked.exact[node]?.elements == expected)
        }
        // a_3 does not exist; of [a, b]^2 with a < b, those with b² − 1 > 100 are none, for b ≤ 9.
        #expect(powers == [1, 2])
        #expect(generator.pilot.groups.map(\.names) == [["1.a", "1.k"]])
        #expect(generator.pilot.groups[0].accepted == 162)
    }
}
