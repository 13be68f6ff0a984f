import Graphs
import Numbers
import Rationals
import Synchronization

/// What each mistake gives for each answer of a sheet, worked out when it is first needed and kept.
final class MistakeValues: Sendable {
    let anatomy: Anatomy
    private let questions: [AskedQuantity]
    /// Whether each computation is run in floating point when it is made.
    private let isRun: Bool
    private let kept = Mutex(Kept())

    private struct Kept: Sendable {
        var plain: [Int: Computation?] = [:]
        var single: [Int: [Computation]] = [:]
        var double: [Int: [Computation]] = [:]
        var rounded: [Rounded.Key: [Rounded]] = [:]
        var exact: [Place: Exact] = [:]
        var exactRounded: [RoundedPlace: Exact] = [:]
    }

    private struct Place: Hashable { var question: Int, isDouble: Bool, index: Int }

    private struct RoundedPlace: Hashable { var key: Rounded.Key, index: Int }

    private enum Exact: Sendable {
        case value(Tensor<CertifiedNumber>)
        case none
    }

    /// More nodes than any exercise has; sheets beyond it are marked without looking for mistakes on the way.
    static let nodeLimit = 20_000
    /// Places of one computation at which a mistake is tried alone.
    static let siteLimit = 6
    /// Ways to make one mistake: other rows in place of one.
    static let variantLimit = 8
    /// Mistakes that are tried in pairs, the likeliest ones: 435 pairs.
    static let pairedLimit = 30

    init(anatomy: Anatomy, questions: [AskedQuantity], isRun: Bool = true) {
        self.anatomy = anatomy
        self.questions = questions
        self.isRun = isRun
    }

    /// A computation of what is asked with a mistake or two in it.
    struct Computation: Sendable {
        /// Indices into the catalogue; none for the sheet's own way.
        var mistakes: [Int]
        /// The steps at which they are made.
        var step: String?
        /// Where they are made.
        var sites: Set<NodeID>
        var graph: Graph
        var target: NodeID
        /// The nodes that took the places of steps that can be given.
        var images: [NodeID: NodeID]
        /// What a floating-point run gives, with proven bounds; nil where it has no value.
        var run: Tensor<RunningError>?

        func value<S: Scalar>(_ scalar: S.Type, overriding: [NodeID: Tensor<S>] = [:]) -> Tensor<S>? {
            var own: [NodeID: Tensor<S>] = [:]
            for (node, value) in overriding {
                guard let image = images[node], graph[image].shape == value.shape else { continue }
                own[image] = value
            }
            return graph.evaluate(scalar, overriding: own)[target]
        }
    }

    private func keeping<Value: Sendable>(
        _ path: WritableKeyPath<Kept, [Int: Value]> & Sendable, _ key: Int, _ make: () -> Value
    ) -> Value {
        if let known = kept.withLock({ $0[keyPath: path][key] }) { return known }
        let made = make()
        kept.withLock { $0[keyPath: path][key] = made }
        return made
    }

    /// The sheet's own computation of an answer.
    func plain(_ question: Int) -> Computation? {
        keeping(\.plain, question) {
            computation(question, [], only: nil)
        }
    }

    /// One mistake at a time: everywhere, then at one place of several.
    func single(_ question: Int) -> [Computation] {
        keeping(\.single, question) {
            guard anatomy.graph.nodes.count <= Self.nodeLimit else { return [] }
            var all: [Computation] = []
            for (index, mistake) in MistakeCatalogue.all.enumerated() {
                switch mistake.kind {
                case .slip: continue
                case .otherStep: all += otherSteps(question, index)
                case .rewriting:
                    for variant in 0..<Self.variantLimit {
                        guard let made = computation(question, [(index, variant)], only: nil) else { break }
                        all.append(made)
                        guard !mistake.isMadeEverywhere, (2...Self.siteLimit).contains(made.sites.count) else {
                            continue
                        }
                        for site in made.sites.sorted() {
                            if let one = computation(question, [(index, variant)], only: [site]) { all.append(one) }
                        }
                    }
                }
            }
            return all
        }
    }

    /// Two mistakes at once, each wherever it can be made.
    func double(_ question: Int) -> [Computation] {
        let single = single(question)
        return keeping(\.double, question) {
            var seen: Set<Int> = []
            let likely = single.filter { computation in
                guard let mistake = computation.mistakes.first, !computation.sites.isEmpty else { return false }
                return seen.insert(mistake).inserted
            }.prefix(Self.pairedLimit)
            var all: [Computation] = []
            for (position, first) in likely.enumerated() {
                for second in likely.dropFirst(position + 1) where first.sites.isDisjoint(with: second.sites) {
                    let pair = (first.mistakes + second.mistakes).map { ($0, 0) }
                    if let made = computation(question, pair, only: nil) { all.append(made) }
                }
            }
            return all
        }
    }

