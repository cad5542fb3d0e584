import ClusterMetrics
import TableGrids
import TableLabels

/// Why a table is not read.
extension ReportTableReader {
  /// Why no number of a table counts.
  package var refusal: LocalizedText {
    if blocks.holdsPersons { return ReportBlocks.ofPersons }
    let codes = Set(table.log.all.map(\.code))
    if codes.contains(.badPeriod) {
      return LocalizedText(
        vi: "không rõ là số liệu của kỳ nào", en: "its period is not known")
    }
    if codes == [.unknownUnit] {
      return LocalizedText(
        vi:
          "không rõ là số liệu của đơn vị nào; hãy đặt tên tệp hoặc trang tính theo đơn vị, hoặc khai báo"
          + " sources: {tables: {files: …, unit: …}}",
        en:
          "it is unclear whose numbers it holds; name the file or sheet after the unit, or say it under"
          + " sources: {tables: {files: …, unit: …}}")
    }
    if table.log.hasErrors {
      return LocalizedText(
        vi: "không số nào được tính vì các lỗi đã nêu",
        en: "no number counts because of the errors above")
    }
    if isBlankForm {
      return LocalizedText(
        vi: "biểu chưa điền số liệu", en: "the form has not been filled in")
    }
    return LocalizedText(
      vi:
        "không nhận ra đơn vị và chỉ tiêu trong biểu; hãy thêm aliases, hoặc khai báo ở mục sources:"
        + " {tables: …}",
      en: "its units and indicators are not understood; add aliases, or say them under sources:"
        + " {tables: …}")
  }

  /// Whether rows are known, and no cell of theirs holds a number.
  private var isBlankForm: Bool {
    tables.contains { block in
      let columns = ReportColumns(block, in: grid, blocks, words)
      let labels = block.body.flatMap { grid.rows[$0].items.prefix(3).map(\.text) }
      func isKnown(_ text: String) -> Bool {
        !text.isEmpty && (words.indicator(text) != nil || words.who(text) != nil)
      }
      let holdsNumbers = block.body.contains { index in
        grid.rows[index].items.enumerated().contains { column, item in
          columns.roles[column] != .ordinal && item.isNumber && !item.isYear
        }
      }
      return labels.contains(where: isKnown) && !holdsNumbers
    }
  }
}
