import ClusterMetrics
import OfficeWords

/// Lines that two columns name: "Lĩnh vực | Nội dung" over "Tư pháp | Tiếp nhận" and "Đất đai | Tiếp nhận".
extension Grid {
  /// The grid with lines of one name told apart by the column in front of it, so that they are read like any others.
  func withKinds() -> Grid {
    guard let (header, inner) = kindsHeader else { return self }
    let outer = inner - 1
    var kinds: [String: Set<String>] = [:]
    var lines: [(place: Int, kind: String)] = []
    var kind = ""
    for place in rows.indices.dropFirst(header + 1) {
      let row = rows[place]
      if !row[outer].isEmpty { kind = row[outer].text }
      let name = row[inner].text
      guard !kind.isEmpty, !name.isEmpty, name != kind, !TotalWords.isTotal(name),
        !TotalWords.isTotal(kind)
      else { continue }
      kinds[name, default: []].insert(kind)
      lines.append((place, kind))
    }
    guard kinds.values.contains(where: { $0.count > 1 }) else { return self }
    var grid = self
    for (place, kind) in lines {
      let name = rows[place][inner].text
      guard kinds[name]?.count ?? 0 > 1 else { continue }
      grid.rename(place, inner, to: kind.withoutNumbering + " – " + name.withoutNumbering)
    }
    return grid
  }

  /// The row that heads both columns, and the second of them.
  private var kindsHeader: (row: Int, column: Int)? {
    for (place, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      for column in row.items.indices.dropFirst()
      where LabelRole.mayDescribe(row[column - 1].text)
        && LabelRole(header: row[column].text) == .indicator
        && row[column - 1].text != row[column].text
      {
        return (place, column)
      }
    }
    return nil
  }
}
