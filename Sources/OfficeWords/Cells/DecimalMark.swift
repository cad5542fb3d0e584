import ClusterMetrics

/// Which mark divides a number from its decimals in a column.
package enum DecimalMark: Int, Sendable {
  /// As people write in Vietnam: 1.234,5. Assumed where nothing proves otherwise.
  case comma
  /// Neither is proven, and three digits behind either are thousands: 1,234 and 1.234. Assumed in projects in English, where people
  /// write 1,234.5.
  case thousands
  /// As machines write: 1234.5.
  case point
  /// The same where a number such as 1.250 stands beside 12.5: whoever writes one drops no zeros, whoever writes the
  /// other does, so that the groups of one could be meant.
  case pointInDoubt
  /// Both are proven in one column, so that 1.234 could be either.
  case undecided

  /// A number as it is best written, for who has to write one again.
  package var example: String { self == .thousands ? "1,234.5" : "1.234,5" }
}

/// What the numbers of a column prove of how they are written.
package struct NumberEvidence: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  /// 0.125, 1.25, 1,234,567 or 1,234.5.
  package static let point = NumberEvidence(rawValue: 1)
  /// 0,125, 1,25, 1.234.567 or 1.234,5.
  package static let comma = NumberEvidence(rawValue: 2)
  /// 1.250, which proves nothing alone.
  package static let groupedByPoint = NumberEvidence(rawValue: 4)
  /// 1,250.
  static let groupedByComma = NumberEvidence(rawValue: 8)
  /// 44%, or a cell that shows 44 %.
  package static let percent = NumberEvidence(rawValue: 16)

  /// 1.250, whose zero who writes 12.5 would have dropped.
  static let groupedWithZero = NumberEvidence(rawValue: 32)
  /// 12.5 or 1.25, whose zeros were dropped.
  static let shortPoint = NumberEvidence(rawValue: 64)
  /// 0.125, whose decimals are as many as digits of a group.
  static let longPoint = NumberEvidence(rawValue: 128)

  /// How the numbers of the column are to be read; `nil` where that is as was assumed.
  package func mark(assuming assumed: DecimalMark) -> DecimalMark? {
    guard !isDisjoint(with: [.groupedByPoint, .groupedByComma]) else { return nil }
    if contains(.comma), contains(.point) { return .undecided }
    if assumed == .thousands, !contains(.point) {
      if contains(.comma) { return .comma }
      // Who parts thousands by commas does not part them by points.
      return isSuperset(of: [.groupedByPoint, .groupedByComma]) ? .undecided : nil
    }
    guard contains(.point) else { return nil }
    let isInDoubt = isSuperset(of: [.groupedWithZero, .shortPoint]) && !contains(.longPoint)
    return isInDoubt ? .pointInDoubt : .point
  }
}
