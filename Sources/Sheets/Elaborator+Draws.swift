import Formulas
import Graphs
import Numbers
import Rationals

/// What is known of the draws of a sheet while its `vary` blocks are read.
struct DrawReading {
    /// The sizes behind `with`, by their names in the sheet.
    var sizes: [String: Size] = [:]
    /// The names that are drawn, in the order of the lines.
    var names: [Drawn] = []
    /// Drawn names by the places of their values.
    var places: [Int: Range<Int>] = [:]
    /// The drawn numbers that are sizes of others.
    var numbersThatAreSizes: Set<String> = []

    struct Size {
        var values: [Int]
        var range: Range<Int>
        var isUsed = false
    }

    /// A drawn name before its shape is known.
    struct Drawn {
        var line: DrawLine
        /// The section of the block.
        var block: Int
        var target: DrawTarget
        /// nil when it could not be read.
        var distribution: Draw.Distribution?
    }
}

/// A given name that can be drawn.
struct DrawTarget {
    var name: Name
    var node: NodeID
    var section: Int
    var valueRange: Range<Int>
    var id: String
}

extension Elaborator {
    /// The `vary` blocks, after all lines, because they may stand anywhere in the section.
    ///
    /// Sizes come first, then what is drawn, then shapes: each may stand in a later line than what refers to it.
    mutating func elaborateDraws() {
        var reading = DrawReading()
        let items = result.sheet.items
        for item in items {
            guard case .vary(let lines) = item.content else { continue }
            enter(item.section)
            for line in lines { readSizes(line, &reading) }
        }
        for item in items {
            guard case .vary(let lines) = item.content else { continue }
            enter(item.section)
            for line in lines { readTargets(line, &reading) }
        }
        var dimensions: [[DrawnSize]?] = []
        for drawn in reading.names {
            enter(drawn.block)
            place = drawn.line.range
            dimensions.append(drawn.line.shape.flatMap { shape($0, drawn, &reading) })
        }
        for (drawn, dimensions) in zip(reading.names, dimensions) {
            // A shape that could not be read has been reported.
            guard let distribution = drawn.distribution, dimensions != nil || drawn.line.shape == nil else { continue }
            place = drawn.line.range
            add(drawn, distribution, dimensions, reading)
        }
        let unused = reading.sizes.filter { !$0.value.isUsed }.sorted {
            $0.value.range.lowerBound < $1.value.range.lowerBound
        }
        // Where something could not be read, it may be what has the size.
        guard !result.diagnostics.contains(where: { if case .draw = $0.fact { true } else { false } }) else { return }
        for (_, size) in unused { report(.draw(.sizeUnused(source.text(size.range))), at: size.range) }
    }

    // MARK: Sizes

    /// `n in 3..4`, once for all lines of the question.
    private mutating func readSizes(_ line: DrawLine, _ reading: inout DrawReading) {
        place = line.range
        for piece in line.sizes {
            guard let word = source.word("in", in: piece) else {
                report(.draw(.sizeForm), at: piece)
                // Shapes that have it are not wrong.
                if case .name(let name)? = (try? source.formula(piece))?.node {
                    reading.sizes[sizeKey(name.spelling)] = .init(values: [], range: piece, isUsed: true)
                }
                continue
            }
            let nameRange = source.trimmed(piece.lowerBound..<word.lowerBound)
            let set = source.trimmed(word.upperBound..<piece.upperBound)
            guard let formula = read(nameRange), case .name(let name) = formula.node, !set.isEmpty else {
                report(.draw(.sizeForm), at: piece)
                continue
            }
            let key = sizeKey(name.spelling)
            if let given = definition(of: name) {
                report(.draw(.sizeIsGiven(name.spelling, at: given.place)), at: nameRange)
                continue
            }
            guard let values = sizeValues(set) else {
                // What refers to it is not wrong.
                reading.sizes[key] = .init(values: [], range: nameRange, isUsed: true)
                continue
            }
            if let first = reading.sizes[key], first.values != values, !first.values.isEmpty {
                report(.draw(.sizeTwice(name.spelling, first: first.range)), at: nameRange)
            } else {
                reading.sizes[key] = .init(values: values, range: nameRange)
            }
        }
    }

    private func sizeKey(_ name: String) -> String {
        Section(question: result.sheet.sections[section].question, part: nil, range: 0..<0).id(of: name)
    }

    private mutating func sizeValues(_ set: Range<Int>) -> [Int]? {
        let entries: EntryValues?
        if source.dots(in: set) != nil {
            entries = integers(in: set, leavingOutZero: false)
        } else {
            guard let distribution = distribution(set, shape: .scalar) else { return nil }
            guard case .entries(let values) = distribution else {
                report(.draw(.sizeForm), at: set)
                return nil
            }
            entries = values
        }
        return entries.flatMap { sizes(among: $0, at: set) }
    }

