import Graphs
import Testing

@testable import Sheets

/// One error in an otherwise good sheet: it alone is reported, exactly where it stands.
@Suite struct PlantedErrorTests {
    static let inSteps: [(line: String, says: String)] = [
        ("s = X ⟦r⟧", "‘r’ has no value"),
        ("s = softmax(X (q + ⟦r⟧))", "‘r’ has no value"),
        ("⟦X⟧ = q", "‘X’ already has a value, from line 4"),
        ("s = ⟦late⟧\nlate = 2", "‘late’ gets its value only in line"),
        ("s = ⟦softmax⟧", "‘softmax’ is a function"),
        ("s = ⟦softmx⟧(q)", "There is no function ‘softmx’"),
        ("s = ⟦X⟧(q)", "‘X’ is a value, not a function"),
        ("s = ⟦q X⟧", "has no value: 1 column meets 2 rows"),
        ("s = ⟦q + X⟧", "have different shapes"),
        ("s = q . ⟦r⟧", "‘r’ has no value"),
        ("s = ⟦q . [1, 2, 3]⟧", "no dot product"),
        ("s = [1, 2; ⟦3⟧]", "Row 2 has 1 entry"),
        ("s = ⟦(⟧1 + 2", "is not closed"),
        ("s = 1 + 2⟦)⟧", "closes nothing"),
        ("s = (1 + 2⟦]⟧", "is closed by"),
        ("s = 1 ⟦@⟧ 2", "has no meaning"),
        ("s = 1 +⟦⟧", "expected a number, a name or a bracket"),
        ("⟦2⟧ = q", "Only a name"),
        ("⟦q_i⟧ = 2 for j in 1..3", "The index ‘j’ does not occur"),
        ("w_{i,i} = 2 for i in 1..3, ⟦i in 1..2⟧", "The index ‘i’ is used twice"),
        ("w_i = 2 ⟦for i in 3..1⟧", "The range 3..1 is empty"),
        ("w_i = 2 ⟦for i in 1..10^9⟧", "more than 10000 members"),
        ("w_i = 2 for i in 1..⟦1/2⟧", "A whole number is needed"),
        ("w_i = i for i in 1..3\ns = ⟦w_4⟧", "is no member of the family"),
        ("s = ⟦X_3⟧", "‘X’ has the rows 1 to 2, no row 3"),
        ("s = ⟦X_{1,3}⟧", "‘X’ has the columns 1 to 2, no column 3"),
        ("s = ⟦q_0⟧", "‘q’ has the entries 1 to 2, no entry 0"),
        ("s = ⟦X_{1,2,1}⟧", "3 indices do not fit"),
        ("n = 2\ns = ⟦n_1⟧", "‘n’ is a number"),
        ("s = ⟦attention(X, X)⟧", "takes 3 arguments (Q, K, V), found 2"),
        ("s = ⟦exp(1, 2)⟧", "takes 1 argument, found 2"),
        ("s = attention(X, X, X, ⟦scor⟧: dot)", "has no option ‘scor’"),
        ("s = attention(X, X, X, score: ⟦dots⟧)", "‘dots’ is no value for the option ‘score’"),
        ("s = attention(X, X, X, score: ⟦2⟧)", "takes a word"),
        ("s = multi_head(X, X, X, X, heads: ⟦0⟧)", "from 1 to 64"),
        ("s = ⟦multi_head(X, X, X, X, heads: 3)⟧", "cannot be cut into 3 equal heads"),
        ("s = ⟦multi_head(X, [X, X], [X], [X, X])⟧", "as many matrices as heads"),
        ("s = ⟦attention([1, 2, 3], X, X)⟧", "have no dot product"),
        ("s = ⟦attention(X, X, [1, 2; 3, 4; 5, 6])⟧", "2 keys but 3 values"),
        ("s = ⟦softmax(X, mask: [1, 0, 1; 1, 1, 1])⟧", "The mask is"),
        ("s = ⟦softmax(X, mask: [0, 0; 1, 1])⟧", "no key that the mask allows"),
        ("s = ⟦softmax(X, base: 1)⟧", "The base is a positive number"),
        ("s = ⟦sparsemax(X, mask: [0, 0; 1, 1])⟧", "Row 1 of the scores has no key that the mask allows"),
        ("s = ⟦weights([1, 2; -1, 0], normalise: relu)⟧", "Row 2 of the scores has no positive score"),
        ("s = ⟦weights([1, -1], normalise: sum)⟧", "The scores of row 1 add up to 0"),
        ("s = ⟦attention(X, X, X, normalise: top_k)⟧", "‘top_k’ needs the option ‘k’"),
        ("s = top_k(X, k: ⟦0⟧)", "The option ‘k’ takes a whole number from 1"),
        ("s = ⟦weights(X, normalise: relu, base: 2)⟧", "‘base’ has no meaning with ‘normalise: relu’"),
        ("s = ⟦attention(X, X, X, W: X)⟧", "‘W’ has no meaning with ‘score: scaled_dot’"),
        ("s = ⟦scores(X, X, score: bilinear)⟧", "‘bilinear’ needs the option ‘W’"),
        ("s = ⟦scores(X, X, score: additive, W: X, v: q)⟧", "‘additive’ needs the option ‘U’"),
        ("s = ⟦scores([0, 0], X, score: cosine)⟧", "divides by zero"),
        ("s = softmax(X, mask: ⟦padding⟧)", "‘padding’ needs one whole number in brackets"),
        ("s = softmax(X, mask: ⟦padding(1, 2)⟧)", "‘padding’ needs one whole number in brackets"),
        ("s = softmax(X, mask: window(⟦-1⟧))", "‘window’ takes a whole number from 0"),
        ("s = softmax(X, mask: [causal, window(⟦1/2⟧)])", "A whole number is needed"),
        ("s = softmax(X, mask: [⟦casual⟧, padding(1)])", "‘casual’ is no value for the option ‘mask’"),
        ("s = ⟦softmax(X, mask: padding(3))⟧", "padding(3) keeps 3 keys, but there are 2"),
        ("s = ⟦softmax(q, mask: causal)⟧", "A matrix is needed here"),
        ("s = ⟦multi_query(X, X, [X, X], X)⟧", "as many matrices as heads"),
        ("s = ⟦grouped_query(X, [X, X, X], X, X, groups: 2)⟧", "3 heads of queries do not fall into 2"),
        ("s = ⟦online_attention(X, X, [1, 2; 3, 4; 5, 6])⟧", "2 keys but 3 values"),
        ("s = online_attention(X, X, X, tile: ⟦0⟧)", "from 1 to 4096"),
        (
            "s = ⟦rnn_cell(q, q, [1, 2, 3; 4, 5, 6], X)⟧",
            "The W of ‘rnn_cell’ is a 2 × 3 matrix, a 2 × 2 matrix is needed"
        ),
        ("s = ⟦rnn_cell([1, 2, 3], q, [1, 2; 3, 4; 5, 6], X)⟧", "a 3 × 2 matrix, a 2 × 3 matrix is needed"),
        ("s = ⟦gru_cell(q, q, X, X)⟧", "a 6 × 2 matrix is needed (3 gates on top of one another)"),
        ("s = ⟦gru_cell(q, q, [X, X], X)⟧", "has 2 parts, the gates are r, z, n"),
        ("s = ⟦gru_cell(X, q, [X, X, X], [X, X, X])⟧", "A vector is needed here, ‘X’"),
        ("s = ⟦gru_cell(q, q, [X, X, X], [X, X, X], [q, q, [1, 2, 3]])⟧", "a column of 3, a column of 2 is needed"),
        ("s = ⟦lstm_cell(q, q, [1, 2, 3], X, X)⟧", "The c of ‘lstm_cell’ is a column of 3, a column of 2 is needed"),
        ("s = ⟦rnn(X, X, X, h0: [1, 2, 3])⟧", "The h0 of ‘rnn’ is a column of 3"),
        ("s = gru(X, X, X, reset: ⟦early⟧)", "‘early’ is no value for the option ‘reset’"),
        ("s = ⟦attention_gru(X, X, [X, X, X], [X, X, X])⟧", "a 2 × 2 matrix, a 2 × 4 matrix is needed"),
        ("s = ⟦attentional_state(q, X, X)⟧", "The W_c of ‘attentional_state’ is a 2 × 2 matrix, a 2 × 4 matrix"),
        ("s = ⟦encoder_decoder(X, [X], [X, X], X)⟧", "has 1 part, the gates are W, U, b"),
        ("s = ⟦encoder_decoder(X, [X, X], [X, X], X, attention: both)⟧", "The W_o of ‘encoder_decoder’ is a 2 × 2"),
        ("s = ⟦embedding([1, 3], X)⟧", "Tokens are whole numbers from 1 to 2"),
        ("s = ⟦one_hot([1/2, 3])⟧", "Tokens are whole numbers from 1 on"),
        ("s = ⟦conv1d(X, [X, X, X])⟧", "A window of 3 rows does not fit into 2 rows"),
        ("s = ⟦conv1d(X, [X, [1, 2, 3; 4, 5, 6]])⟧", "The W of ‘conv1d’ is a 2 × 3 matrix"),
        ("compare(gru, ⟦lsmt⟧)", "‘lsmt’ is no layer"), ("Y = layer(⟦rnnn⟧, X)", "is no layer"),
        ("compare(gru, ⟦widht⟧: d)", "has no option ‘widht’"),
        ("s = 2 + ⟦compare(gru)⟧", "‘compare’ has no value: it is a line of its own"),
        ("s = ⟦multiplications()⟧", "takes at least 1"), ("s = multiplications(X ⟦r⟧)", "‘r’ has no value"),
        ("s = ⟦layer(gru, q)⟧", "A matrix is needed here"),
        ("crossover(⟦X⟧, 2, n)", "‘X’ is no polynomial in declared sizes"),
        ("c = multiplications(X X)\ncrossover(c, 4, ⟦n⟧)", "‘n’ occurs on neither side"),
        ("Z in R^(n x d)\n⟦crossover(n d, 4 n + 1, n)⟧", "cannot be solved for ‘n’"),
        ("Z in R^(n x d)\ncrossover(n, d, ⟦2⟧)", "A size is a whole number"),
        ("s = dot_variance(d, q: ⟦gauss(0, 1)⟧)", "‘gauss(0, 1)’ is no distribution"),
        ("s = dot_variance(d, q: ⟦normal(0, -1)⟧)", "is no distribution"),
        ("s = ⟦dot_variance(d)⟧", "It is not said what the entries are drawn from"),
        ("Z in R^(n x d)\nW in R^(d x (k d))\ns = ⟦multi_head(Z, W, W, W, heads: n)⟧", "cannot be cut into n equal"),
        ("s = ⟦positional_encoding(2, 3)⟧", "takes entries two by two; 3 of them"),
        ("s = ⟦position_rotation(1, 5)⟧", "takes entries two by two; 5 of them"),
        ("s = positional_encoding(⟦0⟧, 4)", "‘n’ is a whole number from 1 to 1000"),
        ("s = positional_encoding(3, ⟦1/2⟧)", "A whole number is needed"),
        ("s = positional_encoding(3, 4, start: ⟦100001⟧)", "takes a whole number from -100000 to 100000"),
        ("s = ⟦positional_encoding(3, 4, base: q)⟧", "A number is needed here"),
        ("s = ⟦rope([1, 2, 3])⟧", "takes entries two by two; 3 of them"),
        ("s = rope(X, pairs: ⟦half⟧)", "‘half’ is no value for the option ‘pairs’"),
        ("s = ⟦alibi(2, 2, q)⟧", "A number is needed here"),
        ("s = alibi_slopes(⟦0⟧)", "‘h’ is a whole number from 1 to 1000"),
        ("s = ⟦layer_norm([1, 2; 3, 3])⟧", "the standard deviation of each row is 0 in row 2"),
        ("s = ⟦layer_norm([3, 3])⟧", "the standard deviation is 0."),
        ("s = ⟦rms_norm([0, 0; 1, 2])⟧", "the root of the mean square of each row is 0 in row 1"),
        ("s = ⟦layer_norm(X, gamma: [1, 2, 3])⟧", "have different shapes"),
        ("s = ⟦layer_norm(X, eps: q)⟧", "A number is needed here"),
        ("s = ⟦linear(X, [1, 2; 3, 4; 5, 6])⟧", "has no value: 2 columns meet 3 rows"),
        ("s = ⟦linear(X, X, [1, 2, 3])⟧", "have different shapes"),
        ("s = ⟦feed_forward(X, X)⟧", "takes 3 to 5 arguments"),
        ("s = feed_forward(X, X, X, activation: ⟦rlu⟧)", "‘rlu’ is no value for the option ‘activation’"),
        ("s = ⟦encoder_block(X, X, X, X, X, X)⟧", "takes 7 to 9 arguments"),
        ("s = ⟦encoder_block(X, X, X, X, [1, 2, 3; 4, 5, 6], X, X)⟧", "have different shapes"),
        ("s = ⟦decoder_block(X, X, X, X, X, X, X, X, X, X, X)⟧", "takes 12 to 14 arguments"),
        ("s = ⟦cross_entropy(q, 3)⟧", "The right class is a number from 1 to 2"),
        ("s = ⟦cross_entropy(q, 0)⟧", "The right class is a number from 1 to 2"),
        ("s = ⟦cross_entropy(X, [1, 1, 1])⟧", "The right class is a number from 1 to 2"),
        ("s = ⟦cross_entropy(q, [1/2, 1/3])⟧", "probabilities that sum to 1"),
        ("s = ⟦mean_pool(X, mask: [1, 0, 1])⟧", "The mask is"),
        ("s = ⟦mean_pool(X, mask: [0, 0])⟧", "The mask leaves no token"),
        ("s = 1 + ⟦1/0⟧", "divides by zero"),
        ("s = ⟦sqrt(-2)⟧ X", "even root"),
        ("s = ⟦ln(0)⟧", "Only positive numbers have a logarithm"),
        ("s = ⟦0^-1⟧", "negative power of zero"),
        ("s = [1, ⟦1/(2 - 2)⟧]", "divides by zero"),
        ("s = ⟦2^(10^12)⟧", "Too large"),
        ("s = ⟦X == X⟧", "A comparison has no value"),
        ("⟦X == X + 1⟧", "This does not hold in row 1, column 1: the left side is 1, the right side 2."),
        ("⟦X ~= 2⟧", "says nothing that could be decided"),
        ("⟦X == q⟧", "have different shapes"),
        ("⟦i < 3 for i in 1..5⟧", "This does not hold for i = 3: the left side is 3, the right side 3."),
        ("h in R^2\n⟦h == 1⟧", "‘h’ has a shape but no value"),
        ("s = ⟦\"word\"⟧", "This word has no value"),
        ("s = ⟦X^-1⟧", "A power of a 2 × 2 matrix"),
        ("s = ⟦q^2⟧", "A power of a column of 2"),
        ("A in R^(2 x ⟦0⟧)", "A size is a whole number"),
        ("s = zeros(⟦0⟧)", "A size is a whole number"),
        ("s = zeros(⟦2000⟧)", "beyond 1000"),
        ("s = row(X, ⟦q⟧)", "A whole number is needed"),
        ("s = ⟦max()⟧", "‘max’ takes at least 1 argument, found 0"),
        ("v_i = ones(i) for i in 1..2\ns = ⟦v⟧ X", "The members of ‘v’ have different shapes"),
        ("A = ones(1000, 1000)\ns = ⟦A A⟧\nt = s A + s", "more than 134217728 multiplications"),
        ("⟦A⟧ in R^(9999999 x 9999999)\ns = A A^T", "more than 4194304 entries"),
    ]

