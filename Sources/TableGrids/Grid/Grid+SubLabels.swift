import ClusterMetrics
import OfficeWords

/// A second column that goes on with the labels of the first: "Nội dung | Chi tiết" over "Đơn thư | Khiếu nại" and "| Tố cáo", or "Nội
/// dung" merged over both.
extension Grid {
  private struct SubLabels {
    var header: Int
    /// The column of the labels that they go on with.
    var label: Int
    var column: Int { label + 1 }
    /// The rows with numbers, and the row that has the label of each.
    var lines: [(row: Int, head: Int)] = []
    var texts: Set<String> = []
  }

  /// The grid with such a column named as one of figures or of periods, or else put together with the first.
  func withSubLabels() -> Grid {
    guard let found = subLabels else { return self }
    var grid = self
    let texts = found.texts.map(\.withoutNumbering)
    let saysFigures =
      LabelWords.areFigures(texts)
      || texts.contains(where: { Figure(saidBy: $0) != nil })
        && texts.allSatisfy { Grid.saysFigure($0) || PeriodLabels.isPeriod($0) }
    let header =
      LabelWords.arePeriods(texts) ? Grid.periodHeader : saysFigures ? Grid.figureHeader : nil
    for (row, head) in found.lines {
      let (text, label) = (sub(row, found.label), rows[head][found.label].text)
      let isJoined = header == nil && !text.isEmpty && !TotalWords.isTotal(text)
      let name = isJoined ? label.withoutNumbering + " – " + text.withoutNumbering : label
      var item = rows[row][found.label]
      (item.text, item.kind, item.merge) = (name, .text, nil)
      grid.replace(row, found.label, by: item)
      if header == nil {
        grid.replace(row, found.column, by: .empty)
      } else {
        for place in 0..<found.label { grid.replace(row, place, by: rows[head][place]) }
      }
    }
    grid.replace(found.header, found.column, by: header.map { Item(text: $0) } ?? .empty)
    return grid
  }

  private var subLabels: SubLabels? {
    for (place, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      for column in row.items.indices.dropLast() {
        let next = row[column + 1].text
        guard LabelRole(header: row[column].text) == .indicator,
          next.isEmpty || next == row[column].text || Grid.subHeaders.contains(NameKey(next)),
          let found = subLabels(below: place, column)
        else { continue }
        return found
      }
    }
    return nil
  }

  /// What the column behind one of labels says; `nil` where it says nothing of them.
  private func subLabels(below header: Int, _ label: Int) -> SubLabels? {
    var found = SubLabels(header: header, label: label)
    var head: Int?
    // Only where a label holds for several lines is the second column needed to tell them apart.
    var areSeveral = false
    for place in rows.indices.dropFirst(header + 1) {
      let row = rows[place]
      guard place - header < Grid.mostSubLabels else { return nil }
      guard !row[found.column].isNumber else { return nil }
      let (own, sub) = (row[label].text, sub(place, label))
      let isLine = row.items.dropFirst(found.column + 1).contains(where: \.isNumber)
      let isLabelled = !own.isEmpty && (isLine || LabelRole(header: own) == nil)
      // A line without a label goes on with the one above, as one with the same label does.
      let goesOn = isLine && head.map { !isLabelled || rows[$0][label].text == own } ?? false
      areSeveral = areSeveral || goesOn && !sub.isEmpty
      if isLabelled, !goesOn { head = place }
      guard isLine, let head, !own.isEmpty || !sub.isEmpty else { continue }
      found.lines.append((place, head))
      if !sub.isEmpty { found.texts.insert(sub) }
    }
    guard areSeveral, found.texts.count > 1,
      found.texts.allSatisfy({ text in
        text.utf8.count < 120 && (text.contains(where: \.isLetter) || text == "%")
          && !OfficeNames.isOffice(text)
      }),
      !found.texts.allSatisfy({ MeasureWords.isMeasure($0) || MeasureWords.isCounted($0) })
    else { return nil }
    return found
  }

  /// What the second column says of a row, and not the label that is merged over both.
  private func sub(_ row: Int, _ label: Int) -> String {
    let text = rows[row][label + 1].text
    return text == rows[row][label].text ? "" : text
  }

  /// Whether a text says a figure, or a comparison of two: "TH/KH (%)".
  private static func saysFigure(_ text: String) -> Bool {
    Figure(saidBy: text) != nil || FigureWords(text).map { $0.figure == nil } ?? false
  }

  private static let mostSubLabels = 5_000
  private static let subHeaders = Set(
    [
      "Chi tiết", "Nội dung chi tiết", "Phân loại", "Chia ra", "Trong đó", "Nhóm", "Cụ thể",
      "Đối tượng", "Loại hình", "Phân tổ", "Chỉ tiêu chi tiết", "Nội dung cụ thể", "Loại",
    ].map { NameKey($0) })
}
