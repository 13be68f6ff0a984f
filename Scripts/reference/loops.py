"""Attention straight from the papers' formulas, in plain loops over mpmath numbers.

Nothing here knows the program under test. Matrices are lists of rows, vectors are lists.
"""

from mpmath import mp, mpf

DIGITS = 60
mp.dps = 2 * DIGITS


def number(value):
    """An exact decimal, fraction or int as a multiprecision number."""
    if isinstance(value, str) and "/" in value:
        top, bottom = value.split("/")
        return mpf(top) / mpf(bottom)
    return mpf(value)


def vector(*entries):
    return [number(e) for e in entries]


def matrix(text):
    """Rows separated by semicolons, entries by spaces: `matrix("1 -1.5; 0 2")`."""
    return [[number(e) for e in row.split()] for row in text.split(";")]


def transpose(a):
    return [[a[i][j] for i in range(len(a))] for j in range(len(a[0]))]


def dot(x, y):
    total = mpf(0)
    for i in range(len(x)):
        total += x[i] * y[i]
    return total


def times_vector(a, x):
    """The matrix a times the column x."""
    return [dot(row, x) for row in a]


def product(a, b):
    result = []
    for i in range(len(a)):
        row = []
        for j in range(len(b[0])):
            total = mpf(0)
            for k in range(len(b)):
                total += a[i][k] * b[k][j]
            row.append(total)
        result.append(row)
    return result


def scaled(a, factor):
    return [[x * factor for x in row] for row in a]


def softmax(scores):
    """exp(s_j) / sum exp(s_i); None stands for a masked score and gets weight 0."""
    total = mpf(0)
    for s in scores:
        if s is not None:
            total += mp.exp(s)
    return [mpf(0) if s is None else mp.exp(s) / total for s in scores]


def hardmax(scores, ties="shared"):
    """Weight 1 at the largest score, divided equally (or given to the first or the last) at a tie."""
    largest = max(s for s in scores if s is not None)
    places = [j for j, s in enumerate(scores) if s is not None and abs(s - largest) < mpf(10) ** (-DIGITS)]
    if ties == "first":
        places = places[:1]
    if ties == "last":
        places = places[-1:]
    return [mpf(1) / len(places) if j in places else mpf(0) for j in range(len(scores))]


def scores(queries, keys, scale, causal=False):
    """scale * q_i . k_j, None where the causal mask forbids it."""
    result = []
    for i, q in enumerate(queries):
        row = []
        for j, k in enumerate(keys):
            row.append(None if causal and j > i else dot(q, k) * scale)
        result.append(row)
    return result


def attention(queries, keys, values, scale=None, causal=False, normalise=softmax):
    """The weights and the outputs, one row per query. The default scale is 1/sqrt(d_k)."""
    if scale is None:
        scale = 1 / mp.sqrt(mpf(len(keys[0])))
    weights = [normalise(row) for row in scores(queries, keys, scale, causal)]
    outputs = []
    for row in weights:
        output = [mpf(0)] * len(values[0])
        for j, weight in enumerate(row):
            for c in range(len(output)):
                output[c] += weight * values[j][c]
        outputs.append(output)
    return weights, outputs


def beside(*blocks):
    """Matrices of one height side by side."""
    return [[x for block in blocks for x in block[i]] for i in range(len(blocks[0]))]


def relu(x):
    return x if x > 0 else mpf(0)
