import ClusterMetrics
import Findings
import Foundation
import Hummingbird
import Intake
import Packs
import Reporting
import ReportWords
import Settings
import TableReading
import TallyTables
import Workspace

/// The rows behind a number, each with a link to its place in its file.
struct TraceView {
  let desk: Desk
  let entry: Shelf.Entry
  let indicator: String
  let period: String
  let unit: String?
  let cluster: String?
  private var layout: Layout { Layout(desk: desk) }
  private var words: Wording { layout.words }

  private static let most = 1000

  func rows() throws -> (rows: [TraceTable.Row], indicator: Indicator, period: Period) {
    let opened = try desk.open(entry)
    guard let found = try opened.indicators(withIDs: [indicator]).first else {
      throw HTTPError(.notFound)
    }
    let asked = try opened.period(written: period)
    let book = try desk.tallies(entry, [asked]).book.comparable([asked])
    let roster = opened.project.roster
    var group = Group.all
    if let unit {
      let days = opened.definition.calendar.days(of: asked)
      group = .unit(try opened.unit(named: unit, in: days, on: book.boundaries))
    } else if let cluster {
      guard let number = roster.clusters.firstIndex(where: { $0.name == cluster }) else {
        throw HTTPError(.notFound)
      }
      group = .cluster(number)
    }
    let units = book.unitsBehind(found, book.units(of: group, in: asked), in: asked)
    let trace = try opened.project.trace(found, units: units, period: asked)
    return (TraceTable(trace, roster: roster).rows, found, asked)
  }

  func page() throws -> Response {
    let (rows, indicator, period) = try rows()
    let name = desk.title(of: entry)
    let opened = try desk.open(entry)
    let stated = try stated(indicator, period, opened)
    let title = words(indicator.name) + (unit ?? cluster).map { ", " + $0 }.orEmpty
    return try layout.page(title, of: entry, named: name, at: .numbers) { html in
      let count = words.numbers.text(Double(rows.count))
      html.element(
        "p", [:],
        words.sentence(words.name(period)) + ": "
          + words(
            "số này được tính từ \(count) dòng.",
            "this number comes from \(count) row\(rows.count == 1 ? "" : "s")."))
      guard !rows.isEmpty else { return }
      if !stated.isEmpty {
        html.element("details") {
          html.element(
            "summary", [:], words("Số này sai? Ghi số đúng", "Wrong? Write the right one"))
          for (coordinates, statement) in stated {
            CorrectionForm(desk: desk, entry: entry, opened: opened).write(
              html, coordinates, stands: statement.stands, correction: statement.correction,
              isNamed: true)
          }
        }
      }
      let columns = columns(of: rows)
      html.scrolled(title) {
        html.element("table") {
          html.element("caption", [:], words("Các dòng", "Rows"))
          html.head(columns.map(\.heading))
          html.element("tbody") {
            for row in rows.prefix(TraceView.most) {
              html.element("tr") {
                place(html, row)
                for column in columns.dropFirst() {
                  html.element(
                    "td", ["class": column.isNumber ? "number" : nil], column.text(row))
                }
              }
            }
          }
        }
      }
      if rows.count > TraceView.most {
        html.element(
          "p", ["class": "note"],
          words(
            "Chỉ hiện \(TraceView.most) dòng đầu.",
            "Only the first \(TraceView.most) rows are shown."))
      }
    }
  }

  /// The greatest number of values to correct at once: one for each month of a year.
  private static let mostStated = 12

  /// The numbers that the unit sent for the period, and for parts of it.
  private func stated(
    _ indicator: Indicator, _ period: Period, _ opened: OpenProject
  ) throws -> [(Coordinates, StatedNumber)] {
    let calendar = opened.definition.calendar
    let days = calendar.days(of: period)
    guard let unit, let number = opened.project.roster.unit(named: unit, in: days) else {
      return []
    }
    let own = try desk.tallies(entry, [period]).statements { place in
      place.unit == number && place.indicator == indicator.id && place.figure != .plan
        && days.contains(calendar.days(of: place.period))
    }
    guard own.count <= TraceView.mostStated else { return [] }
    return own.sorted { left, right in
      let (first, second) = (
        calendar.days(of: left.key.period), calendar.days(of: right.key.period)
      )
      return (first.lowerBound, first.upperBound, right.key.figure.rawValue)
        < (second.lowerBound, second.upperBound, left.key.figure.rawValue)
    }.map { ($0.key, $0.value) }
  }

  private struct Column {
    var heading: String
    var isNumber = false
    var text: (TraceTable.Row) -> String
  }

  /// The columns with content, after the place.
  private func columns(of rows: [TraceTable.Row]) -> [Column] {
    let place = Column(heading: words("Vị trí", "Place")) { $0.file }
    let others = [
      Column(heading: words("Ngày", "Date")) { row in
        row.date.split(separator: "/").compactMap { Day(iso: String($0)) }.map { words.date($0) }
          .joined(separator: " – ")
      },
      Column(heading: words("Kỳ", "Period")) { row in row.spokenPeriod.map { words($0) } ?? "" },
      Column(heading: words("Đơn vị", "Unit")) { $0.unit },
      Column(heading: words("Xã", "Commune")) { $0.commune },
      Column(heading: words("Tính cho", "Counts for")) { part($0.part) },
      Column(heading: words("Cộng thêm", "Adds"), isNumber: true) { row in
        row.amount.map { words.numbers.text($0, decimals: $0 == $0.rounded() ? 0 : 2) } ?? ""
      },
    ]
    return [place] + others.filter { column in rows.contains { !column.text($0).isEmpty } }
  }

  private func place(_ html: HTMLWriter, _ row: TraceTable.Row) {
    html.element("th", ["scope": "row"]) {
      let place = row.place
      html.element(
        "a",
        [
          "href": layout.address("p", entry.id, "table", row.file)
            + Layout.query([
              "sheet": place.sheet, "from": "\(max(1, row.row - 10))", "row": "\(row.row)",
            ]) + "#row-\(row.row)"
        ], words(place))
    }
  }

  private func part(_ part: String) -> String {
    switch Tracer.Part(rawValue: part) {
    case .numerator?: words("tử số", "numerator")
    case .denominator?: words("mẫu số", "denominator")
    default: ""
    }
  }
}

extension String? {
  var orEmpty: String { self ?? "" }
}
