extension PythonFunction {
    static let softmaxInNumPy = #"""
        def softmax(scores):
            """Scores to weights; without their maximum the powers cannot overflow."""
            powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
            return powers / powers.sum(axis=-1, keepdims=True)
        """#

    static let softmaxOneInPyTorch = #"""
        def softmax_one(scores):
            """Softmax with a 1 more in the denominator: the weight of one more score, 0."""
            more = torch.cat([scores, torch.zeros_like(scores[..., :1])], dim=-1)
            return torch.softmax(more, dim=-1)[..., :-1]
        """#

    static let softmaxOneInNumPy = #"""
        def softmax_one(scores):
            """Softmax with a 1 more in the denominator: the weight of one more score, 0."""
            more = np.concatenate([scores, np.zeros_like(scores[..., :1])], axis=-1)
            return softmax(more)[..., :-1]
        """#

    static let topKInPyTorch = #"""
        def top_k(scores, k, ties):
            """The k largest scores, the others at minus infinity."""
            least = scores.topk(min(k, scores.shape[-1]), dim=-1).values[..., -1:]
            level = torch.isclose(scores, least, rtol=1e-12, atol=1e-12)
            above = (scores > least) & ~level
            room = k - above.sum(dim=-1, keepdim=True)
            if ties == "first":
                level = level & (level.cumsum(dim=-1) <= room)
            if ties == "last":
                level = level & (level.flip(-1).cumsum(dim=-1).flip(-1) <= room)
            return scores.masked_fill(~(above | level), -torch.inf)
        """#

    static let topKInNumPy = #"""
        def top_k(scores, k, ties):
            """The k largest scores, the others at minus infinity."""
            least = np.sort(scores, axis=-1)[..., ::-1][..., : min(k, scores.shape[-1])][..., -1:]
            level = np.isclose(scores, least, rtol=1e-12, atol=1e-12)
            above = (scores > least) & ~level
            room = k - above.sum(axis=-1, keepdims=True)
            if ties == "first":
                level = level & (level.cumsum(axis=-1) <= room)
            if ties == "last":
                level = level & (level[..., ::-1].cumsum(axis=-1)[..., ::-1] <= room)
            return np.where(above | level, scores, -np.inf)
        """#

    static let hardmaxInPyTorch = #"""
        def hardmax(scores, ties):
            """All weight on the largest score; scores that differ by rounding only are tied."""
            peak = scores.amax(dim=-1, keepdim=True)
            largest = torch.isclose(scores, peak, rtol=1e-12, atol=1e-12).double()
            if ties == "first":
                largest = largest * (largest.cumsum(dim=-1) == 1)
            if ties == "last":
                largest = largest * (largest.flip(-1).cumsum(dim=-1).flip(-1) == 1)
            return largest / largest.sum(dim=-1, keepdim=True)
        """#

    static let hardmaxInNumPy = #"""
        def hardmax(scores, ties):
            """All weight on the largest score; scores that differ by rounding only are tied."""
            peak = scores.max(axis=-1, keepdims=True)
            largest = np.isclose(scores, peak, rtol=1e-12, atol=1e-12).astype(float)
            if ties == "first":
                largest = largest * (largest.cumsum(axis=-1) == 1)
            if ties == "last":
                largest = largest * (largest[..., ::-1].cumsum(axis=-1)[..., ::-1] == 1)
            return largest / largest.sum(axis=-1, keepdims=True)
        """#

    static let reluInPyTorch = #"""
        def relu_weights(scores):
            """What is positive of the scores, over its sum."""
            positive = torch.relu(scores)
            return positive / positive.sum(dim=-1, keepdim=True)
        """#

    static let reluInNumPy = #"""
        def relu_weights(scores):
            """What is positive of the scores, over its sum."""
            positive = np.maximum(scores, 0)
            return positive / positive.sum(axis=-1, keepdims=True)
        """#

    static let sharesInPyTorch = #"""
        def shares(scores):
            """Scores over their sum."""
            return scores / scores.sum(dim=-1, keepdim=True)
        """#

    static let sharesInNumPy = #"""
        def shares(scores):
            """Scores over their sum."""
            return scores / scores.sum(axis=-1, keepdims=True)
        """#

    static let sparsemaxInPyTorch = #"""
        def sparsemax(scores):
            """The nearest point of the simplex: max(score - threshold, 0)."""
            ordered = scores.sort(dim=-1, descending=True).values
            sums = ordered.cumsum(dim=-1) - 1
            count = torch.arange(1, scores.shape[-1] + 1)
            support = (count * ordered > sums).sum(dim=-1, keepdim=True)
            threshold = sums.gather(-1, support - 1) / support
            return torch.relu(scores - threshold)
        """#

    static let sparsemaxInNumPy = #"""
        def sparsemax(scores):
            """The nearest point of the simplex: max(score - threshold, 0)."""
            ordered = np.sort(scores, axis=-1)[..., ::-1]
            sums = ordered.cumsum(axis=-1) - 1
            count = np.arange(1, scores.shape[-1] + 1)
            support = (count * ordered > sums).sum(axis=-1, keepdims=True)
            threshold = np.take_along_axis(sums, support - 1, axis=-1) / support
            return np.maximum(scores - threshold, 0)
        """#

    static let entmaxInPyTorch = #"""
        def entmax15(scores):
            """max(score / 2 - threshold, 0) ** 2, between softmax and sparsemax."""
            # A score more than 2 below the largest never gets a weight.
            halves = (scores - scores.amax(dim=-1, keepdim=True)).clamp(min=-4) / 2
            ordered = halves.sort(dim=-1, descending=True).values
            count = torch.arange(1, scores.shape[-1] + 1)
            mean = ordered.cumsum(dim=-1) / count
            spread = (ordered**2).cumsum(dim=-1) - count * mean**2
            thresholds = mean - ((1 - spread) / count).clamp(min=0).sqrt()
            support = (thresholds <= ordered).sum(dim=-1, keepdim=True)
            return torch.relu(halves - thresholds.gather(-1, support - 1)) ** 2
        """#

    static let entmaxInNumPy = #"""
        def entmax15(scores):
            """max(score / 2 - threshold, 0) ** 2, between softmax and sparsemax."""
            # A score more than 2 below the largest never gets a weight.
            halves = (scores - scores.max(axis=-1, keepdims=True)).clip(min=-4) / 2
            ordered = np.sort(halves, axis=-1)[..., ::-1]
            count = np.arange(1, scores.shape[-1] + 1)
            mean = ordered.cumsum(axis=-1) / count
            spread = (ordered**2).cumsum(axis=-1) - count * mean**2
            thresholds = mean - np.sqrt(np.maximum((1 - spread) / count, 0))
            support = (thresholds <= ordered).sum(axis=-1, keepdims=True)
            threshold = np.take_along_axis(thresholds, support - 1, axis=-1)
            return np.maximum(halves - threshold, 0) ** 2
        """#

    static let sigmoidInNumPy = #"""
        def sigmoid(x):
            """1 / (1 + exp(-x)), also where exp(-x) would overflow."""
            return np.exp(-np.logaddexp(0, -x))
        """#
}
