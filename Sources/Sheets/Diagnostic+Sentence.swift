import Attention
import Formulas
import Graphs
import Numbers

/// The one place where what is wrong with a sheet becomes a sentence.
extension Diagnostic {
    /// What is wrong, in one sentence.
    public func sentence(in source: SourceText) -> String {
        func line(_ place: Range<Int>) -> String { "line \(source.position(of: place.lowerBound).line)" }
        switch fact {
        case .fileTooLarge(let bytes, let limit): return "The file has \(bytes) bytes, more than \(limit)."
        case .notUTF8(.utf16): return "The file is UTF-16, not UTF-8."
        case .notUTF8(.bytes(let count, let first)):
            let more = count > 1 ? " (\(count) places)" : ""
            return "The byte 0x\(String(first, radix: 16)) is no UTF-8 text\(more)."
        case .controlCharacter(let code, let count):
            let more = count > 1 ? " (\(count) places)" : ""
            return "The control character 0x\(String(code, radix: 16)) does not belong in a text\(more)."
        case .emptySheet: return "The sheet is empty."
        case .frontMatterNotClosed: return "The front matter has no closing ‘---’."
        case .frontMatterTooLarge(let limit): return "The front matter is longer than \(limit) bytes."
        case .frontMatter(let problem):
            return "The front matter cannot be read\(problem.isEmpty ? "" : ": \(problem)")."
        case .frontMatterValue(let key):
            return key.map { "The value of ‘\($0)’ is neither a text nor a list of texts." }
                ?? "The front matter is not a list of ‘key: value’ lines."
        case .frontMatterDuplicate(let key): return "The front matter has ‘\(key)’ twice."
        case .blockNotClosed(let kind): return "The \(kind.map { "\($0) " } ?? "")block is not closed."
        case .unknownBlock(let word, _): return "‘\(word)’ is no kind of block."
        case .blockInfo(let kind): return "Words behind ‘\(kind)’ have no meaning."
        case .indentedBlock(let kind): return "A \(kind) block inside a list or a quote is not calculated."
        case .sameHeading(let label, let first): return "‘\(label)’ is already the heading of \(line(first))."
        case .nearlySolution(let word):
            return "‘\(word)’ looks like ‘Solution’; as it is, students would see what follows."
        case .tooManySections(let limit): return "The sheet has more than \(limit) questions and parts."
        case .more(let count): return "There are \(count) more errors after this place."
        case .reading(let fact): return ReadingError(fact, range: range).sentence
        case .emptyTerm, .plotEmptyPiece: return "Something is missing between the commas."
        case .unknownTerm(let word, _): return "‘\(word)’ is nothing an answer can be asked for in."
        case .termNumber(let word): return "‘\(word)’ is not a number that fits here."
        case .tooManyDigits(let limit): return "More than \(limit) digits are asked for."
        case .marksTwice: return "The marks are given twice."
        case .answerWithoutName: return "The line does not say what is asked."
        case .answerIsNoName: return "An answer asks for a name, not for a formula."
        case .answerTwice(let id, let first): return "‘\(id)’ is already asked for in \(line(first))."
        case .insertionForm: return "This is no form a value in prose can have."
        case .insertionIndices(let word): return "‘\(word)’ is no form a value in prose can have."
        case .plotNothing: return "Nothing says what is drawn."
        case .plotQuote: return "This quotation mark has no partner."
        case .plotOption(let label, _): return "A figure has no option ‘\(label)’."
        case .plotOptionTwice(let label): return "The option ‘\(label)’ is given twice."
        case .plotValue(let label): return "This is no value for the option ‘\(label)’ of a figure."
        case .plotShape(.bars, let operand, .matrix(let m, let n)):
            return "‘\(operand)’ is \(m) × \(n); bars show one row or one column."
        case .plotShape(let form, let operand, _):
            return "‘\(operand)’ is a number; \(form == .map ? "a map shows a matrix" : "bars show a vector")."
        case .plotLabels(let found, let part, let count):
            let word = part == .entry ? (count == 1 ? "entry" : "entries") : "\(part)\(count == 1 ? "" : "s")"
            return "\(found) label\(found == 1 ? "" : "s") for \(count) \(word)."
        case .plotTooLarge(let shape, let limit):
            return "A value of \(shape) is too large to be drawn: \(limit) rows or columns are the most."
        case .plotPanels(let limit): return "More than \(limit) matrices in one figure."
        case .draw(let problem): return problem.sentence(line)
        case .condition(let problem): return problem.sentence
        case .drawWithoutTilde: return "A draw has a name, a ‘~’ and what it is drawn from."
        case .unknownName(let name, _, _): return "‘\(name)’ has no value."
        case .usedBeforeDefined(let name, let place): return "‘\(name)’ gets its value only in \(line(place))."
        case .nameElsewhere(let name, let place):
            return "‘\(name)’ has no value in this question, only in another (\(line(place)))."
        case .functionWithoutCall(let name): return "‘\(name)’ is a function and stands here without its arguments."
        case .alreadyDefined(let name, let first): return "‘\(name)’ already has a value, from \(line(first))."
        case .givenWithoutName: return "Given data need a name."
        case .familyMember(let family, let missing, let members):
            return "‘\(missing)’ is no member of the family ‘\(family)’, which has \(Self.list(members))."
        case .indexUnused(let index, let name): return "The index ‘\(index)’ does not occur in ‘\(name)’."
        case .indexRepeated(let index): return "The index ‘\(index)’ is used twice."
        case .emptyRange(let from, let to): return "The range \(from)..\(to) is empty."
        case .rangeTooLarge(let limit): return "The range has more than \(limit) members."
        case .notWholeNumber: return "A whole number is needed here."
        case .notASize: return "A size is a whole number from 1 on."
        case .sizeTooLarge(let limit): return "A size beyond \(limit) is too large."
        case .notIndexable(let name): return "‘\(name)’ is a number, which has no entries to name."
        case .indexCount(let name, let shape, let found):
            return "‘\(name)’ is \(Self.article(shape)); \(found) indices do not fit."
        case .noSuchPart(let name, let part, let index, let count):
            let plural = part == .entry ? "entries" : "\(part)s"
            let range = count == 1 ? "one \(part)" : "the \(plural) 1 to \(count)"
            return "‘\(name)’ has \(range), no \(part) \(index)."
        case .familyShapes(let family, let a, let b):
            return "The members of ‘\(family)’ have different shapes, \(Self.article(a)) and \(Self.article(b))."
        case .unknownFunction(let name, let isName, _):
            return isName ? "‘\(name)’ is a value, not a function." : "There is no function ‘\(name)’."
        case .argumentCount(let function, let found, let expected, let parameters):
            let wanted =
                if expected.upperBound == .max {
                    "at least \(expected.lowerBound)"
                } else if expected.lowerBound == expected.upperBound {
                    "\(expected.lowerBound)"
                } else {
                    "\(expected.lowerBound) to \(expected.upperBound)"
                }
            let list = parameters.isEmpty ? "" : " (\(parameters.joined(separator: ", ")))"
            return
                "‘\(function)’ takes \(wanted) \(wanted.hasSuffix("1") ? "argument" : "arguments")\(list), found \(found)."
        case .unknownOption(let option, let function, _, _): return "‘\(function)’ has no option ‘\(option)’."
        case .optionValue(let value, let option, let function, _, _):
            return "‘\(value)’ is no value for the option ‘\(option)’ of ‘\(function)’."
        case .optionNeedsWord(let option, _): return "The option ‘\(option)’ takes a word."
        case .optionCount(let option, let range):
            return "The option ‘\(option)’ takes a whole number from \(range.lowerBound) to \(range.upperBound)."
        case .optionCallWithoutNumber(let word): return "‘\(word)’ needs one whole number in brackets."
        case .argumentRange(let parameter, let range):
            return "‘\(parameter)’ is a whole number from \(range.lowerBound) to \(range.upperBound)."
        case .mechanism(let error, let function, let operands): return Self.sentence(error, function, operands, line)
        case .readingInFormula(let name): return "‘\(name)’ has no value: it is a line of its own."
        case .unknownLayer(let word, _, _): return "‘\(word)’ is no layer."
        case .notAPolynomial(let text): return "‘\(text)’ is no polynomial in declared sizes."
        case .sizeDoesNotOccur(let name): return "‘\(name)’ occurs on neither side."
        case .unsolvedCrossover(let name):
            return
                "The inequality cannot be solved for ‘\(name)’ in one line: it depends on how large the other sizes are."
        case .distribution(let text):
            return text.isEmpty ? "It is not said what the entries are drawn from." : "‘\(text)’ is no distribution."
        case .shape(let error, let operands): return Self.sentence(error, operands, line)
        case .notCalculable(.comparison): return "A comparison has no value in a step."
        case .notCalculable(.text): return "This word has no value."
        case .notCalculable(.elision): return "What is left out has no value."
        case .powerOfMatrix(let shape, _):
            return "A power of \(Self.article(shape)) could be meant entry by entry or as a product."
        case .powerOfVector(let shape, _): return "A power of \(Self.article(shape)) has no value."
        case .noValue(let error, let step, let entry):
            let place = [entry, step.map { entry == nil ? "‘\($0)’" : "of ‘\($0)’" }].compactMap(\.self).joined(
                separator: " ")
            return Self.sentence(error, place: place)
        case .zeroDivisor(let divisor, let row, _):
            let place = row.map { " in row \($0 + 1)" } ?? ""
            return "This divides by zero: the \(divisor) is 0\(place)."
        case .fullyMasked(let row, _): return "Row \(row + 1) of the scores has no key that the mask allows."
        case .noWeights(let row, .noPositiveScore, let step):
            return "Row \(row + 1) of the scores has no positive score: ReLU makes all of them 0, and the weights"
                + "\(Self.of(step)) would be 0/0."
        case .noWeights(let row, .sumIsZero, let step):
            return "The scores of row \(row + 1) add up to 0: the weights\(Self.of(step)) would be divided by 0."
        case .emptyReduction: return "There are no entries to take this of."
        case .needsValues(let name): return "‘\(name)’ has a shape but no value."
        case .approximateClaim: return "‘≈’ says nothing that could be decided."
        case .refuted(let sides):
            let place = sides.place.map { " \($0)" } ?? ""
            return "This does not hold\(place): the left side is \(sides.left), the right side \(sides.right)."
        case .dependsOnSizes(let sides):
            let place = sides.place.map { " \($0)" } ?? ""
            return
                "This is not shown for all sizes\(place): the left side is \(sides.left), the right side \(sides.right)."
        case .undecidedClaim(let error, let place):
            return Self.sentence(error, place: place ?? "")
        case .nothingToCalculate: return "There is nothing to calculate."
        case .tooMuchWork(let limit): return "This product would bring the work to more than \(limit) multiplications."
        case .tooManyNodes(let limit): return "There are more than \(limit) calculations."
        }
    }

