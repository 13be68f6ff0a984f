"""Solutions of the sheets in Problems with any drawn values, as in drawn.py."""

from fractions import Fraction

from mpmath import mp

from drawn import (
    dot, distinct, distinct_rows, flat, one_largest, over, read, real, reals, softmax, spread, times, turned,
)
from loops import vector
from loops_around import encoder_block
from loops_recurrent import attend, elman, gru

def symmetric(a):
    return a == turned(a)


def self_attention_practice(v):
    x = [read(v[f"1.x_{i}"]) for i in (1, 2, 3)]
    s = times(x, turned(x))
    a = [softmax(row) for row in s]
    p, q, w, u, direction = (read(v[f"3b.{n}"]) for n in ("x", "y", "W", "U", "v"))
    hidden = [m + n for m, n in zip(times(w, p), times(u, q))]
    s_1, s_3 = dot(p, q), dot(p, times(w, q))
    t = read(v["3c.t"])
    positive = [max(e, Fraction(0)) for e in t]
    shares = [e / sum(positive) for e in positive]
    inputs, own, last, out = (read(v[f"3d.{n}"]) for n in ("X", "W", "U", "W_y"))
    states, state = [], vector(0, 0)
    for e in reals(inputs):
        state = elman(e, state, reals(own), reals(last))
        states.append(state)
    scores = times(states, states[2])
    weights = softmax(scores)
    context = times(turned(states), weights)
    y = times(out, context)
    query, mixing, before = (read(v[f"3e.{n}"]) for n in ("q", "B", "g_0"))
    before = before if isinstance(before, list) else [before]
    pull = [dot(row, flat(mixing)) * before[0] for row in inputs]
    joined = reals(inputs[0]) + times(turned(inputs), softmax(pull))
    gates = [vector(1, 0, 0, 1), vector(0, 1, 1, 0), vector(1, 0, 1, 0)]
    return {
        "1.S": s, "1.A": a, "1.Y": times(a, x), "3b.s_1": s_1, "3b.s_2": real(s_1) / mp.sqrt(2), "3b.s_3": s_3,
        "3b.s_4": dot(direction, [mp.tanh(real(e)) for e in hidden]), "3c.a": shares, "3d.a": weights, "3d.c": context,
        "3d.y": y, "3e.P": attend(reals(query), states),
        "3e.g_1": gru(joined, reals(before), gates, [vector(1), vector(0), vector(-1)]),
    }, {
        "1": {
            "distinct_rows(X)": distinct_rows(x), "unique_argmax(S)": all(map(one_largest, s)),
            "max(scores) - min(scores)": spread(s),
        },
        "3b": {
            "W x + U y": hidden, "nonzero(W x + U y)": all(hidden), "nonzero([s_1, s_3])": s_1 != 0 and s_3 != 0,
            "distinct(s_1, s_3)": s_1 != s_3, "any W != W^T": not symmetric(w),
        },
        "3c": {"distinct(t)": distinct(t), "any t": t, "max(a)": max(shares), "max(t) - min(t)": max(t) - min(t)},
        "3d": {"distinct_rows(X)": distinct_rows(inputs), "distinct(s)": distinct(scores), "nonzero(y)": all(y)},
        "3e": {"distinct(H q)": distinct(times(states, query)), "distinct(e_1)": distinct(pull)},
    }


