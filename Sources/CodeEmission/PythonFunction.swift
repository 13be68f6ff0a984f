/// The functions that a script defines at its top when it needs them, because the library has none of its own.
///
/// The names are those of the script.
enum PythonFunction: String, CaseIterable {
    case softmax, hardmax, shares, sparsemax, entmax15, sigmoid, erf
    case softmaxOne = "softmax_one"
    case topK = "top_k"
    case reluWeights = "relu_weights"

    /// The definition, as it stands in the script.
    func definition(_ target: ScriptTarget) -> [String] {
        let text =
            switch (self, target) {
            case (.softmax, _): Self.softmaxInNumPy
            case (.softmaxOne, .pytorch): Self.softmaxOneInPyTorch
            case (.softmaxOne, .numpy): Self.softmaxOneInNumPy
            case (.topK, .pytorch): Self.topKInPyTorch
            case (.topK, .numpy): Self.topKInNumPy
            case (.hardmax, .pytorch): Self.hardmaxInPyTorch
            case (.hardmax, .numpy): Self.hardmaxInNumPy
            case (.reluWeights, .pytorch): Self.reluInPyTorch
            case (.reluWeights, .numpy): Self.reluInNumPy
            case (.shares, .pytorch): Self.sharesInPyTorch
            case (.shares, .numpy): Self.sharesInNumPy
            case (.sparsemax, .pytorch): Self.sparsemaxInPyTorch
            case (.sparsemax, .numpy): Self.sparsemaxInNumPy
            case (.entmax15, .pytorch): Self.entmaxInPyTorch
            case (.entmax15, .numpy): Self.entmaxInNumPy
            case (.sigmoid, _): Self.sigmoidInNumPy
            case (.erf, _): "erf = np.vectorize(math.erf)  # the error function, entry by entry"
            }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
