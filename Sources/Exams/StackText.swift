import Documents
import Formulas
import Numbers
import Rationals

/// The text of one quantity in a STACK question: variables, input, and how the answer is judged.
///
/// An exact answer is compared by algebra, a decimal within half a unit of its last digit; then every known mistake is
/// compared in the same way and told.
struct StackText {
    let field: PackageField
    /// From 1.
    let number: Int
    /// Closed forms longer than this are not compared by algebra.
    static let longest = 6_000
    /// More mistakes than anyone makes; every one is a node of the tree and a question test.
    static let mistakeLimit = 12

    private let exact: String?
    private let wrong: [(value: String, mistake: PackageField.Mistaken)]

    /// nil where a person marks.
    ///
    /// - Throws: `NumberError` when a decimal cannot be written within the limits.
    init?(_ field: PackageField, number: Int) throws {
        guard let value = field.value else { return nil }
        self.field = field
        self.number = number
        let closed = Self.spelled(field, Formula.formulas(of: value.elements).map(\.maxima))
        let isShort = closed.utf8.count <= Self.longest
        exact = isShort ? closed : nil
        var known = [field.entries]
        var wrong: [(value: String, mistake: PackageField.Mistaken)] = []
        for mistake in field.mistakes where wrong.count < Self.mistakeLimit {
            // The tree compares with the tolerances of what is right, whatever the size of what is wrong.
            guard !known.contains(where: { Self.isNear($0, mistake.entries, field.entries) }) else { continue }
            let value =
                field.isExact && isShort
                ? Self.spelled(field, Formula.formulas(of: mistake.value.elements).map(\.maxima))
                : try Self.decimals(field, mistake.entries)
            guard value.utf8.count <= Self.longest else { continue }
            known.append(mistake.entries)
            wrong.append((value, mistake))
        }
        self.wrong = wrong
    }

    private static func isNear(
        _ a: [PackageField.Entry], _ b: [PackageField.Entry], _ right: [PackageField.Entry]
    ) -> Bool {
        zip(zip(a, b), right).allSatisfy { pair, right in
            (pair.0.value - pair.1.value).magnitude <= right.tolerance + right.tolerance
        }
    }

    /// Whether the closed form was too long to be compared.
    var isShortened: Bool { exact == nil }
    private var isExact: Bool { field.isExact && exact != nil }
    private var answer: String { "ans\(number)" }
    private var tree: String { "prt\(number)" }

    /// Decimals as Maxima's floating-point numbers, those beyond their range as quotients.
    private static func decimals(_ field: PackageField, _ entries: [PackageField.Entry]) throws -> String {
        guard let tiny = Rational.powerOfTen(-300), let huge = Rational.powerOfTen(300) else { return "0" }
        let texts = try entries.map { entry in
            let size = entry.value.magnitude
            return entry.value.isInteger || size < tiny || size > huge
                ? entry.value.description : try entry.value.decimalText()
        }
        return spelled(field, texts)
    }

    private static func spelled(_ field: PackageField, _ entries: [String]) -> String {
        guard !field.isScalar else { return entries.first ?? "0" }
        return "matrix(\(field.rows(of: entries).map { "[\($0.joined(separator: ","))]" }.joined(separator: ",")))"
    }

    /// The right value in closed form and in decimals, the tolerances, and the values of mistakes.
    func variables() throws -> String {
        var lines: [String] = []
        if let exact { lines.append("ta\(number): \(exact);") }
        lines.append("da\(number): \(try Self.decimals(field, field.entries));")
        lines.append("tol\(number): \(Self.spelled(field, field.entries.map(\.tolerance.description)));")
        for (index, wrong) in wrong.enumerated() { lines.append("w\(number)n\(index + 1): \(wrong.value);") }
        return lines.joined(separator: "\n")
    }

    var input: String {
        """
        <input>
        <name>\(answer)</name>
        <type>\(field.isScalar ? "algebraic" : "matrix")</type>
        <tans>\(isExact ? "ta" : "da")\(number)</tans>
        <boxsize>\(field.isScalar ? 20 : 10)</boxsize>
        <strictsyntax>1</strictsyntax>
        <insertstars>0</insertstars>
        <syntaxhint></syntaxhint>
        <syntaxattribute>0</syntaxattribute>
        <forbidwords></forbidwords>
        <allowwords></allowwords>
        <forbidfloat>\(isExact ? 1 : 0)</forbidfloat>
        <requirelowestterms>\(field.asksForLowestTerms ? 1 : 0)</requirelowestterms>
        <checkanswertype>0</checkanswertype>
        <mustverify>1</mustverify>
        <showvalidation>1</showvalidation>
        <options></options>
        </input>
        """
    }

    // MARK: Judging

    /// The tests in their order: what is compared with what, whether that is right, and what the student is told.
    private var tests: [(left: String, right: String, isRight: Bool, feedback: String, code: String)] {
        var tests: [(left: String, right: String, isRight: Bool, feedback: String, code: String)] = []
        if exact != nil { tests.append((answer, "ta\(number)", true, "", "exact")) }
        if !isExact { tests.append(("near\(number)", "true", true, "", "rounded")) }
        for (index, wrong) in wrong.enumerated() {
            let name = "w\(number)n\(index + 1)"
            let test = isExact ? (answer, name) : ("is\(name)", "true")
            tests.append((test.0, test.1, false, wrong.mistake.sentence, wrong.mistake.code))
        }
        return tests
    }

