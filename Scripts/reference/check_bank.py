"""Solves every variant of exams a second time, from the drawn values alone, and compares every key of their banks.

    python3 Scripts/reference/check_bank.py [--count N] [--only NAME] [--problems FOLDER] [--no-mistakes] [--once] [--rate]

For each sheet that has a solution in drawn.py or drawn_sheets.py: N variants with one job and with two are the same bytes;
the shares 1/3 to 3/3 are the whole; the bank follows its schema, and wrong ones do not; every exact form, read by mpmath,
and every decimal is the one that the solution comes to, to 40 digits; what the sheet requires holds, decided with Python's
fractions; no two variants have the same values; the work lies in the band around the medians; no mistake gives the right
answer. The table has the same values and forms. The command is the release build, or what the environment variable ATTEST
names.
"""

import argparse
import copy
import csv
import json
import operator
import os
import re
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import jsonschema
from mpmath import mp, mpf

import drawn
import drawn_sheets
from closed_form import UnreadableForm, value
from compare import flat, half_unit, leaves, shape

ROOT = Path(__file__).resolve().parent.parent.parent
ATTEST = os.environ.get("ATTEST", ROOT / ".build/release/attest")
SCHEMA = json.loads((ROOT / "Documentation/bank.schema.json").read_text())
# So far off the median is no unfairness, however small the median.
SLACK = 2
# Two sizes, and projections that are their own transposes: more room is asked for.
OPTIONS = {"masks": ["--band", "60", "--no-diagnosis"]}
csv.field_size_limit(1 << 30)


def sheets(problems):
    """(path, solution) of every sheet."""
    for name, solution in drawn.SOLUTIONS.items():
        yield ROOT / f"Scripts/reference/exams/{name}.md", solution
    for name, solution in drawn_sheets.SOLUTIONS.items():
        yield problems / f"{name}.md", solution


def generate(sheet, folder, *more):
    done = subprocess.run(
        [ATTEST, "generate", sheet, "-o", folder, "--format", "json,csv", *map(str, more)], capture_output=True, text=True)
    return None if done.returncode == 0 else f"exit status {done.returncode}: {done.stderr.strip()[:600]}"


def nested(entry):
    """The value that a bank states, as mpmath numbers."""
    return [nested(e) for e in entry] if isinstance(entry, list) else value(entry)


def close(one, other, digits=40):
    return abs(one - other) <= max(abs(one), abs(other), mpf(10) ** -300) * mpf(10) ** -digits


def wrong_values(answer, expected, place):
    """What is wrong with an answer, in words."""
    wanted = shape(expected)
    sizes, exact = answer.get("shape"), answer.get("exact")
    if sizes is None:
        return [f"{place}: no value"]
    if shape(exact) != sizes or shape(answer["decimal"]) != sizes or shape(answer["tolerance"]) != sizes:
        return [f"{place}: the values do not have the shape {sizes}"]
    exact, decimal = flat(exact, wanted), flat(answer["decimal"], wanted)
    if shape(exact) != wanted:
        return [f"{place}: shape {sizes}, not {wanted}"]
    found = []
    for (at, truth), (_, form), (_, shown) in zip(leaves(expected), leaves(exact), leaves(decimal)):
        truth = drawn.real(truth)
        try:
            stated = value(form)
        except UnreadableForm as error:
            found.append(f"{place}{at}: not readable: {error}")
            continue
        if not close(stated, truth):
            found.append(f"{place}{at}: {form[:80]} is {mp.nstr(stated, 20)}, not {mp.nstr(truth, 20)}")
        if abs(mpf(shown) - truth) > half_unit(shown) * (1 + mpf(10) ** -20):
            found.append(f"{place}{at}: decimal {shown}, not {mp.nstr(truth, 20)}")
    return found


def same(one, other):
    """Whether two answers, each as its closed forms and their values, are one: to 40 digits, and then to 900."""
    if not all(map(close, one[1], other[1])):
        return False
    with mp.workdps(1000):
        return all(close(value(a), value(b), 900) for a, b in zip(one[0], other[0]))


def forms(exact):
    """The closed forms of an answer and their values."""
    texts = [form for _, form in leaves(exact)]
    return texts, [value(form) for form in texts]


