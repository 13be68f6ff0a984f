import Documents

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Standard output for results, standard error for messages; files in.
enum Console {
    enum Stream: String {
        case output = "/dev/stdout"
        case error = "/dev/stderr"
    }

    static func write(_ text: String, to stream: Stream = .output) {
        let file = stream == .output ? STDOUT_FILENO : STDERR_FILENO
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = systemWrite(file, rest)
                if count > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                }
                // A closed pipe takes no more; nobody is left to tell.
                else if errno != EINTR {
                    return
                }
            }
        }
    }

    static func bytes(ofFile path: String) throws -> [UInt8] {
        do throws(FileBytes.Failure) {
            return try FileBytes.read(path)
        } catch {
            write("\(path): error: The file cannot be read: \(error).\n", to: .error)
            throw ExitStatus.unreadable
        }
    }

    static func standardInput() throws -> [UInt8] { try bytes(ofFile: "/dev/stdin") }

    /// The cores that are there.
    static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// The name of a file without folders and extension: `sheet` of `Problems/sheet.md`.
    static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The folder a file stands in.
    static func folder(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(file, bytes.baseAddress, bytes.count)
}
