"""Checks exports for QTI 2.1, Canvas and PrairieLearn: check_qti.py FOLDER [FORMATS].

FOLDER holds what `attest generate` wrote; FORMATS holds the schemas (../shared/formats beside the project). What cannot
be checked is said, never left out in silence. Responses are marked here by a reading of responseProcessing and of
resprocessing of its own: the right answers must earn everything, each known mistake nothing and its own feedback.
"""

import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
import xml.etree.ElementTree as ET
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ASI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
CANVAS_TYPES = {"numerical_question", "multiple_choice_question", "fill_in_multiple_blanks_question", "essay_question"}
skipped = set()


def skip(what, why):
    if what not in skipped:
        skipped.add(what)
        print(f"SKIPPED {what}: {why}")


def validate(paths, schema, formats):
    if not (formats / "qti-xsd").is_dir():
        return skip("schemas of QTI", f"no folder {formats}/qti-xsd")
    if shutil.which("xmllint") is None:
        return skip("schemas of QTI", "no xmllint on this machine")
    run = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", str(formats / "qti-xsd" / schema), *map(str, paths)],
        capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[:2000]


def evaluate(node, values):
    """One expression of QTI 2.1."""
    tag, inner = node.tag.removeprefix(QTI), list(node)
    if tag == "variable":
        return values[node.get("identifier")]
    if tag == "baseValue":
        return float(node.text) if node.get("baseType") == "float" else node.text
    if tag == "sum":
        return sum(evaluate(child, values) for child in inner)
    if tag == "multiple":
        parts = [evaluate(child, values) for child in inner]
        return [one for part in parts for one in (part if isinstance(part, list) else [part])]
    if tag == "and":
        return all(evaluate(child, values) for child in inner)
    if tag == "correct":
        return values["correct", node.get("identifier")]
    if tag == "match":
        first, second = (evaluate(child, values) for child in inner)
        return first is not None and first == second
    if tag == "equal":
        assert node.get("toleranceMode") == "absolute"
        low, high = map(float, node.get("tolerance").split())
        first, second = (evaluate(child, values) for child in inner)
        return first is not None and second is not None and first - low <= second <= first + high
    raise AssertionError(f"unknown expression {tag}")


def respond(item, responses):
    values = {d.get("identifier"): responses.get(d.get("identifier")) for d in item.iter(QTI + "responseDeclaration")}
    values |= {"SCORE": 0.0, "FEEDBACK": []}
    values |= {("correct", d.get("identifier")): d.find(f"{QTI}correctResponse/{QTI}value").text
               for d in item.iter(QTI + "responseDeclaration") if d.get("baseType") == "identifier"}
    for condition in item.find(QTI + "responseProcessing"):
        for branch in condition:
            inner = list(branch)
            if evaluate(inner[0], values):
                for rule in inner[1:]:
                    values[rule.get("identifier")] = evaluate(rule[0], values)
                break
    return values


def check_item(item, counts):
    names = [d.get("identifier") for d in item.iter(QTI + "responseDeclaration")]
    used = [n.get("responseIdentifier") for n in item.iter() if n.get("responseIdentifier")]
    assert sorted(names) == sorted(used) and len(set(names)) == len(names)
    right = {d.get("identifier"): float(d.find(f"{QTI}correctResponse/{QTI}value").text)
             for d in item.iter(QTI + "responseDeclaration") if d.get("baseType") == "float"}
    for choice in item.iter(QTI + "choiceInteraction"):
        name = choice.get("responseIdentifier")
        names_of_choices = [c.get("identifier") for c in choice.iter(QTI + "simpleChoice")]
        texts = {"".join(c.itertext()) for c in choice.iter(QTI + "simpleChoice")}
        assert 3 <= len(names_of_choices) <= 5 and len(set(names_of_choices)) == len(texts) == len(names_of_choices)
        declaration = next(d for d in item.iter(QTI + "responseDeclaration") if d.get("identifier") == name)
        right[name] = declaration.find(f"{QTI}correctResponse/{QTI}value").text
        assert right[name] in names_of_choices
        # Every choice but the right one has a branch of its own, which the loop below goes through.
        branches = [b for b in item.iter(QTI + "responseElseIf")
                    if (m := b.find(QTI + "match")) is not None and m[0].get("identifier") == name]
        assert {b.find(QTI + "match")[1].text for b in branches} == set(names_of_choices) - {right[name]}
        counts["choices in QTI"] += 1
    numeric = sum(float(v.text) for v in item.iter(QTI + "baseValue") if v.text and v.get("baseType") == "float"
                  and v in [c for s in item.iter(QTI + "sum") for c in s])
    assert abs(respond(item, right)["SCORE"] - numeric) < 1e-9, item.get("identifier")
    assert respond(item, {})["SCORE"] == 0
    most = next(o for o in item.iter(QTI + "outcomeDeclaration") if o.get("identifier") == "MAXSCORE")
    most = float(most.find(f"{QTI}defaultValue/{QTI}value").text)
    by_hand = item.find(f".//{QTI}extendedTextInteraction") is not None
    assert numeric < most if by_hand else abs(numeric - most) < 1e-9
    shown = {m.get("identifier") for m in item.iter(QTI + "modalFeedback")}
    for condition in item.find(QTI + "responseProcessing"):
        for branch in condition.findall(QTI + "responseElseIf"):
            wrong = dict(right)
            for equal in branch.iter(QTI + "equal"):
                wrong[equal[0].get("identifier")] = float(equal[1].text)
            for match in branch.iter(QTI + "match"):
                wrong[match[0].get("identifier")] = match[1].text
            result = respond(item, wrong)
            name = branch.find(f".//{QTI}multiple/{QTI}baseValue").text
            assert result["FEEDBACK"] == [name] and name in shown, (name, result)
            assert result["SCORE"] < numeric
            counts["mistakes in QTI"] += 1
    counts["items of QTI"] += 1


