/// A number, or why there is none.
public enum Value: Sendable, Hashable {
  case number(Double)
  /// Not reported: never drawn as zero.
  case missing
  /// The question does not arise.
  case notApplicable
  /// It was reported, but not in a way that this chart can state: for another area, for other days.
  case unstated
  /// It is known, and not shown: a number that is too small to be told.
  case hidden

  /// The number, if there is one that can be drawn.
  public var number: Double? {
    if case .number(let number) = self, number.isFinite { number } else { nil }
  }
}

/// Which way of changing is good news.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  case moreIsBetter, lessIsBetter, neutral

  /// Whether a change is bad news.
  func isAdverse(_ change: Double) -> Bool { tone(of: change) == .bad }

  /// What kind of news a change is; none is neither.
  public func tone(of change: Double) -> Tone {
    guard change != 0 else { return .neutral }
    return switch self {
    case .moreIsBetter: change > 0 ? .good : .bad
    case .lessIsBetter: change < 0 ? .good : .bad
    case .neutral: .neutral
    }
  }
}

/// What kind of news something is, which its colour says.
public enum Tone: String, Sendable, Hashable, CaseIterable {
  case good, bad, neutral
}

/// The order of rows.
public enum RowOrder: String, Sendable, Hashable, CaseIterable {
  /// The largest value first; what has none comes last.
  case byValue
  /// As the rows were given, where that order means something.
  case asGiven
}

/// The words that a chart writes by itself, in the language of its reader.
public struct ChartWords: Sendable, Hashable {
  /// The sign of the Vietnamese statistical yearbooks for what is not known, where words find no room.
  static let noInformation = "…"
  /// The same for what does not apply.
  static let notApplicableSign = "x"
  /// The sign of statistical offices for what is confidential.
  static let hiddenSign = "c"

  /// In the slot of a missing value: "chưa báo cáo".
  public var missing: String
  /// Where the question does not arise: "không áp dụng".
  public var notApplicable: String
  /// Where a value was reported in another way: "không chia được số liệu cũ".
  public var unstated: String
  /// Where a value is known and not shown: "số nhỏ, không công bố".
  public var hidden: String
  /// Explains the thin marks: "vạch xám: cùng kỳ 2021".
  public var reference: String
  /// Heads the column of changes: "so cùng kỳ".
  public var change: String

  /// The words.
  public init(
    missing: String, notApplicable: String, unstated: String = "…", hidden: String = "c",
    reference: String = "", change: String = ""
  ) {
    self.missing = missing
    self.notApplicable = notApplicable
    self.unstated = unstated
    self.hidden = hidden
    self.reference = reference
    self.change = change
  }
}

extension ChartWords {
  /// What stands in the place of a value that is no number: words, and their sign where they find no
  /// room; `nil` for a number.
  func absence(of value: Value) -> (text: String, sign: String)? {
    switch value {
    case .number: nil
    case .missing: (missing, ChartWords.noInformation)
    case .notApplicable: (notApplicable, ChartWords.notApplicableSign)
    case .unstated: (unstated, ChartWords.noInformation)
    case .hidden: (hidden, ChartWords.hiddenSign)
    }
  }
}

extension Array {
  /// In an order of rows: by value, the best first, which is the least where less is better; then what is
  /// missing, then what does not apply. Ties keep their order.
  func ordered(
    _ order: RowOrder, _ direction: Direction = .moreIsBetter, by value: (Element) -> Value
  ) -> [Element] {
    guard order == .byValue else { return self }
    func rank(_ value: Value) -> (Int, Double) {
      switch value {
      case .number(let number): (0, direction == .lessIsBetter ? number : -number)
      case .missing: (1, 0)
      case .hidden: (2, 0)
      case .unstated: (3, 0)
      case .notApplicable: (4, 0)
      }
    }
    return enumerated().sorted { left, right in
      let (first, second) = (rank(value(left.element)), rank(value(right.element)))
      return (first.0, first.1, left.offset) < (second.0, second.1, right.offset)
    }.map(\.element)
  }
}
