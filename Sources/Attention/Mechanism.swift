import Graphs
import Rationals

/// A named computation of the field: what a sheet can call, and how it unfolds into steps.
///
/// One file per mechanism; `Catalogue.all` lists them. Sheets look a call up here, so a mechanism that is in the
/// catalogue can be used in every sheet without another line of code.
public struct Mechanism: Sendable {
    /// The name in a sheet: `self_attention`.
    public var name: String
    /// What it computes, in a phrase.
    public var summary: String
    /// The definition in LaTeX: `\operatorname{softmax}(Q K^\top / \sqrt{d_k})\, V`.
    public var formula: String
    /// Lines of a sheet that work the mechanism on numbers small enough to follow; the last line calls it.
    public var example: String
    /// The positional arguments in order.
    public var parameters: [Parameter]
    /// The labelled arguments.
    public var options: [Option]
    /// Where the definition comes from.
    public var source: Citation?
    /// Adds the nodes and returns the result.
    ///
    /// Inner steps get their labels here, the result from the caller.
    public var build: @Sendable (inout Graph, Arguments) throws(MechanismError) -> NodeID

    /// A mechanism by its parts.
    public init(
        name: String, summary: String, formula: String, example: String, parameters: [Parameter],
        options: [Option] = [], source: Citation? = nil,
        build: @escaping @Sendable (inout Graph, Arguments) throws(MechanismError) -> NodeID
    ) {
        self.name = name
        self.summary = summary
        self.formula = formula
        self.example = example
        self.parameters = parameters
        self.options = options
        self.source = source
        self.build = build
    }

    /// A positional argument.
    public struct Parameter: Hashable, Sendable {
        /// The field's letter: `Q`, `W_V`.
        public var label: String
        /// What may be passed.
        public var kind: Kind
        /// Whether it may not be left out.
        public var isRequired: Bool

        /// A parameter by its parts.
        public init(_ label: String, _ kind: Kind = .value, isRequired: Bool = true) {
            self.label = label
            self.kind = kind
            self.isRequired = isRequired
        }

        /// What may be passed.
        public enum Kind: Hashable, Sendable {
            case value
            /// A whole number from the range, known beforehand.
            case count(ClosedRange<Int>)
            /// `[W_1, W_2, …]`: one value per head.
            case list
            /// Takes all further values.
            case rest
        }
    }

    /// A labelled argument: `score: dot`.
    public struct Option: Hashable, Sendable {
        /// The word before the colon.
        public var label: String
        /// What may be passed.
        public var kind: Kind
        /// What holds when the option is left out, as a sheet would write it.
        public var fallback: String

        /// An option by its parts.
        public init(_ label: String, _ kind: Kind, fallback: String) {
            self.label = label
            self.kind = kind
            self.fallback = fallback
        }

        /// What may be passed.
        public enum Kind: Hashable, Sendable {
            /// One of these words.
            case word([String])
            /// A number or an expression for one.
            case value
            /// A whole number from the range.
            case count(ClosedRange<Int>)
            /// A whole number from the range, or a size that has a name only.
            case countOrSize(ClosedRange<Int>)
            /// One of the words, or a value.
            case wordOrValue([String])
            /// One of the words, a call with one whole number such as `padding(3)`, a value, or a list of those in
            /// brackets.
            case wordCallOrValue([String], calls: [String])
        }
    }
}

/// What a sheet's call passes to a mechanism, checked against its parameters before `build` runs.
public struct Arguments: Sendable {
    /// The positional arguments in order.
    public var values: [Value]
    /// The labelled arguments that were given.
    public var options: [String: OptionValue]

    /// Arguments by their parts.
    public init(values: [Value], options: [String: OptionValue] = [:]) {
        self.values = values
        self.options = options
    }

    /// A positional argument.
    public enum Value: Hashable, Sendable {
        case node(NodeID)
        case list([NodeID])
        case count(Int)
    }

