import Graphs
import Sheets

extension Elaboration {
    /// Whether what stands outside the solutions at a place of the sheet shows an answer, or what comes of one.
    ///
    /// Steps on the way to an answer do not count: an author may well give the scores and ask for the weights.
    func givesAway(item: Int) -> Bool {
        let shown: [NodeID]
        switch sheet.items[item].content {
        case .solve: shown = lines.filter { $0.item == item }.flatMap(\.nodes)
        case .plot: shown = plots.filter { $0.item == item }.flatMap(\.nodes)
        case .prose(let prose):
            let places = Set(prose.insertions.map(\.range))
            shown = insertions.filter { places.contains($0.insertion.range) }.map(\.node)
        case .heading, .given, .answer, .vary, .require: return false
        }
        guard !shown.isEmpty else { return false }
        let needed = graph.ancestors(of: shown)
        return answers.contains { answer in
            // Data that are asked for, a size say, give nothing away.
            guard let node = answer.node, graph[graph.source(of: node)].role != .given else { return false }
            return needed[graph.source(of: node).index]
        }
    }

    /// The parts of a sheet whose text shows an answer outside the solutions: `1a`.
    var partsGivenAway: [String] {
        var labels: [String] = []
        for (index, item) in sheet.items.enumerated() where !item.isSolution {
            guard case .prose = item.content, givesAway(item: index) else { continue }
            let section = sheet.sections[item.section]
            let label = (section.question ?? "") + (section.part ?? "")
            if !labels.contains(label) { labels.append(label) }
        }
        return labels
    }
}
