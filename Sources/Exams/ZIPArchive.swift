/// Files in one ZIP file, stored as they are, the same bytes on every machine.
///
/// Every entry has the time 1 January 1980, the first that the format knows, and a name in UTF-8.
///
///     var archive = ZIPArchive()
///     archive.add("imsmanifest.xml", text: manifest)
///     let bytes = archive.bytes                        // nil beyond 65,535 files or 4 GiB
///
/// Source: PKWARE, “.ZIP File Format Specification”, 6.3.
struct ZIPArchive {
    private var contents: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0
    private var isTooLarge = false

    /// Adds a file of text.
    mutating func add(_ name: String, text: String) { add(name, bytes: Array(text.utf8)) }

    /// Adds a file.
    mutating func add(_ name: String, bytes: [UInt8]) {
        let name = Array(name.utf8)
        guard let size = UInt32(exactly: bytes.count), let length = UInt16(exactly: name.count),
            let offset = UInt32(exactly: contents.count), count < Int(UInt16.max)
        else {
            isTooLarge = true
            return
        }
        var header: [UInt8] = []
        // Version 2.0, names in UTF-8, stored, midnight of 1 January 1980.
        for field: UInt16 in [20, 0x0800, 0, 0, 0x0021] { header.append(field) }
        header.append(Self.checksum(of: bytes))
        header.append(size)
        header.append(size)
        header.append(length)
        header.append(UInt16(0))
        contents.append(UInt32(0x0403_4B50))
        contents += header
        contents += name
        contents += bytes
        directory.append(UInt32(0x0201_4B50))
        directory.append(UInt16(20))
        directory += header
        // No comment, the first disk, no attributes.
        for field: UInt16 in [0, 0, 0] { directory.append(field) }
        directory.append(UInt32(0))
        directory.append(offset)
        directory += name
        count += 1
    }

    /// The archive; nil where the format has no room for so much.
    var bytes: [UInt8]? {
        guard !isTooLarge, let start = UInt32(exactly: contents.count), let size = UInt32(exactly: directory.count),
            let number = UInt16(exactly: count)
        else { return nil }
        var bytes = contents + directory
        bytes.append(UInt32(0x0605_4B50))
        for field: UInt16 in [0, 0, number, number] { bytes.append(field) }
        bytes.append(size)
        bytes.append(start)
        bytes.append(UInt16(0))
        return bytes
    }

    /// CRC-32 with the polynomial of IEEE 802.3, bits reflected.
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
    }
}

extension [UInt8] {
    /// Appends a number, its lowest byte first.
    fileprivate mutating func append<T: FixedWidthInteger>(_ number: T) {
        for shift in stride(from: 0, to: T.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
