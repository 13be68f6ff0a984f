import Formulas
public import Graphs
public import Numbers

extension Condition {
    /// Why the condition does not hold, in words: `s_2 = s_3 = 4`.
    ///
    /// - Parameter trace: the trace on which it failed.
    public func words(for failure: Failure, in trace: Trace<Number>) -> String {
        guard let index = failure.instance, instances.indices.contains(index) else { return "no entry satisfies it" }
        let instance = instances[index]
        func name(_ argument: Int, _ entry: Int) -> String { self.name(argument, entry, instance, trace) }
        let words: String
        switch failure.fact {
        case .nowhere: words = "no entry satisfies it"
        case .comparison(let side, let entry, let left, let right):
            // A number needs no value behind it.
            let sides = [(side, left), (side + 1, right)].filter { !isNumber($0.0) }
            let equations = sides.map { "\(name($0.0, entry)) = \(Self.printed($0.1))" }
            words =
                equations.isEmpty
                ? "\(Self.printed(left)) and \(Self.printed(right))" : equations.joined(separator: ", ")
        case .equal(let first, let second, let value):
            words =
                "\(name(first.argument, first.entry)) = \(name(second.argument, second.entry)) = \(Self.printed(value))"
        case .equalRows(let first, let second):
            words = "rows \(first + 1) and \(second + 1) of \(text(0)) are equal"
        case .entry(let place, let value): words = "\(name(place.argument, place.entry)) = \(Self.printed(value))"
        }
        guard !indices.isEmpty else { return words }
        let choice = zip(indices, instance.indices).map { "\($0) = \($1)" }.joined(separator: ", ")
        return "\(words) for \(choice)"
    }

    private func text(_ argument: Int) -> String { texts.indices.contains(argument) ? texts[argument] : "" }

    private func isNumber(_ argument: Int) -> Bool {
        guard let formula = try? Formula.read(text(argument)) else { return false }
        return (try? Number(formula)) != nil
    }

    /// `s_2`, `S_{1,2}`, `entry 2 of X q`, `weight 3 in row 2 of P`.
    private func name(_ argument: Int, _ entry: Int, _ instance: Instance, _ trace: Trace<Number>) -> String {
        let text = text(argument)
        guard instance.nodes.indices.contains(argument) else { return text }
        let shape = trace.graph[instance.nodes[argument]].shape
        if let row = instance.row, let word = ConditionWord(rawValue: text) {
            let column = row.columns.indices.contains(entry) ? row.columns[entry] + 1 : entry + 1
            let whole = [row.row.map { "row \($0 + 1)" }, row.name].compactMap(\.self).joined(separator: " of ")
            return "\(word.singular) \(column)" + (whole.isEmpty ? "" : " in \(whole)")
        }
        let labels: [String]
        switch shape {
        case .scalar: return instance.row.map { row in row.row.map { "\(text) in row \($0 + 1)" } ?? text } ?? text
        case .column, .row: labels = [String(entry + 1)]
        case .matrix(_, let columns):
            let width = max(1, columns.value ?? 1)
            labels = [String(entry / width + 1), String(entry % width + 1)]
        }
        guard let formula = try? Formula.read(text), case .name(let name) = formula.node, name.superscript == nil else {
            return "entry \(labels.joined(separator: ",")) of \(text)"
        }
        let all = name.subscripts + labels
        let base = Name(name.base, primes: name.primes, accent: name.accent).spelling
        return all.count == 1 ? "\(base)_\(all[0])" : "\(base)_{\(all.joined(separator: ","))}"
    }

    /// The exact value where it is short, otherwise six digits of it.
    private static func printed(_ number: Number) -> String {
        let exact = SpelledNumber.text(of: number)
        guard exact.count > 40, let decimal = try? number.decimal(significantDigits: 6) else { return exact }
        return "about \(decimal)"
    }
}

/// Words that stand for the entries of all normalisations in sight.
enum ConditionWord: String, CaseIterable {
    case weight, weights, score, scores

    /// Whether it means what a normalisation gives, not what it takes.
    var areWeights: Bool { self == .weight || self == .weights }

    var singular: String { areWeights ? "weight" : "score" }
}
