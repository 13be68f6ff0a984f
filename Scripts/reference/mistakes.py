"""What a student who makes each known mistake writes, by plain loops.

Prints one line per mistake of the catalogue: its code and the wrong answer of its example. The program knows the
mistakes as rewritings of a computation; nothing of that is used here.

    python3 Scripts/reference/mistakes.py > Tests/MarkingTests/Fixtures/mistakes.tsv
"""

from mpmath import mp, mpf, exp, sqrt, tanh, log, sin, cos, pi, nstr, floor

mp.dps = 50


def text(x, places=4):
    """The correctly rounded decimal."""
    scaled = int(floor(abs(x) * 10**places + mpf(1) / 2))
    whole, rest = divmod(scaled, 10**places)
    return ("-" if x < 0 and scaled else "") + f"{whole}.{rest:0{places}d}"


def vector(v, places=4):
    return "[" + ", ".join(text(x, places) for x in v) + "]"


def matrix(m, places=4):
    return "[" + "; ".join(", ".join(text(x, places) for x in row) for row in m) + "]"


def times(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))] for i in range(len(a))]


def apply(m, v):
    return [sum(m[i][k] * v[k] for k in range(len(v))) for i in range(len(m))]


def turned(m):
    return [[row[j] for row in m] for j in range(len(m[0]))]


def over(m, c):
    return [[x / c for x in row] for row in m]


def softmax(v, base=None):
    powers = [(exp(x) if base is None else mpf(base) ** x) for x in v]
    return [p / sum(powers) for p in powers]


def rows(m, f=softmax):
    return [f(row) for row in m]


def shares(v):
    return [x / sum(v) for x in v]


def masked(m, allowed, f=None):
    out = []
    for i, row in enumerate(m):
        powers = [exp(x) if allowed(i, j) else mpf(0) for j, x in enumerate(row)]
        out.append([p / sum(powers) for p in powers])
    return out


def exact(v):
    return "[" + ", ".join(str(int(x)) for x in v) + "]"


def exact_matrix(m):
    return "[" + "; ".join(", ".join(str(int(x)) for x in row) for row in m) + "]"


found = {}

# One query: three tokens, d = 2.
X, q = [[1, 2], [0, 1], [2, -1]], [1, 2]
dots = apply(X, q)
s = [x / sqrt(mpf(2)) for x in dots]
p = softmax(s)
z = apply(turned(X), p)
found["no-scaling"] = vector(softmax(dots))
found["scaled-by-size"] = vector([mpf(x) / 2 for x in dots])
found["multiplied-by-scale"] = vector([x * sqrt(mpf(2)) for x in dots])
found["scaled-by-token-count"] = vector([x / sqrt(mpf(3)) for x in dots])
found["scaled-needlessly"] = vector(p)
found["temperature-multiplied"] = vector(softmax([2, 4, 8]), 6)
found["temperature-forgotten"] = vector(softmax([1, 2, 4]))
found["exponential-forgotten"] = vector(shares(s))
found["exponentials-not-normalised"] = vector([exp(x) for x in s])
found["normalised-before-exponential"] = vector([exp(x) for x in shares(s)])
found["softmax-of-shares"] = vector(softmax(shares(s)))
found["softmax-twice"] = vector(softmax(p))
found["argmax-for-softmax"] = "[1, 0, 0]"
found["softmax-for-another-rule"] = vector(softmax(dots))
found["scores-negated"] = vector(softmax([-x for x in s]))
found["base-two"] = vector(softmax(s, 2))
found["base-ten"] = vector(softmax(s, 10))
found["base-e"] = vector(softmax(dots))
found["sigmoid-for-softmax"] = vector([1 / (1 + exp(-x)) for x in s])
found["scores-as-weights"] = vector(apply(turned(X), s))
found["values-averaged"] = vector([mpf(sum(row[j] for row in X)) / 3 for j in range(2)])
found["another-step"] = vector(p)

