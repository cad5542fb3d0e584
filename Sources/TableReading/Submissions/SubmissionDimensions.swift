import ClusterMetrics
import Findings
import OfficeWords
import OrderedCollections
import ReportTables
import Settings

/// Columns of a table of submissions that nobody knows, and that tell apart rows of one unit, indicator and period: "Giới tính"
/// with "Nam" and "Nữ". What such rows say is of a part each, and none is the number of the whole.
struct SubmissionDimensions {
  private struct Key: Hashable {
    var period: Period
    var group: Group
    var indicator: String
    var figure: Figure
  }

  private let columns: [Int]
  private var texts: OrderedDictionary<Key, [[String]]> = [:]
  /// By column how many rows have a number in it, and how many there are.
  private var counts: [Int: Int] = [:]
  private var rows = 0

  /// - Parameter columns: those that nobody knows.
  init(_ columns: [Int]) { self.columns = columns }

  /// The columns of a header without a meaning that may tell rows apart: no numbering, no notes.
  static func columns(of header: Header) -> [Int] {
    let known = Set(header.columns.values)
    return header.texts.indices.filter { column in
      let text = header.texts[column]
      return !known.contains(column) && !text.isEmpty && LabelRole(header: text) != .ordinal
        && !notes.contains(NameKey(text))
    }
  }
  private static let notes = Set(
    ["Ghi chú", "Người nhập", "Người báo cáo", "Người lập", "Nguồn", "Note", "Notes", "Remark"].map
    {
      NameKey($0)
    })

  /// The figure that a row says in one of these columns, whatever they are called.
  func figure(_ text: (Int) -> String) -> Figure? {
    columns.compactMap { Figure(written: text($0)) }.first {
      [.value, .plan, .cumulative, .lastYear].contains($0)
    }
  }

  mutating func note(_ numbers: [ReportedNumber], _ text: (Int) -> String) {
    guard !columns.isEmpty else { return }
    let own = columns.map(text)
    rows += 1
    for (column, text) in zip(columns, own)
    where text.first?.isNumber ?? false
      && NumberCell.parse(ArraySlice(text.utf8)).outcome.quantity != nil
    {
      counts[column, default: 0] += 1
    }
    for number in numbers where !number.isCorrection {
      texts[key(number), default: []].append(own)
    }
  }

  /// Says which columns hold numbers that no form has: those of another unit, most often, or another figure.
  func sayUnread(_ header: Header, _ place: Finding.Place, _ log: inout FindingLog) {
    for column in columns {
      let (heading, count) = (header.texts[column], counts[column] ?? 0)
      let compares = FigureWords(heading).map { $0.figure == nil } ?? false
      guard count > 0, count * 2 >= rows, LabelRole(header: heading) == nil, !compares,
        !PeriodLabels.isHeader(heading)
      else { continue }
      var place = place
      place.column = column + 1
      log.add(
        Finding(
          .unknownIndicator, .warning, at: place, about: heading,
          vi:
            "cột \"\(heading)\" có số liệu (\(count) dòng) nhưng không được đọc; nếu là số của đơn vị khác hay chỉ tiêu khác, hãy ghi vào"
            + " dòng riêng hoặc tệp riêng",
          en:
            "the column \"\(heading)\" holds numbers (\(count) row\(count == 1 ? "" : "s")), which are not read; if they are of another"
            + " unit or indicator, put them into rows or a file of their own"))
    }
  }

  /// Removes the numbers of rows that only such a column tells apart.
  func refuse(
    _ numbers: inout [ReportedNumber], _ header: Header, _ place: Finding.Place,
    _ log: inout FindingLog
  ) -> Int {
    let repeated = texts.filter { $0.value.count > 1 }
    guard !repeated.isEmpty else { return 0 }
    let telling = columns.indices.first { index in
      repeated.values.allSatisfy { rows in
        let own = rows.map { $0[index] }
        return Set(own).count == own.count
          && own.allSatisfy { $0.contains(where: \.isLetter) && SentDay.read($0) == nil }
      }
    }
    guard let telling, let first = repeated.elements.first else { return 0 }
    let names = first.value.map { $0[telling] }.prefix(3).joined(separator: ", ")
    let heading = header.texts[columns[telling]]
    let keys = Set(repeated.keys)
    let before = numbers.count
    for number in numbers where keys.contains(key(number)) {
      log.note(number.coordinates, number.value.vietnamese, at: number.place)
    }
    numbers.removeAll { keys.contains(key($0)) }
    log.add(
      Finding(
        .contradictingNumbers, at: place, about: heading,
        vi:
          "các dòng của cùng một đơn vị, chỉ tiêu và kỳ báo cáo chỉ khác nhau ở cột \"\(heading)\" (\(names)) nên không số nào được"
          + " tính; hãy ghi nội dung cột này vào tên chỉ tiêu, hoặc chỉ giữ dòng tổng cộng",
        en:
          "rows of one unit, indicator and period differ only in the column \"\(heading)\" (\(names)), so none counts; write what this"
          + " column says into the indicator's name, or keep the row of totals only"))
    return before - numbers.count
  }

  private func key(_ number: ReportedNumber) -> Key {
    Key(
      period: number.period, group: number.group, indicator: number.indicator.id,
      figure: number.figure)
  }
}
