import Formulas
import Graphs

/// The names of one section.
struct Scope {
    /// What each name stands for here.
    var definitions: [Name: Definition] = [:]
    /// Names defined for a range of indices, by the name without them.
    var families: [Name: Family] = [:]
    /// Inner steps of mechanisms, which the author may refer to where no name of his own stands for something else.
    var inner: [Name: NodeID] = [:]
    /// The names in the order of their definition, for messages.
    var order: [Name] = []
    /// Bases of the names whose lines could not be read.
    var unreadable: Set<String> = []
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
    var members: [(indices: [Int], name: Name)]
    var place: Range<Int>
}
