import ClusterMetrics
import Foundation
import Office
import Packs

/// What people changed in a table of the pack since it was put into a document, and what is lost when it is written anew.
struct TableEdits {
  /// The cells that the document shows, the heads first.
  var shown: [[String]]
  /// The table as the pack has it now.
  var table: Manifest.Table
  /// The mark that the table bears.
  var mark: String?

  /// What is to be said, if anything; each says that the table is written anew.
  func doubts(_ answers: PackAnswers) -> [String] {
    let own = ownColumns(answers) + ownRows(answers)
    guard own.isEmpty, let digest = mark.flatMap(PictureMark.contents(in:)),
      digest != PictureMark.digest(shown)
    else { return own }
    return [
      answers.words(
        "{{table:\(table.id)}}: bảng đã được sửa tay sau khi điền, nay được viết lại; chữ viết thêm hãy đặt ngoài bảng",
        "{{table:\(table.id)}}: cells were changed by hand, and the table was written anew; write what is yours beside it"
      )
    ]
  }

  private func ownColumns(_ answers: PackAnswers) -> [String] {
    let headers = Set(table.columns.map(\.name))
    // Headings that say a period are others each time.
    let columns = (shown.first ?? []).filter {
      !headers.contains($0) && !$0.isEmpty && !$0.contains(where: \.isNumber)
    }
    guard !columns.isEmpty, shown.first?.count ?? 0 > table.columns.count else { return [] }
    let listed = TableEdits.listed(columns)
    return [
      answers.words(
        "{{table:\(table.id)}}: bảng được viết lại, các cột không có trong bộ biểu đồ bị bỏ: \(listed)",
        "{{table:\(table.id)}}: the table was written anew; columns that the pack does not have are gone: \(listed)"
      )
    ]
  }

  private func ownRows(_ answers: PackAnswers) -> [String] {
    let known = Set(table.rows.compactMap(\.cells.first))
    let own = shown.dropFirst().compactMap(\.first).filter { !known.contains($0) && !$0.isEmpty }
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
