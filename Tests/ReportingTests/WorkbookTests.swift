import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Office
@testable import Packs
@testable import Reporting

/// What openpyxl reads in a workbook.
struct WorkbookReading: Decodable {
  struct Cell: Decodable {
    enum Value: Decodable, Equatable {
      case text(String)
      case number(Double)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }

    var value: Value?
    var type: String
    var format: String
    var note: String?

    var text: String? { if case .text(let text)? = value { text } else { nil } }
    var number: Double? { if case .number(let number)? = value { number } else { nil } }
  }

  struct Entry: Decodable {
    var type: String
    var cells: String
    var first: String?
    var second: String?
  }

  struct Sheet: Decodable {
    var name: String
    var state: String
    var frozen: String?
    var charts: Int
    var paper: Int?
    var repeated: String?
    var filter: String?
    var rows: [[Cell]]
    var entries: [Entry]

    /// The row whose first cells hold these texts.
    func row(_ texts: String...) -> [Cell]? {
      rows.first { row in zip(row, texts).allSatisfy { $0.text == $1 } && row.count >= texts.count }
    }
  }

  var title: String
  var names: [String: String]
  var sheets: [Sheet]

  init(_ path: URL) throws {
    let script = documents.appending(path: "read-xlsx.py").path
    let run = try Run(URL(fileURLWithPath: "/usr/bin/python3"), [script, path.path])
    try #require(run.status == 0, "\(run.errors)")
    self = try JSONDecoder().decode(WorkbookReading.self, from: Data(run.output.utf8))
  }

  subscript(name: String) -> Sheet? { sheets.first { $0.name == name } }
}

@Suite("The workbook")
struct WorkbookTests {
  private let folder = try! TemporaryFolder()
  private let date = Date(timeIntervalSince1970: 1_655_424_000)

  private func reading(
    _ sample: String, _ language: Language = .vietnamese, period: Period = .half(1, year: 2022)
  ) throws -> WorkbookReading {
    let data = try TallyWorkbook(
      report: try report(sample, language, period: period), inputs: [], date: date
    ).data()
    try folder.write("tallies.xlsx", data)
    return try WorkbookReading(folder.url.appending(path: "tallies.xlsx"))
  }

  @Test("numbers are real numbers with formats, and totals are the seed's")
  func numbers() throws {
    let sheet = try #require(try reading("cum-thi-dua-1")["Theo đơn vị"])
    let total = try #require(sheet.row("Cụm thi đua số 1"))
    #expect(total[1].number == 105 && total[1].format == "#,##0")
    #expect(total[2].number == 85)
    #expect(abs((total[3].number ?? 0) - 85.0 / 193) < 1e-12 && total[3].format == "0.0%")
    // A committee has no communes.
    #expect(sheet.row("Công an tỉnh")?[3].text == "x")
    #expect(sheet.frozen == "B5" && sheet.paper == 9 && sheet.repeated == "$4:$4")
  }

  @Test("changes are formulas over the cells beside them, with their results")
  func formulas() throws {
    let sheet = try #require(try reading("cum-thi-dua-1")["So sánh"])
    let row = try #require(
      sheet.row("Hội nghị đối thoại", "Cụm thi đua số 1", "Thành phố Thanh Hóa"))
    #expect(row[3].number == 21 && row[4].number == 17)
    #expect(row[5].text == "=D5-E5" && row[5].type == "f" && row[7].number == 1)
    #expect(sheet.filter == "A4:H84")
  }

  @Test("a missing unit is a sign with a note, never a zero; a partial total says its units")
  func missing() throws {
    let reading = try reading("cum-thi-dua-1", period: .half(2, year: 2020))
    let sheet = try #require(reading["Theo đơn vị"])
    let missing = try #require(sheet.row("Thành phố Sầm Sơn"))
    #expect(missing[1].text == "…" && missing[1].note?.contains("Chưa báo cáo") == true)
    let total = try #require(sheet.row("Cụm thi đua số 1"))
    #expect(total[1].note?.contains("9/10 đơn vị") == true)
  }

  @Test("the province has a sheet of clusters, in English too; charts are Excel's own")
  func province() throws {
    let reading = try reading("toan-tinh", .english)
    #expect(
      reading.sheets.map(\.name) == [
        "Charts", "By unit", "Comparison", "By cluster", "Over periods", "Checks", "About",
      ])
    #expect(reading["Charts"]?.charts == 8)
    #expect(reading["By cluster"]?.rows.count { $0.first?.text?.hasPrefix("Cụm") == true } == 4)
  }

  @Test("text that looks like a formula is text, and odd sheet names are mended")
  func hostile() throws {
    let file = try Spreadsheet(title: "=1", author: "", created: date)
    let sheet = try file.sheet("a/b[c]:*?\\'" + String(repeating: "x", count: 60))
    let twin = try file.sheet("a/b[c]:*?\\'" + String(repeating: "x", count: 60))
    for (row, text) in ["=1+1", "@SUM(A1)", "-1", "+1", "<b>&"].enumerated() {
      sheet.write(text, row, 0)
    }
    try folder.write("odd.xlsx", try file.finish())
    let reading = try WorkbookReading(folder.url.appending(path: "odd.xlsx"))
    #expect(reading.sheets.map(\.name) == [sheet.name, twin.name] && sheet.name != twin.name)
    #expect(reading.sheets[0].rows.map { $0[0].type } == ["s", "s", "s", "s", "s"])
    #expect(reading.sheets[0].rows[0][0].text == "=1+1")
  }

  @Test("the same pack gives the same bytes")
  func reproducible() throws {
    let report = try report("cum-thi-dua-1")
    let workbook = TallyWorkbook(report: report, inputs: [], date: date)
    #expect(try workbook.data() == workbook.data())
  }
}
