"""Every computed quantity of the sheets in Problems, worked from the definitions in the original sheets.

One function per sheet; each returns {question address: {name: value}}.
"""

from sympy import Symbol, expand, sympify

from loops import (
    attention, beside, dot, hardmax, matrix, mp, mpf, product, relu, scaled, softmax, times_vector, transpose,
    vector,
)
from loops_around import cross_entropy, encoder_block, linear, mean_of_rows, positional_encoding
from loops_recurrent import attend, elman, greedy, gru, lstm


def states_of(step, inputs, size):
    """All states of a recurrent layer from the zero state."""
    states, h = [], [mpf(0)] * size
    for x in inputs:
        h = step(x, h)
        states.append(h)
    return states


def weighted(weights, rows):
    return [sum((weights[i] * rows[i][c] for i in range(len(rows))), mpf(0)) for c in range(len(rows[0]))]


def one_hot(tokens, size):
    """Tokens counted from 1."""
    return [[mpf(1 if j == token else 0) for j in range(1, size + 1)] for token in tokens]


def polynomial(text):
    """Multiplied out by SymPy, to be compared with what the program counts."""
    return str(expand(sympify(text, locals={n: Symbol(n) for n in "dhklnLN"})))


def rotation(k, d):
    """The matrix R with PE(p + k) = R PE(p), from the addition theorems."""
    rows = [[mpf(0)] * d for _ in range(d)]
    for i in range(0, d, 2):
        angle = k / mp.power(mpf(10000), mpf(i) / d)
        rows[i][i], rows[i][i + 1] = mp.cos(angle), mp.sin(angle)
        rows[i + 1][i], rows[i + 1][i + 1] = -mp.sin(angle), mp.cos(angle)
    return rows


def self_attention_practice():
    x = [vector(2, -1, 3), vector(1, 2, 4), vector(-2, -3, 0)]
    s = [[dot(a, b) for b in x] for a in x]
    weights, outputs = attention(x, x, x, scale=mpf(1))
    d, short, long = mpf(512), mpf(40), mpf(20000)
    cost = lambda l: 2 * l * l * d
    recurrent = lambda l: 6 * l * d * d
    p, q, v = vector(1, 2), vector(3, -1), vector(2, -1)
    w, u = matrix("1 1; -1 1"), matrix("0 2; 1 1")
    hidden = [mp.tanh(a + b) for a, b in zip(times_vector(w, p), times_vector(u, q))]
    t = vector(3, 1, -2)
    positive = [relu(e) for e in t]
    inputs = matrix("1 0; 0 1; -1 0")
    h = states_of(lambda e, s: elman(e, s, matrix("1 0; 0 1"), matrix("0 1/2; 1/2 0")), inputs, 2)
    scores = [dot(row, h[2]) for row in h]
    context = weighted(softmax(scores), h)
    before = mpf(1) / 2
    energies = [(row[0] - row[1]) * before for row in inputs]
    read = weighted(softmax(energies), inputs)
    joined = inputs[0] + read
    next_state = gru(joined, [before], matrix("1 0 0 1; 0 1 1 0; 1 0 1 0"), matrix("1; 0; -1"))
    placed = beside(inputs, matrix("1 0 0; 0 1 0; 0 0 1"))
    # A step of the GRU takes six products with d x d matrices and three products entry by entry.
    plain, projected = "2*l**2*d", "2*l**2*d + 3*l*d**2"
    return {
        "1": {"X": x, "S": s, "A": weights, "Y": outputs},
        "2a": {
            # Two products of l x l x d, with d - 1 and l - 1 additions per entry; a softmax of l rows of l scores.
            "N": polynomial("l*l*(d + d - 1) + l*d*(l + l - 1) + l*(l + l - 1 + l)"),
            "M": polynomial(projected),
        },
        "2b": {
            "M_a": polynomial(plain), "M_p": polynomial(projected), "M_g": polynomial("l*(6*d**2 + 3*d)"),
            "C_1": cost(short), "G_1": recurrent(short), "r_1": short / (3 * d),
            "C_2": cost(long), "G_2": recurrent(long), "r_2": long / (3 * d),
        },
        "3b": {
            "s_1": dot(p, q), "s_2": dot(p, q) / mp.sqrt(2), "s_3": dot(p, times_vector(w, q)), "s_4": dot(v, hidden),
        },
        "3d": {"H": h, "s": scores, "a": softmax(scores), "c": context, "y": [2 * e for e in context]},
        "3e": {
            "P": attend(vector(2, -1), h), "e_1": energies, "a_1": softmax(energies), "c_1": read, "x'_1": joined,
            "g_1": next_state,
        },
        "3f": {"F": placed, "b": vector(1, 0, 0), "r": placed[0]},
        "3c": {"a": [e / (positive[0] + positive[1] + positive[2]) for e in positive], "p": softmax(t)},
    }


