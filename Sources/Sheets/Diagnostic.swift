import Attention
public import Documents
import Formulas
import Graphs
import Numbers

/// Something in a sheet that cannot be read or calculated: a fact, and where in the text it holds.
///
/// Sentences are made of facts in one place, `Diagnostic+Sentence.swift`.
public struct Diagnostic: Error, Hashable, Sendable {
    /// What is wrong.
    public var fact: Fact
    /// UTF-8 offsets in the sheet; empty where something is missing.
    public var range: Range<Int>

    /// A fact at a place.
    public init(_ fact: Fact, at range: Range<Int>) {
        self.fact = fact
        self.range = range
    }

    /// What a reader of formulas found.
    public init(_ error: ReadingError) {
        self.init(.reading(error.fact), at: error.range)
    }

    /// The closed list of what can be wrong with a sheet.
    public enum Fact: Hashable, Sendable {
        // The file
        case fileTooLarge(bytes: Int, limit: Int)
        case notUTF8(Encoding)
        /// `count` bytes that no text holds, NUL among them; `code` is the first.
        case controlCharacter(code: UInt8, count: Int)
        case emptySheet

        // Front matter
        case frontMatterNotClosed
        case frontMatterTooLarge(limit: Int)
        /// What the YAML reader says.
        case frontMatter(problem: String)
        /// A value that is neither text nor a list of texts; nil when the whole is no list of keys.
        case frontMatterValue(key: String?)
        case frontMatterDuplicate(key: String)

        // Structure
        /// nil for a block of the author's own code.
        case blockNotClosed(String?)
        case unknownBlock(String, suggestion: String)
        /// Words behind `solve` in the line that opens the block.
        case blockInfo(String)
        case indentedBlock(String)
        case sameHeading(String, first: Range<Int>)
        case nearlySolution(String)
        case tooManySections(limit: Int)
        /// Left out of the report.
        case more(Int)

        // Formulas
        case reading(ReadingError.Fact)

        // Answers and values in prose
        case emptyTerm
        case unknownTerm(String, suggestions: [String])
        case termNumber(String)
        case tooManyDigits(limit: Int)
        case marksTwice
        case answerWithoutName
        case answerIsNoName
        case answerTwice(String, first: Range<Int>)
        case insertionForm
        /// `=S_1,2`, where the entry S_{1,2} may be meant.
        case insertionIndices(String)
        case drawWithoutTilde
        case draw(DrawProblem)
        case condition(ConditionProblem)

        // Figures
        /// Nothing between two commas of a plot line.
        case plotEmptyPiece
        case plotNothing
        /// A quotation mark without its partner.
        case plotQuote
        case plotOption(String, suggestions: [String])
        case plotOptionTwice(String)
        /// The option's value is not of its kind.
        case plotValue(String)
        case plotShape(Figure.Form, operand: String, Shape)
        case plotLabels(found: Int, Part, count: Int)
        case plotTooLarge(Shape, limit: Int)
        case plotPanels(limit: Int)

        // Names
        case unknownName(String, suggestions: [String], members: [String])
        case usedBeforeDefined(String, at: Range<Int>)
        /// Another question has the name.
        case nameElsewhere(String, at: Range<Int>)
        case functionWithoutCall(String)
        case alreadyDefined(String, first: Range<Int>)
        /// A value without a name in `given`.
        case givenWithoutName
        case familyMember(String, missing: String, members: [String])
        case familyShapes(String, Shape, Shape)
        case indexUnused(String, name: String)
        case indexRepeated(String)
        case emptyRange(from: String, to: String)
        case rangeTooLarge(limit: Int)
        case notWholeNumber
        case notASize
        case sizeTooLarge(limit: Int)
        case notIndexable(String)
        case indexCount(String, Shape, found: Int)
        /// Row, column or entry `index`, from 1, of a value that has `count` of them.
        case noSuchPart(String, Part, index: Int, count: Int)

        // Calls
        case unknownFunction(String, isName: Bool, suggestions: [String])
        case argumentCount(String, found: Int, expected: ClosedRange<Int>, parameters: [String])
        case unknownOption(String, function: String, known: [String], suggestions: [String])
        case optionValue(String, option: String, function: String, known: [String], suggestions: [String])
        case optionNeedsWord(String, known: [String])
        case optionCount(String, ClosedRange<Int>)
        /// `mask: padding`, which says how many keys there are in brackets.
        case optionCallWithoutNumber(String)
        /// An argument that is a whole number from the range.
        case argumentRange(String, ClosedRange<Int>)
        case mechanism(MechanismError, function: String, operands: [Operand])

