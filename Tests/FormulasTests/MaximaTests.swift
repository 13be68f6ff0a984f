import Formulas
import Testing

/// How formulas are spelled for Maxima; that it reads the same values is checked by Scripts/reference/check_moodle.py.
@Suite struct MaximaTests {
    @Test(arguments: [
        ("e^(-7)/sqrt(3) + 0.5", "exp(-7)/sqrt(3)+1/2"), ("[1, pi]", "matrix([1],[%pi])"),
        ("[1, 2; 3, 4]", "matrix([1,2],[3,4])"), ("2 - (3 - 4)", "2-(3-4)"), ("(1/2)^3", "(1/2)^3"),
        ("cbrt(2) * 3", "2^(1/3)*3"), ("ln(2)", "log(2)"), ("log2(3)", "log(3)/log(2)"), ("-2^2", "-2^2"),
        ("(a/b)/c", "(a/b)/c"), ("X q", "X . q"),
    ])
    func spellings(_ typed: String, _ expected: String) throws {
        #expect(try Formula.read(typed).maxima == expected)
    }
}
