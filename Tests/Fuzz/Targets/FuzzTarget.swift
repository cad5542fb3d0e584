import ClusterMetrics
import Documents
import Foundation
import Intake
import ProjectDiscovery
import Reporting
import ReportWords
import TestSupport

/// A reader that must take any bytes: it may refuse them, but never trap, hang or eat the memory.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// A register as text; the XML of a register's sheet; a whole workbook.
  case csv, sheet, xlsx
  /// `giaoban.yaml`; a roster; a table of submissions.
  case yaml, roster, submissions
  /// A report table as text; the XML of a sheet with one.
  case tables, grid
  /// A report table as OpenDocument, XML Spreadsheet 2003 or HTML; the XML of a Word document with one.
  case markup, appendix
  /// The XML of a report's text; a whole document.
  case document, docx

  private static let plainSettings = """
    title: T
    columns: {people: Số người tham dự}
    indicators:
      talks: {count: activities, where: {activity: [đối thoại, talk]}}
      places: {distinct: commune}
      share: {share: places, of: communes}
      people: {sum: people}
      mean: {mean: people}
      rate: {ratio: [people, talks], shown_as: number}
      sent: {from: submissions}
      flow: {name: Hồ sơ, from: submissions, over_time: sum}
      counted: {name: Thu phí, unit_of_measure: triệu đồng, from: submissions, cumulative: year}
      both: {compute: talks + people / 2}
    """
  private static let plainRoster = """
    cluster,unit,unit_kind,commune,from,to,successor
    C,Huyện Nga Sơn,,Xã Nga An,,,
    C,Huyện Nga Sơn,,Xã Nga Tân,,,
    C,Công an tỉnh,,,,,
    """
  private static let plainRegister = """
    date,unit,commune,activity,Số người tham dự
    2022-01-05,Huyện Nga Sơn,Xã Nga An,đối thoại,12
    """

  /// Reads the bytes as the program would, in a folder of the caller's.
  ///
  /// - Parameter pack: the folder of a pack, which documents are filled from.
  package func run(_ bytes: Data, in folder: URL, pack: URL) {
    switch self {
    case .document, .docx: fill(bytes, in: folder, pack: pack)
    default: check(bytes, in: folder)
    }
  }

  private func check(_ bytes: Data, in folder: URL) {
    var files: [String: Data] = [
      "giaoban.yaml": Data(FuzzTarget.plainSettings.utf8),
      "roster.csv": Data(FuzzTarget.plainRoster.utf8),
      "activities.csv": Data(FuzzTarget.plainRegister.utf8),
    ]
    switch self {
    case .csv: files["activities.csv"] = bytes
    case .xlsx: files["activities.xlsx"] = bytes
    case .sheet: files["activities.xlsx"] = StoredZip.workbook(sheet: bytes)
    case .yaml: files["giaoban.yaml"] = bytes
    case .roster: files["roster.csv"] = bytes
    case .submissions: files["submissions.csv"] = bytes
    case .tables: files["bieu.csv"] = bytes
    case .grid: files["bieu.xlsx"] = StoredZip.workbook(sheet: bytes)
    case .markup: files["bieu.xls"] = bytes
    case .appendix: files["bieu.docx"] = StoredZip.document(body: bytes)
    case .document, .docx: break
    }
    let stale = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in stale where files[name] == nil {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
    for (name, data) in files { try? data.write(to: folder.appending(path: name)) }
    guard let project = try? Project(folder: folder) else { return }
    for finding in project.log.all { _ = finding.line(in: .vietnamese) }
    guard !project.log.hasErrors else { return }
    guard let result = try? project.tally([.half(1, year: 2022)]) else { return }
    for finding in result.log.all { _ = finding.line(in: .english) }
    for table in result.tables { _ = table.numbers.map(\.value) }
    if let name = files.keys.first(where: { $0.hasPrefix("bieu") }) {
      var discovery = TableDiscovery()
      discovery.read(filesAt: [(folder.appending(path: name).path, name)])
      _ = ProposalTexts(discovery.proposal).settings
    }
    for indicator in project.definition.indicators {
      _ = result.book.tally(indicator, for: .all, in: .half(1, year: 2022))
    }
  }

  private func fill(_ bytes: Data, in folder: URL, pack: URL) {
    let path = folder.appending(path: "report.docx").path
    let data = self == .docx ? bytes : StoredZip.document(body: bytes)
    try? data.write(to: URL(fileURLWithPath: path))
    _ = try? Attachment.fill(path, from: pack, to: folder.appending(path: "filled.docx").path)
  }
}
