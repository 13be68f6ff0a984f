"""Random attention exercises nobody has seen, with their solutions by plain loops.

Every exercise is (lines for `attest eval`, the expected last value) and, where PyTorch has the mechanism, what PyTorch
makes of it in double precision. Entries are integers, decimals, fractions and roots of either sign.
"""

import random

import kinds_scores
from loops import attention, beside, hardmax, mp, mpf, number, product, softmax, times_vector, transpose


class Entry:
    """A number as written in a sheet, and its value."""

    def __init__(self, text, worth):
        self.text, self.worth = text, worth


def entry(draw, roots=True):
    kind = draw.randrange(8 if roots else 6)
    sign = draw.choice(["", "-"])
    if kind <= 2:
        text = f"{sign}{draw.randint(0, 4)}"
        return Entry(text, number(text))
    if kind <= 4:
        text = f"{sign}{draw.randint(0, 3)}.{draw.choice(['5', '25', '1', '75', '125', '05', '3'])}"
        return Entry(text, number(text))
    if kind == 5:
        text = f"{sign}{draw.randint(1, 9)}/{draw.randint(2, 9)}"
        return Entry(text, number(text))
    radicand, divisor = draw.choice([2, 3, 5, 6, 8, 12, 18]), draw.randint(1, 4)
    worth = mp.sqrt(radicand) / divisor
    text = f"{sign}sqrt({radicand})" + (f"/{divisor}" if divisor > 1 else "")
    return Entry(text, -worth if sign else worth)


def a_vector(draw, size, roots=True):
    entries = [entry(draw, roots) for _ in range(size)]
    return "[" + ", ".join(e.text for e in entries) + "]", [e.worth for e in entries]


def a_matrix(draw, rows, columns, roots=True):
    grid = [[entry(draw, roots) for _ in range(columns)] for _ in range(rows)]
    text = "[" + "; ".join(", ".join(e.text for e in row) for row in grid) + "]"
    # A single row would read as a column; it is written as one, transposed.
    if rows == 1:
        text = f"{text}^T"
    return text, [[e.worth for e in row] for row in grid]


def sizes(draw, largest=4):
    return draw.randint(1, largest), draw.randint(1, largest)


def plain_self_attention(draw):
    n, d = draw.randint(1, 6), draw.randint(1, 6)
    if n * d > 20:
        n, d = 4, 4
    text, x = a_matrix(draw, n, d, roots=n * d <= 9)
    if draw.random() < 0.5:
        return [f"self_attention({text}, score: dot)"], attention(x, x, x, scale=mpf(1))[1]
    return [f"self_attention({text})"], attention(x, x, x)[1]


def causal_self_attention(draw):
    n, d = sizes(draw)
    text, x = a_matrix(draw, n, d)
    return [f"self_attention({text}, mask: causal)"], attention(x, x, x, causal=True)[1]


def cross_attention(draw):
    (n, m), (d, e) = sizes(draw), sizes(draw, 3)
    lines, parts = [], []
    for name, rows, columns in (("Q", n, d), ("K", m, d), ("V", m, e)):
        text, grid = a_matrix(draw, rows, columns)
        lines.append(f"{name} = {text}")
        parts.append(grid)
    if draw.random() < 0.4:
        own = draw.randint(2, 5)
        return lines + [f"attention(Q, K, V, scale: {own})"], attention(*parts, scale=mpf(1) / own)[1]
    return lines + ["attention(Q, K, V)"], attention(*parts)[1]


def one_query_by_hand(draw):
    n, d = sizes(draw)
    tokens, x = a_matrix(draw, n, d)
    text, q = a_vector(draw, d)
    lines = [f"X = {tokens}", f"q = {text}", f"s = X q / sqrt({d})", "p = softmax(s)", "z = X^T p"]
    return lines, attention([q], x, x)[1][0]


def columns_convention(draw):
    """q_i = W_q h_i: states are columns, projections multiply from the left."""
    n, d = draw.randint(1, 4), draw.randint(2, 3)
    lines, states = [], []
    for i in range(1, n + 1):
        text, h = a_vector(draw, d, roots=False)
        lines.append(f"h_{i} = {text}")
        states.append(h)
    projected = []
    for name, letter in (("W_q", "q"), ("W_k", "k"), ("W_v", "v")):
        text, w = a_matrix(draw, d, d, roots=False)
        lines.append(f"{name} = {text}")
        lines.append(f"{letter}_i = {name} h_i for i in 1..{n}")
        projected.append([times_vector(w, h) for h in states])
    rows = lambda letter: "[" + "; ".join(f"{letter}_{i}^T" for i in range(1, n + 1)) + "]"
    chosen = draw.randint(1, n)
    lines += [f"K = {rows('k')}", f"V = {rows('v')}", f"a = softmax(K q_{chosen})", "V^T a"]
    queries, keys, values = projected
    return lines, attention([queries[chosen - 1]], keys, values, scale=mpf(1))[1][0]


