import ClusterMetrics
import Findings
import OfficeWords
import Tables

/// What `giaoban.yaml` says.
package struct ProjectDefinition: Sendable {
  package var title: LocalizedText
  /// Who issues the pack: "Ban Dân vận Tỉnh ủy Thanh Hóa".
  package var organisation = LocalizedText("")
  /// What the pack is about: "Biểu đồ công tác dân vận".
  package var subject = ProjectDefinition.plainSubject
  /// What it is about where nobody says more.
  package static let plainSubject = LocalizedText(
    vi: "Biểu đồ số liệu", en: "Charts of the numbers reported")
  package var language = Language.vietnamese
  package var calendar = ReportingCalendar.calendarMonths
  /// The encoding of text files that are not UTF-8; guessed from their bytes where it is not said.
  package var encoding: TextEncoding?
  /// Findings that no longer stand in the way.
  package var acceptances: [Acceptance] = []
  package var indicators: [Indicator] = []
  /// What units are asked in words.
  package var questions: [Question] = []
  /// What indicators belong together, in the order in which they are shown.
  package var groups: [IndicatorGroup] = []
  package var breakdowns: [Breakdown] = []
  /// Headers that the project's files give to an id of a column or measure.
  package var columns: [String: [String]] = [:]
  /// The ids of `columns` in the order of the settings.
  package var columnOrder: [String] = []
  /// Names of units where room is scarce, by full name.
  package var shortNames: [String: String] = [:]
  /// Which files hold what, where their names do not tell.
  package var sources = SourceSettings()
  /// Other names of units, by name.
  package var aliases: [String: [String]] = [:]
  /// Other names of indicators, by id.
  package var indicatorAliases: [String: [String]] = [:]
  /// Rules of one's own that rows or tallies are held to.
  package var checks: [DataCheck] = []
  package var captions = Captions()
  /// How units are scored, if they are.
  package var score: ScoreRule?
  /// The name of the file with points that people gave.
  package var assessmentFile: String?
  /// The name of the file with adjustments to scores.
  package var adjustmentFile: String?
  /// The file that says where the tile of each unit lies, if there is one.
  package var tileMapFile: String?
  /// The file of shapes for maps, if there is one.
  package var map: MapSettings?
  /// The files that the settings name besides tables of records.
  package var furtherFiles: [String] {
    [adjustmentFile, assessmentFile, tileMapFile, map?.file].compactMap(\.self)
  }
  /// What happened on which day; trends show it.
  package var events: [Event] = []
  /// How the pages of a pack lie.
  package var paper = PackPaper.landscape
  /// The pages of a pack, in order; none for the default ones.
  package var pages: [PageSettings] = []
  /// How charts look.
  package var theme = ThemeSettings()
  /// Rules of charts that may be broken.
  package var waivers: [Waiver] = []
  /// Ids of the indicators on the pack's cover, at most four.
  package var tiles: [String] = []

  /// How many days after the closing of a period numbers are due that say nothing else.
  package var due: Int?
  /// Whether database servers fold the rows of registers.
  package var pushDown = PushDown.auto

  /// How much is read and made at most.
  package var limits = ReadingLimits()

  package init(title: LocalizedText) { self.title = title }

  /// The indicators and the parts of those that are broken down: all that is tallied.
  package var tallied: [Indicator] {
    indicators + breakdowns.flatMap(\.parts)
  }

  /// The text columns that registers may have.
  package var textColumns: [Grouping.Column] {
    let activity = KnownColumn.activity
    return [.init(id: activity.rawValue, headers: columns[activity.rawValue] ?? activity.headers)]
      + columnOrder.map { .init(id: $0, headers: columns[$0] ?? []) }
  }

  /// The group of an indicator, if it is in any.
  package func group(of indicator: Indicator) -> IndicatorGroup? {
    groups.first { $0.indicators.contains(indicator.id) }
  }

  package func indicator(withID id: String) -> Indicator? {
    indicators.first { $0.id == id }
  }
}

/// Indicators that belong together: "1. Lãnh đạo, chỉ đạo".
package struct IndicatorGroup: Sendable, Hashable {
  package var id: String
  package var name: LocalizedText
  /// Ids of its indicators, in their order.
  package var indicators: [String]
}

extension ProjectDefinition {
  /// Something that explains a turn in the numbers: "sắp xếp đơn vị hành chính" on 1 July 2025.
  package struct Event: Sendable, Equatable {
    package var day: Day
    package var name: LocalizedText
  }

  /// The words before the numbers of captions in documents, and where captions stand.
  package struct Captions: Sendable, Equatable {
    /// Beside the picture or table that it names.
    package enum Place: String, Sendable, CaseIterable, Codable {
      case above, below
    }

    package var chart = LocalizedText(vi: "Biểu đồ", en: "Chart")
    package var table = LocalizedText(vi: "Bảng", en: "Table")
    package var chartPlace = Place.below
    package var tablePlace = Place.above
  }
}

/// An indicator in parts by the texts of a column: models of "Dân vận khéo" by field.
package struct Breakdown: Sendable {
  package var indicator: Indicator
  package var column: String
  package var name: LocalizedText
  package var values: [String]

  /// One indicator for each value, with the whole's definition and one condition more.
  package var parts: [Indicator] {
    values.enumerated().map { number, value in
      var part = indicator
      part.id = "\(indicator.id)#\(number + 1)"
      part.name = LocalizedText(value)
      part.target = nil
      part.conditions.append(.init(column: column, values: [value]))
      return part
    }
  }
}
