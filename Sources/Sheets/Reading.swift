import Attention
import Derivations
import Documents
import Graphs

/// What a line reads off a computation instead of working it out: a count of operations, a table of layers.
public enum Reading: Sendable {
    case count(OperationTable)
    case layers([LayerCost])
    case crossover(Crossover)
    case moments(DotProductMoments)

    /// As it stands on the page, above the value of the line.
    public var blocks: [Block] {
        switch self {
        case .count(let table): table.blocks
        case .layers(let costs): LayerCost.table(costs)
        case .crossover(let crossover): crossover.blocks
        case .moments(let moments): moments.blocks
        }
    }
}
