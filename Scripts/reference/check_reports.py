"""Holds the JSON that the command writes against its schema, and the schema against what it must refuse.

    python3 Scripts/reference/check_reports.py

The command is the release build, or what the environment variable ATTEST names.
"""

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parent.parent.parent
ATTEST = os.environ.get("ATTEST", ROOT / ".build/release/attest")
LINES = [
    "2", "[1, 2]", "[1, 2]^T", "[1, 2; 3, 4]", "softmax([1, 2, 3])", "self_attention([2, -1, 3; 1, 2, 4; -2, -3, 0])",
    "X = [1, 2; 3, 4]\nz = X^T softmax(X [1, -1] / sqrt(2))", "Q in R^(n x d_k)\nQ", "e^(10^9)", "10^-400",
    "q_i = [i, 1] for i in 1..3", "1 < 2", "x = 1/3\n3 x == 1\ni x < 2 for i in 1..5", "softmax([1e9, 0, -1e9])", "W^(2) = identity(2)", "sqrt(2) + ln(3) - pi",
    "multi_head([1, 2; 3, 4], identity(2), identity(2), identity(2), heads: 2)",
]


def nesting(value):
    """The lengths of nested lists, outermost first."""
    return [len(value)] + nesting(value[0]) if isinstance(value, list) else []


def shapes(report, place):
    """Steps whose members do not have their shape."""
    found = []
    if "exact" in report:
        for member in ("exact", "decimal", "float64"):
            if report[member] is not None and nesting(report[member]) != report["shape"]:
                found.append(f"{place}: {member} has the shape {nesting(report[member])}, not {report['shape']}")
    for member in ("steps", "inner", "answers"):
        for step in report.get(member, []):
            found += shapes(step, f"{place}.{step.get('name') or step.get('id')}")
    return found


def wrong(report):
    """The same report with one thing wrong each."""
    def changed(change):
        other = copy.deepcopy(report)
        change(other)
        return other

    yield changed(lambda r: r.pop("steps"))
    yield changed(lambda r: r.update(version=2))
    yield changed(lambda r: r.update(extra=1))
    if report["steps"]:
        yield changed(lambda r: r["steps"][0].pop("shape"))
        yield changed(lambda r: r["steps"][0].update(extra=1))
        if "exact" in report["steps"][0]:
            yield changed(lambda r: r["steps"][0].update(exact=1))
            yield changed(lambda r: r["steps"][0].update(decimal="1,5"))
            yield changed(lambda r: r["steps"][0].pop("float64"))


def main():
    schema = json.loads((ROOT / "Documentation/report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    commands = [["eval", lines, "--json"] for lines in LINES]
    commands += [["solve", str(p), "--format", "json"] for p in sorted((ROOT / "Problems").glob("*.md"))]
    found, refused = [], 0
    for command in commands:
        done = subprocess.run([ATTEST, *command], capture_output=True, text=True, timeout=300)
        place = f"{command[0]} {command[1]!r}"
        if done.returncode != 0:
            found.append(f"{place}: exit status {done.returncode}: {done.stderr}")
            continue
        report = json.loads(done.stdout)
        found += [f"{place}: {e.json_path}: {e.message[:200]}" for e in validator.iter_errors(report)]
        found += shapes(report, place)
        for other in wrong(report):
            refused += 1
            if validator.is_valid(other):
                found.append(f"{place}: the schema takes a wrong report")
    for line in found:
        print(line)
    print(f"{len(commands)} reports follow the schema, {refused} wrong ones are refused, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
