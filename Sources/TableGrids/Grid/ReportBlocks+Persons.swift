import ClusterMetrics
import OfficeWords

/// Lists of persons, which are no tables of numbers.
extension ReportBlocks {
  /// Whether a row heads a list of persons.
  package var holdsPersons: Bool {
    grid.rows.prefix(TableHead.rowsAboveHeader).contains { row in
      row.items.count(where: { !$0.isEmpty }) > 2
        && row.items.contains { LabelRole.namesPersons($0.text) }
    }
  }

  /// What is said of such a list.
  package static let ofPersons = LocalizedText(
    vi:
      "đây là danh sách cá nhân (có cột Họ và tên), không phải biểu số liệu; nếu đúng vậy, hãy bỏ qua tệp bằng sources: {ignore: […]}",
    en:
      "it is a list of persons, not a table of numbers; if that is right, leave the file out by sources: {ignore: […]}"
  )
}
