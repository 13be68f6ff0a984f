public import Graphs
public import Numbers
public import Sheets

/// What a known mistake gives for an answer of a sheet.
public struct MistakenValue: Sendable {
    /// The answer: `1a.p`.
    public let answer: String
    /// The mistake: `no-scaling`.
    public let code: String
    /// What went wrong, for whoever made it.
    public let sentence: String
    /// The step in which it is made, by its name; nil where it is in no named one.
    public let step: String?
    /// The exact value that the mistake gives; of the shape that is right.
    public let value: Tensor<Number>

    /// Every mistake that can be made on a worked sheet and is wrong, in the order of the catalogue.
    ///
    /// Of several mistakes with exactly the same value the first one stands for all.
    ///
    /// - Cost: the exact value of every mistake that can be made on the sheet.
    public static func all(of worked: WorkedSheet) -> [MistakenValue] {
        let merged = worked.elaboration.withoutConditions.graph.mergingDuplicates()
        let anatomy = Anatomy(merged.graph.evaluate(Number.self))
        let questions = worked.elaboration.answers.map { AskedQuantity($0, in: worked.elaboration, merged, anatomy) }
        let mistakes = MistakeValues(anatomy: anatomy, questions: questions, isRun: false)
        var all: [MistakenValue] = []
        for (index, question) in questions.enumerated() {
            guard let truth = question.truth else { continue }
            var seen = [truth]
            for (position, computation) in mistakes.single(index).enumerated() {
                guard let number = computation.mistakes.first,
                    let value = mistakes.exact(index, computation, isDouble: false, index: position),
                    value.shape == truth.shape, !seen.contains(where: { $0.isPlainly(value) })
                else { continue }
                seen.append(value)
                let mistake = MistakeCatalogue.all[number]
                all.append(
                    MistakenValue(
                        answer: question.id, code: mistake.code, sentence: mistake.sentence,
                        step: computation.step,
                        value: value.map(\.number)))
            }
        }
        return all
    }
}