def attention_heads_by_hand(v):
    x, q = read(v["1.X"]), read(v["1a.q"])
    raw = times(x, q)
    p = softmax(over(raw, mp.sqrt(3)))
    w_q, w_k, w_v, w_o = read(v["1b.W_Q"]), read(v["1b.W_K"]), read(v["1b.W_V"]), read(v["1c.W_O"])

    def head(q, k, values):
        plain = times(q, turned(k))
        a = [softmax(row) for row in over(plain, mp.sqrt(2))]
        return plain, a, times(a, values)

    q_1, k_1, v_1 = times(x, w_q), times(x, w_k), times(x, w_v)
    plain, a, z = head(q_1, k_1, v_1)
    ones = times(x, [[Fraction(1)] * 2] * 3)
    second, _, z_2 = head(ones, ones, ones)
    states, state, mixing = [read(v[f"2b.h_{i}"]) for i in (1, 2, 3)], read(v["2b.s_t"]), read(v["2b.W_c"])
    scores = times(states, state)
    weights = softmax(scores)
    context = times(turned(states), weights)
    joined = times(mixing, context + reals(state))
    return {
        "1a.p": p, "1a.z": times(turned(x), p), "1b.Q": q_1, "1b.K": k_1, "1b.V": v_1, "1b.A": a, "1b.Z": z,
        "1c.Z^(2)": z_2, "1c.Y": times([m + n for m, n in zip(z, z_2)], w_o), "2b.a_t": weights, "2b.c_t": context,
        "2b.r_t": [mp.tanh(e) for e in joined],
    }, {
        "1": {"distinct_rows(X)": distinct_rows(x)},
        "1a": {"max(scores) - min(scores)": over(spread([raw]), mp.sqrt(3)), "max(p) > min(p)": max(raw) > min(raw)},
        "1b": {
            "unique_argmax(S)": all(map(one_largest, plain)),
            "max(scores) - min(scores)": over(spread(plain), mp.sqrt(2)),
        },
        "1c": {"max(S^(2)) - min(S^(2))": over(max(flat(second)) - min(flat(second)), mp.sqrt(2))},
        "2b": {
            "distinct_rows(F^T)": distinct_rows(states), "distinct(z_t)": distinct(scores),
            "max(z_t) - min(z_t)": max(scores) - min(scores), "W_c [c_t; s_t]": joined,
        },
    }


def self_attention_to_transformer(v):
    def weighted(x, scale=1):
        q, k, values = (times(x[0], w) for w in x[1:])
        plain = times(q, turned(k))
        return plain, times([softmax(row) for row in over(plain, scale)], values)

    x = read(v["1a.X"])
    s = times(x, turned(x))
    names = ("W_q", "W_k", "W_v")
    own = [read(v[f"1c.{n}"]) for n in names]
    plain, outputs = weighted([x, *own])
    again, module = read(v["2a.X"]), [read(v[f"2a.{n}"]) for n in names]
    module_scores, module_outputs = weighted([again, *module], mp.sqrt(2))
    block, w_1, w_2 = read(v["2b.X"]), read(v["2b.W_1"]), read(v["2b.W_2"])
    w_q, w_k = ([[e] for e in flat(read(v[f"2b.{n}"]))] for n in ("W_q", "W_k"))
    unit = [[Fraction(i == j) for j in range(3)] for i in range(3)]
    y = encoder_block(reals(block), [reals(w) for w in (w_q, w_k, unit, unit)], (reals(w_1), None, reals(w_2), None), 1)
    one_head = times(times(block, w_q), turned(times(block, w_k)))
    return {
        "1a.Y": times([softmax(row) for row in s], x), "1c.Y'": outputs, "2a.Z": module_outputs, "2b.Y": y,
    }, {
        "1a": {
            "distinct_rows(X)": distinct_rows(x), "nonzero(X X^T)": all(flat(s)), "max(scores) - min(scores)": spread(s),
        },
        "1c": {"any S' != S'^T": not symmetric(plain), "max(S') - min(S')": max(flat(plain)) - min(flat(plain))},
        "2a": {
            "distinct_rows(X)": distinct_rows(again),
            "max(scores) - min(scores)": over(spread(module_scores), mp.sqrt(2)),
            "any W_q != W_q^T": not symmetric(module[0]), "any W_k != W_k^T": not symmetric(module[1]),
        },
        "2b": {"max(scores) - min(scores)": spread(one_head), "nonzero(Y)": all(flat(y))},
    }


def attention_questions(v):
    x, w_q, w_k, w_v, w_o = (read(v[f"1.{n}"]) for n in ("X", "W_Q", "W_K", "W_V", "W_O"))
    q, k, values = times(x, w_q), times(x, w_k), times(x, w_v)
    heads, far = [], []
    for c in range(2):
        plain = [[a[c] * b[c] for b in k] for a in q]
        far += spread(plain)
        heads.append(times([softmax(row) for row in plain], [[row[c]] for row in values]))
    joined = [a + b for a, b in zip(*heads)]
    return {"1.Q": q, "1.K": k, "1.V": values, "1.Y": times(joined, w_o)}, {
        "1": {"distinct_rows(X)": distinct_rows(x), "max(scores) - min(scores)": far},
    }


