import Graphs
import Numbers
import Rationals

/// A value that a student wrote earlier, to follow later steps from.
struct OwnValue: Sendable {
    let id: String
    /// The node whose value it takes the place of.
    let node: NodeID
    /// The entries that were given, by their places in the node's value.
    let entries: [Int: WrittenEntry]
    /// Whether it stands for the true value, so that at most rounding follows from it.
    let isRight: Bool
    /// Whether it is the true value to the last digit.
    let isExact: Bool
    /// Whether it makes what follows cheap: see ``isCheap(_:_:)``.
    let isCheap: Bool

    /// nil when the answer has no value of the right size.
    ///
    /// - Parameters:
    ///   - isWeights: whether the node normalises scores.
    ///   - isWorked: whether the value is what a known mistake on the way gives.
    init?(
        _ question: AskedQuantity, _ answer: WrittenAnswer, _ outcome: MarkedAnswer.Outcome, isWeights: Bool,
        isWorked: Bool
    ) {
        guard let asked = question.node, let truth = question.truth,
            let laidOut = answer.entries.laidOut(as: truth.shape)
        else { return nil }
        id = question.id
        node = question.whole?.node ?? asked
        let places = question.whole?.entries ?? Array(truth.elements.indices)
        guard places.count == laidOut.elements.count else { return nil }
        entries = Dictionary(zip(places, laidOut.elements), uniquingKeysWith: { first, _ in first })
        switch outcome {
        case .exact: (isRight, isExact) = (true, true)
        case .rounded, .roundedTooEarly, .wrongForm: (isRight, isExact) = (true, false)
        case .followsThrough, .wrong, .undecided: (isRight, isExact) = (false, false)
        case .wrongShape, .unreadable, .missing, .forAPerson: return nil
        }
        // Weights that follow from own scores, or that a known mistake gives, were worked out.
        let isEarned = isWorked || outcome == .followsThrough(earns: true)
        isCheap =
            Self.isCheap(laidOut.map(\.value), truth)
            || isWeights && !isRight && !isEarned && Self.areMadeUp(laidOut, truth)
    }

    /// A value that makes later steps cheap, and that the true value is not like: no method marks follow from it.
    ///
    /// All zeros, more than half zeros, all entries alike (uniform weights), nothing but zeros and ones (an identity, a
    /// single token), or an entry a thousand times larger than any true one.
    static func isCheap(_ value: Tensor<CertifiedNumber>, _ truth: Tensor<CertifiedNumber>) -> Bool {
        let (own, right) = (Sketch(value), Sketch(truth))
        if own.zeros == own.count, right.zeros < right.count { return true }
        if own.zeros * 2 > own.count, right.zeros * 2 <= right.count { return true }
        if own.count > 1, own.isUniform, !right.isUniform { return true }
        if own.count > 1, own.holdsOnlyZerosAndOnes, !right.holdsOnlyZerosAndOnes { return true }
        if let largest = own.largest, let usual = right.largest, largest > max(usual, 1) * 1000 { return true }
        return false
    }

    /// Whether what should be weights is none, or is all but uniform or all but one-hot while the true ones are not.
    ///
    /// None: an entry is negative, or they do not sum to 1 within their rounding.
    private static func areMadeUp(_ own: Tensor<WrittenEntry>, _ truth: Tensor<CertifiedNumber>) -> Bool {
        func lines<Entry>(_ tensor: Tensor<Entry>) -> [[Entry]] {
            tensor.shape.isVector ? [tensor.elements] : (0..<tensor.rows).map { Array(tensor.row($0)) }
        }
        let right = lines(truth).map { WeightLine($0.map { ($0, 0) }) }
        // Where columns are normalised, or scores are not made shares of 1, nothing is asked of rows.
        guard right.allSatisfy({ $0.areShares && $0.count > 1 }) else { return false }
        let given = lines(own).map { WeightLine($0.map { ($0.value, $0.unit ?? 0) }) }
        return zip(given, right).contains { given, right in
            !given.areShares || given.isNearlyUniform && !right.isNearlyUniform
                || given.isNearlyOneHot && !right.isNearlyOneHot
        }
    }

    /// A row of weights, by rationals close to them.
    private struct WeightLine {
        let count: Int
        let areShares: Bool
        let isNearlyUniform: Bool
        let isNearlyOneHot: Bool

        init(_ entries: [(value: CertifiedNumber, unit: Rational)]) {
            count = entries.count
            let values = entries.compactMap { $0.value.bounds.map { ($0.lowerBound + $0.upperBound) * .half } }
            guard values.count == count, let largest = values.max(), let smallest = values.min(),
                let hair = Rational.powerOfTen(-12)
            else {
                (areShares, isNearlyUniform, isNearlyOneHot) = (true, false, false)
                return
            }
            let sum = values.reduce(0) { $0 + $1 }
            let allowed = entries.reduce(0) { $0 + $1.unit }
            areShares = smallest >= -hair && (sum - 1).magnitude <= max(allowed, hair)
            isNearlyUniform = (largest - smallest) * 20 < largest
            isNearlyOneHot = largest * 100 >= 99
        }
    }

    private struct Sketch {
        let count: Int
        let zeros: Int
        let isUniform: Bool
        let holdsOnlyZerosAndOnes: Bool
        let largest: Rational?

        init(_ value: Tensor<CertifiedNumber>) {
            let entries = value.elements
            count = entries.count
            zeros = entries.count { $0.number.rational?.isZero ?? false }
            isUniform = entries.allSatisfy { $0.isPlainly(entries[0]) }
            holdsOnlyZerosAndOnes = entries.allSatisfy { $0.number.rational.map { $0.isZero || $0.isOne } ?? false }
            largest = entries.compactMap(\.bounds).map { max($0.upperBound.magnitude, $0.lowerBound.magnitude) }.max()
        }
    }
}

extension Tensor where Element == Number {
    /// The entries under another scalar; nil where one has none.
    func scalars<S: Scalar>(_ scalar: S.Type) -> Tensor<S>? { try? map { try S($0) } }
}

extension CertifiedNumber {
    /// Whether it is the same number, as far as that is shown.
    func isPlainly(_ other: CertifiedNumber) -> Bool { (try? equals(other)) ?? false }
}

extension Array where Element == OwnValue {
    /// The values to put in place of what nodes compute; where only some entries were given the others are the true ones.
    func overriding<Entry>(
        truth: (NodeID) -> Tensor<Entry>?, own: (WrittenEntry) throws -> Entry
    ) rethrows -> [NodeID: Tensor<Entry>] {
        var values: [NodeID: Tensor<Entry>] = [:]
        for value in self {
            guard let base = values[value.node] ?? truth(value.node) else { continue }
            var elements = base.elements
            for (index, entry) in value.entries where elements.indices.contains(index) {
                elements[index] = try own(entry)
            }
            values[value.node] = Tensor(shape: base.shape, elements: elements)
        }
        return values
    }
}
