/// The room a formula takes on a page set by TeX in Computer Modern, in em (10 pt in a 10 pt document).
public struct LatexExtent: Hashable, Sendable {
    /// From the first to the last letter.
    public var width = 0.0
    /// Above the base line.
    public var height = 0.0
    /// Below the base line.
    public var depth = 0.0
}

extension Formula {
    /// The room the formula's ``latex`` takes, estimated with TeX's own rules and letter widths.
    ///
    /// Measured against pdfTeX the width is within a few percent and rarely below. Not promised: anything about other
    /// fonts.
    /// - Parameter isDisplayed: on a line of its own, where fractions are large; otherwise in running text.
    public func latexExtent(isDisplayed: Bool = true) -> LatexExtent {
        var writer = LatexWriter(on: LatexMeasure(isDisplayed: isDisplayed))
        writer.write(self)
        return writer.canvas.extent
    }

    /// The width of the displayed formula in em.
    public var latexWidth: Double { latexExtent().width }

    /// The height and depth of the displayed formula together, in em; a line of text has about 1.
    public var latexHeight: Double {
        let extent = latexExtent()
        return extent.height + extent.depth
    }

    /// The formula in LaTeX's mathematics mode, without dollar signs; it needs the package amsmath.
    ///
    ///     print(try Formula.read("X^T p / sqrt(3)").latex)    // \frac{X^{\top} p}{\sqrt{3}}
    public var latex: String {
        var writer = LatexWriter(on: LatexText())
        writer.write(self)
        return writer.canvas.text
    }
}
