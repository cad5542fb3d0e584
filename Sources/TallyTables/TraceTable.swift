import ClusterMetrics
import Findings
import Foundation
import Intake
import ReportWords
import Settings

/// The rows behind a tally: the output of `giaoban tally --trace`.
package struct TraceTable {
  /// A row with its place and its contribution.
  package struct Row: Encodable, Equatable {
    package var file: String
    package var sheet: String
    package var row: Int
    /// The column, counted from 1, in a table with several kinds of numbers in a row.
    package var column: Int?
    package var part: String
    /// The name of the period of a submission.
    package var period: String?
    /// Whether it counts from the beginning of the year to the end of that period; `nil` if not.
    package var cumulative: Bool?
    /// The same in words: "lũy kế đến hết tháng 6 năm 2026".
    package var spokenPeriod: LocalizedText?
    /// Its day in ISO 8601; the first and the last, if the date is a month or a quarter.
    package var date: String
    package var unit: String
    package var commune: String
    /// The key of the row in a database, by the name of the column.
    package var key: [String: String]?
    /// The amount that it adds; `nil` for distinct values.
    package var amount: Double?

    enum CodingKeys: String, CodingKey {
      case file, sheet, row, column, part, period, cumulative, date, unit, commune, key, amount
    }

    package var place: Finding.Place {
      var place = Finding.Place(
        file: file, sheet: sheet.isEmpty ? nil : sheet, row: row, column: column)
      place.key = key?.first.map { Finding.RowKey(column: $0.key, value: $0.value) }
      return place
    }
  }

  package let rows: [Row]

  package init(_ trace: [(place: Finding.Place, entry: Tracer.Entry)], roster: Roster) {
    rows = trace.map { place, entry in
      Row(
        file: place.file, sheet: place.sheet ?? "", row: entry.row, column: place.column,
        part: entry.part.rawValue, period: entry.period.map(\.name),
        cumulative: entry.isCumulative ? true : nil,
        spokenPeriod: entry.period.map { TraceTable.spoken($0, isCumulative: entry.isCumulative) },
        date: [entry.day, entry.lastDay].compactMap { $0.map { "\($0)" } }.joined(separator: "/"),
        unit: roster.units[entry.unit].name,
        commune: entry.commune.map { roster.communes[$0].name } ?? "",
        key: place.key.map { [$0.column: $0.value] },
        amount: entry.amount?.doubleValue)
    }
  }

  /// One row for each; columns that no row fills are left out.
  package func csv(isFile: Bool) -> Data {
    typealias Column = (name: String, text: (Row) -> String?)
    let further: [Column] = [
      ("column", { $0.column.map { "\($0)" } }),
      ("period", { $0.period }),
      ("cumulative", { $0.cumulative.map { "\($0)" } }),
      ("key", { $0.key?.values.first.map { CSVText.name($0, isFile: isFile) } }),
    ].filter { column in rows.contains { column.1($0) != nil } }
    let head = ["file", "sheet", "row", "part", "date", "unit", "commune", "amount"]
    return CSVText.table(
      [head + further.map(\.name)]
        + rows.map { row in
          cells(row, isFile: isFile) + further.map { $0.text(row) ?? "" }
        }, isFile: isFile)
  }

  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
  }

  /// `activities.csv:17: 14/6/2022, Huyện Nga Sơn, Xã Nga An`, with the contribution of each row.
  package func text(_ words: Wording) -> String {
    // If every row counts as one, no number is needed.
    let isCount = rows.allSatisfy { !$0.date.isEmpty && $0.amount ?? 1 == 1 }
    return rows.map { row in
      let date = row.date.split(separator: "/").compactMap { Day(iso: String($0)) }
        .map { words.date($0) }.joined(separator: " – ")
      var line =
        "\(row.place)\(row.place.key.map { " (\($0))" } ?? ""): "
        + [date, row.spokenPeriod.map { words($0) } ?? "", row.unit, row.commune]
        .filter { !$0.isEmpty }.joined(separator: ", ")
      if row.part != Tracer.Part.value.rawValue { line += " (\(name(row.part, words)))" }
      if let amount = row.amount, !isCount {
        let decimals = amount == amount.rounded() ? 0 : 2
        line += ": " + words.numbers.text(amount, decimals: decimals)
      }
      return line + "\n"
    }.joined()
  }

  private static func spoken(_ period: Period, isCumulative: Bool) -> LocalizedText {
    isCumulative
      ? LocalizedText(
        vi: "lũy kế đến hết \(period.spoken.vietnamese)",
        en: "beginning of the year to the end of \(period.spoken.english)")
      : period.spoken
  }

  private func name(_ part: String, _ words: Wording) -> String {
    part == Tracer.Part.numerator.rawValue
      ? words("tử số", "numerator") : words("mẫu số", "denominator")
  }

  private func cells(_ row: Row, isFile: Bool) -> [String] {
    func name(_ text: String) -> String { CSVText.name(text, isFile: isFile) }
    return [
      name(row.file), name(row.sheet), "\(row.row)", row.part, row.date, name(row.unit),
      name(row.commune), row.amount.map(TallyTable.plain) ?? "",
    ]
  }
}
