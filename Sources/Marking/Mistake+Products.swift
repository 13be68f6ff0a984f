import Graphs
import Numbers
import Rationals

extension Mistake {
    /// Queries, keys, values and tokens multiplied in another way.
    static let products: [Mistake] = [
        Mistake(
            "queries-keys-swapped",
            "Queries and keys were exchanged: K Qᵀ in place of Q Kᵀ.",
            Example(
                separate, solve: separateSteps, asked: "S",
                answer: "[0.7071, 1.4142, 1.4142; 1.4142, 0.0000, 1.4142; 0.0000, 1.4142, 0.7071]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant else { return nil }
            if let attention = site.anatomy.attentionOfProduct[site.id] {
                guard attention.takesKeysTransposed, attention.queries != attention.keys,
                    site.anatomy.shape(attention.queries).isMatrix
                else { return nil }
                let keys = try copy.asItWas(attention.keys)
                let queries = try copy.asItWas(attention.queries)
                return try copy.add(.matrixProduct, [keys, try copy.add(.transpose, [queries])])
            }
            for attention in site.anatomy.attentions where attention.takesKeysTransposed {
                if site.id == attention.queries, site.isProjection { return try copy.asItWas(attention.keys) }
                if site.id == attention.keys, site.isProjection { return try copy.asItWas(attention.queries) }
            }
            return nil
        },
        Mistake(
            "keys-not-transposed", "The keys were not transposed: Q K in place of Q Kᵀ.",
            Example(square, solve: separateSteps, asked: "S", answer: "[3.5355, 0.7071; 1.4142, 0.0000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let attention = site.anatomy.attentionOfProduct[site.id] else { return nil }
            let keys = try copy.the(attention.keys)
            if attention.takesKeysTransposed {
                return try copy.add(.matrixProduct, [try copy.the(attention.queries), keys])
            }
            guard site.anatomy.shape(attention.queries).isColumn else { return nil }
            let turned = try copy.add(.transpose, [keys])
            return try copy.add(.matrixProduct, [turned, try copy.the(attention.queries)])
        },
        Mistake(
            "queries-transposed", "The queries were transposed in place of the keys: Qᵀ K in place of Q Kᵀ.",
            Example(square, solve: separateSteps, asked: "S", answer: "[0.7071, 0.7071; 2.8284, 1.4142]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let attention = site.anatomy.attentionOfProduct[site.id],
                attention.takesKeysTransposed
            else { return nil }
            let turned = try copy.add(.transpose, [try copy.the(attention.queries)])
            return try copy.add(.matrixProduct, [turned, try copy.the(attention.keys)])
        },
        Mistake(
            "keys-values-swapped", "Keys and values were exchanged.",
            Example(square, solve: separateSteps, asked: "Z", answer: "[1.1070, 0.8930; 1.1956, 0.8044]"),
            isMadeEverywhere: true
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant else { return nil }
            if let attention = site.anatomy.attentionOfProduct[site.id], let values = attention.values,
                values != attention.keys
            {
                return try copy.product(of: attention, keys: try copy.asItWas(values), site)
            }
            if let attention = site.anatomy.attentionOfOutput[site.id], attention.values != attention.keys {
                return try copy.output(of: attention, values: try copy.asItWas(attention.keys), site)
            }
            for attention in site.anatomy.attentions {
                if site.id == attention.keys, site.isProjection, let values = attention.values {
                    return try copy.asItWas(values)
                }
                if site.id == attention.values, site.isProjection { return try copy.asItWas(attention.keys) }
            }
            return nil
        },
        Mistake(
            "keys-for-values", "The weights were applied to the keys; the output is the weighted sum of the values.",
            Example(
                separate, solve: separateSteps, asked: "Z", answer: "[1.4359, 0.4240; 0.6626, 0.8916; 1.2033, 0.5989]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let attention = site.anatomy.attentionOfOutput[site.id],
                attention.values != attention.keys, attention.takesKeysTransposed || site.shape.isVector
            else { return nil }
            return try copy.output(of: attention, values: try copy.the(attention.keys), site)
        },
        Mistake(
            "values-not-projected", "The tokens themselves were used as values; they must be multiplied by W_V.",
            Example(
                projectedSquare, solve: projectedSteps, asked: "Z",
                answer: "[0.8022, 1.0000; 0.9983, 0.0087; 0.9471, 0.1586]")
        ) { copy, site throws(ShapeError) in try unprojected(&copy, site) { $0.values } },
        Mistake(
            "queries-not-projected", "The tokens themselves were used as queries; they must be multiplied by W_Q.",
            Example(
                projectedSquare, solve: projectedSteps, asked: "A",
                answer: "[0.1400, 0.5760, 0.2840; 0.7337, 0.1784, 0.0879; 0.6728, 0.1636, 0.1636]")
        ) { copy, site throws(ShapeError) in try unprojected(&copy, site) { $0.queries } },
        Mistake(
            "keys-not-projected", "The tokens themselves were used as keys; they must be multiplied by W_K.",
            Example(
                projectedSquare, solve: projectedSteps, asked: "A",
                answer: "[0.1636, 0.6728, 0.1636; 0.0008, 0.9850, 0.0142; 0.0454, 0.7679, 0.1867]")
        ) { copy, site throws(ShapeError) in try unprojected(&copy, site) { $0.keys } },
        Mistake(
            "nothing-projected", "The tokens were used as queries, keys and values without projecting them.",
            Example(
                projectedSquare, solve: projectedSteps, asked: "Z",
                answer: "[0.8022, 1.0000; 0.8983, 1.7981; 0.7160, 1.4359]"), isMadeEverywhere: true
        ) { copy, site throws(ShapeError) in
            if let made = try unprojected(&copy, site, { $0.queries }) { return made }
            if let made = try unprojected(&copy, site, { $0.keys }) { return made }
            return try unprojected(&copy, site) { $0.values }
        },
        Mistake(
            "projection-on-wrong-side", "The projection was multiplied from the left: W X in place of X W.",
            Example(
                "X = [1, 2; 0, 1]\nW_Q = [1, 1; 2, 0]", solve: "Q = X W_Q", asked: "Q", answer: "[1, 3; 2, 4]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let projection = site.anatomy.projection(at: site.id),
                site.anatomy.shape(projection.tokens).isMatrix
            else { return nil }
            return try copy.add(.matrixProduct, [try copy.the(site.inputs[1]), try copy.the(site.inputs[0])])
        },
        Mistake(
            "projection-transposed", "The transpose of the projection was used.",
            Example(projectedSquare, solve: projectedSteps, asked: "Q", answer: "[1, 0; 3, 4; 1, 2]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let projection = site.anatomy.projection(at: site.id) else { return nil }
            let turned = try copy.add(.transpose, [try copy.the(projection.matrix)])
            let tokens = try copy.the(projection.tokens)
            return try copy.add(.matrixProduct, projection.isOnTheLeft ? [turned, tokens] : [tokens, turned])
        },
        Mistake(
            "weights-transposed", "The weights were transposed before they were applied to the values.",
            Example(
                separate, solve: separateSteps, asked: "Z",
                answer: "[1.0862, 1.0138, 1.7385; 1.3782, 1.2603, 0.7263; 0.5356, 0.7259, 1.5352]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let attention = site.anatomy.attentionOfOutput[site.id],
                let values = attention.values, site.anatomy.shape(attention.weights).isMatrix
            else { return nil }
            let turned = try copy.add(.transpose, [try copy.the(attention.weights)])
            return try copy.add(.matrixProduct, [turned, try copy.the(values)])
        },
        Mistake(
            "values-not-transposed", "The values were taken the wrong way round: V p in place of Vᵀ p.",
            Example(squareQuery, solve: querySteps, asked: "z", answer: "[1.5000, 0.5000]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let attention = site.anatomy.attentionOfOutput[site.id],
                let values = attention.values, site.anatomy.shape(attention.weights).isColumn
            else { return nil }
            return try copy.add(.matrixProduct, [try copy.the(values), try copy.the(attention.weights)])
        },
        Mistake(
            "weights-as-output", "The weights were given as the output; they must be applied to the values.",
            Example(square, solve: separateSteps, asked: "Z", answer: "[0.6698, 0.3302; 0.6698, 0.3302]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let attention = site.anatomy.attentionOfOutput[site.id] else { return nil }
            return try copy.the(attention.weights)
        },
        Mistake(
            "values-averaged", "The plain mean of the values was taken; the weights were not used.",
            Example(query, solve: querySteps, asked: "z", answer: "[1.0000, 0.6667]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, site.shape.isVector,
                let attention = site.anatomy.attentionOfOutput[site.id], let values = attention.values
            else { return nil }
            let mean = try copy.add(.reduce(.mean, over: .eachColumn), [try copy.the(values)])
            return site.shape.isColumn ? try copy.add(.transpose, [mean]) : mean
        },
        Mistake(
            "another-row", "The row of another token was used.",
            Example(
                "X = [1, 2; 0, 1; 2, -1]", solve: "q = row(X, 2)^T\ns = X q / sqrt(2)", asked: "s",
                answer: "[0.0000, -0.7071, 3.5355]")
        ) { copy, site throws(ShapeError) in
            switch site.operation {
            case .row(let row):
                guard let count = site.anatomy.shape(site.inputs[0]).rows.value, site.variant < count - 1 else {
                    return nil
                }
                let other = site.variant < row ? site.variant : site.variant + 1
                return try copy.add(.row(other), try copy.all(site.inputs))
            case .column(let column):
                guard let count = site.anatomy.shape(site.inputs[0]).columns.value, site.variant < count - 1 else {
                    return nil
                }
                let other = site.variant < column ? site.variant : site.variant + 1
                return try copy.add(.column(other), try copy.all(site.inputs))
            default:
                let others = site.relatives
                if site.variant < others.count { return try copy.asItWas(others[site.variant]) }
                return others.isEmpty ? try key(&copy, site) : nil
            }
        },
    ]

    /// A key in place of a given query.
    private static func key(_ copy: inout Rewriting, _ site: Site) throws(ShapeError) -> NodeID? {
        guard site.anatomy.isConstant(site.id), site.shape.isVector,
            let attention = site.anatomy.attentions.first(where: { $0.queries == site.id }),
            let count = site.anatomy.keyCount(of: attention), site.variant < count
        else { return nil }
        let row = try copy.add(.row(site.variant), [try copy.asItWas(attention.keys)])
        return site.shape.isColumn ? try copy.add(.transpose, [row]) : row
    }

    private static func unprojected(
        _ copy: inout Rewriting, _ site: Site, _ part: (Anatomy.Attention) -> NodeID?
    ) throws(ShapeError) -> NodeID? {
        guard site.isFirstVariant, let projection = site.anatomy.projection(at: site.id),
            site.anatomy.attentions.contains(where: { part($0) == site.id })
        else { return nil }
        return try copy.the(projection.tokens)
    }
}

extension Site {
    var isProjection: Bool { anatomy.projection(at: id) != nil }

    /// Other nodes with the same letter and another index, of the same shape: k_1 and k_3 beside k_2.
    var relatives: [NodeID] {
        guard let label = anatomy.graph[id].label, let stem = label.stem,
            anatomy.attentions.contains(where: { $0.queries == id })
        else { return [] }
        return anatomy.graph.labelled.filter { other in
            other != id && anatomy.graph[other].label?.stem == stem && anatomy.shape(other) == shape
                && anatomy.graph[other].label != label
        }
    }
}

extension String {
    /// `q` of `q_2`; nil without an index.
    fileprivate var stem: Substring? { firstIndex(of: "_").map { self[..<$0] } }
}

extension Rewriting {
    /// The product of an attention with other keys.
    mutating func product(
        of attention: Anatomy.Attention, keys: NodeID, _ site: Site
    ) throws(ShapeError) -> NodeID {
        let queries = try the(attention.queries)
        if attention.takesKeysTransposed { return try add(.matrixProduct, [queries, try add(.transpose, [keys])]) }
        return try add(
            .matrixProduct, site.anatomy.shape(attention.queries).isColumn ? [keys, queries] : [queries, keys])
    }

    /// The output of an attention with other values.
    mutating func output(
        of attention: Anatomy.Attention, values: NodeID, _ site: Site
    ) throws(ShapeError) -> NodeID {
        let weights = try the(attention.weights)
        if site.shape.isColumn { return try add(.matrixProduct, [try add(.transpose, [values]), weights]) }
        if graph[weights].shape.isColumn {
            return try add(.matrixProduct, [try add(.transpose, [weights]), values])
        }
        return try add(.matrixProduct, [weights, values])
    }
}
