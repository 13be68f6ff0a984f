import ArgumentParser
import Sheets

/// The command line.
///
/// Each subcommand is a file; none holds logic.
@main
struct Attest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest",
        abstract: "Exact, worked, verified attention exercises.",
        discussion: """
            A tutorial sheet, a Markdown file, goes in; an exact worked handout comes out. Answers to it are marked by proof, exams of it drawn.

              attest eval 'softmax([1, 2, 3])'
              attest solve Problems/self-attention-practice.md -o out
              attest check Problems/self-attention-practice.md answers.yaml
              attest generate Problems/self-attention-practice.md -o exam --count 30

            Exit status:
              0  done
              1  what was checked does not hold
              2  unreadable input or wrong usage
              3  undecided
              4  a limit was reached

            Results go to standard output or the named files, messages to standard error.
            """,
        version: "0.1.0",
        subcommands: [
            Eval.self, Solve.self, Plot.self, Code.self, Mechanisms.self, CheckAnswers.self, Verify.self, Lint.self,
            Generate.self, New.self,
        ])

    /// `eval '-1/2'`: an expression that begins with a minus sign is no option, so it goes behind `--`.
    private static func withExpressionLast(_ arguments: [String]) -> [String] {
        guard arguments.first == "eval", !arguments.contains("--") else { return arguments }
        let index = arguments.indices.first { index in
            let argument = arguments[index]
            return argument.hasPrefix("-") && !argument.hasPrefix("--") && argument != "-" && argument != "-h"
                && arguments[index - 1] != "--digits"
        }
        guard let index else { return arguments }
        var rest = arguments
        let expression = rest.remove(at: index)
        return rest + ["--", expression]
    }

    static func main() async {
        do {
            var command = try parseAsRoot(withExpressionLast(Array(CommandLine.arguments.dropFirst())))
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch let status as ExitStatus {
            status.end()
        } catch {
            let isHelp = exitCode(for: error) == .success
            Console.write(fullMessage(for: error) + "\n", to: isHelp ? .output : .error)
            (isHelp ? ExitStatus.done : .unreadable).end()
        }
    }
}
