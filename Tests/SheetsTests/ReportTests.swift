import Foundation
import Testing

@testable import Sheets

/// The JSON that is written: well formed, and nothing in it that the schema does not name.
@Suite struct ReportTests {
    private func keys(of value: JSON) -> Set<String> {
        switch value {
        case .object(let members): members.reduce(into: Set(members.map(\.key))) { $0.formUnion(keys(of: $1.value)) }
        case .array(let values): values.reduce(into: []) { $0.formUnion(keys(of: $1)) }
        case .null, .boolean, .integer, .double, .string: []
        }
    }

    private func properties(of value: Any) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(properties(of: $1)) } }
        guard let object = value as? [String: Any] else { return [] }
        let own = (object["properties"] as? [String: Any]).map { Set($0.keys) } ?? []
        return object.values.reduce(into: own) { $0.formUnion(properties(of: $1)) }
    }

    @Test func theSchemaNamesExactlyTheKeysThatAreWritten() throws {
        let schema = try JSONSerialization.jsonObject(with: Data(Files.bytes("Documentation/report.schema.json")))
        let sheet = WorkedSheet(
            text:
                "# Question 1\n\n```solve\nA in R^(n x 2)\nc = multiplications(A A^T)\nY = self_attention([1, 2; 3, 4])\nY > 0\n```\n\n```answer\nY: 1 mark\nin words: 1 mark\n```\n\n```plot\nY\n```\n"
        )
        let calculation = calculated("z = [1, 2]")
        let written = keys(of: try sheet.report(digits: 4, check: sheet.crossCheck()))
            .union(keys(of: try calculation.calculationReport(digits: 4, check: calculation.crossCheck())))
        #expect(written == properties(of: schema))
    }

    @Test func valuesHaveTheirShapes() throws {
        let worked = calculated("X = [1/2, 2; 3, 4]\nq = [1, 2]\nr = q^T\nt = 7\n")
        let text = try worked.calculationReport(digits: 3, check: worked.crossCheck()).text
        let report = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let steps = try #require(report["steps"] as? [[String: Any]])
        #expect(steps.map { $0["name"] as? String } == ["X", "q", "r", "t"])
        #expect(steps.map { $0["shape"] as? [Int] } == [[2, 2], [2], [2], []])
        #expect(steps.map { $0["orientation"] as? String } == [nil, "column", "row", nil])
        #expect(steps[0]["exact"] as? [[String]] == [["1/2", "2"], ["3", "4"]])
        #expect(steps[0]["decimal"] as? [[String]] == [["0.500", "2.00"], ["3.00", "4.00"]])
        #expect(steps[0]["float64"] as? [[Double]] == [[0.5, 2], [3, 4]])
        #expect(steps[1]["exact"] as? [String] == ["1", "2"])
        #expect(report["exact"] as? String == "7" && report["name"] as? String == "t")
    }

    @Test func anySheetsReportIsJSON() throws {
        for name in try Files.names(in: "Problems") where name.hasSuffix(".md") {
            let worked = WorkedSheet(file: name, bytes: try Files.bytes("Problems/\(name)"))
            let text = try worked.report(digits: 4, check: worked.crossCheck()).text
            let report = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            #expect((report["steps"] as? [Any])?.isEmpty == false)
            let ids = (report["answers"] as? [[String: Any]])?.compactMap { $0["id"] as? String } ?? []
            #expect(Set(ids).count == ids.count, "\(ids)")
        }
    }

    // MARK: The writer, against another reader

    @Test(arguments: [
        "", "plain", "\"quoted\"", "back\\slash", "line\nbreak", "tab\tand\rreturn", "\u{0}\u{1}\u{1F}\u{7F}", "é𝛼 ≈ ’",
        "\u{2028}\u{FEFF}",
    ])
    func stringsComeBack(_ string: String) throws {
        let text = JSON.object([.init(string, .string(string))]).text
        let read = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])
        #expect(read == [string: string])
    }

    @Test(arguments: [
        0, -0.0, 0.1, 1e300, .leastNonzeroMagnitude, 1.7976931348623157e308, 123456789.125, -2.5e-8, 1e16,
    ])
    func doublesComeBack(_ value: Double) throws {
        let read = try #require(
            try JSONSerialization.jsonObject(with: Data(JSON.array([.double(value)]).text.utf8)) as? [Double])
        #expect(read == [value])
    }

    @Test func whatIsNoNumberIsNull() {
        #expect(JSON.array([.double(.nan), .double(.infinity), .double(-.infinity)]).text == "[null, null, null]")
    }

    @Test func layoutIsStable() {
        let value = JSON.object([
            .init("b", .array([.integer(1), .boolean(true)])), .init("a", .array([.array([]), .object([])])),
            .init("c", .object([.init("d", .null)])),
        ])
        #expect(
            value.text == """
                {
                  "b": [1, true],
                  "a": [
                    [],
                    {}
                  ],
                  "c": {
                    "d": null
                  }
                }
                """)
    }
}
