/// The order in which a question shows its choices: of version 1, for one form and one field.
///
/// Every order is as likely as any other, and so is every place of the right value.
struct ChoiceOrder {
    private let philox: Philox
    private let field: UInt64

    /// Version 1 of the generator stands in the upper half, as in `RandomPoints`.
    private static let purpose: UInt64 = 0x1_0000_0005

    init(form: String, field: String) {
        philox = Philox(key: (Self.number(form), Self.purpose))
        self.field = Self.number(field)
    }

    /// The numbers 0..<count shuffled (Fisher and Yates, from the last).
    ///
    /// A number below n is the upper half of a word times n, so that none is likelier than another by 2⁻⁶⁰.
    func order(of count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in order.indices.dropFirst().reversed() {
            let word = philox.block((field, UInt64(last), 0, 0)).0
            order.swapAt(last, Int(word.multipliedFullWidth(by: UInt64(last + 1)).high))
        }
        return order
    }

    /// How many of so many choices shall be smaller than the right one: each number is as likely.
    func rank(of count: Int) -> Int {
        Int(philox.block((field, UInt64(count), 1, 0)).0.multipliedFullWidth(by: UInt64(count)).high)
    }

    private static func number(_ text: String) -> UInt64 {
        var fingerprint = Fingerprint()
        fingerprint.add(text)
        return fingerprint.value
    }
}
