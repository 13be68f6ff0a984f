import Documents
import Formulas
import Numbers
import Rationals

/// A quiz for Canvas, QTI 1.2 in a ZIP file; several variants are question groups of which Canvas picks one each.
///
/// A question of Canvas has one number, so that a matrix of decimals becomes a question for each entry; whole numbers
/// and fractions are blanks of one question, compared as text.
struct CanvasWriter: VariantWriter {
    let options: ExamOptions
    private(set) var notes: [String] = []
    private var variants: [(number: Int, form: String, items: [CanvasItem])] = []

    init(options: ExamOptions) { self.options = options }

    mutating func add(_ variant: Variant) throws {
        var items: [CanvasItem] = []
        for question in try PackageQuestion.all(of: variant, options) {
            for part in question.parts {
                let heading = part.heading.isEmpty ? "" : "<h4>\(part.heading.escapedForXML)</h4>"
                let prompt = [question.preamble.html, heading, part.prompt.html]
                    .filter { !$0.isEmpty }.joined(separator: "\n")
                for field in part.fields {
                    if field.asksForExact {
                        note(
                            "Canvas: an exact form cannot be asked for there; decimals or whole numbers stand in its place."
                        )
                    }
                    items += self.items(of: field, question, prompt: prompt, feedback: part.solution.html)
                }
            }
        }
        note("Canvas: a wrong number has no feedback of its own there; the worked solution is the general feedback.")
        variants.append((variant.number, variant.form, items))
    }

    mutating func finish() throws -> [OutputFiles.File] {
        if options.isSeparate {
            return try variants.compactMap { variant in
                try file(options.fileName(of: variant.number, kind: "canvas", ending: "zip"), [variant])
            }
        }
        return try file(options.fileName(kind: "canvas", ending: "zip"), variants).map { [$0] } ?? []
    }

    private mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    // MARK: Questions

    private mutating func items(
        of field: PackageField, _ question: PackageQuestion, prompt: String, feedback: String
    ) -> [CanvasItem] {
        let identifier = "\(question.identifier)_\(field.id.identifier)"
        let name = field.name?.html ?? "In words"
        let form = field.form.isEmpty ? "" : " (\(field.form))"
        func item(_ suffix: String, _ ask: String, _ points: Rational, _ kind: CanvasItem.Kind) -> CanvasItem {
            CanvasItem(
                identifier: identifier + suffix, title: question.title, prompt: prompt + "\n" + ask,
                feedback: feedback, points: points, kind: kind)
        }
        if let choice = field.choice {
            let choices = choice.choices.map { (html: $0.shown.html, feedback: $0.mistake?.sentence) }
            return [item("", "<p>\(name) = ?</p>", field.marks, .choice(choices))]
        }
        if let absence = field.absence?.note(field.id) { note(absence) }
        guard !field.isForAPerson else {
            note("Canvas: explanations in words are essay questions, and a person marks them.")
            return [item("", "<p>\(name)</p>", field.marks, .essay)]
        }
        if field.entries.count > 1, !field.asksForDecimals, let blanks = Self.blanks(field) {
            note("Canvas: vectors and matrices of whole numbers and fractions are blanks, compared as text.")
            let rows = (0..<field.rows).map { row in
                "<tr>"
                    + (0..<field.columns).map { "<td>[\(Self.blank(row, $0))]</td>" }.joined() + "</tr>"
            }
            let table = "<table><tbody>\(rows.joined())</tbody></table>"
            return [item("", "<p>\(name) = (whole numbers or fractions)</p>\(table)", field.marks, .blanks(blanks))]
        }
        let count = Rational(1, over: Integer(field.entries.count)) ?? 1
        if field.entries.count > 1 {
            note(
                "Canvas: a question has one number, so vectors and matrices of decimals are a question for each entry.")
        }
        return field.entries.enumerated().map { index, entry in
            let (row, column) = (index / max(1, field.columns) + 1, index % max(1, field.columns) + 1)
            let place =
                field.entries.count == 1
                ? "" : field.columns == 1 ? ", entry \(row)" : ", row \(row), column \(column)"
            let scale = Rational(1, over: 10_000).map(entry.scale(below:)) ?? 0
            var times = ""
            if scale > 0 {
                times = " · 10<sup>\(scale)</sup>"
                note("Canvas: numbers below 1/10000 are unsafe there, so they are asked for times a power of ten.")
            }
            let factor = Rational.powerOfTen(scale) ?? 1
            let suffix = field.entries.count == 1 ? "" : "_\(row)_\(column)"
            return item(
                suffix, "<p>\(name)\(place)\(times) = ?\(form)</p>", field.marks * count,
                .numerical(
                    lower: (entry.value - entry.tolerance) * factor, centre: entry.value * factor,
                    upper: (entry.value + entry.tolerance) * factor))
        }
    }

