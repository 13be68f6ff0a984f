"""Gives the command exercises nobody has seen and compares every answer with plain loops, mpmath and SymPy.

    python3 Scripts/reference/check_exercises.py [--count N] [--seed S] [--show N]
"""

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema

from compare import largest_deviation, leaves, problems, shape
from exercises import exercises
from versions import main as print_versions

ROOT = Path(__file__).resolve().parent.parent.parent
DIGITS = 40
SCHEMA = json.loads((ROOT / "Documentation/report.schema.json").read_text())


def ask(attest, lines):
    """The JSON of `attest eval`, or what went wrong."""
    done = subprocess.run(
        [attest, "eval", "--json", "--digits", str(DIGITS), "-"], input="\n".join(lines), capture_output=True,
        text=True, timeout=120)
    if done.returncode != 0:
        return None, f"exit status {done.returncode}: {done.stderr.strip()[:400]}"
    answer = json.loads(done.stdout)
    jsonschema.validate(answer, SCHEMA)
    return answer, None


def far_from_library(library, expected):
    """Where PyTorch's double-precision values are not the reference's, up to its rounding."""
    if shape(library) != shape(expected):
        return [f"PyTorch gives the shape {shape(library)}, the reference {shape(expected)}"]
    return [
        f"{place} PyTorch gives {given}, the reference {float(truth)}"
        for (place, given), (_, truth) in zip(leaves(library), leaves(expected))
        if abs(given - float(truth)) > 1e-9 * max(1, abs(float(truth)))
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2017)
    parser.add_argument("--attest", default=os.environ.get("ATTEST", ROOT / ".build/release/attest"))
    arguments = parser.parse_args()
    print_versions()
    wanted = list(exercises(arguments.count, arguments.seed))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(lambda e: ask(arguments.attest, e[1]), wanted))
    failed, worst = 0, 0
    compared = 0
    for (name, lines, expected, library), (answer, trouble) in zip(wanted, answers):
        found = [trouble] if trouble else problems(
            answer, expected, DIGITS, symbolic=True, may_tie=name.startswith("hard"))
        if library is not None:
            compared += 1
            found += far_from_library(library, expected)
        if not trouble:
            worst = max(worst, largest_deviation(answer, expected))
        if found:
            failed += 1
            print(f"-- {name} (seed {arguments.seed})")
            print("\n".join(f"   {line}" for line in lines))
            print("\n".join(f"   ! {line}" for line in found[:4]))
    print(f"{len(wanted) - failed} of {len(wanted)} exercises right to {DIGITS} digits, {compared} of them compared with PyTorch; "
          f"largest deviation of the Double run {float(worst):.1f} ulp")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
