import Formulas

extension Formula {
    /// Whether its value is a list of entries: a list is in it where it is not an argument.
    var holdsList: Bool {
        switch node {
        case .column, .row, .matrix: true
        case .negative(let inner), .transpose(let inner): inner.holdsList
        case .quotient(let a, let b), .dot(let a, let b): a.holdsList || b.holdsList
        case .product(let parts, _), .sum(let parts): parts.contains(where: \.holdsList)
        case .comparison(let a, _, let b): a.holdsList || b.holdsList
        case .power(let base, _): base.holdsList
        case .number, .name, .subscripted, .root, .call, .summation, .text, .elided, .shortened: false
        }
    }

    /// The entries of a vector; nil for anything else.
    var listEntries: [Formula]? {
        switch node {
        case .column(let entries), .row(let entries): entries
        case .matrix(let rows): rows.allSatisfy { $0.count == 1 } ? rows.map { $0[0] } : nil
        default: nil
        }
    }

    var isMatrix: Bool {
        if case .matrix = node { return true }
        return false
    }
}
