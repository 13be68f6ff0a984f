import Documents

/// The questions that were written so far, each in its category, for formats in which a file goes through categories.
struct CategorisedQuestions {
    private var entries: [(variant: Int, category: [String], text: String)] = []

    mutating func add(_ text: String, of variant: Variant, in category: [String]) {
        entries.append((variant.number, category, text))
    }

    /// One file with all questions, or one for each variant, in the order they were added.
    ///
    /// - Parameter text: what a file says of its categories, in the order they first came up, with their questions.
    func files(
        _ options: ExamOptions, kind: String? = nil, ending: String,
        text: ([(category: [String], questions: [String])]) -> String
    ) -> [OutputFiles.File] {
        guard options.isSeparate else {
            return [
                OutputFiles.File(name: options.fileName(kind: kind, ending: ending), text: text(Self.grouped(entries)))
            ]
        }
        var numbers: [Int] = []
        for entry in entries where numbers.last != entry.variant { numbers.append(entry.variant) }
        return numbers.map { number in
            OutputFiles.File(
                name: options.fileName(of: number, kind: kind, ending: ending),
                text: text(Self.grouped(entries.filter { $0.variant == number })))
        }
    }

    private static func grouped(
        _ entries: [(variant: Int, category: [String], text: String)]
    ) -> [(category: [String], questions: [String])] {
        var categories: [[String]] = []
        var questions: [[String]: [String]] = [:]
        for entry in entries {
            if questions[entry.category] == nil { categories.append(entry.category) }
            questions[entry.category, default: []].append(entry.text)
        }
        return categories.map { ($0, questions[$0] ?? []) }
    }
}