    @Test(arguments: inSteps.indices) func inAStep(_ index: Int) throws {
        let (line, says) = Self.inSteps[index]
        try check(Planted(sheet(solve: line)), says)
    }

    static let around: [(sheet: String, says: String)] = [
        ("# Q\n\n```answer\n⟦z⟧: 2 marks\n```\n", "‘z’ has no value"),
        ("# Q\n\n```solve\nz = 2\n```\n\n```answer\nz: ⟦2 makrs⟧\n```\n", "‘makrs’ is nothing an answer"),
        ("# Q\n\n```solve\nz = 2\n```\n\n```answer\nz: ⟦x marks⟧\n```\n", "‘x’ is not a number"),
        ("# Q\n\n```solve\nz = 2\n```\n\n```answer\nz: 2 marks, ⟦3 marks⟧\n```\n", "The marks are given twice"),
        (
            "# Q\n\n```solve\nz = 2\n```\n\n```answer\nz: 1 mark\n⟦z⟧: 2 marks\n```\n",
            "‘1.z’ is already asked for in line 8"
        ),
        ("# Q\n\n```solve\nz = 2\n```\n\n```answer\n⟦2 z⟧: 1 mark\n```\n", "asks for a name"),
        ("# Q\n\nThe value is `=⟦z⟧` here.\n", "‘z’ has no value"),
        ("# Q\n\n```solve\nz = [1, 2; 3, 4]\n```\n\nIt is `=z_1,⟦2⟧` here.\n", "‘2’ is no form"),
        ("# Q\n\n```solve\nz = 2\n```\n\nIt is `=z, ⟦2 marks⟧` here.\n", "no form a value in prose"),
        ("# Q\n\n- item `=⟦z⟧`\n\n> quote\n", "‘z’ has no value"),
        ("# Q\n\n| a | b |\n|---|---|\n| 1 | `=⟦z⟧` |\n", "‘z’ has no value"),
        ("# Q\n\n```⟦sovle⟧\nz = 2\n```\n", "‘sovle’ is no kind of block"),
        ("# Q\n\n```solve⟦ python⟧\nz = 2\n```\n", "Words behind ‘solve’"),
        ("# Q\n\n⟦```solve⟧\nz = 2\n", "The solve block is not closed"),
        ("# Q\n\n- item\n\n      ```⟦solve⟧\n      z = 2\n      ```\n", "inside a list or a quote"),
        ("# Q\n\n> ```⟦solve⟧\n> z = 2\n> ```\n", "inside a list or a quote"),
        ("# Question 1\n\n# ⟦Question 1⟧\n", "‘1’ is already the heading of line 1"),
        ("# Q\n\n## (a) One\n\n## ⟦(a) Two⟧\n", "‘a’ is already the heading of line 3"),
        ("# Q\n\n## ⟦Solutoin⟧\n", "looks like ‘Solution’"),
        ("# Q\n\n```given\n⟦[1, 2]⟧\n```\n", "Given data need a name"),
        ("# Q\n\n```vary\n⟦X integers(-3..3)⟧\n```\n", "A draw has a name"),
        ("---\ntitle: One\n⟦title: Two⟧\n---\n\n# Q\n", "‘title’ twice"),
        ("⟦---⟧\ntitle: One\n\n# Q\n", "no closing ‘---’"),
        ("# Q\n\n```given\nh in R^n\n```\n\nIt is `⟦=h⟧`.\n", "‘h’ has a shape but no value"),
    ]

