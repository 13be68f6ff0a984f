extension Operation {
    /// Entries one value may have.
    ///
    /// Bounded before anything is allocated.
    public static let maximumEntries = 1 << 22

    /// The shape of the result.
    ///
    /// - Throws: `ShapeError` saying which inputs do not fit.
    public func shape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        let shape = try uncheckedShape(of: inputs)
        if shape.size != nil, (shape.count ?? .max) > Self.maximumEntries {
            throw .tooManyEntries(limit: Self.maximumEntries)
        }
        return shape
    }

    private func uncheckedShape(of inputs: [Shape]) throws(ShapeError) -> Shape {
        switch self {
        case .constant(let tensor): return tensor.shape
        case .placeholder(let shape): return shape
        case .size: return .scalar
        case .add, .subtract: return try Self.entrywise(inputs)
        case .multiply, .divide: return try Self.entrywise(inputs)
        case .identity, .negate, .power, .apply: return try Self.first(inputs)
        case .normalise(_, let mask): return try Self.normalised(inputs, mask)
        case .matrixProduct: return try Self.product(inputs)
        case .dot: return try Self.dot(inputs)
        case .transpose: return try Self.first(inputs).transposed
        case .reduce(_, let axis): return Self.reduced(try Self.first(inputs), axis)
        case .row(let i):
            let (m, n) = try Self.matrix(inputs)
            try Self.check(i, within: m)
            return .row(n)
        case .column(let j):
            let (m, n) = try Self.matrix(inputs)
            try Self.check(j, within: n)
            return .column(m)
        case .entry(let i, let j):
            let shape = try Self.first(inputs)
            try Self.check(i, within: shape.rows)
            try Self.check(j, within: shape.columns)
            return .scalar
        case .columns(let range):
            let (m, n) = try Self.matrix(inputs)
            try Self.check(range.lowerBound, within: n)
            try Self.check(range.upperBound - 1, within: n)
            return .matrix(m, Dimension(range.count))
        case .rows(let range):
            if case .column(let count) = try Self.first(inputs) {
                try Self.check(range.lowerBound, within: count)
                try Self.check(range.upperBound - 1, within: count)
                return .column(Dimension(range.count))
            }
            let (m, n) = try Self.matrix(inputs)
            try Self.check(range.lowerBound, within: m)
            try Self.check(range.upperBound - 1, within: m)
            return .matrix(Dimension(range.count), n)
        case .stack: return try Self.joined(inputs.map(\.transposed), transposedScalars: true).transposed
        case .concatenate: return try Self.joined(inputs, transposedScalars: false)
        case .part(let part): return try part.shape(ofOneIn: try Self.first(inputs))
        case .whole(let part): return try part.shape(ofAllLike: try Self.first(inputs))
        }
    }

    private static func first(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard let shape = inputs.first else { throw .joinsNothing }
        return shape
    }

    private static func entrywise(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs.count == 2 else { throw .joinsNothing }
        let (a, b) = (inputs[0], inputs[1])
        if a == b || b == .scalar { return a }
        if a == .scalar { return b }
        if a.isRepeated(over: b) { return b }
        if b.isRepeated(over: a) { return a }
        throw .entrywise(a, b)
    }

    private static func product(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs.count == 2 else { throw .joinsNothing }
        let (a, b) = (inputs[0], inputs[1])
        if a == .scalar { return b }
        if b == .scalar { return a }
        guard a.columns == b.rows else { throw .product(a, b) }
        switch (a, b) {
        case (.row, .column): return .scalar
        case (.row, .matrix): return .row(b.columns)
        case (.matrix, .column): return .column(a.rows)
        case (.column, .row), (.matrix, .matrix), (.column, .matrix), (.matrix, .row): return .matrix(a.rows, b.columns)
        case (.scalar, _), (_, .scalar), (.row, .row), (.column, .column):
            // Inner sizes agree only when both are 1 here; the product is then what one scalar factor gives.
            return a.length == 1 ? b : a
        }
    }

    private static func dot(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs.count == 2 else { throw .joinsNothing }
        if inputs[0] == .scalar && inputs[1] == .scalar { return .scalar }
        guard let m = inputs[0].length else { throw .needsVector(inputs[0]) }
        guard let n = inputs[1].length else { throw .needsVector(inputs[1]) }
        guard m == n else { throw .dotLengths(m, n) }
        return .scalar
    }

    private static func normalised(_ inputs: [Shape], _ mask: Mask?) throws(ShapeError) -> Shape {
        let shape = try first(inputs)
        try mask?.check(against: shape)
        return shape
    }

    private static func reduced(_ shape: Shape, _ axis: Axis) -> Shape {
        switch axis {
        case .all: .scalar
        case .eachRow: .column(shape.rows)
        case .eachColumn: .row(shape.columns)
        }
    }

    private static func matrix(_ inputs: [Shape]) throws(ShapeError) -> (Dimension, Dimension) {
        guard case .matrix(let m, let n) = try first(inputs) else { throw .needsMatrix(try first(inputs)) }
        return (m, n)
    }

    private static func check(_ index: Int, within count: Dimension) throws(ShapeError) {
        guard let size = count.value else { throw .needsSize(.column(count)) }
        guard index >= 0, index < size else { throw .outOfRange(index: index, count: count) }
    }

    /// Blocks side by side.
    ///
    /// Scalars side by side are a row; stacked, they are a column.
    private static func joined(_ inputs: [Shape], transposedScalars: Bool) throws(ShapeError) -> Shape {
        let first = try first(inputs)
        var width = first.columns
        for shape in inputs.dropFirst() {
            guard shape.rows == first.rows else {
                throw transposedScalars ? .joined(first.transposed, shape.transposed) : .joined(first, shape)
            }
            width = width + shape.columns
        }
        let allRows = inputs.allSatisfy { shape in
            switch shape {
            case .scalar, .row: true
            case .column, .matrix: false
            }
        }
        return allRows ? .row(width) : .matrix(first.rows, width)
    }
}
