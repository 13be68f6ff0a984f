import Rationals
import Synchronization

/// An opaque named number, above the level where equality is decided: √F, e^F, ln F, erf F of a `Number` F.
///
/// Atoms are made only by the functions of `Number`, which first take out everything that has a form of its own:
/// rational content, e^(algebraic), logarithms of rationals, odd and even symmetry.
public final class Atom: Sendable {
    /// The functions whose values can be opaque.
    public enum Kind: Hashable, Sendable {
        /// The real root of the given degree ≥ 2.
        case root(Number, degree: Int)
        case exponential(Number)
        /// The logarithm of a prime (decided by Baker's theorem) or of a number with no simpler form.
        case logarithm(Number)
        case errorFunction(Number)
        case sine(Number)
        case cosine(Number)
        case pi
        /// Stands where a number was refused; every operation that can throw reports the error.
        case refused(NumberError)
    }

    /// The function and its argument.
    public let kind: Kind
    /// Atoms inside one another, this one included.
    let depth: Int
    let hash: Int
    /// Atoms proven to have the same form share this number.
    ///
    /// Without it, comparing two copies of a deep network would walk every path through it instead of every atom once.
    private let family: Atomic<Int>

    private static let families = Atomic<Int>(0)

    init(_ kind: Kind) throws {
        self.kind = kind
        depth = 1 + (kind.argument?.depth ?? 0)
        hash = kind.hashValue
        family = Atomic(Atom.nextFamily())
        if depth > Limits.current.nesting { throw NumberError.tooLarge(.nesting(Limits.current.nesting)) }
    }

    private init(constant kind: Kind) {
        self.kind = kind
        depth = 1
        hash = kind.hashValue
        family = Atomic(Atom.nextFamily())
    }

    private static func nextFamily() -> Int { families.wrappingAdd(1, ordering: .relaxed).newValue }

    /// Structural equality.
    private func hasSameForm(as other: Atom) -> Bool {
        if self === other { return true }
        if hash != other.hash { return false }
        let (mine, theirs) = (family.load(ordering: .relaxed), other.family.load(ordering: .relaxed))
        if mine == theirs { return true }
        if kind != other.kind { return false }
        // Families only ever merge with families of equal atoms, in whatever order threads get here.
        other.family.store(min(mine, theirs), ordering: .relaxed)
        family.store(min(mine, theirs), ordering: .relaxed)
        return true
    }

    static let pi = Atom(constant: .pi)

    static func refused(_ error: NumberError) -> Atom { Atom(constant: .refused(error)) }
}

extension Atom.Kind {
    /// The number the atom is a function of.
    public var argument: Number? {
        switch self {
        case .root(let number, _), .exponential(let number), .logarithm(let number), .errorFunction(let number),
            .sine(let number), .cosine(let number):
            number
        case .pi, .refused:
            nil
        }
    }
}

extension Atom: Hashable {
    /// Whether both are the same function of numbers of the same form.
    public static func == (a: Atom, b: Atom) -> Bool { a.hasSameForm(as: b) }

    /// Hashes the form.
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

/// A positive whole power of an atom.
public struct AtomPower: Hashable, Sendable {
    /// What is raised to the power.
    public let atom: Atom
    /// At least 1.
    public let power: Int

    init(_ atom: Atom, _ power: Int) {
        self.atom = atom
        self.power = power
    }

    /// Whether the power can be rewritten without it: √F·√F = F, sin²F = 1 − cos²F.
    var isReducible: Bool {
        switch atom.kind {
        case .root(_, let degree): power >= degree
        case .sine: power >= 2
        case .exponential, .logarithm, .errorFunction, .cosine, .pi, .refused: false
        }
    }
}
