import ClusterMetrics
import OfficeWords

/// Tables in English: "Plan for the year | Result of 6 months" under "FIRST HALF OF 2026".
extension Grid {
  /// The grid with what its titles, headings and labels say of periods and figures in Vietnamese with tone marks, so that they
  /// are read like any others.
  ///
  /// - Parameter isName: whether the project has a meaning of its own for a text, which then stays as it is.
  func withEnglishWords(_ isName: (String) -> Bool) -> Grid {
    var grid = self
    func translated(_ text: String, _ room: EnglishWords.Room, besideFigures: Bool = false)
      -> String?
    {
      // "2026-9M" and "2026-H1" are names in either language.
      if text.first?.isNumber == true, text.utf8.count < 9, Period(text) != nil { return nil }
      return
        (Grid.marked(text, isHead: room != .none)
        ?? EnglishWords.inVietnamese(text, room, besideFigures: besideFigures))
        .flatMap { isName(text) ? nil : $0 }
    }
    // A column says few things many times.
    var labels: [String: String?] = [:]
    for (index, row) in rows.enumerated() {
      let texts = row.items.indices.filter { row[$0].kind == .text && !row[$0].isEmpty }
      var found: [Int: String] = [:]
      // A line with numbers has a label, and is no title.
      let isLine = row.onlyName != nil && row.items.contains { $0.isPlainNumber && !$0.isYear }
      if index >= TableHead.rowsAboveHeader || isLine {
        for column in texts {
          let text = row[column].text
          let label = labels[text] ?? translated(text, .none)
          labels[text] = .some(label)
          found[column] = label
        }
      } else if row.onlyName != nil {
        for column in texts { found[column] = translated(row[column].text, .sentence) }
      } else {
        found = Grid.headings(row, texts, translated)
      }
      for (column, text) in found { grid.translate(index, column, to: text) }
    }
    return grid
  }

  /// By column, the headings of a row that say periods or figures, in Vietnamese.
  private static func headings(
    _ row: Row, _ texts: [Int],
    _ translated: (_ text: String, _ room: EnglishWords.Room, _ besideFigures: Bool) -> String?
  ) -> [Int: String] {
    func all(besideFigures: Bool) -> [Int: String] {
      Dictionary(
        uniqueKeysWithValues: texts.compactMap { column in
          translated(row[column].text, .name, besideFigures).map { (column, $0) }
        })
    }
    var found = all(besideFigures: false)
    let others = all(besideFigures: true)
    // "Completed" beside "Plan" is a result; so is it alone beside "Indicator".
    if others != found,
      found.values.contains(where: { text in figures.contains { text.hasPrefix($0) } })
        || headsFigures(row, known: others)
    {
      found = others
    }
    // "Applications January | Applications February"
    let months = texts.compactMap { column in
      EnglishWords.withLastMonth(row[column].text).map { (column, $0) }
    }
    return months.count > 1 ? found.merging(months) { first, _ in first } : found
  }

  /// Whether a row heads indicators, and nothing besides that is not understood.
  private static func headsFigures(_ row: Row, known: [Int: String]) -> Bool {
    let roles = row.items.map { LabelRole(header: $0.text) }
    return roles.contains(.indicator)
      && row.items.indices.allSatisfy {
        row[$0].isEmpty || known[$0] != nil || roles[$0] != nil
      }
  }

  private static let figures = ["Kế hoạch", "Cùng kỳ", "Thực hiện", "Lũy kế"]
}