    private static func of(_ step: String?) -> String { step.map { " ‘\($0)’" } ?? "" }

    private static func sentence(
        _ error: MechanismError, _ function: String, _ operands: [Operand], _ line: (Range<Int>) -> String
    ) -> String {
        switch error {
        case .shape(let error): return sentence(error, operands, line)
        case .missing(let parameter): return "‘\(function)’ needs \(parameter)."
        case .unequalLists(let counts):
            let list = counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
            return "‘\(function)’ needs as many matrices as heads in every list (\(list))."
        case .maskEntries: return "The entries of a mask are 0 and 1, known beforehand."
        case .queryKey(let query, let key):
            return "Queries of \(query) entries and keys of \(key) have no dot product."
        case .keyValue(let keys, let values): return "There are \(keys) keys but \(values) values."
        case .headsDoNotDivide(let width, let heads): return "\(width) columns cannot be cut into \(heads) equal heads."
        case .groupsDoNotDivide(let heads, let groups):
            return "\(heads) heads of queries do not fall into \(groups) equal groups."
        case .missingOption(let option, let value): return "‘\(value)’ needs the option ‘\(option)’."
        case .unusedOption(let option, let value): return "The option ‘\(option)’ has no meaning with ‘\(value)’."
        case .noTokens: return "The mask leaves no token."
        case .label(let classes):
            return "The right class is a number from 1 to \(classes), or \(classes) probabilities that sum to 1, "
                + "for each row and known beforehand."
        case .needsPairs(let count):
            return "‘\(function)’ takes entries two by two; \(count) of them make no pairs."
        case .base: return "The base is a positive number other than 1, known beforehand."
        case .weightShape(let parameter, let found, let expected, let gates):
            let blocks = gates > 1 ? " (\(gates) gates on top of one another)" : ""
            return "The \(parameter) of ‘\(function)’ is \(article(found)), \(article(expected)) is needed\(blocks)."
        case .gateList(let parameter, let found, let gates):
            return "The list \(parameter) of ‘\(function)’ has \(counted(Dimension(found), "part")), "
                + "the gates are \(gates.joined(separator: ", "))."
        case .tokens(let size):
            return "Tokens are whole numbers from 1\(size.map { " to \($0)" } ?? " on"), known beforehand."
        case .kernel(let size, let tokens):
            return
                "A window of \(counted(Dimension(size), "row")) does not fit into \(counted(Dimension(tokens), "row"))."
        case .tooManySteps(let limit): return "‘\(function)’ takes at most \(limit) time steps."
        }
    }

