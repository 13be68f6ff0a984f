import ArgumentParser
import Sheets

struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Calculate exactly.",
        discussion: """
            Prints the exact value of the last line and its certified decimals. Lines are steps as in the solve blocks \
            of a sheet; a line without a name is a value.

              attest eval 'softmax([1, 2, 3])'
              attest eval 'self_attention([2,-1,3; 1,2,4; -2,-3,0])' --digits 4
              printf 'X = [1, 2; 3, 4]\\nX X^T' | attest eval -
            """)

    @Argument(help: "One or more lines; - reads standard input.")
    var expression: String

    @Option(help: "Significant digits of the decimals.")
    var digits = 10

    @Flag(help: "Print the exact value as LaTeX.")
    var latex = false

    @Flag(help: "Print the value and every step as JSON.")
    var json = false

    func validate() throws {
        try Check.digits(digits)
        if latex && json { throw ValidationError("--latex and --json exclude each other.") }
    }

    func run() throws {
        let bytes = expression == "-" ? try Console.standardInput() : Array(expression.utf8)
        let calculator = Calculator(file: expression == "-" ? "standard input" : "expression", bytes: bytes)
        try Check.readable([calculator.worked])
        let output = try Check.computable([calculator.worked], digits: digits) {
            let check = try calculator.worked.crossCheck()
            return (
                try calculator.output(digits: digits, as: json ? .json : latex ? .latex : .text, check: check), check
            )
        }
        Console.write(output.0)
        try Check.agrees([(calculator.worked, output.1)])
    }
}
