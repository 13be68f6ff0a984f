"""Random exercises on what stands around attention: positions, normalisation, layers, blocks, the classifier's loss."""

import torch
import torch.nn.functional as F

from exercises import Entry, a_matrix, a_vector, entry
from loops import mp, mpf, number, softmax
from loops_around import (
    ACTIVATIONS, cross_entropy, decoder_block, encoder_block, feed_forward, layer_norm, linear, mean_of_rows,
    positional_encoding, rms_norm, rope,
)

torch.set_default_dtype(torch.float64)


def tensor(rows):
    """Double-precision numbers of a matrix or a vector of multiprecision ones."""
    return torch.tensor([[float(x) for x in row] for row in rows] if isinstance(rows[0], list) else [float(x) for x in rows])


def sinusoidal_positions(draw):
    n, d = draw.randint(1, 5), 2 * draw.randint(1, 3)
    base = draw.choice([None, 100, 10, "3/2"])
    start = draw.choice([0, 0, 1, -3, 1000])
    options = (f", base: {base}" if base else "") + (f", start: {start}" if start else "")
    return [f"positional_encoding({n}, {d}{options})"], positional_encoding(n, d, number(base or 10000), start)


def moved_positions(draw):
    """R_k takes the encoding of p to that of p + k."""
    k, p, d = draw.randint(-20, 20), draw.randint(-5, 50), 2 * draw.randint(1, 3)
    lines = [f"R = position_rotation({k}, {d})", f"P = positional_encoding(1, {d}, start: {p})", "P R^T"]
    return lines, positional_encoding(1, d, start=p + k)


def rotary_positions(draw):
    n, d = draw.randint(1, 4), 2 * draw.randint(1, 2)
    text, x = a_matrix(draw, n, d)
    base, start, halves = draw.choice([10000, 100]), draw.choice([0, 1, 7]), draw.random() < 0.5
    call = f"rope({text}, base: {base}, start: {start}, pairs: {'halves' if halves else 'interleaved'})"
    # PyTorch has no RoPE; a complex product is how its users write the interleaved one.
    angles = torch.arange(start, start + n)[:, None] * base ** (-torch.arange(0, d, 2) / d)
    turn = torch.polar(torch.ones_like(angles), angles)
    values = tensor(x)
    pairs = values.reshape(n, 2, d // 2).transpose(1, 2) if halves else values.reshape(n, d // 2, 2)
    turned = torch.view_as_real(torch.complex(pairs[..., 0], pairs[..., 1]) * turn)
    library = (turned.transpose(1, 2) if halves else turned).reshape(n, d)
    return [call], rope(x, mpf(base), start, halves), library.tolist()


def biased_by_distance(draw):
    n, m, h = draw.randint(1, 4), draw.randint(1, 4), draw.randint(1, 8)
    head, causal = draw.randint(1, h), draw.random() < 0.5
    slope = mp.power(2, mpf(-8 * head) / h)
    bias = [[-slope * (i - j if causal else abs(i - j)) for j in range(m)] for i in range(n)]
    return [f"m = alibi_slopes({h})", f"alibi({n}, {m}, m_{head}{', form: causal' if causal else ''})"], bias


def some_rows(draw):
    """Rows of which none has equal entries only: their variance would be zero."""
    while True:
        n, d = draw.randint(1, 3), draw.randint(2, 4)
        text, x = a_matrix(draw, n, d, roots=n * d <= 6)
        if all(max(row) - min(row) > mpf(10) ** -20 for row in x):
            return text, x


def normalised_layer(draw):
    text, x = some_rows(draw)
    d = len(x[0])
    g_text, gamma = a_vector(draw, d, roots=False)
    b_text, beta = a_vector(draw, d, roots=False)
    eps = draw.choice(["0", "1e-5", "1/10"])
    options = [f"eps: {eps}"]
    if draw.random() < 0.5:
        options += [f"gamma: {g_text}", f"beta: {b_text}"]
    else:
        gamma = beta = None
    library = F.layer_norm(
        tensor(x), (d,), tensor(gamma) if gamma else None, tensor(beta) if beta else None, float(number(eps)))
    return [f"layer_norm({text}, {', '.join(options)})"], layer_norm(x, gamma, beta, number(eps)), library.tolist()


def normalised_by_root_mean_square(draw):
    text, x = some_rows(draw)
    d = len(x[0])
    g_text, gamma = a_vector(draw, d, roots=False)
    eps = draw.choice(["0", "1e-6", "1/4"])
    if draw.random() < 0.5:
        call, gamma = f"rms_norm({text}, eps: {eps})", None
    else:
        call = f"rms_norm({text}, eps: {eps}, gamma: {g_text})"
    library = F.rms_norm(tensor(x), (d,), tensor(gamma) if gamma else None, float(number(eps)))
    return [call], rms_norm(x, gamma, number(eps)), library.tolist()


LIBRARY = {
    "relu": F.relu, "gelu": F.gelu, "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"), "silu": F.silu,
    "tanh": torch.tanh, "sigmoid": torch.sigmoid, "leaky_relu": F.leaky_relu, "softplus": F.softplus,
}


