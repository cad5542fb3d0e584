import ClusterMetrics
import Foundation
import OfficeWords
import Tables

/// What a row of a register is that has no date: an activity with a fault, or a part of the sheet's form such as
/// column numbers, a repeated header, the name of a group, a note or a signature.
struct RowForm {
  /// Whether it is no activity by itself.
  let isForm: Bool
  /// Whether it is a line of the block of signatures and notes.
  let isSignature: Bool
  /// Whether a measure of it is a number.
  let hasNumbers: Bool
  private let unit: String?

  init(_ rows: some TableRows, _ layout: ActivityLayout) {
    let filled = (0..<rows.cellCount).filter { !rows.cell($0).isEmpty }
    let measures = layout.measures.compactMap(\.self)
    hasNumbers = measures.contains {
      NumberCell.parse(rows.cell($0)).outcome.quantity.map { $0 != .zero } ?? false
        || rows.number($0) != nil
    }
    let keys = filled.map { NameKey(rows.text($0)) }
    unit = layout.unit.map { rows.text($0) }
    // Where the unit stands above the table, only the activity can say that there is one.
    let isBare =
      (unit ?? "").isEmpty && (layout.categories[0].map { rows.cell($0).isEmpty } ?? true)
    let hasNoUnit = (unit ?? "").isEmpty
    // A day in words beside an activity or a commune is that activity's.
    let told = [layout.categories[0], layout.commune].compactMap(\.self)
    func standsAlone(_ column: Int) -> Bool {
      !told.contains { $0 != column && filled.contains($0) }
    }
    isSignature =
      !hasNumbers && filled.count <= 6
      && zip(filled, keys).contains { column, key in
        RowForm.isSignature(key.text)
          || hasNoUnit && standsAlone(column) && RowForm.isPlaceAndDate(key.text)
      }
    // "Xã B" alone in its column is one more commune of the row above, which lost its day.
    let isCommune =
      layout.commune.map { filled == [$0] && NameKey.place(rows.text($0)).kind != nil } ?? false
    isForm =
      RowForm.areColumnNumbers(filled.map { rows.text($0) })
      || (filled.count > 1
        && zip(filled, keys).allSatisfy { column, key in
          column < layout.headerKeys.count && layout.headerKeys[column] == key
        })
      || (isBare && !hasNumbers && !isCommune
        && !RowForm.isUnsplit(filled.map { rows.text($0) }))
      || isSignature
  }

  /// Whether the unit's cell names a unit.
  func hasUnit(_ names: NameResolver) -> Bool {
    unit.map { !$0.isEmpty && !names.roster.units(named: $0).isEmpty } ?? false
  }

  /// A whole activity in one cell, which begins with its day: a line that was quoted, or parted otherwise.
  private static func isUnsplit(_ texts: [String]) -> Bool {
    guard texts.count <= 2, let text = texts.first(where: { $0.contains { ",;\t|".contains($0) } })
    else { return false }
    let fields = text.split { ",;\t|".contains($0) }
    return fields.count > 2
      && fields.prefix(2).contains { DateCell.parse(ArraySlice($0.utf8)) != nil }
  }

  /// `(1) (2) (3)`, `A B 1 2`, also with formulas such as `5=3+4`.
  private static func areColumnNumbers(_ texts: [String]) -> Bool {
    guard texts.count > 1 else { return false }
    var last = 0
    for text in texts {
      let inner = text.filter { $0 != "(" && $0 != ")" && $0 != " " }
      let head = inner.prefix { $0 != "=" }
      if head.count == 1, let letter = head.first, letter.isLetter, last == 0 { continue }
      guard let number = Int(head), number == last + 1 || (last == 0 && number <= 2) else {
        return false
      }
      last = number
    }
    return last > 0
  }

  /// How lines begin that stand below a table.
  private static let beginnings = [
    "người lập", "người tổng hợp", "thủ trưởng", "kt.", "tm.", "tl.", "chủ tịch", "giám đốc",
    "phó chủ tịch",
    "nơi nhận", "ghi chú:", "xác nhận", "(ký", "ký tên", "ký, ghi", "đại diện", "cán bộ tổng hợp",
    "kế toán", "chuyên viên tổng hợp",
  ].map { NameKey($0).text }

  /// "Hà Trung, ngày … tháng … năm 2022"
  private static func isPlaceAndDate(_ text: String) -> Bool {
    RowForm.dateWords.allSatisfy { text.utf8.firstRange(of: $0.utf8) != nil }
  }
  private static let dateWords = ["ngày", "tháng", "năm"].map { NameKey($0).text }

  private static func isSignature(_ text: String) -> Bool {
    beginnings.contains { text.hasPrefix($0) }
  }
}
