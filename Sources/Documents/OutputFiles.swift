#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files of one run, written all or none.
///
/// Every file is written under a temporary name beside its place first; only when all of them are complete are they
/// renamed, so that a full disk or a stopped program leaves the folder as it was.
public struct OutputFiles: Sendable {
    /// The folder they are written to; made when it is not there.
    public var folder: String
    /// Whether files that are there already may be replaced by different ones.
    public var isReplacing: Bool

    /// Files for a folder.
    public init(folder: String, replacing isReplacing: Bool) {
        self.folder = folder
        self.isReplacing = isReplacing
    }

    /// One file to write.
    public struct File: Hashable, Sendable {
        /// Its name in the folder; it may name a folder in it.
        public var name: String
        /// What it holds.
        public var bytes: [UInt8]

        /// A file of bytes.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        /// A file of text, in UTF-8.
        public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }
    }

    /// Why nothing was written.
    public enum Failure: Error, Hashable, Sendable {
        /// The file is there with another content, and replacing was not asked for.
        case exists(path: String)
        /// Two files of the run have the same name.
        case sameName(String)
        /// The system refused.
        case system(operation: String, path: String, code: Int32)
    }

    /// Writes the files.
    ///
    /// A file that is there with the same content is left alone, so that a second run of the same sheet needs no leave.
    ///
    /// - Returns: the paths of all files, in order.
    /// - Throws: ``Failure``; then no file is new or changed.
    @discardableResult
    public func write(_ files: [File]) throws(Failure) -> [String] {
        let paths = files.map { path(of: $0.name) }
        if let repeated = Dictionary(grouping: paths, by: \.self).filter({ $1.count > 1 }).keys.min() {
            throw .sameName(repeated)
        }
        var changed: [(file: File, path: String)] = []
        for (file, path) in zip(files, paths) {
            let present = try? FileBytes.read(path)
            if present == file.bytes { continue }
            if let directory = opendir(path) {
                closedir(directory)
                throw .system(operation: "write", path: path, code: EISDIR)
            }
            if present != nil || access(path, F_OK) == 0, !isReplacing { throw .exists(path: path) }
            changed.append((file, path))
        }
        var temporary: [String] = []
        defer { for path in temporary { unlink(path) } }
        for (file, path) in changed {
            try Self.makeFolders(above: path)
            let draft = Self.draft(of: path)
            temporary.append(draft)
            do {
                try FileBytes.write(file.bytes, to: draft)
            } catch {
                throw .system(operation: "write", path: path, code: error.code)
            }
        }
        for (index, (_, path)) in changed.enumerated() {
            guard rename(temporary[index], path) == 0 else {
                throw .system(operation: "write", path: path, code: errno)
            }
        }
        return paths
    }

    private func path(of name: String) -> String {
        folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// Hidden, so that a run that is killed leaves nothing that looks like a result.
    private static func draft(of path: String) -> String {
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        return path[..<name] + "." + path[name...] + ".attest-\(getpid()).tmp"
    }

    /// Makes the folders that a path names before its last slash.
    ///
    /// - Returns: those that were not there, the outer ones first.
    @discardableResult
    public static func makeFolders(above path: String) throws(Failure) -> [String] {
        var made: [String] = []
        var position = path.startIndex
        while let slash = path[position...].firstIndex(of: "/") {
            position = path.index(after: slash)
            let parent = String(path[..<slash])
            if parent.isEmpty { continue }
            if mkdir(parent, 0o777) == 0 {
                made.append(parent)
                continue
            }
            if errno == EEXIST { continue }
            // A parent that may not be made may be there all the same.
            if access(parent, F_OK) != 0 { throw .system(operation: "make the folder", path: parent, code: errno) }
        }
        return made
    }
}

extension OutputFiles.Failure: CustomStringConvertible {
    /// The failure as one sentence, with its remedy where there is one.
    public var description: String {
        switch self {
        case .exists(let path): "\(path) is there already; nothing was written. Use --force to replace it."
        case .sameName(let name): "Two files would be written to \(name); nothing was written."
        case .system(let operation, let path, let code):
            "Cannot \(operation) \(path): \(String(cString: strerror(code)))."
        }
    }
}
