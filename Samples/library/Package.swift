// swift-tools-version: 6.1
import PackageDescription

// A program of one's own that stands on Giaoban's libraries; `make test-library` builds and runs it.
let package = Package(
  name: "Trips",
  platforms: [.macOS(.v15)],
  // From elsewhere: .package(url: "…", from: "0.2.0")
  dependencies: [.package(name: "Giaoban", path: "../..")],
  targets: [
    .executableTarget(
      name: "Trips",
      dependencies: [
        .product(name: "Charting", package: "Giaoban"),
        .product(name: "CairoRenderer", package: "Giaoban"),
        .product(name: "ClusterMetrics", package: "Giaoban"),
        .product(name: "Workspace", package: "Giaoban"),
      ])
  ])
