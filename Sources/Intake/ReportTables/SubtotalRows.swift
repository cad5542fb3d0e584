/// Rows that sum up those below or above them although nothing in their label says so: "Các huyện miền núi", without a
/// number among numbered rows, with the sum of its neighbours in every column.
enum SubtotalRows {
  private struct Line {
    var row: Int
    var isNumbered: Bool
    var values: [Double?]
  }

  /// The numbers of such rows.
  static func all(in block: ReportBlock, _ grid: Grid, _ columns: ReportColumns) -> Set<Int> {
    guard let ordinal = columns[.ordinal], let unit = columns[.unit], !columns.numbers.isEmpty
    else {
      return []
    }
    let lines = block.body.compactMap { index -> Line? in
      let row = grid.rows[index]
      let values = columns.numbers.map { row[$0.column].reading()?.outcome.quantity?.doubleValue }
      guard !row[unit].isEmpty, values.contains(where: { $0 != nil }) else { return nil }
      return Line(
        row: row.number, isNumbered: row[ordinal].isPlainNumber, values: values)
    }
    guard lines.count(where: \.isNumbered) > 1 else { return [] }
    let found = lines.indices.filter { index in
      guard !lines[index].isNumbered else { return false }
      let below = lines[(index + 1)...].prefix { $0.isNumbered }
      let above = lines[..<index].reversed().prefix { $0.isNumbered }
      return isSum(lines[index], of: Array(below)) || isSum(lines[index], of: Array(above))
    }
    return Set(found.map { lines[$0].row })
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
