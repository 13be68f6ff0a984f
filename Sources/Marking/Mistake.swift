import Graphs
import Numbers
import Rationals

/// A known mistake: what a student does instead of what the sheet computes.
///
/// Most are made on the way, so they are rewritings of the computation; a few are slips in the value itself.
public struct Mistake: Sendable {
    /// The stable name: `no-scaling`.
    public let code: String
    /// What went wrong, in one sentence that a student understands.
    public let sentence: String
    /// A small sheet and a wrong answer that the mistake explains.
    public let example: Example
    let kind: Kind
    /// Whether it is made at all its places or not at all: made at one of them it is another mistake.
    let isMadeEverywhere: Bool

    /// Where a mistake is made.
    enum Kind: Sendable {
        /// On the way: what is computed instead at a node; nil where the mistake cannot be made.
        case rewriting(Rule)
        /// The value of another step.
        case otherStep
        /// In the value itself.
        case slip(ValueSlip)
    }

    typealias Rule = @Sendable (inout Rewriting, Site) throws(ShapeError) -> NodeID?

    /// A sheet of a few lines and what a student wrote.
    public struct Example: Hashable, Sendable {
        /// The lines of the `given` block.
        public var given: String
        /// The lines of the `solve` block.
        public var solve: String
        /// What is asked: the name of a step.
        public var asked: String
        /// The wrong answer.
        public var answer: String

        /// The sheet as a file.
        public var sheet: String {
            """
            # Question 1

            ```given
            \(given)
            ```

            ```answer
            \(asked): 1 mark
            ```

            ## Solution

            ```solve
            \(solve)
            ```

            """
        }
    }

    init(
        _ code: String, _ sentence: String, _ example: Example, isMadeEverywhere: Bool = false, _ rule: @escaping Rule
    ) {
        (self.code, self.sentence, self.example) = (code, sentence, example)
        self.isMadeEverywhere = isMadeEverywhere
        kind = .rewriting(rule)
    }

    init(_ code: String, _ sentence: String, _ example: Example, slip: ValueSlip) {
        (self.code, self.sentence, self.example) = (code, sentence, example)
        kind = .slip(slip)
        isMadeEverywhere = false
    }

    init(otherStep code: String, _ sentence: String, _ example: Example) {
        (self.code, self.sentence, self.example) = (code, sentence, example)
        kind = .otherStep
        isMadeEverywhere = false
    }
}

extension Mistake.Example {
    init(_ given: String, solve: String, asked: String, answer: String) {
        (self.given, self.solve, self.asked, self.answer) = (given, solve, asked, answer)
    }
}

/// A node at which a mistake may be made.
struct Site: Sendable {
    let anatomy: Anatomy
    let id: NodeID
    /// Which of the ways to make the mistake, from 0: row 3 instead of row 1, row 4 instead of row 1.
    let variant: Int

    var operation: Operation { anatomy.operation(id) }
    var inputs: [NodeID] { anatomy.graph[id].inputs }
    var shape: Shape { anatomy.shape(id) }
    var isFirstVariant: Bool { variant == 0 }
}

extension Rewriting {
    /// The node that took a node's place.
    ///
    /// - Throws: `ShapeError` when there is none, so that what needs it has none either.
    func the(_ id: NodeID) throws(ShapeError) -> NodeID {
        guard let image = image(of: id) else { throw .joinsNothing }
        return image
    }

    mutating func constant(_ value: Rational) throws(ShapeError) -> NodeID {
        try add(.constant(Tensor(scalar: Number(value))))
    }

    /// √value.
    mutating func root(of value: Int) throws(ShapeError) -> NodeID {
        try add(.power(.half), [try constant(Rational(value))])
    }

    /// Every row over its sum; a vector over its own.
    mutating func overRowSums(_ entries: NodeID) throws(ShapeError) -> NodeID {
        let sums = try add(.reduce(.sum, over: graph[entries].shape.isVector ? .all : .eachRow), [entries])
        return try add(.divide, [entries, sums])
    }
}