def activated(draw):
    text, x = a_vector(draw, draw.randint(1, 3))
    name = draw.choice(["gelu", "gelu_tanh", "silu", "leaky_relu", "softplus"])
    call = f"gelu({text}, form: tanh)" if name == "gelu_tanh" else f"{name}({text})"
    return [call], [ACTIVATIONS[name](value) for value in x], LIBRARY[name](tensor(x)).tolist()


def fed_forward(draw):
    n, d, inner, out = (draw.randint(1, 3) for _ in range(4))
    name = draw.choice(sorted(ACTIVATIONS))
    roots = name in ("relu", "leaky_relu")
    (x_text, x), (w_text, w_1) = a_matrix(draw, n, d, roots), a_matrix(draw, d, inner, False)
    (b_text, b_1), (v_text, w_2) = a_vector(draw, inner, False), a_matrix(draw, inner, out, False)
    c_text, b_2 = a_vector(draw, out, False)
    lines = [f"X = {x_text}", f"W_1 = {w_text}", f"W_2 = {v_text}", f"b_1 = {b_text}", f"b_2 = {c_text}"]
    if draw.random() < 0.3:
        lines.append(f"feed_forward(X, W_1, W_2, activation: {name})")
        b_1 = b_2 = None
    else:
        lines.append(f"feed_forward(X, W_1, b_1, W_2, b_2, activation: {name})")
    hidden = F.linear(tensor(x), tensor(w_1).T, tensor(b_1) if b_1 else None)
    library = F.linear(LIBRARY[name](hidden), tensor(w_2).T, tensor(b_2) if b_2 else None)
    return lines, feed_forward(x, w_1, b_1, w_2, b_2, name), library.tolist()


def classified(draw):
    """Mean pooling, a layer, softmax."""
    n, d, classes = draw.randint(1, 4), draw.randint(1, 3), draw.randint(2, 3)
    (x_text, x), (w_text, w) = a_matrix(draw, n, d), a_matrix(draw, d, classes, False)
    b_text, b = a_vector(draw, classes, False)
    probabilities = softmax(linear([mean_of_rows(x)], w, b)[0])
    library = F.softmax(F.linear(tensor(x).mean(0), tensor(w).T, tensor(b)), 0)
    return [f"X = {x_text}", f"W = {w_text}", f"b = {b_text}", "classifier_head(X, W, b)"], probabilities, library.tolist()


def loss_of_a_classifier(draw):
    n, classes = draw.randint(2, 4), draw.randint(2, 4)
    text, z = a_matrix(draw, n, classes, roots=False)
    labels = [draw.randrange(classes) for _ in range(n)]
    sums = draw.random() < 0.4
    if draw.random() < 0.5:
        target = "[" + ", ".join(str(label + 1) for label in labels) + "]"
    else:
        target = "[" + "; ".join(", ".join(str(int(j == label)) for j in range(classes)) for label in labels) + "]"
    call = f"cross_entropy({text}, {target}{', reduction: sum' if sums else ''})"
    library = F.cross_entropy(tensor(z), torch.tensor(labels), reduction="sum" if sums else "mean")
    return [call], cross_entropy(z, labels, sums), library.item()


def small(draw, rows, columns):
    """Whole and half numbers: the values of a block's last steps grow with those of its first."""
    grid = [[Entry(text, number(text)) for text in (draw.choice(["0", "1", "-1", "2", "-0.5", "1.5"]) for _ in range(columns))]
            for _ in range(rows)]
    text = "[" + "; ".join(", ".join(e.text for e in row) for row in grid) + "]" + ("^T" if rows == 1 else "")
    return text, [[e.worth for e in row] for row in grid]


