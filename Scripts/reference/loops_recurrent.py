"""Recurrent layers and sequence-to-sequence attention in plain loops, from the papers' formulas.

States and inputs are lists of numbers; weights are lists of rows, all gates on top of one another.
"""

from loops import dot, hardmax, mp, mpf, softmax


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def block(weights, gate, size):
    return weights[gate * size:(gate + 1) * size]


def affine(weights, x, bias):
    return [dot(row, x) + (bias[i] if bias else 0) for i, row in enumerate(weights)]


def elman(x, h, w, u, b=None, b_h=None, activation=mp.tanh):
    """Elman 1990: f(W x + U h + b)."""
    first, second = affine(w, x, b), affine(u, h, b_h)
    return [activation(first[i] + second[i]) for i in range(len(h))]


def gru(x, h, w, u, b=None, b_h=None, reset="after", update="keep"):
    """PyTorch's GRUCell; reset before the product as in Cho et al. 2014, update as in Bahdanau et al. 2015."""
    k = len(h)
    from_input = [affine(block(w, g, k), x, block(b, g, k) if b else None) for g in range(3)]
    bias = lambda g: block(b_h, g, k) if b_h else None
    state = [affine(block(u, g, k), h, bias(g)) for g in range(3)]
    r = [sigmoid(from_input[0][i] + state[0][i]) for i in range(k)]
    z = [sigmoid(from_input[1][i] + state[1][i]) for i in range(k)]
    if reset == "before":
        inner = affine(block(u, 2, k), [r[i] * h[i] for i in range(k)], bias(2))
        n = [mp.tanh(from_input[2][i] + inner[i]) for i in range(k)]
    else:
        n = [mp.tanh(from_input[2][i] + r[i] * state[2][i]) for i in range(k)]
    if update == "replace":
        return [(1 - z[i]) * h[i] + z[i] * n[i] for i in range(k)]
    return [(1 - z[i]) * n[i] + z[i] * h[i] for i in range(k)]


def lstm(x, h, c, w, u, b=None, b_h=None):
    """Gers et al. 2000: input, forget, candidate, output; the state and the cell state."""
    k = len(h)
    first, second = affine(w, x, b), affine(u, h, b_h)
    total = [first[i] + second[i] for i in range(4 * k)]
    new_c = [sigmoid(total[k + i]) * c[i] + sigmoid(total[i]) * mp.tanh(total[2 * k + i]) for i in range(k)]
    return [sigmoid(total[3 * k + i]) * mp.tanh(new_c[i]) for i in range(k)], new_c


def attend(query, states, scale=mpf(1), normalise=softmax):
    """Sum_j a_j h_j with a = normalise(scale * q . h_j)."""
    weights = normalise([scale * dot(query, h) for h in states])
    return [sum((weights[j] * h[i] for j, h in enumerate(states)), mpf(0)) for i in range(len(states[0]))]


def attentional_state(s, states, mixing):
    """Luong et al. 2015, equations 5 and 7."""
    joined = attend(s, states) + s
    return [mp.tanh(dot(row, joined)) for row in mixing]


def convolution(signal, kernel, bias=None, before=0, after=0, stride=1):
    """y_t = sum_j W_j x_(t+j) + b over windows of the padded signal."""
    zero = [mpf(0)] * len(signal[0])
    padded = [zero] * before + signal + [zero] * after
    result = []
    for start in range(0, len(padded) - len(kernel) + 1, stride):
        row = []
        for out in range(len(kernel[0])):
            total = bias[out] if bias else mpf(0)
            for j, weights in enumerate(kernel):
                total += dot(weights[out], padded[start + j])
            row.append(total)
        result.append(row)
    return result


def greedy(sequence, encoder, decoder, readout, table, steps, activation, attention):
    """RNN encoder, RNN decoder from its last state, argmax of the readout fed back; the one-hot outputs."""
    h = [mpf(0)] * len(encoder[1])
    states = []
    for x in sequence:
        h = elman(x, h, *encoder, activation=activation)
        states.append(h)
    s, y, outputs = h, [mpf(0)] * len(readout), []
    for _ in range(steps):
        x = y if table is None else [sum((y[v] * table[v][i] for v in range(len(y))), mpf(0)) for i in range(len(table[0]))]
        s = elman(x, s, *decoder, activation=activation)
        taken = s if attention == "none" else attend(s, states)
        if attention == "both":
            taken = taken + s
        y = hardmax([dot(row, taken) for row in readout], "first")
        outputs.append(y)
    return outputs
