extension Number {
    /// The nearest doubles of several numbers, ties to even.
    ///
    /// Exponentials and denominators that the numbers share are evaluated once: the weights of one softmax row of n
    /// scores cost n exponentials, not n².
    ///
    ///     print(try Number.doubles(of: [Number(Rational(1, over: 3)!), 2]))    // [0.3333333333333333, 2.0]
    /// - Throws: `undecided(.rounding)`, possible only with atoms; `tooLarge`.
    public static func doubles(of numbers: [Number]) throws -> [Double] {
        let table = EnclosureTable(precision: Double.startingPrecision)
        return try numbers.map { try Double.nearest(to: $0, startingFrom: table) }
    }
}
