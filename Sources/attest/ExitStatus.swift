#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the command's exit status means, everywhere.
enum ExitStatus: Int32, Error {
    case done = 0
    /// What was checked does not hold.
    case refuted = 1
    /// Unreadable input or wrong usage.
    case unreadable = 2
    case undecided = 3
    /// A limit was reached.
    case limit = 4

    func end() -> Never { exit(rawValue) }
}
