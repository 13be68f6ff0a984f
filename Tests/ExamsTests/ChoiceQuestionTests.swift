import Graphs
import Marking
import Numbers
import Rationals
import Sheets
import Testing

@testable import Exams

/// Choices: one right, the others exact values of named mistakes, none that gives itself away.
@Suite struct ChoiceQuestionTests {
    static func sheet(_ answer: String, _ solve: String, given: String = "X = [1, 2; 0, 1; 2, -1]\nq = [1, 2]")
        -> String
    {
        "# Question 1\n\n```given\n\(given)\n```\n\n```answer\n\(answer)\n```\n\n```solve\n\(solve)\n```\n"
    }

    static func outcomes(
        _ text: String, form: String = "1-7-7-K7QX5"
    ) throws -> [Result<ChoiceQuestion, ChoiceQuestion.Absence>] {
        let worked = DrawnSheet.worked(text)
        try #require(worked.diagnostics.isEmpty, "\(worked.diagnostics)")
        let mistakes = MistakenValue.all(of: worked)
        return try ExamQuestion.all(of: worked).flatMap(\.fields).map {
            try ChoiceQuestion.making($0, mistakes: mistakes, form: form)
        }
    }

    static let steps = "s = X q / sqrt(2)\np = softmax(s)\nz = X^T p"

    /// Exactly one is right and is the sheet's value; each other one is what its mistake gives; no two look alike.
    @Test(arguments: ["p: 2 marks, 3 decimals", "z: 1 mark", "z: 1 mark, 2 significant digits", "s: 1 mark, exact"])
    func oneIsRightAndTheOthersAreMistakes(_ answer: String) throws {
        let text = Self.sheet(answer, Self.steps)
        let worked = DrawnSheet.worked(text)
        let known = MistakenValue.all(of: worked)
        let field = try #require(try ExamQuestion.all(of: worked).first?.fields.first)
        for outcome in try Self.outcomes(text) {
            let question = try outcome.get()
            #expect((3...5).contains(question.choices.count))
            #expect(question.choices.filter { $0.mistake == nil }.count == 1)
            #expect(question.right.mistake == nil && question.right.value == field.value)
            #expect(Set(question.choices.map(\.mistake?.code)).count == question.choices.count)
            #expect(Set(question.choices.map(\.shown.plain)).count == question.choices.count)
            for choice in question.choices {
                guard let mistake = choice.mistake else { continue }
                #expect(choice.value != field.value)
                #expect(known.contains { $0.code == mistake.code && $0.value == choice.value })
                #expect(!mistake.name.contains("-") && mistake.sentence.hasSuffix("."))
            }
        }
    }

    /// All entries of all choices have the decimals asked for.
    @Test func decimalsAreOfOneLength() throws {
        let question = try #require(try Self.outcomes(Self.sheet("p: 1 mark, 3 decimals", Self.steps)).first).get()
        #expect(question.form == .decimals(3))
        for choice in question.choices {
            for number in choice.shown.plain.split(whereSeparator: { !"0123456789.".contains($0) }) {
                #expect(number.split(separator: ".").last?.count == 3, "\(choice.shown.plain)")
            }
        }
    }

    /// softmax((5, 2, 0)/√2) by mpmath 1.3.0: 0.87030, 0.10433, 0.02537.
    @Test func theRightOneIsShownAsAskedFor() throws {
        let question = try #require(try Self.outcomes(Self.sheet("p: 1 mark, 3 decimals", Self.steps)).first).get()
        #expect(question.right.shown.plain == "[0.870, 0.104, 0.025]")
    }

