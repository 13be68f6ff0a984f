import Graphs

/// The constants that an elaboration has looked into, collected by reading functions that change nothing else.
final class FoldedConstants {
    var nodes: Set<NodeID> = []
}
