extension Formula {
    /// Reads one formula in calculator syntax.
    ///
    /// Numbers are exact as written. Not promised: that names and functions are known; whoever calculates decides.
    /// - Parameters:
    ///   - range: UTF-8 offsets of the part of `text` to read; all of it when nil. Parts of the formula carry offsets in
    ///     all of `text`.
    ///   - offset: added to every offset, for a text that is itself a part of a larger one.
    /// - Throws: ``ReadingError`` with the place of the first error.
    ///
    ///     let scores = try Formula.read("X q / sqrt(3)")
    ///     print(scores.plain)    // X q/√3
    public static func read(
        _ text: String, in range: Range<Int>? = nil, offset: Int = 0, limits: ReadingLimits = .standard
    ) throws(ReadingError) -> Formula {
        let (bytes, start) = text.bytes(in: range)
        var reader = CalculatorReader(bytes, offset: start + offset, limits: limits)
        reader.skipLineEnds()
        let part = try reader.readComparison()
        reader.skipLineEnds()
        if case .comment = reader.token.kind { reader.advance() }
        reader.skipLineEnds()
        guard reader.isAhead(.end) else { throw reader.unexpected([.binaryOperator, .endOfFormula]) }
        return part.formula
    }
}

extension Statement {
    /// Reads one statement in calculator syntax; ranges as in ``Formula/read(_:in:offset:limits:)``.
    /// - Throws: ``ReadingError`` with the place of the first error.
    ///
    ///     let step = try Statement.read("s = X q / sqrt(3)   # scores")
    ///     print(step.comment ?? "")    // scores
    public static func read(
        _ text: String, in range: Range<Int>? = nil, offset: Int = 0, limits: ReadingLimits = .standard
    ) throws(ReadingError) -> Statement {
        let (bytes, start) = text.bytes(in: range)
        var reader = StatementReader(bytes, offset: start + offset, limits: limits)
        return try reader.readOnly()
    }

    /// Reads every statement of a text and goes on after errors, so that all of them are found in one run.
    ///
    ///     let (steps, errors) = Statement.readAll("a = 1\nb = (2\nc = 3")
    ///     print(steps.count, errors.count)    // 2 1
    public static func readAll(
        _ text: String, in range: Range<Int>? = nil, offset: Int = 0, limits: ReadingLimits = .standard
    ) -> (statements: [Statement], errors: [ReadingError]) {
        let (bytes, start) = text.bytes(in: range)
        var reader = StatementReader(bytes, offset: start + offset, limits: limits)
        return reader.readAll()
    }
}

extension String {
    /// The UTF-8 bytes in a range, which is cut to the text where it reaches beyond.
    func bytes(in range: Range<Int>?) -> (bytes: [UInt8], start: Int) {
        guard let range else { return (Array(utf8), 0) }
        let start = Swift.min(Swift.max(range.lowerBound, 0), utf8.count)
        let end = Swift.min(Swift.max(range.upperBound, start), utf8.count)
        return (Array(utf8.dropFirst(start).prefix(end - start)), start)
    }
}
