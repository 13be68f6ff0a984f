"""Compares every computed quantity of the sheets in Problems with an independent solution.

    python3 Scripts/reference/check_sheets.py
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
from sympy import Symbol, expand, sympify

from compare import problems
from sheets import SHEETS

ROOT = Path(__file__).resolve().parent.parent.parent
DIGITS = 40
SCHEMA = json.loads((ROOT / "Documentation/report.schema.json").read_text())


def every(steps):
    """The steps and those that mechanisms unfold into."""
    for step in steps:
        yield step | {"inner": False}
        for inner in step.get("inner", []):
            yield inner | {"inner": True}


def symbolic(step):
    """What a step over sizes without numbers comes to: its polynomial, multiplied out, or its shape."""
    if "polynomial" in step:
        return str(expand(sympify(step["polynomial"], locals={n: Symbol(n) for n in "dhklnLN"})))
    return step["shape"]


def main():
    attest = os.environ.get("ATTEST", ROOT / ".build/release/attest")
    status, compared = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [attest, "solve", *sorted((ROOT / "Problems").glob("*.md")), "-o", folder, "--format", "json",
             "--digits", str(DIGITS)], check=True, timeout=300)
        written = {p.stem for p in (ROOT / "Problems").glob("*.md")}
        if written != set(SHEETS):
            print(f"sheets without a reference or the other way round: {sorted(written ^ set(SHEETS))}")
            status = 1
        for name in sorted(written & set(SHEETS)):
            handout = json.loads((Path(folder) / f"{name}.json").read_text())
            jsonschema.validate(handout, SCHEMA)
            truth = dict(SHEETS[name]())
            for step in every(handout["steps"]):
                expected = truth.get(step["section"], {}).get(step["name"])
                if expected is None and step["inner"]:
                    continue
                if expected is None:
                    print(f"{name}: {step['section']}.{step['name']} has no reference")
                    status = 1
                    continue
                compared += 1
                if "exact" not in step:
                    if symbolic(step) != expected:
                        print(f"{name}: {step['section']}.{step['name']} is {symbolic(step)}, not {expected}")
                        status = 1
                    del truth[step["section"]][step["name"]]
                    continue
                for line in problems(step, expected, DIGITS, symbolic=True):
                    print(f"{name}: {step['section']}.{step['name']}{line}")
                    status = 1
                del truth[step["section"]][step["name"]]
            for section, missing in truth.items():
                for quantity in missing:
                    print(f"{name}: {section}.{quantity} is not in the handout")
                    status = 1
    print(f"{compared} quantities of {len(SHEETS)} sheets compared to {DIGITS} digits")
    return status


if __name__ == "__main__":
    sys.exit(main())
