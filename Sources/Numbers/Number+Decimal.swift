import Rationals

extension Number {
    /// The correctly rounded decimal with a number of significant digits.
    ///
    /// Certified: the digits come from an enclosure that was refined until both ends round to the same decimal. A value
    /// exactly between two decimals is recognised as such (by a proof of equality) and goes to the even digit.
    ///
    ///     print(try Number(2).raised(to: Rational(1, over: 2)!).decimal(significantDigits: 10))    // 1.414213562
    /// - Parameter count: at least 1; less counts as 1.
    /// - Throws: `tooLarge(.digits)`; `undecided(.rounding)`, possible only with atoms.
    public func decimal(significantDigits count: Int) throws -> Decimal {
        try decimal(significantDigits: count, startingFrom: nil)
    }

    /// The decimals of several numbers.
    ///
    /// Exponentials and denominators that they share are evaluated once.
    public static func decimals(of numbers: [Number], significantDigits count: Int) throws -> [Decimal] {
        try requireDigits(count)
        let table = EnclosureTable(precision: workingPrecision(digits: count))
        var rows = SharedRowDecimals(significantDigits: max(count, 1))
        return try numbers.map { number in
            if let decimal = rows.decimal(of: number) { return decimal }
            return try number.decimal(significantDigits: count, startingFrom: table)
        }
    }

    private func decimal(significantDigits: Int, startingFrom table: EnclosureTable?) throws -> Decimal {
        let count = max(significantDigits, 1)
        try Number.requireDigits(count)
        if let rational = try checked().rational { return try rational.decimal(significantDigits: count) }
        return try refined(from: table ?? EnclosureTable(precision: Number.workingPrecision(digits: count))) {
            enclosure in
            guard let (lower, upper) = enclosure.roundedEnds(significantDigits: count) else {
                return enclosure.isBounded ? .borderline(0) : .unknown
            }
            if lower == upper {
                return .decided(
                    Decimal(
                        isNegative: lower.isNegative, digits: lower.digits, exponent: lower.exponent, isExact: false))
            }
            return .borderline(try Number.midpoint(lower, upper))
        } at: {
            try $0.decimal(significantDigits: count)
        }
    }

    /// The correctly rounded decimal with a number of digits after the point.
    ///
    ///     print(try Number(1).applying(.exponential).decimal(places: 3))    // 2.718
    /// - Parameter places: at least 0; less counts as 0.
    public func decimal(places: Int) throws -> Decimal {
        let places = max(places, 0)
        try Number.requireDigits(places)
        if let rational = try checked().rational {
            try Number.requireDigits(rational.numerator.bitWidth / 4 - rational.denominator.bitWidth / 4)
            return try rational.decimal(places: places)
        }
        let scale = try Rational(10).boundedPower(Integer(places))
        let limit = Limits.current.digits * 4
        return try refined(from: EnclosureTable(precision: Number.workingPrecision(digits: places))) { enclosure in
            let scaled = enclosure * scale
            if let exponent = scaled.magnitudeExponent, exponent > limit {
                throw NumberError.tooLarge(.digits(Limits.current.digits))
            }
            guard let (lower, upper) = scaled.roundedToIntegers(bitLimit: limit) else { return .unknown }
            if lower == upper {
                return .decided(
                    Decimal(scaledBy: places, lower.magnitude, isNegative: lower.signum() < 0, isExact: false))
            }
            let middle = Rational(lower + upper) * .half
            return .borderline(middle.divided(by: scale) ?? 0)
        } at: {
            try $0.decimal(places: places)
        }
    }

    static func workingPrecision(digits: Int) -> Int { 64 + digits * 10 / 3 }

    static func requireDigits(_ count: Int) throws {
        let limit = Limits.current.digits
        if count > limit { throw NumberError.tooLarge(.digits(limit)) }
    }

    /// What one enclosure says about a rounded result.
    enum Rounding<Result> {
        case decided(Result)
        /// The ends round to different results; between them lies this number, and if the value equals it, the
        /// result is its rounding.
        case borderline(Rational)
        case unknown
    }

    /// Refines enclosures until the rounding is decided.
    ///
    /// From the third precision on a value that still lies at a border is compared with the border itself.
    func refined<Result>(
        from first: EnclosureTable, _ round: (Enclosure) throws -> Rounding<Result>,
        at border: (Rational) throws -> Result
    ) throws -> Result {
        let limits = Limits.current
        var last = min(limits.precision, max(limits.refinement, 4 * first.precision))
        var table = first
        var attempts = 0
        var isSettled = false
        var isDifferent = true
        while true {
            let enclosure = table.enclosure(of: self)
            if let refusal = table.refusal { throw refusal }
            attempts += 1
            switch try round(enclosure) {
            case .decided(let result):
                return result
            case .borderline(let value):
                if value.isZero, let exponent = enclosure.magnitudeExponent,
                    exponent < -(1 << min(limits.exponentBits, 61))
                {
                    throw NumberError.tooLarge(.exponentBits(limits.exponentBits))
                }
                if attempts >= 3, !isSettled {
                    switch Number.equality(self, Number(value)) {
                    case .equal: return try border(value)
                    case .different: isSettled = true
                    case .undecided:
                        (isSettled, isDifferent) = (true, false)
                        // Atoms can cancel deeply (sinh of a weight near 10⁻¹⁰⁰⁰) without being equal.
                        last = min(limits.precision, max(8 * limits.undecidedPrecision, 2 * first.precision))
                    }
                }
            case .unknown:
                break
            }
            let precision = table.precision * 2
            if precision > last {
                throw !isDifferent
                    ? NumberError.undecided(Undecided(.rounding, precision: table.precision))
                    : NumberError.tooLarge(.precision(last))
            }
            table = EnclosureTable(precision: precision)
        }
    }

    /// The number halfway between two neighbouring decimals: where rounding turns over.
    private static func midpoint(_ a: Enclosure.Digits, _ b: Enclosure.Digits) throws -> Rational {
        let (x, y) = (try value(a), try value(b))
        return (x + y) * .half
    }

    private static func value(_ decimal: Enclosure.Digits) throws -> Rational {
        let digits = Rational(Integer(decimal.digits) ?? 0)
        let magnitude =
            try digits * Rational(10).boundedPower(Integer(decimal.exponent - decimal.digits.utf8.count + 1))
        return decimal.isNegative ? -magnitude : magnitude
    }
}
