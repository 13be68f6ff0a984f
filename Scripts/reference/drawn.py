"""Solutions of sheets with any drawn values, in plain loops over fractions and mpmath numbers.

Each function takes the drawn values by their ids, as the sheet types them, and returns the answers by their ids and what
the conditions of each section speak of: for the left side of a comparison its value or values, for a word whether it holds.
The section `vary` says whether the values are among those that may be drawn. Nothing here knows the program; fractions are
Python's own.
"""

from fractions import Fraction

from mpmath import mp, mpf

from closed_form import value as evaluated
from loops import DIGITS, hardmax

SMALL = mpf(10) ** -DIGITS


def entry(text):
    """A number as a sheet types it: -1/2, 0.5, sqrt(2), 2 ln(3)."""
    try:
        return Fraction(text.strip().replace(" ", ""))
    except ValueError:
        import re

        return evaluated(re.sub(r"(?<=[0-9)]) (?=[a-z(])", "*", text.strip()).replace("^", "**"))


def read(text):
    """A number, a vector as a list or a matrix as a list of rows."""
    text = text.strip()
    text = text.removesuffix("^T")
    if not text.startswith("["):
        return entry(text)
    rows = [[entry(e) for e in row.split(",")] for row in text[1:-1].split(";")]
    return rows if len(rows) > 1 else rows[0]


def real(x):
    """A fraction as a multiprecision number."""
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpf(x)


def reals(a):
    return [reals(x) for x in a] if isinstance(a, list) else real(a)


def dot(x, y):
    total = Fraction(0)
    for a, b in zip(x, y, strict=True):
        if not (isinstance(a, Fraction) and isinstance(b, Fraction)):
            a, b, total = real(a), real(b), real(total)
        total = total + a * b
    return total


def turned(a):
    return [[row[j] for row in a] for j in range(len(a[0]))]


def times(a, x):
    """A matrix times a vector or a matrix."""
    if isinstance(x[0], list):
        columns = turned(x)
        return [[dot(row, column) for column in columns] for row in a]
    return [dot(row, x) for row in a]


def over(a, c):
    return [over(x, c) for x in a] if isinstance(a, list) else real(a) / c


def softmax(scores, base=None, allowed=lambda j: True):
    powers = [
        (mp.exp(real(s)) if base is None else mp.power(base, real(s))) if allowed(j) else mpf(0)
        for j, s in enumerate(scores)
    ]
    return [p / sum(powers) for p in powers]


def flat(a):
    return [x for row in a for x in (row if isinstance(row, list) else [row])]


def spread(rows):
    """For each query with more than one key, how far its scores are apart."""
    return [max(row) - min(row) for row in rows if len(row) > 1]


def whole(a, low, high, nonzero=False):
    """Whether these are integers of a range."""
    return all(x.denominator == 1 and low <= x <= high and not (nonzero and x == 0) for x in flat(a))


def distinct(a):
    if all(isinstance(x, Fraction) for x in a):
        return len(set(a)) == len(a)
    return all(abs(x - y) > SMALL for i, x in enumerate(a) for y in a[:i])


def distinct_rows(a):
    return all(row != other for i, row in enumerate(a) for other in a[:i])


def one_largest(row):
    return sum(x == max(row) for x in row) == 1


def masks(v):
    x, w_q, w_k, p, u = (read(v[n]) for n in ("1a.X", "1a.W_Q", "1a.W_K", "1b.P", "1b.u"))
    plain = times(times(x, w_q), turned(times(x, w_k)))
    a = [softmax(row, allowed=lambda j, i=i: j <= i) for i, row in enumerate(over(plain, mp.sqrt(2)))]
    raw = times(p, u)
    w = softmax(raw, allowed=lambda j: j < 3)
    seen = [row[: i + 1] for i, row in enumerate(plain)]
    return {
        "1a.A": a, "1a.Z": times(a, x), "1b.w": w, "1b.m": times(turned(p), w),
    }, {
        "1a": {"max(scores) - min(scores)": over(spread(seen), mp.sqrt(2)), "distinct_rows(X)": distinct_rows(x)},
        "1b": {"distinct(P u)": distinct(raw)},
        "vary": {
            "P": sorted(map(tuple, p)) == [(-2, 3), (0, 1), (1, -1), (2, 0)], "u": whole(u, -2, 2, nonzero=True),
            "X": whole(x, -2, 2) and len(x) in (3, 4),
        },
    }


def heads(v):
    t, w_q, w_k, w_v, w_o = (read(v[f"1.{n}"]) for n in ("T", "P_q", "P_k", "P_v", "P_o"))
    outputs, far = [], []
    for head in (0, 2):
        q, k, values = (times(t, [row[head:head + 2] for row in w]) for w in (w_q, w_k, w_v))
        plain = times(q, turned(k))
        far += over(spread(plain), mp.sqrt(2))
        outputs.append(times([softmax(row) for row in over(plain, mp.sqrt(2))], values))
    joined = [a + b for a, b in zip(*outputs)]
    return {"1.Y": times(joined, w_o)}, {
        "1": {"max(scores) - min(scores)": far, "distinct_rows(T)": distinct_rows(t)},
        "vary": {
            "T": whole(t, -1, 2) and len(t) in (2, 3), "P": whole(w_q + w_k, -1, 1),
            "P_v": sorted(flat(w_v)) == [0] * 12 + [1] * 4,
            "P_o": all(abs(e) <= 1 and e.denominator <= 2 for e in flat(w_o)),
        },
    }


