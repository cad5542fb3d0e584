import ClusterMetrics
import Findings
import Foundation
import Intake
import ReportTables
import Settings

/// `manifest.json`: the contents of a pack, for programs that use them elsewhere.
package struct Manifest: Codable, Equatable {
  package struct Chart: Codable, Equatable {
    package var id: String
    package var number: Int
    package var title: String
    /// The label: "Biểu đồ 3".
    package var label: String
    /// The text below it in a document, after the label.
    package var caption: String
    package var alternativeText: String
    /// The width of its picture in millimetres; `nil` if the pack has no pictures.
    package var widthMillimetres: Double?
    package var heightMillimetres: Double?
    /// The path within the pack for each format.
    package var files: [String: String]
    /// The numbers of the chart, as in `tallies.csv`.
    package var data: [Datum]

    package init(
      id: String, number: Int, title: String, label: String, caption: String,
      alternativeText: String, widthMillimetres: Double? = nil, heightMillimetres: Double? = nil,
      files: [String: String], data: [Datum]
    ) {
      self.id = id
      self.number = number
      self.title = title
      self.label = label
      self.caption = caption
      self.alternativeText = alternativeText
      self.widthMillimetres = widthMillimetres
      self.heightMillimetres = heightMillimetres
      self.files = files
      self.data = data
    }

    /// The height of the picture divided by its width.
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

    package init(
      period: String, cluster: String, unit: String, indicator: String, value: Double? = nil,
      status: String
    ) {
      self.period = period
      self.cluster = cluster
      self.unit = unit
      self.indicator = indicator
      self.value = value
      self.status = status
    }
  }

  /// An indicator for a unit, a cluster or in total, in all wordings for documents.
  package struct Number: Codable, Equatable {
    package var indicator: String
    /// The cluster; empty for the total of all.
    package var cluster: String
    package var unit: String
    package var status: String
    /// The texts by the field of a placeholder: "value", "change", "last_year".
    package var texts: [String: String]

    package init(
      indicator: String, cluster: String, unit: String, status: String, texts: [String: String]
    ) {
      self.indicator = indicator
      self.cluster = cluster
      self.unit = unit
      self.status = status
      self.texts = texts
    }
  }

  /// A table for documents.
  package struct Table: Codable, Equatable {
    package struct Column: Codable, Equatable {
      package var name: String
      package var isNumber: Bool

      package init(name: String, isNumber: Bool) {
        self.name = name
        self.isNumber = isNumber
      }
    }

    package struct Row: Codable, Equatable {
      package var cells: [String]
      package var isTotal: Bool

      package init(cells: [String], isTotal: Bool) {
        self.cells = cells
        self.isTotal = isTotal
      }
    }

    package var id: String
    /// The text above it, after its label.
    package var caption: String
    package var columns: [Column]
    package var rows: [Row]

    package init(id: String, caption: String, columns: [Column], rows: [Row]) {
      self.id = id
      self.caption = caption
      self.columns = columns
      self.rows = rows
    }
  }

  /// The answers of units to a question.
  package struct Answers: Codable, Equatable {
    package struct Entry: Codable, Equatable {
      package var cluster: String
      package var unit: String
      package var text: String

      package init(cluster: String, unit: String, text: String) {
        self.cluster = cluster
        self.unit = unit
        self.text = text
      }
    }

    package var id: String
    package var name: String
    package var entries: [Entry]

    package init(id: String, name: String, entries: [Entry]) {
      self.id = id
      self.name = name
      self.entries = entries
    }
  }

  /// The name and unit of measure of an indicator.
  package struct Indicator: Codable, Equatable {
    package var id: String
    package var name: String
    package var unitOfMeasure: String
    package var decimals: Int
    package var isPercentage: Bool
    /// The target, if there is one.
    package var target: Double?

    package init(
      id: String, name: String, unitOfMeasure: String, decimals: Int, isPercentage: Bool,
      target: Double? = nil
    ) {
      self.id = id
      self.name = name
      self.unitOfMeasure = unitOfMeasure
      self.decimals = decimals
      self.isPercentage = isPercentage
      self.target = target
    }
  }

  /// The words and places of captions in documents.
  package struct Captions: Codable, Equatable {
    /// The word before the number: "Biểu đồ", "Bảng".
    package var chart: String
    package var table: String
    package var chartPlace: ProjectDefinition.Captions.Place
    package var tablePlace: ProjectDefinition.Captions.Place

    package init(
      chart: String, table: String, chartPlace: ProjectDefinition.Captions.Place,
      tablePlace: ProjectDefinition.Captions.Place
    ) {
      self.chart = chart
      self.table = table
      self.chartPlace = chartPlace
      self.tablePlace = tablePlace
    }
  }

  /// A unit with the names that placeholders may use.
  package struct Unit: Codable, Equatable {
    package var cluster: String
    package var name: String
    package var shortName: String

    package init(cluster: String, name: String, shortName: String) {
      self.cluster = cluster
      self.name = name
      self.shortName = shortName
    }
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
  /// The revision of the period's pack, and the changes since the last one; `nil` in packs of older versions.
  package var revision: PackRevision?
  package var charts: [Chart]
  /// The indicators in charts; `nil` in packs of older versions.
  package var indicators: [Indicator]?
  package var captions: Captions
  package var units: [Unit]
  /// The texts about the period and the pack, by placeholder and field.
  package var texts: [String: [String: String]]
  package var numbers: [Number]
  package var tables: [Table]
  /// The answers of units; `nil` in packs of older versions.
  package var answers: [Answers]?

  package init(
    giaoban: String, libraries: [String: String], title: String, period: String, firstDay: String,
    lastDay: String, language: String, created: String, pages: Int, inputs: [Pack.Input],
    revision: PackRevision? = nil, charts: [Chart], indicators: [Indicator]? = nil,
    captions: Captions, units: [Unit], texts: [String: [String: String]], numbers: [Number],
    tables: [Table], answers: [Answers]? = nil
  ) {
    self.giaoban = giaoban
    self.libraries = libraries
    self.title = title
    self.period = period
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.language = language
    self.created = created
    self.pages = pages
    self.inputs = inputs
    self.revision = revision
    self.charts = charts
    self.indicators = indicators
    self.captions = captions
    self.units = units
    self.texts = texts
    self.numbers = numbers
    self.tables = tables
    self.answers = answers
  }

  package static let fileName = "manifest.json"

  package func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

extension Manifest {
  /// The date of the pack, as in its files.
  package var creationDate: Date {
    (try? Date(created, strategy: .iso8601)) ?? Date(timeIntervalSince1970: 0)
  }

  /// Parses a manifest.
  package init(_ data: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Manifest.self, from: data)
  }

  /// The manifest of the pack in a folder; `nil` if there is no readable one.
  package init?(ofPackIn folder: URL) {
    guard let data = try? Data(contentsOf: folder.appending(path: Manifest.fileName)),
      let manifest = try? Manifest(data)
    else { return nil }
    self = manifest
  }
}

/// Finds the language of a pack.
package enum PackLanguage {
  /// The language of the pack in a folder; `nil` if there is none.
  package static func of(packIn folder: URL) -> Language? {
    Manifest(ofPackIn: folder).flatMap { Language(rawValue: $0.language) }
  }
}
