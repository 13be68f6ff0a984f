"""Runs the PyTorch modules printed in the sheets on the sheets' own numbers and compares with the reference.

Needs PyTorch, which nothing else here does; so it is not part of Scripts/check.

    python3 Scripts/reference/check_modules.py
"""

import re
import sys
from pathlib import Path

import torch
from torch import nn

import sheets
from loops import attention, beside, matrix, product, vector

PROBLEMS = Path(__file__).resolve().parent.parent.parent / "Problems"


def modules(sheet):
    """The names that a sheet's Python blocks define."""
    text = (PROBLEMS / f"{sheet}.md").read_text()
    names = {"torch": torch, "nn": nn}
    for block in re.findall(r"^```python\n(.*?)^```", text, re.M | re.S):
        exec(compile(block, sheet, "exec"), names)
    return names


def tensor(nested):
    return torch.tensor([[float(x) for x in row] for row in nested], dtype=torch.float64)


def set_linear(layer, weight):
    """The sheets multiply from the right, nn.Linear by the transpose of its weight."""
    with torch.no_grad():
        layer.weight.copy_(tensor(weight).T)


def close(name, got, wanted):
    deviation = (got - tensor(wanted)).abs().max().item()
    print(f"{name}: largest deviation {deviation:.1e}")
    return deviation < 1e-13


class Classifier(nn.Module):
    """What the classifiers' `forward` methods of the sheet find in `self`."""

    def __init__(self, block):
        super().__init__()
        self.padding = 0
        self.token_embedding, self.position_embedding = nn.Embedding(9, 4), nn.Embedding(8, 4)
        self.blocks = nn.ModuleList([block(4, 2)])
        self.rnn = nn.GRU(4, 4, batch_first=True)
        self.classify = nn.Linear(4, 2)


def main():
    good = True

    names, truth = modules("attention-questions"), sheets.attention_questions()["1"]
    module = names["MultiHeadAttention"](2, 2).double()
    for layer, text in (("project_q", "1 0; 1 -1"), ("project_k", "1 1; 0 1"), ("project_v", "2 1; -1 1"),
                        ("project_o", "1 2; 3 -1")):
        set_linear(getattr(module, layer), matrix(text))
    x = tensor(matrix("1 2; 0 -1; 2 1")).unsqueeze(0)
    good &= close("MultiHeadAttention", module(x, x, x)[0][0], truth["Y"])

    names, truth = modules("self-attention-to-transformer"), sheets.self_attention_to_transformer()
    module = names["SelfAttention"](2, 1).double()
    for layer, text in (("to_queries", "1 1; 0 1"), ("to_keys", "1 0; 1 1"), ("to_values", "2 0; 0 -1"),
                        ("unify", "1 0; 0 1")):
        set_linear(getattr(module, layer), matrix(text))
    with torch.no_grad():
        module.unify.bias.zero_()
    x = tensor(matrix("1 0; 0 2; 1 1")).unsqueeze(0)
    good &= close("SelfAttention", module(x)[0], truth["2a"]["Z"])
    two = names["SelfAttention"](2, 2).double()
    side = lambda a, b: [p + q for p, q in zip(matrix(a), matrix(b))]
    for layer, first, second in (("to_queries", "1 1; 0 1", "1 0; 0 1"), ("to_keys", "1 0; 1 1", "-1 0; 0 1"),
                                 ("to_values", "2 0; 0 -1", "0 1; 1 0")):
        set_linear(getattr(two, layer), side(first, second))
    two.unify = nn.Identity()
    rows = matrix("1 0; 0 2; 1 1")
    heads = [attention(*(product(rows, matrix(w)) for w in ws))[1] for ws in
             (("1 1; 0 1", "1 0; 1 1", "2 0; 0 -1"), ("1 0; 0 1", "-1 0; 0 1", "0 1; 1 0"))]
    good &= close("SelfAttention, two heads", two(x)[0], beside(*heads))
    block = names["TransformerBlock"](2, 1).double()
    good &= block(x).shape == x.shape

    for text in re.findall(
            r"^```python\n(def forward.*?)^```", (PROBLEMS / "self-attention-to-transformer.md").read_text(), re.M | re.S):
        space = {"torch": torch, "nn": nn}
        exec(text, space)
        logits = space["forward"](Classifier(names["TransformerBlock"]), torch.tensor([[3, 4, 5], [6, 0, 0]]))
        good &= logits.shape == (2, 2) and bool(torch.isfinite(logits).all())

    names, truth = modules("attention-heads-by-hand"), sheets.attention_heads_by_hand()["2b"]
    module = names["DotProdAttention"](2).double()
    with torch.no_grad():
        module.linear_out.weight.copy_(tensor(matrix("1 0 -1 1/2; 0 1 1/2 -1")))
    states = tensor([vector(2, 1), vector(0, 1), vector(1, -1)]).unsqueeze(0)
    state, weights = module(tensor([vector(1, 2)]).unsqueeze(0), states)
    good &= close("DotProdAttention, weights", weights[0], [truth["a_t"]])
    good &= close("DotProdAttention, state", state[0], [truth["r_t"]])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
