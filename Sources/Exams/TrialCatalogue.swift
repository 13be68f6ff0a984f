import Graphs
import Numbers
import Rationals
import Sheets
import Synchronization

/// The trials of one component: one for each choice of its sizes, and for each value of a drawn number that decides what
/// the sheet computes, such as an exponent or an index.
final class TrialCatalogue: Sendable {
    private let component: DrawComponent
    private let trials: [ComponentTrial]
    /// By combination, the positions among the component's draws whose values decide what is computed.
    private let deciding: [[Int]]
    private let make: @Sendable (_ sizes: [String: Int], _ texts: [Int: String]) -> Made
    private let kept = Mutex<[Key: Made]>([:])

    /// A trial, or why the sheet makes no sense with such values.
    enum Made: Sendable {
        case trial(ComponentTrial)
        case refused(Refusal)
    }

    private struct Key: Hashable {
        var combination: Int
        var places: [Integer]
    }

    /// Trials that are kept; others are made again.
    private static let keptLimit = 256

    /// - Parameter make: the trial of the sheet in which these texts stand for these draws.
    init(
        component: DrawComponent, trials: [ComponentTrial],
        make: @escaping @Sendable (_ sizes: [String: Int], _ texts: [Int: String]) -> Made
    ) {
        self.component = component
        self.trials = trials
        self.make = make
        deciding = trials.map { trial in
            trial.drawn.indices.filter { trial.template.elaboration.folded.contains(trial.drawn[$0]) }
        }
    }

    /// How a point is tried.
    func trial(of point: DrawComponent.Point) -> Made {
        let deciding = deciding[point.combination]
        guard !deciding.isEmpty else { return .trial(trials[point.combination]) }
        let key = Key(combination: point.combination, places: deciding.map { point.places[$0] })
        if let known = kept.withLock({ $0[key] }) { return known }
        let combination = component.combinations[point.combination]
        var texts: [Int: String] = [:]
        for position in deciding {
            texts[component.draws[position]] = combination.spaces[position].text(at: point.places[position])
        }
        let made = make(combination.sizes, texts)
        kept.withLock { if $0.count < Self.keptLimit { $0[key] = made } }
        return made
    }
}
