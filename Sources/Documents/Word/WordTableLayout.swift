import Charting
import PackPages
import Packs

/// The layout of a pack's table in the available width, without breaking words or numbers.
///
/// Text is reduced to 8 points at least; columns that still do not fit go into further parts, each with the first
/// column.
struct WordTableLayout: Equatable {
  /// Columns side by side.
  struct Part: Equatable {
    /// The indices of the table's columns.
    var columns: [Int]
    /// The widths in twentieths of a point.
    var widths: [Int]
  }

  let parts: [Part]
  /// The text size in half-points.
  let size: Int

  /// Text sizes in half-points: less than 8 points is illegible on paper, and 12 are enough in a table.
  static let sizes = 16...24
  /// From this size on, in half-points, larger text gains nothing over names in one line.
  private static let legible = 20
  /// The sum of the margins at both sides of a cell, in twentieths of a point: 0.08 inches each, and the line.
  private static let padding = 230

  /// - Parameters:
  ///   - width: the available width, in twentieths of a point.
  ///   - textSize: the size of the surrounding text, in half-points.
  ///   - family: the font of the surrounding text.
  init(
    _ table: Manifest.Table, width: Int, textSize: Int, family: String, measurer: any TextMeasurer
  ) {
    let needs = table.columns.indices.map { Need(table, column: $0, family, measurer) }
    // Omit columns without content.
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
    // The names of rows in one line are worth more than text of over 10 points.
    func roomy(_ columns: [Int], _ size: Int) -> [Int] {
      columns.enumerated().map { place, column in
        let need = needs[column]
        return max(need.comfortable(size), place == 0 ? need.wished(size) : 0)
          + WordTableLayout.padding
      }
    }
    let inOneLine = sizes.first { size in
      size >= WordTableLayout.legible
        && groups.allSatisfy { roomy($0, size).reduce(0, +) <= width }
    }
    // Names in two lines and headings in three are more legible than larger text.
    let easy =
      inOneLine
      ?? sizes.first { size in groups.allSatisfy { comfortable($0, size) <= width } }
    let size =
      easy ?? sizes.first { size in groups.allSatisfy { least($0, size) <= width } }
      ?? WordTableLayout.sizes.lowerBound
    self.size = size
    parts = groups.map { columns in
      let least =
        inOneLine.map { roomy(columns, $0) }
        ?? columns.map {
          (easy == nil ? needs[$0].least(size) : needs[$0].comfortable(size))
            + WordTableLayout.padding
        }
      let wished = columns.map { needs[$0].wished(size) + WordTableLayout.padding }
      return Part(
        columns: columns, widths: WordTableLayout.widths(width, least: least, wished: wished))
    }
  }

  /// Divides the columns into as few parts as needed, of about equal size; the first column is in all of them.
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

  /// Distributes a width: every column gets the width of its longest word, and of the rest a share by its longest line.
  private static func widths(_ width: Int, least: [Int], wished: [Int]) -> [Int] {
    let rest = width - least.reduce(0, +)
    let wishes = zip(least, wished).map { max($1 - $0, 0) }
    let sum = wishes.reduce(0, +)
    guard rest > 0 else {
      // If there is not enough room even at the smallest size, all columns are reduced alike.
      return least.map { $0 * width / max(least.reduce(0, +), 1) }
    }
    guard rest > sum else { return zip(least, wishes).map { $0 + $1 * rest / max(sum, 1) } }
    let spare = rest - sum
    let total = zip(least, wishes).map { $0 + $1 }
    return total.map { $0 + $0 * spare / max(total.reduce(0, +), 1) }
  }

  /// The width that a column needs, in points at a text size of one point.
  private struct Need {
    private var word = 0.0
    private var line = 0.0
    /// The width of names in two lines, and of a heading in three.
    private var ease = 0.0

    /// The limit from which names of rows wrap instead of displacing the numbers.
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
        // Also "286 (26/27 đơn vị)" in two lines.
        ease = max(ease, (isName ? min(whole, Need.longestName) : whole) * 0.55)
      }
      let isNumber = table.columns[column].isNumber
      // Headings wrap at every space.
      for piece in table.columns[column].name.split(separator: " ") {
        word = max(word, width(piece, plain.weight(.bold)))
        line = max(line, width(piece, plain.weight(.bold)))
      }
      ease = width(table.columns[column].name, plain.weight(.bold)) * 0.4
      for row in table.rows where column < row.cells.count {
        add(row.cells[column], isBold: row.isTotal, isName: !isNumber)
      }
    }

    /// Slightly more than the measured width, because printers and substitute fonts differ.
    private static let allowance = 1.04

    func least(_ halfPoints: Int) -> Int { twentieths(word, halfPoints) }
    func comfortable(_ halfPoints: Int) -> Int { twentieths(max(word, ease), halfPoints) }
    func wished(_ halfPoints: Int) -> Int { twentieths(max(line, word), halfPoints) }
    private func twentieths(_ width: Double, _ halfPoints: Int) -> Int {
      Int((width * Need.allowance * Double(halfPoints) * 10).rounded(.up))
    }
  }
}
