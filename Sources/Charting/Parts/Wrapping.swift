/// Breaks text into lines at spaces.
public enum Wrapping {
  /// Breaks a text into the fewest lines that fit a width, as even as possible; `nil` if a single word is too wide.
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
    // Narrow the column while the number of lines stays the same: the lines become even.
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

  /// Fills lines one after the other, as in a paragraph; balanced, if the last line would hold only a word.
  ///
  /// - Parameters:
  ///   - text: the paragraph.
  ///   - style: its font, size and weight.
  ///   - measurer: measures text as it will be drawn.
  ///   - width: the width of a line in points.
  ///   - breaksWords: whether to break words that are too wide for a line, such as names of files.
  /// - Returns: `nil` if a word is too wide and may not be broken.
  public static func paragraph(
    _ text: String, width: Double, style: TextStyle, measurer: any TextMeasurer,
    breaksWords: Bool = false
  ) -> [String]? {
    let words = text.split(separator: " ").map(String.init)
    guard
      let lines = fill(
        words, width: width, style: style, measurer: measurer, breaksWords: breaksWords)
    else { return nil }
    guard let last = lines.last, measurer.width(of: last, in: style) < width * 0.15 else {
      return lines
    }
    return even(lines, words, width: width, style: style, measurer: measurer)
  }

  private static func fill(
    _ words: [String], width: Double, style: TextStyle, measurer: any TextMeasurer,
    breaksWords: Bool = false
  ) -> [String]? {
    var lines: [String] = []
    var line = ""
    for word in words {
      let longer = line.isEmpty ? word : line + " " + word
      if measurer.width(of: longer, in: style) <= width {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = word
      guard measurer.width(of: word, in: style) > width else { continue }
      guard breaksWords else { return nil }
      var pieces = pieces(of: word, width: width, style: style, measurer: measurer)
      line = pieces.removeLast()
      lines += pieces
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Breaks a word into pieces that fit a line: after a mark such as "_" or "-" if there is one near the end of the
  /// line, otherwise where the line is full.
  private static func pieces(
    of word: String, width: Double, style: TextStyle, measurer: any TextMeasurer
  ) -> [String] {
    var pieces: [String] = []
    var rest = Substring(word)
    while !rest.isEmpty {
      // A line gets at least one character, however narrow it is.
      var count = 1
      for length in stride(from: rest.count, through: 2, by: -1)
      where measurer.width(of: String(rest.prefix(length)), in: style) <= width {
        count = length
        break
      }
      if count < rest.count,
        let mark = rest.prefix(count).lastIndex(where: { "_-./\\:,".contains($0) })
      {
        let kept = rest.distance(from: rest.startIndex, to: mark) + 1
        if kept * 2 > count { count = kept }
      }
      pieces.append(String(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return pieces
  }
}

extension LayoutContext {
  /// Lays out lines of text below each other, with the top of the first at `top`.
  ///
  /// - Returns: the marks, and the bottom of the paragraph.
  /// - Throws: `LayoutError.noRoom` if a word is wider than the column.
  public func paragraph(
    _ text: String, at left: Double, top: Double, width: Double, style: TextStyle,
    color: Color? = nil, role: Role
  ) throws(LayoutError) -> (marks: [Mark], bottom: Double) {
    guard !text.isEmpty else { return ([], top) }
    guard
      let lines = Wrapping.paragraph(
        text, width: width, style: style, measurer: measurer, breaksWords: true)
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