    private static func sentence(
        _ error: ShapeError, _ operands: [Operand], _ line: (Range<Int>) -> String
    ) -> String {
        /// `X W (4 × 3, line 7)` where the text is known, the shape alone where it is not.
        func named(_ index: Int, _ shape: Shape) -> String {
            guard operands.indices.contains(index), !operands[index].text.isEmpty,
                operands[index].shape == shape || operands[index].shape == shape.transposed
            else { return article(shape) }
            let origin = operands[index].origin.map { ", \(line($0))" } ?? ""
            return "‘\(operands[index].text)’ (\(operands[index].shape)\(origin))"
        }
        switch error {
        case .entrywise(let a, let b):
            return "\(capitalised(named(0, a))) and \(named(1, b)) have different shapes."
        case .product(let a, let b):
            return "\(capitalised(named(0, a))) times \(named(1, b)) has no value: "
                + "\(counted(a.columns, "column")) meet\(a.columns == 1 ? "s" : "") \(counted(b.rows, "row"))."
        case .dotLengths(let m, let n):
            guard operands.count == 2 else { return "Vectors of \(m) and of \(n) entries have no dot product." }
            return "\(named(0, operands[0].shape)) and \(named(1, operands[1].shape)) have no dot product: "
                + "\(m) entries meet \(n)."
        case .needsVector(let shape): return "A vector is needed here, \(named(0, shape)) is none."
        case .needsMatrix(let shape): return "A matrix is needed here, \(named(0, shape)) is none."
        case .needsScalar(let shape): return "A number is needed here, \(named(0, shape)) is none."
        case .joined(let a, let b):
            let first = operands.firstIndex { $0.shape == a } ?? operands.count
            let second = operands.firstIndex { $0.shape == b } ?? operands.count
            return "\(capitalised(named(first, a))) and \(named(second, b)) do not fit together."
        case .joinsNothing: return "There is nothing here to put together."
        case .outOfRange(let index, let count): return "There is no number \(index + 1) among \(count)."
        case .notDivisible(let width, let count): return "\(width) columns cannot be cut into \(count) equal parts."
        case .mask(let mask, let scores): return "The mask is \(article(mask)), the scores are \(article(scores))."
        case .padding(let count, let keys): return "padding(\(count)) keeps \(count) keys, but there are \(keys)."
        case .tooManyEntries(let limit): return "The value would have more than \(limit) entries."
        case .needsSize: return "The size must be a number here."
        }
    }

