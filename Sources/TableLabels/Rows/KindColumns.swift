import ClusterMetrics
import OfficeWords
import TableGrids

/// Names without the kind that the heading of their column says: "Nội vụ" below "Sở", "Đông" below "Tên thôn", "TDP số 1" below "Tổ
/// dân phố". "Ba Đình" below "Thôn" is no Xã Ba Đình.
package enum KindColumns {
  /// What is to stand in the rows of such a column, where the names alone mean nobody, or a unit of a higher kind.
  package static func names(
    in block: ReportBlock, _ grid: Grid, _ columns: ReportColumns, _ words: ReportWords
  ) -> [(row: Int, column: Int, name: String)] {
    guard let column = columns[.unit] else { return [] }
    let kinds = block.header.flatMap { self.kinds(saidBy: grid.rows[$0][column].text) }.uniqued
    guard !kinds.isEmpty else { return [] }
    return block.body.compactMap { index in
      let text = grid.rows[index][column].text
      guard !text.isEmpty else { return nil }
      switch words.who(text) {
      case nil:
        return self.name(text.withoutNumbering, kinds, words).map { (index, column, $0) }
      case .units(let units)?:
        let bare = text.withoutNumbering
        guard let level = level(of: kinds), NameKey.place(bare).kind == nil,
          units.allSatisfy({ height(words.roster.units[$0].name) > level })
        else { return nil }
        return (index, column, kinds[0] + " " + bare)
      default: return nil
      }
    }
  }

  /// How high places of some kinds are: hamlets, communes, districts; `nil` where the kinds are other ones.
  private static func level(of kinds: [String]) -> Int? {
    let levels = kinds.map { kind -> Int? in
      if OfficeNames.isHamlet(kind) || cells.contains(NameKey(kind)) { return 0 }
      return NameKey.place(kind + " x").kind.map { $0.isOfCommunes ? 1 : 2 }
    }
    guard levels.allSatisfy({ $0 != nil }) else { return nil }
    return levels.compactMap(\.self).max()
  }

  /// The level of a unit; below all where its name does not say it.
  private static func height(_ name: String) -> Int {
    NameKey.place(name).kind.map { $0.isOfCommunes ? 1 : 2 } ?? -1
  }
  private static let cells = Set(
    ["Khu dân cư", "KDC", "Chi bộ", "Chi hội", "Làng"].map { NameKey($0) })

  private static func name(_ text: String, _ kinds: [String], _ words: ReportWords) -> String? {
    let found = kinds.flatMap { kind -> [Int] in
      guard let whole = whole(text, kind), case .units(let units)? = words.who(whole) else {
        return []
      }
      return units
    }
    return found.uniqued.only.map { words.roster.units[$0].name }
  }

  /// A name with its kind, also where the kind is abbreviated by its first letters.
  private static func whole(_ text: String, _ kind: String) -> String? {
    let initials = kind.split(separator: " ").compactMap(\.first).map { $0.uppercased() }.joined()
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let first = parts.first, initials.count > 1, first == initials || first == initials + "."
    else { return kind + " " + text }
    return parts.count == 2 ? kind + " " + parts[1] : nil
  }

  /// The kinds that a heading lists: "Sở", "Thôn, tổ dân phố".
  private static func kinds(saidBy heading: String) -> [String] {
    var name = heading.withoutNumbering
    if NameKey(name).text.hasPrefix(named) { name = String(name.dropFirst(named.count)) }
    let parts = name.split { ",/;".contains($0) }.map { String($0).trimmingColons }
    let isList = parts.allSatisfy { part in
      part.split(separator: " ").count <= 3 && part.allSatisfy { $0.isLetter || $0 == " " }
    }
    // "Đơn vị" is no kind of units.
    return isList && name.utf8.count < 60 ? parts.filter { !general.contains(NameKey($0)) } : []
  }
  private static let named = NameKey("tên").text + " "
  private static let general = Set(["Đơn vị", "Địa phương", "Cơ quan"].map { NameKey($0) })
}
