import Numbers

extension Normalisation {
    static func relu<S: Scalar>(_ scores: [S?]) throws -> [S] {
        let rectified = try scores.map { try $0?.applying(.rectifier) }
        let zero = try S(Number(0))
        let total = try sum(of: rectified)
        guard try S.order(total, zero) == .greater else { throw NoWeights.noPositiveScore }
        return try rectified.map { try $0?.divided(by: total) ?? zero }
    }

    static func sum<S: Scalar>(_ scores: [S?]) throws -> [S] {
        let zero = try S(Number(0))
        let total = try sum(of: scores)
        guard try S.order(total, zero) != .equal else { throw NoWeights.sumIsZero }
        return try scores.map { try $0?.divided(by: total) ?? zero }
    }

    static func sigmoid<S: Scalar>(_ scores: [S?]) throws -> [S] {
        let zero = try S(Number(0))
        return try scores.map { try $0?.applying(.logistic) ?? zero }
    }

    private static func sum<S: Scalar>(of scores: [S?]) throws -> S {
        let present = scores.compactMap { $0 }
        guard let first = present.first else { throw NumberError.hasNoValue(.emptySoftmax) }
        return try present.dropFirst().reduce(first) { $0 + $1 }.checked()
    }
}
