import Rationals

/// The work of the table, by name, and the files from which the other programs read the same instances.
enum Instances {
    static let threeVectors: [Rational] = [2, -1, 3, 1, 2, 4, -2, -3, 0]

    static let smallProducts = [64, 256]

    static func factors(_ size: Int) -> ([Rational], [Rational]) {
        var random = Generator(seed: UInt64(size))
        return (random.matrix(size, -9...9, over: 1...4), random.matrix(size, -9...9, over: 1...4))
    }

    static func longFactors(_ size: Int) -> ([Rational], [Rational]) {
        var random = Generator(seed: 10)
        let digits = 1_000_000_000...9_999_999_999
        return (random.matrix(size, digits, over: digits), random.matrix(size, digits, over: digits))
    }

    static let attentions: [(name: String, attention: Attention)] = [
        ("attention-16", Attention(size: 16, isSaturated: true)),
        ("attention-64-saturated", Attention(size: 64, isSaturated: true)),
        ("attention-64", Attention(size: 64, isSaturated: false)),
    ]

    /// One line per matrix: its size, then its entries row by row.
    static func text(_ matrices: [[Rational]], _ size: Int) -> String {
        matrices.map { ([String(size)] + $0.map(\.description)).joined(separator: " ") + "\n" }.joined()
    }

    static func files() -> [(name: String, text: String)] {
        var files = smallProducts.map { size in
            let (a, b) = factors(size)
            return ("product-\(size)", text([a, b], size))
        }
        let (a, b) = longFactors(64)
        files.append(("product-64-long", text([a, b], 64)))
        for (name, attention) in attentions {
            let matrices = [attention.tokens, attention.queries, attention.keys, attention.values]
            files.append((name, text(matrices, attention.size)))
        }
        files.append(("attention-3", text([threeVectors], 3)))
        files.append(("equality-200", Question.mixed().map { $0.line + "\n" }.joined()))
        files.append(("equality-wide", Question.wide().map { $0.line + "\n" }.joined()))
        return files
    }
}
