/// "Did you mean": the known word nearest to one that is not known.
public enum Spelling {
    /// The words within one slip per three letters, nearest first, at most three; equal but for case counts as nearest.
    ///
    /// A single letter is a slip for nothing but itself in the other case.
    public static func suggestions(for word: String, among known: some Sequence<String>) -> [String] {
        let letters = Array(word)
        guard letters.count <= 64 else { return [] }
        let allowed = max(1, letters.count / 3)
        var found: [(word: String, distance: Int)] = []
        for candidate in Set(known) where candidate != word && candidate.utf8.count <= 96 {
            let distance =
                candidate.lowercased() == word.lowercased() ? 0 : distance(letters, Array(candidate), limit: allowed)
            if distance <= allowed, distance < letters.count { found.append((candidate, distance)) }
        }
        found.sort { ($0.distance, $0.word) < ($1.distance, $1.word) }
        guard let nearest = found.first?.distance else { return [] }
        return found.filter { $0.distance == nearest }.prefix(3).map(\.word)
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (Damerau's distance, each letter moved once);
    /// `limit + 1` stands for anything more.
    private static func distance(_ a: [Character], _ b: [Character], limit: Int) -> Int {
        if abs(a.count - b.count) > limit { return limit + 1 }
        var older: [Int] = []
        var previous = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
                row.append(best)
            }
            older = previous
            previous = row
        }
        return previous[b.count]
    }
}
