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
        Work(
            key: "bahdanau2015", authors: "D. Bahdanau, K. Cho, Y. Bengio", year: 2015,
            title: "Neural Machine Translation by Jointly Learning to Align and Translate",
            venue: "ICLR, arXiv:1409.0473"),
        Work(
            key: "graves2014", authors: "A. Graves, G. Wayne, I. Danihelka", year: 2014,
            title: "Neural Turing Machines", venue: "arXiv:1410.5401"),
        Work(
            key: "martins2016", authors: "A. F. T. Martins, R. F. Astudillo", year: 2016,
            title: "From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label Classification",
            venue: "ICML, arXiv:1602.02068"),
        Work(
            key: "peters2019", authors: "B. Peters, V. Niculae, A. F. T. Martins", year: 2019,
            title: "Sparse Sequence-to-Sequence Models", venue: "ACL, arXiv:1905.05702"),
        Work(
            key: "zhao2019", authors: "G. Zhao, J. Lin, Z. Zhang, X. Ren, Q. Su, X. Sun", year: 2019,
            title: "Explicit Sparse Transformer: Concentrated Attention Through Explicit Selection",
            venue: "arXiv:1912.11637"),
        Work(
            key: "miller2023", authors: "E. Miller", year: 2023, title: "Attention Is Off By One",
            venue: "evanmiller.org"),
        Work(
            key: "shazeer2019", authors: "N. Shazeer", year: 2019,
            title: "Fast Transformer Decoding: One Write-Head Is All You Need", venue: "arXiv:1911.02150"),
        Work(
            key: "ainslie2023",
            authors: "J. Ainslie, J. Lee-Thorp, M. de Jong, Y. Zemlyanskiy, F. Lebrón, S. Sanghai", year: 2023,
            title: "GQA: Training Generalized Multi-Query Transformer Models from Multi-Head Checkpoints",
            venue: "EMNLP, arXiv:2305.13245"),
        Work(
            key: "milakov2018", authors: "M. Milakov, N. Gimelshein", year: 2018,
            title: "Online Normalizer Calculation for Softmax", venue: "arXiv:1805.02867"),
        Work(
            key: "dao2022", authors: "T. Dao, D. Y. Fu, S. Ermon, A. Rudra, C. Ré", year: 2022,
            title: "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness",
            venue: "NeurIPS 35, arXiv:2205.14135"),
        Work(
            key: "sutskever2014", authors: "I. Sutskever, O. Vinyals, Q. V. Le", year: 2014,
            title: "Sequence to Sequence Learning with Neural Networks", venue: "NeurIPS 27, arXiv:1409.3215"),
        Work(
            key: "yang2016", authors: "Z. Yang, D. Yang, C. Dyer, X. He, A. Smola, E. Hovy", year: 2016,
            title: "Hierarchical Attention Networks for Document Classification", venue: "NAACL-HLT, pp. 1480–1489"),
        Work(
            key: "bengio2003", authors: "Y. Bengio, R. Ducharme, P. Vincent, C. Jauvin", year: 2003,
            title: "A Neural Probabilistic Language Model",
            venue: "Journal of Machine Learning Research 3, pp. 1137–1155"),
        Work(
            key: "lecun1998", authors: "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner", year: 1998,
            title: "Gradient-Based Learning Applied to Document Recognition",
            venue: "Proceedings of the IEEE 86, pp. 2278–2324"),
        Work(
            key: "elman1990", authors: "J. L. Elman", year: 1990, title: "Finding Structure in Time",
            venue: "Cognitive Science 14, pp. 179–211"),
        Work(
            key: "gers2000", authors: "F. A. Gers, J. Schmidhuber, F. Cummins", year: 2000,
            title: "Learning to Forget: Continual Prediction with LSTM",
            venue: "Neural Computation 12, pp. 2451–2471"),
        Work(
            key: "cho2014",
            authors:
                "K. Cho, B. van Merriënboer, C. Gulcehre, D. Bahdanau, F. Bougares, H. Schwenk, Y. Bengio",
            year: 2014,
            title: "Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine Translation",
            venue: "EMNLP, arXiv:1406.1078"),
        Work(
            key: "su2021", authors: "J. Su, Y. Lu, S. Pan, A. Murtadha, B. Wen, Y. Liu", year: 2021,
            title: "RoFormer: Enhanced Transformer with Rotary Position Embedding", venue: "arXiv:2104.09864"),
        Work(
            key: "press2022", authors: "O. Press, N. A. Smith, M. Lewis", year: 2022,
            title: "Train Short, Test Long: Attention with Linear Biases Enables Input Length Extrapolation",
            venue: "ICLR, arXiv:2108.12409"),
        Work(
            key: "ba2016", authors: "J. L. Ba, J. R. Kiros, G. E. Hinton", year: 2016, title: "Layer Normalization",
            venue: "arXiv:1607.06450"),
        Work(
            key: "zhang2019", authors: "B. Zhang, R. Sennrich", year: 2019,
            title: "Root Mean Square Layer Normalization", venue: "NeurIPS 32, arXiv:1910.07467"),
        Work(
            key: "xiong2020",
            authors: "R. Xiong, Y. Yang, D. He, K. Zheng, S. Zheng, C. Xing, H. Zhang, Y. Lan, L. Wang, T.-Y. Liu",
            year: 2020, title: "On Layer Normalization in the Transformer Architecture",
            venue: "ICML, arXiv:2002.04745"),
        Work(
            key: "hendrycks2016", authors: "D. Hendrycks, K. Gimpel", year: 2016,
            title: "Gaussian Error Linear Units (GELUs)", venue: "arXiv:1606.08415"),
        Work(
            key: "maas2013", authors: "A. L. Maas, A. Y. Hannun, A. Y. Ng", year: 2013,
            title: "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
            venue: "ICML Workshop on Deep Learning for Audio, Speech and Language Processing"),
        Work(
            key: "dugas2001", authors: "C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau, R. Garcia", year: 2001,
            title: "Incorporating Second-Order Functional Knowledge for Better Option Pricing", venue: "NeurIPS 13"),
        Work(
            key: "lin2014", authors: "M. Lin, Q. Chen, S. Yan", year: 2014, title: "Network In Network",
            venue: "ICLR, arXiv:1312.4400"),
        Work(
            key: "devlin2019", authors: "J. Devlin, M.-W. Chang, K. Lee, K. Toutanova", year: 2019,
            title: "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
            venue: "NAACL, arXiv:1810.04805"),
        Work(
            key: "goodfellow2016", authors: "I. Goodfellow, Y. Bengio, A. Courville", year: 2016,
            title: "Deep Learning", venue: "MIT Press"),
    ]

    /// The work with a key.
    public static func work(_ key: String) -> Work? { works.first { $0.key == key } }
}