def attention_heads_by_hand():
    x = matrix("-2.0 1.0 0.5; 1.0 1.5 -0.5; -1.5 1.0 -0.5; -2.0 -2.5 1.5")
    q = vector("-2.0", "1.0", "-1.0")
    single = [dot(row, q) / mp.sqrt(3) for row in x]
    p = softmax(single)
    z = [sum((p[i] * x[i][c] for i in range(4)), mpf(0)) for c in range(3)]

    def head(w_q, w_k, w_v):
        queries, keys, values = product(x, w_q), product(x, w_k), product(x, w_v)
        weights, outputs = attention(queries, keys, values)
        return queries, keys, values, scaled(product(queries, transpose(keys)), 1 / mp.sqrt(2)), weights, outputs

    first = head(matrix("1 -1.5; 0 2; -0.5 -1"), matrix("-1.5 -1; 2.5 0; 0.5 -1"), matrix("1 2.5; -0.5 -2; 0 -1"))
    ones = matrix("1 1; 1 1; 1 1")
    second = head(ones, ones, ones)
    mixed = product(beside(first[5], second[5]), matrix("-1 1.5 2; 0 -1 -2; 1 -1.5 0; 2 0 1"))

    states, state = [vector(2, 1), vector(0, 1), vector(1, -1)], vector(1, 2)
    raw = [dot(state, h) for h in states]
    weights = softmax(raw)
    context = [sum((weights[i] * states[i][c] for i in range(3)), mpf(0)) for c in range(2)]
    joined = times_vector(matrix("1 0 -1 1/2; 0 1 1/2 -1"), context + state)
    names = ["Q", "K", "V", "S", "A", "Z"]

    letters, cell, remembered = one_hot([1, 2, 2], 2), [mpf(0)], []
    h = [mpf(0)]
    for letter in letters:
        h, cell = lstm(letter, h, cell, matrix("2 1; 0 -1; 1 -1; 1 1"), matrix("0; 1; 0; 0"))
        remembered.append(h)
    backwards = [[mpf(1 if i + j == 3 else 0) for j in range(4)] for i in range(4)]
    return {
        "1a": {"s": single, "p": p, "z": z},
        "1b": dict(zip(names, first)),
        "1c": dict(zip([f"{n}^{{(2)}}" for n in names], second)) | {"Y": mixed},
        "2b": {"F": transpose(states), "z_t": raw, "a_t": weights, "c_t": context, "r_t": [mp.tanh(e) for e in joined]},
        "2a": {"E": remembered},
        "2d": {"S": backwards, "A": backwards, "Y": one_hot([4, 2, 1, 3], 4)},
        # Output t looks at source position 5 − t.
        "2c": {"R": [softmax([mpf(6 if t + i == 3 else 0) for i in range(4)]) for t in range(4)]},
    }


def self_attention_to_transformer():
    x = matrix("1 0; 0 2; 1 1")
    s = [[dot(a, b) for b in x] for a in x]
    plain, outputs = attention(x, x, x, scale=mpf(1))
    q, k, v = (product(x, w) for w in (matrix("1 1; 0 1"), matrix("1 0; 1 1"), matrix("2 0; 0 -1")))
    weights, projected = attention(q, k, v, scale=mpf(1))
    q2, k2, v2 = (product(x, w) for w in (matrix("1 0; 0 1"), matrix("-1 0; 0 1"), matrix("0 1; 1 0")))
    second = attention(q2, k2, v2, scale=mpf(1))[1]
    block = [matrix("1; 0; 1"), matrix("0; 1; 1"), matrix("1 0 0; 0 1 0; 0 0 1"), matrix("1 0 0; 0 1 0; 0 0 1")]
    layers = (matrix("1 -1; 1 1; 0 1"), None, matrix("1 0 1; 0 1 -1"), None)
    tokens = matrix("1 0 2; 0 2 1")
    words = matrix("-1 1 2; 2 0 1")
    passed = encoder_block(words, block, layers, 1)
    pooled = [mean_of_rows(passed)]
    logits = linear(pooled, matrix("1 0; 0 1; -1 1"), vector(0, "1/2"))
    states = states_of(
        lambda e, s: gru(
            e, s, matrix("1 0 0; 0 1 0; 0 1 0; 1 0 0; 1 1 0; 0 1 -1"), matrix("0 0; 0 0; 1 0; 0 1; 0 1; 1 0")),
        matrix("-1 1 2; 1 0 0"), 2)
    last = linear([states[1]], matrix("1 -1; 0 1"))
    far = vector(8, 0, -8)
    sharp, soft = softmax(far), softmax([e / 8 for e in far])
    return {
        "1a": {"w_1": plain[0], "y_1": outputs[0], "S": s, "W": plain, "Y": outputs},
        "1c": {"Q": q, "K": k, "V": v, "S'": product(q, transpose(k)), "W'": weights, "Y'": projected},
        "1d": {"Q^{(2)}": q2, "K^{(2)}": k2, "V^{(2)}": v2, "Y^{(2)}": second, "Y''": beside(projected, second),
               "Y_h": ["L", "h d"], "Y_o": ["L", "d"]},
        "2b": {"Y": encoder_block(tokens, block, layers, 1), "Y'": encoder_block(tokens, block, layers, 1, pre=True)},
        "3a": {
            "X": words, "Y": passed, "m": pooled, "l": logits, "p": [softmax(logits[0])],
            "L": cross_entropy(logits, [0]),
        },
        "3b": {"H": states, "l'": last, "L'": cross_entropy(last, [0])},
        "1e": {"v": "d", "p": sharp, "g": sharp[0] * (1 - sharp[0]), "p'": soft, "g'": soft[0] * (1 - soft[0])},
        "2a": {"Q": q, "K": k, "V": v, "Z": attention(q, k, v)[1]},
    }


