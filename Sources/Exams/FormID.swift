/// What stands on every page of a variant and is enough to make it again, with the sheet: `1-7-42-K7QX5`.
///
/// ```
/// generator [settings] - seed - variant - fingerprint check
/// ```
/// The settings are left out when they are the usual ones. The fingerprint (three letters) is one of the sheet's text
/// and of what was excluded; the check (two letters) finds every single wrong letter and every two that changed places.
///
/// Letters are those of Crockford's base 32: capitals and small letters mean the same, O is 0, I and L are 1. Seed and
/// variant are decimal, as they are typed elsewhere.
public struct FormID: Hashable, Sendable {
    /// The version of the generator.
    public var generator: Int
    /// In per cent; nil for none.
    public var band: Int?
    /// Whether draws that hide mistakes were refused.
    public var diagnoses: Bool
    /// The seed of the exam.
    public var seed: UInt64
    /// The number of the variant, from 1.
    public var number: Int
    /// 15 bits of the sheet and of what was excluded.
    public var fingerprint: UInt16

    /// The generator of this program.
    public static let generator = 1

    /// The id of a variant.
    public init(settings: DrawingSettings, number: Int, fingerprint: UInt16) {
        generator = Self.generator
        band = settings.band
        diagnoses = settings.diagnoses
        seed = settings.seed
        self.number = number
        self.fingerprint = fingerprint & 0x7FFF
    }

    /// The settings that the id stands for; attempts and exclusions are not among them.
    public func settings(attempts: Int = DrawingSettings.defaultAttempts, exclusions: Exclusions = Exclusions())
        -> DrawingSettings
    {
        DrawingSettings(seed: seed, band: band, diagnoses: diagnoses, attempts: attempts, exclusions: exclusions)
    }
}

extension FormID: CustomStringConvertible {
    /// As it is printed.
    public var description: String {
        let body = unchecked
        return body + Self.letters(Self.check(of: body), count: 2)
    }

    private var unchecked: String {
        var head = String(generator)
        if band != DrawingSettings.defaultBand || !diagnoses {
            let code = (band ?? DrawingSettings.bandLimit + 1) * 2 + (diagnoses ? 1 : 0)
            head += Self.letters(code, count: 2)
        }
        return "\(head)-\(seed)-\(number)-\(Self.letters(Int(fingerprint), count: 3))"
    }

    static let alphabet: [UInt8] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The lowest 5 · count bits, the highest first.
    static func letters(_ value: Int, count: Int) -> String {
        let letters = (0..<count).reversed().map { alphabet[(value >> (5 * $0)) & 31] }
        return String(decoding: letters, as: UTF8.self)
    }

    /// The sum of the letters times powers of a primitive root, modulo the largest prime below 2¹⁰.
    ///
    /// One wrong letter changes the sum because the prime is larger than the alphabet; two that change places do
    /// because the powers differ. 10 generates all 1,020 residues of 1,021.
    static func check(of body: String) -> Int {
        var sum = 0
        var weight = 1
        for byte in body.utf8 {
            sum = (sum + (digit(byte) ?? 32) * weight) % 1_021
            weight = weight * 10 % 1_021
        }
        return sum
    }

    /// The value of a letter as it may be typed; nil for what is none.
    static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit(byte - 32)
        case UInt8(ascii: "O"): 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): 1
        default: alphabet.firstIndex(of: byte)
        }
    }
}
