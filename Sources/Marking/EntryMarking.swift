import Formulas
import Graphs
import Numbers
import Rationals
import Sheets

/// The verdict on one entry: what the sheet asks for, held against what is written.
struct EntryMarking {
    /// The terms of the sheet's `answer` line.
    let terms: [Answer.Term]

    /// The verdict on an entry whose true value is known.
    func verdict(on written: WrittenEntry, truth: CertifiedNumber) -> Verdict {
        do {
            return try decided(written, truth)
        } catch NumberError.undecided(let undecided) {
            return .undecided(undecided)
        } catch {
            // A limit was reached, so nothing was shown either.
            return .undecided(Undecided(.equality, precision: Limits.current.undecidedPrecision))
        }
    }

    private func decided(_ written: WrittenEntry, _ truth: CertifiedNumber) throws -> Verdict {
        let match = try written.match(truth)
        if match != .same, terms.contains(where: { if case .tolerance = $0 { true } else { false } }) {
            // Where the author wrote a tolerance it alone decides: 3.1 may be π rounded, but is 0.04 off.
            if try isWithinTolerance(written, truth) { return .rounded(.withinTolerance) }
            return .wrong(match == nil ? evidence(written, truth) : .beyondTolerance)
        }
        if let match, !(match == .truncated && written.isTerseAlone) {
            if let form = wrongForm(of: written, match) { return .wrongForm(form) }
            switch match {
            case .same: return .exact
            case .nearest: return .rounded(.nearest)
            case .truncated: return .rounded(.truncated)
            }
        }
        // Right to the few digits it shows; a whole number of one or two digits shows none.
        if written.entry.isTerse, !written.entry.isSmallWholeNumber, try written.asWritten.match(truth) == .nearest {
            return .wrongForm(asked ?? .tooFewDigits)
        }
        return .wrong(evidence(written, truth))
    }

    /// What is said of a number as a program prints it, when it is as far from the true value as double precision leaves
    /// it; nil for every other.
    ///
    /// - Parameter run: the sheet's own computation in double precision, with a proven bound on its error.
    func verdict(onPrintout written: WrittenEntry, truth: CertifiedNumber, run: RunningError) -> Verdict? {
        guard (try? written.isPrintout(of: truth, run)) ?? false else { return nil }
        return wrongForm(of: written, .nearest).map { .wrongForm($0) }
            ?? .roundedTooEarly(steps: [Verdict.doublePrecision])
    }

    private func isWithinTolerance(_ written: WrittenEntry, _ truth: CertifiedNumber) throws -> Bool {
        for case .tolerance(let tolerance) in terms {
            if let value = written.value.number.rational {
                if try truth.order(to: value - tolerance) != .less, try truth.order(to: value + tolerance) != .greater {
                    return true
                }
            } else {
                let distance = CertifiedNumber(truth.number - written.value.number)
                if try distance.order(to: -tolerance) != .less, try distance.order(to: tolerance) != .greater {
                    return true
                }
            }
        }
        return false
    }

    // MARK: Forms

    /// The form that the sheet asks for.
    private var asked: Verdict.Form? {
        for term in terms {
            switch term {
            case .exact, .lowestTerms: return .exactExpected
            case .decimals(let count): return .decimalsExpected(count)
            case .significantDigits(let count): return .significantDigitsExpected(count)
            case .marks, .tolerance, .published: continue
            }
        }
        return nil
    }

    /// What is wrong with the form of a right value; nil when nothing is.
    private func wrongForm(of written: WrittenEntry, _ match: WrittenEntry.Match) -> Verdict.Form? {
        for term in terms {
            switch term {
            case .exact:
                if written.entry.form != .exact || match != .same { return .exactExpected }
            case .lowestTerms:
                // A decimal is no fraction that could be cancelled.
                guard written.entry.form == .exact, match == .same else { return .exactExpected }
                if !written.entry.formula.isInLowestTerms { return .lowestTermsExpected }
            case .decimals(let count):
                if !shows(written, match, places: count) { return .decimalsExpected(count) }
            case .significantDigits(let count):
                if !shows(written, match, digits: count) { return .significantDigitsExpected(count) }
            case .marks, .tolerance, .published:
                continue
            }
        }
        if asked == nil, match != .same, written.isTerseAlone { return .tooFewDigits }
        return nil
    }

    /// Zeros at the end may be left off where nothing is lost with them.
    private func shows(_ written: WrittenEntry, _ match: WrittenEntry.Match, places: Int) -> Bool {
        switch written.entry.form {
        case .decimal(let own, _):
            own == places || own < places && match == .same
                || written.entry.isTerse && written.unit == Rational.powerOfTen(-places)
        case .exact:
            written.entry.value.rational?.isInteger == true
                && (match == .same || written.unit == Rational.powerOfTen(-places))
        case .mixed: false
        }
    }

