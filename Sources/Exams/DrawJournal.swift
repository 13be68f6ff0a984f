public import Documents

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The variants that a run has found, on disk from the moment they are found, so that an interrupted run goes on.
///
/// They stand in a hidden folder of the output, `.attest-generate`, under a name that changes with whatever decides the
/// variants: sheet, seed, settings, exclusions. Each run appends to a file of its own and reads those of all others, so
/// that two runs at a time do not disturb one another. What a killed run has written last may be half a line, which its
/// check finds.
public final class DrawJournal {
    /// What earlier runs had found.
    public let known: [Int: FoundDraw]
    private let folder: String
    /// Those that were not there before, the outer ones first.
    private let madeFolders: [String]
    private let path: String
    private let read: [String]
    private let file: Int32
    private var isEmpty = true

    static let folderName = ".attest-generate"

    /// Opens the journal of a generator in an output folder, which is made when it is not there.
    public init(output: String, generator: VariantGenerator) throws(OutputFiles.Failure) {
        folder = output + "/" + Self.folderName
        let stem = String(generator.identity, radix: 16)
        madeFolders = try OutputFiles.makeFolders(above: folder + "/")
        var known: [Int: FoundDraw] = [:]
        read = FileBytes.names(in: folder).filter { $0.hasPrefix(stem + "-") }.map {
            "\(output)/\(Self.folderName)/\($0)"
        }
        for path in read {
            guard let bytes = try? FileBytes.read(path) else { continue }
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                if let found = FoundDraw(line: line) { known[found.number] = found }
            }
        }
        self.known = known
        path = "\(folder)/\(stem)-\(getpid()).tsv"
        file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard file >= 0 else { throw .system(operation: "write", path: path, code: errno) }
        // What stands behind half a line would be lost with it.
        if read.contains(path) { append("\n") }
    }

    deinit { close(file) }

    /// Keeps a variant.
    ///
    /// A full disk is no reason to stop: only an interruption would cost more.
    public func add(_ found: FoundDraw) {
        guard known[found.number] == nil else { return }
        append(found.line)
        isEmpty = false
    }

    /// Takes everything away, the folders that it made too, unless there is something in them now.
    public func remove() {
        for path in read + [path] { unlink(path) }
        for folder in madeFolders.reversed() + [folder] { rmdir(folder) }
    }

    /// Takes everything away when nothing was found: what was may serve the next try.
    public func removeIfEmpty() {
        if isEmpty, known.isEmpty { remove() }
    }

    private func append(_ text: String) {
        let bytes = Array(text.utf8)
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { systemWrite(file, UnsafeRawBufferPointer(rebasing: $0[offset...])) }
            guard count > 0 || errno == EINTR else { return }
            offset += max(0, count)
        }
    }
}

private func systemWrite(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    write(file, buffer.baseAddress, buffer.count)
}
