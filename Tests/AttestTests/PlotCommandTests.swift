import Foundation
import Testing

/// `attest plot`, and the figures of `attest solve`, as a user meets them.
@Suite struct PlotCommandTests {
    static let sheet = """
        # Question 1

        ```solve
        A = softmax([0, ln(3); ln(4), 0])
        s = 2
        ```

        ```plot
        map A, title: "Weights"
        bars A_1
        ```
        """

    @Test func aSheetsFiguresGoBesideItsMarkdown() throws {
        let scratch = try Scratch()
        try scratch.write(Self.sheet, "sheet.md")
        #expect(try Command(shell: "attest solve sheet.md -o out", in: scratch.folder).status == 0)
        #expect(
            scratch.names.filter { $0.hasPrefix("out/") } == [
                "out/sheet-figure-1.svg", "out/sheet-figure-2.svg", "out/sheet.md", "out/sheet.tex",
            ])
        let page = try scratch.text("out/sheet.md")
        #expect(page.contains("](sheet-figure-1.svg)") && page.contains("](sheet-figure-2.svg)"))
        // All or nothing: a figure that is there and differs keeps the page from being written.
        try scratch.write("mine", "out/sheet-figure-2.svg")
        try scratch.write("old", "out/sheet.md")
        let refused = try Command(shell: "attest solve sheet.md -o out", in: scratch.folder)
        #expect(refused.status == 2 && refused.errors.contains("nothing was written"))
        #expect(try scratch.text("out/sheet.md") == "old" && scratch.text("out/sheet-figure-2.svg") == "mine")
        #expect(try Command(shell: "attest solve sheet.md -o out --force", in: scratch.folder).status == 0)
        #expect(try scratch.text("out/sheet-figure-2.svg").hasPrefix("<svg "))
        // Without a folder there are no files to refer to.
        let printed = try Command(shell: "attest solve sheet.md --format md", in: scratch.folder)
        #expect(printed.output.contains("| 1 | 0.25 | 0.75 |") && !printed.output.contains(".svg"))
    }

    @Test func figuresAreDrawnAsFiles() throws {
        let scratch = try Scratch()
        try scratch.write(Self.sheet, "sheet.md")
        let run = try Command(shell: "attest plot sheet.md -o out --format svg,tex", in: scratch.folder)
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
        #expect(
            scratch.names.filter { $0.hasPrefix("out/") } == [
                "out/sheet-figure-1.svg", "out/sheet-figure-1.tex", "out/sheet-figure-2.svg", "out/sheet-figure-2.tex",
            ])
        #expect(try scratch.text("out/sheet-figure-1.svg").contains(">Weights</text>"))
        #expect(try scratch.text("out/sheet-figure-1.tex").hasPrefix("\\documentclass[11pt]{standalone}"))
        #expect(try Command(shell: "attest plot sheet.md --name A -o out", in: scratch.folder).status == 0)
        #expect(scratch.names.contains("out/sheet-A.svg"))
        try scratch.write("mine", "out/sheet-A.svg")
        #expect(try Command(shell: "attest plot sheet.md --name A -o out", in: scratch.folder).status == 2)
        #expect(try scratch.text("out/sheet-A.svg") == "mine")
        #expect(try Command(shell: "attest plot sheet.md --name A -o out --force", in: scratch.folder).status == 0)
    }

    @Test func oneFigureGoesToStandardOutput() throws {
        let run = try Command("plot", "--eval", "softmax([0, ln(3); ln(4), 0])")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.hasPrefix("<svg ") && run.output.hasSuffix("</svg>\n"))
        #expect(run.output.contains(">0.75</text>"))
        let tex = try Command("plot", "--eval", "-", "--format", "tex", input: "p = softmax([1, 2])\n")
        #expect(tex.status == 0 && tex.output.contains("\\begin{tikzpicture}"))
    }

    @Test(arguments: [
        ("attest plot", 2), ("attest plot sheet.md --eval 1", 2), ("attest plot --eval '[1, 2]' --name A", 2),
        ("attest plot sheet.md", 2), ("attest plot sheet.md --name s -o o", 2),
        ("attest plot sheet.md --name B -o o", 2),
        ("attest plot --eval 2", 2), ("attest plot --eval 1/0", 2), ("attest plot --eval '[1, 2]' --format png", 2),
        ("attest plot --eval '[1, 2]' --format pdf", 2), ("attest plot --eval '[1, 2]' --format svg,tex", 2),
        ("attest plot --eval 'Q in R^(n x 2)'", 2), ("attest plot nothing-here.md", 2),
        ("attest plot --eval '[2^(10^12), 1]'", 4),
    ])
    func exitStatuses(_ line: String, _ status: Int32) throws {
        let scratch = try Scratch()
        try scratch.write(Self.sheet, "sheet.md")
        let run = try Command(shell: line, in: scratch.folder)
        #expect(run.status == status, "\(run.errors)")
        #expect(run.output.isEmpty && !run.errors.isEmpty)
        #expect(scratch.names.filter { $0.hasPrefix("o/") } == [])
    }
}