# Queries, keys and values of their own: d = 2, values of three entries.
Q, K, V = [[1, 0], [0, 2], [1, 1]], [[1, 1], [2, 0], [0, 1]], [[1, 2, 0], [0, 1, 3], [2, 0, 1]]
S = over(times(Q, turned(K)), sqrt(mpf(2)))
A = rows(S)
Z = times(A, V)
found["scaled-by-value-width"] = matrix(rows(over(times(Q, turned(K)), sqrt(mpf(3)))))
found["softmax-over-columns"] = matrix(turned(rows(turned(S))))
total = sum(exp(x) for row in S for x in row)
found["softmax-over-all"] = matrix([[exp(x) / total for x in row] for row in S])
found["queries-keys-swapped"] = matrix(over(times(K, turned(Q)), sqrt(mpf(2))))
found["keys-values-swapped"] = None
found["keys-for-values"] = matrix(times(A, K))
found["weights-transposed"] = matrix(times(turned(A), V))
found["mask-ignored"] = matrix(A)
found["mask-after-softmax"] = matrix([[a if j <= i else mpf(0) for j, a in enumerate(row)] for i, row in enumerate(A)])
found["masked-with-zero"] = matrix(rows([[x if j <= i else mpf(0) for j, x in enumerate(row)] for i, row in enumerate(S)]))
found["mask-reversed"] = matrix(masked(S, lambda i, j: j >= i))
found["masked-although-not-asked"] = matrix(masked(S, lambda i, j: j <= i))
M = [[1, 1, 0], [0, 1, 1]]
found["mask-inverted"] = matrix(masked([[1, 2, 0], [1, 1, 2]], lambda i, j: M[i][j] == 0))
found["rows-swapped"] = matrix([S[1], S[0], S[2]])
found["columns-swapped"] = matrix([[r[1], r[0], r[2]] for r in S])

# Everything square.
Q, K, V = [[1, 2], [0, 1]], [[1, 1], [2, 0]], [[1, 3], [2, 1]]
S2 = over(times(Q, turned(K)), sqrt(mpf(2)))
found["keys-not-transposed"] = matrix(over(times(Q, K), sqrt(mpf(2))))
found["queries-transposed"] = matrix(over(times(turned(Q), K), sqrt(mpf(2))))
found["weights-as-output"] = matrix(rows(S2))
swapped = rows(over(times(Q, turned(V)), sqrt(mpf(2))))
found["keys-values-swapped"] = matrix(times(swapped, K))
X2, W = [[1, 2], [0, 1]], [[1, 1], [2, 0]]
found["projection-on-wrong-side"] = exact_matrix(times(W, X2))
found["transposed-output"] = exact_matrix(turned(times(X2, W)))
found["values-not-transposed"] = vector(apply(X2, softmax([x / sqrt(mpf(2)) for x in apply(X2, [1, -1])])))

# Projected tokens.
X, W_Q, W_K = [[1, 0, 2], [0, 1, 1]], [[1, 0], [0, 2], [1, 1]], [[0, 1], [1, 1], [1, 0]]
found["scaled-by-model-width"] = matrix(over(times(times(X, W_Q), turned(times(X, W_K))), sqrt(mpf(3))))
X, W_Q, W_K, W_V = [[1, 0], [1, 2], [0, 1]], [[1, 1], [0, 2]], [[0, 1], [1, -1]], [[1, 2], [3, 1]]


def attention(Q, K, V, d):
    return times(rows(over(times(Q, turned(K)), sqrt(mpf(d)))), V)


def weights(Q, K, d):
    return rows(over(times(Q, turned(K)), sqrt(mpf(d))))


Qx, Kx, Vx = times(X, W_Q), times(X, W_K), times(X, W_V)
found["values-not-projected"] = matrix(attention(Qx, Kx, X, 2))
found["queries-not-projected"] = matrix(weights(X, Kx, 2))
found["keys-not-projected"] = matrix(weights(Qx, X, 2))
found["nothing-projected"] = matrix(attention(X, X, X, 2))
found["projection-transposed"] = exact_matrix(times(X, turned(W_Q)))
rowsX = [[1, 2], [0, 1], [2, -1]]
found["another-row"] = vector([x / sqrt(mpf(2)) for x in apply(rowsX, rowsX[2])])

# Two heads of two columns each.
X = [[1, 0], [1, 2]]
W_Q, W_K = [[1, 0, 0, 1], [0, 1, 1, 0]], [[0, 1, 1, 0], [1, 0, 1, 1]]
W_V, W_O = [[2, 0, 1, 1], [0, -1, 0, 2]], [[1, 0], [0, 1], [1, 1], [2, 0]]


def cut(m, h):
    return [row[2 * h : 2 * h + 2] for row in m]


