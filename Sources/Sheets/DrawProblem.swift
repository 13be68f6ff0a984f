public import Numbers

/// What can be wrong with a line of a `vary` block.
public enum DrawProblem: Hashable, Sendable {
    // How it is written
    /// Something stands behind the distribution.
    case afterDistribution(String)
    /// `with` has no `n in 3..4` behind it.
    case withoutSize
    case noShape
    case unknownDistribution(String, suggestions: [String])
    /// A distribution without what belongs in its brackets.
    case needsBrackets(String)
    case needsRange(String)
    case needsValues(String)
    case unknownWord(String, distribution: String, known: [String])
    case optionValue(String)
    /// `permutation` without `of`.
    case needsOf

    // Numbers
    /// A name where a number belongs; nil for something else.
    case notConstant(String?)
    case notRational
    case notWhole
    case backwards(from: String, to: String)
    case empty(String)
    case zeroFactor
    case notPositive
    case tooMany(limit: Int)
    case undecided(NumberError)

    // Names
    case step(String, at: Range<Int>)
    case declared(String)
    case family(String)
    case part(String, of: String)
    case twice(String, first: Range<Int>)
    case noData(String)

    // Shapes
    case mixedShapes
    /// A shape behind something that has one.
    case hasShape(String)
    case rowsOfVector(String)
    case unknownSize(String, suggestions: [String])
    case sizeForm
    case sizeValues(limit: Int)
    case tooManyChoices(limit: Int)
    case sizeTwice(String, first: Range<Int>)
    case sizeUnused(String)
    /// `with n in 3..4` where the sheet gives n.
    case sizeIsGiven(String, at: Range<Int>)
    case notASize(String)
    case tooManyEntries(limit: Int)
}

extension DrawProblem {
    /// Whether a limit was reached.
    var isLimit: Bool {
        switch self {
        case .tooMany, .tooManyChoices, .tooManyEntries: return true
        case .undecided(.tooLarge): return true
        case .afterDistribution, .withoutSize, .noShape, .unknownDistribution, .needsBrackets, .needsRange,
            .needsValues,
            .unknownWord, .optionValue, .needsOf, .notConstant, .notRational, .notWhole, .backwards, .empty,
            .zeroFactor,
            .notPositive, .undecided, .step, .declared, .family, .part, .twice, .noData, .mixedShapes, .hasShape,
            .rowsOfVector, .unknownSize, .sizeForm, .sizeValues, .sizeTwice, .sizeUnused, .sizeIsGiven, .notASize:
            return false
        }
    }

    /// What is wrong, in words.
    func sentence(_ line: (Range<Int>) -> String) -> String {
        switch self {
        case .afterDistribution(let text): "‘\(text)’ does not belong behind the distribution."
        case .withoutSize: "It is not said which size is drawn."
        case .noShape: "This is no shape."
        case .unknownDistribution(let word, _):
            word.isEmpty ? "It is not said what is drawn." : "‘\(word)’ is no distribution."
        case .needsBrackets(let name): "It is not said from what ‘\(name)’ draws."
        case .needsRange(let name): "‘\(name)’ needs a range."
        case .needsValues(let name): "‘\(name)’ needs values to choose from."
        case .unknownWord(let word, let distribution, _): "‘\(distribution)’ does not know ‘\(word)’."
        case .optionValue(let label): "This is no value for ‘\(label)’."
        case .needsOf: "It is not said what is put in another order."
        case .notConstant(let name?): "‘\(name)’ is no number."
        case .notConstant(nil): "A number is needed here."
        case .notRational: "The ends of a range are fractions."
        case .notWhole: "A whole number is needed here."
        case .backwards(let from, let to): "The range from \(from) to \(to) is empty."
        case .empty(let name): "There is nothing to draw: no number meets ‘\(name)’."
        case .zeroFactor: "All multiples of 0 are 0."
        case .notPositive: "Only positive numbers have a logarithm."
        case .tooMany(let limit): "These are more than \(limit) numbers to list."
        case .undecided(let error): Diagnostic.sentence(error, place: "")
        case .step(let name, let place): "‘\(name)’ is worked out (\(line(place))), so it cannot be drawn."
        case .declared(let name): "‘\(name)’ has a shape but no value that could be drawn anew."
        case .family(let name): "‘\(name)’ is given for a range of indices in one line."
        case .part(let name, let whole): "‘\(name)’ is a part of ‘\(whole)’."
        case .twice(let name, let first): "‘\(name)’ is already drawn in \(line(first))."
        case .noData(let name): "‘\(name)’ is not given by its entries."
        case .mixedShapes: "The values to choose from have different shapes."
        case .hasShape(let name): "What ‘\(name)’ draws has its shape already."
        case .rowsOfVector(let name): "‘\(name)’ has no rows to put in another order."
        case .unknownSize(let name, _): "‘\(name)’ is no size here."
        case .sizeForm: "This does not say from what the size is drawn."
        case .sizeValues(let limit): "A size is a whole number from 1 to \(limit)."
        case .tooManyChoices(let limit): "A size is drawn from at most \(limit) numbers."
        case .sizeTwice(let name, let first): "‘\(name)’ is drawn from other numbers in \(line(first))."
        case .sizeUnused(let name): "No shape has the size ‘\(name)’."
        case .sizeIsGiven(let name, let place):
            "‘\(name)’ is given (\(line(place))), so it is no size that could be drawn here."
        case .notASize(let name): "‘\(name)’ is no size: its value is no whole number from 1 on."
        case .tooManyEntries(let limit): "There would be more than \(limit) entries to draw."
        }
    }

