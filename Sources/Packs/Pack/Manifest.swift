import ClusterMetrics
import Foundation
import Intake

/// `manifest.json`: what a pack holds, for programs that put it elsewhere.
package struct Manifest: Codable, Equatable {
  package struct Chart: Codable, Equatable {
    package var id: String
    package var number: Int
    package var title: String
    /// "Biểu đồ 3"
    package var label: String
    /// What stands below it in a document, after the label.
    package var caption: String
    package var alternativeText: String
    /// Of its picture; `nil` where the pack was made without pictures.
    package var widthMillimetres: Double?
    package var heightMillimetres: Double?
    /// By format the path within the pack.
    package var files: [String: String]
    /// The numbers behind it, as in `tallies.csv`.
    package var data: [Datum]

    /// How high the picture is for its width.
    package var ratio: Double {
      guard let widthMillimetres, let heightMillimetres, widthMillimetres > 0 else { return 1 }
      return heightMillimetres / widthMillimetres
    }
  }

  package struct Datum: Codable, Equatable {
    package var period: String
    package var cluster: String
    package var unit: String
    package var indicator: String
    package var value: Double?
    package var status: String
  }

  /// An indicator of a unit, a cluster or in total, in all ways a document may say it.
  package struct Number: Codable, Equatable {
    package var indicator: String
    /// Empty for a total above it.
    package var cluster: String
    package var unit: String
    package var status: String
    /// By the field of a placeholder: "value", "change", "last_year".
    package var texts: [String: String]
  }

  /// A table as a document shows it.
  package struct Table: Codable, Equatable {
    package struct Column: Codable, Equatable {
      package var name: String
      package var isNumber: Bool
    }

    package struct Row: Codable, Equatable {
      package var cells: [String]
      package var isTotal: Bool
    }

    package var id: String
    /// What stands above it, after its label.
    package var caption: String
    package var columns: [Column]
    package var rows: [Row]
  }

  /// What units say in words to one question.
  package struct Answers: Codable, Equatable {
    package struct Entry: Codable, Equatable {
      package var cluster: String
      package var unit: String
      package var text: String
    }

    package var id: String
    package var name: String
    package var entries: [Entry]
  }

  /// What an indicator is called and measured in.
  package struct Indicator: Codable, Equatable {
    package var id: String
    package var name: String
    package var unitOfMeasure: String
    package var decimals: Int
    package var isPercentage: Bool
    /// What is to be reached, if anything.
    package var target: Double?
  }

  /// The words and places of captions in documents.
  package struct Captions: Codable, Equatable {
    /// Before the number: "Biểu đồ", "Bảng".
    package var chart: String
    package var table: String
    package var chartPlace: ProjectDefinition.Captions.Place
    package var tablePlace: ProjectDefinition.Captions.Place
  }

  /// A unit by the names that placeholders may use.
  package struct Unit: Codable, Equatable {
    package var cluster: String
    package var name: String
    package var shortName: String
  }

  package var giaoban: String
  package var libraries: [String: String]
  package var title: String
  package var period: String
  package var firstDay: String
  package var lastDay: String
  package var language: String
  package var created: String
  package var pages: Int
  package var inputs: [Pack.Input]
  /// Which issue of the period's pack it is, and what changed since the last; none in packs of older
  /// versions.
  package var revision: PackRevision?
  package var charts: [Chart]
  /// Those that charts show; none in packs of older versions.
  package var indicators: [Indicator]?
  package var captions: Captions
  package var units: [Unit]
  /// What can be asked of the period and the pack, by placeholder and field.
  package var texts: [String: [String: String]]
  package var numbers: [Number]
  package var tables: [Table]
  /// What units say in words; none in packs of older versions.
  package var answers: [Answers]?

  package static let fileName = "manifest.json"

  package func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

extension Manifest {
  /// When the pack was made, as its files say.
  package var creationDate: Date {
    (try? Date(created, strategy: .iso8601)) ?? Date(timeIntervalSince1970: 0)
  }

  /// Reads what `data` wrote.
  package init(_ data: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Manifest.self, from: data)
  }

  /// That of the pack in a folder; `nil` where none lies there, or none that can be read.
  package init?(ofPackIn folder: URL) {
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
