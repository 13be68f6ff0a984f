import Rationals

/// The different orders of things of which some are alike, numbered from 0.
///
/// There are n!/(m₁! m₂! …) of them for n things that fall into groups of m₁, m₂, … alike. They stand in the order of
/// a dictionary whose letters are the groups.
struct Arrangements: Sendable {
    /// How many things of each group there are.
    let multiplicities: [Int]
    /// How many orders there are, n!/(m₁! m₂! …).
    let count: Integer

    init(_ multiplicities: [Int]) {
        self.multiplicities = multiplicities
        var count: Integer = 1
        var total = 0
        for multiplicity in multiplicities {
            // The binomial coefficient of the places that the group takes among those so far.
            for position in 0..<max(0, multiplicity) {
                total += 1
                count =
                    (count * Integer(total)).quotientAndRemainder(dividingBy: Integer(position + 1))?.quotient ?? count
            }
        }
        self.count = count
    }

    /// The groups of the things in the order of a number.
    ///
    /// - Cost: places times groups.
    func order(at index: Integer) -> [Int] {
        var left = multiplicities
        var places = multiplicities.reduce(0, +)
        var total = count
        var rest = index.floorQuotientAndRemainder(dividingBy: count)?.remainder ?? 0
        var order: [Int] = []
        while places > 0 {
            for group in left.indices where left[group] > 0 {
                let number = Self.starting(left[group], of: places, total)
                if rest < number {
                    order.append(group)
                    left[group] -= 1
                    total = number
                    break
                }
                rest = rest - number
            }
            places -= 1
        }
        return order
    }

    /// The number of an order; nil when it is made of other things.
    func index(of order: [Int]) -> Integer? {
        var left = multiplicities
        guard order.count == left.reduce(0, +) else { return nil }
        var total = count
        var index: Integer = 0
        for (position, group) in order.enumerated() {
            guard left.indices.contains(group), left[group] > 0 else { return nil }
            let places = order.count - position
            for other in 0..<group where left[other] > 0 { index += Self.starting(left[other], of: places, total) }
            total = Self.starting(left[group], of: places, total)
            left[group] -= 1
        }
        return index
    }

    /// How many of all orders begin with a group that has some of the places.
    private static func starting(_ members: Int, of places: Int, _ total: Integer) -> Integer {
        (total * Integer(members)).quotientAndRemainder(dividingBy: Integer(places))?.quotient ?? 0
    }
}
