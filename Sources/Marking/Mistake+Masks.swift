import Graphs
import Numbers
import Rationals

extension Mistake {
    /// Masks left out, put in the wrong place or the wrong way round.
    static let masks: [Mistake] = [
        Mistake(
            "mask-ignored", "The mask was not applied.",
            Example(
                separate, solve: maskedSteps, asked: "A",
                answer: "[0.2840, 0.5760, 0.1400; 0.4458, 0.1084, 0.4458; 0.4011, 0.4011, 0.1978]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .normalise(let rule, .some) = site.operation else { return nil }
            return try copy.add(.normalise(rule, mask: nil), try copy.all(site.inputs))
        },
        Mistake(
            "mask-after-softmax",
            "The mask was applied after the softmax, so that the remaining weights do not add up to 1.",
            Example(
                separate, solve: maskedSteps, asked: "A",
                answer: "[0.2840, 0.0000, 0.0000; 0.4458, 0.1084, 0.0000; 0.4011, 0.4011, 0.1978]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .normalise(let rule, let mask?) = site.operation else { return nil }
            let weights = try copy.add(.normalise(rule, mask: nil), try copy.all(site.inputs))
            return try copy.masked(weights, mask, site.shape)
        },
        Mistake(
            "masked-with-zero", "Masked scores were set to 0 and then took part in the softmax; they must be left out.",
            Example(
                separate, solve: maskedSteps, asked: "A",
                answer: "[0.5035, 0.2483, 0.2483; 0.6728, 0.1636, 0.1636; 0.4011, 0.4011, 0.1978]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .normalise(let rule, let mask?) = site.operation else { return nil }
            guard let scores = try copy.masked(try copy.the(site.inputs[0]), mask, site.shape) else { return nil }
            return try copy.add(.normalise(rule, mask: nil), [scores])
        },
        Mistake(
            "mask-reversed", "The mask was applied the wrong way round: each token attends to the tokens after it.",
            Example(
                separate, solve: maskedSteps, asked: "A",
                answer: "[0.2840, 0.5760, 0.1400; 0.0000, 0.1956, 0.8044; 0.0000, 0.0000, 1.0000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, site.shape.isMatrix, case .normalise(let rule, let mask?) = site.operation,
                let reversed = mask.transposed(site.shape), let size = site.shape.size, size.rows == size.columns
            else { return nil }
            return try copy.add(.normalise(rule, mask: reversed), try copy.all(site.inputs))
        },
        Mistake(
            "mask-inverted", "Exactly the allowed entries were masked.",
            Example(
                "S = [1, 2, 0; 1, 1, 2]\nM = [1, 1, 0; 0, 1, 1]", solve: "A = softmax(S, mask: M)", asked: "A",
                answer: "[0.0000, 0.0000, 1.0000; 1.0000, 0.0000, 0.0000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .normalise(let rule, let mask?) = site.operation,
                let flags = mask.flags(site.shape), let size = site.shape.size
            else { return nil }
            let columns = site.shape.isMatrix ? size.columns : size.rows * size.columns
            let inverted = Mask.allowed(flags.map { !$0 }, columns: columns)
            return try copy.add(.normalise(rule, mask: inverted), try copy.all(site.inputs))
        },
        Mistake(
            "masked-although-not-asked", "A causal mask was applied; the sheet does not ask for one.",
            Example(
                separate, solve: separateSteps, asked: "A",
                answer: "[1.0000, 0.0000, 0.0000; 0.8044, 0.1956, 0.0000; 0.4011, 0.4011, 0.1978]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, site.shape.isMatrix, let size = site.shape.size, size.rows == size.columns,
                let softmax = site.anatomy.softmaxes[site.id], softmax.mask == nil
            else { return nil }
            let scores = try copy.the(softmax.scores)
            return try copy.add(.normalise(.softmax(base: softmax.base), mask: .causal), [scores])
        },
    ]
}

extension Rewriting {
    /// The entries that a mask allows, 0 elsewhere.
    mutating func masked(_ entries: NodeID, _ mask: Mask, _ shape: Shape) throws(ShapeError) -> NodeID? {
        guard let flags = mask.flags(shape),
            let ones = Tensor(shape: shape, elements: flags.map { $0 ? 1 as Number : 0 })
        else { return nil }
        return try add(.multiply, [entries, try add(.constant(ones))])
    }
}
