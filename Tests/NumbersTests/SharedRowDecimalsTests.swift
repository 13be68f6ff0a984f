import Rationals
import Testing

@testable import Numbers

@Suite struct SharedRowDecimalsTests {
    private func rational(_ p: Int, _ q: Int) -> Rational { Rational(Integer(p), over: Integer(q)) ?? 0 }

    private func decimal(_ number: Number, _ digits: Int) -> Decimal? {
        var rows = SharedRowDecimals(significantDigits: digits)
        return rows.decimal(of: number)
    }

    /// Values by mpmath at 400 digits.
    @Test func agreesWithMpmath() throws {
        let weights = try Number.softmax([14, 12, -7], base: nil)
        let output = try Number.matrixProduct(
            weights, [1, -2, Number(rational(5, 3))], rows: 1, inner: 3, columns: 1)
        #expect(
            decimal(output[0], 40)?.description
                == "0.6423912346177298647149100263593128411611")

        let root = try Number(3).raised(to: rational(1, 2))
        let row = try Number.softmax([5, -2, 0, 9].map { root * Number(rational($0, 7)) }, base: nil)
        for (digits, text) in [
            (1, "0.04"), (7, "0.04255300"), (30, "0.0425530040951139725355675856410"),
            (60, "0.0425530040951139725355675856409802218140699529284899401844774"),
            (
                200,
                "0.042553004095113972535567585640980221814069952928489940184477439406434782114037317450022644104873"
                    + "939985381696855732101988407922482236822686087148759114437782083167518449753244691632506346861390"
                    + "069072406"
            ),
        ] {
            #expect(decimal(row[1], digits)?.description == text)
        }
        let far = try Number.softmax([0, -600], base: nil)
        #expect(
            decimal(far[1], 30)?.description
                == "2.65039655300431081633867944727e-261")
        // Too small for the tables: enclosures take over.
        let farther = try Number.softmax([0, -1450], base: nil)
        #expect(decimal(farther[1], 50) == nil)
        #expect(
            try Number.decimals(of: farther, significantDigits: 50)[1].description
                == "1.8749998627995177577080268389997664276975002870306e-630")
    }

    /// Enclosures by MPFR are a separate computation of the same decimals.
    @Test(arguments: [1, 3, 10, 19, 20, 30, 38, 39, 57, 100])
    func agreesWithEnclosures(digits: Int) throws {
        var state: UInt64 = 41
        func random(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int(state >> 33) % (range.upperBound - range.lowerBound + 1)
        }
        var rows = SharedRowDecimals(significantDigits: digits)
        var decided = 0
        let kinds = [(2, 3, 1), (5, 9, 4), (7, 80, 12), (16, 5, 20736), (9, 400, 3), (4, 1, 1_000_000_007)]
        for (count, size, denominator) in kinds {
            for root in [1, 2, 3] {
                let unit = try Number(Rational(root)).raised(to: rational(1, 2))
                let scores: [Number?] = (0..<count).map { _ in
                    if random(0...9) == 0 { return nil }
                    return unit * Number(rational(random(-size * denominator...size * denominator), denominator))
                }
                guard let weights = try? Number.softmax(scores, base: nil) else { continue }
                let values = (0..<count * 3).map { _ in Number(rational(random(-99...99), random(1...12))) }
                let outputs = try Number.matrixProduct(weights, values, rows: 1, inner: count, columns: 3)
                for number in weights + outputs {
                    guard let decimal = rows.decimal(of: number) else { continue }
                    decided += 1
                    #expect(decimal == (try number.decimal(significantDigits: digits)))
                }
            }
        }
        #expect(decided > 80)
    }

    /// Values that round up to a power of ten, from either side.
    @Test func roundsUpToThePowerOfTen() throws {
        for (score, digits, text) in [(-5, 1, "1"), (-9, 3, "1.00"), (-10, 4, "1.000"), (-7, 3, "0.999")] {
            // 1 − 0.0067, 1 − 0.00012, 1 − 0.000045, 1 − 0.00091
            let weights = try Number.softmax([0, Number(Rational(score))], base: nil)
            #expect(decimal(weights[0], digits)?.description == text)
            let thousands = weights[0] * 1000
            let shifted = try thousands.decimal(significantDigits: digits)
            #expect(decimal(thousands, digits) == shifted)
        }
    }
}