def projected_self_attention(draw):
    n, d = draw.randint(1, 4), draw.randint(1, 3)
    d_k, d_v = draw.randint(1, 3), draw.randint(1, 3)
    lines, parts = [], []
    for name, rows, columns in (("X", n, d), ("W_Q", d, d_k), ("W_K", d, d_k), ("W_V", d, d_v)):
        text, grid = a_matrix(draw, rows, columns, roots=False)
        lines.append(f"{name} = {text}")
        parts.append(grid)
    x, w_q, w_k, w_v = parts
    answer = attention(product(x, w_q), product(x, w_k), product(x, w_v))[1]
    return lines + ["self_attention(X, W_Q, W_K, W_V)"], answer


def several_heads(draw):
    n, d, heads = draw.randint(1, 3), draw.randint(1, 3), draw.randint(1, 3)
    text, x = a_matrix(draw, n, d, roots=False)
    lines, outputs, width = [f"X = {text}"], [], 0
    for i in range(1, heads + 1):
        d_k, d_v = draw.randint(1, 2), draw.randint(1, 2)
        width += d_v
        weights = []
        for name, columns in (("Q", d_k), ("K", d_k), ("V", d_v)):
            text, grid = a_matrix(draw, d, columns, roots=False)
            lines.append(f"W_{name}{i} = {text}")
            weights.append(grid)
        outputs.append(attention(*(product(x, w) for w in weights))[1])
    text, w_o = a_matrix(draw, width, draw.randint(1, 3), roots=False)
    lines.append(f"W_O = {text}")
    lists = ", ".join("[" + ", ".join(f"W_{name}{i}" for i in range(1, heads + 1)) + "]" for name in "QKV")
    return lines + [f"multi_head(X, {lists}, W_O)"], product(beside(*outputs), w_o)


def hard_attention(draw):
    """Argmax attention; small integers make ties likely."""
    n, d = draw.randint(1, 4), draw.randint(1, 2)
    grid = [[draw.randint(-1, 1) for _ in range(d)] for _ in range(n)]
    text = "[" + "; ".join(", ".join(map(str, row)) for row in grid) + "]" + ("^T" if n == 1 else "")
    x = [[mpf(e) for e in row] for row in grid]
    ties = draw.choice(["shared", "first", "last"])
    rule = lambda row: hardmax(row, ties)
    call = f"self_attention({text}, normalise: argmax, ties: {ties})"
    return [call], attention(x, x, x, normalise=rule)[1]


def softmax_of_anything(draw):
    """Scores with logarithms, roots and decimals, and another base."""
    size = draw.randint(1, 5)
    entries = []
    for _ in range(size):
        if draw.random() < 0.4:
            n = draw.randint(2, 12)
            entries.append(Entry(f"ln({n})", mp.log(n)))
        else:
            entries.append(entry(draw))
    text, worth = ", ".join(e.text for e in entries), [e.worth for e in entries]
    if draw.random() < 0.3:
        base = draw.randint(2, 3)
        return [f"softmax([{text}], base: {base})"], softmax([w * mp.log(base) for w in worth])
    return [f"softmax([{text}])"], softmax(worth)


def scalar(draw):
    """An expression of exponentials, roots and the elementary functions."""
    a, b, c = (entry(draw) for _ in range(3))
    x, y, z = a.worth, b.worth, c.worth
    n = draw.randint(2, 9)
    return draw.choice([
        ([f"tanh({a.text}) + {n} * tanh({b.text})"], mp.tanh(x) + n * mp.tanh(y)),
        ([f"exp({a.text}) / (exp({a.text}) + exp({b.text}) + {n})"], mp.exp(x) / (mp.exp(x) + mp.exp(y) + n)),
        ([f"({a.text}) * ({b.text}) - ({c.text})^2 + sqrt({n})"], x * y - z * z + mp.sqrt(n)),
        ([f"exp({n} * ln(3)) * exp({a.text}) - {n}"], mpf(3) ** n * mp.exp(x) - n),
        ([f"sin({a.text}) * cos({b.text}) + cos({a.text}) * sin({b.text})"], mp.sin(x + y)),
        ([f"cosh({a.text})^2 - sinh({a.text})^2 + {n}"], mpf(1) + n),
        ([f"ln({n} + exp({a.text}))"], mp.log(n + mp.exp(x))),
        ([f"sqrt({n} + exp({a.text}) + exp({b.text}))"], mp.sqrt(n + mp.exp(x) + mp.exp(y))),
    ])


KINDS = [
    plain_self_attention, causal_self_attention, cross_attention, one_query_by_hand, columns_convention,
    projected_self_attention, several_heads, hard_attention, softmax_of_anything, scalar,
] + kinds_scores.KINDS

# The kinds of further areas take their entries from here.
from kinds_around import KINDS as AROUND  # noqa: E402
from kinds_recurrent import KINDS as RECURRENT  # noqa: E402

KINDS += RECURRENT + AROUND


def exercises(count, seed):
    """`count` exercises, the kinds in turn; the same for the same seed."""
    for i in range(count):
        draw = random.Random(f"{seed}/{i}")
        kind = KINDS[i % len(KINDS)]
        lines, expected, *library = kind(draw)
        yield f"{kind.__name__} #{i}", lines, expected, library[0] if library else None
