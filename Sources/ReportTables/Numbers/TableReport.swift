import ClusterMetrics
import Findings
import Settings

/// How a table of the project was read, for people who want to trust it.
package struct TableReport: Sendable {
  /// What a table was taken for.
  package enum Kind: String, Sendable, Codable {
    case register, submissions, report
  }

  /// One of the tables of a sheet.
  package struct Block: Sendable {
    /// The rows that it takes up, as a spreadsheet numbers them.
    package var rows: ClosedRange<Int>
    /// What stands in its rows and columns, of "unit", "indicator", "period" and "figure".
    package var rowAxes: [String]
    package var columnAxes: [String]
    /// What holds for all of its numbers.
    package var period: Period?
    package var unit: String?
    package var indicator: String?
    /// What all of its numbers are, where that is not the value of the period: "plan", "cumulative".
    package var figure: String?
    /// How many numbers it holds.
    package var count: Int
    /// Rows and columns that are not read, and why.
    package var passed: [(place: String, reason: LocalizedText)]
  }

  /// A number with all that is known of it.
  package struct Number: Sendable {
    package var row: Int
    package var column: Int
    package var period: Period
    /// Empty for numbers of a cluster or of all.
    package var unit: String
    package var cluster: String
    package var indicator: String
    package var figure: String
    /// `nil` where it does not apply.
    package var value: Double?
    /// Whether it counts: another one may contradict it, or correct it.
    package var counts: Bool
  }

  package var file: String
  package var sheet: String?
  package var kind: Kind
  /// How many rows hold something, and how many of them count.
  package var rows: Int
  package var accepted: Int
  package var blocks: [Block] = []
  package var numbers: [Number] = []
  /// Why nothing of it is read, if so.
  package var refusal: LocalizedText?

  package init(
    file: String, sheet: String? = nil, kind: Kind, rows: Int, accepted: Int, blocks: [Block] = [],
    numbers: [Number] = [], refusal: LocalizedText? = nil
  ) {
    self.file = file
    self.sheet = sheet
    self.kind = kind
    self.rows = rows
    self.accepted = accepted
    self.blocks = blocks
    self.numbers = numbers
    self.refusal = refusal
  }
}

extension ReportTable {
  /// The table for those who look at how it was read.
  package func report(_ roster: Roster, _ uncounted: Set<Finding.Place>) -> TableReport {
    var report = TableReport(
      file: place.file, sheet: place.sheet, kind: .report, rows: rows, accepted: accepted)
    report.refusal = numbers.isEmpty ? refusal : nil
    report.blocks = blocks.map { block in
      TableReport.Block(
        rows: block.rows, rowAxes: block.rowAxes, columnAxes: block.columnAxes,
        period: block.period,
        unit: block.unit, indicator: block.indicator,
        figure: block.figure.flatMap { $0 == .value ? nil : $0.rawValue }, count: block.count,
        passed: block.passed)
    }
    report.numbers = numbers.map { number in
      var (unit, cluster) = ("", "")
      switch number.group {
      case .unit(let number):
        unit = roster.units[number].name
        cluster = roster.clusters[roster.units[number].cluster].name
      case .cluster(let number): cluster = roster.clusters[number].name
      default: break
      }
      return TableReport.Number(
        row: number.place.row ?? 0, column: number.place.column ?? 0, period: number.period,
        unit: unit,
        cluster: cluster, indicator: number.indicator.id, figure: number.figure.rawValue,
        value: number.isNotApplicable ? nil : number.value.doubleValue,
        counts: !uncounted.contains(number.place))
    }
    return report
  }
}
