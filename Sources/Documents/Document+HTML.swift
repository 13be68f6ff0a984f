public import Formulas

extension [Block] {
    /// The blocks as an XHTML fragment that stands in the page of a learning platform.
    ///
    /// It is well formed XML, with mathematics as TeX between `\(…\)` and `\[…\]`. Headings begin at the third level,
    /// for the platform has those above. Figures become tables of their numbers.
    ///
    ///     [Block.paragraph([.text("1 < 2")])].html         // <p>1 &lt; 2</p>
    public var html: String { HTMLWriter().body(self) }

    /// The blocks as XHTML with nothing but what QTI 2.1 takes: tables have no alignment, struck words are emphasised.
    ///
    ///     [Block.paragraph([.strikethrough([.text("no")])])].bareHTML     // <p><em>no</em></p>
    public var bareHTML: String { HTMLWriter(isBare: true).body(self) }
}

extension [Inline] {
    /// A line of text as XHTML.
    public var html: String { HTMLWriter().inlines(self) }

    /// The words alone.
    public var plainText: String { PlainInlines.text(self) }
}

extension Formula {
    /// The formula as TeX in XHTML: `\(x_{1}\)`.
    public var html: String { HTMLWriter.mathematics(self) }
}

extension String {
    /// The text as XML holds it: `&`, `<`, `>` and `"` are written as entities.
    ///
    ///     "a < b".escapedForXML                            // a &lt; b
    public var escapedForXML: String { HTMLWriter.escaped(self) }
}