    /// What to write instead.
    var remedy: String {
        switch self {
        case .afterDistribution: "Write the shape as ^(3 x 2), sizes as ‘with n in 3..4’."
        case .withoutSize, .sizeForm: "Write ‘with n in 3..4’ or ‘with n in one_of(2, 4)’."
        case .noShape: "Write ^(n x 3), ^3 or ^n."
        case .unknownDistribution(_, let suggestions):
            suggestions.first.map { "Did you mean ‘\($0)’?" }
                ?? "Write one of: \(DistributionName.allCases.map(\.example).joined(separator: "; "))."
        case .needsBrackets(let name), .needsRange(let name), .needsValues(let name), .empty(let name):
            "Write \(DistributionName(rawValue: name)?.example ?? "integers(-3..3)")."
        case .unknownWord(_, let distribution, let known):
            known.isEmpty
                ? "Write \(DistributionName(rawValue: distribution)?.example ?? "integers(-3..3)")."
                : "It knows \(known.map { "‘\($0)’" }.joined(separator: " and "))."
        case .optionValue(let label):
            label == "places" ? "Write a number from 0 to 100: places: 1." : "Write denominators: 1..4."
        case .needsOf: "Write permutation of X, or permutation of rows of X."
        case .notConstant, .notRational: "Write a number: 3, 1/2, sqrt(2), ln(2)."
        case .notWhole: "Write a number such as 3, or draw with rationals(0..1/2)."
        case .backwards(let from, let to): "The smaller end comes first: \(to)..\(from)."
        case .zeroFactor: "Write multiples(ln(2), -2..3)."
        case .notPositive: "Begin with 1: logs(1..8)."
        case .tooMany: "Take a smaller range."
        case .undecided(let error): Diagnostic.remedy(error)
        case .step: "Draw the given data that it is worked out from."
        case .declared: "Give it a value, ‘X = [1, 2; 3, 4]’, in place of its shape."
        case .family(let name): "Give each member of ‘\(name)’ a line of its own."
        case .part(_, let whole): "Draw ‘\(whole)’, and say in a require block what its parts must be."
        case .twice: "Keep one of the lines."
        case .noData: "Write the entries: permutation of [1, 2, 3]."
        case .mixedShapes: "Give all of them the same shape."
        case .hasShape: "Leave the shape out."
        case .rowsOfVector: "Write permutation of X for the entries."
        case .unknownSize(let name, let suggestions):
            suggestions.first.map { "Did you mean ‘\($0)’?" } ?? "Say what it is: with \(name) in 3..4."
        case .sizeValues: "Write ‘with n in 3..4’."
        case .tooManyChoices: "Write fewer."
        case .sizeTwice: "Draw it from the same numbers, or give it another name."
        case .sizeUnused(let name): "Write a shape with it, X ~ integers(-2..2)^(\(name) x 3), or leave it out."
        case .sizeIsGiven(let name, _):
            "Draw it on a line of its own, \(name) ~ integers(3..4), or give the size another name."
        case .notASize: "Write a number, or draw the size: with n in 3..4."
        case .tooManyEntries: "Take a smaller shape."
        }
    }
}
