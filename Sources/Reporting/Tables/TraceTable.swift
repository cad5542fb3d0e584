import ClusterMetrics
import Foundation
import Intake

/// The rows behind a tally, as `giaoban tally --trace` prints them.
package struct TraceTable {
  /// One row: where it stands and what it counts for.
  package struct Row: Encodable, Equatable {
    package var file: String
    package var sheet: String
    package var row: Int
    /// Of a table with numbers of several kinds in a row, the column, counted from 1.
    package var column: Int?
    package var part: String
    /// What a submission is of.
    package var period: String?
    /// Its day; the first and the last, as ISO 8601 writes them, where the date names a month or a quarter.
    package var date: String
    package var unit: String
    package var commune: String
    /// What the row is found by in a database, by the name of the column.
    package var key: [String: String]?
    /// What it adds; none where distinct values are counted.
    package var amount: Double?

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
        date: [entry.day, entry.lastDay].compactMap { $0.map { "\($0)" } }.joined(separator: "/"),
        unit: roster.units[entry.unit].name,
        commune: entry.commune.map { roster.communes[$0].name } ?? "",
        key: place.key.map { [$0.column: $0.value] },
        amount: entry.amount?.doubleValue)
    }
  }

  package func csv(isFile: Bool) -> Data {
    let isKeyed = rows.contains { $0.key != nil }
    let head = ["file", "sheet", "row", "part", "date", "unit", "commune", "amount"]
    return CSVText.table(
      [head + (isKeyed ? ["key"] : [])]
        + rows.map { row in
          cells(row, isFile: isFile)
            + (isKeyed ? [CSVText.name(row.key?.values.first ?? "", isFile: isFile)] : [])
        }, isFile: isFile)
  }

  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
  }

  /// `activities.csv:17: 14/6/2022, Huyện Nga Sơn, Xã Nga An`, and what each counts for.
  package func text(_ words: Wording) -> String {
    // What counts one for each row needs no number.
    let isCount = rows.allSatisfy { !$0.date.isEmpty && $0.amount ?? 1 == 1 }
    return rows.map { row in
      let date = row.date.split(separator: "/").compactMap { Day(iso: String($0)) }
        .map { words.date($0) }.joined(separator: " – ")
      var line =
        "\(row.place)\(row.place.key.map { " (\($0))" } ?? ""): "
        + [date, period(row, words), row.unit, row.commune].filter { !$0.isEmpty }.joined(
          separator: ", ")
      if row.part != Tracer.Part.value.rawValue { line += " (\(name(row.part, words)))" }
      if let amount = row.amount, !isCount {
        let decimals = amount == amount.rounded() ? 0 : 2
        line += ": " + words.numbers.text(amount, decimals: decimals)
      }
      return line + "\n"
    }.joined()
  }

  private func period(_ row: Row, _ words: Wording) -> String {
    row.period.flatMap { Period($0) }.map { words($0.spoken) } ?? ""
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
