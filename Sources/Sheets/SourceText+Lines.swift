import Formulas

extension SourceText {
    func byte(at offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

    /// Letters, digits, the underscore and all that is not ASCII.
    static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// The offsets of a range that stand outside all brackets; the brackets themselves are left out.
    func outsideBrackets(_ range: Range<Int>) -> [Int] {
        var depth = 0
        var offsets: [Int] = []
        for offset in range {
            switch byte(at: offset) {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            default: if depth == 0 { offsets.append(offset) }
            }
        }
        return offsets
    }

    /// The first place outside brackets where a word stands by itself.
    func word(_ word: String, in range: Range<Int>) -> Range<Int>? {
        let letters = Array(word.utf8)
        for start in outsideBrackets(range) where start + letters.count <= range.upperBound {
            guard bytes[start..<start + letters.count].elementsEqual(letters) else { continue }
            let end = start + letters.count
            let before = start > range.lowerBound ? byte(at: start - 1) : nil
            let after = end < range.upperBound ? byte(at: end) : nil
            if before.map(Self.isWordByte) ?? false || after.map(Self.isWordByte) ?? false { continue }
            return start..<end
        }
        return nil
    }

    /// The bracket that closes the one at an offset.
    func closing(of opening: Int, in range: Range<Int>) -> Int? {
        var depth = 0
        for offset in opening..<range.upperBound {
            switch byte(at: offset) {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return offset }
            default: continue
            }
        }
        return nil
    }

    /// The two dots of `3..4` outside brackets.
    func dots(in range: Range<Int>) -> Range<Int>? {
        let outside = outsideBrackets(range)
        for (offset, next) in zip(outside, outside.dropFirst())
        where next == offset + 1 && bytes[offset] == UInt8(ascii: ".") && bytes[next] == UInt8(ascii: ".") {
            return offset..<next + 1
        }
        return nil
    }

    /// A piece of the text as a formula.
    func formula(_ range: Range<Int>) throws(Diagnostic) -> Formula {
        do throws(ReadingError) {
            return try Formula.read(text(range), offset: range.lowerBound)
        } catch {
            throw Diagnostic(error)
        }
    }

    /// `for i in 1..3, j in 1..2`, read as what stands behind a comparison.
    func indexRanges(_ range: Range<Int>) throws(Diagnostic) -> [Statement.IndexRange] {
        // The reader of statements reads ranges behind a comparison only.
        let comparison = "0<0 "
        do throws(ReadingError) {
            let statement = try Statement.read(
                comparison + text(range), offset: range.lowerBound - comparison.utf8.count)
            return statement.family
        } catch {
            throw Diagnostic(error)
        }
    }

    /// The sizes of a shape, `n` and `3` of `(n x 3)`.
    func dimensions(_ range: Range<Int>) throws(Diagnostic) -> [Formula] {
        let declaration = "Z in R^"
        do throws(ReadingError) {
            let statement = try Statement.read(
                declaration + text(range), offset: range.lowerBound - declaration.utf8.count)
            if case .declaration(_, let shape) = statement.kind, !shape.isEmpty { return shape }
        } catch {
            throw Diagnostic(error)
        }
        throw Diagnostic(.draw(.noShape), at: range)
    }
}