    /// What an operation on numbers says, `of` a step where it is known.
    static func sentence(_ error: NumberError, place: String) -> String {
        let of = place.isEmpty ? "" : " (\(place))"
        switch error {
        case .hasNoValue(let reason):
            switch reason {
            case .divisionByZero: return "This divides by zero\(of)."
            case .evenRootOfNegative: return "An even root of a negative number is not real\(of)."
            case .logarithmOfNonPositive: return "Only positive numbers have a logarithm\(of)."
            case .emptySoftmax: return "A softmax of nothing has no value\(of)."
            case .negativePowerOfZero: return "A negative power of zero has no value\(of)."
            case .baseNotPositive: return "The base must be positive\(of)."
            case .entriesDoNotFillShape: return "The entries do not fill the shape\(of)."
            case .notANumber: return "The operation has no value\(of)."
            }
        case .undecided(let undecided):
            let question =
                switch undecided.question {
                case .equality: "whether two numbers are equal"
                case .order: "which of two numbers is larger"
                case .sign: "the sign of a number"
                case .rounding: "how a number is rounded"
                }
            return
                "Undecided: \(question)\(of); enclosures of \(undecided.precision) bits still overlap and no proof was found."
        case .tooLarge(let limit): return "Too large\(of): \(sentence(limit))"
        }
    }

    private static func sentence(_ limit: Limit) -> String {
        switch limit {
        case .integerBits(let bits): "a whole number would have more than \(bits) bits."
        case .exponentBits(let bits): "the argument of an exponential is beyond 2^\(bits)."
        case .terms(let count): "a sum would have more than \(count) terms."
        case .digits(let count): "more than \(count) digits are asked for."
        case .nesting(let depth): "more than \(depth) roots, exponentials or logarithms stand inside one another."
        case .precision(let bits): "more than \(bits) bits of precision are needed."
        case .power(let exponent): "an exponent is beyond \(exponent)."
        case .fieldDegree(let degree): "a denominator with roots needs a field of degree above \(degree)."
        }
    }

    static func article(_ shape: Shape) -> String {
        switch shape {
        case .scalar: "a number"
        case .column, .row, .matrix: "a \(shape)\(isMatrix(shape) ? " matrix" : "")"
        }
    }

    private static func counted(_ count: Dimension, _ word: String) -> String {
        "\(count) \(word)\(count == 1 ? "" : "s")"
    }

    private static func isMatrix(_ shape: Shape) -> Bool {
        if case .matrix = shape { return true }
        return false
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    static func list(_ words: [String]) -> String {
        let shown = words.count > 8 ? Array(words.prefix(7)) + ["…", words[words.count - 1]] : words
        return shown.joined(separator: ", ")
    }
}

extension NumberError {
    /// The error and its remedy as sentences.
    public var message: String {
        "\(Diagnostic.sentence(self, place: "")) \(Diagnostic.remedy(self))"
    }
}
