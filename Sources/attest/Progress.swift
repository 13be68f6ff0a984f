#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How far a long run is, on standard error: a bar on a terminal, a line for every tenth elsewhere.
struct Progress {
    private let isShown: Bool
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let files: Int
    private let what: String
    private let start = Self.seconds()
    private var lastShown = 0.0
    private var lastTenth = 0
    private var done = 0
    private var finishedFiles = 0
    private var isLineOpen = false
    /// The part of the work that an earlier run has done, which says nothing of the speed of this one.
    private var earlier = 0.0

    /// - Parameters:
    ///   - isAskedFor: nil shows it on a terminal that results do not go to.
    ///   - resultsToTerminal: whether results go to standard output.
    ///   - what: what is counted was what: `marked`.
    init(isAskedFor: Bool?, files: Int, resultsToTerminal: Bool, what: String = "marked") {
        isShown = isAskedFor ?? (isatty(STDERR_FILENO) == 1 && !(resultsToTerminal && isatty(STDOUT_FILENO) == 1))
        self.files = max(1, files)
        self.what = what
    }

    mutating func marked() { done += 1 }

    /// - Parameter part: how much of the file is done.
    mutating func show(part: Double) {
        guard isShown else { return }
        let share = min(1, (Double(finishedFiles) + part) / Double(files))
        let elapsed = Self.seconds() - start
        if isTerminal {
            // Short runs show nothing, long ones not more often than one can look.
            guard elapsed > 1, elapsed - lastShown > 0.2 else { return }
            lastShown = elapsed
            Console.write("\r\(line(share, elapsed))\u{1B}[K", to: .error)
            isLineOpen = true
        } else if Int(share * 10) > lastTenth {
            lastTenth = Int(share * 10)
            Console.write(line(share, elapsed) + "\n", to: .error)
        }
    }

    mutating func endFile() {
        finishedFiles += 1
        show(part: 0)
    }

    /// One of so many is made; some of them an interrupted run had found already.
    mutating func made(of count: Int, earlier: Int) {
        done += 1
        // What was found already takes a part of its time again; a third is near enough.
        self.earlier = min(Double(earlier), Double(done)) / Double(max(1, count)) * 2 / 3
        show(part: Double(done) / Double(max(1, count)))
    }

    /// What follows takes time and cannot be counted.
    mutating func say(_ what: String) {
        guard isShown, isTerminal, Self.seconds() - start > 1 else { return }
        Console.write("\r\(what)\u{1B}[K", to: .error)
        isLineOpen = true
    }

    /// Takes the bar away.
    mutating func end() {
        if isLineOpen { Console.write("\r\u{1B}[K", to: .error) }
        isLineOpen = false
    }

    private func line(_ share: Double, _ elapsed: Double) -> String {
        let width = 24
        let full = Int(share * Double(width))
        let bar = String(repeating: "#", count: full) + String(repeating: "-", count: width - full)
        let speed = max(0, share - earlier) / max(elapsed, 0.001)
        let left = speed > 0 ? Int(((1 - share) / speed).rounded(.up)) : 0
        let estimate =
            share >= 1 || share <= 0 ? "" : left < 90 ? ", about \(left) s left" : ", about \(left / 60) min left"
        return "[\(bar)] \(Int(share * 100)) %, \(done) \(what)\(estimate)"
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
