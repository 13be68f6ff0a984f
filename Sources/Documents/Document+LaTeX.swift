extension Document {
    /// The document as a LaTeX file that pdfLaTeX compiles without errors or warnings.
    ///
    /// The built-in skeleton needs the `article` class, Latin Modern, `mathtools`, `enumitem`, `booktabs` and
    /// `hyperref`; what a body does not use is not loaded.
    ///
    /// - Throws: ``TemplateError`` never for the built-in skeleton.
    public func latex(_ options: LaTeXOptions = LaTeXOptions()) throws(TemplateError) -> Written {
        let template: Template
        if let given = options.template { template = given } else { template = try .latex }
        var writer = LaTeXWriter(textWidth: options.textWidth ?? options.paper.textWidth)
        let body = writer.body(blocks)
        let page = Template.Page(
            title: title.map { writer.text.escaped($0) } ?? "",
            details: details.map { (writer.text.escaped($0.label), writer.text.escaped($0.text)) },
            preamble: writer.preamble(title: title, imageDirectory: options.imageDirectory),
            paper: options.paper.rawValue, body: body)
        return Written(text: template.render(page), warnings: writer.text.warnings)
    }
}

extension Template {
    /// The built-in LaTeX skeleton.
    public static var latex: Template {
        get throws(TemplateError) {
            try Template(String(decoding: PackageResources.handout_tex_mustache, as: UTF8.self))
        }
    }

    /// The built-in Markdown skeleton.
    public static var markdown: Template {
        get throws(TemplateError) {
            try Template(String(decoding: PackageResources.handout_md_mustache, as: UTF8.self))
        }
    }
}
