import Graphs
import Numbers
import Rationals
import Sheets

/// Draws that some step, condition or answer of the sheet joins: they are accepted or refused together.
///
/// Its points are all choices of the sizes and, for each, all values of the draws.
struct DrawComponent: Sendable {
    /// Indices of the draws, in the order of the sheet.
    let draws: [Int]
    /// The choices of sizes, in the order of the sheet, the first size the fastest.
    let combinations: [Combination]
    /// How many points there are.
    let count: Integer

    /// All points of one choice of sizes.
    struct Combination: Sendable {
        /// What the sizes are.
        let sizes: [String: Int]
        /// The space of each draw.
        let spaces: [DrawSpace]
        /// The points of the combinations before.
        let first: Integer
        /// The product of the counts of the spaces.
        let count: Integer
    }

    /// One value for every draw of a component.
    struct Point: Sendable {
        /// Index into `combinations`.
        let combination: Int
        /// The place of each value in its space.
        let places: [Integer]
        /// The values, in the order of `draws`.
        let values: [Tensor<Number>]
    }

    init(draws: [Int], combinations: [(sizes: [String: Int], spaces: [DrawSpace])]) {
        self.draws = draws
        var first: Integer = 0
        var all: [Combination] = []
        for (sizes, spaces) in combinations {
            let count = spaces.reduce(Integer(1)) { $0 * $1.count }
            all.append(Combination(sizes: sizes, spaces: spaces, first: first, count: count))
            first += count
        }
        self.combinations = all
        count = first
    }

    /// The point of a number below `count`: within a combination the first draw changes the fastest.
    func point(_ number: Integer) -> Point {
        // A handful of combinations: the last that begins at the number or before.
        let index = combinations.lastIndex { $0.first <= number } ?? 0
        let combination = combinations[index]
        var rest = number - combination.first
        var places: [Integer] = []
        var values: [Tensor<Number>] = []
        for space in combination.spaces {
            let (quotient, remainder) = rest.floorQuotientAndRemainder(dividingBy: space.count) ?? (0, 0)
            places.append(remainder)
            values.append(space.value(at: remainder))
            rest = quotient
        }
        return Point(combination: index, places: places, values: values)
    }
}
