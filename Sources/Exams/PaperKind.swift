/// What a paper is for, named as on the command line.
public enum PaperKind: String, Hashable, Sendable, CaseIterable {
    /// What the student gets: questions and room for the answers.
    case paper
    /// The paper with its worked solutions.
    case key
    /// Whoever marks: the marks of each step.
    case scheme
    /// The working with blanks to fill in.
    case blanks
}
