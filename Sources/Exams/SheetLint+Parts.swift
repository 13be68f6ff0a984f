import Sheets

extension SheetLint {
    /// Data and steps that lead nowhere, and questions that ask for nothing.
    static func parts(_ worked: WorkedSheet) -> [LintFinding] {
        let parts = SheetParts(worked.elaboration)
        return parts.unusedData() + parts.unaskedSteps() + parts.questionsWithoutAnswers()
    }
}
