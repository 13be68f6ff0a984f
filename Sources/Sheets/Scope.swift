import Formulas
import Graphs

/// The names of one section.
struct Scope {
    /// What each name stands for here.
    var definitions: [Name: Definition] = [:]
    /// Names defined for a range of indices, by the name without them.
    var families: [Name: Family] = [:]
    /// Names of sizes in declared shapes: `n` and `d_k` of `R^(n x d_k)`.
    var sizes: Set<String> = []
    /// Inner steps of mechanisms, which the author may refer to where no name of his own stands for something else.
    var inner: [Name: NodeID] = [:]
    /// The names in the order of their definition, for messages.
    var order: [Name] = []
    /// Names whose lines could not be read, by their bases; `q_i` stands for all its members.
    var unreadable: [String: [Name]] = [:]
    /// Unknown names that have been reported here.
    var reported: Set<Name> = []
}

/// What a name stands for, and where it was given its value.
struct Definition {
    /// nil when its line could not be read: whatever needs it is left out without another message.
    var node: NodeID?
    var place: Range<Int>
}

/// `q_i … for i in 1..3`: the members by their indices.
struct Family {
    var members: [Member]
    var place: Range<Int>

    struct Member {
        var indices: [Int]
        var name: Name
        /// nil when its value could not be calculated.
        var node: NodeID?
    }
}

extension Name {
    /// Whether the other is the same but for its superscript, as Q^(1) and Q^(2) are.
    func differsOnlyInSuperscript(from other: Name) -> Bool {
        var name = self
        name.superscript = other.superscript
        return name == other
    }

    /// Whether a line that defines this name, maybe for a range of indices, may also be what defines the other:
    /// `q_i` covers `q_2` and `q`, `s` covers `s_3`.
    func covers(_ other: Name) -> Bool {
        guard base == other.base, primes == other.primes, accent == other.accent else { return false }
        if let superscript, superscript != other.superscript, !Self.isRunning(superscript) { return false }
        for (mine, theirs) in zip(subscripts, other.subscripts) where mine != theirs && !Self.isRunning(mine) {
            return false
        }
        return subscripts.dropFirst(other.subscripts.count).allSatisfy(Self.isRunning)
    }

    /// A letter that can run through a range, `i`.
    private static func isRunning(_ label: String) -> Bool { label.count == 1 && label.first?.isLowercase == true }
}
