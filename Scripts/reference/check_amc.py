#!/usr/bin/env python3
"""Has auto-multiple-choice print, scan and mark what `attest generate` wrote: check_amc.py FOLDER.

FOLDER holds `NAME-amc.tex` and, of the same variants and with --questions choice, `NAME-bank.json`. The real program
typesets the source, finds the boxes, and reads images of the pages on which boxes were filled here at the places that it
gave: the first copy all right, the others with one question wrong or left empty, questions marked by hand in between. Its
marks must be those that the bank says. Besides, by itself: one choice of each question is right and has the exact value
of the answer, no two are alike, and over a large bank the right one is about as often at every place.
"""

import json
import math
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction

DPI = 150


def check_choices(bank):
    """How often the right choice of how many stood at which place."""
    places = Counter()
    for variant in bank["variants"]:
        for answer in variant["answers"]:
            choices = answer.get("choices")
            if choices is None:
                continue
            where = (variant["form"], answer["id"])
            assert 3 <= len(choices) <= 5, where
            right = [n for n, choice in enumerate(choices) if choice["mistake"] is None]
            assert len(right) == 1, where
            assert choices[right[0]]["exact"] == answer["exact"], where
            for key in ("exact", "shown", "latex", "mistake"):
                assert len({json.dumps(choice[key]) for choice in choices}) == len(choices), (where, key)
            assert all((choice["feedback"] is None) == (choice["mistake"] is None) for choice in choices), where
            ends = {len(number.partition(".")[2]) for choice in choices
                    for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", choice["shown"]) if "." in choice["shown"]}
            assert len(ends) <= 1, (where, [choice["shown"] for choice in choices])
            places[len(choices), right[0]] += 1
    return places


def check_uniform(places):
    """Each place within four standard deviations of its share."""
    for count in {count for count, _ in places}:
        seen = [places[count, place] for place in range(count)]
        total = sum(seen)
        if total < 100:
            continue
        spread = 4 * math.sqrt(total * (1 / count) * (1 - 1 / count))
        assert all(abs(n - total / count) <= spread for n in seen), (count, seen)
        print(f"  {total} questions of {count} choices, right at place 1 to {count}: {seen}")


def amc(folder, command, *arguments):
    run = subprocess.run(["auto-multiple-choice", command, *map(str, arguments)], cwd=folder, capture_output=True,
                         text=True, errors="replace", timeout=600, check=False)
    text = run.stdout + run.stderr
    assert run.returncode == 0 and "ERR:" not in text, f"{command}: {text[-3000:]}"
    return text


def rows(database, query):
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def check_source(source, bank):
    from PIL import Image, ImageDraw

    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        (folder / "data").mkdir()
        (folder / "cr").mkdir()
        shutil.copy(source, folder / "exam.tex")
        amc(folder, "prepare", "--mode", "s", "--prefix", f"{folder}/", "--data", folder / "data", "exam.tex")
        assert (folder / "sujet.pdf").exists(), (folder / "amc-compiled.log").read_text(errors="replace")[-3000:]
        amc(folder, "meptex", "--src", folder / "calage.xy", "--data", folder / "data")
        amc(folder, "prepare", "--mode", "b", "--data", folder / "data", "exam.tex")
        layout, scoring = folder / "data/layout.sqlite", folder / "data/scoring.sqlite"

        names = dict(rows(layout, "select question, name from layout_question"))
        correct = {(s, q, a): bool(c) for s, q, a, c in
                   rows(scoring, "select student, question, answer, correct from scoring_answer")}
        questions = sorted({(s, q) for s, q, _ in correct})
        copies = sorted({s for s, _ in questions})
        assert len(copies) == len(bank["variants"]), (copies, len(bank["variants"]))
        assert copies == list(range(1, len(copies) + 1))

        # Who answers what, and what that is worth according to the bank.
        filled, expected = set(), {}
        for copy, variant in zip(copies, bank["variants"]):
            own = [q for s, q in questions if s == copy]
            assert len(own) == len(variant["answers"]), (variant["form"], [names[q] for q in own])
            by_name = {re.sub(r"[^A-Za-z0-9]+", "-", a["id"]).strip("-"): a for a in variant["answers"]}
            assert set(by_name) == {names[q] for q in own}, (set(by_name), {names[q] for q in own})
            for place, question in enumerate(own):
                answer = by_name[names[question]]
                marks = Fraction(answer["marks"])
                boxes = sorted(a for s, q, a in correct if (s, q) == (copy, question))
                right = [a for a in boxes if correct[copy, question, a]]
                assert len(right) == 1, (variant["form"], names[question])
                if "choices" in answer:
                    keys = [n for n, c in enumerate(answer["choices"], 1) if c["mistake"] is None]
                    assert right == keys and len(boxes) == len(answer["choices"]), (variant["form"], answer["id"])
                kind = (place - copy) % len(own) if copy > 1 else None
                if kind == 0 and copy % 3 == 0:
                    expected[copy, question] = Fraction(0)
                elif kind == 0:
                    wrong = next(a for a in boxes if a not in right)
                    filled.add((copy, question, wrong))
                    expected[copy, question] = Fraction(0)
                else:
                    filled.add((copy, question, right[0]))
                    expected[copy, question] = marks

        subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "sujet.pdf", "page"], cwd=folder, check=True)
        images = sorted(folder.glob("page-*.pgm"))
        pages = rows(layout, "select student, page, dpi from layout_page order by student, page")
        assert len(pages) == len(images), (len(pages), len(images))
        boxes = rows(layout, "select student, page, question, answer, xmin, xmax, ymin, ymax from layout_box where role = 1")
        scans = []
        for (student, page, dpi), path in zip(pages, images):
            image = Image.open(path)
            draw = ImageDraw.Draw(image)
            for s, p, question, answer, *corners in boxes:
                if (s, p) == (student, page) and (s, question, answer) in filled:
                    left, right, top, bottom = (c * DPI / dpi for c in corners)
                    draw.rectangle((left, top, right, bottom), fill=0)
            scans.append(folder / f"scan-{student:04}-{page:02}.png")
            image.save(scans[-1])
        amc(folder, "analyse", "--data", folder / "data", "--cr", folder / "cr", "--projet", folder, *scans)
        read = rows(folder / "data/capture.sqlite", "select student, page from capture_page")
        assert sorted(read) == sorted((s, p) for s, p, _ in pages), (read, pages)
        amc(folder, "note", "--data", folder / "data", "--seuil", "0.5", "--seuil-up", "1", "--grain", "0.01",
            "--arrondi", "n", "--notemax", "0", "--no-plafond")

        got = {(s, q): score for s, q, score in rows(scoring, "select student, question, score from scoring_score")}
        assert set(got) == set(expected), (sorted(got)[:5], sorted(expected)[:5])
        for place, marks in expected.items():
            assert abs(got[place] - marks) < 1e-9, (place, names[place[1]], got[place], marks)
        for student, total in rows(scoring, "select student, total from scoring_mark where student > 0"):
            assert abs(total - sum(m for (s, _), m in expected.items() if s == student)) < 1e-9, student
        print(f"  {source.name}: auto-multiple-choice marked {len(copies)} copies, {len(pages)} pages, "
              f"{len(expected)} questions, {len(filled)} boxes filled, as the bank says")


def main():
    folder = pathlib.Path(sys.argv[1])
    sources = sorted(folder.rglob("*-amc.tex"))
    banks = sorted(folder.rglob("*-bank.json"))
    assert banks, f"no bank in {folder}"
    places = Counter()
    for path in banks:
        places += check_choices(json.loads(path.read_text()))
    check_uniform(places)
    print(f"{sum(places.values())} questions with choices in {len(banks)} banks")
    missing = [tool for tool in ("auto-multiple-choice", "pdftoppm", "pdflatex") if shutil.which(tool) is None]
    try:
        import PIL  # noqa: F401
    except ModuleNotFoundError:
        missing.append("Python's Pillow")
    if missing:
        print(f"SKIPPED marking by auto-multiple-choice: no {', '.join(missing)} on this machine")
        return
    for source in sources:
        bank = source.with_name(source.name.removesuffix("-amc.tex") + "-bank.json")
        check_source(source, json.loads(bank.read_text()))


main()
