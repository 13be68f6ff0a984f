import ArgumentParser
import Attention
import Documents
import Sheets

struct Mechanisms: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what sheets can call, with definitions, sources and worked examples.",
        discussion: """
            Without a name: the list. With names: their pages.

              attest mechanisms
              attest mechanisms attention gru_cell
              attest mechanisms --format md
            """)

    @Argument(help: "Names of mechanisms; all when none is given and a format is.")
    var names: [String] = []

    @Option(help: "text or md.")
    var format: Format?

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, md }

    func run() throws {
        let chosen = try names.map { name in
            guard let mechanism = Catalogue.mechanism(named: name) else {
                throw ValidationError(
                    "There is no mechanism '\(name)'; 'attest mechanisms' lists them.")
            }
            return mechanism
        }
        if chosen.isEmpty, format == nil {
            let width = Catalogue.all.map(\.name.count).max() ?? 0
            for mechanism in Catalogue.all {
                let name = mechanism.name + String(repeating: " ", count: width - mechanism.name.count)
                Console.write("\(name)  \(mechanism.summary)\n")
            }
            return
        }
        let worked = Gallery.worked(chosen.isEmpty ? Catalogue.all : chosen)
        try Check.readable([worked])
        let document = try Check.computable([worked], digits: 4) { try worked.handout() }
        switch format ?? .text {
        case .text: Console.write(document.plainText(width: 100))
        case .md: Console.write(try document.markdown().text)
        }
    }
}
