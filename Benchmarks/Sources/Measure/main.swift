import Formulas
import Foundation
import Numbers
import Rationals

// `Measure instances DIRECTORY` writes the instances for the other programs; `Measure [NAME…]` measures;
// `Measure exams [--quick] SHEET…` prints a table of how fast exams of sheets are made.
// A line of results is: name, program, milliseconds, remark, separated by tabs.

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "instances", let directory = arguments.dropFirst().first {
    for (name, text) in Instances.files() {
        try Data(text.utf8).write(to: URL(filePath: directory).appending(path: name))
    }
    exit(0)
}

if arguments.first == "exams" {
    let counts = arguments.contains("--quick") ? [100, 1000] : [100, 1000, 10_000]
    print(ExamVariants.heading(counts))
    for file in arguments.dropFirst() where file != "--quick" {
        print(try ExamVariants(file: file).row(counts))
        fflush(nil)
    }
    exit(0)
}

func report(_ name: String, _ milliseconds: Double, _ remark: String = "") {
    print("\(name)\tattest\t\(milliseconds)\t\(remark)")
}

@MainActor func isWanted(_ name: String) -> Bool { arguments.isEmpty || arguments.contains(name) }

if isWanted("attention-3") {
    report(
        "attention-3",
        try median {
            let outputs = try Attention.ofThreeVectors()
            _ = try Number.decimals(of: outputs, significantDigits: 30)
            _ = outputs.map { Formula($0).latex }
        }, "with LaTeX")
}
for size in Instances.smallProducts where isWanted("product-\(size)") {
    let (a, b) = Instances.factors(size)
    report(
        "product-\(size)", try median { _ = try Rational.product(a, b, rows: size, inner: size, columns: size) })
}
if isWanted("product-64-long") {
    let (a, b) = Instances.longFactors(64)
    report("product-64-long", try median { _ = try Rational.product(a, b, rows: 64, inner: 64, columns: 64) })
}
for (name, attention) in Instances.attentions where isWanted(name) {
    report(
        name, try median { _ = try Number.decimals(of: attention.outputs(), significantDigits: 30) },
        "30 digits as text")
}
for (name, questions) in [("equality-200", Question.mixed()), ("equality-wide", Question.wide())]
where isWanted(name) {
    var decided = 0
    let time = try median {
        decided = 0
        for question in questions {
            let answer = try Number.equality(question.left.number(), question.right.number())
            if answer == (question.isEqual ? .equal : .different) { decided += 1 }
        }
    }
    report(name, time, "\(decided) of \(questions.count) decided rightly")
}
if isWanted("marking-1000x20") {
    // Reading the sheet and what its mistakes would give is part of the work: a marker is made for every run.
    var right = 0
    let time = median {
        var run = MarkedClass.run()
        for submission in MarkedClass.submissions { _ = run.take(.submission(submission)) }
        right = run.summary.answers.reduce(0) { $0 + $1.right }
    }
    report("marking-1000x20", time, "\(right) of \(5 * MarkedClass.submissions.count) answers right")
}
