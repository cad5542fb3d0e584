/// A number, or the reason why there is none.
public enum Value: Sendable, Hashable {
  case number(Double)
  /// Not reported: never drawn as zero.
  case missing
  /// Does not apply.
  case notApplicable
  /// Reported, but not in a form that this chart can state: for another area, or for other days.
  case unstated
  /// Known, but too small to publish.
  case hidden

  /// The number, if there is one that can be drawn.
  public var number: Double? {
    if case .number(let number) = self, number.isFinite { number } else { nil }
  }
}

/// Whether more or less is better.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  case moreIsBetter, lessIsBetter, neutral

  /// Whether a change is bad news.
  func isAdverse(_ change: Double) -> Bool { tone(of: change) == .bad }

  /// The tone of a change; `neutral` for zero.
  public func tone(of change: Double) -> Tone {
    guard change != 0 else { return .neutral }
    return switch self {
    case .moreIsBetter: change > 0 ? .good : .bad
    case .lessIsBetter: change < 0 ? .good : .bad
    case .neutral: .neutral
    }
  }
}

/// Whether news is good, bad or neither; sets its colour.
public enum Tone: String, Sendable, Hashable, CaseIterable {
  case good, bad, neutral
}

/// The order of rows.
public enum RowOrder: String, Sendable, Hashable, CaseIterable {
  /// The best value first; rows without a number last.
  case byValue
  /// The given order, if it has a meaning.
  case asGiven
}

/// The texts that a chart adds by itself, in the reader's language.
public struct ChartWords: Sendable, Hashable {
  /// The sign for unknown values in the Vietnamese statistical yearbooks, used if the words do not fit.
  static let noInformation = "…"
  /// The corresponding sign for what does not apply.
  static let notApplicableSign = "x"
  /// The sign for confidential values in official statistics.
  static let hiddenSign = "c"

  /// For a missing value: "chưa báo cáo".
  public var missing: String
  /// For a value that does not apply: "không áp dụng".
  public var notApplicable: String
  /// For a value that was reported in another form: "không chia được số liệu cũ".
  public var unstated: String
  /// For a value that is known but not published: "số nhỏ, không công bố".
  public var hidden: String
  /// Explains the thin marks: "vạch xám: cùng kỳ 2021".
  public var reference: String
  /// The header of the column of changes: "so cùng kỳ".
  public var change: String

  /// The texts of a chart.
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
  /// The words for a value without a number, and the sign to use if they do not fit; `nil` for a number.
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
  /// Sorted for display. By value: the best first (the least if less is better), then missing, hidden, unstated and
  /// inapplicable values. Ties keep their order.
  package func ordered(
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
