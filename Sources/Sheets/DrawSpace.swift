public import Graphs
public import Numbers
public import Rationals

/// All the values that one name may be given, numbered from 0: a bijection from 0..<count to different tensors.
///
///     X ~ integers(-3..3)           // for a 4 × 3 matrix: count is 7¹²
///     space.value(at: 0)            // the matrix whose entries are all −3
///
/// No list of the values is made: a range of two thousand million numbers costs no more than one of three.
public struct DrawSpace: Sendable {
    /// The shape that all of them have.
    public let shape: Shape
    /// How many there are, exactly; at least 1.
    public let count: Integer
    let content: Content

    /// The closed list of spaces.
    enum Content: Sendable {
        /// Each entry for itself, the first changing the fastest.
        case entries(EntryValues)
        /// One of some values as a whole.
        case whole([Whole])
        /// Pieces, entries or rows, in all different orders; a piece of each group.
        case arrangements(Arrangements, pieces: [[SpelledNumber]])
    }

    /// A whole value and how a sheet has it.
    struct Whole: Sendable {
        var value: Tensor<Number>
        var text: String
    }

    init?(_ content: Content, shape: Shape) {
        self.content = content
        self.shape = shape
        switch content {
        case .entries(let values):
            guard let entries = shape.count, let count = try? values.count.raised(to: entries) else { return nil }
            self.count = count
        case .whole(let values): count = Integer(values.count)
        case .arrangements(let orders, _): count = orders.count
        }
        guard count.signum() > 0 else { return nil }
    }

    /// The value of a number below `count`; larger ones count on from 0.
    ///
    /// - Cost: entries times the size of `count`.
    public func value(at index: Integer) -> Tensor<Number> {
        if case .whole(let values) = content { return values[position(index)].value }
        return Tensor(shape: shape, elements: numbers(at: index).map(\.value)) ?? Tensor(scalar: 0)
    }

    /// The value of a number as it stands in a sheet, which reads it back to the same tensor.
    ///
    ///     space.text(at: 0)             // [-3, -3, -3; -3, -3, -3]
    public func text(at index: Integer) -> String {
        if case .whole(let values) = content { return values[position(index)].text }
        return Self.text(of: numbers(at: index).map(\.text), shape: shape)
    }

    /// The number of a value; nil when it is not in the space.
    public func index(of value: Tensor<Number>) -> Integer? {
        guard value.shape == shape else { return nil }
        switch content {
        case .entries(let values):
            var index: Integer = 0
            for element in value.elements.reversed() {
                guard let place = values.index(of: element) else { return nil }
                index = index * values.count + place
            }
            return index
        case .whole(let values):
            return values.firstIndex { Self.areEqual($0.value.elements, value.elements) }.map { Integer($0) }
        case .arrangements(let orders, let pieces):
            let size = pieces.first?.count ?? 1
            var order: [Int] = []
            for start in stride(from: 0, to: value.elements.count, by: max(1, size)) {
                let part = Array(value.elements[start..<min(start + size, value.elements.count)])
                guard let group = pieces.firstIndex(where: { Self.areEqual($0.map(\.value), part) }) else { return nil }
                order.append(group)
            }
            return orders.index(of: order)
        }
    }

    /// How a sheet has a tensor of any kind: `1/2`, `[1, 2]`, `[1, 2]^T`, `[1, 2; 3, 4]`.
    public static func text(of value: Tensor<Number>) -> String {
        text(of: value.elements.map { SpelledNumber.text(of: $0) }, shape: value.shape)
    }

    private static func text(of entries: [String], shape: Shape) -> String {
        switch shape {
        case .scalar: return entries.first ?? "0"
        case .column: return "[" + entries.joined(separator: ", ") + "]"
        case .row: return "[" + entries.joined(separator: ", ") + "]^T"
        case .matrix(_, let columns):
            let width = max(1, columns.value ?? 1)
            let rows = stride(from: 0, to: entries.count, by: width).map { start in
                entries[start..<min(start + width, entries.count)].joined(separator: ", ")
            }
            return "[" + rows.joined(separator: "; ") + "]"
        }
    }

    private func position(_ index: Integer) -> Int {
        Int(exactly: index.floorQuotientAndRemainder(dividingBy: count)?.remainder ?? 0) ?? 0
    }

    private func numbers(at index: Integer) -> [SpelledNumber] {
        switch content {
        case .entries(let values):
            var rest = index.floorQuotientAndRemainder(dividingBy: count)?.remainder ?? 0
            return (0..<(shape.count ?? 0)).map { _ in
                let (quotient, place) = rest.quotientAndRemainder(dividingBy: values.count) ?? (0, 0)
                rest = quotient
                return SpelledNumber(values[place], text: values.text(at: place))
            }
        case .whole: return []
        case .arrangements(let orders, let pieces): return orders.order(at: index).flatMap { pieces[$0] }
        }
    }

    static func areEqual(_ a: [Number], _ b: [Number]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { Number.equality($0, $1) == .equal }
    }
}
