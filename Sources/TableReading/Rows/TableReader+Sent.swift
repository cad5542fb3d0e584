import ClusterMetrics
import OfficeWords

extension TableReader {
  /// The day on which the numbers of a row were sent, as the row or a line above the table says.
  mutating func sent(_ header: Header) -> Day? {
    let column = header[.sent].flatMap { rows.cell($0).isEmpty ? nil : $0 }
    guard let column else {
      return preface[.sent].flatMap { SentDay.read($0.text) }
    }
    if rows.kind(column) == .date, let day = rows.day(column) { return exchanged(day) }
    let text = rows.text(column)
    if let day = SentDay.read(text) ?? rows.day(column) { return day }
    add(
      .badDate, .warning, column: column, about: text,
      vi: "\"\(text)\" không phải là ngày gửi; hãy viết ngày/tháng/năm",
      en: "\"\(text)\" is not a date of sending; write day/month/year")
    return nil
  }
}
