import ClusterMetrics
import OfficeWords

/// Two headings beside each other of which the one tells what the other is: what was undertaken or given beside what came of it.
extension Grid {
  /// The grid with "Đăng ký | Đạt | Tỷ lệ" as a plan and its result, and "Giao | Hiện có | Thừa, thiếu" likewise. Alone, "Đăng ký"
  /// and "Hiện có" count something of their own.
  func withPlanPairs() -> Grid {
    var grid = self
    for (index, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated()
    where !row.items.contains(where: \.isPlainNumber) {
      for column in row.items.indices.dropLast() where !row[column].isEmpty {
        let (first, second) = (row[column].text, row[column + 1].text)
        // "Đã báo cáo" alone counts those who have.
        if NameKey(first) == Grid.reported, Grid.corrected.contains(NameKey(second)) {
          grid.rename(index, column, to: Grid.formerly)
        } else if Grid.comparesPair(row[column + 2].text),
          let base = second.withoutNumbering.components(separatedBy: " đến ").first,
          Grid.outcomes.contains(NameKey(base))
        {
          let isUndertaken = Grid.undertaken.contains(NameKey(first))
          guard isUndertaken || Figure(saidBy: first) == .plan else { continue }
          if isUndertaken { grid.rename(index, column, to: Grid.undertaking) }
          if Figure(saidBy: second) != .value { grid.rename(index, column + 1, to: Grid.result) }
        }
      }
    }
    return grid
  }

  /// Whether a heading compares the two in front of it: "Tỷ lệ (%)", "%", "Thừa (+), thiếu (-)", "Còn thiếu".
  private static func comparesPair(_ heading: String) -> Bool {
    heading.contains("%") || heading.contains("(+)") || compared.contains(NameKey(heading))
  }

  private static let reported = NameKey("Đã báo cáo")
  private static let formerly = "Số đã báo cáo"
  private static let corrected = Set(
    ["Nay đính chính", "Đính chính", "Số đính chính", "Số đúng", "Số liệu đúng"].map { NameKey($0) }
  )
  private static let undertaking = "Chỉ tiêu đăng ký"
  private static let result = "Kết quả"
  private static let undertaken = Set(
    ["Đăng ký", "Số đăng ký", "Số lượng đăng ký"].map { NameKey($0) })
  private static let outcomes = Set(
    [
      "Đạt", "Số đạt", "Đã đạt", "Được công nhận", "Số được công nhận", "Công nhận", "Hiện có",
      "Số hiện có", "Thực có", "Có mặt", "Số có mặt", "Hiện có mặt", "Hoàn thành",
    ].map { NameKey($0) })
  private static let compared = Set(
    [
      "Tỷ lệ", "Tỉ lệ", "Tỷ lệ đạt", "Còn thiếu", "Thiếu", "Thừa", "Chênh lệch", "Thừa, thiếu",
      "Thừa/thiếu", "So với chỉ tiêu",
    ].map { NameKey($0) })
}