def check_package(path, formats, counts):
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        folder = pathlib.Path(folder)
        validate([folder / "imsmanifest.xml"], "imscp_v1p1.xsd", formats)
        manifest = ET.parse(folder / "imsmanifest.xml")
        files = {f.get("href") for f in manifest.iter(CP + "file")}
        assert files | {"imsmanifest.xml"} == set(archive.namelist())
        test = ET.parse(folder / "test.xml")
        ids = {r.get("identifier") for r in manifest.iter(CP + "resource")}
        assert {r.get("identifier") for r in test.iter(QTI + "assessmentItemRef")} == ids - {"test"}
        # One run for many files, for reading the schema takes longer than reading them.
        paths = [folder / file for file in sorted(files)]
        for start in range(0, len(paths), 500):
            validate(paths[start:start + 500], "qtiv2p1/imsqti_v2p1.xsd", formats)
        for file in sorted(files):
            root = ET.parse(folder / file).getroot()
            if root.tag == QTI + "assessmentItem":
                check_item(root, counts)


def canvas_names(formats):
    samples = sorted((formats / "canvas").glob("*.xml"))
    if not samples:
        return skip("elements of Canvas exports", f"no folder {formats}/canvas")
    # Numbers, groups and feedback are in none of the samples; Canvas's own converter reads them.
    names = {"response_str", "render_fib", "and", "or", "vargte", "varlte", "other", "displayfeedback", "itemfeedback",
             "flow_mat", "selection_ordering", "selection", "selection_number", "selection_extension",
             "points_per_item"}
    return names | {n.tag.removeprefix(ASI) for s in samples for n in ET.parse(s).iter()}


def holds(node, responses):
    tag = node.tag.removeprefix(ASI)
    if tag == "or":
        return any(holds(child, responses) for child in node)
    if tag in ("and", "conditionvar"):
        return all(holds(child, responses) for child in node)
    if tag == "other":
        return True
    own = responses.get(node.get("respident"))
    if tag == "varequal":
        return own == node.text
    return own is not None and (float(own) >= float(node.text) if tag == "vargte" else float(own) <= float(node.text))


def canvas_score(item, responses):
    score = 0.0
    for condition in item.iter(ASI + "respcondition"):
        if holds(condition.find(ASI + "conditionvar"), responses):
            for rule in condition.findall(ASI + "setvar"):
                score = float(rule.text) + (score if rule.get("action") == "Add" else 0)
            if condition.get("continue") == "No":
                break
    return score


