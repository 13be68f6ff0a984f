import Formulas
import Testing

@Suite struct LatexExtentTests {
    /// The boxes were measured by pdfTeX; `Scripts/fixtures/tex_boxes.py` measures them again.
    @Test func estimatesAreCloseToTeXsBoxes() throws {
        let rows = try Fixture.rows("tex-boxes.tsv")
        var widthRatios: [Double] = []
        var heightRatios: [Double] = []
        for row in rows {
            let formula = try Formula.read(row[0])
            #expect(formula.latex == row[1], "\(row[0])")
            let box = try row[2...4].map { try #require(Double($0)) }
            widthRatios.append(formula.latexWidth / box[0])
            heightRatios.append(formula.latexHeight / (box[1] + box[2]))
        }
        widthRatios.sort()
        heightRatios.sort()
        #expect(rows.count >= 250)
        // Hardly ever too narrow, and within a tenth except for one in a hundred.
        #expect(widthRatios[0] > 0.96)
        #expect(widthRatios[rows.count / 100] > 0.98)
        #expect(widthRatios[rows.count - 1 - rows.count / 50] < 1.1)
        #expect(widthRatios[rows.count / 2] > 0.995 && widthRatios[rows.count / 2] < 1.02)
        // Heights decide about row spacing only.
        #expect(heightRatios[rows.count / 50] > 0.8)
        #expect(heightRatios[rows.count - 1 - rows.count / 50] < 1.2)
    }

    @Test func runningTextIsSmaller() throws {
        let fraction = try Formula.read("1/2")
        #expect(fraction.latexExtent(isDisplayed: false).width < fraction.latexWidth)
        #expect(fraction.latexExtent(isDisplayed: false).height < fraction.latexExtent().height)
    }
}
