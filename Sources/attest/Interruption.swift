#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What is said when a long run is interrupted by a key or a scheduler; then it ends as it would have without.
enum Interruption {
    /// From here on an interruption says that the same command goes on.
    static func announce() {
        for number in [SIGINT, SIGTERM] { signal(number, handler) }
    }

    /// From here on an interruption says nothing.
    static func end() {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }

    /// Only `write`, `signal` and `raise`: nothing else may be called while anything may be going on.
    private static let handler: @convention(c) (Int32) -> Void = { number in
        let text: StaticString =
            "\nInterrupted; no file was written. What was found is kept: the same command goes on from there.\n"
        _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        signal(number, SIG_DFL)
        raise(number)
    }
}
