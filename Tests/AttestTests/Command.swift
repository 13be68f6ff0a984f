import Foundation

/// The built command, run as a user runs it.
struct Command {
    let status: Int32
    let output: String
    let errors: String

    /// The folder of the built products: where the tests themselves were built.
    static let products: URL = {
        if let bundle = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) {
            return bundle.bundleURL.deletingLastPathComponent()
        }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    }()

    static let attest = products.appending(path: "attest")

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// - Parameter folder: where it runs.
    init(_ arguments: String..., input: String = "", in folder: URL = root) throws {
        try self.init(program: Self.attest, arguments, input: input, in: folder)
    }

    /// A line of shell in which `attest` is the built command.
    init(shell line: String, in folder: URL = root) throws {
        let path = Self.products.path(percentEncoded: false)
        let shell = "PATH=\"\(path):$PATH\"; export PATH; \(line)"
        try self.init(program: URL(filePath: "/bin/sh"), ["-c", shell], input: "", in: folder)
    }

    private init(program: URL, _ arguments: [String], input: String, in folder: URL) throws {
        // Files, not pipes: nothing can fill up and wait.
        let scratch = try Scratch()
        try Data(input.utf8).write(to: scratch.folder.appending(path: "in"))
        for name in ["out", "err"] { try Data().write(to: scratch.folder.appending(path: name)) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = try FileHandle(forReadingFrom: scratch.folder.appending(path: "in"))
        process.standardOutput = try FileHandle(forWritingTo: scratch.folder.appending(path: "out"))
        process.standardError = try FileHandle(forWritingTo: scratch.folder.appending(path: "err"))
        try process.run()
        process.waitUntilExit()
        // A crash is a status no exit gives.
        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        output = try scratch.text("out")
        errors = try scratch.text("err")
    }
}

/// A folder of its own, taken away when nobody needs it.
final class Scratch {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "attest-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }

    func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: folder.appending(path: name)) }

    /// Everything in it, however deep.
    var names: [String] {
        (FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))?.compactMap { $0 as? String } ?? [])
            .sorted()
    }
}