def block(draw, projections):
    """Tokens, the projections of as many attention sublayers, two layers with biases; ε keeps zero variances away."""
    n, d, heads = draw.randint(1, 2), draw.choice([2, 4]), draw.randint(1, 2)
    d_ff, pre = draw.randint(1, 3), draw.random() < 0.5
    name = draw.choice(["relu", "relu", "gelu"])
    lines, weights = [], []
    x_text, x = small(draw, n, d)
    lines.append(f"X = {x_text}")
    for letter in "WC"[:projections]:
        own = []
        for part in "QKVO":
            text, w = small(draw, d, d)
            lines.append(f"{letter}_{part} = {text}")
            own.append(w)
        weights.append(own)
    ffn = []
    for label, rows, columns in (("W_1", d, d_ff), ("b_1", 0, d_ff), ("W_2", d_ff, d), ("b_2", 0, d)):
        text, part = small(draw, rows, columns) if rows else a_vector(draw, columns, False)
        lines.append(f"{label} = {text}")
        ffn.append(part)
    options = f"heads: {heads}, norm: {'pre' if pre else 'post'}, activation: {name}, eps: 1/8"
    return lines, x, weights, ffn, heads, pre, name, options


def set_attention(module, weights):
    w_q, w_k, w_v, w_o = (tensor(w) for w in weights)
    module.in_proj_weight.data = torch.cat([w_q.T, w_k.T, w_v.T])
    module.in_proj_bias.data.zero_()
    module.out_proj.weight.data = w_o.T.contiguous()
    module.out_proj.bias.data.zero_()


def set_layers(layer, ffn):
    layer.linear1.weight.data, layer.linear1.bias.data = tensor(ffn[0]).T.contiguous(), tensor(ffn[1])
    layer.linear2.weight.data, layer.linear2.bias.data = tensor(ffn[2]).T.contiguous(), tensor(ffn[3])


def encoder_layer(draw):
    lines, x, (w,), ffn, heads, pre, name, options = block(draw, 1)
    lines.append(f"encoder_block(X, W_Q, W_K, W_V, W_O, W_1, b_1, W_2, b_2, {options})")
    layer = torch.nn.TransformerEncoderLayer(
        len(x[0]), heads, len(ffn[1]), dropout=0, activation=name, layer_norm_eps=1 / 8, norm_first=pre, batch_first=True)
    layer.train()  # In eval mode a fused kernel runs that rounds differently; there is no dropout to switch off.
    set_attention(layer.self_attn, w)
    set_layers(layer, ffn)
    with torch.no_grad():
        library = layer(tensor(x)[None])[0]
    return lines, encoder_block(x, w, ffn, heads, pre, name, mpf(1) / 8), library.tolist()


def decoder_layer(draw):
    lines, x, (own, cross), ffn, heads, pre, name, options = block(draw, 2)
    text, memory = small(draw, draw.randint(1, 2), len(x[0]))
    lines += [f"H = {text}", f"decoder_block(X, H, W_Q, W_K, W_V, W_O, C_Q, C_K, C_V, C_O, W_1, b_1, W_2, b_2, {options})"]
    layer = torch.nn.TransformerDecoderLayer(
        len(x[0]), heads, len(ffn[1]), dropout=0, activation=name, layer_norm_eps=1 / 8, norm_first=pre, batch_first=True)
    set_attention(layer.self_attn, own)
    set_attention(layer.multihead_attn, cross)
    set_layers(layer, ffn)
    mask = torch.nn.Transformer.generate_square_subsequent_mask(len(x), dtype=torch.float64)
    with torch.no_grad():
        library = layer(tensor(x)[None], tensor(memory)[None], tgt_mask=mask)[0]
    return lines, decoder_block(x, memory, own, cross, ffn, heads, pre, name, mpf(1) / 8), library.tolist()


KINDS = [
    sinusoidal_positions, moved_positions, rotary_positions, biased_by_distance, normalised_layer,
    normalised_by_root_mean_square, activated, fed_forward, classified, loss_of_a_classifier, encoder_layer,
    decoder_layer,
]
