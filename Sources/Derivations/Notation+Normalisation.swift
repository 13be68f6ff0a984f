import Formulas
import Graphs
import Numbers
import Rationals

extension Notation {
    /// `softmax(S)`, `top_k(S, k: 2)`, `weights(S, normalise: relu, mask: causal)`: as a sheet would call it.
    func normalised(_ scores: Formula, _ rule: Normalisation, _ mask: Mask?, byColumns: Bool) -> Formula {
        var options: [Formula.Option] = []
        func option(_ label: String, _ word: String) { options.append(.init(label, Formula(.text(word)))) }
        let name: String
        var base: Rational?
        var ties: TieRule?
        switch rule {
        case .softmax(let own): (name, base) = ("softmax", own)
        case .softmaxOne(let own): (name, base) = ("softmax_one", own)
        case .topK(let k, let rule, let own):
            (name, base, ties) = ("top_k", own, rule)
            options.append(.init("k", Formula(spelledNumber: "\(k)")))
        case .argmax: name = "hardmax"
        case .sparsemax: name = "sparsemax"
        case .entmax15: name = "entmax15"
        case .relu: name = "weights"
        case .sum: name = "weights"
        case .sigmoid: name = mask == nil ? "sigmoid" : "weights"
        }
        switch rule {
        case .relu: option("normalise", "relu")
        case .sum: option("normalise", "sum")
        case .sigmoid where mask != nil: option("normalise", "sigmoid")
        case .sigmoid, .softmax, .softmaxOne, .topK, .argmax, .sparsemax, .entmax15: break
        }
        for part in mask?.parts ?? [] { options.append(.init("mask", part.formula)) }
        if let ties, ties != .shared { option("ties", ties.rawValue) }
        if let base { options.append(.init("base", Formula(Number(base)))) }
        // An entry-by-entry function knows no direction.
        if byColumns, name != "sigmoid" { option("axis", "columns") }
        return Formula(.call(name, [scores], options))
    }

    /// The name of the weights of one query: a row of a matrix, or a column where queries stand in columns.
    func queryName(_ rows: WeightRows, _ query: Int) -> Formula {
        switch rows.standing {
        case .row, .column: name(of: rows.id)
        case .rows: rowName(of: rows.id, query) ?? name(of: rows.id)
        case .columns:
            Formula(
                .subscripted(name(of: rows.id), [Formula(.text(":")), Formula(spelledNumber: "\(query + 1)")]))
        }
    }

    /// The score of a key: its value where that is short, otherwise its name.
    func score(_ rows: WeightRows, _ query: Int, _ key: Int) -> Formula {
        let (i, j) = rows.place(query, key)
        if let value = trace[rows.scores]?[i, j], !(value.rational != nil || Notation.isSingleTerm(value)),
            let entry = entryName(of: rows.scores, i, j)
        {
            return entry
        }
        return entryValue(of: rows.scores, i, j) ?? name(of: rows.scores)
    }

    /// A number by its value where that is short.
    func short(_ number: Number) -> Formula? {
        number.rational != nil || Notation.isSingleTerm(number) ? denominators.formula(of: number, row: nil) : nil
    }

    /// Names the thresholds of a step that has one per query: tau_1, tau_2 and so on.
    mutating func nameThresholds(of id: NodeID) {
        guard let rows = WeightRows(id, in: trace), rows.rule == .sparsemax || rows.rule == .entmax15 else { return }
        let own = graph[id].label.map(Name.init(spelling:))
        for letter in rows.rule == .sparsemax ? ["tau"] : ["tau", "mu", "delta"] {
            let base = [letter, letter == "tau" ? "theta" : "nu"].first(where: isFree) ?? letter
            var name = Name(
                base, subscripts: own?.subscripts ?? [], superscript: own?.superscript, primes: own?.primes ?? 0)
            while thresholds.values.contains(where: { $0.values.contains(name) }) { name.primes += 1 }
            thresholds[id, default: [:]][letter] = name
        }
    }

    /// `tau_2`, `mu_2`, `delta_2` of the second query; `tau` of the only one.
    func threshold(_ rows: WeightRows, _ query: Int, _ letter: String) -> Formula {
        var name = thresholds[rows.id]?[letter] ?? Name(letter)
        if !rows.isVector { name.subscripts.append("\(query + 1)") }
        return Formula(.name(name))
    }
}

extension Mask {
    /// As a sheet writes it; a matrix of the author's own is `given`.
    var formula: Formula {
        switch self {
        case .causal: Formula(.text("causal"))
        case .causalAtEnd: Formula(.text("causal_lower_right"))
        case .padding(let count): Self.call("padding", count)
        case .window(let reach): Self.call("window", reach)
        case .causalWindow(let reach): Self.call("causal_window", reach)
        case .allowed: Formula(.text("given"))
        case .both(let a, _): a.formula
        }
    }

    /// The masks that hold together, one after another.
    var parts: [Mask] {
        if case .both(let a, let b) = self { return a.parts + b.parts }
        return [self]
    }

    private static func call(_ word: String, _ count: Int) -> Formula {
        Formula(.call(word, [Formula(spelledNumber: "\(count)")], []))
    }
}
