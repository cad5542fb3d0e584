import ClusterMetrics

/// Tables in English: "Plan for the year | Result of 6 months" under "FIRST HALF OF 2026".
extension Grid {
  /// The grid with what its titles, headings and labels say of periods and figures in Vietnamese with tone marks, so that they
  /// are read like any others.
  ///
  /// - Parameter isName: whether the project has a meaning of its own for a text, which then stays as it is.
  func withEnglishWords(_ isName: (String) -> Bool) -> Grid {
    var grid = self
    // A column says few things many times.
    var known: [String: String?] = [:]
    for (index, row) in rows.enumerated() {
      let isHead = index < TableHead.rowsAboveHeader
      let isTitle = isHead && row.onlyName != nil
      let room: EnglishWords.Room = isTitle ? .sentence : isHead ? .name : .none
      func translate(besideFigures: Bool) -> [(column: Int, text: String)] {
        row.items.enumerated().compactMap { column, item in
          guard item.kind == .text, !item.isEmpty else { return nil }
          let key = isHead ? "\(room) \(besideFigures)\u{1F}\(item.text)" : item.text
          let text =
            known[key]
            ?? (Grid.marked(item.text, isHead: isHead)
            ?? EnglishWords.inVietnamese(item.text, room, besideFigures: besideFigures))
            .flatMap { isName(item.text) ? nil : $0 }
          known[key] = .some(text)
          return text.map { (column, $0) }
        }
      }
      var found = translate(besideFigures: false)
      // "Completed" beside "Plan" is a result; so is it alone beside "Indicator".
      if isHead, !isTitle {
        let saysFigures = found.contains { _, text in Grid.figures.contains { text.hasPrefix($0) } }
        let others = translate(besideFigures: true)
        let known = Set(others.map(\.column))
        let isAlone =
          row.items.contains { LabelRole(header: $0.text) == .indicator }
          && row.items.indices.allSatisfy {
            row[$0].isEmpty || known.contains($0) || LabelRole(header: row[$0].text) != nil
          }
        if saysFigures || isAlone { found = others }
        // "Applications January | Applications February"
        let months = row.items.indices.filter { EnglishWords.endsWithMonth(row[$0].text) }
        if months.count > 1 {
          for column in months where !found.contains(where: { $0.column == column }) {
            EnglishWords.withLastMonth(row[column].text).map { found.append((column, $0)) }
          }
        }
      }
      for (column, text) in found { grid.translate(index, column, to: text) }
    }
    return grid
  }

  private static let figures = ["Kế hoạch", "Cùng kỳ", "Thực hiện", "Lũy kế"]

  /// A sentence or name with the headings that it quotes as they stand in the table.
  func asWritten(_ text: String) -> String {
    guard !written.isEmpty,
      text.contains(where: { $0 == "\"" || $0 == "/" }) || written[text] != nil
    else { return text }
    if let whole = written[text] { return whole }
    // A quotation holds the levels of a heading.
    return text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .map { index, part in
        let isQuoted = index % 2 == 1 || !text.contains("\"")
        return isQuoted
          ? part.components(separatedBy: " / ").map { written[$0] ?? $0 }.joined(separator: " / ")
          : String(part)
      }.joined(separator: "\"")
  }
}
