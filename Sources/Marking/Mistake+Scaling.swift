import Graphs
import Numbers
import Rationals

extension Mistake {
    /// Scores divided by the wrong number, or by none.
    static let scaling: [Mistake] = [
        Mistake(
            "no-scaling", "The scores were not divided by the square root of the size of the keys.",
            Example(query, solve: querySteps, asked: "p", answer: "[0.9465, 0.0471, 0.0064]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let scale = site.anatomy.scale(at: site.id), scale.isRootOfWidth else {
                return nil
            }
            return try copy.the(scale.scores)
        },
        Mistake(
            "scaled-by-size", "The scores were divided by the size of the keys d, not by its square root √d.",
            Example(query, solve: querySteps, asked: "s", answer: "[2.5000, 1.0000, 0.0000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let scale = site.anatomy.scale(at: site.id), scale.isRootOfWidth,
                let width = scale.width
            else { return nil }
            let size = try copy.constant(Rational(width))
            return try copy.add(.divide, [try copy.the(scale.scores), size])
        },
        Mistake(
            "multiplied-by-scale", "The scores were multiplied by √d instead of divided by it.",
            Example(query, solve: querySteps, asked: "s", answer: "[7.0711, 2.8284, 0.0000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let scale = site.anatomy.scale(at: site.id), scale.isRootOfWidth,
                let width = scale.width
            else { return nil }
            let root = try copy.root(of: width)
            return try copy.add(.multiply, [try copy.the(scale.scores), root])
        },
        Mistake(
            "scaled-by-model-width",
            "The scores were divided by the root of the width of the tokens, not of the keys.",
            Example(projected, solve: projectedSteps, asked: "S", answer: "[4.6188, 4.6188; 2.8868, 2.8868]")
        ) { copy, site throws(ShapeError) in try rescaled(&copy, site) { $0.modelWidth(of: $1) } },
        Mistake(
            "scaled-by-value-width", "The scores were divided by the root of the size of the values, not of the keys.",
            Example(
                separate, solve: separateSteps, asked: "A",
                answer: "[0.2992, 0.5329, 0.1679; 0.4319, 0.1361, 0.4319; 0.3904, 0.3904, 0.2192]")
        ) { copy, site throws(ShapeError) in
            try rescaled(&copy, site) { anatomy, attention in
                attention.values.flatMap { anatomy.shape($0).columns.value }
            }
        },
        Mistake(
            "scaled-by-token-count", "The scores were divided by the root of the number of tokens, not of their size.",
            Example(query, solve: querySteps, asked: "s", answer: "[2.8868, 1.1547, 0.0000]")
        ) { copy, site throws(ShapeError) in
            try rescaled(&copy, site) { anatomy, attention in anatomy.keyCount(of: attention) }
        },
        Mistake(
            "scaled-by-total-width",
            "The scores of each head were divided by the root of the width of all heads together.",
            Example(
                wideHeads, solve: "Y = multi_head(X, W_Q, W_K, W_V, heads: 2)", asked: "Y",
                answer: "[2.0000, -0.3870; 2.0000, -0.8410]")
        ) { copy, site throws(ShapeError) in
            try rescaled(&copy, site) { anatomy, attention in
                guard let heads = anatomy.headCount(of: attention) else { return nil }
                return anatomy.keyWidth(of: attention).map { $0 * heads }
            }
        },
        Mistake(
            "temperature-multiplied", "The scores were multiplied by the temperature instead of divided by it.",
            Example(
                "s = [1, 2, 4]\nT = 2", solve: "p = softmax(s / T)", asked: "p",
                answer: "[0.002428, 0.017943, 0.979629]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .divide = site.operation,
                !(site.anatomy.scale(at: site.id)?.isRootOfWidth ?? false),
                site.anatomy.users[site.id.index].contains(where: site.anatomy.isWeights)
            else { return nil }
            let (scores, divisor) = (site.inputs[0], site.inputs[1])
            guard site.anatomy.shape(divisor) == .scalar, site.anatomy.shape(scores) != .scalar else { return nil }
            return try copy.add(.multiply, [try copy.the(scores), try copy.the(divisor)])
        },
        Mistake(
            "temperature-forgotten", "The scores were not divided by the temperature.",
            Example("s = [1, 2, 4]\nT = 2", solve: "p = softmax(s / T)", asked: "p", answer: "[0.0420, 0.1142, 0.8438]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .divide = site.operation,
                !(site.anatomy.scale(at: site.id)?.isRootOfWidth ?? false),
                site.anatomy.users[site.id.index].contains(where: site.anatomy.isWeights),
                site.anatomy.shape(site.inputs[1]) == .scalar, site.anatomy.shape(site.inputs[0]) != .scalar
            else { return nil }
            return try copy.the(site.inputs[0])
        },
        Mistake(
            "scaled-needlessly", "The scores were divided by √d, but the sheet asks for plain dot products.",
            Example(query, solve: "s = X q\np = softmax(s)", asked: "p", answer: "[0.8703, 0.1043, 0.0254]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let attention = site.anatomy.attentionOfProduct[site.id], !attention.isScaled,
                let width = site.anatomy.keyWidth(of: attention), width > 1
            else { return nil }
            let product = try copy.add(site.operation, try copy.all(site.inputs))
            return try copy.add(.divide, [product, try copy.root(of: width)])
        },
    ]

    private static func rescaled(
        _ copy: inout Rewriting, _ site: Site, by size: (Anatomy, Anatomy.Attention) -> Int?
    ) throws(ShapeError) -> NodeID? {
        guard site.isFirstVariant, let scale = site.anatomy.scale(at: site.id), scale.isRootOfWidth,
            let attention = site.anatomy.attentionOfProduct[scale.scores], let size = size(site.anatomy, attention),
            size != scale.width
        else { return nil }
        let root = try copy.root(of: size)
        return try copy.add(.divide, [try copy.the(scale.scores), root])
    }
}

extension Anatomy {
    /// Entries of a key.
    func keyWidth(of attention: Attention) -> Int? {
        attention.takesKeysTransposed || shape(attention.queries).isColumn
            ? shape(attention.keys).columns.value : shape(attention.keys).rows.value
    }

    /// How many keys there are.
    func keyCount(of attention: Attention) -> Int? {
        attention.takesKeysTransposed || shape(attention.queries).isColumn
            ? shape(attention.keys).rows.value : shape(attention.keys).columns.value
    }

    /// How many heads are set side by side, this one among them; nil for an attention by itself.
    func headCount(of attention: Attention) -> Int? {
        guard let output = attention.output else { return nil }
        for user in users[output.index] {
            if let heads = heads(at: user) { return heads.count }
        }
        return nil
    }

    /// The size of a token before it is projected.
    func modelWidth(of attention: Attention) -> Int? {
        projection(at: attention.queries).flatMap { shape($0.tokens).length?.value ?? shape($0.tokens).columns.value }
    }
}

extension Shape {
    var isColumn: Bool {
        if case .column = self { return true }
        return false
    }

    var isMatrix: Bool {
        if case .matrix = self { return true }
        return false
    }
}

extension Rewriting {
    /// The nodes that took the nodes' places.
    func all(_ ids: [NodeID]) throws(ShapeError) -> [NodeID] {
        var images: [NodeID] = []
        for id in ids { images.append(try the(id)) }
        return images
    }
}
