import Attention
import Documents
import Testing

@testable import Sheets

/// The gallery page is what the program makes of the catalogue.
@Suite struct GalleryTests {
    @Test func thePageIsWhatTheProgramMakes() throws {
        let page = String(decoding: try Files.bytes("Documentation/Mechanisms.md"), as: UTF8.self)
        #expect(
            try Gallery.document().markdown().text == page,
            "make it again: swift run attest mechanisms --format md > Documentation/Mechanisms.md")
    }

    /// Every example is worked without an error, calls its own mechanism and has a value.
    @Test(arguments: Catalogue.all.map(\.name)) func theExampleWorks(_ name: String) throws {
        let mechanism = try #require(Catalogue.mechanism(named: name))
        let worked = Gallery.worked([mechanism])
        #expect(worked.messages == [])
        #expect(worked.elaboration.graph.calls.contains { $0.mechanism == name })
        #expect(!mechanism.formula.isEmpty && !mechanism.summary.isEmpty)
        if let source = mechanism.source { #expect(Bibliography.work(source.key) != nil, "\(source.key)") }
    }

    @Test func everySourceIsStated() {
        #expect(Catalogue.all.filter { $0.source == nil }.map(\.name) == [])
    }

    /// The page on adding a mechanism shows a file as it is.
    @Test func thePageOnAddingAMechanismShowsAFile() throws {
        let page = String(decoding: try Files.bytes("Documentation/AddingAMechanism.md"), as: UTF8.self)
        let file = String(decoding: try Files.bytes("Sources/Attention/AttentivePooling.swift"), as: UTF8.self)
        #expect(page.contains("```swift\n\(file)```"))
    }
}