def hidden_mistakes(answer, sentences, place):
    """Mistakes that are the right answer or another mistake, or that nothing explains."""
    found, seen = [], []
    # Known by now to be what is expected.
    truth = forms(answer["exact"]) if "mistakes" in answer else None
    for mistake in answer.get("mistakes", []):
        if mistake["code"] not in sentences:
            found.append(f"{place}: {mistake['code']} is not explained")
        if shape(mistake["exact"]) != answer["shape"] or shape(mistake["decimal"]) != answer["shape"]:
            found.append(f"{place}: {mistake['code']} has another shape")
        wrong = forms(mistake["exact"])
        for (_, shown), number in zip(leaves(mistake["decimal"]), wrong[1]):
            if abs(mpf(shown) - number) > half_unit(shown) * (1 + mpf(10) ** -20):
                found.append(f"{place}: {mistake['code']} rounds to {shown}, not {mp.nstr(number, 20)}")
        if same(wrong, truth):
            found.append(f"{place}: {mistake['code']} is right")
        if any(same(wrong, other) for other in seen):
            found.append(f"{place}: {mistake['code']} is another mistake as well")
        seen.append(wrong)
    return found


def outside(bank, medians, name):
    """Variants with more or less work than the band allows, by the medians that the report states."""
    found = []
    if bank["band"] is None or medians is None:
        return [f"{name}: no band"]
    for variant in bank["variants"]:
        for measure, count in variant["work"].items():
            off = abs(int(count) - int(medians[measure]))
            if off > SLACK and off * 100 > int(medians[measure]) * bank["band"]:
                found.append(f"{name}: {measure} of {variant['number']} is {count}, the median {medians[measure]}")
    return found


def spread(bank):
    """The smallest and the largest count of each measure."""
    counts = {m: [int(v["work"][m]) for v in bank["variants"]] for m in bank["variants"][0]["work"]}
    return ", ".join(f"{m} {min(c)}–{max(c)}" for m, c in counts.items())


def wrong_table(text, bank, name):
    """Where the table does not say what the bank says."""
    rows = list(csv.DictReader(text.splitlines()))
    found = [] if len(rows) == len(bank["variants"]) else [f"{name}: {len(rows)} rows"]
    for row, variant in zip(rows, bank["variants"]):
        if (row["number"], row["form"]) != (str(variant["number"]), variant["form"]):
            found.append(f"{name}: row {row['number']} is variant {variant['number']}")
        if {k: row.get(k) for k in variant["values"]} != variant["values"]:
            found.append(f"{name}: row {row['number']} has other values")
        for answer in variant["answers"]:
            if "exact" not in answer:
                continue
            ours = [e for line in row[f"{answer['id']} decimals"].split(";") for e in line.split(",")]
            if [e.strip() for e in ours] != [e for _, e in leaves(answer["decimal"])]:
                found.append(f"{name}: row {row['number']} has other decimals of {answer['id']}")
    return found


def wrong(bank):
    """The same bank with one thing wrong each."""
    def changed(change):
        other = copy.deepcopy(bank)
        change(other)
        return other

    first = lambda b: b["variants"][0]
    valued = next(i for i, a in enumerate(first(bank)["answers"]) if "exact" in a)
    yield changed(lambda b: b.pop("seed"))
    yield changed(lambda b: b.update(format="attest bank 2"))
    yield changed(lambda b: b.update(extra=1))
    yield changed(lambda b: b.update(seed=1))
    yield changed(lambda b: first(b).pop("work"))
    yield changed(lambda b: first(b).update(extra=1))
    yield changed(lambda b: first(b).update(values={}))
    yield changed(lambda b: first(b)["work"].update(digits=3))
    yield changed(lambda b: first(b)["answers"][valued].pop("decimal"))
    yield changed(lambda b: first(b)["answers"][valued].update(extra=1))
    yield changed(lambda b: first(b)["answers"][valued].update(decimal="1,5"))
    yield changed(lambda b: first(b)["answers"][valued].update(exact="1; 2"))


SIGNS = {
    "<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt, "==": operator.eq, "!=": operator.ne,
}


def requirements(sheet):
    """(section, line) of every condition of a sheet."""
    section, question, inside = "", "", False
    for line in sheet.read_text().splitlines():
        heading = re.match(r"# \w+ (\d+)", line)
        part = re.match(r"## \((\w)\)", line)
        if heading:
            section = question = heading[1]
        elif part:
            section = question + part[1]
        elif line.startswith("```"):
            inside = line == "```require"
        elif inside:
            yield section, line.split("#")[0].strip()


def holds(line, facts):
    """Whether a condition holds by what a solution says of its left side; None when it says nothing."""
    line = re.sub(r" for \w+ in .*", "", line)
    if line in facts:
        return facts[line]
    chain = re.fullmatch(r"(?:(\S+) (<=|<) )?(.+?) (<=|<|>=|>|==|!=) (\S+)", line)
    if not chain or chain[3] not in facts:
        return None
    low, below, middle, sign, limit = chain.groups()
    values = facts[middle] if isinstance(facts[middle], list) else [facts[middle]]
    def one(x):
        if not isinstance(x, mpf):
            return SIGNS[sign](x, Fraction(limit)) and (low is None or SIGNS[below](Fraction(low), x))
        return SIGNS[sign](x, drawn.real(Fraction(limit))) and (
            low is None or SIGNS[below](drawn.real(Fraction(low)), x))

    return any(map(one, values)) if re.match("any |some ", middle) else all(map(one, values))


