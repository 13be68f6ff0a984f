"""Random exercises on scores, normalisations, masks and forms of attention, with plain loops from the papers."""

from loops import attention, beside, dot, mp, mpf, product, relu, softmax, times_vector, transpose


def _entries():
    # exercises.py imports this module, so its generators are looked up when they are used.
    import exercises
    return exercises


def matrix(draw, rows, columns, roots=True):
    return _entries().a_matrix(draw, rows, columns, roots)


def vector(draw, size, roots=True):
    return _entries().a_vector(draw, size, roots)


def doubles(nested):
    return [doubles(inner) for inner in nested] if isinstance(nested, list) else float(nested)


def tensor(nested):
    import torch
    return torch.tensor(doubles(nested), dtype=torch.float64)


# Normalisations of one row, None standing for a masked score.

def sum_of(scores):
    total = mpf(0)
    for s in scores:
        if s is not None:
            total += s
    return total


def over_sum(scores):
    total = sum_of(scores)
    return [mpf(0) if s is None else s / total for s in scores]


def relu_over_sum(scores):
    return over_sum([None if s is None else relu(s) for s in scores])


def softmax_one(scores):
    total = mpf(1)
    for s in scores:
        if s is not None:
            total += mp.exp(s)
    return [mpf(0) if s is None else mp.exp(s) / total for s in scores]


def sigmoid(scores):
    return [mpf(0) if s is None else 1 / (1 + mp.exp(-s)) for s in scores]


def sparsemax(scores):
    """Bisection on the threshold until the positive parts add up to 1: no sorting, no support."""
    return bisected(scores, lambda s, tau: max(s - tau, mpf(0)))


def entmax15(scores):
    return bisected(scores, lambda s, tau: max(s / 2 - tau, mpf(0)) ** 2)


def bisected(scores, weight):
    present = [s for s in scores if s is not None]
    low, high = min(present) / 2 - max(abs(s) for s in present) - 2, max(present) + 2
    for _ in range(460):
        middle = (low + high) / 2
        if sum_of([weight(s, middle) for s in present]) > 1:
            low = middle
        else:
            high = middle
    weights = [mpf(0) if s is None else weight(s, low) for s in scores]
    # What bisection leaves above the threshold is zero.
    return [w if w > mpf(10) ** -60 else mpf(0) for w in weights]


def top_k(scores, k, ties):
    order = sorted((j for j, s in enumerate(scores) if s is not None), key=lambda j: (-scores[j], j))
    if len(order) <= k:
        return softmax(scores)
    threshold = scores[order[k - 1]]
    above = [j for j in order if scores[j] > threshold]
    level = [j for j in order if scores[j] == threshold]
    if ties == "first":
        level = level[:k - len(above)]
    if ties == "last":
        level = level[len(level) - (k - len(above)):]
    kept = above + level
    return softmax([s if j in kept else None for j, s in enumerate(scores)])


# Masks.

MASKS = {
    "causal": lambda i, j, n, m: j <= i,
    "causal_lower_right": lambda i, j, n, m: j <= i + m - n,
}


def a_mask(draw, n, m):
    """A mask as written, and which keys it allows; every row allows one."""
    kind = draw.randrange(6)
    if kind == 0:
        text, allows = "causal", MASKS["causal"]
    elif kind == 1 and m >= n:
        text, allows = "causal_lower_right", MASKS["causal_lower_right"]
    elif kind == 2:
        count = draw.randint(1, m)
        text, allows = f"padding({count})", lambda i, j, n, m: j < count
    elif kind == 3 and m >= n:
        reach = draw.randint(0, 2)
        text, allows = f"window({reach})", lambda i, j, n, m: abs(i - j) <= reach
    elif kind == 4 and m >= n:
        reach = draw.randint(0, 2)
        text, allows = f"causal_window({reach})", lambda i, j, n, m: 0 <= i - j <= reach
    else:
        count = draw.randint(1, m)
        text, allows = f"[causal, padding({count})]", lambda i, j, n, m: j <= i and j < count
    return text, [[allows(i, j, n, m) for j in range(m)] for i in range(n)]


