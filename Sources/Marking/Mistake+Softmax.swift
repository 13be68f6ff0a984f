import Graphs
import Numbers
import Rationals

extension Mistake {
    /// Scores made weights in another way.
    static let softmaxes: [Mistake] = [
        Mistake(
            "softmax-over-columns", "The softmax was taken down each column; each row of scores must add up to 1.",
            Example(
                separate, solve: separateSteps, asked: "A",
                answer: "[0.1978, 0.4458, 0.1400; 0.4011, 0.1084, 0.5760; 0.4011, 0.4458, 0.2840]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, site.shape.isMatrix, let softmax = site.anatomy.softmaxes[site.id] else {
                return nil
            }
            let turned = try copy.add(.transpose, [try copy.the(softmax.scores)])
            let mask = softmax.mask.flatMap { $0.transposed(site.shape) }
            let weights = try copy.add(.normalise(.softmax(base: softmax.base), mask: mask), [turned])
            return try copy.add(.transpose, [weights])
        },
        Mistake(
            "softmax-over-all", "The softmax was taken over all entries at once; each row must add up to 1.",
            Example(
                separate, solve: separateSteps, asked: "A",
                answer: "[0.0762, 0.1545, 0.0376; 0.1545, 0.0376, 0.1545; 0.1545, 0.1545, 0.0762]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, site.shape.isMatrix, let softmax = site.anatomy.softmaxes[site.id],
                softmax.mask == nil, softmax.base == nil
            else { return nil }
            let powers = try copy.add(.apply(.exponential), [try copy.the(softmax.scores)])
            return try copy.add(.divide, [powers, try copy.add(.reduce(.sum, over: .all), [powers])])
        },
        Mistake(
            "exponential-forgotten",
            "The scores themselves were divided by their sum; the exponentials were forgotten.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.7143, 0.2857, 0.0000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id], softmax.mask == nil else {
                // One exponential of many that are written out one by one.
                guard site.isFirstVariant, case .apply(.exponential) = site.operation, site.shape == .scalar else {
                    return nil
                }
                return try copy.the(site.inputs[0])
            }
            return try copy.overRowSums(try copy.the(softmax.scores))
        },
        Mistake(
            "exponentials-not-normalised", "The exponentials were not divided by their sum.",
            Example(query, solve: querySteps, asked: "p", answer: "[34.3133, 4.1133, 1.0000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id], softmax.mask == nil else {
                // One exponential over a sum that is written out.
                guard site.isFirstVariant, site.shape == .scalar, case .divide = site.operation,
                    case .apply(.exponential) = site.anatomy.operation(site.anatomy.source(site.inputs[0]))
                else { return nil }
                return try copy.the(site.inputs[0])
            }
            return try copy.power(of: softmax.base, try copy.the(softmax.scores))
        },
        Mistake(
            "normalised-before-exponential", "The scores were divided by their sum first and exponentiated then.",
            Example(query, solve: querySteps, asked: "p", answer: "[2.0427, 1.3307, 1.0000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id], softmax.mask == nil else {
                return nil
            }
            return try copy.power(of: softmax.base, try copy.overRowSums(try copy.the(softmax.scores)))
        },
        Mistake(
            "softmax-of-shares", "The scores were divided by their sum before the softmax.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.4671, 0.3043, 0.2287]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id], softmax.mask == nil else {
                return nil
            }
            let shares = try copy.overRowSums(try copy.the(softmax.scores))
            return try copy.add(.normalise(.softmax(base: softmax.base), mask: nil), [shares])
        },
        Mistake(
            "softmax-twice", "The softmax was taken twice.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.5279, 0.2454, 0.2268]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id] else { return nil }
            let rule = Operation.normalise(.softmax(base: softmax.base), mask: softmax.mask)
            return try copy.add(rule, [try copy.add(rule, [try copy.the(softmax.scores)])])
        },
        Mistake(
            "argmax-for-softmax", "All weight was put on the largest score; that is argmax, not softmax.",
            Example(query, solve: querySteps, asked: "p", answer: "[1, 0, 0]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id] else { return nil }
            return try copy.add(.normalise(.argmax(.shared), mask: softmax.mask), [try copy.the(softmax.scores)])
        },
        Mistake(
            "softmax-for-another-rule", "A softmax was taken; the sheet asks for another way from scores to weights.",
            Example(query, solve: "s = X q\np = hardmax(s)", asked: "p", answer: "[0.9465, 0.0471, 0.0064]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .normalise(let rule, let mask) = site.operation else { return nil }
            if case .softmax = rule { return nil }
            return try copy.add(.normalise(.softmax(base: nil), mask: mask), try copy.all(site.inputs))
        },
        Mistake(
            "scores-negated", "The scores entered the exponentials with the opposite sign.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.0229, 0.1911, 0.7860]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id] else { return nil }
            let negated = try copy.add(.negate, [try copy.the(softmax.scores)])
            return try copy.add(.normalise(.softmax(base: softmax.base), mask: softmax.mask), [negated])
        },
        Mistake(
            "base-two", "Powers of 2 were taken in place of powers of e.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.7598, 0.1746, 0.0655]")
        ) { copy, site throws(ShapeError) in try based(&copy, site, on: 2) },
        Mistake(
            "base-ten", "Powers of 10 were taken in place of powers of e.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.9922, 0.0075, 0.0003]")
        ) { copy, site throws(ShapeError) in try based(&copy, site, on: 10) },
        Mistake(
            "base-e", "Powers of e were taken; the sheet asks for another base.",
            Example(query, solve: "s = X q\np = softmax(s, base: 2)", asked: "p", answer: "[0.9465, 0.0471, 0.0064]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id], softmax.base != nil else {
                return nil
            }
            return try copy.add(.normalise(.softmax(base: nil), mask: softmax.mask), [try copy.the(softmax.scores)])
        },
        Mistake(
            "sigmoid-for-softmax",
            "The logistic function was applied to each score; a softmax divides by a common sum.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.9717, 0.8044, 0.5000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id], softmax.mask == nil else {
                return nil
            }
            return try copy.add(.apply(.logistic), [try copy.the(softmax.scores)])
        },
        Mistake(
            "scores-as-weights", "The scores were used as weights; the softmax was skipped.",
            Example(query, solve: querySteps, asked: "z", answer: "[3.5355, 8.4853]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let softmax = site.anatomy.softmaxes[site.id] else { return nil }
            return try copy.the(softmax.scores)
        },
    ]

    private static func based(
        _ copy: inout Rewriting, _ site: Site, on base: Rational
    ) throws(ShapeError) -> NodeID? {
        guard site.isFirstVariant else { return nil }
        if let softmax = site.anatomy.softmaxes[site.id], softmax.base == nil {
            let scores = try copy.the(softmax.scores)
            return try copy.add(.normalise(.softmax(base: base), mask: softmax.mask), [scores])
        }
        guard case .apply(.exponential) = site.operation else { return nil }
        return try copy.power(of: base, try copy.the(site.inputs[0]))
    }
}

extension Rewriting {
    /// b^x, entry by entry; e^x where no base is given.
    mutating func power(of base: Rational?, _ exponents: NodeID) throws(ShapeError) -> NodeID {
        guard let base else { return try add(.apply(.exponential), [exponents]) }
        let logarithm = try add(.apply(.logarithm), [try constant(base)])
        return try add(.apply(.exponential), [try add(.multiply, [exponents, logarithm])])
    }
}

extension Mask {
    /// One flag per score, row by row.
    func flags(_ shape: Shape) -> [Bool]? {
        guard let size = shape.size else { return nil }
        let (rows, columns) = shape.isMatrix ? (size.rows, size.columns) : (1, size.rows * size.columns)
        return (0..<rows).flatMap { i in (0..<columns).map { allows(row: i, column: $0) } }
    }

    /// The mask of scores that stand the other way.
    func transposed(_ shape: Shape) -> Mask? {
        guard let size = shape.size, let flags = flags(shape) else { return nil }
        let turned = (0..<size.columns).flatMap { j in (0..<size.rows).map { flags[$0 * size.columns + j] } }
        return .allowed(turned, columns: size.rows)
    }
}