        // Costs
        /// A line of its own that stands inside a formula.
        case readingInFormula(String)
        case unknownLayer(String, known: [String], [String])
        case notAPolynomial(String)
        case sizeDoesNotOccur(String)
        case unsolvedCrossover(String)
        /// What is no distribution; empty where none is given.
        case distribution(String)

        // Values
        case shape(ShapeError, operands: [Operand])
        case powerOfMatrix(Shape, Operand)
        case powerOfVector(Shape, Operand)
        case notCalculable(Notation)
        case noValue(NumberError, step: String?, entry: String?)
        /// What a mechanism divides by, in its own words, and the row (from 0) for which that is zero.
        case zeroDivisor(String, row: Int?, takesEpsilon: Bool)
        case fullyMasked(row: Int, step: String?)
        case noWeights(row: Int, Normalisation.NoWeights, step: String?)
        case emptyReduction
        case needsValues(String)
        case tooManyNodes(limit: Int)
        case tooMuchWork(limit: Int)
        /// `≈` between the sides of a claim.
        case approximateClaim
        /// A claim that does not hold.
        case refuted(Comparison)
        /// A claim about polynomials in sizes that does not hold for all of them.
        case dependsOnSizes(Comparison)
        /// A claim that could be neither proved nor refuted.
        case undecidedClaim(NumberError, at: String?)
        /// Nothing but blank lines and remarks to calculate.
        case nothingToCalculate
    }

    /// Why bytes are no UTF-8 text.
    public enum Encoding: Hashable, Sendable {
        case utf16
        /// `count` places; the first holds `first`.
        case bytes(count: Int, first: UInt8)
    }

    /// A formula that took part in an error, as written, with its shape and where that comes from.
    public struct Operand: Hashable, Sendable {
        /// As it is written, cut when it is long.
        public var text: String
        /// The shape of its value.
        public var shape: Shape
        /// Where the name was given its value; nil for a formula on the spot.
        public var origin: Range<Int>?
    }

    /// What an index can name.
    public enum Part: Hashable, Sendable {
        case row, column, entry
    }

    /// The two sides of a claim where it fails.
    public struct Comparison: Hashable, Sendable {
        /// The value of the left side, as it is printed.
        public var left: String
        /// The value of the right side, as it is printed.
        public var right: String
        /// `in row 1, column 2 for n = 3`, nil for a single comparison of numbers.
        public var place: String?
    }

    /// What can be written but has no value in a step.
    public enum Notation: Hashable, Sendable {
        case comparison, text, elision
    }
}

extension Diagnostic {
    /// The exit status that the fact calls for: 1 what is claimed does not hold, 2 unreadable, 3 undecided, 4 a limit was reached.
    public var status: Int32 {
        switch fact {
        case .fileTooLarge, .frontMatterTooLarge, .rangeTooLarge, .sizeTooLarge, .tooManyDigits, .tooManyNodes,
            .tooMuchWork,
            .tooManySections, .plotTooLarge, .plotPanels:
            4
        case .reading(.tooDeep), .reading(.tooLong): 4
        case .shape(.tooManyEntries, _): 4
        case .noValue(.tooLarge, _, _): 4
        case .noValue(.undecided, _, _), .undecidedClaim(.undecided, _): 3
        case .undecidedClaim(.tooLarge, _): 4
        case .draw(.undecided(.undecided)): 3
        case .draw(let problem): problem.isLimit ? 4 : 2
        case .refuted, .dependsOnSizes: 1
        default: 2
        }
    }
}

extension Diagnostic {
    /// By place, then in the order they were found; a fact that is reported twice for one place once; no more than a
    /// person reads.
    static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        let unique = diagnostics.filter { seen.insert($0).inserted }
        let sorted = unique.enumerated().sorted { a, b in
            (a.element.range.lowerBound, a.offset) < (b.element.range.lowerBound, b.offset)
        }.map(\.element)
        guard sorted.count > reportLimit else { return sorted }
        let rest = Diagnostic(.more(sorted.count - reportLimit), at: sorted[reportLimit].range)
        return Array(sorted.prefix(reportLimit)) + [rest]
    }

    /// The most diagnostics of one sheet that are reported.
    static let reportLimit = 100
}