    private mutating func sizes(among entries: EntryValues, at range: Range<Int>) -> [Int]? {
        guard let count = Int(exactly: entries.count), count <= Draw.choiceLimit else {
            report(.draw(.tooManyChoices(limit: Draw.choiceLimit)), at: range)
            return nil
        }
        var values: Set<Int> = []
        for index in 0..<count {
            guard let value = entries[Integer(index)].rational?.integer.flatMap({ Int(exactly: $0) }),
                (1...Draw.sizeLimit).contains(value)
            else {
                report(.draw(.sizeValues(limit: Draw.sizeLimit)), at: range)
                return nil
            }
            values.insert(value)
        }
        return values.sorted()
    }

    // MARK: Names

    private mutating func readTargets(_ line: DrawLine, _ reading: inout DrawReading) {
        var found = reading
        let block = section
        _ = forEachIndex(line.family[...]) { elaborator, _ in
            elaborator.place = line.range
            let before = elaborator.result.diagnostics.count
            for target in line.targets {
                guard let target = elaborator.drawTarget(target, &found.places) else { continue }
                let shape = elaborator.result.graph[target.node].shape
                let distribution = elaborator.distribution(line.distribution, shape: shape, hasShape: line.shape != nil)
                found.names.append(.init(line: line, block: block, target: target, distribution: distribution))
                // The others would repeat the message.
                if distribution == nil { return false }
            }
            return elaborator.result.diagnostics.count == before
        }
        reading = found
        if !reading.names.contains(where: { $0.line == line }) {
            // The names are wrong; the rest may be so too.
            let indices = self.indices
            for index in line.family { self.indices[index.name.base] = self.indices[index.name.base] ?? 1 }
            _ = distribution(line.distribution, shape: nil, hasShape: line.shape != nil)
            self.indices = indices
        }
    }

    /// The given data that a name stands for; what cannot be drawn is reported.
    private mutating func drawTarget(_ formula: Formula, _ places: inout [Int: Range<Int>]) -> DrawTarget? {
        guard let name = targetName(formula) else { return nil }
        let spelling = name.spelling
        let range = formula.range ?? place
        guard let home = visible.first(where: { scopes[$0].definitions[name] != nil }),
            let definition = scopes[home].definitions[name]
        else {
            reportMissing(name, at: range)
            return nil
        }
        guard let node = definition.node else { return nil }
        for item in result.sheet.items where item.section == home {
            let (calculation, isGiven): (Calculation, Bool)
            switch item.content {
            case .given(let own): (calculation, isGiven) = (own, true)
            case .solve(let own): (calculation, isGiven) = (own, false)
            case .heading, .prose, .answer, .plot, .vary, .require: continue
            }
            for statement in calculation.statements where statement.range.contains(definition.place.lowerBound) {
                guard isGiven else {
                    report(.draw(.step(spelling, at: definition.place)), at: range)
                    return nil
                }
                guard case .assignment = statement.kind, result.graph[node].shape.size != nil else { break }
                guard statement.family.isEmpty else {
                    report(.draw(.family(spelling)), at: range)
                    return nil
                }
                let rest = definition.place.lowerBound..<statement.range.upperBound
                guard let sign = rest.first(where: { source.byte(at: $0) == UInt8(ascii: "=") }) else { break }
                let value = source.trimmed(sign + 1..<rest.upperBound)
                if let first = places[value.lowerBound] {
                    report(.draw(.twice(spelling, first: first)), at: range)
                    return nil
                }
                places[value.lowerBound] = range
                return DrawTarget(
                    name: name, node: node, section: home, valueRange: value,
                    id: result.sheet.sections[home].id(of: spelling))
            }
        }
        report(.draw(.declared(spelling)), at: range)
        return nil
    }

    private mutating func reportMissing(_ name: Name, at range: Range<Int>) {
        if family(of: name) != nil {
            report(.draw(.family(name.spelling)), at: range)
            return
        }
        if isKnown(name) { return }
        var base = name
        while base.subscripts.popLast() != nil {
            if definition(of: base) != nil {
                report(.draw(.part(name.spelling, of: base.spelling)), at: range)
                return
            }
        }
        if let elsewhere = placeElsewhere(of: name) {
            report(.nameElsewhere(name.spelling, at: elsewhere), at: range)
            return
        }
        let suggestions = Spelling.suggestions(for: name.spelling, among: visibleNames())
        report(.unknownName(name.spelling, suggestions: suggestions, members: []), at: range)
    }

    // MARK: Shapes

    private mutating func shape(
        _ range: Range<Int>, _ drawn: DrawReading.Drawn, _ reading: inout DrawReading
    ) -> [DrawnSize]? {
        do throws(Diagnostic) {
            var sizes: [DrawnSize] = []
            for dimension in try source.dimensions(range) {
                guard let size = drawnSize(dimension, drawn, &reading) else { return nil }
                sizes.append(size)
            }
            return sizes
        } catch {
            result.diagnostics.append(error)
            return nil
        }
    }

