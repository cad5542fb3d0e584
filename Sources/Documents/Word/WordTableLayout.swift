import Charting
import Packs

/// How the columns of a pack's table lie in the room that a Word document gives it: no word and no number is broken.
///
/// Letters shrink to 8 points; what does not fit then goes on in further parts, each with the first column.
struct WordTableLayout: Equatable {
  /// Columns that stand beside each other.
  struct Part: Equatable {
    /// Numbers of the table's columns.
    var columns: [Int]
    /// In twentieths of a point.
    var widths: [Int]
  }

  let parts: [Part]
  /// In half-points.
  let size: Int

  /// In half-points: nobody reads less than 8 points on paper, and 12 are enough in a table.
  static let sizes = 16...24
  /// What cells keep on both sides together, in twentieths of a point: 0.08 inches each, and the line.
  private static let padding = 230

  /// - Parameters:
  ///   - width: the room, in twentieths of a point.
  ///   - textSize: of the surrounding text, in half-points.
  ///   - family: of its letters.
  init(
    _ table: Manifest.Table, width: Int, textSize: Int, family: String, measurer: any TextMeasurer
  ) {
    let needs = table.columns.indices.map { Need(table, column: $0, family, measurer) }
    // A column without a word says nothing.
    let shown = table.columns.indices.filter { column in
      column == 0 || table.rows.isEmpty
        || table.rows.contains { column < $0.cells.count && !["", "…"].contains($0.cells[column]) }
    }
    func least(_ columns: [Int], _ size: Int) -> Int {
      columns.map { needs[$0].least(size) + WordTableLayout.padding }.reduce(0, +)
    }
    let largest = min(
      max(textSize, WordTableLayout.sizes.lowerBound), WordTableLayout.sizes.upperBound)
    let sizes = (WordTableLayout.sizes.lowerBound...largest).reversed()
    var groups = [shown]
    if least(shown, WordTableLayout.sizes.lowerBound) > width, shown.count > 2 {
      groups = WordTableLayout.divided(shown) {
        least($0, WordTableLayout.sizes.lowerBound) <= width
      }
    }
    func comfortable(_ columns: [Int], _ size: Int) -> Int {
      columns.map { needs[$0].comfortable(size) + WordTableLayout.padding }.reduce(0, +)
    }
    // Names in two lines and headings in three read better than larger letters.
    let easy = sizes.first { size in groups.allSatisfy { comfortable($0, size) <= width } }
    let size =
      easy ?? sizes.first { size in groups.allSatisfy { least($0, size) <= width } }
      ?? WordTableLayout.sizes.lowerBound
    self.size = size
    parts = groups.map { columns in
      let least = columns.map {
        (easy == nil ? needs[$0].least(size) : needs[$0].comfortable(size))
          + WordTableLayout.padding
      }
      let wished = columns.map { needs[$0].wished(size) + WordTableLayout.padding }
      return Part(
        columns: columns, widths: WordTableLayout.widths(width, least: least, wished: wished))
    }
  }

  /// Columns in as few parts as there is need for, about as many in each; the first column is in all of them.
  private static func divided(_ columns: [Int], fits: ([Int]) -> Bool) -> [[Int]] {
    let others = Array(columns.dropFirst())
    for count in 2..<max(others.count, 3) {
      let parts = (0..<count).map { number in
        [columns[0]]
          + others[(others.count * number / count)..<(others.count * (number + 1) / count)]
      }
      if parts.allSatisfy(fits) { return parts }
    }
    return others.map { [columns[0], $0] }
  }

  /// Divides a width: every column has what its longest word needs, and of the rest what its longest line wishes.
  private static func widths(_ width: Int, least: [Int], wished: [Int]) -> [Int] {
    let rest = width - least.reduce(0, +)
    let wishes = zip(least, wished).map { max($1 - $0, 0) }
    let sum = wishes.reduce(0, +)
    guard rest > 0 else {
      // There is no room even at the smallest size: all columns give way alike.
      return least.map { $0 * width / max(least.reduce(0, +), 1) }
    }
    guard rest > sum else { return zip(least, wishes).map { $0 + $1 * rest / max(sum, 1) } }
    let spare = rest - sum
    let total = zip(least, wishes).map { $0 + $1 }
    return total.map { $0 + $0 * spare / max(total.reduce(0, +), 1) }
  }

  /// What one column needs, in points at a size of one point.
  private struct Need {
    private var word = 0.0
    private var line = 0.0
    /// What names in two lines need, and a heading in three.
    private var ease = 0.0

    /// Names of rows wrap before they push the numbers aside.
    private static let longestName = 14.0

    init(_ table: Manifest.Table, column: Int, _ family: String, _ measurer: any TextMeasurer) {
      let plain = TextStyle(family: family, size: 10)
      func width(_ text: some StringProtocol, _ style: TextStyle) -> Double {
        measurer.width(of: String(text), in: style) / 10
      }
      func add(_ text: String, isBold: Bool, isName: Bool) {
        let style = isBold ? plain.weight(.bold) : plain
        for piece in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
          word = max(word, width(piece, style))
        }
        let whole = width(text, style)
        line = max(line, isName ? min(whole, Need.longestName) : whole)
        // "286 (26/27 đơn vị)" in two lines, too.
        ease = max(ease, (isName ? min(whole, Need.longestName) : whole) * 0.55)
      }
      let isNumber = table.columns[column].isNumber
      // Titles of columns wrap at every blank.
      for piece in table.columns[column].name.split(separator: " ") {
        word = max(word, width(piece, plain.weight(.bold)))
        line = max(line, width(piece, plain.weight(.bold)))
      }
      ease = width(table.columns[column].name, plain.weight(.bold)) * 0.4
      for row in table.rows where column < row.cells.count {
        add(row.cells[column], isBold: row.isTotal, isName: !isNumber)
      }
    }

    /// A little more than is measured: printers and substitutes of fonts differ.
    private static let allowance = 1.04

    func least(_ halfPoints: Int) -> Int { twentieths(word, halfPoints) }
    func comfortable(_ halfPoints: Int) -> Int { twentieths(max(word, ease), halfPoints) }
    func wished(_ halfPoints: Int) -> Int { twentieths(max(line, word), halfPoints) }
    private func twentieths(_ width: Double, _ halfPoints: Int) -> Int {
      Int((width * Need.allowance * Double(halfPoints) * 10).rounded(.up))
    }
  }
}
