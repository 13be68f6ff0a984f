import Graphs
import Numbers
import Rationals
import Sheets

/// How the variants of a sheet are drawn, as far as it depends on the sheet alone.
struct DrawPlan: Sendable {
    /// The sheet as it was read.
    let elaboration: Elaboration
    /// What is drawn, in the order of the sheet.
    let draws: [Draw]
    /// The draws that belong together, in the order of their first ones.
    let components: [DrawComponent]
    /// How the draws of each component are tried.
    let trials: [TrialCatalogue]
    /// The work that is the same for all draws.
    let commonWork: Work
    /// What is drawn as one: first the components that make variants differ, largest first, then each of the others alone.
    let units: [Unit]

    /// Components whose points are numbered together.
    struct Unit: Sendable {
        /// Indices of components.
        let components: [Int]
        /// The product of their counts.
        let count: Integer
        /// Tells the streams of units apart.
        var tag: UInt64 { UInt64(components.first ?? 0) }
    }

    /// From this many points on, each variant has points of its own; below, variants are found one after the other.
    static let largeCount = Integer(1 << 30)
    /// The most variants of one seed, and how far apart the points are that one variant tries.
    static let stride: UInt64 = 1 << 17

    /// Whether variants are found one after the other, in the order of all points.
    var isScanned: Bool { (units.first?.count ?? 0) < Self.largeCount }

    /// The numbers of the components of a unit in a number of the unit: the first component changes the fastest.
    func numbers(of number: Integer, in unit: Unit) -> [(component: Int, number: Integer)] {
        var rest = number
        return unit.components.map { component in
            let count = components[component].count
            let (quotient, remainder) = rest.floorQuotientAndRemainder(dividingBy: count) ?? (0, 0)
            rest = quotient
            return (component, remainder)
        }
    }

    static func units(of components: [DrawComponent]) -> [Unit] {
        let largest = components.indices.sorted { a, b in
            components[a].count == components[b].count ? a < b : components[a].count > components[b].count
        }
        var leading: [Int] = []
        var count: Integer = 1
        for index in largest where leading.isEmpty || count < largeCount {
            leading.append(index)
            count = count * components[index].count
        }
        let others = components.indices.filter { !leading.contains($0) }
        return [Unit(components: leading, count: count)]
            + others.map { Unit(components: [$0], count: components[$0].count) }
    }
}
