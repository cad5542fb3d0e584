import Foundation
import OfficeWords
import TableGrids

/// Rows that sum up others although nothing in their label says so: "Các huyện miền núi", without a number among numbered
/// rows; "1. Khối xã" above 1.1 and 1.2; "Tỉnh Thanh Hóa" or "2 huyện" below or above all others. Every column holds the
/// sum of what they sum up.
package enum SubtotalRows {
  private struct Line {
    var row: Int
    var number: String
    var values: [Double?]
    /// Whether it is called as the whole may be: "Tỉnh Thanh Hóa", "2 huyện".
    var isNamedAsWhole: Bool

    /// Whether nothing in its name says that it is an office.
    var mayBeTotal: Bool

    /// How high its kind of place stands.
    var rank: Int?

    /// Whether it is numbered by digits: "3", "1.2".
    var isNumbered: Bool { number.first?.isNumber == true }
    func isPart(of other: Line) -> Bool { other.isNumbered && number.hasPrefix(other.number + ".") }
  }

  /// Whether a first or last line, whatever it is called ("Everyone", "Toàn vùng dự án"), could hardly be the sum of the others by
  /// chance: in two columns or more, or of many lines.
  private static func isBeyondChance(_ line: Line, of others: [Line]) -> Bool {
    let large = line.values.count { ($0 ?? 0) >= 10 }
    return line.mayBeTotal && others.count > 2
      && (large > 1 || others.count > 5 && line.values.contains { ($0 ?? 0) >= 100 })
  }

  /// The numbers of such rows.
  package static func all(in block: ReportBlock, _ grid: Grid, _ columns: ReportColumns) -> Set<Int>
  {
    guard let unit = columns[.unit], !columns.numbers.isEmpty else { return [] }
    let ordinal = columns[.ordinal]
    let lines = block.body.compactMap { index -> Line? in
      let row = grid.rows[index]
      let values = columns.numbers.map { row[$0.column].reading()?.outcome.quantity?.doubleValue }
      guard !row[unit].isEmpty, values.contains(where: { $0 != nil }),
        // What a new commune was made of adds up to it, and it is the unit all the same.
        !OfficeNames.isFormer(row[unit].text)
      else { return nil }
      let mark = (ordinal.map { row[$0].text } ?? "").trimmingCharacters(
        in: CharacterSet(charactersIn: " .)"))
      let isNumber = !mark.isEmpty && mark.allSatisfy { $0.isNumber || $0 == "." }
      return Line(
        row: row.number, number: isNumber ? mark : "", values: values,
        isNamedAsWhole: TotalWords.mayNameWhole(row[unit].text),
        mayBeTotal: !OfficeNames.isOffice(row[unit].text.withoutNumbering)
          && !OfficeNames.isBody(row[unit].text.withoutNumbering),
        rank: OfficeNames.rank(row[unit].text))
    }
    var found = Set(
      lines.indices.filter { index in
        guard [0, lines.count - 1].contains(index) else { return false }
        let others = lines.enumerated().filter { $0.offset != index }.map(\.element)
        return (lines[index].isNamedAsWhole || isBeyondChance(lines[index], of: others))
          && isSum(lines[index], of: others)
      }.map { lines[$0].row })
    // "Huyện Hà Trung" above or below communes is all of them, even where its numbers are not their sums.
    for index in [0, lines.count - 1] where lines.count > 2 {
      let others = lines.indices.filter { $0 != index }.map { lines[$0].rank }
      guard let rank = lines[index].rank,
        others.allSatisfy({ $0.map { $0 == rank - 1 } ?? false })
      else { continue }
      found.insert(lines[index].row)
    }
    // What offices build adds up to what they spend, and they are the units all the same.
    guard ordinal != nil, lines.count(where: \.isNumbered) > 1,
      !PartRows.listsProjects(unit, block, grid)
    else { return found }
    for index in lines.indices {
      let line = lines[index]
      let parts = Array(lines[(index + 1)...].prefix { $0.isPart(of: line) })
      guard parts.isEmpty, !line.isNumbered else {
        if isSum(line, of: parts) { found.insert(line.row) }
        continue
      }
      let below = Array(lines[(index + 1)...].prefix { $0.isNumbered })
      let above = Array(lines[..<index].reversed().prefix { $0.isNumbered })
      let others = lines.filter { $0.isNumbered && !found.contains($0.row) }
      let isAtEnd = index == 0 || index == lines.count - 1
      if isSum(line, of: below) || isSum(line, of: above) || isAtEnd && isSum(line, of: others)
        || isNearlySum(line, of: below) || isNearlySum(line, of: above)
      {
        found.insert(line.row)
      }
    }
    return found.union(heads(of: lines)).union(lastSum(of: lines))
  }

  /// Rows without a number in front of others that are numbered from 1 anew: "Khối sở, ngành", whatever it adds up to.
  private static func heads(of lines: [Line]) -> [Int] {
    let first = lines.indices.filter { lines[$0].number == "1" }
    guard first.count > 1 else { return [] }
    return first.filter { $0 > 0 && !lines[$0 - 1].isNumbered }.map { lines[$0 - 1].row }
  }

  /// The last row, where it alone has no number and is nearly what the others add up to: whoever summed up has rounded, or
  /// miscounted.
  private static func lastSum(of lines: [Line]) -> [Int] {
    guard lines.count > 3, let last = lines.last, !last.isNumbered,
      lines.dropLast().allSatisfy(\.isNumbered), lines[0].number == "1"
    else { return [] }
    return isNearlySum(last, of: Array(lines.dropLast()), within: 0.05) ? [last.row] : []
  }

  /// Whether a row without a number among numbered ones is nearly what these add up to; what lies among theirs may be their
  /// mean.
  private static func isNearlySum(
    _ line: Line, of parts: [Line], within share: Double = 0.02
  ) -> Bool {
    guard parts.count > 1 else { return false }
    var isLarge = false
    for (column, stated) in line.values.enumerated() {
      let own = parts.compactMap { $0.values[column] }
      guard let stated, let least = own.min(), let most = own.max() else { continue }
      let sum = own.reduce(0, +)
      if abs(sum - stated) <= max(1, abs(sum) * share) {
        isLarge = isLarge || abs(sum) >= 20
      } else if !(least...most).contains(stated) {
        return false
      }
    }
    return isLarge
  }

  private static func isSum(_ line: Line, of parts: [Line]) -> Bool {
    guard parts.count > 1, line.values.contains(where: { $0 ?? 0 != 0 }) else { return false }
    return line.values.indices.allSatisfy { column in
      guard let stated = line.values[column] else { return true }
      let sum = parts.compactMap { $0.values[column] }.reduce(0, +)
      return abs(sum - stated) <= max(abs(stated), 1) * 1e-9
    }
  }
}