def weighted(weights, values):
    return product(weights, values)


def masked(scores, allowed):
    return [[s if a else None for s, a in zip(row, flags)] for row, flags in zip(scores, allowed)]


def normalised_scores(draw):
    """A rule on a matrix of scores; small fractions make ties and exact thresholds likely."""
    n = draw.randint(1, 3)
    # Several rows of one score would read as a column, a single query's scores.
    m = draw.randint(1 if n == 1 else 2, 5)
    grid = [[f"{draw.randint(-4, 4)}/{draw.choice([1, 1, 2, 3])}" for _ in range(m)] for _ in range(n)]
    scores = [[mpf(e.split('/')[0]) / mpf(e.split('/')[1]) for e in row] for row in grid]
    rule = draw.choice(["relu", "sum", "softmax_one", "sigmoid"])
    if rule == "relu" and any(max(row) <= 0 for row in scores):
        rule = "softmax_one"
    if rule == "sum" and any(abs(sum_of(row)) < mpf(10) ** -30 for row in scores):
        rule = "sigmoid"
    text = "[" + "; ".join(", ".join(row) for row in grid) + "]" + ("^T" if n == 1 else "")
    weigh = {"relu": relu_over_sum, "sum": over_sum, "softmax_one": softmax_one, "sigmoid": sigmoid}[rule]
    expected = [weigh(row) for row in scores]
    s = tensor(scores)
    import torch
    if rule == "relu":
        library = torch.relu(s) / torch.relu(s).sum(-1, keepdim=True)
    elif rule == "sum":
        library = s / s.sum(-1, keepdim=True)
    elif rule == "softmax_one":
        zeros = torch.zeros(n, 1, dtype=torch.float64)
        library = torch.softmax(torch.cat([s, zeros], -1), -1)[:, :m]
    else:
        library = torch.sigmoid(s)
    return [f"S = {text}", f"weights(S, normalise: {rule})"], expected, library.tolist()


def hard_thresholds(draw):
    """Sparsemax, entmax and top-k, where ties and exact thresholds decide who gets weight 0."""
    n = draw.randint(1, 3)
    # Several rows of one score would read as a column, a single query's scores.
    m = draw.randint(1 if n == 1 else 2, 5)
    grid = [[f"{draw.randint(-3, 3)}/{draw.choice([1, 2, 2, 3])}" for _ in range(m)] for _ in range(n)]
    scores = [[mpf(e.split('/')[0]) / mpf(e.split('/')[1]) for e in row] for row in grid]
    text = "[" + "; ".join(", ".join(row) for row in grid) + "]" + ("^T" if n == 1 else "")
    rule = draw.choice(["sparsemax", "entmax15", "top_k"])
    if rule == "top_k":
        k, ties = draw.randint(1, m + 1), draw.choice(["shared", "first", "last"])
        return [f"S = {text}", f"top_k(S, k: {k}, ties: {ties})"], [top_k(row, k, ties) for row in scores]
    weigh = sparsemax if rule == "sparsemax" else entmax15
    if n > 1 and draw.random() < 0.3:
        turned = [list(column) for column in zip(*scores)]
        return [f"S = {text}", f"{rule}(S, axis: columns)"], transpose([weigh(row) for row in turned])
    return [f"S = {text}", f"{rule}(S)"], [weigh(row) for row in scores]


def masked_attention(draw):
    """Every mask against F.scaled_dot_product_attention, its causal alignment included."""
    import torch
    # A single query has no position that a mask could speak of.
    n, m, d, e = draw.randint(2, 4), draw.randint(1, 4), draw.randint(1, 3), draw.randint(1, 3)
    lines, parts = [], []
    for name, rows, columns in (("Q", n, d), ("K", m, d), ("V", m, e)):
        text, grid = matrix(draw, rows, columns, roots=False)
        lines.append(f"{name} = {text}")
        parts.append(grid)
    queries, keys, values = parts
    text, allowed = a_mask(draw, n, m)
    scores = [[dot(q, k) / mp.sqrt(mpf(d)) for k in keys] for q in queries]
    expected = weighted([softmax(row) for row in masked(scores, allowed)], values)
    attend = torch.nn.functional.scaled_dot_product_attention
    if text == "causal":
        library = attend(*(tensor(p) for p in parts), is_causal=True)
    else:
        library = attend(*(tensor(p) for p in parts), attn_mask=torch.tensor(allowed))
    return lines + [f"attention(Q, K, V, mask: {text})"], expected, library.tolist()


