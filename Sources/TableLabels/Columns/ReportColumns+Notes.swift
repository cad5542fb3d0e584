import ClusterMetrics
import OfficeWords
import TableGrids

/// What a note below the table says of one of its columns.
extension ReportColumns {
  /// "Ghi chú: Cột 4 là số lũy kế từ đầu năm": of the column that the row of numbers below the header calls so, or else the
  /// fourth one.
  mutating func settleNotes(_ block: ReportBlock, _ grid: Grid) {
    for note in block.notes(in: grid) {
      let key = NameKey(note.replacing(":", with: " ")).text
      guard key.contains(ReportColumns.counted), !key.contains(ReportColumns.denied),
        let match = key.firstMatch(of: ReportColumns.column), let number = Int(match.1)
      else { continue }
      let numbering = (block.header.lowerBound..<block.body.upperBound).first {
        grid.rows[$0].isColumnNumbers
      }
      let column =
        numbering.flatMap { row in
          grid.rows[row].items.firstIndex { $0.text.filter(\.isNumber) == "\(number)" }
        } ?? number - 1
      guard
        let index = numbers.firstIndex(where: {
          $0.column == column && ($0.meaning.figure ?? .value) == .value
        })
      else { continue }
      numbers[index].meaning.figure = .cumulative
    }
  }
  private static let counted = NameKey("lũy kế").text
  private static let denied = NameKey("không").text
  nonisolated(unsafe) private static let column = try! Regex<(Substring, Substring)>(
    NameKey("cột").text + " \\(?([0-9]{1,2})\\)?")

  /// Whether a text begins as a number does, and is no day: "15 (05 nữ)", but not "28/1/2025".
  static func isBegunNumber(_ item: Grid.Item) -> Bool {
    item.kind == .text && item.text.first?.isNumber == true && SentDay.read(item.text) == nil
  }

  /// "361/BC-UBND", "12/2025/QĐ-UBND"
  nonisolated(unsafe) private static let documentNumber =
    #/(?:Số:? ?)?[0-9]{1,5}(?:\/[0-9]{4})? ?\/ ?\p{Lu}{2,}(?:[-–.&]\p{L}+)*(?:,? ngày .*)?/#

  /// Whether cells tell of things, each of others, and count nothing: "02 nhiệm vụ về GPMB", "01 dự án chậm tiến độ"; or whether they
  /// are numbers of documents.
  static func tellOfThings(_ items: [Grid.Item]) -> Bool {
    let documents = items.count {
      $0.kind == .text && $0.text.wholeMatch(of: documentNumber) != nil
    }
    if documents > 0, documents * 2 >= items.count { return true }
    let told = items.compactMap { item -> String? in
      guard item.kind == .text, item.text.first?.isNumber == true else { return nil }
      let words = item.text.split(whereSeparator: \.isWhitespace).dropFirst()
      return words.count > 2 && words.allSatisfy { $0.contains(where: \.isLetter) }
        ? words.joined(separator: " ") : nil
    }
    return told.count > 1 && told.count * 2 >= items.count && Set(told).count == told.count
  }
}
