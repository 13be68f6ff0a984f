/// The functions of one real variable that attention mechanisms and their activation functions need.
public enum ElementaryFunction: Hashable, Sendable, CaseIterable {
    /// `e^x`
    case exponential
    /// `ln x`, x > 0
    case logarithm
    case hyperbolicTangent
    case hyperbolicSine
    case hyperbolicCosine
    /// `1 / (1 + e^(-x))`
    case logistic
    case sine
    case cosine
    /// `2/√π · ∫₀ˣ e^(-t²) dt`
    case errorFunction
    case absoluteValue
    /// `max(x, 0)`
    case rectifier
}
