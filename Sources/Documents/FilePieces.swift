#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file read piece by piece, for one that need not be in memory whole.
public final class FilePieces {
    /// Bytes that were read.
    public private(set) var count = 0
    /// Bytes that the file has; nil for a stream.
    public let size: Int?
    private let file: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// Opens a file, or a stream such as `/dev/stdin`.
    public init(_ path: String) throws(FileBytes.Failure) {
        file = open(path, O_RDONLY)
        guard file >= 0 else { throw FileBytes.Failure(code: errno) }
        var status = stat()
        size = fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit { close(file) }

    /// The next piece, nil at the end.
    public func next() throws(FileBytes.Failure) -> [UInt8]? {
        while true {
            let count = buffer.withUnsafeMutableBytes { systemRead(file, $0) }
            if count > 0 {
                self.count += count
                return Array(buffer[..<count])
            }
            if count == 0 { return nil }
            if errno != EINTR { throw FileBytes.Failure(code: errno) }
        }
    }
}

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(file, buffer.baseAddress, buffer.count)
}
