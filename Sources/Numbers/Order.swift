/// How two numbers stand to each other on the real line.
public enum Order: Hashable, Sendable {
    case less
    case equal
    case greater

    /// The order of the two numbers the other way round.
    public var reversed: Order {
        switch self {
        case .less: .greater
        case .equal: .equal
        case .greater: .less
        }
    }
}
