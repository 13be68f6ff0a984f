import Graphs
import Numbers
import Rationals

extension Mistake {
    /// Heads put together in another way.
    static let heads: [Mistake] = [
        Mistake(
            "heads-added", "The heads were added; they must be set side by side.",
            Example(twoHeadsPlain, solve: headStepsPlain, asked: "H", answer: "[1, 5; 8, 9]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let heads = site.anatomy.heads(at: site.id) else { return nil }
            return try copy.sum(of: heads)
        },
        Mistake(
            "heads-averaged", "The mean of the heads was taken; they must be set side by side.",
            Example(twoHeadsPlain, solve: headStepsPlain, asked: "H", answer: "[0.5, 2.5; 4.0, 4.5]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let heads = site.anatomy.heads(at: site.id) else { return nil }
            return try copy.add(.divide, [try copy.sum(of: heads), try copy.constant(Rational(heads.count))])
        },
        Mistake(
            "heads-reordered", "The heads were set side by side in the wrong order.",
            Example(twoHeads, solve: twoHeadSteps, asked: "Y", answer: "[-0.2177, 6.2177; -0.2177, 6.9433]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let heads = site.anatomy.heads(at: site.id) else { return nil }
            return try copy.add(.concatenate, try copy.all(heads.reversed()))
        },
        Mistake(
            "heads-stacked", "The heads were put on top of one another; they must be set side by side.",
            Example(twoHeadsPlain, solve: headStepsPlain, asked: "H", answer: "[1, 4; 3, 10; 0, 1; 5, -1]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let heads = site.anatomy.heads(at: site.id) else { return nil }
            return try copy.add(.stack, try copy.all(heads))
        },
        Mistake(
            "output-projection-forgotten", "The heads were not multiplied by W_O.",
            Example(
                twoHeads, solve: twoHeadSteps, asked: "Y",
                answer: "[2.0000, -1.6089, 1.0000, 4.2177; 2.0000, -1.6089, 1.0000, 4.9433]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .matrixProduct = site.operation,
                site.anatomy.heads(at: site.anatomy.source(site.inputs[0])) != nil
            else { return nil }
            return try copy.the(site.inputs[0])
        },
        Mistake(
            "one-head-only", "Only one of the heads was used.",
            Example(twoHeadsPlain, solve: headStepsPlain, asked: "H", answer: "[0, 1; 5, -1]")
        ) { copy, site throws(ShapeError) in
            guard let heads = site.anatomy.heads(at: site.id), site.variant < heads.count else { return nil }
            return try copy.the(heads[site.variant])
        },
    ]

    /// Functions, biases and normalisations of a layer.
    static let layers: [Mistake] = [
        Mistake(
            "relu-forgotten", "The ReLU was not applied: negative entries must become 0.",
            Example(layer, solve: layerSteps, asked: "h", answer: "[-2, 5]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .apply(.rectifier) = site.operation else { return nil }
            return try copy.the(site.inputs[0])
        },
        Mistake(
            "activation-forgotten", "The activation function was not applied.",
            Example("x = [1, -2]", solve: "h = tanh(x / 2)", asked: "h", answer: "[0.5, -1]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .apply(let function) = site.operation,
                [.hyperbolicTangent, .logistic, .errorFunction].contains(function)
            else { return nil }
            return try copy.the(site.inputs[0])
        },
        Mistake(
            "sigmoid-for-tanh", "The logistic function was applied in place of tanh.",
            Example("x = [1, -2]", solve: "h = tanh(x)", asked: "h", answer: "[0.7311, 0.1192]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .apply(.hyperbolicTangent) = site.operation else { return nil }
            return try copy.add(.apply(.logistic), try copy.all(site.inputs))
        },
        Mistake(
            "tanh-for-sigmoid", "Tanh was applied in place of the logistic function.",
            Example("x = [1, -2]", solve: "h = sigmoid(x)", asked: "h", answer: "[0.7616, -0.9640]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .apply(.logistic) = site.operation else { return nil }
            return try copy.add(.apply(.hyperbolicTangent), try copy.all(site.inputs))
        },
        Mistake(
            "degrees-for-radians", "Sine or cosine were taken of degrees; the angle is in radians.",
            Example("t = 2", solve: "x = [sin(t), cos(t)]", asked: "x", answer: "[0.03490, 0.99939]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .apply(let function) = site.operation,
                [.sine, .cosine].contains(function)
            else { return nil }
            let halfTurn = try copy.constant(180)
            let pi = try copy.add(.constant(Tensor(scalar: Number.pi)))
            let angle = try copy.add(.multiply, [try copy.the(site.inputs[0]), try copy.add(.divide, [pi, halfTurn])])
            return try copy.add(site.operation, [angle])
        },
        Mistake(
            "sine-cosine-swapped", "Sine and cosine were exchanged.",
            Example("t = 2", solve: "x = [sin(t), cos(t)]", asked: "x", answer: "[-0.4161, 0.9093]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .apply(let function) = site.operation,
                [.sine, .cosine].contains(function)
            else { return nil }
            return try copy.add(.apply(function == .sine ? .cosine : .sine), try copy.all(site.inputs))
        },
        Mistake(
            "logarithm-base-ten", "The logarithm to base 10 was taken; the natural one is meant.",
            Example("p = 1/5", solve: "L = -ln(p)", asked: "L", answer: "0.6990")
        ) { copy, site throws(ShapeError) in try logarithm(&copy, site, base: 10) },
        Mistake(
            "logarithm-base-two", "The logarithm to base 2 was taken; the natural one is meant.",
            Example("p = 1/5", solve: "L = -ln(p)", asked: "L", answer: "2.3219")
        ) { copy, site throws(ShapeError) in try logarithm(&copy, site, base: 2) },
        Mistake(
            "bias-forgotten", "The bias was not added.",
            Example(layer, solve: layerSteps, asked: "h", answer: "[0, 2]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .add = site.operation else { return nil }
            let (left, right) = (site.inputs[0], site.inputs[1])
            let constants = (site.anatomy.isConstant(left), site.anatomy.isConstant(right))
            guard constants.0 != constants.1 else { return nil }
            let bias = constants.0 ? left : right
            let rest = constants.0 ? right : left
            // What the rest is computed from is its input, not a bias; a number under a root is an ε.
            guard site.anatomy.shape(bias).isVector || site.anatomy.shape(bias) == site.shape,
                !site.anatomy.graph.ancestors(of: [rest])[site.anatomy.source(bias).index],
                !site.anatomy.users[site.id.index].contains(where: site.anatomy.isRootNode)
            else { return nil }
            return try copy.the(rest)
        },
        Mistake(
            "residual-forgotten", "The input was not added to the output of the layer (residual connection).",
            Example(
                "X = [1, 2; 0, 1]", solve: "A = softmax(X X^T / sqrt(2))\nY = X + A X", asked: "Y",
                answer: "[0.8930, 1.8930; 0.6698, 1.6698]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .add = site.operation else { return nil }
            let (left, right) = (site.anatomy.source(site.inputs[0]), site.anatomy.source(site.inputs[1]))
            if left != right, site.anatomy.graph.ancestors(of: [right])[left.index] {
                return try copy.the(site.inputs[1])
            }
            if left != right, site.anatomy.graph.ancestors(of: [left])[right.index] {
                return try copy.the(site.inputs[0])
            }
            return nil
        },
        Mistake(
            "sample-variance", "The variance was divided by n − 1; layer normalisation divides by n.",
            Example(normalised, solve: normalisedSteps, asked: "v", answer: "7")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, let count = site.varianceCount, count > 1,
                let factor = Rational(Integer(count), over: Integer(count - 1))
            else { return nil }
            let mean = try copy.add(site.operation, try copy.all(site.inputs))
            return try copy.add(.multiply, [mean, try copy.constant(factor)])
        },
        Mistake(
            "epsilon-forgotten", "The small number ε was not added to the variance.",
            Example(normalised, solve: normalisedSteps, asked: "y", answer: "[-0.9258, -0.4629, 1.3887]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, case .add = site.operation else { return nil }
            for (epsilon, variance) in [(1, 0), (0, 1)] {
                guard site.anatomy.isConstant(site.inputs[epsilon]), !site.anatomy.isConstant(site.inputs[variance]),
                    site.anatomy.shape(site.inputs[epsilon]) == .scalar,
                    site.anatomy.users[site.id.index].contains(where: site.anatomy.isRootNode)
                else { continue }
                return try copy.the(site.inputs[variance])
            }
            return nil
        },
        Mistake(
            "root-forgotten", "The square root was not taken.",
            Example(normalised, solve: normalisedSteps, asked: "y", answer: "[-0.4196, -0.2098, 0.6294]")
        ) { copy, site throws(ShapeError) in
            guard site.isFirstVariant, site.anatomy.isRootNode(site.id), !site.isFixed else { return nil }
            return try copy.the(site.inputs[0])
        },
        Mistake(
            "mean-not-subtracted", "The mean was not subtracted.",
            Example(normalised, solve: normalisedSteps, asked: "y", answer: "[0.4580, 0.9161, 2.7482]")
        ) { copy, site throws(ShapeError) in
            // In the numerator alone, then wherever it is needed.
            if site.isFirstVariant, case .divide = site.operation {
                let top = site.anatomy.source(site.inputs[0])
                guard site.anatomy.subtractsMean(top) else { return nil }
                return try copy.add(.divide, [try copy.the(site.anatomy.inputs(top)[0]), try copy.the(site.inputs[1])])
            }
            guard site.variant == 1, site.anatomy.subtractsMean(site.id) else { return nil }
            return try copy.the(site.inputs[0])
        },
    ]

    private static func logarithm(
        _ copy: inout Rewriting, _ site: Site, base: Rational
    ) throws(ShapeError) -> NodeID? {
        guard site.isFirstVariant, case .apply(.logarithm) = site.operation else { return nil }
        let natural = try copy.add(site.operation, try copy.all(site.inputs))
        return try copy.add(.divide, [natural, try copy.add(.apply(.logarithm), [try copy.constant(base)])])
    }
}

extension Site {
    /// How many squares a mean at this node is taken of; nil when it is no mean of squares.
    var varianceCount: Int? {
        guard case .reduce(.mean, let axis) = operation, let size = anatomy.shape(inputs[0]).size else { return nil }
        let squares = anatomy.source(inputs[0])
        switch anatomy.operation(squares) {
        case .power(let exponent) where exponent == 2: break
        case .multiply where anatomy.inputs(squares)[0] == anatomy.inputs(squares)[1]: break
        default: return nil
        }
        return switch axis {
        case .all: size.rows * size.columns
        case .eachRow: size.columns
        case .eachColumn: size.rows
        }
    }

    /// Whether it is made of written numbers alone.
    var isFixed: Bool {
        let needed = anatomy.graph.ancestors(of: [id])
        return !anatomy.graph.ids.contains { needed[$0.index] && anatomy.shape($0) != .scalar }
    }
}

extension Anatomy {
    /// Whether a node subtracts a mean from what it is the mean of, the mean written once per entry or not.
    func subtractsMean(_ id: NodeID) -> Bool {
        guard case .subtract = operation(id) else { return false }
        var mean = inputs(id)[1]
        while case .multiply = operation(mean) {
            let factors = inputs(mean)
            guard let other = factors.first(where: { !isConstant($0) }), factors.contains(where: isConstant) else {
                return false
            }
            mean = other
        }
        guard case .reduce(.mean, _) = operation(mean) else { return false }
        return inputs(mean)[0] == inputs(id)[0]
    }

    /// Whether a node takes a square root.
    func isRootNode(_ id: NodeID) -> Bool {
        if case .power(let exponent) = operation(id) { return exponent == .half }
        return false
    }
}

extension Rewriting {
    /// The sum of several nodes' images.
    mutating func sum(of ids: [NodeID]) throws(ShapeError) -> NodeID {
        var total = try the(ids[0])
        for id in ids.dropFirst() { total = try add(.add, [total, try the(id)]) }
        return total
    }
}
