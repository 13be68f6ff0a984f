/// Which wrong values stand beside the right one, so that it cannot be told from them by its looks.
///
/// What must hold: another choice is written with numbers of the same kind; if the right value sums to 1, another does;
/// it is neither shorter than all others nor longer by more than a quarter or two letters. Of the sets of which that
/// is true the largest are taken, of those the one whose values look most like the right one and are smaller and larger than
/// it as often as `rank` wants, of those the first.
struct ChoiceBalance {
    let key: ChoiceLook
    let others: [ChoiceLook]
    /// How many of so many choices shall be smaller than the right one, as far as the mistakes allow.
    ///
    /// Typical mistakes make values smaller, or larger: without it whoever takes the largest would often be right.
    var rank: ((Int) -> Int)?

    /// The places of the wrong values to take, in their order; nil where the right value would stand out.
    func best(of counts: ClosedRange<Int>) -> [Int]? {
        for count in counts.reversed() where count <= others.count {
            var best: (cost: Int, set: [Int])?
            for set in Self.sets(of: count, from: others.count) where isBalanced(set) {
                var cost = set.reduce(0) { $0 + distance(to: others[$1]) }
                if let rank = rank?(count + 1) {
                    cost += 3 * abs(set.count { others[$0].size < key.size } - rank)
                }
                if cost < best?.cost ?? .max { best = (cost, set) }
            }
            if let best { return best.set }
        }
        return nil
    }

    private func isBalanced(_ set: [Int]) -> Bool {
        let looks = set.map { others[$0] }
        guard looks.contains(where: { $0.kind == key.kind }),
            looks.contains(where: { $0.isDistribution == key.isDistribution })
        else { return false }
        let lengths = looks.map(\.text.count)
        let length = key.text.count
        let slack = max(2, length / 4)
        return (lengths.min() ?? 0) - slack <= length && length <= (lengths.max() ?? 0) + slack
    }

    /// How differently a wrong value looks, in no unit.
    private func distance(to look: ChoiceLook) -> Int {
        (look.kind == key.kind ? 0 : 4) + (look.isDistribution == key.isDistribution ? 0 : 4)
            + (look.hasNegative == key.hasNegative ? 0 : 1) + (look.hasZero == key.hasZero ? 0 : 1)
            + (abs(look.text.count - key.text.count) > max(2, key.text.count / 4) ? 2 : 0)
    }

    /// All sets of so many of 0..<total, in lexicographic order.
    static func sets(of count: Int, from total: Int) -> [[Int]] {
        var sets: [[Int]] = [[]]
        for place in 0..<count {
            sets = sets.flatMap { set in
                ((set.last ?? -1) + 1..<total - (count - 1 - place)).map { set + [$0] }
            }
        }
        return sets
    }
}
