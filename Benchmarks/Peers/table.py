"""One table from the results of one run. Usage: table.py RESULTS text|markdown"""

import sys

TITLES = {
    "attention-3": "self-attention of three vectors in R³: exact, one fraction per entry, 30 digits, LaTeX",
    "attention-16": "projected scaled-dot self-attention, n = d = 16, 30 certified digits",
    "attention-64-saturated": "the same, n = d = 64, weights saturated",
    "attention-64": "the same, n = d = 64, not saturated",
    "product-64": "rational matrix product 64 × 64, small entries",
    "product-256": "rational matrix product 256 × 256, small entries",
    "product-64-long": "rational matrix product 64 × 64, 10-digit numerators and denominators",
    "equality-200": "200 equality questions: softmax, tanh, surds",
    "equality-wide": "8 questions between softmax rows of 64 tokens, exponent denominators of five digits",
    "marking-1000x20": "a class of 1,000 marked, 20 entries each, a third without the scaling, a sixth off somewhere",
}


def plain(value, digits=3):
    """Some significant digits, never with an exponent."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.{digits}g}"


rows = {}
for line in open(sys.argv[1]):
    name, program, milliseconds, remark = line.rstrip("\n").split("\t")
    rows.setdefault(name, {})[program] = (float(milliseconds), remark)

programs = ["attest", "plain C", "FLINT", "FLINT + Arb", "FLINT + Arb, written", "Calcium", "python-flint", "SymEngine", "SymPy"]
lines = []
for name, title in TITLES.items():
    if name not in rows or "attest" not in rows[name]:
        continue
    own = rows[name]["attest"][0]
    cells = [title, plain(own)]
    others = []
    for program in programs[1:]:
        if program in rows[name]:
            milliseconds, remark = rows[name][program]
            decided = f", {remark}" if "decided" in remark else ""
            others.append(f"{program} {plain(milliseconds)} ({plain(milliseconds / own, 2)}×{decided})")
    own_remark = rows[name]["attest"][1]
    if "decided" in own_remark:
        cells[1] += f" ({own_remark})"
    lines.append((*cells, "; ".join(others)))

if sys.argv[2] == "markdown":
    print("| work | attest, ms | peers, ms (ratio to attest) |")
    print("|---|---|---|")
    for line in lines:
        print("| " + " | ".join(line) + " |")
else:
    for title, own, others in lines:
        print(f"{title}\n    attest {own} ms\n    {others}")
