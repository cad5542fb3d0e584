import Foundation

/// `manifest.json`: what a pack holds, for programs that put it elsewhere.
struct Manifest: Codable, Equatable {
  struct Chart: Codable, Equatable {
    var id: String
    var number: Int
    var title: String
    var caption: String
    var alternativeText: String
    var widthMillimetres: Double
    var heightMillimetres: Double
    /// By format the path within the pack.
    var files: [String: String]
    /// The numbers behind it, as in `tallies.csv`.
    var data: [Datum]
  }

  struct Datum: Codable, Equatable {
    var period: String
    var cluster: String
    var unit: String
    var indicator: String
    var value: Double?
    var status: String
  }

  var giaoban: String
  var libraries: [String: String]
  var title: String
  var period: String
  var firstDay: String
  var lastDay: String
  var language: String
  var created: String
  var pages: Int
  var inputs: [Pack.Input]
  var charts: [Chart]

  func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