def head(h):
    d = 2
    return attention(times(X, cut(W_Q, h)), times(X, cut(W_K, h)), times(X, cut(W_V, h)), d)


def beside(a, b):
    return [x + y for x, y in zip(a, b)]


found["heads-reordered"] = matrix(times(beside(head(1), head(0)), W_O))
found["output-projection-forgotten"] = matrix(beside(head(0), head(1)))
# Heads of three columns, values of one, scores over √6.
W_Q3, W_K3, W_V3 = [[1, 0, 0, 1, 1, 0], [0, 1, 1, 0, 1, 1]], [[0, 1, 1, 0, 1, 0], [1, 0, 1, 1, 0, 1]], [[2, 1], [0, -1]]
sides = []
for h in range(2):
    a, b, c = ([row[n * h : n * h + n] for row in m] for m, n in ((W_Q3, 3), (W_K3, 3), (W_V3, 1)))
    sides.append(attention(times(X, a), times(X, b), times(X, c), 6))
found["scaled-by-total-width"] = matrix(beside(*sides))
H1, H2, W = [[1, 2], [3, 4]], [[0, 1], [5, -1]], [[1, 2], [0, 1]]
G = times(H1, W)
found["heads-added"] = exact_matrix([[a + b for a, b in zip(r, t)] for r, t in zip(G, H2)])
found["heads-averaged"] = matrix([[mpf(a + b) / 2 for a, b in zip(r, t)] for r, t in zip(G, H2)], 1)
found["heads-stacked"] = exact_matrix(G + H2)
found["one-head-only"] = exact_matrix(H2)

# Layers.
x, W, b = [1, -2], [[1, 1], [2, 0]], [-1, 3]
line = [a + c for a, c in zip(apply(W, x), b)]
found["relu-forgotten"] = exact(line)
found["bias-forgotten"] = exact([max(a, 0) for a in apply(W, x)])
found["activation-forgotten"] = "[0.5, -1]"
found["sigmoid-for-tanh"] = vector([1 / (1 + exp(-mpf(a))) for a in x])
found["tanh-for-sigmoid"] = vector([tanh(mpf(a)) for a in x])
degree = pi / 180
found["degrees-for-radians"] = vector([sin(2 * degree), cos(2 * degree)], 5)
found["sine-cosine-swapped"] = vector([cos(mpf(2)), sin(mpf(2))])
found["logarithm-base-ten"] = text(-log(mpf(1) / 5, 10))
found["logarithm-base-two"] = text(-log(mpf(1) / 5, 2))
found["residual-forgotten"] = matrix(times(rows(over(times(X2, turned(X2)), sqrt(mpf(2)))), X2))
x, eps = [mpf(1), mpf(2), mpf(6)], mpf(1) / 10
mean = sum(x) / 3
squares = sum((a - mean) ** 2 for a in x)
found["sample-variance"] = "7"
assert squares / 2 == 7
found["epsilon-forgotten"] = vector([(a - mean) / sqrt(squares / 3) for a in x])
found["root-forgotten"] = vector([(a - mean) / (squares / 3 + eps) for a in x])
found["mean-not-subtracted"] = vector([a / sqrt(squares / 3 + eps) for a in x])

# Slips of the pen: scores X q = (5, 2, 0), weights p, output z.
found["signs-reversed"] = exact([-a for a in dots])
found["product-dropped"] = "[4, 2, 0]"
found["product-sign"] = "[5, 2, 4]"
found["sign-slip"] = vector([z[0], -z[1]])
found["entries-swapped"] = vector([p[1], p[0], p[2]])
found["entry-dropped"] = vector([p[0], p[2]])
found["percent-sign-missing"] = vector([100 * a for a in p], 2)
found["decimal-point"] = vector([s[0] / 10, s[1] / 10, s[2] / 10])
found["reciprocal"] = "5"
t = text(p[0])
found["rounding-slip"] = "[" + text(s[0] + mpf(1) / 10**4) + ", " + text(s[1]) + ", " + text(s[2]) + "]"
assert t[3] != t[4]
found["digits-swapped"] = "[" + t[:3] + t[4] + t[3] + t[5:] + ", " + text(p[1]) + ", " + text(p[2]) + "]"

for code in sorted(found):
    print(f"{code}\t{found[code]}")
