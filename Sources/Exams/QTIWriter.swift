import Documents

/// All variants as one package of QTI 2.1, or one package each.
///
/// A package of several variants is a test that gives each student one of them.
struct QTIWriter: VariantWriter {
    let options: ExamOptions
    private(set) var notes: [String] = []
    private var variants: [(number: Int, form: String, items: [QTIItem])] = []

    init(options: ExamOptions) { self.options = options }

    mutating func add(_ variant: Variant) throws {
        let items = try PackageQuestion.all(of: variant, options).map { QTIItem(question: $0) }
        for absence in items.flatMap(\.question.fields).compactMap({ $0.absence?.note($0.id) }) { note(absence) }
        for item in items where item.question.fields.contains(where: \.isForAPerson) {
            note("QTI 2.1: explanations in words have a text box, and a person marks them.")
        }
        if items.contains(where: { $0.question.fields.contains(where: \.asksForExact) }) {
            note("QTI 2.1: an exact form cannot be asked for there; decimals or whole numbers stand in its place.")
        }
        note("QTI 2.1: mathematics is TeX between \\( and \\), which the player must typeset (MathJax, KaTeX).")
        variants.append((variant.number, variant.form, items))
    }

    mutating func finish() throws -> [OutputFiles.File] {
        if options.isSeparate {
            return try variants.compactMap { variant in
                try file(options.fileName(of: variant.number, kind: "qti", ending: "zip"), [variant])
            }
        }
        return try file(options.fileName(kind: "qti", ending: "zip"), variants).map { [$0] } ?? []
    }

    private mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    private mutating func file(
        _ name: String, _ variants: [(number: Int, form: String, items: [QTIItem])]
    ) throws -> OutputFiles.File? {
        var archive = ZIPArchive()
        archive.add("imsmanifest.xml", text: manifest(variants.flatMap(\.items)))
        archive.add("test.xml", text: test(variants))
        for item in variants.flatMap(\.items) { archive.add(item.fileName, text: try item.xml()) }
        guard let bytes = archive.bytes else {
            note("QTI 2.1: a package holds at most 65,535 files; nothing was written. Make shares of the bank.")
            return nil
        }
        return OutputFiles.File(name: name, bytes: bytes)
    }

    private func manifest(_ items: [QTIItem]) -> String {
        let resources = items.map { item in
            """
            <resource identifier="\(item.identifier)" type="imsqti_item_xmlv2p1" href="\(item.fileName)">
            <file href="\(item.fileName)"/>
            </resource>
            """
        }
        let dependencies = items.map { "<dependency identifierref=\"\($0.identifier)\"/>" }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="manifest">
            <metadata>
            <schema>QTIv2.1 Package</schema>
            <schemaversion>1.0.0</schemaversion>
            </metadata>
            <organizations/>
            <resources>
            <resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml">
            <file href="test.xml"/>
            \(dependencies.joined(separator: "\n"))
            </resource>
            \(resources.joined(separator: "\n"))
            </resources>
            </manifest>

            """
    }

    private func test(_ variants: [(number: Int, form: String, items: [QTIItem])]) -> String {
        let title = options.title.escapedForXML
        let sections = variants.map { variant in
            """
            <assessmentSection identifier="form_\(variant.form.identifier)" title="\(variant.form.escapedForXML)" \
            visible="true">
            \(variant.items.map { "<assessmentItemRef identifier=\"\($0.identifier)\" href=\"\($0.fileName)\"/>" }
                .joined(separator: "\n"))
            </assessmentSection>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="test" title="\(title)" \
            toolName="attest">
            <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
            <testPart identifier="part" navigationMode="nonlinear" submissionMode="simultaneous">
            <assessmentSection identifier="variants" title="\(title)" visible="false">
            <selection select="1"/>
            \(sections.joined(separator: "\n"))
            </assessmentSection>
            </testPart>
            <outcomeProcessing>
            <setOutcomeValue identifier="SCORE"><sum><testVariables variableIdentifier="SCORE"/></sum>\
            </setOutcomeValue>
            </outcomeProcessing>
            </assessmentTest>

            """
    }
}