def check_canvas(path, formats, counts):
    known = canvas_names(formats)
    with zipfile.ZipFile(path) as archive:
        manifest = ET.fromstring(archive.read("imsmanifest.xml"))
        files = {n.get("href") for n in manifest.iter() if n.tag.endswith("}file")}
        assert files | {"imsmanifest.xml"} == set(archive.namelist())
        meta = ET.fromstring(archive.read(next(f for f in files if f.endswith("assessment_meta.xml"))))
        root = ET.fromstring(archive.read(next(f for f in files if not f.endswith("assessment_meta.xml"))))
    if known is not None:
        assert {n.tag.removeprefix(ASI) for n in root.iter()} <= known
    items = list(root.iter(ASI + "item"))
    idents = [i.get("ident") for i in items]
    assert idents and len(set(idents)) == len(idents)
    fields = lambda item: {f[0].text: f[1].text for f in item.iter(ASI + "qtimetadatafield")}
    groups = [s for s in root.iter(ASI + "section") if s.find(ASI + "selection_ordering") is not None]
    points = 0.0
    for group in groups:
        share = {fields(i)["points_possible"] for i in group.findall(ASI + "item")}
        assert len(share) == 1 and group.find(f".//{ASI}points_per_item").text in share
        points += float(share.pop())
    if groups:
        assert abs(points - float(next(n for n in meta if n.tag.endswith("points_possible")).text)) < 1e-9
    for item in items:
        kind = fields(item)["question_type"]
        assert kind in CANVAS_TYPES
        if kind == "numerical_question":
            centre = item.find(f".//{ASI}varequal").text
            low, high = (float(item.find(f".//{ASI}{n}").text) for n in ("vargte", "varlte"))
            assert low < float(centre) < high and "e" not in centre.lower()
            assert centre == "0" or abs(float(centre)) >= 1e-4
            for text, score in ((centre, 100), (repr(low), 100), (repr(high), 100), (repr(2 * high - low + 1e-6), 0)):
                assert canvas_score(item, {"response1": text}) == score, (item.get("ident"), text)
        elif kind == "multiple_choice_question":
            labels = [n.get("ident") for n in item.iter(ASI + "response_label")]
            assert labels == fields(item)["original_answer_ids"].split(",") and 3 <= len(labels) <= 5
            scores = {label: canvas_score(item, {"response1": label}) for label in labels}
            assert sorted(scores.values()) == [0] * (len(labels) - 1) + [100], (item.get("ident"), scores)
            shown = {f.get("ident") for f in item.iter(ASI + "itemfeedback")}
            linked = {c.find(f".//{ASI}varequal").text for c in item.iter(ASI + "respcondition")
                      if c.find(f"{ASI}displayfeedback") is not None and c.find(f".//{ASI}varequal") is not None}
            assert linked == {label for label, score in scores.items() if score == 0}
            assert {f"{label}_fb" for label in linked} <= shown
            counts["choices of Canvas"] += 1
        elif kind.startswith("fill"):
            right = {lid.get("ident"): next(lid.iter(ASI + "response_label")).get("ident")
                     for lid in item.iter(ASI + "response_lid")}
            assert abs(canvas_score(item, right) - 100) < 1e-6
            text = item.find(f".//{ASI}mattext").text
            assert all(f"[{lid.removeprefix('response_')}]" in text for lid in right)
            labels = {n.get("ident") for n in item.iter(ASI + "response_label")}
            assert labels == set(fields(item)["original_answer_ids"].split(","))
        counts["questions of Canvas"] += 1


def check_prairielearn(folder, formats, counts):
    info = json.loads((folder / "info.json").read_text())
    uuid.UUID(info["uuid"])
    schema = formats / "prairielearn" / "infoQuestion.schema.json"
    if not schema.is_file():
        skip("schema of PrairieLearn", f"no file {schema}")
    else:
        try:
            import jsonschema
            jsonschema.validate(info, json.loads(schema.read_text()))
        except ModuleNotFoundError:
            skip("schema of PrairieLearn", "this python has no jsonschema")
    spec = importlib.util.spec_from_file_location("server", folder / "server.py")
    server = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(server)
    page = (folder / "question.html").read_text()
    variants = json.loads((folder / "values.json").read_text())["variants"]
    names = set(re.findall(r'answers-name="([^"]+)"', page))
    seen = set()
    for seed in range(2 * len(variants)):
        data = {"variant_seed": seed, "params": {}, "correct_answers": {}, "submitted_answers": {},
                "partial_scores": {}, "feedback": {}, "format_errors": {}, "score": 0}
        server.generate(data)
        json.dumps(data)
        seen.add(data["params"]["form"])
        assert set(data["correct_answers"]) == names
        for path in re.findall(r"params\.texts\.(\w+)", page):
            assert path in data["params"]["texts"]
        data["submitted_answers"] = dict(data["correct_answers"])
        server.grade(data)
        assert data["score"] == 1 or not names, folder
        for name, field in variants[seed % len(variants)]["fields"].items():
            for mistake in field["mistakes"]:
                wrong = data | {"partial_scores": {}, "feedback": {}}
                value = mistake["value"]
                answer = value[0][0] if field["scalar"] else {"_type": "ndarray", "_value": value}
                wrong["submitted_answers"] = data["correct_answers"] | {name: answer}
                server.grade(wrong)
                assert wrong["score"] < 1 and wrong["partial_scores"][name]["score"] == 0
                assert [m["code"] for m in wrong["feedback"]["mistakes"]] == [mistake["code"]]
                counts["mistakes in PrairieLearn"] += 1
    assert len(seen) == len(variants)
    counts["questions of PrairieLearn"] += 1


def main():
    folder = pathlib.Path(sys.argv[1])
    formats = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT.parent / "shared" / "formats"
    if not formats.is_dir():
        skip("schemas and samples", f"no folder {formats}")
    counts = dict.fromkeys(("items of QTI", "mistakes in QTI", "questions of Canvas", "questions of PrairieLearn",
                            "mistakes in PrairieLearn", "choices in QTI", "choices of Canvas"), 0)
    for path in sorted(folder.rglob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None, path
            assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in archive.infolist())
        if shutil.which("unzip") is None:
            skip("unzip", "no unzip on this machine; Python's zipfile alone has read the packages")
        else:
            subprocess.run(["unzip", "-tqq", str(path)], check=True)
        if path.name.endswith("qti.zip"):
            check_package(path, formats, counts)
        elif path.name.endswith("canvas.zip"):
            check_canvas(path, formats, counts)
    for info in sorted(folder.rglob("info.json")):
        check_prairielearn(info.parent, formats, counts)
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    assert all(counts[what] for what in ("items of QTI", "questions of Canvas", "questions of PrairieLearn"))


main()
