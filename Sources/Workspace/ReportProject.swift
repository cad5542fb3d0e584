import CairoRenderer
public import ClusterMetrics
import Findings
public import Foundation
import Intake
import Reporting
import Settings
import TallyTables

/// A project folder, for use in your own programs: its findings, numbers, charts and packs.
///
/// ```swift
/// let project = try ReportProject(at: URL(fileURLWithPath: "cum-thi-dua-1"))
/// for number in try project.numbers(for: Period("2022-H1")!) where number.status == .missing {
///   print(number.unit, "has not reported", number.indicator)
/// }
/// ```
///
/// The value keeps the settings and the roster as they were when it was opened; the tables are read each time numbers
/// are requested. Numbers, checks and charts are the same as those of the command line and the page.
public struct ReportProject: Sendable {
  private let opened: OpenProject

  /// Opens a folder that contains `giaoban.yaml`, a roster and tables.
  ///
  /// - Parameters:
  ///   - folder: the project's folder.
  ///   - language: the language of charts and packs; `nil` for the project's own.
  /// - Throws: ``ReportError`` if the folder is not a project.
  public init(at folder: URL, language: Language? = nil) throws(ReportError) {
    do throws(WorkspaceError) {
      opened = try OpenProject(folder: folder, language: language)
    } catch { throw ReportError(error) }
  }

  /// The project's title.
  public var title: LocalizedText { opened.definition.title }

  /// The indicators, in the order of the settings.
  public var indicators: [ReportIndicator] {
    opened.definition.indicators.map {
      ReportIndicator(id: $0.id, name: $0.name, unitOfMeasure: $0.unitOfMeasure)
    }
  }

  /// The days of a period in the project's calendar, both included.
  public func days(of period: Period) throws(ReportError) -> ClosedRange<Day> {
    do throws(WorkspaceError) {
      let days = opened.definition.calendar.days(of: try opened.period(period))
      return days.lowerBound...days.upperBound.previous
    } catch { throw ReportError(error) }
  }

  /// The findings of `giaoban check`.
  public func findings() throws(ReportError) -> [ReportFinding] {
    do throws(WorkspaceError) {
      return try opened.check().log.all.map(ReportFinding.init)
    } catch { throw ReportError(error) }
  }

  /// Numbers for a period, a row for each group and indicator.
  ///
  /// - Parameters:
  ///   - grouping: `unit`, `cluster`, `commune`, `all` for a single sum, the id of a column of registers or of an
  ///     attribute of the roster, as for `giaoban tally --by`.
  ///   - indicators: ids of indicators; empty for all.
  ///   - period: the period of the numbers, such as the first half of 2025.
  /// - Throws: ``ReportError`` with the findings, if the data has errors that are not accepted.
  public func numbers(
    for period: Period, by grouping: String = "unit", indicators: [String] = []
  ) throws(ReportError) -> [ReportNumber] {
    do throws(WorkspaceError) {
      let period = try opened.period(period)
      let by = try opened.grouping(written: grouping)
      let shown = try opened.indicators(withIDs: indicators)
      let intake = try opened.tallies(
        [period], place: by.place == .commune ? .commune : .unit, column: by.column)
      let table = TallyTable(
        intake.book.divided(by: [by.attribute]), indicators: shown, periods: [period],
        column: by.column, attribute: by.attribute
      ) { book, period in by.groups(book, in: period) }
      return table.rows.map(ReportNumber.init)
    } catch { throw ReportError(error) }
  }

  /// Draws a chart.
  ///
  /// - Parameters:
  ///   - kind: a kind as for `giaoban chart --kind`, such as `ranked`.
  ///   - indicators: ids of indicators; empty for all, if the kind takes several.
  ///   - period: the period of the numbers.
  ///   - format: the file format.
  ///   - width: the width in millimetres.
  public func chart(
    _ kind: String, of indicators: [String], for period: Period, as format: ReportChartFormat,
    width: Double = 155
  ) throws(ReportError) -> Data {
    do throws(WorkspaceError) {
      guard let known = ChartKind(rawValue: kind) else {
        throw WorkspaceError(
          .usage, vi: "không có kiểu biểu đồ \"\(kind)\"",
          en: "there is no kind of chart \"\(kind)\"")
      }
      var settings = ChartSettings(kind: known)
      settings.indicators = try opened.indicators(withIDs: indicators).map(\.id)
      var request = ChartRequest(settings, period: try opened.period(period))
      request.format = format
      request.width = width
      return try opened.draw(request).data
    } catch { throw ReportError(error) }
  }

