import Formulas
import Numbers
import Rationals
import Testing

@Suite struct AlgebraSystemTests {
    /// SymPy read what is written for algebra systems and gave these 40 digits; `Scripts/fixtures/sympy_values.py` asks
    /// it again.
    @Test func sympyReadsTheSameValue() throws {
        let rows = try Fixture.rows("sympy.tsv")
        #expect(rows.count >= 150)
        for row in rows {
            let number = try Number(Formula.read(row[0]))
            #expect(Formula(number).cas == row[1], "\(row[0])")
            let own = try Rational(decimal: "\(number.decimal(significantDigits: 45))")
            let other = try Rational(decimal: row[2])
            // SymPy's last digit may be off by one.
            let unit = try Rational(decimal: "1e-39")
            #expect((own - other).magnitude <= other.magnitude * unit, "\(row[0])")
        }
    }
}