    @Test(arguments: around.indices) func aroundTheSteps(_ index: Int) throws {
        let (text, says) = Self.around[index]
        try check(Planted(text), says)
    }

    private func check(_ planted: Planted, _ says: String) throws {
        let worked = WorkedSheet(text: planted.text)
        #expect(worked.diagnostics.count == 1, "\(worked.messages)")
        let diagnostic = try #require(worked.diagnostics.first)
        let message = diagnostic.message(in: worked.elaboration.sheet.source)
        #expect(message.contains(says), "\(message)")
        #expect(diagnostic.range == planted.range, "\(message)")
        let (line, column) = planted.position
        #expect(message.hasPrefix("sheet.md:\(line):\(column): error: "), "\(message)")
        // The excerpt shows the line, and the marks stand under the place.
        let rows = message.split(separator: "\n").map(String.init)
        try #require(rows.count >= 4, "\(message)")
        let source = planted.text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1]
        #expect(rows[1].hasSuffix("| \(source)"), "\(message)")
        let marks = rows[2].drop { $0 != "|" }.dropFirst(2)
        #expect(marks.prefix { $0 == " " }.count == column - 1, "\(message)")
        let width = planted.text.utf8.dropFirst(planted.range.lowerBound).prefix(planted.range.count).count
        #expect(marks.drop { $0 == " " }.count == max(1, width), "\(message)")
        #expect(rows[3].hasPrefix("  fix: ") && rows[3].count > 10, "\(message)")
    }

    @Test func allErrorsOfASheetComeInOneRun() {
        let worked = WorkedSheet(
            text: """
                # Question 1

                ```given
                X = [1, 2; 3]
                q = [1, 2]
                ```

                ```solve
                s = X q
                p = softmx(q)
                z = X^T p
                r = q .. 2
                t = 1/0
                ```

                ```answer
                z: 2 makrs
                u: 1 mark
                ```

                The value `=v`.
                """)
        // The lines that need X, p or r say nothing: their errors are told where they arise.
        let lines = worked.diagnostics.map { worked.elaboration.sheet.source.position(of: $0.range.lowerBound).line }
        #expect(lines == [4, 10, 12, 13, 17, 18, 21], "\(worked.messages)")
    }

    @Test func positionsCountCharactersNotBytes() throws {
        let planted = Planted("# Frage 1: Ähnlichkeit 𝛼\n\nGrüße `=⟦ö⟧` an α\n")
        let worked = WorkedSheet(text: planted.text)
        let diagnostic = try #require(worked.diagnostics.first)
        #expect(diagnostic.range == planted.range)
        #expect(worked.messages[0].hasPrefix("sheet.md:3:9: "))
    }

    @Test func calculatorsSpeakOfNoBlocks() {
        for line in ["x", "1 == 2", "f(2)", "q^2", "", "s = X q", "z = \n", "b = 1\nb = 2"] {
            for message in calculated(line).messages {
                #expect(message.contains("\n  fix: "), "\(message)")
                #expect(!message.contains("block") && !message.contains("sheet"), "\(message)")
            }
            #expect(!calculated(line).messages.isEmpty)
        }
    }

    @Test func statusesTellLimitsFromMistakes() {
        #expect(calculated("2^(10^12)").diagnostics.map(\.status) == [4])
        #expect(calculated("softmax([10^30, 0])").diagnostics.map(\.status) == [4])
        #expect(calculated("1/0").diagnostics.map(\.status) == [2])
        #expect(calculated("x_i = i for i in 1..10^9").diagnostics.map(\.status) == [4])
        #expect(calculated(String(repeating: "(", count: 100_000)).diagnostics.map(\.status) == [4])
    }
}
