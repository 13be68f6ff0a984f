public import Documents

/// A small sheet to begin with, with a comment on every kind of block.
public enum StarterSheet {
    /// The file of a new sheet.
    ///
    ///     StarterSheet.file(named: "attention-heads")      // attention-heads.md, titled Attention heads
    public static func file(named name: String) -> OutputFiles.File {
        let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
        let base = stem.split(separator: "/").last.map(String.init) ?? stem
        return OutputFiles.File(
            name: "\(stem).md",
            text: text.replacing("TITLE", with: "'\(title(of: base).replacing("'", with: "''"))'")
                .replacing("NAME", with: base))
    }

    /// `attention-heads` as a title: Attention heads.
    public static func title(of name: String) -> String {
        let words = name.split { $0 == "-" || $0 == "_" || $0 == " " }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static let text = """
        ---
        title: TITLE
        ---

        <!-- Comments such as this one are for you; no handout and no paper shows them.

        This one file is a handout, a test that marks itself, and an exam with a paper for every student:

          attest solve NAME.md -o out                    the handout with its solutions; --student leaves them out
          attest check NAME.md answers.csv               marks what students have answered
          attest lint NAME.md                            what you want to know before the exam
          attest generate NAME.md -o exam --count 30     thirty papers with different numbers, and their keys
        -->

        # Question 1: Attention by hand

        <!-- A heading with one # is a question, with two a part of it. Prose is Markdown with mathematics between dollars. -->

        Three tokens have the following keys and values, one row for each token:

        <!-- `given` states data. Numbers are exact as written: 0.5, 1/3, sqrt(2), ln(2). -->

        ```given
        K = [1, 0; 0, 1; 1, 1]
        V = [2, 0; 0, 3; 1, -1]
        ```

        ## (a) One query

        A token with the query

        ```given
        q = [1, 2]
        ```

        attends to them with plain dot products. Find the attention weights $a$ and the output $z$.

        <!-- `answer` says what is asked, for how many marks and in which form. -->

        ```answer
        a: 2 marks, 4 decimals
        z: 2 marks, 4 decimals
        ```

        ### Solution

        <!-- `solve` calculates: each line is one step of the worked solution, its remark the step's caption. -->

        ```solve
        s = K q            # scores
        a = softmax(s)     # attention weights
        z = V^T a          # output
        ```

        <!-- A formula between backticks that begins with = is replaced by its value. -->

        The weights sum to `=a_1 + a_2 + a_3`; the largest is `=max(a), 4 decimals`.

        ```plot
        bars a, title: "Attention weights"
        ```

        <!-- `vary` says what every variant of the exam draws anew, in the shape given above. -->

        ```vary
        K ~ integers(-2..2)
        V ~ integers(-3..3)
        q ~ integers(-2..2)
        ```

        <!-- `require` says what a draw must satisfy, on any quantity of the sheet, solutions included. -->

        ```require
        distinct(s)              # no two tokens get the same weight
        max(s) - min(s) <= 4     # no weight vanishes
        ```

        """
}
