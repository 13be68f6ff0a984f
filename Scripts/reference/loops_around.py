"""What stands around attention, straight from the papers' formulas, in plain loops over mpmath numbers."""

from mpmath import mp, mpf

from loops import attention, beside, product, relu, softmax, transpose


def positional_encoding(n, d, base=10000, start=0):
    """Vaswani et al. 2017, section 3.5: sin at the even places, cos at the odd ones, counted from 0."""
    rows = []
    for p in range(start, start + n):
        row = []
        for place in range(d):
            i = place // 2
            angle = p / mp.power(mpf(base), mpf(2 * i) / d)
            row.append(mp.sin(angle) if place % 2 == 0 else mp.cos(angle))
        rows.append(row)
    return rows


def rope(x, base=10000, start=0, halves=False):
    """Su et al. 2021, equation 15: every pair of entries times the rotation by p θ_i; halves pairs i with i + d/2."""
    rows = []
    for p, token in enumerate(x):
        d = len(token)
        row = [None] * d
        for i in range(d // 2):
            a, b = (i, i + d // 2) if halves else (2 * i, 2 * i + 1)
            angle = (p + start) * mp.power(mpf(base), -mpf(2 * i) / d)
            row[a] = mp.cos(angle) * token[a] - mp.sin(angle) * token[b]
            row[b] = mp.sin(angle) * token[a] + mp.cos(angle) * token[b]
        rows.append(row)
    return rows


def layer_norm(x, gamma=None, beta=None, eps=0):
    rows = []
    for token in x:
        d = len(token)
        mean = sum(token) / d
        variance = sum((t - mean) ** 2 for t in token) / d
        normal = [(t - mean) / mp.sqrt(variance + eps) for t in token]
        rows.append([
            (gamma[j] if gamma else 1) * normal[j] + (beta[j] if beta else 0) for j in range(d)])
    return rows


def rms_norm(x, gamma=None, eps=0):
    rows = []
    for token in x:
        root = mp.sqrt(sum(t * t for t in token) / len(token) + eps)
        rows.append([(gamma[j] if gamma else 1) * t / root for j, t in enumerate(token)])
    return rows


def gelu(x):
    return x * (1 + mp.erf(x / mp.sqrt(2))) / 2


def gelu_tanh(x):
    return x / 2 * (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x ** 3)))


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


ACTIVATIONS = {
    "relu": relu, "gelu": gelu, "gelu_tanh": gelu_tanh, "silu": lambda x: x * sigmoid(x), "tanh": mp.tanh,
    "sigmoid": sigmoid, "leaky_relu": lambda x: x if x > 0 else x / 100, "softplus": lambda x: mp.log(1 + mp.exp(x)),
}


def linear(x, w, b=None):
    return [[value + (b[j] if b else 0) for j, value in enumerate(row)] for row in product(x, w)]


def feed_forward(x, w_1, b_1, w_2, b_2, activation="relu"):
    hidden = [[ACTIVATIONS[activation](value) for value in row] for row in linear(x, w_1, b_1)]
    return linear(hidden, w_2, b_2)


def plus(a, b):
    return [[x + y for x, y in zip(p, q)] for p, q in zip(a, b)]


def columns(w, heads, head):
    size = len(w[0]) // heads
    return [row[head * size:(head + 1) * size] for row in w]


def multi_head(x, memory, w_q, w_k, w_v, w_o, heads, causal=False):
    outputs = []
    for head in range(heads):
        q, k, v = (columns(w, heads, head) for w in (w_q, w_k, w_v))
        outputs.append(attention(product(x, q), product(memory, k), product(memory, v), causal=causal)[1])
    return product(beside(*outputs), w_o)


def encoder_block(x, w, ffn, heads, pre=False, activation="relu", eps=0, norms=((None, None), (None, None))):
    """Vaswani et al. 2017, section 3.1; with `pre`, Xiong et al. 2020."""
    (g_1, c_1), (g_2, c_2) = norms
    if pre:
        inner = layer_norm(x, g_1, c_1, eps)
        u = plus(x, multi_head(inner, inner, *w, heads))
        return plus(u, feed_forward(layer_norm(u, g_2, c_2, eps), *ffn, activation))
    u = layer_norm(plus(x, multi_head(x, x, *w, heads)), g_1, c_1, eps)
    return layer_norm(plus(u, feed_forward(u, *ffn, activation)), g_2, c_2, eps)


def decoder_block(x, memory, own, cross, ffn, heads, pre=False, activation="relu", eps=0):
    if pre:
        inner = layer_norm(x, eps=eps)
        u = plus(x, multi_head(inner, inner, *own, heads, causal=True))
        v = plus(u, multi_head(layer_norm(u, eps=eps), memory, *cross, heads))
        return plus(v, feed_forward(layer_norm(v, eps=eps), *ffn, activation))
    u = layer_norm(plus(x, multi_head(x, x, *own, heads, causal=True)), eps=eps)
    v = layer_norm(plus(u, multi_head(u, memory, *cross, heads)), eps=eps)
    return layer_norm(plus(v, feed_forward(v, *ffn, activation)), eps=eps)


def cross_entropy(rows, labels, sums=False):
    """Minus the logarithm of the probability of each row's class, counted from 0."""
    losses = [-mp.log(softmax(row)[label]) for row, label in zip(rows, labels)]
    return sum(losses) if sums else sum(losses) / len(losses)


def mean_of_rows(x):
    return [sum(column) / len(x) for column in transpose(x)]
