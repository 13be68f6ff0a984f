import Documents

/// A question as the text of a learning platform.
extension PackageQuestion {
    /// `Question 1`; the title where the sheet has no questions.
    var shortTitle: String { label.map { "Question \($0)" } ?? title }

    /// The worked solutions of all parts.
    var solutionHTML: String {
        parts.filter { !$0.solution.isEmpty }.map { part in
            [parts.count > 1 ? part.headingHTML : "", part.solution.html].filter { !$0.isEmpty }
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// The parts up to the last one that asks for something.
    func parts(upToLast isAsked: (PackageField) -> Bool) -> ArraySlice<Part> {
        let last = parts.lastIndex { $0.fields.contains(where: isAsked) }
        return parts.prefix(last.map { $0 + 1 } ?? 0)
    }

    /// What a student has to have read to answer a part: nothing of later parts.
    func promptHTML(upTo part: Int) -> String {
        ([preamble.html] + parts.prefix(part + 1).map(\.promptHTML)).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension PackageQuestion.Part {
    var headingHTML: String { heading.isEmpty ? "" : "<p><strong>\(heading.escapedForXML)</strong></p>" }

    /// The prompt in a question whose numbers a machine marks, and what is asked for elsewhere.
    ///
    /// - Parameter asksChoices: whether choices are asked for there too.
    func promptHTML(asksChoices: Bool) -> String {
        var elsewhere = asksChoices ? [] : fields.filter { $0.choice != nil }.compactMap { $0.name?.html }
        if fields.contains(where: \.isForAPerson) { elsewhere.append("the answer in words") }
        guard !elsewhere.isEmpty else { return promptHTML }
        return promptHTML
            + "\n<p><em>Asked for in a question of its own:</em> \(elsewhere.joined(separator: ", ")).</p>"
    }

    /// The heading and what is asked.
    var promptHTML: String { [headingHTML, prompt.html].filter { !$0.isEmpty }.joined(separator: "\n") }
}

extension PackageField {
    /// `<p>\(p_{2}\) (3 decimals) = `: the name and the form asked for, without the end of the paragraph.
    ///
    /// - Parameters:
    ///   - entry: one entry alone; nil for the whole quantity.
    ///   - isAlgebraic: whether the platform compares exact values too.
    func askHTML(entry: Int? = nil, isAlgebraic: Bool = false) -> String {
        let name = (entry.map { self.name(of: $0) } ?? name)?.html ?? "Answer in words."
        var form = form
        if isAlgebraic, !asksForDecimals {
            form =
                asksForLowestTerms
                ? "lowest terms" : asksForExact ? "exact" : form.isEmpty ? "" : "exact, or \(form)"
        }
        return "\(name)\(form.isEmpty ? "" : " (\(form))")"
    }
}
