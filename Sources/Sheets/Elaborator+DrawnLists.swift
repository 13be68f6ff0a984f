import Formulas
import Graphs
import Numbers
import Rationals

extension Elaborator {
    /// `one_of(-1, 0, 1/2)`, `one_of([1, 2], [3, 4])`.
    mutating func oneOf(
        _ values: [Range<Int>], shape: Shape?, hasShape: Bool, at whole: Range<Int>
    ) -> Draw.Distribution? {
        guard values.count <= Draw.listLimit else {
            report(.draw(.tooMany(limit: Draw.listLimit)), at: whole)
            return nil
        }
        let formulas = values.map { read($0) }
        guard formulas.allSatisfy({ $0 != nil }) else { return nil }
        let choices = formulas.compactMap { $0 }
        let tensors = choices.map { formula -> Tensor<Number>? in
            switch formula.node {
            case .column, .row, .matrix, .transpose: return tensor(formula)
            default: return nil
            }
        }
        guard tensors.contains(where: { $0 != nil }) else {
            var numbers: [SpelledNumber] = []
            for choice in choices {
                guard let number = drawnNumber(choice) else { return nil }
                numbers.append(number)
            }
            return distinct(numbers, at: whole).flatMap { numbers in
                EntryValues(.list(numbers), count: Integer(numbers.count)).map { .entries($0) }
            }
        }
        let wholes = tensors.compactMap { $0 }
        guard wholes.count == choices.count, Set(wholes.map(\.shape)).count == 1 else {
            report(.draw(.mixedShapes), at: whole)
            return nil
        }
        guard !hasShape else {
            report(.draw(.hasShape(DistributionName.oneOf.rawValue)), at: whole)
            return nil
        }
        var kept: [DrawSpace.Whole] = []
        for (tensor, choice) in zip(wholes, choices)
        where !kept.contains(where: { DrawSpace.areEqual($0.value.elements, tensor.elements) }) {
            let typed = indices.isEmpty ? choice.range.map { source.text($0) } : nil
            kept.append(.init(value: tensor, text: typed ?? DrawSpace.text(of: tensor)))
        }
        return .whole(kept)
    }

    private mutating func distinct(_ numbers: [SpelledNumber], at range: Range<Int>) -> [SpelledNumber]? {
        do {
            return try SpelledNumber.distinct(numbers)
        } catch let error as NumberError {
            report(.draw(.undecided(error)), at: range)
        } catch {
            report(.draw(.notConstant(nil)), at: range)
        }
        return nil
    }

    /// `of X`, `of rows of X`, `of [1, 2, 3]`.
    mutating func permutation(_ rest: Range<Int>, at whole: Range<Int>, shape: Shape?) -> Draw.Distribution? {
        guard let of = source.word("of", in: rest), of.lowerBound == rest.lowerBound else {
            report(.draw(.needsOf), at: whole)
            return nil
        }
        var operand = source.trimmed(of.upperBound..<rest.upperBound)
        var isByRows = false
        if let rows = source.word("rows", in: operand), rows.lowerBound == operand.lowerBound {
            let behind = source.trimmed(rows.upperBound..<operand.upperBound)
            if let second = source.word("of", in: behind), second.lowerBound == behind.lowerBound {
                isByRows = true
                operand = source.trimmed(second.upperBound..<behind.upperBound)
            }
        }
        guard !operand.isEmpty else {
            report(.draw(.needsOf), at: whole)
            return nil
        }
        if let sign = operand.first(where: { source.byte(at: $0) == UInt8(ascii: "^") }),
            source.byte(at: sign + 1) != UInt8(ascii: "T"), sign > operand.lowerBound,
            [UInt8(ascii: "("), UInt8(ascii: "n")].contains(source.byte(at: sign + 1))
        {
            report(.draw(.hasShape(DistributionName.permutation.rawValue)), at: sign..<operand.upperBound)
            return nil
        }
        guard let formula = read(operand), let (value, texts) = permuted(formula, at: operand) else { return nil }
        // The entries may fill another shape of the same size.
        let target = shape.flatMap { $0.count == value.elements.count && !isByRows ? $0 : nil } ?? value.shape
        var size = 1
        if isByRows {
            guard case .matrix = value.shape else {
                report(.draw(.rowsOfVector(source.text(operand))), at: operand)
                return nil
            }
            size = value.columns
        }
        var pieces: [[SpelledNumber]] = []
        var multiplicities: [Int] = []
        for start in stride(from: 0, to: value.elements.count, by: max(1, size)) {
            let numbers = (start..<min(start + size, value.elements.count)).map { index in
                SpelledNumber(value.elements[index], text: texts?[index])
            }
            if let known = pieces.firstIndex(where: { DrawSpace.areEqual($0.map(\.value), numbers.map(\.value)) }) {
                multiplicities[known] += 1
            } else {
                pieces.append(numbers)
                multiplicities.append(1)
            }
        }
        return .arrangements(Arrangements(multiplicities), pieces: pieces, shape: target)
    }

    /// The entries of given data or of a list, and how they are written where that is known.
    private mutating func permuted(_ formula: Formula, at range: Range<Int>) -> (Tensor<Number>, [String]?)? {
        if let tensor = tensor(formula) { return (tensor, indices.isEmpty ? entryTexts(formula, tensor) : nil) }
        if case .name(let written) = formula.node {
            let name = substituted(written)
            guard let node = definition(of: name)?.node else {
                if definition(of: name) == nil, !isKnown(name) {
                    let suggestions = Spelling.suggestions(for: name.spelling, among: visibleNames())
                    report(.unknownName(name.spelling, suggestions: suggestions, members: []), at: range)
                } else if family(of: name) != nil {
                    report(.draw(.noData(name.spelling)), at: range)
                }
                return nil
            }
            if let value = writtenValue(of: node), value.elements.count <= Draw.sizeLimit {
                return (value, result.written[node].flatMap { entryTexts($0, value) })
            }
        }
        report(.draw(.noData(source.text(range))), at: range)
        return nil
    }

    private func entryTexts(_ formula: Formula, _ value: Tensor<Number>) -> [String]? {
        let entries: [Formula]
        switch formula.node {
        case .column(let list), .row(let list): entries = list
        case .matrix(let rows): entries = rows.flatMap { $0 }
        default: return nil
        }
        let texts = entries.compactMap { $0.range.map { source.text($0) } }
        guard texts.count == value.elements.count else { return nil }
        // The text of a running index is no number.
        for (text, element) in zip(texts, value.elements) {
            guard let formula = try? Formula.read(text), isClosed(formula), (try? Number(formula)) == element else {
                return nil
            }
        }
        return texts
    }
}