def biased_attention(draw):
    """A bias and a temperature; PyTorch adds a float mask to the scaled scores likewise."""
    import torch
    n, m, d = draw.randint(1, 3), draw.randint(1, 3), draw.randint(1, 3)
    lines, parts = [], []
    for name, rows, columns in (("Q", n, d), ("K", m, d), ("V", m, d), ("B", n, m)):
        text, grid = matrix(draw, rows, columns, roots=False)
        lines.append(f"{name} = {text}")
        parts.append(grid)
    queries, keys, values, bias = parts
    heat = draw.randint(1, 3)
    scores = [
        [dot(q, k) / (heat * mp.sqrt(mpf(d))) + bias[i][j] for j, k in enumerate(keys)]
        for i, q in enumerate(queries)]
    library = torch.nn.functional.scaled_dot_product_attention(
        *(tensor(p) for p in parts[:3]), attn_mask=tensor(bias), scale=1 / (heat * d ** 0.5))
    call = f"attention(Q, K, V, bias: B, temperature: {heat})"
    return lines + [call], weighted([softmax(row) for row in scores], values), library.tolist()


def other_scores(draw):
    """Bilinear, additive and cosine scores of queries and keys of different sizes."""
    n, m, d, e, h = (draw.randint(1, 3) for _ in range(5))
    kind = draw.choice(["bilinear", "additive", "cosine"])
    if kind == "cosine":
        e = d
    lines, parts = [], {}

    def given(name, rows, columns):
        text, grid = matrix(draw, rows, columns, roots=False)
        lines.append(f"{name} = {text}")
        parts[name] = grid

    given("Q", n, d)
    given("K", m, e)
    if kind == "cosine":
        while any(dot(row, row) == 0 for row in parts["Q"] + parts["K"]):
            lines.clear()
            given("Q", n, d)
            given("K", m, e)
        expected = [
            [dot(q, k) / (mp.sqrt(dot(q, q)) * mp.sqrt(dot(k, k))) for k in parts["K"]] for q in parts["Q"]]
        return lines + ["scores(Q, K, score: cosine)"], expected
    if kind == "bilinear":
        given("W", d, e)
        expected = [[dot(q, times_vector(parts["W"], k)) for k in parts["K"]] for q in parts["Q"]]
        return lines + ["scores(Q, K, score: bilinear, W: W)"], expected
    given("W", h, d)
    given("U", h, e)
    text, v = vector(draw, h, roots=False)
    lines.append(f"v = {text}")
    expected = []
    for q in parts["Q"]:
        row = []
        for k in parts["K"]:
            left, right = times_vector(parts["W"], q), times_vector(parts["U"], k)
            row.append(dot(v, [mp.tanh(a + b) for a, b in zip(left, right)]))
        expected.append(row)
    return lines + ["scores(Q, K, score: additive, W: W, U: U, v: v)"], expected


def grouped_heads(draw):
    """Multi-query and grouped-query attention: every head written out with the keys and values of its group."""
    n, d, size = draw.randint(1, 3), draw.randint(1, 2), draw.randint(1, 2)
    heads, groups = draw.choice([(2, 1), (4, 2), (3, 1), (2, 2)])
    lines, parts = [], []
    for name, columns in (("X", d), ("W_Q", heads * size), ("W_K", groups * size), ("W_V", groups * size)):
        text, grid = matrix(draw, n if name == "X" else d, columns, roots=False)
        lines.append(f"{name} = {text}")
        parts.append(grid)
    x, w_q, w_k, w_v = parts
    block = lambda w, i: [row[i * size:(i + 1) * size] for row in w]
    outputs = []
    for head in range(heads):
        group = head // (heads // groups)
        outputs.append(attention(
            product(x, block(w_q, head)), product(x, block(w_k, group)), product(x, block(w_v, group)))[1])
    import torch
    split = lambda w, count: torch.stack(
        [tensor(product(x, block(w, i))) for i in range(count)]).unsqueeze(0)
    library = torch.nn.functional.scaled_dot_product_attention(
        split(w_q, heads), split(w_k, groups), split(w_v, groups), enable_gqa=True)
    library = torch.cat(list(library[0]), -1).tolist()
    name = "multi_query" if groups == 1 else "grouped_query"
    options = f"heads: {heads}" + ("" if groups == 1 else f", groups: {groups}")
    return lines + [f"{name}(X, W_Q, W_K, W_V, {options})"], beside(*outputs), library


