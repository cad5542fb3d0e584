/// Breaks text into lines at spaces.
public enum Wrapping {
  /// The fewest lines that fit a width, as even as possible where there are several, so that no
  /// word stands alone; `nil` where a single word is too wide.
  public static func lines(
    of text: String, width: Double, style: TextStyle, measurer: any TextMeasurer
  ) -> [String]? {
    if measurer.width(of: text, in: style) <= width { return [text] }
    let words = text.split(separator: " ").map(String.init)
    guard let greedy = fill(words, width: width, style: style, measurer: measurer) else {
      return nil
    }
    return even(greedy, words, width: width, style: style, measurer: measurer)
  }

  private static func even(
    _ greedy: [String], _ words: [String], width: Double, style: TextStyle,
    measurer: any TextMeasurer
  ) -> [String] {
    guard greedy.count > 1, greedy.count <= 3 else { return greedy }
    // Narrow the column as far as the number of lines stays: the lines become even.
    var (low, high) = (width / Double(greedy.count) * 0.8, width)
    var best = greedy
    for _ in 0..<8 {
      let middle = (low + high) / 2
      if let lines = fill(words, width: middle, style: style, measurer: measurer),
        lines.count == greedy.count
      {
        (high, best) = (middle, lines)
      } else {
        low = middle
      }
    }
    return best
  }

  /// Lines filled one after the other, as in a paragraph; even, where the last would hold little more
  /// than a word.
  public static func paragraph(
    _ text: String, width: Double, style: TextStyle, measurer: any TextMeasurer
  ) -> [String]? {
    let words = text.split(separator: " ").map(String.init)
    guard let lines = fill(words, width: width, style: style, measurer: measurer) else {
      return nil
    }
    guard let last = lines.last, measurer.width(of: last, in: style) < width * 0.15 else {
      return lines
    }
    return even(lines, words, width: width, style: style, measurer: measurer)
  }

  private static func fill(
    _ words: [String], width: Double, style: TextStyle, measurer: any TextMeasurer
  ) -> [String]? {
    var lines: [String] = []
    var line = ""
    for word in words {
      let longer = line.isEmpty ? word : line + " " + word
      if measurer.width(of: longer, in: style) <= width {
        line = longer
        continue
      }
      guard measurer.width(of: word, in: style) <= width else { return nil }
      if !line.isEmpty { lines.append(line) }
      line = word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

extension LayoutContext {
  /// Lines of text below each other, the first one's top at `top`.
  ///
  /// - Returns: the marks, and where the next thing may begin.
  /// - Throws: `LayoutError.noRoom` where a word is wider than the column.
  public func paragraph(
    _ text: String, at left: Double, top: Double, width: Double, style: TextStyle,
    color: Color? = nil, role: Role
  ) throws(LayoutError) -> (marks: [Mark], bottom: Double) {
    guard !text.isEmpty else { return ([], top) }
    guard
      let lines = Wrapping.paragraph(text, width: width, style: style, measurer: measurer)
    else { throw .noRoom(for: text, width: width) }
    let step = lineHeight(of: style)
    let ascent = measurer.extent(of: style).ascent
    let marks = lines.enumerated().map { index, line in
      Mark.text(
        self.text(
          line, at: Point(x: left, y: top + ascent + Double(index) * step), style: style,
          color: color, role: role))
    }
    return (marks, top + Double(lines.count) * step)
  }
}
