public import Graphs
public import Numbers
public import Rationals

/// What working a sheet by hand takes, counted in its own derivation.
///
/// Counted is what stands in steps and in the formulas that lead to them; data are not worked. Zeros are trivial: they
/// write nothing, and neither they nor 1 and −1 make a multiplication.
///
///     q = [2, -3, 1/2], k = [-4, 0, 6], s = q . k
///     2·(−4) and 1/2·6: 2 multiplications, 1 negative factor, 1 fraction; s = −5
///     Work: 2 multiplications, 1 negative factor, 1 fraction, largest integer 6, 1 digit
public struct Work: Hashable, Sendable {
    /// Products of two numbers neither of which is 0, 1 or −1.
    ///
    /// Those inside a matrix product count one by one, a quotient is a product with the inverse, xⁿ is n − 1 of them, a
    /// mean is one. Dividing exponentials by their sum is part of every softmax and does not count.
    public var multiplications = 0
    /// Negative factors in these, two in (−2)·(−3).
    public var negativeFactors = 0
    /// Factors in these that are no whole numbers, and entries of steps that are none.
    ///
    /// A root with such a coefficient is one (√2/2), a value with exponentials is none.
    public var fractions = 0
    /// The largest numerator or denominator, without its sign, of a factor or of an entry of a step.
    ///
    /// Values with exponentials do not count.
    public var largestInteger: Integer = 0
    /// Different powers e^x or b^x and values of functions (tanh, sin, ln …) that are no rational numbers.
    public var exponentials = 0
    /// Digits of the entries of steps, written exactly: of numerators, and of denominators other than 1.
    ///
    /// What stands under a root does not count, nor do values with exponentials.
    public var digits = 0

    /// No work.
    public init() {}

    /// The work of some steps.
    ///
    /// - Parameters:
    ///   - trace: the exact values; nodes without a value are no work.
    ///   - steps: the nodes that a derivation shows.
    /// - Cost: linear in the multiplications.
    public init(of trace: Trace<Number>, steps: [NodeID]) {
        let graph = trace.graph
        func isGiven(_ id: NodeID) -> Bool { graph[id].role == .given && graph[id].label != nil }
        var isShown = Array(repeating: false, count: graph.nodes.count)
        for step in steps where !isGiven(step) { isShown[step.index] = true }
        var isNeeded = isShown
        let ids = graph.ids
        for id in ids.reversed() where isNeeded[id.index] {
            if isGiven(id) {
                isNeeded[id.index] = false
            } else {
                for input in graph[id].inputs { isNeeded[input.index] = true }
            }
        }
        var count = WorkCount(trace)
        for id in ids where isNeeded[id.index] {
            count.operation(at: id)
            if isShown[id.index] { count.entries(of: id) }
        }
        self = count.work
        exponentials = count.powers.count
    }

    /// The work of both; a power that both need counts twice.
    public static func + (a: Work, b: Work) -> Work {
        var sum = a
        sum.multiplications += b.multiplications
        sum.negativeFactors += b.negativeFactors
        sum.fractions += b.fractions
        sum.largestInteger = max(a.largestInteger, b.largestInteger)
        sum.exponentials += b.exponentials
        sum.digits += b.digits
        return sum
    }
}

extension Work {
    /// One of the counts.
    public enum Measure: String, CaseIterable, Hashable, Sendable {
        case multiplications
        case negativeFactors = "negative factors"
        case fractions
        case largestInteger = "largest integer"
        case exponentials
        case digits
    }

    /// A count by its name.
    public subscript(measure: Measure) -> Integer {
        switch measure {
        case .multiplications: Integer(multiplications)
        case .negativeFactors: Integer(negativeFactors)
        case .fractions: Integer(fractions)
        case .largestInteger: largestInteger
        case .exponentials: Integer(exponentials)
        case .digits: Integer(digits)
        }
    }
}
