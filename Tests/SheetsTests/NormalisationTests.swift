import Numbers
import Rationals
import Testing

@testable import Sheets

/// LayerNorm and RMSNorm, layers, activations and the classifier's loss: hand-worked values and laws.
@Suite struct NormalisationTests {
    func root(_ radicand: Int) throws -> Number {
        try Number(Rational(radicand)).raised(to: try #require(Rational(1, over: 2)))
    }

    /// By hand.
    ///
    /// (1, 3): mean 2, deviation 1. (2, −4): mean −1, deviation 3. (2, 0, 1): mean 1, variance 2/3, 1/√(2/3) = √6/2.
    @Test func layerNormByHand() throws {
        #expect(try value("layer_norm([1, 3; 2, -4])") == numbers(-1, 1, 1, -1))
        let half = try root(6) * Number(try #require(Rational(1, over: 2)))
        expectEqual(try value("layer_norm([2, 0, 1])"), [half, -half, 0], "a column")
        #expect(try value("layer_norm([1, 3; 2, -4], gamma: [1, 2], beta: [0, 1])") == numbers(-1, 3, 1, -1))
        #expect(try value("layer_norm([1, 3], gamma: [1, 2]^T, beta: 1)") == numbers(0, 3))
        // Variance 1, and √(1 + 3) = 2.
        #expect(try value("2 layer_norm([1, 3], eps: 3)") == numbers(-1, 1))
        #expect(calculated("layer_norm([1, 3]^T)").lastShape == .row(2))
    }

    /// The mean square of (1, 7) is 25, of (3, −3) it is 9.
    @Test func rootMeanSquareByHand() throws {
        #expect(try value("5 row(rms_norm([1, 7; 3, -3]), 1)") == numbers(1, 7))
        #expect(try value("row(rms_norm([1, 7; 3, -3]), 2)") == numbers(1, -1))
        #expect(try value("rms_norm([1, 7], gamma: [5, 10])") == numbers(1, 14))
        // √(9 + 16) = 5.
        #expect(try value("5 rms_norm([3, -3], eps: 16)") == numbers(3, -3))
    }

    @Test(arguments: [
        "X = [1, 2, 4; -1, 0, 1/3]", "X = [sqrt(2), 1, 0; 3, sqrt(3), -1]", "X = [1, 5, 2, 0.5; 2, 3, 3, 3]",
        "X = softmax([1, 2, 0; 3, 0, 1])",
    ])
    func normalisedRowsHaveMeanZeroAndVarianceOne(given: String) throws {
        expectEqual(try value(given + "\nrow_mean(layer_norm(X))"), numbers(0, 0), "mean of \(given)")
        expectEqual(
            try value(given + "\nY = layer_norm(X)\nrow_mean(hadamard(Y, Y))"), numbers(1, 1), "variance of \(given)")
        expectEqual(
            try value(given + "\nY = rms_norm(X)\nrow_mean(hadamard(Y, Y))"), numbers(1, 1), "square of \(given)")
    }

    @Test func shiftAndScaleDoNotMatter() throws {
        expectEqual(
            try value("layer_norm(3 [1, 2, 5] + 7)"), try value("layer_norm([1, 2, 5])"), "3 x + 7")
    }

    /// X W_1 + b_1 = (−2, 4), (6, −3): relu leaves (0, 4), (6, 0).
    @Test func feedForwardByHand() throws {
        let given = """
            X = [1, 3; 2, -4]
            W_1 = [1, 0; -1, 1]
            b_1 = [0, 1]
            W_2 = [2, 1; 0, 1]
            b_2 = [1, 0]

            """
        #expect(try value(given + "feed_forward(X, W_1, b_1, W_2, b_2)") == numbers(1, 4, 13, 6))
        #expect(try value(given + "feed_forward(X, W_1, b_1, W_2)") == numbers(0, 4, 12, 6))
        // Without biases (−2, 3), (6, −4).
        #expect(try value(given + "feed_forward(X, W_1, W_2)") == numbers(0, 3, 12, 6))
        #expect(try value(given + "feed_forward(X, W_1, b_1^T, W_2, b_2, activation: none)") == numbers(-3, 2, 13, 3))
        // A column stays a column.
        #expect(try value(given + "feed_forward([1, 3], W_1, b_1, W_2, b_2)") == numbers(1, 4))
        #expect(calculated(given + "linear([1, 3], W_1, b_1)").lastShape == .column(2))
        #expect(calculated(given + "linear([1, 3]^T, W_1, b_1)").lastShape == .row(2))
        // Tokens of a single entry, one per row.
        #expect(try value("linear([1; 2; 3], [4, 5]^T, [0, 1])") == numbers(4, 6, 8, 11, 12, 16))
        #expect(try value("feed_forward([1; -2; 3], [4], [2])") == numbers(8, 0, 24))
    }

    /// x Φ(x) − (−x) Φ(−x) = x, and the same for x σ(x).
    @Test(arguments: ["gelu(x) - gelu(-x)", "gelu(x, form: tanh) - gelu(-x, form: tanh)", "silu(x) - silu(-x)"])
    func oddPartsOfActivationsAreHalfOfX(line: String) throws {
        expectEqual(try value("x = [1, -2, 1/3]\n\(line) - x"), numbers(0, 0, 0), "\(line)")
    }

    @Test func activationsByHand() throws {
        #expect(try value("leaky_relu([-100, 3])") == numbers(-1, 3))
        #expect(try value("leaky_relu([-1, 3], slope: 5)") == numbers(-5, 3))
        #expect(try value("gelu(0)") == numbers(0))
        #expect(try value("softplus(0)") == [try Number(2).applying(.logarithm)])
    }

    @Test func poolingByHand() throws {
        #expect(try value("mean_pool([1, 2; 3, -4])") == numbers(2, -1))
        #expect(try value("mean_pool([1, 2; 3, -4; 9, 9], mask: [1, 1, 0])") == numbers(2, -1))
        #expect(try value("mean_pool([1, 2; 3, -4], mask: [0, 1])") == numbers(3, -4))
        let half = Number(try #require(Rational(1, over: 2)))
        // The mean (2, −1) and the first token (1, 2) give the logits (1, 1) and (3, 3).
        for pool in ["mean", "first"] {
            #expect(try value("classifier_head([1, 2; 3, -4], [1, 1; 1, 1], pool: \(pool))") == [half, half])
        }
        #expect(try value("row_sum(classifier_head([1, 2; 3, -4], [1, 2; 0, 1], pool: none))") == numbers(1, 1))
    }

    @Test func lossesOfEqualLogitsAreTheLogarithmOfTheirNumber() throws {
        let three = try Number(3).applying(.logarithm)
        expectEqual(try value("cross_entropy([5, 5, 5], 2)"), [three], "one row")
        expectEqual(try value("cross_entropy([5, 5, 5; 0, 0, 0], [2, 3])"), [three], "mean")
        expectEqual(try value("cross_entropy([5, 5, 5; 0, 0, 0], [2, 3], reduction: sum)"), [three + three], "sum")
    }

    @Test func aLabelIsTheVectorWithItsOne() throws {
        expectEqual(
            try value("cross_entropy([2, 0, 1], 3)"), try value("cross_entropy([2, 0, 1], [0, 0, 1])"), "one row")
        expectEqual(
            try value("cross_entropy([2, 0; 1, 5], [2, 1])"),
            try value("cross_entropy([2, 0; 1, 5], [0, 1; 1, 0])"), "batch")
        // −½ ln ½ − ½ ln ½ = ln 2.
        expectEqual(
            try value("cross_entropy([1, 1], [1/2, 1/2])"), [try Number(2).applying(.logarithm)], "probabilities")
    }
}
