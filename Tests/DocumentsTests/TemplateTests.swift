import Testing

@testable import Documents

@Suite struct TemplateTests {
    private let document = Document(
        title: "A & B <c>",
        details: [.init(label: "course", text: "Deep_Learning"), .init(label: "date", text: "2024")],
        blocks: [.paragraph([.text("body {text} & more")])])

    @Test func `Values come escaped for the language of the page, the body as it is`() throws {
        let template = try Template("{{title}}|{{{title}}}|{{&title}}|{{{body}}}|{{detailsLine}}")
        #expect(
            try document.latex(LaTeXOptions(template: template)).text
                == "A \\& B <c>|A \\& B <c>|A \\& B <c>|body \\{text\\} \\& more\n|Deep\\_Learning · 2024")
        #expect(
            try document.markdown(MarkdownOptions(template: template)).text
                == "A & B \\<c>|A & B \\<c>|A & B \\<c>|body {text} & more\n|Deep_Learning · 2024")
    }

    @Test func `Sections, lists and other delimiters are Mustache's`() throws {
        let text = "{{=<< >>=}}<<#details>>[<<label>>: <<text>>]<</details>><<^title>>none<</title>>{{<<&body>>}}"
        #expect(
            try document.markdown(MarkdownOptions(template: Template(text))).text
                == "[course: Deep_Learning][date: 2024]{{body {text} & more\n}}")
        let untitled = Document(blocks: [.rule])
        let optional = try Template(
            "{{#hasHeading}}heading{{/hasHeading}}{{#title}}t{{/title}}{{^title}}none{{/title}}{{{body}}}")
        #expect(try untitled.markdown(MarkdownOptions(template: optional)).text == "none---\n")
    }

    @Test(arguments: [
        ("a\nb {{titel}}{{{body}}}", TemplateError(.unknownVariable("titel"), line: 2, column: 3)),
        ("{{#title}}{{#oops}}{{/oops}}{{/title}}", TemplateError(.unknownVariable("oops"), line: 1, column: 11)),
        ("{{title", TemplateError(.unclosedTag, line: 1, column: 1)),
        ("{{{body}}", TemplateError(.unclosedTag, line: 1, column: 1)),
        ("{{#title}}\n{{{body}}}", TemplateError(.unclosedSection("title"), line: 1, column: 1)),
        ("{{{body}}}{{/title}}", TemplateError(.unexpectedSectionEnd("title", open: nil), line: 1, column: 11)),
        ("{{#title}}{{/body}}", TemplateError(.unexpectedSectionEnd("body", open: "title"), line: 1, column: 11)),
        ("{{> part}}{{{body}}}", TemplateError(.partial("part"), line: 1, column: 1)),
        ("{{$block}}{{/block}}", TemplateError(.partial("block"), line: 1, column: 1)),
        ("{{=<<=}}", TemplateError(.badDelimiters, line: 1, column: 1)),
        ("only text", TemplateError(.noBody, line: 1, column: 10)),
        ("", TemplateError(.noBody, line: 1, column: 1)),
        (String(repeating: "{{#title}}", count: 100_000), TemplateError(.tooDeep(limit: 20), line: 1, column: 201)),
    ])
    func `A template's fault is named with its place`(text: String, error: TemplateError) {
        #expect(throws: error) { try Template(text) }
    }

    /// The library under it traps on some of these; none may get there.
    @Test func `Any text is a template or an error`() throws {
        let pieces = [
            "{{", "}}", "{", "}", "#", "/", "^", "&", "!", ">", "<", "$", "=", "%", "*", ".", "(", ")", " ", "\n",
            "\r\n", "title",
            "body", "details", "text", "CONTENT_TYPE:HTML", "<<", ">>", "{{{body}}}", "{{#details}}", "{{/details}}",
            "é", "\u{0}", "()",
        ]
        var random = Sequence64(state: 5)
        var accepted = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
            }.joined()
            guard let template = try? Template(text) else { continue }
            accepted += 1
            _ = try document.latex(LaTeXOptions(template: template))
        }
        #expect(accepted > 100)
    }

    @Test func `The skeletons in the binary are the files in Templates`() throws {
        let folder = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Templates"
        #expect(try FileBytes.read(folder + "/handout.tex.mustache") == PackageResources.handout_tex_mustache)
        #expect(try FileBytes.read(folder + "/handout.md.mustache") == PackageResources.handout_md_mustache)
        _ = try Template.latex
        _ = try Template.markdown
    }
}
