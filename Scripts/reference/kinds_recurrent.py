"""Random exercises on recurrent layers and sequence-to-sequence attention."""

from loops import mp, mpf, relu
from loops_recurrent import attend, attentional_state, convolution, elman, greedy, gru, lstm


def _torch():
    try:
        import torch
    except ImportError:
        return None
    torch.set_default_dtype(torch.float64)
    return torch


def _floats(grid):
    return [[float(x) for x in row] for row in grid] if isinstance(grid[0], list) else [float(x) for x in grid]


def _set(cell, w, u, b, b_h, torch, layer=""):
    with torch.no_grad():
        for name, value in ((f"weight_ih{layer}", w), (f"weight_hh{layer}", u), (f"bias_ih{layer}", b), (f"bias_hh{layer}", b_h)):
            getattr(cell, name).copy_(torch.tensor(_floats(value)))
    return cell


class _Weights:
    """W, U and both biases of a layer, as sheet lines and as numbers."""

    def __init__(self, draw, gates, d, k, both=None):
        from exercises import a_matrix, a_vector
        self.lines = []
        text, self.w = a_matrix(draw, gates * k, d, roots=False)
        self.lines.append(f"W = {text}")
        text, self.u = a_matrix(draw, gates * k, k, roots=False)
        self.lines.append(f"U = {text}")
        self.biases, self.call = [], "W, U"
        for name in ("b", "b_h")[:2 if both else draw.randint(0, 2)]:
            text, bias = a_vector(draw, gates * k, roots=False)
            # A vector of fractions would read as a list; a product with 1 is a vector in any case.
            self.lines.append(f"{name} = 1 {text}")
            self.biases.append(bias)
            self.call += f", {name}"

    @property
    def all(self):
        return [self.w, self.u, *self.biases]

    def both(self):
        zeros = [mpf(0)] * len(self.w)
        return self.biases + [zeros] * (2 - len(self.biases))


def _state(draw, name, size):
    from exercises import a_vector
    text, entries = a_vector(draw, size, roots=False)
    return f"{name} = {text}", entries


def rnn_step(draw):
    d, k = draw.randint(1, 3), draw.randint(1, 3)
    weights = _Weights(draw, 1, d, k)
    (first, x), (second, h) = _state(draw, "x", d), _state(draw, "h", k)
    rectified = draw.random() < 0.4
    expected = elman(x, h, *weights.all, activation=relu if rectified else mp.tanh)
    call = f"rnn_cell(x, h, {weights.call}{', activation: relu' if rectified else ''})"
    torch, library = _torch(), None
    if torch:
        cell = torch.nn.RNNCell(d, k, nonlinearity="relu" if rectified else "tanh")
        cell = _set(cell, weights.w, weights.u, *weights.both(), torch)
        library = cell(torch.tensor(_floats(x)), torch.tensor(_floats(h))).tolist()
    return weights.lines + [first, second, call], expected, library


def gru_step(draw):
    d, k = draw.randint(1, 2), draw.randint(1, 2)
    weights = _Weights(draw, 3, d, k)
    (first, x), (second, h) = _state(draw, "x", d), _state(draw, "h", k)
    reset, update = draw.choice(["after", "before"]), draw.choice(["keep", "replace"])
    expected = gru(x, h, *weights.all, reset=reset, update=update)
    torch, library = _torch(), None
    if torch and (reset, update) == ("after", "keep"):
        cell = _set(torch.nn.GRUCell(d, k), weights.w, weights.u, *weights.both(), torch)
        library = cell(torch.tensor(_floats(x)), torch.tensor(_floats(h))).tolist()
    call = f"gru_cell(x, h, {weights.call}, reset: {reset}, update: {update})"
    return weights.lines + [first, second, call], expected, library


def lstm_step(draw):
    d, k = draw.randint(1, 2), draw.randint(1, 2)
    weights = _Weights(draw, 4, d, k)
    (first, x), (second, h), (third, c) = _state(draw, "x", d), _state(draw, "h", k), _state(draw, "c", k)
    output = draw.choice(["h", "c", "both"])
    values = lstm(x, h, c, *weights.all)
    expected = list(values) if output == "both" else values[0 if output == "h" else 1]
    torch, library = _torch(), None
    if torch:
        cell = _set(torch.nn.LSTMCell(d, k), weights.w, weights.u, *weights.both(), torch)
        pair = cell(torch.tensor(_floats(x)), (torch.tensor(_floats(h)), torch.tensor(_floats(c))))
        pair = [part.tolist() for part in pair]
        library = pair if output == "both" else pair[0 if output == "h" else 1]
    call = f"lstm_cell(x, h, c, {weights.call}, output: {output})"
    return weights.lines + [first, second, third, call], expected, library


def recurrent_layer(draw):
    """Two steps of a layer, from zeros."""
    from exercises import a_matrix
    kind = draw.choice(["rnn", "gru", "lstm"])
    gates = {"rnn": 1, "gru": 3, "lstm": 4}[kind]
    n, d, k = 2, draw.randint(1, 2), 1 if kind != "rnn" else draw.randint(1, 2)
    weights = _Weights(draw, gates, d, k)
    text, tokens = a_matrix(draw, n, d, roots=False)
    h, c, expected = [mpf(0)] * k, [mpf(0)] * k, []
    for x in tokens:
        if kind == "lstm":
            h, c = lstm(x, h, c, *weights.all)
        else:
            h = (elman if kind == "rnn" else gru)(x, h, *weights.all)
        expected.append(h)
    torch, library = _torch(), None
    if torch:
        layer = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[kind](d, k)
        layer = _set(layer, weights.w, weights.u, *weights.both(), torch, "_l0")
        library = layer(torch.tensor(_floats(tokens)))[0].tolist()
    return weights.lines + [f"X = {text}", f"{kind}(X, {weights.call})"], expected, library


