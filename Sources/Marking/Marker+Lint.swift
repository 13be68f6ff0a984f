import Graphs

extension Marker {
    /// Mistakes that cannot be told from the right answer, or from one another, by an answer of a sheet.
    public struct Indistinguishable: Hashable, Sendable {
        /// The answer: `1a.p`.
        public var id: String
        /// The codes of mistakes that give the right value.
        public var right: [String]
        /// Groups of codes that give one and the same wrong value.
        public var alike: [[String]]

        /// What an answer does not show.
        public init(id: String, right: [String], alike: [[String]]) {
            self.id = id
            self.right = right
            self.alike = alike
        }
    }

    /// For each answer, the mistakes that its numbers do not show: exactly equal values, proved.
    ///
    /// Answers without such mistakes are left out.
    ///
    /// - Cost: the exact value of every mistake that can be made on the sheet.
    public func indistinguishable() -> [Indistinguishable] {
        questions.indices.compactMap { index in
            let question = questions[index]
            guard let truth = question.truth else { return nil }
            var groups: [(value: Tensor<CertifiedNumber>, codes: [String])] = []
            var right: [String] = []
            for (position, computation) in mistakes.single(index).enumerated() {
                guard let mistake = computation.mistakes.first,
                    let value = mistakes.exact(index, computation, isDouble: false, index: position)
                else { continue }
                let code = MistakeCatalogue.all[mistake].code
                if value.isPlainly(truth) {
                    if !right.contains(code) { right.append(code) }
                } else if let group = groups.firstIndex(where: { $0.value.isPlainly(value) }) {
                    if !groups[group].codes.contains(code) { groups[group].codes.append(code) }
                } else {
                    groups.append((value, [code]))
                }
            }
            let alike = groups.map(\.codes).filter { $0.count > 1 }
            guard !right.isEmpty || !alike.isEmpty else { return nil }
            return Indistinguishable(id: question.id, right: right, alike: alike)
        }
    }
}

extension Tensor where Element == CertifiedNumber {
    /// Whether every entry is the same number, as far as that is shown.
    func isPlainly(_ other: Tensor) -> Bool {
        shape == other.shape && zip(elements, other.elements).allSatisfy { $0.isPlainly($1) }
    }
}
