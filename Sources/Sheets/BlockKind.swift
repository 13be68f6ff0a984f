/// The fenced blocks that calculate; every other info string is the author's own code.
enum BlockKind: String, CaseIterable, Sendable {
    case given, solve, answer, plot, vary, require
}
