import Formulas
import Graphs
import Numbers
import Rationals
import Sheets

extension ScriptWriter {
    // MARK: Head

    /// What stands before the first question: what the script is, what it imports, what it defines.
    func head() -> [String] {
        let front = elaboration.sheet.frontMatter
        let title = front.title.map { "\($0), in \(target.title)" } ?? "A tutorial sheet in \(target.title)"
        var lines = PythonText.folded("# " + PythonText.comment(title))
        lines += PythonText.folded(
            "# Every step of the handout, with its shape behind it; columns and rows are both arrays of one "
                + "direction. Run it with Python 3 to see the numbers.")
        lines.append("")
        if expressions.usesMath { lines += ["import math", ""] }
        switch target {
        case .pytorch:
            lines.append("import torch")
            if imports.contains(.functional) { lines.append("import torch.nn.functional as F") }
            if imports.contains(.nn) { lines.append("from torch import nn") }
            lines += ["", "torch.set_default_dtype(torch.float64)"]
        case .numpy:
            lines.append("import numpy as np")
        }
        let needed = PythonFunction.allCases.filter { expressions.functions.contains($0) }
        for function in needed { lines += ["", ""] + function.definition(target) }
        lines += ["", ""] + printing
        if isChecked { lines += ["", ""] + checking }
        return lines + ["", ""]
    }

    private var printing: [String] {
        let table =
            target == .pytorch
            ? "torch.atleast_2d(torch.as_tensor(value)).tolist()" : "np.atleast_2d(value).tolist()"
        return [
            "def table(value, form=None):",
            #"    """The entries as text; four significant digits unless a form is asked for.""""#,
            "    lines = []",
            "    for row in \(table):",
            "        entries = []",
            "        for x in row:",
            "            is_whole = form is None and x == int(x) and abs(x) < 1e15",
            ##"            entries.append(str(int(x)) if is_whole else format(x, form or "#.4g"))"##,
            #"        lines.append("  ".join(f"{entry:>9}" for entry in entries))"#,
            #"    return "\n" + "\n".join(lines) if len(lines) > 1 else " " + lines[0].strip()"#,
            "",
            "",
            "def show(**values):",
            #"    """Print values under their names, one row per line.""""#,
            "    for name, value in values.items():",
            #"        print(f"{name} ={table(value)}")"#,
        ]
            + (elaboration.answers.contains { $0.node != nil }
                ? [
                    "",
                    "",
                    "def answer(label, value, form=None):",
                    #"    """Print what a question asks for, in the form it asks for.""""#,
                    #"    print(f"{label} ={table(value, form)}")"#,
                ] : [])
    }

    private var checking: [String] {
        [
            "def check(value, exact, atol=1e-12):",
            #"    """Stop unless the value is the exact one up to rounding.""""#,
        ]
            + (target == .pytorch
                ? [
                    "    value, exact = torch.as_tensor(value, dtype=torch.float64), torch.tensor(exact)",
                    "    torch.testing.assert_close(value, exact, rtol=1e-9, atol=atol)",
                ]
                : [
                    "    assert np.shape(value) == np.shape(exact)",
                    "    np.testing.assert_allclose(value, exact, rtol=1e-9, atol=atol)",
                ])
    }

    // MARK: Questions

    mutating func heading(_ heading: Sheet.Heading) {
        let words = PythonText.comment(elaboration.sheet.source.text(heading.title))
        if !body.isEmpty { body.append("") }
        if heading.level == 1 {
            if !body.isEmpty { body.append("") }
            // Editors run what follows such a mark as a cell of a notebook.
            body += PythonText.lines("# %% \(words)", remark: nil)
            body.append("print(\"\\n" + PythonText.literal(words).dropFirst() + ")")
        } else {
            body += PythonText.folded("# \(words)")
        }
    }

    /// Prints the steps of one block, and with checks compares them.
    mutating func show(_ ids: [NodeID]) throws {
        var arguments: [String] = []
        for id in ids {
            guard let name = expressions.names[id]?.text, !arguments.contains("\(name)=\(name)") else { continue }
            arguments.append("\(name)=\(name)")
        }
        guard !arguments.isEmpty else { return }
        body += PythonText.lines("show(\(arguments.joined(separator: ", ")))", remark: nil)
        guard isChecked else { return }
        for id in ids { try check(id) }
    }

    /// What a block says of its values: proved for the exact ones, so there is nothing to calculate.
    mutating func claims(of item: Int) {
        for claim in elaboration.claims where claim.item == item {
            body += PythonText.folded(
                "# " + PythonText.comment("Proved exactly: \(elaboration.sheet.source.text(claim.range))"))
        }
    }

    /// The answers of a question, each under its id and in the form that it is asked for.
    mutating func answers(of question: String?) throws {
        let asked = elaboration.answers.filter { elaboration.question(ofItem: $0.item) == question }
        var isFirst = true
        for answer in asked {
            guard let node = answer.node, !plan.unavailable.contains(node) else { continue }
            if isFirst { body += ["", "# What is asked"] }
            isFirst = false
            for part in plan.operands(of: node) { assign(part, at: elaboration.lines.count, in: answer.item) }
            let value = expressions.operand(node)
            let form = answer.answer.terms.lazy.compactMap(Self.form).first.map { ", \"\($0)\"" } ?? ""
            body += PythonText.lines("answer(\(PythonText.literal(answer.id)), \(value.text)\(form))", remark: nil)
        }
    }

    /// Python's word for the digits that an answer asks for; a double has no more than 17.
    private static func form(_ term: Answer.Term) -> String? {
        switch term {
        case .decimals(let places): ".\(min(places, 17))f"
        case .significantDigits(let digits): "#.\(min(digits, 17))g"
        case .marks, .exact, .lowestTerms, .tolerance, .published: nil
        }
    }

    // MARK: Checks

    /// Compares a step with its exact value, rounded to a double.
    private mutating func check(_ id: NodeID) throws {
        guard let name = expressions.names[id]?.text, let value = worked.exact[id] else { return }
        let exact = try Number.doubles(of: value.elements)
        let entries = exact.map { "\($0)" }
        let text: String
        switch value.shape {
        case .scalar: text = entries[0]
        case .column, .row: text = PythonExpression.list(entries)
        case .matrix:
            text = PythonExpression.list(
                (0..<value.rows).map {
                    PythonExpression.list(Array(entries[$0 * value.columns..<($0 + 1) * value.columns]))
                })
        }
        // Where large numbers cancel, rounding explains more than the usual.
        let bound = bounds?[id]?.elements.map(\.bound).max() ?? 0
        let tolerance = bound > 1e-13 && bound.isFinite ? ", atol=\(bound * 10)" : ""
        body += PythonText.lines("check(\(name), \(text)\(tolerance))", remark: nil)
    }
}
