import ClusterMetrics
import Foundation
import OfficeWords
import TableGrids

/// What each row of a table lies under, by how rows are numbered: I above 1 above 1.1 above a) above a dash.
///
/// In: the rows with labels of indicators. Out: for each the labels above it, the nearest first; and which labels stand
/// more than once, so that only these tell them apart: "Số cuộc" below "1. Tuyên truyền" and below "2. Hòa giải".
package struct RowOutline {
  private var uppers: [Int: [String]] = [:]
  private var counts: [NameKey: Int] = [:]
  /// The headings that name bodies of one kind, each of another place: whoever they are, the lines below are theirs.
  package let bodies: Set<NameKey>

  package init(_ block: ReportBlock, in grid: Grid, _ columns: ReportColumns) {
    bodies = RowOutline.bodies(block, in: grid, columns)
    guard let column = columns[.indicator], columns[.unit] == nil else { return }
    var open: [(level: Int, label: String)] = []
    for index in block.body {
      let row = grid.rows[index]
      let text = row[column].text
      let label = text.withoutNumbering
      guard !label.isEmpty, !PartColumns.saysParts(label), !row.isColumnNumbers else { continue }
      // "I. Xã An Bình" says whose lines follow.
      if OfficeNames.isOffice(label) || bodies.contains(NameKey(label)) {
        open = []
        continue
      }
      counts[NameKey(label), default: 0] += 1
      let ordinal = columns[.ordinal].map { row[$0].text } ?? ""
      guard let level = RowOutline.level(ordinal, text) else {
        // "Số vụ" below "1 | Tai nạn giao thông", where lines have numbers.
        if columns[.ordinal] != nil, ordinal.isEmpty {
          uppers[row.number] = open.reversed().map(\.label)
        }
        continue
      }
      open.removeAll { $0.level >= level }
      uppers[row.number] = open.reversed().map(\.label)
      open.append((level, label))
    }
  }

  private static func bodies(
    _ block: ReportBlock, in grid: Grid, _ columns: ReportColumns
  ) -> Set<NameKey> {
    guard columns.unitColumns.isEmpty else { return [] }
    if let column = columns[.indicator] {
      let sections = RepeatedSections(
        block, in: grid, labels: column, numbers: columns.counted.map(\.column))
      if !sections.headings.isEmpty { return Set(sections.headings.map { NameKey($0) }) }
    }
    return OfficeNames.bodiesOfPlaces(
      block.body.compactMap { index in
        let row = grid.rows[index]
        guard let name = row.onlyName, !columns.counted.contains(where: { row[$0.column].isNumber })
        else { return nil }
        return name.withoutNumbering
      })
  }

  /// The labels that a row lies under, the nearest first.
  package func uppers(ofRow number: Int) -> [String] { uppers[number] ?? [] }

  /// Whether a label stands in the table more than once.
  package func isRepeated(_ label: String) -> Bool { counts[NameKey(label)] ?? 0 > 1 }

  /// The names by which a row can be told from others of its label, the shortest first: "Tuyên truyền / Số cuộc",
  /// "Tiếp công dân / Thường xuyên / Số lượt".
  func names(of label: String, inRow number: Int) -> [String] {
    let uppers = uppers(ofRow: number)
    return uppers.indices.map { last in
      (uppers[...last].reversed() + [label]).joined(separator: " / ")
    }
  }

  /// How deep a row lies; `nil` where nothing numbers it.
  static func level(_ ordinal: String, _ text: String) -> Int? {
    if text.isMarkedAsPart {
      return text.trimmingCharacters(in: .whitespaces).hasPrefix("+") ? 9 : 8
    }
    let own = ordinal.isEmpty ? String(text.prefix { !$0.isWhitespace }) : ordinal
    let isMarked = !ordinal.isEmpty || own.contains { ".)/".contains($0) }
    if let sign = ordinal.only, String.partMarks.contains(sign) { return sign == "+" ? 9 : 8 }
    let mark = own.filter { !"() ".contains($0) }
    guard isMarked, !mark.isEmpty, mark.count <= 8 else { return nil }
    let bare = mark.trimmingSuffix { $0 == "." || $0 == "/" }
    if bare.allSatisfy({ "IVX".contains($0) }), !bare.isEmpty { return 1 }
    let parts = bare.split(separator: ".")
    if parts.allSatisfy({ $0.allSatisfy(\.isNumber) }), !parts.isEmpty { return 1 + parts.count }
    guard bare.count == 1, let letter = bare.first, letter.isLetter else { return nil }
    return letter.isUppercase ? 0 : 7
  }
}

extension String {
  /// Without the characters at its end that fit.
  fileprivate func trimmingSuffix(_ fits: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, fits(last) { text.removeLast() }
    return text
  }
}