    /// Big floats: e^1054 in a quotient is no overflow for them.
    private func isNear(_ other: String) -> String {
        field.isScalar
            ? "is(abs(bfloat(\(answer))-bfloat(\(other)))-tol\(number)<=0)"
            : "is(lmax(list_matrix_entries(abs(bfloat(\(answer))-bfloat(\(other)))-tol\(number)))<=0)"
    }

    private var feedbackVariables: String {
        guard !isExact else { return "" }
        let near = ["near\(number): \(isNear("da\(number)"));"]
        let wrong = wrong.indices.map { "isw\(number)n\($0 + 1): \(isNear("w\(number)n\($0 + 1)"));" }
        return (near + wrong).joined(separator: "\n")
    }

    /// The potential response tree.
    func responses() throws -> String {
        let tests = tests
        let nodes = tests.enumerated().map { index, test in
            """
            <node>
            <name>\(index)</name>
            <description>\(test.code)</description>
            <answertest>AlgEquiv</answertest>
            <sans>\(test.left)</sans>
            <tans>\(test.right)</tans>
            <testoptions></testoptions>
            <quiet>1</quiet>
            <truescoremode>=</truescoremode>
            <truescore>\(test.isRight ? 1 : 0)</truescore>
            <truepenalty></truepenalty>
            <truenextnode>-1</truenextnode>
            <trueanswernote>\(note(index, true))</trueanswernote>
            \(MoodleXML.html("truefeedback", test.feedback.isEmpty ? "" : "<p>\(test.feedback.escapedForXML)</p>"))
            <falsescoremode>=</falsescoremode>
            <falsescore>0</falsescore>
            <falsepenalty></falsepenalty>
            <falsenextnode>\(index + 1 < tests.count ? index + 1 : -1)</falsenextnode>
            <falseanswernote>\(note(index, false))</falseanswernote>
            \(MoodleXML.html("falsefeedback", ""))
            </node>
            """
        }
        return """
            <prt>
            <name>\(tree)</name>
            <value>\(try field.marks.decimalText())</value>
            <autosimplify>1</autosimplify>
            <feedbackstyle>1</feedbackstyle>
            <feedbackvariables><text>\(MoodleXML.cdata(feedbackVariables))</text></feedbackvariables>
            \(nodes.joined(separator: "\n"))
            </prt>
            """
    }

    private func note(_ node: Int, _ outcome: Bool) -> String { "\(tree)-\(node + 1)-\(outcome ? "T" : "F")" }

    // MARK: Question tests

    /// What a question test types in, and what must come of it.
    enum Case {
        case exact, decimals, wrong
        /// The mistake at an index; a quantity that has fewer gets the right value.
        case mistake(Int)

        /// The tests of a question: both spellings of what is right, then each mistake, or nonsense where none is known.
        static func all(for texts: [StackText]) -> [Case] {
            var cases: [Case] = []
            if texts.contains(where: { $0.exact != nil }) { cases.append(.exact) }
            if texts.contains(where: { !$0.isExact }) { cases.append(.decimals) }
            let most = texts.map(\.wrong.count).max() ?? 0
            cases += (0..<most).map { .mistake($0) }
            if most == 0 { cases.append(.wrong) }
            return cases
        }

        var description: String {
            switch self {
            case .exact: "exact values"
            case .decimals: "decimals"
            case .wrong: "wrong values"
            case .mistake(let index): "known mistake \(index + 1)"
            }
        }
    }

    private var exactInput: (value: String, node: Int) {
        exact == nil ? ("da\(number)", 0) : ("ta\(number)", 0)
    }

    private var decimalInput: (value: String, node: Int) {
        isExact || isRounded ? exactInput : ("da\(number)", exact == nil ? 0 : 1)
    }

    /// Whether the decimals are the exact values: whether 0.6 is 3/5 is then for STACK's algebra to say, not for a test.
    private var isRounded: Bool { field.entries.allSatisfy { $0.exact == $0.value } }

    func testInput(_ test: Case) -> String {
        let value =
            switch test {
            case .exact: exactInput.value
            case .decimals: decimalInput.value
            case .wrong: "ev(\(exactInput.value)+10*tol\(number)+1,simp)"
            case .mistake(let index): index < wrong.count ? "w\(number)n\(index + 1)" : exactInput.value
            }
        return "<testinput><name>\(answer)</name><value>\(value)</value></testinput>"
    }

    func expectation(_ test: Case) -> String {
        let right = tests.count - wrong.count
        let (isRight, note) =
            switch test {
            case .exact: (true, self.note(exactInput.node, true))
            case .decimals: (true, self.note(decimalInput.node, true))
            case .wrong: (false, self.note(tests.count - 1, false))
            case .mistake(let index):
                index < wrong.count
                    ? (false, self.note(right + index, true)) : (true, self.note(exactInput.node, true))
            }
        return """
            <expected><name>\(tree)</name><expectedscore>\(isRight ? 1 : 0)</expectedscore>\
            <expectedpenalty>\(isRight ? "0" : "0.1")</expectedpenalty>\
            <expectedanswernote>\(note)</expectedanswernote></expected>
            """
    }
}