def broken(required, facts, place):
    """Conditions that do not hold, and those that the solution does not know."""
    found = [f"{place}: {what} cannot be drawn" for what, drawable in facts.get("vary", {}).items() if not drawable]
    for section, line in required:
        verdict = holds(line, facts.get(section, {}))
        if verdict is None:
            found.append(f"{place}: nothing is known of ‘{line}’ in {section}")
        elif not verdict:
            found.append(f"{place}: ‘{line}’ does not hold in {section}")
    return found


def union(folder, name):
    """The variants of all shares, as in the whole."""
    variants = []
    for path in Path(folder).glob(f"{name}-*of3-bank.json"):
        variants += json.loads(path.read_text())["variants"]
    return sorted(variants, key=lambda v: v["number"])


def check(sheet, solution, options, folder):
    """Complaints about one sheet."""
    name = sheet.stem
    more = ["--count", options.count, *OPTIONS.get(name, [])]
    if options.mistakes:
        more.append("--mistakes")
    start = time.monotonic()
    trouble = generate(sheet, folder / "one", "--report", "--jobs", 1, *more)
    took = time.monotonic() - start
    if trouble:
        return [f"{name}: {trouble}"]
    whole = (folder / "one" / f"{name}-bank.json").read_bytes()
    bank = json.loads(whole)
    report = json.loads((folder / "one" / f"{name}-report.json").read_text())
    found = []
    trouble = None if options.once else generate(sheet, folder / "two", "--jobs", 2, *more)
    if trouble or not options.once and (folder / "two" / f"{name}-bank.json").read_bytes() != whole:
        found.append(f"{name}: another bank the second time: {trouble}")
    for share in range(1, 1 if options.once else 4):
        generate(sheet, folder / "shares", "--shard", f"{share}/3", *more)
    if not options.once and union(folder / "shares", name) != bank["variants"]:
        found.append(f"{name}: the shares are not the whole")
    validator = jsonschema.Draft202012Validator(SCHEMA)
    # A schema takes its time; the first variants have all members.
    some = bank | {"variants": bank["variants"][:200]}
    found += [f"{name}: {e.json_path}: {e.message[:200]}" for e in validator.iter_errors(some)]
    small = bank | {"variants": bank["variants"][:1]}
    found += [f"{name}: the schema takes a wrong bank" for other in wrong(small) if validator.is_valid(other)]
    found += outside(bank, report.get("medians"), name)
    found += wrong_table((folder / "one" / f"{name}-bank.csv").read_text(), bank, name)
    if [v["number"] for v in bank["variants"]] != list(range(1, options.count + 1)):
        found.append(f"{name}: other numbers than 1 to {options.count}")
    if len({json.dumps(v["values"], sort_keys=True) for v in bank["variants"]}) != options.count:
        found.append(f"{name}: two variants have the same values")
    values, required = 0, list(requirements(sheet))
    for variant in bank["variants"]:
        place = f"{name} {variant['number']}"
        truth, facts = solution(variant["values"])
        found += broken(required, facts, place)
        for answer in variant["answers"]:
            if answer["id"].endswith(".words"):
                continue
            expected = truth.pop(answer["id"], None)
            if expected is None:
                found.append(f"{place}: {answer['id']} has no reference")
                continue
            values += len(list(leaves(expected)))
            found += wrong_values(answer, expected, f"{place} {answer['id']}")
            found += hidden_mistakes(answer, bank.get("mistakes", {}), f"{place} {answer['id']}")
        found += [f"{place}: {missing} is not in the bank" for missing in truth]
        if len(found) > 20:
            break
    rate = f", {1000 * took / options.count:.1f} ms each" if options.rate else ""
    print(f"{name}: {options.count} variants, {values} values compared{rate}; {spread(bank)}", flush=True)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--only", help="the sheet of this name")
    parser.add_argument("--problems", type=Path, default=ROOT / "Problems", help="where the sheets in Problems are")
    parser.add_argument("--mistakes", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--once", action="store_true", help="neither a second time nor in shares")
    parser.add_argument("--rate", action="store_true", help="say how long a variant took")
    options = parser.parse_args()
    mp.dps = 60
    found, count = [], 0
    for sheet, solution in sheets(options.problems):
        if options.only and sheet.stem != options.only:
            continue
        if "```vary" not in sheet.read_text():
            print(f"{sheet.stem} draws nothing")
            continue
        count += 1
        with tempfile.TemporaryDirectory() as folder:
            complaints = check(sheet, solution, options, Path(folder))
        for line in complaints[:20]:
            print(line)
        found += complaints
    print(f"banks of {count} sheets worked a second time, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
