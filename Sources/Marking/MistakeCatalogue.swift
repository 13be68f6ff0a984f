/// Every mistake that answers are compared with, the likelier ones first.
public enum MistakeCatalogue {
    /// All of them, in the order in which they explain an answer: the specific before the generic, mistakes on the way
    /// before slips in the value.
    public static let all: [Mistake] =
        Mistake.scaling + Mistake.softmaxes + Mistake.masks + Mistake.products + Mistake.heads + Mistake.layers
        + [Mistake.anotherStep] + Mistake.slips

    /// The mistake with a code.
    public static func mistake(coded code: String) -> Mistake? { all.first { $0.code == code } }
}

extension Mistake {
    static let anotherStep = Mistake(
        otherStep: "another-step", "This is the value of another step.",
        Example(query, solve: querySteps, asked: "s", answer: "[0.8703, 0.1043, 0.0254]"))

    // The data of the examples: small numbers, no two sizes alike where it matters.
    static let query = "X = [1, 2; 0, 1; 2, -1]\nq = [1, 2]"
    static let querySteps = "s = X q / sqrt(2)\np = softmax(s)\nz = X^T p"
    static let squareQuery = "X = [1, 2; 0, 1]\nq = [1, -1]"
    static let separate = "Q = [1, 0; 0, 2; 1, 1]\nK = [1, 1; 2, 0; 0, 1]\nV = [1, 2, 0; 0, 1, 3; 2, 0, 1]"
    static let separateSteps = "S = Q K^T / sqrt(2)\nA = softmax(S)\nZ = A V"
    static let maskedSteps = "S = Q K^T / sqrt(2)\nA = softmax(S, mask: causal)\nZ = A V"
    static let square = "Q = [1, 2; 0, 1]\nK = [1, 1; 2, 0]\nV = [1, 3; 2, 1]"
    static let projected = """
        X = [1, 0, 2; 0, 1, 1]
        W_Q = [1, 0; 0, 2; 1, 1]
        W_K = [0, 1; 1, 1; 1, 0]
        W_V = [1, 2; 0, 1; 1, 0]
        """
    static let projectedSquare =
        "X = [1, 0; 1, 2; 0, 1]\nW_Q = [1, 1; 0, 2]\nW_K = [0, 1; 1, -1]\nW_V = [1, 2; 3, 1]"
    static let projectedSteps = "Q = X W_Q\nK = X W_K\nV = X W_V\nS = Q K^T / sqrt(2)\nA = softmax(S)\nZ = A V"
    static let twoHeads = """
        X = [1, 0; 1, 2]
        W_Q = [1, 0, 0, 1; 0, 1, 1, 0]
        W_K = [0, 1, 1, 0; 1, 0, 1, 1]
        W_V = [2, 0, 1, 1; 0, -1, 0, 2]
        W_O = [1, 0; 0, 1; 1, 1; 2, 0]
        """
    static let wideHeads = """
        X = [1, 0; 1, 2]
        W_Q = [1, 0, 0, 1, 1, 0; 0, 1, 1, 0, 1, 1]
        W_K = [0, 1, 1, 0, 1, 0; 1, 0, 1, 1, 0, 1]
        W_V = [2, 1; 0, -1]
        """
    static let twoHeadSteps = "Y = multi_head(X, W_Q, W_K, W_V, W_O, heads: 2)"
    static let twoHeadsPlain = "H^(1) = [1, 2; 3, 4]\nH^(2) = [0, 1; 5, -1]\nW = [1, 2; 0, 1]"
    static let headStepsPlain = "G = H^(1) W\nH = [G, H^(2)]"
    static let layer = "x = [1, -2]\nW = [1, 1; 2, 0]\nb = [-1, 3]"
    static let layerSteps = "h = relu(W x + b)"
    static let normalised = "x = [1, 2, 6]\neps = 1/10"
    static let normalisedSteps = """
        m = mean(x)
        v = mean(hadamard(x - m ones(3), x - m ones(3)))
        y = (x - m ones(3)) / sqrt(v + eps)
        """
}
