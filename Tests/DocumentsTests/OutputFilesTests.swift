import Testing

@testable import Documents

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct OutputFilesTests {
    /// A folder of its own, gone afterwards.
    private func inFolder(_ body: (String) throws -> Void) throws {
        var name = Array("/tmp/attest-files-XXXXXX".utf8CString)
        try #require(mkdtemp(&name) != nil)
        let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { _ = system("rm -rf '\(folder)'") }
        try body(folder)
    }

    private func names(_ folder: String) -> [String] {
        var names: [String] = []
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    @Test func `Files are written into folders that are made`() throws {
        try inFolder { folder in
            let files = OutputFiles(folder: folder + "/a/b", replacing: false)
            let paths = try files.write([.init(name: "x.md", text: "é"), .init(name: "c/y.tex", text: "")])
            #expect(paths == [folder + "/a/b/x.md", folder + "/a/b/c/y.tex"])
            #expect(try FileBytes.read(paths[0]) == Array("é".utf8))
            #expect(names(folder + "/a/b") == ["c", "x.md"])
        }
    }

    @Test func `A file that differs is replaced only when asked, the same one needs no leave`() throws {
        try inFolder { folder in
            let careful = OutputFiles(folder: folder, replacing: false)
            try careful.write([.init(name: "x", text: "1"), .init(name: "y", text: "1")])
            try careful.write([.init(name: "x", text: "1")])
            #expect(throws: OutputFiles.Failure.exists(path: folder + "/x")) {
                try careful.write([
                    .init(name: "y", text: "1"), .init(name: "z", text: "2"), .init(name: "x", text: "2"),
                ])
            }
            #expect(names(folder) == ["x", "y"])
            try OutputFiles(folder: folder, replacing: true).write([.init(name: "x", text: "2")])
            #expect(try FileBytes.read(folder + "/x") == Array("2".utf8))
        }
    }

    @Test func `When one file cannot be written none is`() throws {
        try inFolder { folder in
            let files = OutputFiles(folder: folder, replacing: true)
            try files.write([.init(name: "file", text: "here")])
            #expect(throws: OutputFiles.Failure.self) {
                // A file is no folder.
                try files.write([.init(name: "first", text: "1"), .init(name: "file/second", text: "2")])
            }
            #expect(names(folder) == ["file"])
            #expect(throws: OutputFiles.Failure.sameName(folder + "/same")) {
                try files.write([.init(name: "same", text: "1"), .init(name: "same", text: "2")])
            }
            #expect(names(folder) == ["file"])
        }
    }

    @Test func `A folder in the place of a file is not replaced`() throws {
        try inFolder { folder in
            let files = OutputFiles(folder: folder, replacing: true)
            try files.write([.init(name: "sub/x", text: "1")])
            #expect(throws: OutputFiles.Failure.self) {
                try files.write([.init(name: "a", text: "1"), .init(name: "sub", text: "2")])
            }
            #expect(names(folder) == ["sub"])
        }
    }
}
