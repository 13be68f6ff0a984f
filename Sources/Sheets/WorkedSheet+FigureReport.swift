import Documents
import Formulas
import Graphs
import Numbers

extension WorkedSheet {
    /// The member `figures` of a sheet's report; none for a sheet without `plot` blocks.
    func figureReports() throws -> [JSON.Member] {
        guard !elaboration.plots.isEmpty else { return [] }
        let reports = try elaboration.plots.compactMap { plotted in
            try figure(of: plotted).map { figure in
                let section = elaboration.sheet.sections[elaboration.sheet.items[plotted.item].section]
                return JSON.object(
                    (section.address.isEmpty ? [] : [.init("section", .string(section.address))]) + Self.members(figure)
                )
            }
        }
        return [.init("figures", .array(reports))]
    }

    private static func members(_ figure: Figure) -> [JSON.Member] {
        [
            .init("form", .string(figure.form.rawValue)), .init("caption", .string(figure.caption)),
            .init("description", .string(figure.description)),
            .init(
                "scale",
                .object([.init("end", .string(figure.scale.end)), .init("signed", .boolean(figure.scale.isSigned))])),
            .init("axes", .array([.string(figure.rowTitle), .string(figure.columnTitle)])),
            .init("panels", .array(figure.panels.map(panel))),
        ]
    }

    private static func panel(_ panel: Figure.Panel) -> JSON {
        let rows = panel.rows.indices.map { row in panel.columns.indices.map { panel[row, $0] } }
        return .object([
            .init("name", panel.name.map { .string($0.cas) } ?? .null),
            .init("rows", .array(panel.rows.map(label))), .init("columns", .array(panel.columns.map(label))),
            .init("printed", .array(rows.map { .array($0.map { .string(Self.plainMinus($0.text)) }) })),
            .init("level", .array(rows.map { .array($0.map { .integer($0.level) }) })),
        ])
    }

    /// A number that programs read.
    private static func plainMinus(_ text: String) -> String {
        text.hasPrefix("−") ? "-" + text.dropFirst() : text
    }

    private static func label(_ label: Figure.Label) -> JSON {
        switch label {
        case .text(let text): .string(text)
        case .formula(let formula): .string(formula.plain)
        }
    }
}
