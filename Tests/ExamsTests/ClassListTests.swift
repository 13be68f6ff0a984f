import Exams
import Testing

/// Class lists as the platforms of courses export them.
@Suite struct ClassListTests {
    static func people(_ text: String) throws -> [String] {
        try ClassList(reading: Array(text.utf8)).candidates.map { "\($0.name)|\($0.id)" }
    }

    @Test(arguments: [
        "name,id\nAda Lovelace,101\nAlan Turing,102\n",
        "\u{FEFF}Name;ID\r\nAda Lovelace;101\r\nAlan Turing;102\r\n",
        "First name,Surname,ID number,Email address\nAda,Lovelace,101,a@x.org\nAlan,Turing,102,t@x.org\n",
        "Email,id,Last Name,First Name\na@x.org,101,Lovelace,Ada\nt@x.org,102,Turing,Alan\n",
        "Vorname;Nachname;Matrikelnummer\nAda;Lovelace;101\nAlan;Turing;102\n;;\n",
        "name,id,seat\n\"Ada\nLovelace\",101\nAlan Turing,102,,\n",
        "Ada Lovelace,101\n\n Alan Turing , 102\n", "name\tsid\n\"Ada Lovelace\"\t101\nAlan Turing\t102",
    ])
    func columnsAreFound(_ text: String) throws {
        #expect(try Self.people(text) == ["Ada Lovelace|101", "Alan Turing|102"])
    }

    @Test func namesAloneAreEnough() throws {
        #expect(try Self.people("Ada\nAlan\n") == ["Ada|", "Alan|"])
        #expect(try Self.people("name\n\"Lovelace, Ada\"\n") == ["Lovelace, Ada|"])
    }

    @Test func whatIsWrongIsNamed() {
        #expect(throws: ClassList.Problem.empty) { try Self.people("") }
        #expect(throws: ClassList.Problem.empty) { try Self.people("name,id\n") }
        #expect(throws: ClassList.Problem.columns(["a", "b", "c"])) { try Self.people("a,b,c\n1,2,3\n") }
        #expect(throws: ClassList.Problem.noName(line: 3)) { try Self.people("name,id\nAda,1\n,2\n") }
        #expect(throws: ClassList.Problem.repeated("Ada", lines: [2, 4])) { try Self.people("name\nAda\nAlan\nAda\n") }
        #expect(throws: ClassList.Problem.row(line: 2)) { try Self.people("name\n\"Ada\n") }
        #expect(throws: ClassList.Problem.cells(line: 3, count: 3, columns: 2)) {
            try Self.people("name,id\nAda,1\nTuring, Alan,2\n")
        }
        #expect(throws: Never.self) { try Self.people("name,id\nAda,1\nAda,2\n") }
    }

    /// Names are taken as they are, whatever LaTeX makes of the characters.
    @Test(arguments: [
        "O'Neill & Söhne", "50% #1 $x_1^2$ {a} ~b~ \\end{document}", "Łukasz Żółć", "Nguyễn Thị Hồng",
        "Jürgen Ångström",
        "Zoë D’Arcy-Wu", "Ștefan Țuțea", "Ağaoğlu Işıl", "Čapek Dvořák", "Lǐ Wěi",
    ])
    func namesAreTakenAsTheyAre(name: String) throws {
        let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
        let list = try ClassList(reading: Array("name,id\n\(quoted),7\n".utf8))
        #expect(list.candidates.map(\.name) == [name])
        #expect(throws: Never.self) { try list.checkPrintable() }
    }

    /// What the fonts lack is said before any paper is made, with its place.
    @Test func whatCannotBePrintedIsSaid() throws {
        let bytes = Array("name,id\nAda,1\n\"Wang 小明\",2\n".utf8)
        let list = try ClassList(reading: bytes)
        let problem = ClassList.Problem.unprintable("小", name: "Wang 小明", line: 3)
        #expect(throws: problem) { try list.checkPrintable() }
        let message = problem.message(file: "class.csv", bytes: bytes)
        #expect(message.hasPrefix("class.csv:3:7: error: The fonts of the papers have no ‘小’"))
        #expect(message.contains("  3 | \"Wang 小明\",2\n    |       ^\n  fix: "))
    }
}
