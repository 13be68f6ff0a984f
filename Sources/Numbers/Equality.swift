/// The answer to "are these two numbers equal?".
///
/// The first two are theorems about the numbers; the third is not a guess.
public enum Equality: Hashable, Sendable {
    case equal
    case different
    case undecided
}
