public import ClusterMetrics
public import Foundation
import Intake
import Reporting

/// A project folder, as a program of your own uses it: what is wrong with it, its numbers, its charts, its packs.
///
/// ```swift
/// let project = try ReportProject(at: URL(fileURLWithPath: "cum-thi-dua-1"))
/// for number in try project.numbers(for: Period("2022-H1")!) where number.status == .missing {
///   print(number.unit, "has not reported", number.indicator)
/// }
/// ```
///
/// It is a value that holds what the settings and the roster said when it was opened; the tables are read whenever
/// numbers are asked for. The same numbers, checks and charts come from the command line and from the page.
public struct ReportProject: Sendable {
  private let opened: OpenProject

  /// Opens a folder that holds `giaoban.yaml`, a roster and tables.
  ///
  /// - Parameters:
  ///   - folder: that of the project.
  ///   - language: that of charts and packs, instead of the project's own.
  /// - Throws: ``ReportError`` where it holds no project.
  public init(at folder: URL, language: Language? = nil) throws(ReportError) {
    do throws(WorkspaceError) {
      opened = try OpenProject(folder: folder, language: language)
    } catch { throw ReportError(error) }
  }

  /// What the project is called.
  public var title: LocalizedText { opened.definition.title }

  /// What is counted, in the order of the settings.
  public var indicators: [ReportIndicator] {
    opened.definition.indicators.map {
      ReportIndicator(id: $0.id, name: $0.name, unitOfMeasure: $0.unitOfMeasure)
    }
  }

  /// The days of a period by the project's calendar, both included.
  public func days(of period: Period) throws(ReportError) -> ClosedRange<Day> {
    do throws(WorkspaceError) {
      let days = opened.definition.calendar.days(of: try opened.period(period))
      return days.lowerBound...days.upperBound.previous
    } catch { throw ReportError(error) }
  }

  /// What is wrong or doubtful, as `giaoban check` says it.
  public func findings() throws(ReportError) -> [ReportFinding] {
    do throws(WorkspaceError) {
      return try opened.check().log.all.map(ReportFinding.init)
    } catch { throw ReportError(error) }
  }

  /// Numbers for a period, a row for each group and indicator.
  ///
  /// - Parameters:
  ///   - grouping: `unit`, `cluster`, `commune`, `all` for one sum, the id of a column of registers or of an attribute of
  ///     the roster, as `giaoban tally --by` takes it.
  ///   - indicators: ids, or all without any.
  ///   - period: that of the numbers, such as the first half of 2025.
  /// - Throws: ``ReportError`` where the data has errors that are not accepted, and what they are.
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

  /// A chart.
  ///
  /// - Parameters:
  ///   - kind: as `giaoban chart --kind` takes it, such as `ranked`.
  ///   - indicators: ids, or all without any where the kind takes several.
  ///   - period: that of the numbers.
  ///   - format: of the file.
  ///   - width: in millimetres.
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
      request.format =
        switch format {
        case .png: .png
        case .svg: .svg
        case .pdf: .pdf
        }
      request.width = width
      return try opened.draw(request).data
    } catch { throw ReportError(error) }
  }

  /// Makes the chart pack of a period: `pack.pdf`, pictures, workbook, slides, web page, whole or not at all.
  ///
  /// - Parameters:
  ///   - period: that of the report.
  ///   - folder: where it is put; a pack that lies there is replaced, anything else is refused.
  /// - Returns: how many pages it has.
  @discardableResult
  public func makePack(for period: Period, in folder: URL) throws(ReportError) -> Int {
    do throws(WorkspaceError) {
      let request = PackRequest(period: try opened.period(period))
      try opened.requirePlace(folder)
      return try opened.makePack(request, try opened.packTallies(request), in: folder).pages
    } catch { throw ReportError(error) }
  }
}

/// What a project counts.
public struct ReportIndicator: Sendable, Hashable {
  /// As settings and tables write it.
  public let id: String
  /// What people call it.
  public let name: LocalizedText
  /// What its numbers are measured in, where they are.
  public let unitOfMeasure: LocalizedText?
}

/// The format of a chart's file.
public enum ReportChartFormat: Sendable, Hashable, CaseIterable {
  case png, svg, pdf
}

/// Something wrong or doubtful in the data, and where it stands.
public struct ReportFinding: Sendable, Hashable {
  /// A stable name, such as `unknown-unit`.
  public let code: String
  /// Whether what it is about is left out of every number.
  public let isError: Bool
  /// The file where it stands, by its name within the project.
  public let file: String
  /// The sheet of a workbook.
  public let sheet: String?
  /// The row, counted from one as a spreadsheet does.
  public let row: Int?
  /// The column, counted from one.
  public let column: Int?
  /// What is wrong, and what to do about it.
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
  /// How much stands behind a number.
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// Every unit has reported, only some have or only for a part of the period, none has.
    case complete, partial, missing
    /// On the map of the period's last day it would have to be divided between units.
    case indivisible
    /// It is small, and the settings say that small numbers are not shown.
    case hidden
    /// The question does not arise.
    case notApplicable = "not-applicable"
  }

  /// The cluster of the unit.
  public let cluster: String
  /// Empty of a cluster or of all.
  public let unit: String
  /// Of a commune its name.
  public let commune: String?
  /// The text of the column or attribute by which the numbers are grouped.
  public let text: String?
  /// The id of the indicator.
  public let indicator: String
  /// `nil` where nobody has reported, the question does not arise, or it is not shown: never zero instead.
  public let value: Double?
  /// How much stands behind it.
  public let status: Status
  /// On how many units it stands.
  public let reportingUnits: Int
  /// How many units are asked.
  public let expectedUnits: Int

  init(_ row: TallyTable.Row) {
    (cluster, unit, commune) = (row.place.cluster, row.place.unit, row.place.commune)
    text = row.place.text ?? row.place.trait
    (indicator, value) = (row.indicator, row.value)
    status = Status(rawValue: row.status) ?? .missing
    (reportingUnits, expectedUnits) = (row.reportingUnits, row.expectedUnits)
  }
}

/// Why something could not be done with a project.
public struct ReportError: Error, Sendable {
  /// `usage`, `bad-data`, `no-input`, `cannot-create`, `io-failed` or `stopped`.
  public let code: String
  /// What is wrong, in both languages.
  public let message: LocalizedText
  /// The errors of the data that stand in the way.
  public let findings: [ReportFinding]

  init(_ error: WorkspaceError) {
    code = error.code.rawValue
    message = error.message
    findings = error.findings.map(ReportFinding.init)
  }
}
