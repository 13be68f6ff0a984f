/// The works the definitions come from.
public enum Bibliography {
    /// A paper.
    public struct Work: Hashable, Sendable {
        /// What citations call it: `vaswani2017`.
        public var key: String
        /// As on the paper.
        public var authors: String
        /// Of publication.
        public var year: Int
        /// As on the paper.
        public var title: String
        /// Where it appeared.
        public var venue: String
    }

    /// All works cited.
    public static let works: [Work] = [
        Work(
            key: "vaswani2017",
            authors: "A. Vaswani, N. Shazeer, N. Parmar, J. Uszkoreit, L. Jones, A. N. Gomez, Ł. Kaiser, I. Polosukhin",
            year: 2017, title: "Attention Is All You Need", venue: "NeurIPS 30, arXiv:1706.03762"),
        Work(
            key: "luong2015", authors: "M.-T. Luong, H. Pham, C. D. Manning", year: 2015,
            title: "Effective Approaches to Attention-based Neural Machine Translation",
            venue: "EMNLP, arXiv:1508.04025"),
        Work(
            key: "bridle1990", authors: "J. S. Bridle", year: 1990,
            title: "Probabilistic Interpretation of Feedforward Classification Network Outputs",
            venue: "Neurocomputing, NATO ASI F 68, pp. 227–236"),
    ]

    /// The work with a key.
    public static func work(_ key: String) -> Work? { works.first { $0.key == key } }
}
