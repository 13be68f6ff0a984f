// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "attest", path: "..")],
    targets: [
        .executableTarget(
            name: "Measure",
            dependencies: [.product(name: "AttestLibrary", package: "attest")])
    ],
    swiftLanguageModes: [.v6]
)
