// swift-tools-version: 6.1
import PackageDescription

// One target per room, lowest first; a target imports only what stands above it here.
// Documentation/Architecture.md says what each room holds and what it must not know.
let package = Package(
    name: "attest",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "attest", targets: ["attest"]),
        .library(
            name: "AttestLibrary",
            targets: [
                "Rationals", "Numbers", "Graphs", "Attention", "Formulas", "Documents", "Derivations", "Sheets",
                "Marking", "Exams", "CodeEmission",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CGMP", pkgConfig: "gmp", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),
        .systemLibrary(
            name: "CMPFR", pkgConfig: "mpfr", providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
        .systemLibrary(
            name: "CCommonMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .target(name: "Rationals", dependencies: ["CGMP"]),
        .target(name: "Numbers", dependencies: ["Rationals", "CGMP", "CMPFR"]),
        .target(name: "Graphs", dependencies: ["Numbers", "Rationals"]),
        .target(name: "Attention", dependencies: ["Graphs", "Numbers", "Rationals"]),
        .target(name: "Formulas", dependencies: ["Numbers", "Rationals"]),
        .target(
            name: "Documents",
            dependencies: [
                "Formulas", "Rationals", "CCommonMark", .product(name: "Mustache", package: "swift-mustache"),
            ],
            // A link to the Templates folder at the top, compiled in so that the command works from anywhere.
            resources: [
                .embedInCode("Templates/handout.tex.mustache"), .embedInCode("Templates/handout.md.mustache"),
            ]),
        .target(
            name: "Derivations", dependencies: ["Documents", "Formulas", "Attention", "Graphs", "Numbers", "Rationals"]),
        .target(
            name: "Sheets",
            dependencies: [
                "Derivations", "Documents", "Formulas", "Attention", "Graphs", "Numbers", "Rationals", "Yams",
            ]),
        .target(
            name: "Marking",
            dependencies: [
                "Sheets", "Derivations", "Documents", "Formulas", "Attention", "Graphs", "Numbers", "Rationals", "Yams",
            ]),
        .target(
            name: "Exams",
            dependencies: [
                "Marking", "Sheets", "Derivations", "Documents", "Formulas", "Attention", "Graphs", "Numbers",
                "Rationals", "Yams",
            ]),
        .target(
            name: "CodeEmission", dependencies: ["Sheets", "Formulas", "Attention", "Graphs", "Numbers", "Rationals"]),
        .executableTarget(
            name: "attest",
            dependencies: [
                "Attention", "CodeEmission", "Documents", "Exams", "Marking", "Sheets",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "RationalsTests", dependencies: ["Rationals"]),
        .testTarget(name: "NumbersTests", dependencies: ["Numbers"], exclude: ["Fixtures"]),
        .testTarget(name: "GraphsTests", dependencies: ["Graphs"]),
        .testTarget(name: "AttentionTests", dependencies: ["Attention"]),
        .testTarget(name: "FormulasTests", dependencies: ["Formulas"], exclude: ["Fixtures"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents"]),
        .testTarget(name: "DerivationsTests", dependencies: ["Derivations"]),
        .testTarget(name: "SheetsTests", dependencies: ["Sheets"]),
        .testTarget(name: "MarkingTests", dependencies: ["Marking"], exclude: ["Fixtures"]),
        .testTarget(name: "ExamsTests", dependencies: ["Exams", "Yams"], exclude: ["Fixtures"]),
        .testTarget(name: "CodeEmissionTests", dependencies: ["CodeEmission"]),
        .testTarget(name: "AttestTests", dependencies: ["attest"]),
    ],
    swiftLanguageModes: [.v6]
)
