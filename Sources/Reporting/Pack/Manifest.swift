import ClusterMetrics
import Foundation
import Intake

/// `manifest.json`: what a pack holds, for programs that put it elsewhere.
struct Manifest: Codable, Equatable {
  struct Chart: Codable, Equatable {
    var id: String
    var number: Int
    var title: String
    /// "Biểu đồ 3"
    var label: String
    /// What stands below it in a document, after the label.
    var caption: String
    var alternativeText: String
    /// Of its picture; `nil` where the pack was made without pictures.
    var widthMillimetres: Double?
    var heightMillimetres: Double?
    /// By format the path within the pack.
    var files: [String: String]
    /// The numbers behind it, as in `tallies.csv`.
    var data: [Datum]

    /// How high the picture is for its width.
    var ratio: Double {
      guard let widthMillimetres, let heightMillimetres, widthMillimetres > 0 else { return 1 }
      return heightMillimetres / widthMillimetres
    }
  }

  struct Datum: Codable, Equatable {
    var period: String
    var cluster: String
    var unit: String
    var indicator: String
    var value: Double?
    var status: String
  }

  /// An indicator of a unit, a cluster or in total, in all ways a document may say it.
  struct Number: Codable, Equatable {
    var indicator: String
    /// Empty for a total above it.
    var cluster: String
    var unit: String
    var status: String
    /// By the field of a placeholder: "value", "change", "last_year".
    var texts: [String: String]
  }

  /// A table as a document shows it.
  struct Table: Codable, Equatable {
    struct Column: Codable, Equatable {
      var name: String
      var isNumber: Bool
    }

    struct Row: Codable, Equatable {
      var cells: [String]
      var isTotal: Bool
    }

    var id: String
    /// What stands above it, after its label.
    var caption: String
    var columns: [Column]
    var rows: [Row]
  }

  /// What units say in words to one question.
  struct Answers: Codable, Equatable {
    struct Entry: Codable, Equatable {
      var cluster: String
      var unit: String
      var text: String
    }

    var id: String
    var name: String
    var entries: [Entry]
  }

  /// What an indicator is called and measured in.
  struct Indicator: Codable, Equatable {
    var id: String
    var name: String
    var unitOfMeasure: String
    var decimals: Int
    var isPercentage: Bool
    /// What is to be reached, if anything.
    var target: Double?
  }

  /// The words and places of captions in documents.
  struct Captions: Codable, Equatable {
    /// Before the number: "Biểu đồ", "Bảng".
    var chart: String
    var table: String
    var chartPlace: ProjectDefinition.Captions.Place
    var tablePlace: ProjectDefinition.Captions.Place
  }

  /// A unit by the names that placeholders may use.
  struct Unit: Codable, Equatable {
    var cluster: String
    var name: String
    var shortName: String
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
  /// Which issue of the period's pack it is, and what changed since the last; none in packs of older
  /// versions.
  var revision: PackRevision?
  var charts: [Chart]
  /// Those that charts show; none in packs of older versions.
  var indicators: [Indicator]?
  var captions: Captions
  var units: [Unit]
  /// What can be asked of the period and the pack, by placeholder and field.
  var texts: [String: [String: String]]
  var numbers: [Number]
  var tables: [Table]
  /// What units say in words; none in packs of older versions.
  var answers: [Answers]?

  static let fileName = "manifest.json"

  func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

extension Manifest {
  /// When the pack was made, as its files say.
  var creationDate: Date {
    (try? Date(created, strategy: .iso8601)) ?? Date(timeIntervalSince1970: 0)
  }

  /// Reads what `data` wrote.
  init(_ data: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Manifest.self, from: data)
  }

  /// That of the pack in a folder; `nil` where none lies there, or none that can be read.
  init?(ofPackIn folder: URL) {
    guard let data = try? Data(contentsOf: folder.appending(path: Manifest.fileName)),
      let manifest = try? Manifest(data)
    else { return nil }
    self = manifest
  }
}

/// In which language a pack is.
package enum PackLanguage {
  /// `nil` where a folder holds no pack.
  package static func of(packIn folder: URL) -> Language? {
    Manifest(ofPackIn: folder).flatMap { Language(rawValue: $0.language) }
  }
}