    private func shows(_ written: WrittenEntry, _ match: WrittenEntry.Match, digits: Int) -> Bool {
        switch written.entry.form {
        case .decimal(_, let own): own == digits || own < digits && match == .same
        case .exact: written.entry.value.rational?.isInteger == true
        case .mixed: false
        }
    }

    // MARK: Evidence

    private func evidence(_ written: WrittenEntry, _ truth: CertifiedNumber) -> Verdict.Evidence {
        guard case .decimal(let places, _) = written.entry.form else { return .exactValues }
        let given = written.entry.formula.plain
        let shown = max(places, 0)
        guard shown <= 200, let decimal = try? truth.number.decimal(places: shown) else { return .exactValues }
        return .decimal(truth: decimal.writtenOut(places: shown), given: given)
    }
}

extension Decimal {
    /// The decimal with all its places and without an exponent, `−0.00004`, as a student would write it.
    func writtenOut(places: Int) -> String {
        var digits = digits + String(repeating: "0", count: max(0, exponent + 1 + places - digits.utf8.count))
        digits = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        let sign = isNegative && !isZero ? "−" : ""
        return sign + digits.dropLast(places) + (places > 0 ? "." + digits.suffix(places) : "")
    }
}

extension WrittenEntry {
    /// Whether so many digits are shown that a program printed it, and it is no further from a number than four times
    /// the proven error of a run in double precision: the steps may be taken in another order, which changes the error.
    ///
    /// For 0 programs print tiny numbers, of however few digits.
    ///
    /// - Throws: `NumberError` when it cannot be decided.
    func isPrintout(of truth: CertifiedNumber, _ run: RunningError) throws -> Bool {
        guard case .decimal(_, let digits) = entry.form, let unit, let written = value.number.rational,
            run.bound.isFinite, let error = Rational(exactly: run.bound), let largest = Rational.powerOfTen(-9)
        else { return false }
        let allowed = error * 4 + unit * .half
        guard allowed < max(written.magnitude, 1) * largest else { return false }
        if digits < 12 {
            guard written.magnitude < largest, try truth.order(to: 0) == .equal else { return false }
        }
        return try truth.order(to: written - allowed) != .less && truth.order(to: written + allowed) != .greater
    }

    /// The entry with the digits it shows itself.
    var asWritten: WrittenEntry { WrittenEntry(entry, places: entry.ownPlaces) }

    /// Whether it is terse and has no neighbours with more digits.
    var isTerseAlone: Bool { entry.isTerse && unit == entry.ownPlaces.flatMap { Rational.powerOfTen(-$0) } }
}

extension AnswerReading.Entry {
    /// 0, 1 or −12: said of a number that is no whole one, it is another number and not a rounding.
    var isSmallWholeNumber: Bool {
        guard case .exact = form, let value = value.rational, value.isInteger else { return false }
        return value.magnitude < 100
    }

    /// Digits after the point that it shows: none for a whole number; nil when it is neither that nor a decimal.
    var ownPlaces: Int? {
        switch form {
        case .decimal(let places, _): places
        case .exact: value.rational?.isInteger == true ? 0 : nil
        case .mixed: nil
        }
    }
}

extension Formula {
    /// Whether no fraction of whole numbers in it can be cancelled, and none is a whole number.
    var isInLowestTerms: Bool {
        switch node {
        case .quotient(let numerator, let denominator):
            if let p = numerator.wholeNumber, let q = denominator.wholeNumber {
                return q.magnitude != 1 && p.gcd(q).isOne
            }
            return numerator.isInLowestTerms && denominator.isInLowestTerms
        case .negative(let inner), .transpose(let inner), .root(let inner, _): return inner.isInLowestTerms
        case .sum(let parts), .product(let parts, _), .column(let parts), .row(let parts):
            return parts.allSatisfy(\.isInLowestTerms)
        case .power(let base, let exponent): return base.isInLowestTerms && exponent.isInLowestTerms
        case .dot(let a, let b), .comparison(let a, _, let b): return a.isInLowestTerms && b.isInLowestTerms
        case .call(_, let arguments, _): return arguments.allSatisfy(\.isInLowestTerms)
        case .matrix(let rows): return rows.allSatisfy { $0.allSatisfy(\.isInLowestTerms) }
        case .number, .name, .subscripted, .summation, .text, .elided, .shortened: return true
        }
    }

    /// The value of a whole number with at most a sign.
    private var wholeNumber: Integer? {
        switch node {
        case .number(let literal): literal.value.integer
        case .negative(let inner): inner.wholeNumber.map { -$0 }
        default: nil
        }
    }
}