def heads_of_the_library(draw):
    """nn.MultiheadAttention with its weights set, keys and values from another sequence in half the draws."""
    import torch
    n, m, heads, size = draw.randint(1, 3), draw.randint(1, 3), draw.randint(1, 2), draw.randint(1, 2)
    d = heads * size
    lines, parts = [], {}
    for name, rows, columns in (("X", n, d), ("Y", m, d), ("W_Q", d, d), ("W_K", d, d), ("W_V", d, d), ("W_O", d, d)):
        text, parts[name] = matrix(draw, rows, columns, roots=False)
        lines.append(f"{name} = {text}")
    memory = draw.random() < 0.5
    x, y = parts["X"], parts["Y"] if memory else parts["X"]
    block = lambda w, i: [row[i * size:(i + 1) * size] for row in w]
    outputs = [
        attention(*(product(t, block(parts[w], i)) for t, w in ((x, "W_Q"), (y, "W_K"), (y, "W_V"))))[1]
        for i in range(heads)]
    layer = torch.nn.MultiheadAttention(d, heads, bias=False, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        # The library multiplies by transposed weights.
        stacked = [transpose(parts[w]) for w in ("W_Q", "W_K", "W_V")]
        layer.in_proj_weight.copy_(torch.cat([tensor(w) for w in stacked]))
        layer.out_proj.weight.copy_(tensor(transpose(parts["W_O"])))
        source = tensor(y).unsqueeze(0)
        library = layer(tensor(x).unsqueeze(0), source, source, need_weights=False)[0][0].tolist()
    options = f"heads: {heads}" + (", memory: Y" if memory else "")
    call = f"multi_head(X, W_Q, W_K, W_V, W_O, {options})"
    return lines + [call], product(beside(*outputs), parts["W_O"]), library


def tiles(draw):
    """Attention tile by tile is attention."""
    n, m, d, e = draw.randint(1, 3), draw.randint(1, 5), draw.randint(1, 3), draw.randint(1, 2)
    lines, parts = [], []
    for name, rows, columns in (("Q", n, d), ("K", m, d), ("V", m, e)):
        text, grid = matrix(draw, rows, columns, roots=False)
        lines.append(f"{name} = {text}")
        parts.append(grid)
    return lines + [f"online_attention(Q, K, V, tile: {draw.randint(1, m)})"], attention(*parts)[1]


def columns_throughout(draw):
    """Tokens as columns: V softmax(K^T Q / sqrt(d_k)) with every column normalised."""
    n, d, d_k, d_v = (draw.randint(1, 3) for _ in range(4))
    lines, parts = [], []
    for name, rows, columns in (("X", d, n), ("W_Q", d_k, d), ("W_K", d_k, d), ("W_V", d_v, d)):
        text, grid = matrix(draw, rows, columns, roots=False)
        lines.append(f"{name} = {text}")
        parts.append(grid)
    x, w_q, w_k, w_v = parts
    queries, keys, values = (transpose(product(w, x)) for w in (w_q, w_k, w_v))
    expected = transpose(attention(queries, keys, values)[1])
    return lines + ["self_attention(X, W_Q, W_K, W_V, convention: columns)"], expected


KINDS = [
    normalised_scores, hard_thresholds, masked_attention, biased_attention, other_scores, grouped_heads,
    heads_of_the_library, tiles, columns_throughout,
]