def attention_questions():
    x = matrix("1 2; 0 -1; 2 1")
    q, k, v = (product(x, w) for w in (matrix("1 0; 1 -1"), matrix("1 1; 0 1"), matrix("2 1; -1 1")))
    heads = []
    for c in range(2):
        column = lambda a: [[row[c]] for row in a]
        heads.append(attention(column(q), column(k), column(v))[1])
    moved = matrix("0 -1; 1 2; 2 1")
    queries, keys, values = matrix("1 1; -1 0"), matrix("1 0; 0 1; 1 1"), matrix("2 0; 0 4; -2 2")
    cross = attention(queries, keys, values)
    places = positional_encoding(4, 4)
    distances = [[mp.cos(mpf(i - j)) + mp.cos(mpf(i - j) / 100) for j in range(4)] for i in range(4)]
    n, d, kernel = mpf(40), mpf(512), mpf(3)
    return {
        "1": {"Q": q, "K": k, "V": v, "H^{(1)}": heads[0], "H^{(2)}": heads[1],
              "Y": product(beside(*heads), matrix("1 2; 3 -1"))},
        "2a": {"S'": scaled(product(queries, transpose(keys)), 1 / mp.sqrt(2)), "A'": cross[0], "C": cross[1]},
        "2c": {"Z": attention(x, x, x, scale=mpf(1))[1], "Z'": attention(moved, moved, moved, scale=mpf(1))[1],
               "P": places, "D": distances, "R": rotation(1, 4)},
        "2d": {"M_a": polynomial("2*n**2*d"), "M_r": polynomial("2*n*d**2"), "a": n * n * d, "r": n * d * d, "c": kernel * n * d * d, "c'": kernel * n * d},
    }


def query_key_value():
    states, state = [vector(3, 0), vector(1, 2), vector(0, -1)], vector(1, 1)
    raw = [dot(state, h) for h in states]
    weights = softmax(raw)
    memory, query = matrix("1 0 0 7; 0 1 0 4; 0 0 1 9"), vector(0, 1, 0, 0)
    looked = hardmax([dot(row, query) for row in memory])

    h = [vector(5, 1), vector(4, 3), vector(-2, 6)]
    q_2 = times_vector(matrix("1 0; 2 9"), h[1])
    keys = [times_vector(matrix("0 1; 6 0"), e) for e in h]
    values = [times_vector(matrix("4 3; 9 1"), e) for e in h]
    alpha = [dot(q_2, key) for key in keys]
    a = softmax(alpha)
    mix = lambda w, rows: [sum((w[i] * rows[i][c] for i in range(len(rows))), mpf(0)) for c in range(len(rows[0]))]
    return {
        "1e": {"p": positional_encoding(5, 4, start=1), "R": rotation(2, 4)},
        "1f": {"Y": greedy(
            one_hot([1, 3, 3], 4), (matrix("1 -1 0 1; 0 0 1 1"), matrix("1 0; 0 1/2")),
            (matrix("0 0 1 1; 0 0 0 1"), matrix("1 0; 0 1")), matrix("-1 -1; -1 0; -1 2; 1 2"), None, 2, mp.tanh,
            "none")},
        "1c": {"F": states, "e_t": raw, "a_t": weights, "c_t": mix(weights, states)},
        "1d": {"r": [dot(row, query) for row in memory], "b": looked, "m": mix(looked, memory)},
        "2a": {"q_2": q_2, "k_1": keys[0], "k_2": keys[1], "k_3": keys[2], "K": keys, "alpha_2": alpha, "hat(alpha)_2": a},
        "2b": {"v_1": values[0], "v_2": values[1], "v_3": values[2], "V": values, "o_2": mix(a, values)},
        "2c": {"b_2": hardmax(alpha), "h'_2": mix(hardmax(alpha), values)},
    }


SHEETS = {
    "self-attention-practice": self_attention_practice,
    "attention-heads-by-hand": attention_heads_by_hand,
    "self-attention-to-transformer": self_attention_to_transformer,
    "attention-questions": attention_questions,
    "query-key-value": query_key_value,
}
