import Foundation
import Testing
import TestSupport

@Suite("Data flows one way: what each target may import")
struct ImportTests {
  private struct Target {
    var name: String
    /// Of the package's own targets with Swift sources.
    var dependencies: Set<String>
  }

  /// The targets below `Sources`, in the manifest's order.
  private static func targets() throws -> [Target] {
    let manifest = try String(
      contentsOf: packageRoot.appending(path: "Package.swift"), encoding: .utf8)
    let blocks = manifest.matches(
      of: #/\.(?:target|executableTarget)\(\s*name: "([\w-]+)"(.*?)\n?\s*\]?\),\n/#
        .dotMatchesNewlines())
    let found = blocks.map { (name: String($0.1), rest: String($0.2)) }.filter {
      FileManager.default.fileExists(
        atPath: packageRoot.appending(path: "Sources/\($0.name)").path)
    }
    let names = Set(found.map(\.name))
    return found.map { block in
      let quoted = block.rest.matches(of: #/"([\w-]+)"/#).map { String($0.1) }
      return Target(name: block.name, dependencies: Set(quoted).intersection(names))
    }
  }

  /// What the files of a target import of others of these, each with a file that does.
  private static func imports(_ target: String, among names: Set<String>) -> [String: String] {
    var found: [String: String] = [:]
    let folder = packageRoot.appending(path: "Sources/\(target)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.count > 1, words[words.count - 2] == "import",
          words.count == 2 || line.hasPrefix("@")
        else { continue }
        let name = String(words[words.count - 1])
        if names.contains(name) { found[name] = file.lastPathComponent }
      }
    }
    return found
  }

  @Test("A target depends only on those above it in the manifest, and imports what it declares")
  func order() throws {
    let targets = try ImportTests.targets()
    let names = Set(targets.map(\.name))
    #expect(
      names.isSuperset(of: [
        "ClusterMetrics", "Charting", "Office", "Intake", "CairoRenderer", "Reporting", "Packs",
        "Documents", "Workspace", "Server", "giaoban", "giaoban-page",
      ]))
    var above: Set<String> = []
    for target in targets {
      #expect(target.dependencies.isSubset(of: above), "\(target.name): \(target.dependencies)")
      let imports = ImportTests.imports(target.name, among: names)
      for (name, file) in imports {
        #expect(target.dependencies.contains(name), "\(target.name)/\(file) imports \(name)")
      }
      for name in target.dependencies {
        #expect(imports[name] != nil, "\(target.name) declares \(name) and imports it nowhere")
      }
      above.insert(target.name)
    }
  }

  /// Larger than the others: two libraries that are one import for their users, readers that are one loop for the
  /// compiler, and those whose parts need each other.
  private static let large: Set<String> = [
    "ClusterMetrics", "Charting", "TableReading", "OfficeWords", "Server", "Tables", "Documents",
  ]

  @Test("No file has more than 400 lines, no folder 5,000, nor most targets; the others 10,000")
  func sizes() throws {
    let sources = packageRoot.appending(path: "Sources")
    let depth = sources.pathComponents.count
    var folders: [String: Int] = [:]
    var targets: [String: Int] = [:]
    let all = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    for case let file as URL in all! where file.pathExtension == "swift" {
      let lines = try String(contentsOf: file, encoding: .utf8).count { $0.isNewline }
      #expect(lines <= 400, "\(file.lastPathComponent)")
      folders[file.deletingLastPathComponent().path, default: 0] += lines
      targets[file.pathComponents[depth], default: 0] += lines
    }
    for (folder, lines) in folders { #expect(lines < 5_000, "\(folder)") }
    for (target, lines) in targets {
      #expect(lines < (ImportTests.large.contains(target) ? 10_000 : 5_000), "\(target)")
    }
  }

  @Test("The libraries for charts and for tallies stand alone; documents know no project")
  func rooms() throws {
    let dependencies = try Dictionary(
      uniqueKeysWithValues: ImportTests.targets().map { ($0.name, $0.dependencies) })
    #expect(dependencies["ClusterMetrics"] == [])
    #expect(dependencies["Charting"] == [])
    #expect(dependencies["CairoRenderer"] == ["Charting"])
    #expect(dependencies["Office"] == ["ClusterMetrics", "Charting"])
    #expect(dependencies["Tables"] == ["ClusterMetrics", "Office"])
    #expect(dependencies["OfficeWords"] == ["ClusterMetrics", "Tables"])
    #expect(dependencies["Findings"] == ["ClusterMetrics", "Office", "OfficeWords", "Tables"])
    #expect(
      dependencies["Settings"] == ["ClusterMetrics", "Findings", "Office", "OfficeWords", "Tables"])
    // What a grid of cells means is told without a file, a finding or a row of a register.
    #expect(dependencies["TableGrids"] == ["ClusterMetrics", "OfficeWords", "Settings", "Tables"])
    #expect(
      dependencies["TableLabels"] == ["ClusterMetrics", "OfficeWords", "Settings", "TableGrids"])
    #expect(
      dependencies["Databases"]?.isDisjoint(with: ["TableGrids", "ReportTables", "OfficeWords"])
        == true)
    #expect(dependencies["Documents"]?.isDisjoint(with: ["Settings", "ReportTables"]) == true)
    #expect(dependencies["Documents"]?.contains("Intake") == false)
    // Words and tables know no chart of a report, and pages write no file.
    #expect(dependencies["ReportWords"]?.isDisjoint(with: ["TallyTables", "Reporting"]) == true)
    #expect(dependencies["TallyTables"]?.contains("Reporting") == false)
    #expect(dependencies["PackPages"]?.isDisjoint(with: ["Office", "Slides"]) == true)
  }
}
