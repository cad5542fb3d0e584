import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Findings
@testable import Intake

@Suite("Which shapes of a map make up a unit")
struct MapFileTests {
  private func feature(_ properties: String, _ x: Int = 105) -> String {
    """
    {"type": "Feature", "properties": {\(properties)}, "geometry": {"type": "Polygon", "coordinates": \
    [[[\(x), 19], [\(x + 1), 19], [\(x + 1), 20], [\(x), 19]]]}}
    """
  }

  private func file(_ features: [String]) -> String {
    "{\"type\": \"FeatureCollection\", \"features\": [\(features.joined(separator: ", "))]}"
  }

  /// By the unit's name the names of the shapes that make it up on a day, and what was found.
  private func members(
    _ features: [String], roster: String = Small.roster,
    day: Day? = Day(year: 2024, month: 6, day: 1),
    map: String = "{file: m.geojson}"
  ) throws -> (shapes: [String: [String]], codes: [Finding.Code], text: String) {
    let project = try Small(
      [
        "m.geojson": file(features),
        "activities.csv": Small.header + "1/3/2024,Huyện Biển Nam,,Họp,5\n",
      ],
      settings: Small.settings + "\nmap: \(map)\n", roster: roster)
    let intake = try project.intake()
    let outlines = try #require(intake.map)
    let found = outlines.members(of: intake.book.roster, on: try #require(day))
    let named = Dictionary(
      uniqueKeysWithValues: found.map { unit, shapes in
        (intake.book.roster.units[unit].name, shapes.map { outlines.outlines[$0].name })
      })
    let own = intake.log.all.filter { $0.place.file == "m.geojson" }
    return (named, own.map(\.code), own.map { $0.line(in: .english) }.joined(separator: "\n"))
  }

  @Test("A shape has the name of its unit, as people write it; the property is found by itself")
  func units() throws {
    let (shapes, codes, _) = try members([
      feature("\"ma\": 1, \"ten\": \"H. Sông Đông\""), feature("\"ma\": 2, \"ten\": \"NÚI TÂY\""),
      feature("\"ma\": 3, \"ten\": \"Huyện khác\""),
    ])
    #expect(shapes == ["Huyện Sông Đông": ["H. Sông Đông"], "Huyện Núi Tây": ["NÚI TÂY"]])
    // Offices without communes lie nowhere, and other provinces are no fault.
    #expect(codes == [])
  }

  @Test("Shapes of communes are joined; what lacks one is named")
  func communes() throws {
    let (shapes, codes, text) = try members([
      feature("\"ten\": \"Xã An Bình\""), feature("\"ten\": \"An Hòa\""),
    ])
    #expect(shapes == ["Huyện Sông Đông": ["Xã An Bình", "An Hòa"]])
    #expect(codes == [.noShape])
    #expect(text.contains("Huyện Núi Tây has no shape on the map"))
  }

  @Test("A shape of the unit itself stands before those of its communes")
  func both() throws {
    let (shapes, _, _) = try members([
      feature("\"ten\": \"Xã An Bình\""), feature("\"ten\": \"Huyện Sông Đông\""),
    ])
    #expect(shapes == ["Huyện Sông Đông": ["Huyện Sông Đông"]])
  }

  @Test("Of two communes of one name the one is meant whose unit another property names")
  func namesakes() throws {
    let roster = """
      cluster,unit,commune
      Cụm 1,Huyện Sông Đông,Xã Tân Tiến
      Cụm 1,Huyện Núi Tây,Xã Tân Tiến
      Cụm 1,Huyện Biển Nam,
      """
    let (shapes, _, _) = try members(
      [
        feature("\"xa\": \"Xã Tân Tiến\", \"huyen\": \"Núi Tây\""), feature("\"xa\": \"Tân Tiến\""),
      ], roster: roster, map: "{file: m.geojson, name: xa}")
    #expect(shapes == ["Huyện Núi Tây": ["Xã Tân Tiến"]])
  }

  @Test("After a merger the old shapes make up the new unit; before it they are the old units'")
  func merged() throws {
    let roster = """
      cluster,unit,commune,from,to,successor
      Cụm 1,Xã A,,,30/6/2025,Xã C
      Cụm 1,Xã B,,,30/6/2025,Xã C
      Cụm 1,Xã C,,1/7/2025,,
      Cụm 1,Huyện Biển Nam,,,,
      """
    let features = [feature("\"ten\": \"Xã A\""), feature("\"ten\": \"Xã B\"")]
    let before = try members(features, roster: roster)
    #expect(before.shapes == ["Xã A": ["Xã A"], "Xã B": ["Xã B"]])
    let after = try members(features, roster: roster, day: Day(year: 2025, month: 9, day: 1))
    #expect(after.shapes == ["Xã C": ["Xã A", "Xã B"]])
  }

  @Test("What was divided among several belongs to none of them")
  func divided() throws {
    let roster = """
      cluster,unit,commune,from,to,successor
      Cụm 1,Xã A,,,30/6/2025,Xã B
      Cụm 1,Xã A,,,30/6/2025,Xã C
      Cụm 1,Xã B,,1/7/2025,,
      Cụm 1,Xã C,,1/7/2025,,
      Cụm 1,Huyện Biển Nam,,,,
      """
    let found = try members(
      [feature("\"ten\": \"Xã A\"")], roster: roster, day: Day(year: 2025, month: 9, day: 1))
    #expect(found.shapes.isEmpty)
  }

  @Test(
    "What cannot be read is called what it is, and stops no tally",
    arguments: [
      ("not json", "not JSON"), ("{\"type\": \"Topology\"}", "TopoJSON"),
      ("{\"type\": \"FeatureCollection\", \"features\": []}", "no Polygon"),
      (
        "{\"type\": \"Feature\", \"properties\": null, \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2]}}",
        "no Polygon"
      ),
      ("[[[[[[]]]]]]", "not JSON"), ("", "not JSON"),
    ])
  func damaged(text: String, expected: String) throws {
    let project = try Small(
      ["m.geojson": text, "activities.csv": Small.header + "1/3/2024,Huyện Biển Nam,,Họp,5\n"],
      settings: Small.settings + "\nmap: {file: m.geojson}\n")
    let intake = try project.intake()
    let finding = try #require(intake.log.all.first { $0.place.file == "m.geojson" })
    #expect(finding.code == .unreadableFile && finding.severity == .warning)
    #expect(finding.line(in: .english).contains(expected), "\(finding.line(in: .english))")
    #expect(try project.value("people") == 5)
  }

  @Test("A property that is not there is said with the nearest")
  func property() throws {
    let (_, codes, text) = try members(
      [feature("\"ten_xa\": \"Xã An Bình\"")], map: "{file: m.geojson, name: tenxa}")
    #expect(codes == [.unreadableFile] && text.contains("did you mean \"ten_xa\""))
  }

  @Test("Rings lose the point that repeats the first, holes stay, and several parts are one shape")
  func rings() throws {
    let text = """
      {"type": "Feature", "properties": {"n": "x"}, "geometry": {"type": "GeometryCollection", "geometries": [
      {"type": "MultiPolygon", "coordinates": [[[[0, 0], [4, 0], [4, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 1]]],
      [[[9, 9], [10, 9], [10, 10], [9, 9]]]]}, {"type": "Polygon", "coordinates": [[[5, 5], [6, 5]]]}]}}
      """
    let file = try GeoJSON(Data(text.utf8))
    #expect(file.features.count == 1)
    #expect(file.features[0].rings.map(\.count) == [3, 3, 3])
  }

  private func shape(_ name: String, _ points: String) -> String {
    """
    {"type": "Feature", "properties": {"ten": "\(name)"}, "geometry": {"type": "Polygon", "coordinates": [[\(points)]]}}
    """
  }

  @Test(
    "A shape that cannot be drawn is said, and no number is lost for it",
    arguments: [
      "[105, 19], [1e300, 19], [106, 20], [105, 19]",
      // On one line there is no area.
      "[105, 19], [106, 20], [107, 21], [105, 19]",
      "[105, 19], [106, 19], [107, 19], [105, 19]",
    ])
  func damaged(points: String) throws {
    let (shapes, codes, text) = try members([
      feature("\"ten\": \"Sông Đông\""), shape("Núi Tây", points),
    ])
    #expect(shapes == ["Huyện Sông Đông": ["Sông Đông"]])
    #expect(codes == [.noShape, .noShape])
    #expect(text.contains("the shape of Núi Tây cannot be drawn"))
  }

  @Test("The same shape twice is there once, and does not take itself away")
  func twice() throws {
    let (shapes, codes, _) = try members([
      feature("\"ten\": \"Sông Đông\""), feature("\"ten\": \"Sông Đông\""),
      feature("\"ten\": \"Núi Tây\""),
    ])
    #expect(shapes["Huyện Sông Đông"] == ["Sông Đông"])
    #expect(codes == [])
  }

  @Test("Latitude before longitude is read the other way round, and said")
  func turned() throws {
    let (shapes, _, text) = try members([
      shape("Sông Đông", "[19, 105], [19, 106], [20, 106], [19, 105]"),
      shape("Núi Tây", "[19, 107], [19, 108], [20, 108], [19, 107]"),
    ])
    #expect(shapes.count == 2)
    #expect(text.contains("latitude before longitude"))
    let file = try GeoJSON(
      Data(file([shape("A", "[19, 105], [19, 106], [20, 106], [19, 105]")]).utf8))
    #expect(
      file.features[0].rings == [
        [.init(x: 105, y: 19), .init(x: 106, y: 19), .init(x: 106, y: 20)]
      ])
  }

  @Test("Where a unit has no shape, shapes that mean nothing are named")
  func strange() throws {
    let (_, _, text) = try members([
      feature("\"ten\": \"Sông Đông\""), feature("\"ten\": \"Mỹ Lộc Hạ\""),
    ])
    #expect(text.contains("shapes that match no name in the roster: \"Mỹ Lộc Hạ\""), "\(text)")
  }
}
