extension Document {
    /// The document as Markdown that GitHub and Jupyter render: `$…$` and `$$…$$` for mathematics, pipe tables.
    ///
    /// - Throws: ``TemplateError`` never for the built-in skeleton.
    public func markdown(_ options: MarkdownOptions = MarkdownOptions()) throws(TemplateError) -> Written {
        let template: Template
        if let given = options.template { template = given } else { template = try .markdown }
        var writer = MarkdownWriter(options: options)
        let body = writer.body(blocks)
        let page = Template.Page(
            title: title.map { MarkdownText.escaped($0, atLineStart: false) } ?? "",
            details: details.map {
                (MarkdownText.escaped($0.label, atLineStart: false), MarkdownText.escaped($0.text, atLineStart: false))
            },
            preamble: "", paper: "", body: body)
        return Written(text: template.render(page), warnings: writer.warnings, files: writer.files)
    }
}