def pooling(draw):
    from exercises import a_matrix, a_vector
    n, d = draw.randint(1, 4), draw.randint(1, 3)
    text, states = a_matrix(draw, n, d)
    query_text, query = a_vector(draw, d)
    plain = draw.random() < 0.5
    expected = attend(query, states, mpf(1) if plain else 1 / mp.sqrt(d))
    option = ", score: dot" if plain else ""
    return [f"H = {text}", f"q = {query_text}", f"attentive_pooling(H, q{option})"], expected


def luong_step(draw):
    from exercises import a_matrix, a_vector
    n, k, out = draw.randint(1, 3), draw.randint(1, 2), draw.randint(1, 2)
    text, states = a_matrix(draw, n, k, roots=False)
    state_text, s = a_vector(draw, k, roots=False)
    mixing_text, mixing = a_matrix(draw, out, 2 * k, roots=False)
    lines = [f"H = {text}", f"s = {state_text}", f"W_c = {mixing_text}", "attentional_state(s, H, W_c)"]
    return lines, attentional_state(s, states, mixing)


def attending_gru(draw):
    """Bahdanau's form of a GRU that reads [x; c], one step."""
    from exercises import a_matrix
    d, k, m = draw.randint(1, 2), draw.randint(1, 2), draw.randint(1, 3)
    weights = _Weights(draw, 3, d + k, k)
    text, tokens = a_matrix(draw, 1, d, roots=False)
    memory_text, memory = a_matrix(draw, m, k, roots=False)
    start, h = _state(draw, "s", k)
    bahdanau = draw.random() < 0.5
    form = {"reset": "before", "update": "replace"} if bahdanau else {}
    h = gru(tokens[0] + attend(h, memory), h, *weights.all, **form)
    options = ", reset: before, update: replace" if bahdanau else ""
    call = f"attention_gru(X, M, {weights.call}, score: dot, h0: s{options})"
    return weights.lines + [f"X = {text}", f"M = {memory_text}", start, call], [h]


def convolutional_layer(draw):
    from exercises import a_matrix, a_vector
    n, d, out, k = draw.randint(2, 5), draw.randint(2, 3), draw.randint(1, 3), draw.randint(1, 3)
    text, signal = a_matrix(draw, n, d)
    lines, kernel = [f"X = {text}"], []
    for j in range(1, k + 1):
        text, weights = a_matrix(draw, out, d, roots=False)
        lines.append(f"W_{j} = {text}")
        kernel.append(weights)
    bias, call = None, ""
    if draw.random() < 0.5:
        text, bias = a_vector(draw, out)
        lines.append(f"b = {text}")
        call = ", b"
    padding = draw.choice(["same", "causal"] + (["none"] if k <= n else []))
    before = {"none": 0, "same": (k - 1) // 2, "causal": k - 1}[padding]
    after = {"none": 0, "same": k - 1 - before, "causal": 0}[padding]
    stride = draw.randint(1, 2)
    names = ", ".join(f"W_{j}" for j in range(1, k + 1))
    lines.append(f"conv1d(X, [{names}]{call}, padding: {padding}, stride: {stride})")
    expected = convolution(signal, kernel, bias, before, after, stride)
    torch, library = _torch(), None
    if torch:
        weight = torch.tensor([[[float(kernel[j][o][i]) for j in range(k)] for i in range(d)] for o in range(out)])
        turned = torch.nn.functional.pad(torch.tensor(_floats(signal)).T, (before, after))
        offset = torch.tensor(_floats(bias)) if bias else None
        library = torch.nn.functional.conv1d(turned[None], weight, offset, stride=stride)[0].T.tolist()
    return lines, expected, library


def greedy_decoding(draw):
    """Small whole numbers and ReLU: outputs are exact, ties likely and decided by the first."""
    def whole(rows, columns):
        grid = [[draw.randint(-1, 2) for _ in range(columns)] for _ in range(rows)]
        text = "[" + "; ".join(", ".join(map(str, row)) for row in grid) + "]" + ("^T" if rows == 1 else "")
        return text, [[mpf(x) for x in row] for row in grid]
    n, d, k, v, steps = (draw.randint(1, 3) for _ in range(5))
    attention = draw.choice(["none", "context", "both"]) if k <= 2 and n <= 2 else "none"
    e = draw.randint(1, 2)
    embedded = draw.random() < 0.5
    x_text, tokens = whole(n, d)
    parts = [("X", x_text)]
    values = {}
    for name, rows, columns in (
        ("W_e", k, d), ("U_e", k, k), ("W_d", k, e if embedded else v), ("U_d", k, k),
        ("W_o", v, 2 * k if attention == "both" else k), ("E", v, e),
    ):
        text, values[name] = whole(rows, columns)
        parts.append((name, text))
    expected = greedy(
        tokens, (values["W_e"], values["U_e"]), (values["W_d"], values["U_d"]), values["W_o"],
        values["E"] if embedded else None, steps, relu, attention)
    call = f"encoder_decoder(X, [W_e, U_e], [W_d, U_d], W_o{', E' if embedded else ''}, steps: {steps}, activation: relu, attention: {attention})"
    return [f"{name} = {text}" for name, text in parts] + [call], expected


KINDS = [
    rnn_step, gru_step, lstm_step, recurrent_layer, pooling, luong_step, attending_gru, convolutional_layer,
    greedy_decoding,
]
