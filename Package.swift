// swift-tools-version: 6.1
import PackageDescription

// Data flows one way, down this list of targets: each imports only from those above it.
let package = Package(
  name: "Giaoban",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "giaoban", targets: ["giaoban"]),
    .executable(name: "giaoban-page", targets: ["giaoban-page"]),
    .library(name: "Charting", targets: ["Charting"]),
    .library(name: "CairoRenderer", targets: ["CairoRenderer"]),
    .library(name: "ClusterMetrics", targets: ["ClusterMetrics"]),
    .library(name: "Workspace", targets: ["Workspace"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CPangoCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev", "libcairo2-dev"]), .brew(["pango", "cairo"])]),
    // Headers of our own, without a library.
    .systemLibrary(name: "CSIMD"),
    .systemLibrary(name: "CExchange"),
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CISAL", pkgConfig: "libisal",
      providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    // Headers alone: the library is loaded where a PDF is written.
    .systemLibrary(
      name: "CQPDF",
      providers: [.apt(["libqpdf-dev"]), .brew(["qpdf"])]),
    .systemLibrary(
      name: "CNettle", pkgConfig: "nettle",
      providers: [.apt(["nettle-dev"]), .brew(["nettle"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .systemLibrary(
      name: "CXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CZip", pkgConfig: "libzip",
      providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .systemLibrary(
      name: "CXlsxWriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),

    .target(
      name: "ClusterMetrics",
      dependencies: [
        .product(name: "BitCollections", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(name: "Charting"),
    .target(
      name: "Office",
      dependencies: [
        "ClusterMetrics", "Charting", "CNettle", "CXML2", "CZip", "CXlsxWriter",
      ]),
    .target(
      name: "Tables",
      dependencies: ["ClusterMetrics", "Office", "CSIMD", "CISAL", "CXML2", "CZip"]),
    .target(name: "OfficeWords", dependencies: ["ClusterMetrics", "Tables"]),
    .target(name: "Findings", dependencies: ["ClusterMetrics", "Office", "Tables", "OfficeWords"]),
    .target(
      name: "Settings",
      dependencies: [
        "ClusterMetrics", "Office", "Tables", "OfficeWords", "Findings",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "TableGrids",
      dependencies: ["ClusterMetrics", "Tables", "OfficeWords", "Settings"]),
    .target(
      name: "TableLabels",
      dependencies: ["ClusterMetrics", "OfficeWords", "Settings", "TableGrids"]),
    .target(
      name: "ReportTables",
      dependencies: [
        "ClusterMetrics", "Office", "Tables", "OfficeWords", "Findings", "Settings", "TableGrids",
        "TableLabels",
      ]),
    .target(
      name: "ProjectDiscovery",
      dependencies: [
        "ClusterMetrics", "Tables", "OfficeWords", "Findings", "Settings", "TableGrids",
        "TableLabels", "ReportTables",
      ]),
    .target(
      name: "Databases",
      dependencies: ["ClusterMetrics", "Tables", "Findings", "Settings"]),
    .target(
      name: "TableReading",
      dependencies: [
        "ClusterMetrics", "Office", "Tables", "OfficeWords", "Findings", "Settings", "TableGrids",
        "ReportTables", "ProjectDiscovery", "Databases",
      ]),
    .target(
      name: "Plausibility",
      dependencies: [
        "ClusterMetrics", "OfficeWords", "Findings", "Settings", "ReportTables", "TableReading",
      ]),
    .target(
      name: "Intake",
      dependencies: [
        "ClusterMetrics", "Office", "Tables", "OfficeWords", "Findings", "Settings", "TableGrids",
        "ReportTables", "Databases", "TableReading", "Plausibility",
      ]),
    .target(
      name: "CairoRenderer",
      dependencies: ["Charting", "CPangoCairo", "CPNG", "CISAL", "CQPDF", "CXML2"]),
    .target(
      name: "ReportWords",
      dependencies: [
        "ClusterMetrics", "Charting", "OfficeWords", "Findings", "Settings", "ProjectDiscovery",
        "Intake", "CairoRenderer",
      ]),
    .target(
      name: "TallyTables",
      dependencies: [
        "ClusterMetrics", "Charting", "Findings", "Settings", "Intake", "ReportWords",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "ClusterMetrics", "Charting", "OfficeWords", "Findings", "Settings", "TableReading",
        "Intake", "CairoRenderer", "ReportWords", "TallyTables",
      ]),
    .target(
      name: "Schemas",
      dependencies: ["ClusterMetrics", "Settings", "Intake"]),
    .target(
      name: "PackPages",
      dependencies: [
        "ClusterMetrics", "Charting", "OfficeWords", "Findings", "Settings", "ReportTables",
        "TableReading", "Intake", "CairoRenderer", "ReportWords", "Reporting",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(
      name: "Slides",
      dependencies: [
        "ClusterMetrics", "Charting", "Office", "Intake", "CairoRenderer", "Reporting",
      ]),
    .target(
      name: "Packs",
      dependencies: [
        "ClusterMetrics", "Charting", "Office", "OfficeWords", "Findings", "Settings",
        "ReportTables", "Intake", "CairoRenderer", "ReportWords", "TallyTables", "Reporting",
        "PackPages", "Slides", "CExchange",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(
      name: "Documents",
      dependencies: [
        "ClusterMetrics", "Charting", "Office", "CairoRenderer", "ReportWords", "Reporting",
        "PackPages", "Slides", "Packs",
      ]),
    .target(
      name: "Workspace",
      dependencies: [
        "ClusterMetrics", "Charting", "Office", "OfficeWords", "Findings", "Settings",
        "ProjectDiscovery", "Databases", "TableReading", "Plausibility", "Intake", "CairoRenderer",
        "ReportWords", "TallyTables", "Reporting", "PackPages", "Slides", "Packs",
      ]),
    .target(
      name: "Server",
      dependencies: [
        "ClusterMetrics", "Charting", "Office", "OfficeWords", "Findings", "Settings",
        "ReportTables", "TableReading", "Intake", "CairoRenderer", "ReportWords", "TallyTables",
        "Reporting", "PackPages", "Slides", "Packs", "Documents", "Workspace", "CSodium",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "giaoban",
      dependencies: [
        "ClusterMetrics", "Charting", "Office", "Findings", "Settings", "ReportTables",
        "ProjectDiscovery", "Databases", "Intake", "CairoRenderer", "ReportWords", "TallyTables",
        "Reporting", "Schemas", "PackPages", "Slides", "Packs", "Documents", "Workspace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(
      name: "giaoban-page",
      dependencies: [
        "ClusterMetrics", "ReportWords", "Reporting", "Workspace", "Server",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // What `make bench` times beside its peers.
    .executableTarget(
      name: "Benchmarks", dependencies: ["Charting", "CairoRenderer"], path: "Tests/Benchmarks",
      exclude: ["peers", "bench.py", "counting.py", "database.py", "growth.py"]),

    // Every kind of chart as an example: drawn by `make gallery`, and golden in the tests.
    .target(name: "Gallery", dependencies: ["Charting"], path: "Samples/gallery/Charts"),
    .executableTarget(
      name: "DrawGallery", dependencies: ["Charting", "CairoRenderer", "Gallery"],
      path: "Samples/gallery/Draw"),

    .target(name: "TestSupport", dependencies: ["Charting"], path: "Tests/TestSupport"),
    .testTarget(name: "ClusterMetricsTests", dependencies: ["ClusterMetrics", "TestSupport"]),
    .systemLibrary(
      name: "CSQLite", path: "Tests/CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .testTarget(
      name: "IntakeTests",
      dependencies: [
        "Office", "Tables", "OfficeWords", "Findings", "Settings", "TableGrids", "ReportTables",
        "ProjectDiscovery", "Databases", "TableReading", "Plausibility", "Intake", "TestSupport",
        "CSQLite",
      ],
      resources: [.copy("Expected"), .copy("Fixtures")]),
    .testTarget(
      name: "ChartingTests",
      dependencies: ["Charting", "CairoRenderer", "Gallery", "TestSupport"],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "CairoRendererTests",
      dependencies: ["CairoRenderer", "Gallery", "TestSupport", "CPNG"],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Office", "OfficeWords", "Findings", "Settings", "TableGrids", "ReportTables",
        "TableReading", "Intake", "ReportWords", "TallyTables", "Reporting", "PackPages", "Slides",
        "Packs", "Documents", "TestSupport",
      ],
      resources: [.copy("Documents"), .copy("Golden")]),
    // Readers that take any bytes, for the tests and for libFuzzer (`make fuzz`).
    .target(
      name: "FuzzTargets",
      dependencies: [
        "ClusterMetrics", "Office", "ProjectDiscovery", "Intake", "ReportWords", "Reporting",
        "Documents", "TestSupport",
      ],
      path: "Tests/Fuzz/Targets"),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "ClusterMetrics", "Office", "OfficeWords", "Findings", "Settings", "Intake", "Reporting",
        "Packs", "Documents", "TestSupport", "FuzzTargets",
      ]),
    .testTarget(
      name: "WorkspaceTests",
      dependencies: [
        "ClusterMetrics", "OfficeWords", "Findings", "Settings", "ReportTables", "ProjectDiscovery",
        "Databases", "Intake", "ReportWords", "TallyTables", "Reporting", "Documents", "Workspace",
        "TestSupport",
      ]),
    .testTarget(
      name: "ServerTests", dependencies: ["Workspace", "Server", "TestSupport"]),
    .testTarget(
      name: "GiaobanTests", dependencies: ["giaoban", "giaoban-page", "TestSupport", "FuzzTargets"]),
  ],
  swiftLanguageModes: [.v6]
)

// libFuzzer brings its own `main`, so that its program cannot be linked among the others.
if Context.environment["GIAOBAN_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver"))
}
