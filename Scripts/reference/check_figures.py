"""Holds what attention maps show against mpmath: the printed numbers, and how dark their cells are.

    python3 Scripts/reference/check_figures.py [--count N] [--attest PATH]

Every map is drawn as SVG, read by Python's XML parser, and its cells are found by where they stand. A number must be
the weight rounded half to even, a darker cell a larger weight, and print must have a contrast of 4.5 to 1 on its cell.
Luminance and contrast are computed as WCAG 2.1 defines them.
"""

import argparse
import os
import random
import subprocess
import sys
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from xml.etree import ElementTree

from mpmath import mp, mpf

ROOT = Path(__file__).resolve().parent.parent.parent
mp.dps = 60


def luminance(colour):
    """Relative luminance of #rrggbb."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def softmax(row):
    exponentials = [mp.e ** mpf(s) for s in row]
    return [e / sum(exponentials) for e in exponentials]


def rounded(value):
    return str(Decimal(mp.nstr(value, 50, strip_zeros=False)).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def cells(svg):
    """The numbers of a map's cells with the colour of the print and of what is under it, in reading order."""
    root = ElementTree.fromstring(svg)
    boxes, found = [], []
    for element in root.iter():
        kind = element.tag.split("}")[-1]
        if kind == "rect" and "x" in element.attrib:
            boxes.append([float(element.get(k)) for k in ("x", "y", "width", "height")] + [element.get("fill")])
        elif kind == "text" and "." in (element.text or "") and element.get("text-anchor") == "middle":
            x, y = float(element.get("x")), float(element.get("y")) - 1
            under = "#ffffff"
            for left, top, width, height, fill in boxes:
                if left <= x <= left + width and top <= y <= top + height:
                    under = fill
            found.append((element.text, element.get("fill", "#000000"), under))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--attest", default=os.environ.get("ATTEST", str(ROOT / ".build/release/attest")))
    options = parser.parse_args()
    draw = random.Random(7)
    complaints, checked = [], 0
    for _ in range(options.count):
        rows, columns = draw.randint(2, 9), draw.randint(2, 9)
        scores = [[draw.randint(-60, 60) for _ in range(columns)] for _ in range(rows)]
        typed = "[" + "; ".join(", ".join(f"{s}/20" for s in row) for row in scores) + "]"
        done = subprocess.run([options.attest, "plot", "--eval", f"softmax({typed})"], capture_output=True, text=True)
        if done.returncode != 0:
            complaints.append(f"{typed}: exit status {done.returncode}: {done.stderr}")
            continue
        weights = [w for row in scores for w in softmax([mpf(s) / 20 for s in row])]
        shown = cells(done.stdout)
        if [text for text, _, _ in shown] != [rounded(w) for w in weights]:
            complaints.append(f"{typed}: prints {[text for text, _, _ in shown]}")
            continue
        ordered = sorted(zip(weights, shown), key=lambda pair: pair[0])
        for (less, (_, _, lighter)), (more, (_, _, darker)) in zip(ordered, ordered[1:]):
            # Equal shades may stand for weights that differ by less than a hundredth.
            if luminance(darker) > luminance(lighter) or (more - less > 0.01 and darker == lighter):
                complaints.append(f"{typed}: {darker} for {mp.nstr(more, 5)}, {lighter} for {mp.nstr(less, 5)}")
        for text, ink, under in shown:
            light, dark = sorted((luminance(ink), luminance(under)), reverse=True)
            if (light + 0.05) / (dark + 0.05) < 4.5:
                complaints.append(f"{typed}: {text} in {ink} on {under} cannot be read")
            checked += 1
    for line in complaints:
        print(line)
    print(f"{options.count} attention maps, {checked} cells as mpmath has them, {len(complaints)} complaints")
    return 1 if complaints or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