    /// Forgetting √2 makes whole numbers of (5, 2, 0)/√2: never is the right one the only one with a root.
    @Test func theRightOneIsNotTheOnlyOneOfItsKind() throws {
        for text in [Self.sheet("s: 1 mark, exact", Self.steps), Self.sheet("s: 1 mark", Self.steps)] {
            let question = try #require(try Self.outcomes(text).first).get()
            let looks = try question.choices.map { try #require(try ChoiceLook($0.value, question.form)) }
            let kinds = looks.map(\.kind)
            #expect(kinds.filter { $0 == kinds[question.key] }.count >= 2, "\(question.choices.map(\.shown.plain))")
        }
    }

    @Test func whatHasTooFewMistakesIsNoChoice() throws {
        let outcomes = try Self.outcomes(Self.sheet("y: 1 mark\nin words: 1 mark", "y = 7", given: "x = 1"))
        let reasons = outcomes.map { outcome -> ChoiceQuestion.Absence? in
            switch outcome {
            case .success: nil
            case .failure(let reason): reason
            }
        }
        #expect(reasons == [.hasTooFewMistakes, .hasNoValue])
    }

    /// Of 6,000 forms each place has a fifth: 1,200 ± 124 is four standard deviations.
    @Test func everyPlaceIsAsLikely() {
        var counts = [0, 0, 0, 0, 0]
        for number in 1...6_000 {
            let order = ChoiceOrder(form: "1-7-\(number)-K7QX5", field: "1a.p").order(of: 5)
            #expect(order.sorted() == [0, 1, 2, 3, 4])
            if let place = order.firstIndex(of: 0) { counts[place] += 1 }
        }
        #expect(counts.allSatisfy { (1_076...1_324).contains($0) }, "\(counts)")
    }

    /// Of 6,000 forms each rank has a fifth; of mistakes on both sides those are taken that give it.
    @Test func sizeDoesNotGiveTheRightOneAway() throws {
        var counts = [0, 0, 0, 0, 0]
        for number in 1...6_000 { counts[ChoiceOrder(form: "1-7-\(number)-K7QX5", field: "1a.p").rank(of: 5)] += 1 }
        #expect(counts.allSatisfy { (1_076...1_324).contains($0) }, "\(counts)")
        func look(_ number: Int) throws -> ChoiceLook {
            try #require(try ChoiceLook(Tensor(scalar: Number(Rational(number))), .exact))
        }
        let others = try [1, 2, 3, 4, 6, 7, 8, 9].map { try look($0) }
        for rank in 0...4 {
            let best = try #require(ChoiceBalance(key: try look(5), others: others) { _ in rank }.best(of: 2...4))
            #expect(best.count == 4 && best.count { $0 < 4 } == rank)
        }
    }

    /// The order depends on the form and on the field, and on nothing else.
    @Test func orderIsThatOfTheFormAndTheField() {
        func orders(_ form: String, _ field: String) -> [[Int]] {
            (2...9).map { ChoiceOrder(form: form, field: field).order(of: $0) }
        }
        #expect(orders("A", "1a.p") == orders("A", "1a.p"))
        #expect(orders("A", "1a.p") != orders("B", "1a.p"))
        #expect(orders("A", "1a.p") != orders("A", "1a.z"))
    }

    /// A right value that is alone with its length, its kind or its sum is given up.
    @Test func balance() throws {
        func look(_ text: String, _ form: ChoiceQuestion.Form) throws -> ChoiceLook {
            let worked = DrawnSheet.worked(Self.sheet("y: 1 mark", "y = \(text)", given: "x = 1"))
            let value = try #require(try ExamQuestion.all(of: worked).first?.fields.first?.value)
            return try #require(try ChoiceLook(value, form))
        }
        func best(_ key: String, _ others: [String], _ form: ChoiceQuestion.Form = .exact) throws -> [Int]? {
            try ChoiceBalance(key: look(key, form), others: others.map { try look($0, form) }).best(of: 2...4)
        }
        #expect(try best("1/2", ["2", "3", "5"]) == nil)
        #expect(try best("1/2", ["2", "1/3", "5"]) == [0, 1, 2])
        #expect(try best("sqrt(2)", ["2", "1/3"]) == nil)
        #expect(try best("[1/2, 1/2]", ["[1/2, 1/3]", "[1/2, 2/3]"]) == nil)
        #expect(try best("[1/2, 1/2]", ["[1/4, 3/4]", "[1/2, 2/3]"]) == [0, 1])
        #expect(try best("123456789", ["1", "2", "3"]) == nil)
        // 2.50 is 5/2 and would be alone; 1.33 is rounded.
        #expect(try best("5/2", ["4/3", "5/3"], .decimals(2)) == nil)
        #expect(try look("1/20000", .decimals(5)).text == "0.00005")
        #expect(try look("-1/3", .decimals(2)).text == "−0.33")
        #expect(ChoiceBalance.sets(of: 2, from: 3) == [[0, 1], [0, 2], [1, 2]])
    }

    /// Every variant of a drawn sheet: the key of each field is among its choices once.
    @Test func theBankHoldsChoices() throws {
        var writer = BankWriter(options: ExamOptions(stem: "sheet", questions: .choice))
        try writer.add(ExamFormatTests.variant(Self.sheet("p: 1 mark, 3 decimals", Self.steps)))
        let text = String(decoding: try #require(try writer.finish().first).bytes, as: UTF8.self)
        #expect(text.split(separator: "\"choices\"").count == 2)
        #expect(text.split(separator: "\"mistake\": null").count == 2)
    }
}
