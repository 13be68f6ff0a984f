import Graphs
import Numbers
import Rationals

extension ExpressionWriter {
    // MARK: Weights

    /// Scores to weights along the last direction, which a matrix has its keys in and a vector its only ones.
    mutating func weights(
        _ x: PythonExpression, _ shape: Shape, _ normalisation: Normalisation, _ mask: Mask?
    ) -> PythonExpression {
        // A number is a row of one score.
        guard shape != .scalar else {
            let row = PythonExpression.call(target.array, ["[float(\(x.text))]"])
            return PythonExpression("\(weights(row, .row(1), normalisation, mask).receiver)[0]")
        }
        let scores = masked(x, shape, normalisation, mask)
        func own(_ function: PythonFunction, _ options: String...) -> PythonExpression {
            self.own(function, [scores.text] + options)
        }
        switch normalisation {
        case .softmax(let base):
            return softmax(scores, base)
        case .softmaxOne(let base):
            if target == .numpy { functions.insert(.softmax) }
            return self.own(.softmaxOne, [powers(scores, base).text])
        case .topK(let k, let ties, let base):
            let kept = own(.topK, "k=\(k)", "ties=\"\(ties.rawValue)\"")
            return softmax(kept, base)
        case .argmax(let rule): return own(.hardmax, "ties=\"\(rule.rawValue)\"")
        case .relu: return own(.reluWeights)
        case .sum: return own(.shares)
        case .sigmoid: return target == .pytorch ? .call("torch.sigmoid", [scores.text]) : own(.sigmoid)
        case .sparsemax: return own(.sparsemax)
        case .entmax15: return own(.entmax15)
        }
    }

    private mutating func softmax(_ scores: PythonExpression, _ base: Rational?) -> PythonExpression {
        let scores = powers(scores, base)
        if target == .pytorch { return .call("torch.softmax", [scores.text, "dim=-1"]) }
        return own(.softmax, [scores.text])
    }

    /// b^s is e^(s ln b).
    private mutating func powers(_ scores: PythonExpression, _ base: Rational?) -> PythonExpression {
        guard let base else { return scores }
        usesMath = true
        let number = base.isInteger ? "\(base)" : "\(base.numerator) / \(base.denominator)"
        let logarithm = PythonExpression("math.log(\(number))", isNumber: true)
        return .infix(scores, "*", logarithm, .product, isNumber: false)
    }

    /// The scores with what may not be attended to at minus infinity, so that it gets no weight; at 0 where the scores
    /// themselves are added up.
    private func masked(
        _ x: PythonExpression, _ shape: Shape, _ normalisation: Normalisation, _ mask: Mask?
    ) -> PythonExpression {
        guard let allowed = mask.flatMap({ allowed($0, shape) }) else { return x }
        let isSum: Bool
        switch normalisation {
        case .sum: isSum = true
        case .softmax, .softmaxOne, .topK, .argmax, .relu, .sigmoid, .sparsemax, .entmax15: isSum = false
        }
        let nothing = isSum ? "0.0" : target == .pytorch ? "-torch.inf" : "-np.inf"
        switch target {
        case .pytorch: return PythonExpression("\(x.receiver).masked_fill(~\(allowed.receiver), \(nothing))")
        case .numpy: return .call("np.where", [allowed.text, x.text, nothing])
        }
    }

    /// The keys that each query may attend to, as an array of truth values.
    func allowed(_ mask: Mask, _ shape: Shape) -> PythonExpression? {
        guard let size = shape.size else { return nil }
        let (rows, columns) = (size.rows, size.columns)
        /// Every query may attend to keys up to so many places behind its own.
        func upTo(_ offset: Int) -> PythonExpression {
            switch target {
            case .pytorch:
                PythonExpression(
                    "torch.ones(\(rows), \(columns), dtype=torch.bool).tril(\(offset == 0 ? "" : "\(offset)"))")
            case .numpy: PythonExpression("np.tri(\(rows), \(columns)\(offset == 0 ? "" : ", \(offset)"), dtype=bool)")
            }
        }
        /// And to none further than so many places before it.
        func from(_ reach: Int, _ end: PythonExpression) -> PythonExpression {
            switch target {
            case .pytorch: PythonExpression("\(end.text).triu(\(-reach))")
            case .numpy: PythonExpression("\(end.text) & ~\(upTo(-reach - 1).text)", .sum)
            }
        }
        switch mask {
        case .causal: return upTo(0)
        case .causalAtEnd(let offset): return upTo(offset)
        case .window(let reach): return from(reach, upTo(reach))
        case .causalWindow(let reach): return from(reach, upTo(0))
        case .padding(let count):
            let keys = shape.isVector ? max(rows, columns) : columns
            return PythonExpression("\(target.module).arange(\(keys)) < \(count)", .sum)
        case .both(let a, let b):
            guard let first = allowed(a, shape), let second = allowed(b, shape) else { return nil }
            return PythonExpression("\(first.text(atLeast: .product)) & \(second.text(atLeast: .product))", .sum)
        case .allowed(let flags, let width):
            let words = flags.map { $0 ? "True" : "False" }
            guard !shape.isVector else { return .call(target.array, [PythonExpression.list(words)]) }
            let lines = stride(from: 0, to: words.count, by: max(1, width)).map {
                PythonExpression.list(Array(words[$0..<min(words.count, $0 + width)]))
            }
            return .call(target.array, [PythonExpression.list(lines)])
        }
    }

