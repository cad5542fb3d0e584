import ClusterMetrics
import Foundation
import Office
import PackPages
import Packs

/// Detects changes by users to a table of the pack in a document, which are lost when it is rewritten.
struct TableEdits {
  /// The cells in the document, with the headings first.
  var shown: [[String]]
  /// The current table in the pack.
  var table: Manifest.Table
  /// The mark of the table in the document.
  var mark: String?

  /// The changes to report; each message says that the table is rewritten.
  func doubts(_ answers: PackAnswers) -> [String] {
    let own = ownColumns(answers) + ownRows(answers)
    // Without the named rows and columns, the rest is unchanged, or was changed, too.
    guard let digest = mark.flatMap(PictureMark.contents(in:)),
      digest != PictureMark.digest(shown),
      own.isEmpty || digest != PictureMark.digest(withoutOwn)
    else { return own }
    return own + [
      answers.words(
        "{{table:\(table.id)}}: bảng đã được sửa tay sau khi điền, nay được viết lại; chữ viết thêm hãy đặt ngoài bảng",
        "{{table:\(table.id)}}: cells were changed by hand, and the table was written anew; write what is yours beside it"
      )
    ]
  }

  /// The columns that do not come from a pack.
  private var ownColumns: [Int] {
    let headers = Set(table.columns.map(\.name))
    let heads = shown.first ?? []
    guard heads.count > table.columns.count else { return [] }
    // Headings that contain a period differ each time.
    return heads.indices.filter {
      !headers.contains(heads[$0]) && !heads[$0].isEmpty && !heads[$0].contains(where: \.isNumber)
    }
  }

  /// Whether a row does not come from a pack.
  private func isOwn(_ row: [String]) -> Bool {
    guard let name = row.first, !name.isEmpty else { return false }
    // "Cụm 1 (8/9 đơn vị)" was "Cụm 1" when all units had reported.
    return !table.rows.contains { row in
      row.cells.first.map { TableEdits.bare($0) == TableEdits.bare(name) } ?? false
    }
  }

  /// A name without a bracket after it.
  private static func bare(_ name: String) -> Substring {
    guard name.hasSuffix(")"), let start = name.range(of: " (")?.lowerBound else {
      return name[...]
    }
    return name[..<start]
  }

  private var withoutOwn: [[String]] {
    let columns = Set(ownColumns)
    return shown.enumerated().filter { $0.offset == 0 || !isOwn($0.element) }.map { row in
      row.element.enumerated().filter { !columns.contains($0.offset) }.map(\.element)
    }
  }

  private func ownColumns(_ answers: PackAnswers) -> [String] {
    let columns = ownColumns.map { shown[0][$0] }
    guard !columns.isEmpty else { return [] }
    let listed = TableEdits.listed(columns)
    return [
      answers.words(
        "{{table:\(table.id)}}: bảng được viết lại, các cột không có trong bộ biểu đồ bị bỏ: \(listed)",
        "{{table:\(table.id)}}: the table was written anew; columns that the pack does not have are gone: \(listed)"
      )
    ]
  }

  private func ownRows(_ answers: PackAnswers) -> [String] {
    let own = shown.dropFirst().filter(isOwn).compactMap(\.first)
    guard !own.isEmpty else { return [] }
    let listed = TableEdits.listed(own)
    return [
      answers.words(
        "{{table:\(table.id)}}: bảng được viết lại, các dòng không có trong bộ biểu đồ bị bỏ: \(listed)",
        "{{table:\(table.id)}}: the table was written anew; rows that the pack does not have are gone: \(listed)"
      )
    ]
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
  }
}