    /// A labelled argument.
    public enum OptionValue: Hashable, Sendable {
        case word(String)
        case count(Int)
        case node(NodeID)
        /// `padding(3)`
        case call(String, Int)
        /// `[causal, padding(3)]`
        case list([OptionValue])
    }

    /// The node at a position; nil when the optional argument was left out.
    public subscript(position: Int) -> NodeID? {
        guard position < values.count, case .node(let id) = values[position] else { return nil }
        return id
    }

    /// The nodes at a position: a list, or a single value taken as a list of one.
    public func list(_ position: Int) -> [NodeID] {
        guard position < values.count else { return [] }
        switch values[position] {
        case .node(let id): return [id]
        case .list(let ids): return ids
        case .count: return []
        }
    }

    /// The whole number at a position; nil when the optional argument was left out.
    public func count(at position: Int) -> Int? {
        guard position < values.count, case .count(let count) = values[position] else { return nil }
        return count
    }

    /// All values from a position on, lists laid flat.
    public func rest(from position: Int) -> [NodeID] {
        values.dropFirst(position).flatMap { value in
            switch value {
            case .node(let id): [id]
            case .list(let ids): ids
            case .count: [NodeID]()
            }
        }
    }

    /// The word an option was given, nil when it was left out or is not a word.
    public func word(_ label: String) -> String? {
        if case .word(let word) = options[label] { return word }
        return nil
    }

    /// The value an option was given, nil when it was left out or is a word.
    public func node(_ label: String) -> NodeID? {
        if case .node(let id) = options[label] { return id }
        return nil
    }

    /// The size without a value an option was given, `h` of `heads: h`; nil when it was left out or is a number.
    func size(_ label: String, in graph: Graph) -> Dimension? {
        guard case .node(let id) = options[label], case .size(let polynomial) = graph[id].operation else { return nil }
        return Dimension(polynomial)
    }

    /// The whole number an option was given, nil when it was left out.
    public func count(_ label: String) -> Int? {
        if case .count(let count) = options[label] { return count }
        return nil
    }
}

/// Why a mechanism cannot be built from its arguments.
public enum MechanismError: Error, Hashable, Sendable {
    case shape(ShapeError)
    case missing(parameter: String)
    /// Lists that must have one value per head.
    case unequalLists([String: Int])
    /// The mask's entries must be known 0s and 1s.
    case maskEntries
    /// Scores of a query and a key of different sizes.
    case queryKey(query: Dimension, key: Dimension)
    /// As many values as keys.
    case keyValue(keys: Dimension, values: Dimension)
    case headsDoNotDivide(width: Dimension, heads: Int)
    /// Query heads that do not fall into equal groups.
    case groupsDoNotDivide(heads: Int, groups: Int)
    case base
    /// An option that a value of another option needs: `W` for `bilinear`.
    case missingOption(String, for: String)
    /// An option that a value of another option has no use for.
    case unusedOption(String, with: String)
    /// A weight, bias or state of a recurrent layer with another shape; `gates` blocks on top of one another.
    case weightShape(String, found: Shape, expected: Shape, gates: Int)
    /// A list that has not one part for every gate.
    case gateList(String, found: Int, gates: [String])
    /// Tokens that are no whole numbers from 1 to the size known beforehand.
    case tokens(size: Int?)
    /// A convolution's window that is longer than the sequence.
    case kernel(size: Int, tokens: Int)
    /// A sequence longer than a recurrent layer unfolds.
    case tooManySteps(limit: Int)
    /// Entries that are taken two by two, of which there is an odd number.
    case needsPairs(Dimension)
    /// A mask that leaves no token to take the mean of.
    case noTokens
    /// What a classifier is trained for: labels from 1 to `classes`, or probabilities.
    case label(classes: Int)
}

/// Where a definition comes from.
public struct Citation: Hashable, Sendable {
    /// Key in `Bibliography`.
    public var key: String
    /// Equation, section or figure there.
    public var place: String

    /// A place in a work.
    public init(_ key: String, _ place: String) {
        self.key = key
        self.place = place
    }
}
