import Graphs
import Numbers
import Rationals
import Sheets

/// All mistakes of all answers of a sheet as one computation, for the draws of one pattern.
final class PreparedMistakes: Sendable {
    /// What every answer and every mistake is computed from, each step once.
    let graph: Graph
    /// The nodes that hold drawn values, by their place among the drawn; nil where a constant has the value.
    let places: [NodeID?]
    /// Answers that have a value, in the order of the sheet, those without mistakes among them.
    let answers: [PreparedAnswer]
    /// The nodes of `graph` that hold what nodes of the sheet's computation hold.
    let images: [(original: NodeID, image: NodeID)]
    /// What depends on draws, without the nodes that hold them, in the order it is computed.
    let changing: [NodeID]
    /// Floating-point values with bounds of what depends on no draw.
    let run: Trace<RunningError>

    /// An answer with its mistakes.
    struct PreparedAnswer: Sendable {
        let id: String
        /// The question it belongs to; nil before the first.
        let question: String?
        let truth: NodeID
        let mistakes: [(code: String, target: NodeID)]
        /// What each mistake makes of the answer, at every place where it can be made.
        let targets: [String: [NodeID]]
        /// The places of the draws it or one of its mistakes depends on.
        let dependence: [Int]
        /// Whether all of these are drawn.
        let isComplete: Bool
    }

    init(
        _ elaboration: Elaboration, drawn: [NodeID], values: [Tensor<Number>?], pattern: DataPattern,
        key: DataPattern.Key
    ) {
        let (standIn, standIns) = pattern.standingIn(key)
        let merged = standIn.mergingDuplicates()
        var numbers = Trace<Number>(of: merged.graph)
        var isNumber = Array(repeating: false, count: merged.graph.nodes.count)
        var own: [NodeID: Tensor<Number>] = [:]
        for (node, value) in zip(drawn, values) {
            if let image = merged.image(of: node), let value { own[merged.graph.source(of: image)] = value }
        }
        for id in merged.graph.ids {
            let node = merged.graph[id]
            isNumber[id.index] = node.shape == .scalar && node.inputs.allSatisfy { isNumber[$0.index] }
            guard isNumber[id.index] else { continue }
            if let value = own[id] { numbers.override(id, with: value) } else { numbers.compute([id]) }
        }
        // Rules look at no values but those of numbers made of numbers alone.
        let anatomy = Anatomy(numbers)
        let questions = elaboration.answers.map { AskedQuantity($0, in: elaboration, merged, anatomy) }
        let mistakes = MistakeValues(anatomy: anatomy, questions: questions, isRun: false)

        var joined = JoinedComputation()
        var places: [NodeID?] = []
        for (datum, value) in zip(key.data, standIns) {
            if case .constant = datum { places.append(nil) } else { places.append(joined.constant(value)) }
        }
        var found: [(id: String, asked: String?, truth: NodeID, mistakes: [(code: String, target: NodeID)])] = []
        for (index, question) in questions.enumerated() {
            guard let plain = mistakes.plain(index), let truth = joined.add(plain.graph, plain.target) else { continue }
            var targets: [(code: String, target: NodeID)] = []
            for computation in mistakes.single(index) {
                guard let mistake = computation.mistakes.first,
                    let target = joined.add(computation.graph, computation.target)
                else { continue }
                targets.append((MistakeCatalogue.all[mistake].code, target))
            }
            let item = elaboration.sheet.items[elaboration.answers[index].item]
            found.append((question.id, elaboration.sheet.sections[item.section].question, truth, targets))
        }
        let known = joined.known(merged.graph)
        let images = standIn.ids.compactMap { id -> (original: NodeID, image: NodeID)? in
            merged.image(of: id).flatMap { known[$0.index] }.map { (id, $0) }
        }
        let graph = joined.graph
        let dependences = Self.dependences(graph, places)
        let isOpen = key.data.map { $0 == .open }
        answers = found.map { answer in
            let all = ([answer.truth] + answer.mistakes.map(\.target)).reduce(into: Set<Int>()) {
                $0.formUnion(dependences[$1.index])
            }
            return PreparedAnswer(
                id: answer.id, question: answer.asked, truth: answer.truth, mistakes: answer.mistakes,
                targets: Dictionary(grouping: answer.mistakes, by: \.code).mapValues { $0.map(\.target) },
                dependence: all.sorted(),
                isComplete: !all.contains { isOpen[$0] })
        }
        let targets = answers.filter(\.isComplete).flatMap { [$0.truth] + $0.mistakes.map(\.target) }
        let needed = graph.ancestors(of: targets)
        let held = Set(places.compactMap { $0 })
        changing = graph.ids.filter { needed[$0.index] && !dependences[$0.index].isEmpty && !held.contains($0) }
        var run = Trace<RunningError>(of: graph)
        run.compute(graph.ids.filter { needed[$0.index] && dependences[$0.index].isEmpty })
        self.run = run
        self.graph = graph
        self.places = places
        self.images = images
    }

    /// For every node, the places of the draws it depends on; data with one value stand for all of them.
    private static func dependences(_ graph: Graph, _ places: [NodeID?]) -> [Set<Int>] {
        var own: [NodeID: Set<Int>] = [:]
        for (index, place) in places.enumerated() {
            if let place { own[place, default: []].insert(index) }
        }
        var all: [Set<Int>] = []
        all.reserveCapacity(graph.nodes.count)
        for id in graph.ids {
            var set = own[id] ?? []
            for input in graph[id].inputs { set.formUnion(all[input.index]) }
            all.append(set)
        }
        return all
    }
}

/// Computations put together so that what several have in common is computed once.
struct JoinedComputation {
    private(set) var graph = Graph()
    private var first: [Origin: NodeID] = [:]

    private struct Origin: Hashable {
        var operation: Operation
        var inputs: [NodeID]
    }

    mutating func constant(_ value: Tensor<Number>) -> NodeID? { node(.constant(value), []) }

    /// The node that computes what a node of another computation does.
    mutating func add(_ other: Graph, _ target: NodeID) -> NodeID? {
        let needed = other.ancestors(of: [target])
        var images: [NodeID: NodeID] = [:]
        for id in other.ids where needed[id.index] {
            let inputs = other[id].inputs.compactMap { images[$0] }
            guard inputs.count == other[id].inputs.count else { return nil }
            if case .identity = other[id].operation {
                images[id] = inputs.first
            } else {
                images[id] = node(other[id].operation, inputs)
            }
        }
        return images[target]
    }

    /// For every node of another computation, the node that computes what it does, where there is one.
    func known(_ other: Graph) -> [NodeID?] {
        var images: [NodeID?] = []
        images.reserveCapacity(other.nodes.count)
        for id in other.ids {
            let node = other[id]
            let inputs = node.inputs.compactMap { images[$0.index] }
            if inputs.count < node.inputs.count {
                images.append(nil)
            } else if case .identity = node.operation {
                images.append(inputs.first)
            } else {
                images.append(first[Origin(operation: node.operation, inputs: inputs)])
            }
        }
        return images
    }

    private mutating func node(_ operation: Operation, _ inputs: [NodeID]) -> NodeID? {
        let origin = Origin(operation: operation, inputs: inputs)
        if let known = first[origin] { return known }
        // Its shape was found once already.
        guard let made = try? graph.add(operation, inputs, role: .inner) else { return nil }
        first[origin] = made
        return made
    }
}