  /// Makes the chart pack of a period: `pack.pdf`, pictures, workbook, slides and web page, either completely or not at
  /// all.
  ///
  /// - Parameters:
  ///   - period: the period of the report.
  ///   - folder: the folder to write; an existing pack in it is replaced, anything else is rejected.
  /// - Returns: the number of pages.
  @discardableResult
  public func makePack(for period: Period, in folder: URL) throws(ReportError) -> Int {
    do throws(WorkspaceError) {
      let request = PackRequest(period: try opened.period(period))
      try opened.requirePlace(folder)
      return try opened.makePack(request, try opened.packTallies(request), in: folder).pages
    } catch { throw ReportError(error) }
  }
}

/// An indicator of a project.
public struct ReportIndicator: Sendable, Hashable {
  /// Its id in settings and tables.
  public let id: String
  /// Its display name.
  public let name: LocalizedText
  /// Its unit of measure, if it has one.
  public let unitOfMeasure: LocalizedText?
}

/// The format of a chart's file.
public typealias ReportChartFormat = DrawingFormat

/// An error or doubt in the data, and its place.
public struct ReportFinding: Sendable, Hashable {
  /// A stable code, such as `unknown-unit`.
  public let code: String
  /// Whether the data concerned is left out of every number.
  public let isError: Bool
  /// The file, by its name within the project.
  public let file: String
  /// The sheet, if the file is a workbook.
  public let sheet: String?
  /// The row, counted from 1 as in a spreadsheet.
  public let row: Int?
  /// The column, counted from 1.
  public let column: Int?
  /// The problem, and how to solve it.
  public let message: LocalizedText

  init(_ finding: Finding) {
    (code, isError) = (finding.code.rawValue, finding.severity == .error)
    (file, sheet) = (finding.place.file, finding.place.sheet)
    (row, column) = (finding.place.row, finding.place.column)
    message = finding.text
  }
}

/// A number of a project.
public struct ReportNumber: Sendable, Hashable {
  /// The completeness of a number.
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// Every unit has reported; only some have, or only for part of the period; none has.
    case complete, partial, missing
    /// With the boundaries of the period's last day, it would have to be divided between units.
    case indivisible
    /// It is small, or would reveal a small number, and the settings suppress it.
    case hidden
    /// The indicator does not apply.
    case notApplicable = "not-applicable"
  }

  /// The cluster of the unit.
  public let cluster: String
  /// The unit; empty for a cluster or for all.
  public let unit: String
  /// The name of the commune, if the number is of one.
  public let commune: String?
  /// The text of the column or attribute by which the numbers are grouped.
  public let text: String?
  /// The id of the indicator.
  public let indicator: String
  /// The value; `nil`, never zero, if no unit has reported, the indicator does not apply, or the number is suppressed.
  public let value: Double?
  /// The completeness of the number.
  public let status: Status
  /// The number of units included.
  public let reportingUnits: Int
  /// The number of units to which the indicator applies.
  public let expectedUnits: Int

  init(_ row: TallyTable.Row) {
    (cluster, unit, commune) = (row.place.cluster, row.place.unit, row.place.commune)
    text = row.place.text ?? row.place.trait
    (indicator, value) = (row.indicator, row.value)
    status = Status(rawValue: row.status) ?? .missing
    (reportingUnits, expectedUnits) = (row.reportingUnits, row.expectedUnits)
  }
}

/// The reason why an operation on a project failed.
public struct ReportError: Error, Sendable {
  /// `usage`, `bad-data`, `no-input`, `cannot-create`, `io-failed` or `stopped`.
  public let code: String
  /// The problem, in both languages.
  public let message: LocalizedText
  /// The errors in the data that caused the failure.
  public let findings: [ReportFinding]

  init(_ error: WorkspaceError) {
    code = error.code.rawValue
    message = error.message
    findings = error.findings.map(ReportFinding.init)
  }
}