    // MARK: Many entries to one

    func reduced(
        _ x: PythonExpression, _ shape: Shape, _ reduction: Reduction, _ axis: Axis
    ) -> PythonExpression {
        func method(_ arguments: String, isAlongAxis: Bool) -> PythonExpression {
            let name: String
            switch reduction {
            case .sum: name = "sum"
            case .mean: name = "mean"
            // PyTorch's max along a direction also says where the maximum stands; amax is the value alone.
            case .maximum: name = target == .pytorch && isAlongAxis ? "amax" : "max"
            case .minimum: name = target == .pytorch && isAlongAxis ? "amin" : "min"
            }
            return PythonExpression("\(x.receiver).\(name)(\(arguments))")
        }
        let keeps = target == .pytorch ? "keepdim=True" : "keepdims=True"
        switch (shape, axis) {
        case (.scalar, .all): return x
        case (.scalar, .eachRow), (.scalar, .eachColumn):
            return x.isNumber
                ? .call(target.array, ["[float(\(x.text))]"]) : PythonExpression("\(x.receiver).reshape(1)")
        case (_, .all): return method("", isAlongAxis: false)
        // One entry per row, or per column: nothing to take together.
        case (.column, .eachRow), (.row, .eachColumn): return x
        case (.column, .eachColumn), (.row, .eachRow):
            return method("\(target.axis)=0, \(keeps)", isAlongAxis: true)
        case (.matrix, .eachRow): return method("\(target.axis)=1", isAlongAxis: true)
        case (.matrix, .eachColumn): return method("\(target.axis)=0", isAlongAxis: true)
        }
    }

    // MARK: Parts to a whole

    /// On top of one another.
    func stacked(_ x: [PythonExpression], _ shapes: [Shape], _ whole: Shape) -> PythonExpression {
        let areScalars = shapes.allSatisfy { $0 == .scalar }
        if case .column = whole { return joinedVectors(x, shapes, areScalars) }
        guard x.count > 1 else { return tables(x, shapes, isOnTop: true)[0] }
        if shapes.allSatisfy({ if case .row = $0 { true } else { false } }) {
            return .call("\(target.module).stack", [PythonExpression.list(x.map(\.text))])
        }
        let isPlain = shapes.allSatisfy { shape in
            switch shape {
            case .row, .matrix: true
            case .scalar, .column: false
            }
        }
        let parts = isPlain ? x : tables(x, shapes, isOnTop: true)
        return .call("\(target.module).vstack", [PythonExpression.list(parts.map(\.text))])
    }

    /// Side by side.
    func sideBySide(_ x: [PythonExpression], _ shapes: [Shape], _ whole: Shape) -> PythonExpression {
        let areScalars = shapes.allSatisfy { $0 == .scalar }
        if case .row = whole { return joinedVectors(x, shapes, areScalars) }
        guard x.count > 1 else { return tables(x, shapes, isOnTop: false)[0] }
        let isPlain = shapes.allSatisfy { shape in
            switch shape {
            case .column, .matrix: true
            case .scalar, .row: false
            }
        }
        if isPlain, shapes.contains(where: \.isVector) {
            return .call("\(target.module).column_stack", [PythonExpression.list(x.map(\.text))])
        }
        let parts = isPlain ? x : tables(x, shapes, isOnTop: false)
        return .call("\(target.module).hstack", [PythonExpression.list(parts.map(\.text))])
    }

    /// Numbers and vectors end to end.
    private func joinedVectors(
        _ x: [PythonExpression], _ shapes: [Shape], _ areScalars: Bool
    ) -> PythonExpression {
        if areScalars {
            if x.contains(where: \.isNumber) || target == .numpy {
                return .call(
                    target.array, [PythonExpression.list(x.map { $0.isNumber ? "float(\($0.text))" : $0.text })])
            }
            return .call("torch.stack", [PythonExpression.list(x.map(\.text))])
        }
        guard x.count > 1 else { return x[0] }
        // hstack takes single numbers as well as vectors.
        return .call("\(target.module).hstack", [PythonExpression.list(x.map(array))])
    }

    /// Every part as a matrix.
    private func tables(_ x: [PythonExpression], _ shapes: [Shape], isOnTop: Bool) -> [PythonExpression] {
        zip(x, shapes).map { part, shape in
            switch shape {
            case .scalar:
                part.isNumber
                    ? .call(target.array, ["[[float(\(part.text))]]"])
                    : PythonExpression("\(part.receiver).reshape(1, 1)")
            case .column: upright(part)
            case .row: flat(part)
            case .matrix: part
            }
        }
    }
}
