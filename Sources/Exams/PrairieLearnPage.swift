import Documents
import Formulas

/// The page of a PrairieLearn question and the program behind it.
enum PrairieLearnPage {
    /// The name of a field among the answers.
    static func name(_ field: PackageField) -> String { "a_\(field.id.identifier)" }

    /// The page, the same for all variants: their texts and numbers come from `server.py`.
    static func html(_ question: PackageQuestion) -> String {
        var panel = ["{{{params.texts.preamble}}}"]
        var solutions: [String] = []
        for (index, part) in question.parts.enumerated() {
            if !part.heading.isEmpty { panel.append("<h4>\(part.heading.escapedForXML)</h4>") }
            panel.append("{{{params.texts.prompt\(index + 1)}}}")
            panel += part.fields.map(input)
            solutions.append("{{{params.texts.solution\(index + 1)}}}")
        }
        return """
            <pl-question-panel>
            \(panel.joined(separator: "\n"))
            </pl-question-panel>

            <pl-submission-panel>
            {{#feedback.mistakes}}
            <p>{{text}}</p>
            {{/feedback.mistakes}}
            </pl-submission-panel>

            <pl-answer-panel>
            \(solutions.joined(separator: "\n"))
            </pl-answer-panel>

            """
    }

    private static func input(_ field: PackageField) -> String {
        let marks = field.marks == 1 ? "1 mark" : "\(field.marks) marks"
        let terms = field.form.isEmpty ? marks : "\(field.form), \(marks)"
        let label = "<p>\(field.name?.html ?? "In words") (\(terms))</p>\n"
        guard !field.isForAPerson else {
            return label + "<pl-rich-text-editor file-name=\"\(name(field)).html\"></pl-rich-text-editor>"
        }
        let element = field.entries.count == 1 ? "pl-number-input" : "pl-matrix-component-input"
        let tolerance = "rtol=\"0\" atol=\"{{params.tolerances.\(name(field))}}\""
        return label + "<\(element) answers-name=\"\(name(field))\" comparison=\"relabs\" \(tolerance)></\(element)>"
    }

    /// Takes the variant of the seed, and marks each field: all its entries right, or a known mistake named.
    static let server = #"""
        """Takes one of the variants in values.json and marks the answers to it."""

        import json
        import pathlib


        def _variants(data):
            folder = data.get("options", {}).get("question_path") or pathlib.Path(__file__).parent
            text = pathlib.Path(folder, "values.json").read_text(encoding="utf-8")
            return json.loads(text)["variants"]


        def _ndarray(rows):
            rows = [[float(entry) for entry in row] for row in rows]
            return {"_type": "ndarray", "_value": rows, "_dtype": "float64"}


        def generate(data):
            variants = _variants(data)
            index = int(data["variant_seed"]) % len(variants)
            variant = variants[index]
            data["params"]["variant"] = index
            data["params"]["form"] = variant["form"]
            data["params"]["texts"] = variant["texts"]
            data["params"]["tolerances"] = {}
            for name, field in variant["fields"].items():
                data["params"]["tolerances"][name] = max(max(row) for row in field["tolerance"])
                value = field["value"]
                data["correct_answers"][name] = (
                    float(value[0][0]) if field["scalar"] else _ndarray(value)
                )


        def _rows(answer):
            """The submitted numbers as rows; None where there are none."""
            if answer is None:
                return None
            if isinstance(answer, dict):
                answer = answer.get("_value")
            if not isinstance(answer, list):
                answer = [[answer]]
            try:
                return [[float(entry) for entry in row] for row in answer]
            except (TypeError, ValueError):
                return None


        def _is_same(rows, value, tolerance):
            if [len(row) for row in rows] != [len(row) for row in value]:
                return False
            return all(
                abs(a - b) <= t
                for own, right, off in zip(rows, value, tolerance)
                for a, b, t in zip(own, right, off)
            )


        def grade(data):
            fields = _variants(data)[data["params"]["variant"]]["fields"]
            found = []
            earned = possible = 0.0
            for name, field in fields.items():
                rows = _rows(data["submitted_answers"].get(name))
                right = rows is not None and _is_same(rows, field["value"], field["tolerance"])
                score = data["partial_scores"].setdefault(name, {})
                score["score"] = 1.0 if right else 0.0
                score["weight"] = field["marks"]
                possible += field["marks"]
                earned += field["marks"] if right else 0.0
                if right or rows is None:
                    continue
                for mistake in field["mistakes"]:
                    if _is_same(rows, mistake["value"], mistake["tolerance"]):
                        found.append({"code": mistake["code"], "text": mistake["feedback"]})
                        # A matrix shows the feedback of the page, a number its own.
                        if field["scalar"]:
                            score["feedback"] = mistake["feedback"]
                        break
            data["feedback"]["mistakes"] = found
            if possible > 0:
                data["score"] = earned / possible

        """#
}
