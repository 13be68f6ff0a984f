import Graphs
import Numbers
import Rationals
import Sheets

extension DrawPlan {
    /// The most choices of sizes that are worked out.
    static let combinationLimit = 256

    /// Plans the draws of a sheet.
    ///
    /// - Cost: one reading of the sheet for each choice of the sizes.
    init(_ elaboration: Elaboration, diagnoses: Bool) throws(GeneratorError) {
        let source = elaboration.sheet.source
        guard elaboration.diagnostics.isEmpty else { throw .diagnostics(elaboration.diagnostics, source) }
        let draws = elaboration.draws
        guard !draws.isEmpty else { throw .nothingToDraw }
        var sizes: [Draw.SizeChoice] = []
        for size in draws.flatMap(\.sizes) where !sizes.contains(where: { $0.name == size.name }) { sizes.append(size) }
        let smallest = Dictionary(sizes.map { ($0.name, $0.values.first ?? 1) }, uniquingKeysWith: { a, _ in a })
        let first = try Self.template(elaboration, smallest, diagnoses)
        let leaders = draws.indices.filter { first.links[$0] == $0 }
        var components: [DrawComponent] = []
        var trials: [TrialCatalogue] = []
        for (position, leader) in leaders.enumerated() {
            let members = draws.indices.filter { first.links[$0] == leader }
            let own = sizes.filter { size in members.contains { draws[$0].sizes.contains { $0.name == size.name } } }
            var combinations: [(sizes: [String: Int], spaces: [DrawSpace])] = []
            var templates: [SheetTemplate] = []
            for choice in try Self.choices(of: own) {
                let all = smallest.merging(choice) { _, chosen in chosen }
                let template =
                    choice == smallest.filter { choice[$0.key] != nil }
                    ? first : try Self.template(elaboration, all, diagnoses)
                combinations.append((choice, try Self.spaces(members, template, all)))
                templates.append(template)
            }
            let component = DrawComponent(draws: members, combinations: combinations)
            components.append(component)
            let isFirst = position == 0
            trials.append(
                TrialCatalogue(
                    component: component,
                    trials: templates.map { ComponentTrial(component: component, template: $0, isFirst: isFirst) }
                ) { choice, texts in
                    let sizes = smallest.merging(choice) { _, chosen in chosen }
                    let sample = Self.sample(elaboration, sizes, texts)
                    if let first = sample.diagnostics.first { return .refused(.sheet(first.fact)) }
                    let template = SheetTemplate(sample, diagnoses: diagnoses)
                    guard template.drawn.count == draws.count else { return .refused(.noValue(step: nil)) }
                    return .trial(ComponentTrial(component: component, template: template, isFirst: isFirst))
                })
        }
        self.elaboration = elaboration
        self.draws = draws
        self.components = components
        self.trials = trials
        commonWork = first.work
        units = Self.units(of: components)
    }

    /// All choices of some sizes, the first the fastest.
    private static func choices(of sizes: [Draw.SizeChoice]) throws(GeneratorError) -> [[String: Int]] {
        var choices: [[String: Int]] = [[:]]
        for size in sizes {
            let (count, overflow) = choices.count.multipliedReportingOverflow(by: size.values.count)
            guard !overflow, count <= combinationLimit else {
                throw .tooManySizes(count: overflow ? .max : count, limit: combinationLimit)
            }
            choices = size.values.flatMap { value in choices.map { $0.merging([size.name: value]) { _, new in new } } }
        }
        return choices
    }

    /// The sheet with these texts in place of some draws and samples of these sizes in place of the others.
    private static func sample(
        _ elaboration: Elaboration, _ sizes: [String: Int], _ texts: [Int: String]
    ) -> Elaboration {
        // A sheet without choices of sizes is its own sample.
        guard !sizes.isEmpty || !texts.isEmpty else { return elaboration }
        var replacements: [(range: Range<Int>, text: String)] = []
        for (index, draw) in elaboration.draws.enumerated() {
            if let text = texts[index] {
                replacements.append((draw.valueRange, text))
            } else if !draw.sizes.isEmpty, let space = draw.space(sizes: sizes) {
                replacements.append((draw.valueRange, space.text(at: 0)))
            }
        }
        let source = elaboration.sheet.source
        return Elaboration(
            of: Sheet.reading(file: source.file, bytes: SheetText.replacing(replacements, in: source)))
    }

    /// The sheet with a sample of these sizes in place of the data.
    private static func template(
        _ elaboration: Elaboration, _ sizes: [String: Int], _ diagnoses: Bool
    ) throws(GeneratorError) -> SheetTemplate {
        let sample = sample(elaboration, sizes, [:])
        guard sample.diagnostics.isEmpty, sample.draws.count == elaboration.draws.count else {
            throw .sizes(words(sizes), diagnostics: sample.diagnostics, sample.sheet.source)
        }
        return SheetTemplate(sample, diagnoses: diagnoses)
    }

    /// The spaces of some draws; their shapes must be those that the sheet has with these sizes.
    private static func spaces(
        _ members: [Int], _ template: SheetTemplate, _ sizes: [String: Int]
    ) throws(GeneratorError) -> [DrawSpace] {
        var spaces: [DrawSpace] = []
        for member in members {
            let draw = template.elaboration.draws[member]
            guard let space = draw.space(sizes: sizes),
                template.elaboration.graph[draw.node].shape == space.shape
            else { throw .sizes(words(sizes), diagnostics: [], template.elaboration.sheet.source) }
            spaces.append(space)
        }
        return spaces
    }

    private static func words(_ sizes: [String: Int]) -> String {
        sizes.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    }
}
