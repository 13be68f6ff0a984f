import Formulas
import Graphs
import Numbers

/// The one JSON shape in which results leave the program; `Documentation/report.schema.json` describes it.
extension WorkedSheet {
    /// The steps and answers of a sheet.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public func report(digits: Int, check: CrossCheck) throws -> JSON {
        let steps = StepReport(worked: self, digits: digits, check: check)
        let title = elaboration.sheet.frontMatter.title.map(JSON.string) ?? .null
        return .object(
            [
                .init("format", .string("attest-sheet")), .init("version", .integer(1)),
                .init("file", .string(elaboration.sheet.source.file)), .init("title", title),
                .init("digits", .integer(digits)),
                .init("steps", .array(try solveLines.flatMap { try steps.reports(of: $0) })),
                .init("claims", claimReports),
                .init(
                    "answers",
                    .array(
                        try elaboration.answers.map { asked in
                            .object(
                                [
                                    .init("id", .string(asked.id)),
                                    .init("marks", asked.answer.marks.map { .string($0.description) } ?? .null),
                                    .init("form", .string(asked.answer.display)),
                                ] + (try asked.node.map { try steps.values(of: $0) } ?? []))
                        })),
            ] + (try figureReports()))
    }

    /// The last value of a calculation at top level, every line under `steps`.
    ///
    /// - Throws: `NumberError` when a decimal cannot be certified within the limits.
    public func calculationReport(digits: Int, check: CrossCheck) throws -> JSON {
        let steps = StepReport(worked: self, digits: digits, check: check)
        let reports = try elaboration.lines.flatMap { try steps.reports(of: $0) }
        var members: [JSON.Member] = [
            .init("format", .string("attest-value")), .init("version", .integer(1)), .init("digits", .integer(digits)),
        ]
        if case .object(let last)? = reports.last {
            members += last.filter { $0.key != "inner" }
        } else {
            // Nothing but claims.
            members += [.init("name", .null), .init("shape", .array([])), .init("orientation", .null)]
        }
        members.append(.init("steps", .array(reports)))
        members.append(.init("claims", claimReports))
        return .object(members)
    }

    /// What the sheet says of its values; a claim that does not hold is a diagnostic, so these are proved.
    private var claimReports: JSON {
        .array(
            elaboration.claims.map { claim in
                let source = elaboration.sheet.source
                return .object([
                    .init("claim", .string(source.text(claim.range))), .init("verdict", .string("proved")),
                    .init("choices", .integer(claim.instances.count)),
                ])
            })
    }

    var solveLines: [Elaboration.Line] {
        elaboration.lines.filter { line in
            if case .solve = elaboration.sheet.items[line.item].content { return true }
            return false
        }
    }
}

/// The members of steps in a report.
private struct StepReport {
    let worked: WorkedSheet
    let digits: Int
    let checks: [NodeID: CrossCheck.Step]

    init(worked: WorkedSheet, digits: Int, check: CrossCheck) {
        self.worked = worked
        self.digits = digits
        checks = Dictionary(check.steps.map { ($0.node, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var graph: Graph { worked.elaboration.graph }

    /// One report per value of a line; the steps it unfolds into are the `inner` ones of its first value.
    func reports(of line: Elaboration.Line) throws -> [JSON] {
        let own = Set(line.nodes)
        let inner = worked.elaboration.steps(of: line).filter { !own.contains($0) }
        return try line.nodes.enumerated().map { index, node in
            var members = try self.members(of: node, line: line)
            if index == 0, !inner.isEmpty {
                members.append(.init("inner", .array(try inner.map { .object(try self.members(of: $0, line: line)) })))
            }
            return .object(members)
        }
    }

    private func members(of node: NodeID, line: Elaboration.Line) throws -> [JSON.Member] {
        let item = worked.elaboration.sheet.items[line.item]
        let section = worked.elaboration.sheet.sections[item.section]
        var members: [JSON.Member] = [.init("name", graph[node].label.map(JSON.string) ?? .null)]
        if !section.address.isEmpty { members.append(.init("section", .string(section.address))) }
        return members + (try values(of: node))
    }

    /// `shape`, `exact`, `latex`, `decimal`, `float64`, `worst_ulp`, `ulp_bound`.
    func values(of node: NodeID) throws -> [JSON.Member] {
        let shape = graph[node].shape
        var members: [JSON.Member] = [.init("shape", Self.json(shape)), .init("orientation", Self.orientation(shape))]
        guard let value = worked.exact[node] else {
            if let polynomial = worked.polynomials[node] {
                members.append(.init("polynomial", .string(Formula(polynomial).cas)))
            }
            return members
        }
        let decimals = try Number.decimals(of: value.elements, significantDigits: digits)
        let check = checks[node]
        members += [
            .init("exact", JSON(value.map { .string(Formula($0, atMost: Formula.mostTermsInReport).cas) })),
            .init("latex", .string(Formula(value, atMost: Formula.mostTermsInReport).latex)),
            .init("decimal", JSON(value, decimals.map { .string($0.description) })),
            .init("float64", check.map { JSON($0.float64.map { .double($0) }) } ?? .null),
        ]
        switch check?.verdict {
        case .holds(let deviation), .exceeds(let deviation):
            members += [.init("worst_ulp", .double(deviation.ulp)), .init("ulp_bound", .double(deviation.bound))]
        case .notCompared, nil:
            members += [.init("worst_ulp", .null), .init("ulp_bound", .null)]
        }
        return members
    }

    /// `[]` for a scalar, `[n]` for a column or a row, `[m, n]` for a matrix; named sizes are strings.
    private static func json(_ shape: Shape) -> JSON {
        func size(_ dimension: Dimension) -> JSON {
            dimension.value.map(JSON.integer) ?? .string(dimension.description)
        }
        switch shape {
        case .scalar: return .array([])
        case .column(let n), .row(let n): return .array([size(n)])
        case .matrix(let m, let n): return .array([size(m), size(n)])
        }
    }

    private static func orientation(_ shape: Shape) -> JSON {
        switch shape {
        case .column: .string("column")
        case .row: .string("row")
        case .scalar, .matrix: .null
        }
    }
}
