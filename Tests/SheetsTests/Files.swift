import Foundation

/// Files of the project, found from this one.
enum Files {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: path))) }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path()).sorted()
    }

    /// The fenced blocks of a page with this info string, with the number of their first line.
    static func blocks(_ info: String, of page: String) throws -> [(line: Int, text: String)] {
        var blocks: [(line: Int, text: String)] = []
        var fence: (marks: String, info: String)?
        var body: [String] = []
        for (index, line) in try text(page).components(separatedBy: "\n").enumerated() {
            if let open = fence {
                if line == open.marks {
                    if open.info == info {
                        blocks.append((index + 1 - body.count, body.joined(separator: "\n") + "\n"))
                    }
                    fence = nil
                } else {
                    body.append(line)
                }
            } else if line.hasPrefix("```") {
                let marks = String(line.prefix { $0 == "`" })
                fence = (marks, String(line.dropFirst(marks.count)))
                body = []
            }
        }
        return blocks
    }
}
