import Foundation
import Marking
import Sheets

/// A class of a thousand, each with the twenty entries of a self-attention exercise over two tokens.
///
/// Half of the class is right, to three to six decimals; a third forgets the scaling; the rest is off somewhere, differently
/// every time, so that all known mistakes are compared.
enum MarkedClass {
    static let sheet = """
        # Question 1

        ```given
        X = [1, -2, 1/2; 3/2, 1, -1]
        W_Q = [1, -1; 0, 2; 1/2, 1]
        W_K = [0, 1; 1, 1/2; -1, 2]
        W_V = [2, 1; -1, 1; 1, 0]
        ```

        ```answer
        Q: 1 mark
        K: 1 mark
        V: 1 mark
        A: 2 marks
        Z: 2 marks
        ```

        ### Solution

        ```solve
        Q = X W_Q
        K = X W_K
        V = X W_V
        A = softmax(Q K^T / sqrt(2))
        Z = A V
        ```
        """

    static func run() -> MarkingRun { MarkingRun(WorkedSheet(file: "sheet.md", bytes: Array(sheet.utf8))) }

    static let submissions: [Submission] = {
        var random = Generator(seed: 1000)
        return (0..<1000).map { index in
            var values = Values(scale: index % 6 == 1 || index % 6 == 3 ? 1 : 2.0.squareRoot())
            if index % 6 == 5 {
                values.spoil(Int.random(in: 0..<20, using: &random), Int.random(in: 1...999, using: &random))
            }
            let digits = 3 + index % 4
            return Submission(
                student: "s\(index)",
                answers: ["Q", "K", "V", "A", "Z"].enumerated().map { place, name in
                    .init(id: "1.\(name)", text: values.text(place, digits: digits))
                })
        }
    }()

    /// The exercise in double precision.
    private struct Values {
        var matrices: [[Double]]

        init(scale: Double) {
            let x = [1, -2, 0.5, 1.5, 1, -1]
            func product(_ a: [Double], _ b: [Double], inner: Int) -> [Double] {
                (0..<4).map { place in
                    let row = a[place / 2 * inner..<(place / 2 + 1) * inner]
                    let column = (0..<inner).map { b[$0 * 2 + place % 2] }
                    return zip(row, column).reduce(0) { $0 + $1.0 * $1.1 }
                }
            }
            let q = product(x, [1, -1, 0, 2, 0.5, 1], inner: 3)
            let k = product(x, [0, 1, 1, 0.5, -1, 2], inner: 3)
            let v = product(x, [2, 1, -1, 1, 1, 0], inner: 3)
            let powers = product(q, [k[0], k[2], k[1], k[3]], inner: 2).map { exp($0 / scale) }
            let sums = [powers[0] + powers[1], powers[2] + powers[3]]
            let a = (0..<4).map { powers[$0] / sums[$0 / 2] }
            matrices = [q, k, v, a, product(a, v, inner: 2)]
        }

        mutating func spoil(_ entry: Int, _ thousandths: Int) {
            matrices[entry / 4][entry % 4] += Double(thousandths) / 1000
        }

        func text(_ place: Int, digits: Int) -> String {
            let entries = matrices[place].map { String(format: "%.\(digits)f", $0) }
            return "[\(entries[0]), \(entries[1]); \(entries[2]), \(entries[3])]"
        }
    }
}
