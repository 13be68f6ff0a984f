import Yams

/// The submissions of a YAML or JSON file.
///
///     student: Ada                 # one student: ids and answers, `student` if it is to be known
///     1a.p: (0.465, 0.035, 0.465, 0.035)
///     1b:                          # answers of one part may stand under it
///       Z: [[1, 2], [3, 4]]
///
/// A class is a list of such mappings, or one mapping of names to them.
enum SubmissionDocument {
    static func items(_ bytes: [UInt8], isJSON: Bool, ids: [String], name: String) -> [SubmissionFile.Item] {
        var bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        // JSON may be indented with tabs, which YAML does not allow; inside its texts they are escaped.
        if isJSON { bytes = bytes.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 } }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return [.problem(SubmissionProblem(.notUTF8))]
        }
        guard bytes.count <= sizeLimit else { return [.problem(SubmissionProblem(.tooLong(limit: sizeLimit)))] }
        guard !isNestedTooDeep(isJSON ? withoutTexts(bytes) : bytes) else {
            return [.problem(SubmissionProblem(.notAnswers))]
        }
        do {
            guard let root = try Yams.compose(yaml: text, .basic) else { return [.problem(SubmissionProblem(.empty))] }
            return items(of: root, ids: ids, name: name)
        } catch let error as YamlError {
            return [.problem(problem(for: error))]
        } catch {
            return [.problem(SubmissionProblem(.yaml("it is no YAML")))]
        }
    }

    /// Bytes that a file of answers may have.
    static let sizeLimit = 64 << 20
    private static let depthLimit = 64
    /// Bytes that one answer may have.
    private static let textLimit = 1 << 20
    /// Answers that one student may give: aliases make mappings of mappings grow, too.
    private static let answerLimit = 10_000

    private static func items(of root: Node, ids: [String], name: String) -> [SubmissionFile.Item] {
        switch root {
        case .sequence(let sequence):
            return sequence.enumerated().map { index, node in
                submission(node, ids: ids, name: "student \(index + 1)")
            }
        case .mapping(let mapping):
            if let list = mapping.first(where: { ["students", "submissions"].contains($0.key.scalar?.string) }) {
                return items(of: list.value, ids: ids, name: name)
            }
            let sections = Set(ids.map { String($0.prefix { $0 != "." }) })
            let isClass =
                !mapping.isEmpty
                && mapping.allSatisfy { key, value in
                    guard case .mapping = value, let key = key.scalar?.string else { return false }
                    return !sections.contains(key)
                }
            guard isClass else { return [submission(root, ids: ids, name: name)] }
            return mapping.map { submission($0.value, ids: ids, name: $0.key.scalar?.string ?? name) }
        case .scalar, .alias:
            return [.problem(SubmissionProblem(.notAnswers, line: root.mark?.line))]
        }
    }

    private static func submission(_ node: Node, ids: [String], name: String) -> SubmissionFile.Item {
        guard case .mapping(let mapping) = node else {
            return .problem(SubmissionProblem(.notAnswers, line: node.mark?.line, student: name))
        }
        var submission = Submission(student: name, answers: [])
        var seen: Set<String> = []
        if let problem = collect(mapping, under: "", ids, &submission, &seen) {
            return .problem(SubmissionProblem(problem.fact, line: problem.line, student: submission.student))
        }
        return .submission(submission)
    }

    private static func collect(
        _ mapping: Node.Mapping, under prefix: String, _ ids: [String], _ submission: inout Submission,
        _ seen: inout Set<String>
    ) -> SubmissionProblem? {
        for (key, value) in mapping {
            guard seen.count < answerLimit else {
                return SubmissionProblem(.notAnswers, line: value.mark?.line)
            }
            guard let key = key.scalar?.string.trimmed else {
                return SubmissionProblem(.notAnswers, line: key.mark?.line)
            }
            if prefix.isEmpty, ["student", "name", "id"].contains(key.lowercased()), !ids.contains(key),
                let student = value.scalar?.string
            {
                submission.student = student.trimmed
                continue
            }
            let id = prefix.isEmpty ? key : "\(prefix).\(key)"
            if case .mapping(let inner) = value {
                seen.insert(id)
                if let problem = collect(inner, under: id, ids, &submission, &seen) { return problem }
                continue
            }
            var room = textLimit
            guard let text = text(of: value, &room) else {
                return SubmissionProblem(.answerValue(id), line: value.mark?.line)
            }
            guard seen.insert(id).inserted else { return SubmissionProblem(.answerTwice(id), line: value.mark?.line) }
            if !text.trimmed.isEmpty { submission.answers.append(.init(id: id, text: text)) }
        }
        return nil
    }

    /// A scalar's text as written; lists in brackets, as a program prints them.
    ///
    /// Aliases make lists of lists grow with every level; what does not fit into `room` is no answer.
    private static func text(of node: Node, _ room: inout Int) -> String? {
        room -= 2
        guard room > 0 else { return nil }
        switch node {
        case .scalar(let scalar):
            room -= scalar.string.utf8.count
            return scalar.style == .plain && ["null", "~"].contains(scalar.string) ? "" : scalar.string
        case .sequence(let sequence):
            var parts: [String] = []
            for node in sequence {
                guard let part = text(of: node, &room) else { return nil }
                parts.append(part)
            }
            return "[" + parts.joined(separator: ", ") + "]"
        case .mapping, .alias:
            return nil
        }
    }

    private static func problem(for error: YamlError) -> SubmissionProblem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return SubmissionProblem(.yaml(problem), line: mark.line)
        case .duplicatedKeysInMapping(let duplicates, let context):
            return SubmissionProblem(.answerTwice(duplicates.first ?? ""), line: context.mark.line)
        default:
            return SubmissionProblem(.yaml("it is no YAML"))
        }
    }

    /// JSON without what stands in quotes: brackets there are a student's, not the file's.
    private static func withoutTexts(_ bytes: [UInt8]) -> [UInt8] {
        var (isText, isEscaped) = (false, false)
        return bytes.filter { byte in
            if isEscaped {
                isEscaped = false
                return false
            }
            if byte == UInt8(ascii: "\"") {
                isText.toggle()
                return false
            }
            isEscaped = isText && byte == UInt8(ascii: "\\")
            return !isText
        }
    }

    /// Brackets and list marks are counted before the library sees them: it composes nested lists by recursion.
    private static func isNestedTooDeep(_ bytes: [UInt8]) -> Bool {
        var (depth, marks, spaces, isAtStart) = (0, 0, 0, true)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): if isAtStart { marks += 1 }
            case UInt8(ascii: " "): spaces += isAtStart ? 1 : 0
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): (isAtStart, marks, spaces) = (true, 0, 0)
            default: isAtStart = false
            }
            if depth > depthLimit || marks > depthLimit || spaces > 8 * depthLimit { return true }
        }
        return false
    }
}
