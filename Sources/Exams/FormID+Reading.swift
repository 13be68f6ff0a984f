extension FormID {
    /// Why a text is no id of a form, or none of this sheet.
    public enum Problem: Error, Hashable, Sendable {
        /// Not four parts with hyphens between.
        case parts(found: Int)
        /// Made by another generator.
        case generator(String)
        /// Letters behind the generator that mean no settings.
        case settings(String)
        case seed(String)
        case number(String)
        /// Not five letters and digits at the end.
        case ending(String)
        /// A letter is wrong or two have changed places.
        case mistyped
        /// The variants at hand have another seed, band or diagnosis.
        case otherSettings
        /// The sheet, or what is excluded, was another when the form was made.
        case otherSheet(hasExclusions: Bool)
    }

    /// Reads an id as it is typed: in small letters or capitals, with any kind of hyphen or blanks between the parts.
    ///
    ///     try FormID(reading: "1-7-42-k7qx5").number       // 42
    ///
    /// - Throws: `Problem`, never `otherSheet`.
    public init(reading text: String) throws(Problem) {
        let hyphens: Set<Character> = [
            "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "_",
        ]
        let parts = text.split { hyphens.contains($0) || $0.isWhitespace }.map { $0.uppercased() }
        guard parts.count == 4 else { throw .parts(found: parts.count) }
        let head = Self.plain(parts[0])
        guard head.first == "1", head.count == 1 || head.count == 3 else {
            throw head.first == "1" ? .settings(parts[0]) : .generator(parts[0])
        }
        generator = Self.generator
        (band, diagnoses) = (DrawingSettings.defaultBand, true)
        if head.count == 3 {
            guard let code = Self.value(of: head.dropFirst()) else { throw .settings(parts[0]) }
            let band = code / 2
            self.band = band > DrawingSettings.bandLimit ? nil : band
            diagnoses = code % 2 == 1
        }
        guard let seed = UInt64(Self.plain(parts[1])) else { throw .seed(parts[1]) }
        self.seed = seed
        guard let number = Int(Self.plain(parts[2])), number >= 1 else { throw .number(parts[2]) }
        self.number = number
        guard parts[3].utf8.count == 5, let ending = Self.value(of: parts[3]) else { throw .ending(parts[3]) }
        fingerprint = UInt16(truncatingIfNeeded: ending >> 10)
        guard description.hasSuffix(Self.letters(ending, count: 5)) else { throw .mistyped }
    }

    /// Letters that are taken for digits replaced by them.
    private static func plain(_ part: String) -> String {
        String(part.map { $0 == "O" ? "0" : $0 == "I" || $0 == "L" ? "1" : $0 })
    }

    /// The number that letters stand for, the first the highest.
    private static func value(of letters: some StringProtocol) -> Int? {
        var value = 0
        for byte in letters.utf8 {
            guard let digit = digit(byte) else { return nil }
            value = value << 5 | digit
        }
        return value
    }
}

extension FormID.Problem {
    /// What is wrong, and what to do.
    public var sentence: String {
        switch self {
        case .parts(let found):
            "A form id has four parts with hyphens between, such as 1-7-42-K7QX5; here there \(found == 1 ? "is" : "are") \(found)."
        case .generator(let part):
            "‘\(part)’ names a generator that this program does not have; it has generator \(FormID.generator)."
        case .settings(let part): "‘\(part)’ names no settings: a form id begins with 1, or with 1 and two letters."
        case .seed(let part): "‘\(part)’ is no seed: the second part is a whole number below 2^64."
        case .number(let part): "‘\(part)’ is no variant: the third part is a whole number from 1."
        case .ending(let part): "‘\(part)’ is no ending of a form id, which has five letters and digits."
        case .mistyped: "The form id is mistyped: its last two letters do not fit the rest."
        case .otherSettings: "The form was made with another seed, band or diagnosis."
        case .otherSheet(let hasExclusions):
            hasExclusions
                ? "This form was made from another text of the sheet, or with other variants excluded."
                : "This form was made from another text of the sheet, or with variants excluded."
        }
    }
}
