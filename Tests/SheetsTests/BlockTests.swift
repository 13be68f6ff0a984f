import Derivations
import Formulas
import Numbers
import Testing

@testable import Sheets

/// Transformer blocks are their parts put together, and their derivations stay short.
@Suite struct BlockTests {
    static let given = """
        X = [1, 0, 1, -1; 0, 2, 1/2, 1/2; 1, 1, -1, 0]
        W_Q = [1, 0, 0, 1; 0, 1, 1, 0; 1, 0, 1, 1; 1, 1, 1, 0]
        W_K = [1, 0, 1, 1; 1, 1, 1, 0; 1, 1, 0, 1; 1, 1, 0, 0]
        W_V = [1, 0, 1, 2; 1, 1, -1, 0; 1, 1, 0, 1; 1, 1, 0, 1]
        W_O = [1, 0, 0, 0; 0, 1, 0, 1; 0, 0, 1, 0; 1, 0, 0, 1]
        W_1 = [1, 0; -1, 1; 1, 2; 0, 1]
        b_1 = [0, 1]
        W_2 = [1, 1, 0, 0; 0, 2, -1, 1]
        b_2 = [1, 0, 0, -1]

        """

    @Test(arguments: [
        (
            "norm: post",
            """
            U = layer_norm(X + multi_head(X, W_Q, W_K, W_V, W_O, heads: 2), eps: 1/4)
            layer_norm(U + feed_forward(U, W_1, b_1, W_2, b_2), gamma: [1, 2, 3, 4], beta: 1, eps: 1/4)
            """
        ),
        (
            "norm: pre",
            """
            U = X + multi_head(layer_norm(X, eps: 1/4), W_Q, W_K, W_V, W_O, heads: 2)
            U + feed_forward(layer_norm(U, gamma: [1, 2, 3, 4], beta: 1, eps: 1/4), W_1, b_1, W_2, b_2)
            """
        ),
    ])
    func anEncoderBlockIsItsParts(norm: String, parts: String) throws {
        let block = try value(
            Self.given + "encoder_block(X, W_Q, W_K, W_V, W_O, W_1, b_1, W_2, b_2, heads: 2, \(norm), eps: 1/4, "
                + "gamma_2: [1, 2, 3, 4], beta_2: 1)")
        let expected = try value(Self.given + parts)
        #expect(block.count == 12)
        for (a, b) in zip(block, expected) { #expect(Number.equality(a, b) == .equal) }
    }

    @Test(arguments: [
        (
            "norm: post",
            """
            U = layer_norm(X + multi_head(X, W_Q, W_K, W_V, W_O, heads: 2, mask: causal), eps: 1/4)
            V = layer_norm(U + multi_head(U, W_K, W_V, W_Q, W_O, heads: 2, memory: H), eps: 1/4)
            layer_norm(V + feed_forward(V, W_1, b_1, W_2, b_2), gamma: [1, 2, 3, 4], beta: 1, eps: 1/4)
            """
        ),
        (
            "norm: pre",
            """
            U = X + multi_head(layer_norm(X, eps: 1/4), W_Q, W_K, W_V, W_O, heads: 2, mask: causal)
            V = U + multi_head(layer_norm(U, eps: 1/4), W_K, W_V, W_Q, W_O, heads: 2, memory: H)
            V + feed_forward(layer_norm(V, gamma: [1, 2, 3, 4], beta: 1, eps: 1/4), W_1, b_1, W_2, b_2)
            """
        ),
    ])
    func aDecoderBlockIsItsParts(norm: String, parts: String) throws {
        let given = Self.given + "H = [1, 1, 0, 0; 0, -1, 1, 2]\n"
        let block = try value(
            given + "decoder_block(X, H, W_Q, W_K, W_V, W_O, W_K, W_V, W_Q, W_O, W_1, b_1, W_2, b_2, heads: 2, "
                + "\(norm), eps: 1/4, gamma_3: [1, 2, 3, 4], beta_3: 1)")
        let expected = try value(given + parts)
        #expect(block.count == 12)
        for (a, b) in zip(block, expected) { #expect(Number.equality(a, b) == .equal) }
    }

    /// Written out, the last values of this block are hundreds of thousands of characters.
    @Test(arguments: ["post", "pre"]) func noLineIsLongerThanAPage(norm: String) throws {
        let worked = calculated(
            Self.given + "Y = encoder_block(X, W_Q, W_K, W_V, W_O, W_1, b_1, W_2, b_2, heads: 2, norm: \(norm))")
        let derivations = try Derivation.all(of: worked.exact)
        #expect(derivations.count > 20)
        for derivation in derivations {
            for link in derivation.equations.flatMap(\.links) {
                #expect(link.right.plain.utf8.count < 1_600, "\(derivation.name.plain)")
                #expect(!link.right.isElided)
            }
            // Every step still says what it is before it says what it is about.
            for equation in derivation.equations where equation.links.count == 1 {
                #expect(derivation.equations.contains { $0.links.contains { $0.relation == .equal } })
            }
        }
    }
}