    private static func blank(_ row: Int, _ column: Int) -> String { "r\(row + 1)c\(column + 1)" }

    /// The spellings of exact entries; nil unless all are fractions that are written in a line.
    private static func blanks(_ field: PackageField) -> [(name: String, spellings: [String])]? {
        var blanks: [(name: String, spellings: [String])] = []
        for (index, entry) in field.entries.enumerated() {
            guard let exact = entry.exact, exact.denominator < 1_000, exact.numerator.magnitude < 1_000_000 else {
                return nil
            }
            var spellings = [exact.description]
            // A decimal that ends, where the fraction has one.
            if exact.denominator != 1, let decimal = try? Number(exact).decimal(significantDigits: 12),
                decimal.isExact, let text = try? exact.decimalText()
            {
                spellings.append(text)
            }
            if exact.signum() < 0 { spellings += spellings.map { "\u{2212}" + $0.dropFirst() } }
            let name = blank(index / max(1, field.columns), index % max(1, field.columns))
            blanks.append((name, spellings))
        }
        return blanks
    }

    // MARK: Files

    private mutating func file(
        _ name: String, _ variants: [(number: Int, form: String, items: [CanvasItem])]
    ) throws -> OutputFiles.File? {
        guard let first = variants.first else { return nil }
        let quiz = "quiz_\(first.form.identifier)"
        var archive = ZIPArchive()
        archive.add("imsmanifest.xml", text: CanvasPackage.manifest(quiz))
        let points = first.items.reduce(Rational(0)) { $0 + $1.points }
        archive.add(
            "\(quiz)/assessment_meta.xml",
            text: CanvasPackage.settings(quiz, title: options.title, points: try points.decimalText()))
        archive.add(
            "\(quiz)/\(quiz).xml",
            text: CanvasPackage.quiz(quiz, title: options.title, try sections(variants)))
        guard let bytes = archive.bytes else { return nil }
        return OutputFiles.File(name: name, bytes: bytes)
    }

    /// One variant as it is, several as groups of the questions that ask the same.
    private mutating func sections(
        _ variants: [(number: Int, form: String, items: [CanvasItem])]
    ) throws -> String {
        guard let first = variants.first, variants.count > 1 else {
            return try variants.flatMap(\.items).map { try $0.xml() }.joined()
        }
        guard variants.allSatisfy({ $0.items.map(\.points) == first.items.map(\.points) }) else {
            note(
                "Canvas: the variants ask for different numbers of entries, so that no groups can be made of them; "
                    + "all questions stand in one quiz. Separate files hold one variant each.")
            return try variants.flatMap(\.items).map { try $0.xml() }.joined()
        }
        note(
            "Canvas: each question group picks its variant by itself, so that parts of one question may show different "
                + "numbers; each states its own. Separate files hold one variant each.")
        return try first.items.indices.map { index in
            """
            <section ident="group_\(index + 1)" title="\(first.items[index].title.escapedForXML)">
            <selection_ordering><selection><selection_number>1</selection_number>\
            <selection_extension><points_per_item>\(try first.items[index].points.decimalText())</points_per_item>\
            </selection_extension></selection></selection_ordering>
            \(try variants.map { try $0.items[index].xml() }.joined())</section>

            """
        }.joined()
    }
}