def cross(v):
    d, q, k, values = (read(v[f"1.{n}"]) for n in ("d_k", "Q", "K", "V"))
    root = {1: 1, 4: 2}[int(d)]
    as_rows = lambda a: a if isinstance(a[0], list) else [[e] for e in a]
    q, k = as_rows(q), as_rows(k)
    s = [[e / root for e in row] for row in times(q, turned(k))]
    # Whole scores: the weights are fractions, worked in fractions.
    a = [[Fraction(2) ** int(e) / sum(Fraction(2) ** int(o) for o in row) for e in row] for row in s]
    z = times(a, values)
    return {"1.A": a, "1.Z": z}, {
        "1": {
            "integer(S)": all(e.denominator == 1 for e in flat(s)), "unique_argmax(S)": all(map(one_largest, s)),
            "denominators(A)": [e.denominator for e in flat(a)], "weight": flat(a),
            # Worked in fractions, so it is one.
            "rational(Z)": True,
        },
        "vary": {
            "sizes": len(q) in (2, 3) and len(k) in (3, 4) and len(values) == len(k) and len(q[0]) == d == len(k[0]),
            "Q": all(e in (-2, 0, 2) for e in flat(q)), "K": whole(k, -1, 2),
            "V": all(abs(e) <= 1 and e.denominator <= 2 for e in flat(values)),
        },
    }


def fractions(v):
    s, t, w = (read(v[f"1.{n}"]) for n in ("s", "t", "v"))
    # The logarithms back: whole numbers 1 … 9 and whole powers of two, exactly.
    numbers = [Fraction(int(mp.nint(mp.exp(real(e))))) for e in s]
    powers = [Fraction(2) ** int(mp.nint(real(e) / mp.log(2))) for e in t]
    p, r = [e / sum(numbers) for e in numbers], [e / sum(powers) for e in powers]
    z = dot(r, w)
    return {"1.p": p, "1.r": r, "1.z": z}, {
        "1": {
            "distinct(s)": distinct(numbers), "distinct(t)": distinct(powers), "rational(p)": True,
            "denominators(p)": [e.denominator for e in p], "any p": p, "nonzero(z)": z != 0,
            # Two softmaxes: four keys and three.
            "all weights != 1/n": all(e != Fraction(1, len(row)) for row in (p, r) for e in row),
        },
        "vary": {
            "s": all(abs(mp.log(real(n)) - real(e)) < SMALL and 1 <= n <= 9 for n, e in zip(numbers, s)),
            "t": all(abs(mp.log(real(n)) - real(e)) < SMALL for n, e in zip(powers, t)),
            "v": all(e.denominator in (2, 3) and abs(e) <= 1 for e in w),
        },
    }


def additive(v):
    q, w, u, direction = (read(v[f"1.{n}"]) for n in ("q", "W", "U", "v"))
    keys = [read(v[f"1.k_{i}"]) for i in (1, 2, 3)]
    inner = [[a + b for a, b in zip(times(w, q), times(u, key))] for key in keys]
    e = [dot(direction, [mp.tanh(real(x)) for x in row]) for row in inner]
    a = softmax(e)
    normal = []
    for key in keys:
        mean = sum(key) / len(key)
        variance = sum((x - mean) ** 2 for x in key) / len(key)
        normal.append([real(x - mean) / mp.sqrt(real(variance)) for x in key])
    return {"1.a": a, "1.c": times(turned(keys), a), "1.N": normal}, {
        "1": {
            "W q + U k_i": flat(inner), "distinct_rows(K)": distinct_rows(keys), "distinct(e_1, e_2, e_3)": distinct(e),
        },
        "vary": {
            "W": sorted(flat(w)) == [-1, 0, Fraction(1, 2), 1], "q, v": whole(q + direction, -2, 2, nonzero=True),
            "k": whole(keys, -1, 2),
        },
    }


def conditions(v):
    x, q, g, h = (read(v[f"1.{n}"]) for n in ("X", "q", "g", "h"))
    s = [e / g for e in times(x, q)]
    p = softmax(s)
    y = dot(h, [Fraction(i) for i in (1, 2, 3, 4)])
    return {"1.s": s, "1.p": p, "1.z": times(turned(x), p), "1.y": y}, {
        "1": {
            "distinct(s)": distinct(s), "unique_argmax(s)": one_largest(s), "unique_argmin(s)": one_largest([-e for e in s]),
            "max(s) - min(s)": max(s) - min(s), "s_i": s, "any s": s, "some s": s, "p": p, "negative(s - 7)": max(s) < 7,
            "positive(p)": min(p) > 0, "nonzero(q)": all(e != 0 for e in q),
            "integer(10 s)": all((10 * e).denominator == 1 for e in s), "denominators(s)": [e.denominator for e in s],
            "rational(s)": True, "any h": h, "h_1 > h_4": h[0] > h[3],
        },
        "vary": {"h": sorted(h) == [0, 1, 2, 3], "g": g in (1, 2, 4), "q": whole(q, -4, 4),
                 "X": whole([10 * e for e in flat(x)], -10, 10)},
    }


SOLUTIONS = {
    "masks": masks, "heads": heads, "cross": cross, "fractions": fractions, "additive": additive,
    "conditions": conditions,
}