    private mutating func drawnSize(
        _ formula: Formula, _ drawn: DrawReading.Drawn, _ reading: inout DrawReading
    ) -> DrawnSize? {
        switch formula.node {
        case .number(let literal):
            guard let value = literal.value.integer.flatMap({ Int(exactly: $0) }), (1...Draw.sizeLimit).contains(value)
            else { break }
            return .constant(value)
        case .name(let name):
            return size(named: substituted(name), formula, &reading)
        case .sum(let parts), .product(let parts, _):
            var sizes: [DrawnSize] = []
            for part in parts {
                guard let size = drawnSize(part, drawn, &reading) else { return nil }
                sizes.append(size)
            }
            if case .sum = formula.node { return .sum(sizes) }
            return .product(sizes)
        case .subscripted, .negative, .quotient, .power, .root, .transpose, .dot, .call, .column, .row, .matrix,
            .summation, .comparison, .text, .elided, .shortened:
            break
        }
        report(.draw(.sizeValues(limit: Draw.sizeLimit)), at: formula.range)
        return nil
    }

    private mutating func size(named name: Name, _ formula: Formula, _ reading: inout DrawReading) -> DrawnSize? {
        let spelling = name.spelling
        for key in [sizeKey(spelling), spelling] where reading.sizes[key] != nil {
            reading.sizes[key]?.isUsed = true
            return .choice(key)
        }
        guard let node = definition(of: name)?.node else {
            let known = reading.sizes.keys.map { String($0.split(separator: ".").last ?? "") } + visibleNames()
            let suggestions = Spelling.suggestions(for: spelling, among: known)
            report(.draw(.unknownSize(spelling, suggestions: suggestions)), at: formula.range)
            return nil
        }
        if let other = reading.names.first(where: { $0.target.node == node }) {
            // What could not be read has been reported.
            guard let distribution = other.distribution else { return nil }
            guard case .entries(let entries) = distribution, result.graph[node].shape == .scalar,
                other.line.shape == nil
            else {
                report(.draw(.notASize(spelling)), at: formula.range)
                return nil
            }
            let key = other.target.id
            if !reading.numbersThatAreSizes.contains(key) {
                guard let values = sizes(among: entries, at: other.line.distribution) else { return nil }
                reading.numbersThatAreSizes.insert(key)
                reading.sizes[key] = .init(values: values, range: other.line.range, isUsed: true)
            }
            return .choice(key)
        }
        guard let value = writtenValue(of: node), value.shape == .scalar,
            let size = value.elements.first?.rational?.integer.flatMap({ Int(exactly: $0) }),
            (1...Draw.sizeLimit).contains(size)
        else {
            report(.draw(.notASize(spelling)), at: formula.range)
            return nil
        }
        return .constant(size)
    }

    /// The value of given data that are written as numbers.
    func writtenValue(of node: NodeID) -> Tensor<Number>? {
        switch result.graph[node].operation {
        case .constant(let tensor): return tensor
        case .identity: return result.graph[node].inputs.first.flatMap { writtenValue(of: $0) }
        default: return nil
        }
    }

    private mutating func add(
        _ drawn: DrawReading.Drawn, _ distribution: Draw.Distribution, _ dimensions: [DrawnSize]?,
        _ reading: DrawReading
    ) {
        let target = drawn.target
        let written = result.graph[target.node].shape
        var dimensions = dimensions
        if dimensions == nil, case .matrix(let rows, let columns) = written, let rows = rows.value,
            let columns = columns.value, rows == 1 || columns == 1
        {
            // A matrix of one row or column is read back as a row or a column.
            dimensions = [.constant(rows), .constant(columns)]
        }
        let isSize = reading.numbersThatAreSizes.contains(target.id)
        let names =
            isSize ? [target.id] : (dimensions ?? []).reduce(into: Set<String>()) { $0.formUnion($1.names) }.sorted()
        var sizes: [Draw.SizeChoice] = []
        for name in names {
            // A size whose numbers could not be read has been reported.
            guard let values = reading.sizes[name]?.values, !values.isEmpty else { return }
            sizes.append(.init(name: name, values: values))
        }
        func draw(_ sizes: [Draw.SizeChoice]) -> Draw {
            Draw(
                id: target.id, name: target.name, section: target.section, node: target.node,
                valueRange: target.valueRange, range: drawn.line.range, sizes: sizes, distribution: distribution,
                dimensions: dimensions, written: written, ownSize: isSize ? target.id : nil)
        }
        let largest = Dictionary(sizes.map { ($0.name, $0.values.last ?? 1) }, uniquingKeysWith: { first, _ in first })
        guard let space = draw(sizes).space(sizes: largest) else {
            report(.draw(.tooManyEntries(limit: Draw.entryLimit)), at: drawn.line.shape ?? drawn.line.range)
            return
        }
        if sizes.isEmpty, space.shape != written { sizes = [.init(name: "shape of \(target.id)", values: [1])] }
        result.draws.append(draw(sizes))
    }

    /// A piece of the text as a formula; what cannot be read is reported.
    mutating func read(_ range: Range<Int>) -> Formula? {
        do throws(Diagnostic) {
            return try source.formula(range)
        } catch {
            result.diagnostics.append(error)
            return nil
        }
    }
}
