/// A format in which marked answers leave the program, named as on the command line.
public enum MarkingFormat: String, Hashable, Sendable, CaseIterable {
    case text, md, tex, pdf, json, csv, gradescope, prairielearn

    /// Whether it can hold a class as well as one student.
    var holdsClass: Bool {
        switch self {
        case .text, .md, .json, .csv: true
        case .tex, .pdf, .gradescope, .prairielearn: false
        }
    }

    /// The end of a student's file: `Ada.md`, `Ada.gradescope.json`; nil for one file that holds all students.
    var fileEnding: String? {
        switch self {
        case .text: "txt"
        case .md, .tex, .pdf: rawValue
        case .gradescope, .prairielearn: "\(rawValue).json"
        case .json, .csv: nil
        }
    }
}