def query_key_value(v):
    h = [read(v[f"2.h_{i}"]) for i in (1, 2, 3)]
    w_q, w_k, w_v = (read(v[f"2.{n}"]) for n in ("W_q", "W_k", "W_v"))
    keys, values = ([times(w, e) for e in h] for w in (w_k, w_v))
    scores = times(keys, times(w_q, h[1]))
    weights = softmax(scores)
    return {
        "2a.alpha_2": scores, "2a.hat(alpha)_2": weights, "2b.o_2": times(turned(values), weights),
        # All weight on the largest score, of which there is one.
        "2c.h'_2": values[scores.index(max(scores))],
        # The other question draws nothing: the string that its own numbers give.
        "1f.Y": FORWARD,
    }, {
        "2a": {"distinct(alpha_2)": distinct(scores), "max(alpha_2) - min(alpha_2)": max(scores) - min(scores)},
    }


# One-hot letters, by the plain loops of sheets.py for the sheet's own numbers.
def forward():
    from sheets import query_key_value as fixed

    return fixed()["1f"]["Y"]


FORWARD = forward()

# What the sheets state; a name that a sheet draws has its drawn value instead.
STATED = {
    "self-attention-practice": {
        "1.x_1": "[2, -1, 3]", "1.x_2": "[1, 2, 4]", "1.x_3": "[-2, -3, 0]", "3b.x": "[1, 2]", "3b.y": "[3, -1]",
        "3b.W": "[1, 1; -1, 1]", "3b.U": "[0, 2; 1, 1]", "3b.v": "[2, -1]", "3c.t": "[3, 1, -2]",
        "3d.X": "[1, 0; 0, 1; -1, 0]", "3d.W": "[1, 0; 0, 1]", "3d.U": "[0, 1/2; 1/2, 0]", "3d.W_y": "[2, 0; 0, 2]",
        "3e.q": "[2, -1]", "3e.B": "[1; -1]", "3e.g_0": "[1/2]",
    },
    "attention-heads-by-hand": {
        "1.X": "[-2, 1, 1/2; 1, 3/2, -1/2; -3/2, 1, -1/2; -2, -5/2, 3/2]", "1a.q": "[-2, 1, -1]",
        "1b.W_Q": "[1, -3/2; 0, 2; -1/2, -1]", "1b.W_K": "[-3/2, -1; 5/2, 0; 1/2, -1]",
        "1b.W_V": "[1, 5/2; -1/2, -2; 0, -1]", "1c.W_O": "[-1, 3/2, 2; 0, -1, -2; 1, -3/2, 0; 2, 0, 1]",
        "2b.h_1": "[2, 1]", "2b.h_2": "[0, 1]", "2b.h_3": "[1, -1]", "2b.s_t": "[1, 2]",
        "2b.W_c": "[1, 0, -1, 1/2; 0, 1, 1/2, -1]",
    },
    "self-attention-to-transformer": {
        "1a.X": "[1, 0; 0, 2; 1, 1]", "1c.W_q": "[1, 1; 0, 1]", "1c.W_k": "[1, 0; 1, 1]", "1c.W_v": "[2, 0; 0, -1]",
        "2a.X": "[1, 0; 0, 2; 1, 1]", "2a.W_q": "[1, 1; 0, 1]", "2a.W_k": "[1, 0; 1, 1]", "2a.W_v": "[2, 0; 0, -1]",
        "2b.X": "[1, 0, 2; 0, 2, 1]", "2b.W_q": "[1; 0; 1]", "2b.W_k": "[0; 1; 1]", "2b.W_1": "[1, -1; 1, 1; 0, 1]",
        "2b.W_2": "[1, 0, 1; 0, 1, -1]",
    },
    "attention-questions": {
        "1.X": "[1, 2; 0, -1; 2, 1]", "1.W_Q": "[1, 0; 1, -1]", "1.W_K": "[1, 1; 0, 1]", "1.W_V": "[2, 1; -1, 1]",
        "1.W_O": "[1, 2; 3, -1]",
    },
    "query-key-value": {
        "2.h_1": "[5, 1]", "2.h_2": "[4, 3]", "2.h_3": "[-2, 6]", "2.W_q": "[1, 0; 2, 9]", "2.W_k": "[0, 1; 6, 0]",
        "2.W_v": "[4, 3; 9, 1]",
    },
}


def drawing(name, solution):
    """The solution of a sheet that draws some of its data."""
    return lambda values: solution(STATED[name] | values)


SOLUTIONS = {
    name: drawing(name, solution)
    for name, solution in {
        "self-attention-practice": self_attention_practice,
        "attention-heads-by-hand": attention_heads_by_hand,
        "self-attention-to-transformer": self_attention_to_transformer,
        "attention-questions": attention_questions,
        "query-key-value": query_key_value,
    }.items()
}
