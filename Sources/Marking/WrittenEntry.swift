import Formulas
import Graphs
import Numbers
import Rationals

/// An entry as it was written, made ready to be compared with many values.
struct WrittenEntry: Sendable {
    let entry: AnswerReading.Entry
    let value: CertifiedNumber
    /// One unit in the last place written; nil when it is not a decimal.
    let unit: Rational?
    /// Doubles around every value that the entry can stand for; nil where that is not known.
    let reach: ClosedRange<Double>?

    /// - Parameter places: digits after the point that a terse entry is taken to have: those of its neighbours, trailing
    ///   zeros left off.
    init(_ entry: AnswerReading.Entry, places: Int? = nil) {
        self.entry = entry
        value = CertifiedNumber(entry.value)
        var unit: Rational?
        switch entry.form {
        case .decimal(let own, _):
            unit = Rational.powerOfTen(-(entry.isTerse ? max(own, places ?? own) : own))
        case .exact:
            // A whole number in a list of decimals is one whose zeros were left off.
            if entry.isTerse, let places { unit = Rational.powerOfTen(-places) }
        case .mixed:
            break
        }
        self.unit = entry.value.rational == nil ? nil : unit
        if let bounds = value.bounds {
            let spread = self.unit ?? 0
            let low = Double(bounds.lowerBound - spread).nextDown
            reach = low...max(low, Double(bounds.upperBound + spread).nextUp)
        } else {
            reach = nil
        }
    }

    /// How it stands for a number.
    enum Match: Hashable, Sendable {
        case same
        case nearest
        case truncated
    }

    /// How the entry stands for a number: the same; a decimal that is its correct rounding, at a tie either neighbour;
    /// its digits cut off; nil for another number.
    ///
    /// - Throws: `NumberError` when it cannot be decided.
    func match(_ truth: CertifiedNumber) throws -> Match? {
        guard let unit, let written = value.number.rational else { return try truth.equals(value) ? .same : nil }
        // Far off, which is the rule: no further questions.
        if let bounds = truth.bounds, bounds.upperBound < written - unit || bounds.lowerBound > written + unit {
            return nil
        }
        let half = unit * Rational.half
        if try truth.order(to: written - half) != .less, try truth.order(to: written + half) != .greater {
            // Whether it is the very number may stay undecided; its correct rounding it is all the same.
            return (try? truth.order(to: written)) == .equal ? .same : .nearest
        }
        // Cut towards zero: the digits of −0.276 cut to two places are −0.27.
        let isAbove = try truth.order(to: written) == .greater
        if written.isZero || (written.signum() > 0) == isAbove {
            let edge = isAbove ? written + unit : written - unit
            if try truth.order(to: edge) == (isAbove ? .less : .greater) { return .truncated }
        }
        return nil
    }

    /// Whether a floating-point run with a proven bound rules out that the entry stands for the exact value.
    func isRefuted(by run: RunningError) -> Bool {
        guard let reach, run.bound.isFinite else { return false }
        return (run.value - run.bound).nextDown > reach.upperBound || (run.value + run.bound).nextUp < reach.lowerBound
    }
}

extension AnswerReading.Entry {
    /// Whether so few digits are shown that many values stand behind them: a whole number, or a decimal with neither two
    /// places nor two significant digits.
    ///
    /// 0.3, 0.0 and 12 are terse; 0.30, 0.03 and 1.7 are not.
    var isTerse: Bool {
        switch form {
        case .exact: value.rational?.isInteger == true
        case .decimal(let places, let digits): places < 2 && digits < 2
        case .mixed: false
        }
    }
}

/// An answer as it was written, made ready to be compared with many values.
struct WrittenAnswer: Sendable {
    let reading: AnswerReading
    let entries: Tensor<WrittenEntry>
    /// The most digits after the point that one of the entries shows; nil when none is a decimal.
    let places: Int?

    init(_ reading: AnswerReading) {
        self.reading = reading
        let shown = reading.entries.elements.compactMap { entry -> Int? in
            if case .decimal(let places, _) = entry.form { return places }
            return nil
        }
        let most = shown.max()
        places = most
        entries = reading.entries.map { WrittenEntry($0, places: most) }
    }

    /// More digits than people keep on the way when they show still more in the end.
    static let fewerDigitsLimit = 6

    /// To what digits somebody who writes so rounds on the way: the places shown, or as many significant digits; then
    /// to fewer, down to two places or three digits, as people do.
    var digitsShown: [Rounded.Digits] {
        guard let places else { return [] }
        let significant = reading.entries.elements.compactMap { entry -> Int? in
            if case .decimal(_, let digits) = entry.form { return digits }
            return nil
        }
        let digits = significant.max()
        var all: [Rounded.Digits] = [.places(places)] + (digits.map { [.significant($0)] } ?? [])
        let most = Self.fewerDigitsLimit
        all += stride(from: min(places - 1, most), through: 2, by: -1).map { .places($0) }
        all += stride(from: min((digits ?? 0) - 1, most), through: 3, by: -1).map { .significant($0) }
        return all
    }

    /// Whether every entry stands for the entry of a value: the same number, or a correct rounding or truncation.
    ///
    /// - Throws: `NumberError` when it cannot be decided.
    func stands(for value: Tensor<CertifiedNumber>) throws -> Bool {
        guard let laidOut = entries.laidOut(as: value.shape) else {
            return false
        }
        for (entry, number) in zip(laidOut.elements, value.elements) where try entry.match(number) == nil {
            return false
        }
        return true
    }

    /// Whether a floating-point run with proven bounds rules out that the answer stands for the exact value.
    func isRefuted(by run: Tensor<RunningError>) -> Bool {
        guard let laidOut = entries.laidOut(as: run.shape) else {
            return true
        }
        return zip(laidOut.elements, run.elements).contains { $0.isRefuted(by: $1) }
    }

    /// How many digits there are to tell values apart: mistakes that explain a single digit explain nothing.
    var information: Int {
        entries.elements.reduce(0) { total, written in
            switch written.entry.form {
            case .decimal(_, let digits): total + digits
            case .exact: total + (written.entry.value.rational?.isInteger == true ? 1 : 4)
            case .mixed: total + 4
            }
        }
    }
}

extension Tensor {
    /// The entries in a shape with as many rows and columns; a vector, however it stands, and a single number, in any
    /// shape of as many entries in a line: no sheet asks how a vector stands.
    ///
    /// nil when it does not fit.
    func laidOut(as shape: Shape) -> Tensor? {
        guard let size = shape.size else { return nil }
        if size.rows == rows, size.columns == columns { return Tensor(shape: shape, elements: elements) }
        guard rows == 1 || columns == 1, size.rows == 1 || size.columns == 1 else { return nil }
        return Tensor(shape: shape, elements: elements)
    }
}