    /// The exact value of a computation that a floating-point run did not rule out.
    func exact(_ question: Int, _ computation: Computation, isDouble: Bool, index: Int) -> Tensor<CertifiedNumber>? {
        let place = Place(question: question, isDouble: isDouble, index: index)
        switch kept.withLock({ $0.exact[place] }) {
        case .value(let value): return value
        case .some(.none): return nil
        case nil: break
        }
        let value = computation.value(Number.self).map { CertifiedNumber.all(of: $0) }
        kept.withLock { $0.exact[place] = value.map(Exact.value) ?? Exact.none }
        return value
    }

    /// What early rounding gives.
    func rounded(_ question: Int, _ digits: Rounded.Digits) -> [Rounded] {
        let key = Rounded.Key(question: question, digits: digits)
        if let known = kept.withLock({ $0.rounded[key] }) { return known }
        let made = questions[question].node.map { Rounded.all(of: $0, in: anatomy, digits: digits) } ?? []
        kept.withLock { $0.rounded[key] = made }
        return made
    }

    /// The exact value of a way of rounding that a floating-point run did not rule out.
    func exact(_ question: Int, _ rounded: Rounded, index: Int) -> Tensor<CertifiedNumber>? {
        let place = RoundedPlace(key: Rounded.Key(question: question, digits: rounded.digits), index: index)
        switch kept.withLock({ $0.exactRounded[place] }) {
        case .value(let value): return value
        case .some(.none): return nil
        case nil: break
        }
        let value = rounded.value()
        kept.withLock { $0.exactRounded[place] = value.map(Exact.value) ?? Exact.none }
        return value
    }

    // MARK: Rewriting

    private func computation(
        _ question: Int, _ mistakes: [(index: Int, variant: Int)], only places: Set<NodeID>?
    ) -> Computation? {
        guard let node = questions[question].node else { return nil }
        var sites: Set<NodeID> = []
        var made: Set<Int> = []
        let rewriting = anatomy.graph.rewritten(for: [node]) { (copy, id) throws(ShapeError) in
            if let places, !places.contains(id) { return nil }
            for (index, variant) in mistakes {
                guard case .rewriting(let rule) = MistakeCatalogue.all[index].kind else { continue }
                if let replacement = try rule(&copy, Site(anatomy: anatomy, id: id, variant: variant)) {
                    sites.insert(id)
                    made.insert(index)
                    return replacement
                }
            }
            return nil
        }
        guard made.count == mistakes.count, let target = rewriting.image(of: node) else { return nil }
        return finished(
            Computation(
                mistakes: mistakes.map(\.index), step: sites.min().flatMap { anatomy.step(of: $0) }, sites: sites,
                graph: rewriting.graph, target: target, images: images(rewriting)))
    }

    /// Other steps with as many entries, of the same part or on the way.
    private func otherSteps(_ question: Int, _ mistake: Int) -> [Computation] {
        guard let node = questions[question].node else { return [] }
        let shape = anatomy.shape(node)
        let others = anatomy.graph.labelled.filter { other in
            (questions[question].needed[other.index] || questions[question].siblings.contains(anatomy.source(other)))
                && anatomy.source(other) != node && anatomy.shape(other) == shape && shape.count != 1
                && !anatomy.isConstant(other)
        }
        return others.prefix(32).compactMap { other in
            let rewriting = anatomy.graph.rewritten(for: [other]) { (_, _) throws(ShapeError) in nil }
            guard let target = rewriting.image(of: other) else { return nil }
            return finished(
                Computation(
                    mistakes: [mistake], step: anatomy.graph[other].label, sites: [], graph: rewriting.graph,
                    target: target, images: images(rewriting)))
        }
    }

    private func images(_ rewriting: Rewriting) -> [NodeID: NodeID] {
        var images: [NodeID: NodeID] = [:]
        for question in questions {
            for id in [question.node, question.whole?.node] {
                if let id, let image = rewriting.image(of: id) { images[id] = image }
            }
        }
        return images
    }

    private func finished(_ computation: Computation) -> Computation {
        guard isRun else { return computation }
        var computation = computation
        computation.run = computation.value(RunningError.self)
        return computation
    }
}
