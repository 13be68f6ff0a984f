"""Holds what `attest check` and `attest verify` write for programs against what those programs take.

    python3 Scripts/reference/check_marking.py

JSON against Documentation/marking.schema.json, and the schema against what it must refuse; Gradescope's and
PrairieLearn's results against the rules of their documentation; the table of marks against Python's csv module.
The command is the release build, or what the environment variable ATTEST names.
"""

import copy
import csv
import io
import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parent.parent.parent
ATTEST = os.environ.get("ATTEST", ROOT / ".build/release/attest")
EXAMPLES = ROOT / "Documentation/Examples"
SHEET = EXAMPLES / "one-query.md"

number = {"type": "number"}
text = {"type": "string"}
# Gradescope, autograder specifications: "Output format".
GRADESCOPE = {
    "type": "object",
    "properties": {
        "score": number, "output": text, "visibility": {"enum": ["hidden", "after_due_date", "after_published", "visible"]},
        "tests": {"type": "array", "items": {
            "type": "object",
            "properties": {
                "score": number, "max_score": number, "name": text, "number": text, "output": text,
                "tags": {"type": "array", "items": text},
                "visibility": {"enum": ["hidden", "after_due_date", "after_published", "visible"]},
                "extra_data": {"type": "object"}},
            "additionalProperties": False}}},
    "required": ["score"], "additionalProperties": False}
# PrairieLearn, external grading: "Grading results".
PRAIRIELEARN = {
    "type": "object",
    "properties": {
        "gradable": {"type": "boolean"}, "score": {"type": "number", "minimum": 0, "maximum": 1}, "message": text,
        "output": text, "format_errors": {"type": "array", "items": text, "minItems": 1},
        "tests": {"type": "array", "items": {
            "type": "object",
            "properties": {
                "name": text, "description": text, "points": number, "max_points": number, "message": text,
                "output": text},
            "required": ["name", "points", "max_points"], "additionalProperties": False}}},
    "required": ["gradable"], "additionalProperties": False,
    "if": {"properties": {"gradable": {"const": True}}}, "then": {"required": ["score"]}}

HOSTILE = [
    "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2", "  =HYPERLINK(1)", "\t=1", "a\"b", "a,b;c", "Zoë Ångström 山田",
    "'=1", "null\x00null", "line\nbreak", "\u202egnp.exe",
]


def run(*arguments, stdin=None):
    return subprocess.run([ATTEST, *map(str, arguments)], capture_output=True, input=stdin, text=True, timeout=300)


def wrong(report):
    """The same report with one thing wrong each."""
    def changed(change):
        other = copy.deepcopy(report)
        change(other)
        return other

    yield changed(lambda r: r.update(version=2))
    yield changed(lambda r: r.update(extra=1))
    if report["format"] == "attest-marking":
        yield changed(lambda r: r.pop("summary"))
        for submission in range(len(report["submissions"])):
            yield changed(lambda r: r["submissions"][submission].update(marks=1))
            yield changed(lambda r: r["submissions"][submission]["answers"][0].update(verdict="good"))
            yield changed(lambda r: r["submissions"][submission]["answers"][0].pop("read_as"))
    else:
        yield changed(lambda r: r["sheets"][0].pop("values"))
        if report["sheets"][0]["values"]:
            yield changed(lambda r: r["sheets"][0]["values"][0].update(line=0))


def table_complaints(found):
    """Whatever a student is called, the table is read back whole and no cell is a formula."""
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(["student", "1.s"])
    for name in HOSTILE:
        writer.writerow([name, "0"])
    done = run("check", SHEET, "-", "--format", "csv", stdin=rows.getvalue())
    table = list(csv.reader(io.StringIO(done.stdout, newline="")))
    if len(table) != len(HOSTILE) + 1:
        found.append(f"the table has {len(table)} rows for {len(HOSTILE)} students: {done.stderr}")
    for row in table:
        if len(row) != len(table[0]):
            found.append(f"the table has a row of {len(row)} cells: {row}")
        for cell in row:
            if cell.lstrip(" ")[:1] in tuple("=+-@\t\r＝＋－＠") and cell.strip():
                found.append(f"a spreadsheet takes {cell!r} for a formula")
            if any(ord(c) < 32 for c in cell):
                found.append(f"{cell!r} holds a control character")


def main():
    schema = json.loads((ROOT / "Documentation/marking.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    commands = [
        ["check", SHEET, EXAMPLES / "one-query.csv"], ["check", SHEET, EXAMPLES / "one-query.csv", "--summary"],
        ["check", SHEET, "--answer", "1.p=(0.87, 0.10, 0.03)"], ["check", SHEET, os.devnull],
        ["verify", EXAMPLES / "printed-solution.md"], ["verify", SHEET, EXAMPLES / "printed-solution.md"],
    ]
    found, refused = [], 0
    for command in commands:
        done = run(*command, "--format", "json")
        place = " ".join(Path(str(c)).name for c in command)
        try:
            report = json.loads(done.stdout)
        except json.JSONDecodeError as error:
            found.append(f"{place}: {error}: {done.stdout[:200]!r} {done.stderr}")
            continue
        found += [f"{place}: {e.json_path}: {e.message[:200]}" for e in validator.iter_errors(report)]
        for submission in report.get("submissions", []):
            if sum(Fraction(a["marks"]) for a in submission["answers"]) != Fraction(submission["marks"]):
                found.append(f"{place}: the marks of {submission['student']} are not the sum of their answers'")
        for other in wrong(report):
            refused += 1
            if validator.is_valid(other):
                found.append(f"{place}: the schema takes a wrong report")

    answers = ["1.s=(3.54, 1.41, 0)", "1.p=(0.946, 0.047, 0.006)", "1.z=what", "1.words=because"]
    for given in [answers, answers[:1], answers[2:3]]:
        arguments = [part for answer in given for part in ("--answer", answer)]
        gradescope = json.loads(run("check", SHEET, *arguments, "--format", "gradescope").stdout)
        prairielearn = json.loads(run("check", SHEET, *arguments, "--format", "prairielearn").stdout)
        for name, rules, result in [
            ("Gradescope", GRADESCOPE, gradescope), ("PrairieLearn", PRAIRIELEARN, prairielearn)]:
            for e in jsonschema.Draft202012Validator(rules).iter_errors(result):
                found.append(f"{name}, {given}: {e.json_path}: {e.message[:200]}")
        if sum(t.get("score", 0) for t in gradescope["tests"]) != gradescope["score"]:
            found.append(f"Gradescope, {given}: the score is not the sum of the tests'")
        points = sum(t["points"] for t in prairielearn["tests"])
        most = sum(t["max_points"] for t in prairielearn["tests"])
        if prairielearn["gradable"] and abs(prairielearn["score"] - points / most) > 1e-12:
            found.append(f"PrairieLearn, {given}: the score is not the share of the points")
    table_complaints(found)

    for line in found:
        print(line)
    print(f"{len(commands)} reports follow the schema, {refused} wrong ones are refused, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
