import Formulas
import Graphs
import Numbers
import Rationals

/// A comparison in a `solve` line: something the sheet says of its values, which is decided, not assumed.
///
///     P_4 == R P_1                                   # the rotation identity
///     max(s) - min(s) <= 6
///     A_n == reversal(n) for n in 1..8
///
/// A claim about tensors holds when it holds for every entry; a scalar beside a tensor is compared with each entry.
public struct Claim: Sendable {
    /// Index into `sheet.items`.
    public var item: Int
    /// The place of the line without its remark.
    public var range: Range<Int>
    /// Both sides as they are shown.
    public var left: Formula
    /// What is said of them.
    public var relation: Formula.Comparison
    /// The right side as it is shown.
    public var right: Formula
    /// The letters of the running indices, none for a single claim.
    public var indices: [String]
    /// The claim for each value of the indices.
    public var instances: [Instance]
    /// The author's remark behind the line.
    public var caption: String?

    /// The claim for one choice of the indices.
    public struct Instance: Sendable {
        /// The values of the indices.
        public var indices: [Int]
        /// The node of the left side.
        public var left: NodeID
        /// The node of the right side.
        public var right: NodeID
    }

    /// What became of a claim; all but `proved` say where.
    public enum Verdict: Sendable {
        /// It holds for every entry and every choice of the indices: a proof.
        case proved
        /// The first place where it does not hold: a proof as well.
        case refuted(Place, left: Number, right: Number)
        /// It does not hold for all sizes, or for none that is known: the sides are polynomials in them.
        case dependsOnSizes(Place, left: Polynomial, right: Polynomial)
        /// Neither was shown.
        case undecided(Place, NumberError)
        /// A side has no value; the reason is reported where it arises.
        case noValue
    }

    /// An entry of one instance.
    public struct Place: Hashable, Sendable {
        /// Index into `instances`.
        public var instance: Int
        /// From 0; nil for scalars.
        public var entry: Entry?

        /// A row and a column, from 0.
        public struct Entry: Hashable, Sendable {
            /// The row, from 0.
            public var row: Int
            /// The column, from 0.
            public var column: Int
        }
    }
}

extension Claim {
    /// Decides the claim entry by entry and instance by instance; the first that fails ends it.
    ///
    /// - Cost: one decision per entry.
    public func verdict(in exact: Trace<Number>, _ polynomials: [NodeID: Polynomial] = [:]) -> Verdict {
        for (index, instance) in instances.enumerated() {
            if exact[instance.left] == nil || exact[instance.right] == nil,
                let left = Self.polynomial(instance.left, exact, polynomials),
                let right = Self.polynomial(instance.right, exact, polynomials)
            {
                if Self.holdsForAllSizes(left, relation, right) { continue }
                return .dependsOnSizes(Place(instance: index, entry: nil), left: left, right: right)
            }
            guard let left = exact[instance.left], let right = exact[instance.right] else { return .noValue }
            let whole = left.shape == .scalar ? right : left
            for position in whole.elements.indices {
                let a = left.elements[left.shape == .scalar ? 0 : position]
                let b = right.elements[right.shape == .scalar ? 0 : position]
                let columns = max(1, whole.columns)
                let place = Place(
                    instance: index,
                    entry: whole.shape == .scalar ? nil : .init(row: position / columns, column: position % columns))
                do {
                    guard try Self.holds(a, relation, b) else { return .refuted(place, left: a, right: b) }
                } catch let error as NumberError {
                    return .undecided(place, error)
                } catch {
                    return .noValue
                }
            }
        }
        return .proved
    }

    private static func polynomial(
        _ id: NodeID, _ exact: Trace<Number>, _ polynomials: [NodeID: Polynomial]
    ) -> Polynomial? {
        if let polynomial = polynomials[id] { return polynomial }
        guard let value = exact[id], value.shape == .scalar else { return nil }
        return value.elements.first?.rational.map { Polynomial($0) }
    }

    /// Whether a comparison of two polynomials is shown for all sizes from 1 on: for equality by their coefficients, for
    /// order by the sign of their difference.
    private static func holdsForAllSizes(
        _ a: Polynomial, _ relation: Formula.Comparison, _ b: Polynomial
    ) -> Bool {
        switch relation {
        case .equal, .approximatelyEqual: a == b
        case .notEqual: [Polynomial.Sign.positive, .negative].contains((b - a).sign)
        case .less: (b - a).sign == .positive
        case .lessOrEqual: [Polynomial.Sign.positive, .zero].contains((b - a).sign)
        case .greater: (a - b).sign == .positive
        case .greaterOrEqual: [Polynomial.Sign.positive, .zero].contains((a - b).sign)
        }
    }

    /// Whether a comparison of two numbers holds: a proof either way.
    ///
    /// - Throws: `NumberError.undecided` when neither is shown.
    static func holds(_ a: Number, _ relation: Formula.Comparison, _ b: Number) throws -> Bool {
        switch relation {
        case .equal, .notEqual, .approximatelyEqual:
            switch Number.equality(a, b) {
            case .equal: return relation != .notEqual
            case .different: return relation == .notEqual
            case .undecided:
                throw NumberError.undecided(Undecided(.equality, precision: Limits.current.undecidedPrecision))
            }
        case .less: return try Number.order(a, b) == .less
        case .lessOrEqual: return try Number.order(a, b) != .greater
        case .greater: return try Number.order(a, b) == .greater
        case .greaterOrEqual: return try Number.order(a, b) != .less
        }
    }
}
