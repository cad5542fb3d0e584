import Foundation
import Testing
import TestSupport

@Suite("The schemas of settings and manifest")
struct SchemaTests {
  private func schema(_ subject: String, in folder: URL) throws -> URL {
    let file = folder.appending(path: "\(subject).json")
    let result = try Run(giaoban, ["schema", subject])
    #expect(result.status == 0)
    try result.output.write(to: file, atomically: true, encoding: .utf8)
    return file
  }

  /// What an independent validator finds; nothing where all is well.
  private func problems(_ schema: URL, _ files: [String]) throws -> String {
    let script = packageRoot.appending(path: "Tests/ReportingTests/Documents/validate.py").path
    let result = try Run(
      URL(fileURLWithPath: "/usr/bin/python3"), [script, schema.path] + files)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  @Test("The samples' settings, and those that init makes, are valid; wrong ones are not")
  func settings() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let schema = try schema("settings", in: folder.url)
    _ = try Run(giaoban, ["init", "new"], in: folder.url)
    _ = try Run(giaoban, ["init", "english", "--language", "en"], in: folder.url)
    let samples = ["cum-thi-dua-1", "toan-tinh"].map {
      packageRoot.appending(path: "Samples/\($0)/giaoban.yaml").path
    }
    let new = ["new", "english"].map {
      folder.url.appending(path: "\($0)/giaoban.yaml").path
    }
    #expect(try problems(schema, samples + new) == "")
    let wrong = folder.url.appending(path: "wrong.yaml")
    for text in [
      "indicator: {}", "language: fr", "calendar: {closing_day: 32}",
      "indicators: {a: {count: activities, sum: b}}", "pack: {pages: [summary]}",
      "pack: {pages: [{indicator: a}]}", "theme: {accent: red}", "waive: [{rule: x}]",
      "limits: {record: 4 TB}", "limits: {pixels: 40000}",
    ] {
      try text.write(to: wrong, atomically: true, encoding: .utf8)
      #expect(try problems(schema, [wrong.path]) != "", "\(text)")
    }
  }

  /// A place of the settings: a mapping with a key that nothing knows, and where the schema lists its keys.
  private static let places: [(yaml: String, path: [String])] = [
    (
      "sources: {tables: [{files: a, zzz: 1}]}",
      ["properties", "sources", "properties", "tables", "items"]
    ),
    ("zzz: 1", []),
    ("limits: {zzz: 1}", ["properties", "limits"]),
    ("captions: {zzz: 1}", ["properties", "captions"]),
    ("sources: {zzz: 1}", ["properties", "sources"]),
    ("pack: {zzz: 1}", ["properties", "pack"]),
    ("pack: {pages: [{zzz: 1}]}", ["$defs", "chart"]),
    ("indicators: {a: {count: activities, zzz: 1}}", ["$defs", "indicator"]),
    ("score: {zzz: 1}", ["properties", "score"]),
    ("events: [{zzz: 1}]", ["properties", "events", "items"]),
    ("waive: [{zzz: 1}]", ["properties", "waive", "items"]),
    ("accept: [{zzz: 1}]", ["properties", "accept", "items"]),
  ]

  @Test("The schema knows the keys that the program knows, no more and no fewer")
  func sameKeys() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let file = try schema("settings", in: folder.url)
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    try folder.write("roster.csv", "cluster,unit,unit_kind,commune\nC,U,,X\n")
    try folder.write("activities.csv", "date,unit,commune,activity\n2022-01-05,U,X,talk\n")
    for (yaml, path) in SchemaTests.places {
      let rest = yaml.contains("indicators") ? "" : "\nindicators: {a: {count: activities}}"
      try folder.write("giaoban.yaml", yaml + rest + "\n")
      let check = try Run(giaoban, ["check", folder.url.path, "--language", "en"])
      let listed = try #require(
        check.output.components(separatedBy: "it may have: ").dropFirst().first?
          .components(separatedBy: "\n").first, "\(yaml): \(check.output)")
      var node: Any? = schema
      for key in path { node = (node as? [String: Any])?[key] }
      let properties = try #require((node as? [String: Any])?["properties"] as? [String: Any])
      #expect(
        Set(listed.components(separatedBy: ", ")) == Set(properties.keys), "\(yaml)")
    }
  }

  @Test("The manifest of a pack is valid")
  func manifest() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let schema = try schema("manifest", in: folder.url)
    let sample = packageRoot.appending(path: "Samples/toan-tinh").path
    let made = try Run(
      giaoban, ["pack", sample, "--period", "2022-H1", "--only", "csv", "-o", "out"],
      in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let file = folder.url.appending(path: "out/manifest.json")
    #expect(try problems(schema, [file.path]) == "")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("\"sha256\"", with: "\"md5\"").write(
      to: file, atomically: true, encoding: .utf8)
    #expect(try problems(schema, [file.path]) != "")
  }
}
