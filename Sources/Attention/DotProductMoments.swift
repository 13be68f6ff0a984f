import Graphs
import Rationals

/// Mean and variance of q · k for vectors of d independent entries.
///
///     E[q · k] = d E[q_i] E[k_i]
///     Var[q · k] = d (E[q_i²] E[k_i²] − (E[q_i] E[k_i])²)
///
/// For entries of mean 0 and variance 1 the variance is d, which is why scores are divided by √d.
/// Source: Vaswani et al. 2017, section 3.2.1, footnote 4.
public struct DotProductMoments: Hashable, Sendable {
    /// The number of entries, d.
    public var dimension: Polynomial
    /// What the entries of q are drawn from.
    public var query: Distribution
    /// What the entries of k are drawn from.
    public var key: Distribution

    /// Vectors of so many entries, each drawn for itself.
    public init(dimension: Polynomial, query: Distribution, key: Distribution) {
        self.dimension = dimension
        self.query = query
        self.key = key
    }

    /// E[q · k].
    public var mean: Polynomial { dimension * Polynomial(query.mean * key.mean) }

    /// Var[q_i k_i], one term's.
    public var termVariance: Rational {
        let product = query.mean * key.mean
        return query.secondMoment * key.secondMoment - product * product
    }

    /// Var[q · k]: the variances of independent terms add up.
    public var variance: Polynomial { dimension * Polynomial(termVariance) }

    /// Var[q · k/√d], which no longer depends on d.
    public var scaledVariance: Rational { termVariance }
}
