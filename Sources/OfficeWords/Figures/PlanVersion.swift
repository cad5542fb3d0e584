import ClusterMetrics

/// Which of several plans a heading means: the first one, one that was changed, or one that holds in its place.
package enum PlanVersion: Comparable {
  /// What was carried over from another year, or what one would like to reach: no plan beside another one.
  case besides
  /// "KH cũ", "KH đầu năm", "KH tạm giao".
  case superseded
  /// "KH 2026".
  case plain
  /// "KH sau điều chỉnh", "KH mới", "KH chính thức".
  case valid

  package init(_ heading: String) {
    let key = " " + NameKey(heading.replacing("(", with: " ").replacing(")", with: " ")).text + " "
    self = PlanVersion.lists.first { _, words in words.contains { key.contains($0) } }?.0 ?? .plain
  }

  /// Whether a heading below one of a plan only says which of several it is: "Sau điều chỉnh", "Giao đầu năm".
  package static func isAlone(_ heading: String) -> Bool {
    let key = NameKey(heading).text
    return alone.contains(key) || isChange(heading)
  }
  /// Whether a heading beside "Sau điều chỉnh" is what was added or taken off.
  package static func isChange(_ heading: String) -> Bool {
    changes.contains(NameKey(heading.withoutMeasure.filter { !"()+-±,".contains($0) }).text)
  }
  private static let changes = Set(
    [
      "điều chỉnh", "bổ sung", "điều chỉnh tăng giảm", "điều chỉnh tăng", "điều chỉnh giảm",
      "điều chỉnh bổ sung", "tăng giảm",
    ].map { NameKey($0).text })
  private static let alone = Set(
    listed.filter { $0.0 != .besides }.flatMap(\.1)
      .flatMap { [$0, "giao " + $0] }.map { NameKey($0).text })

  /// The words of headings that tell plans apart.
  static let words = listed.flatMap(\.1)

  private static let listed: [(PlanVersion, [String])] = [
    (.superseded, ["trước điều chỉnh", "trước khi điều chỉnh", "chưa điều chỉnh"]),
    (
      .valid,
      [
        "sau điều chỉnh", "sau khi điều chỉnh", "đã điều chỉnh", "điều chỉnh lần", "điều chỉnh",
        "chính thức", "mới nhất", "sau bổ sung", "sau khi bổ sung",
      ]
    ),
    (.besides, ["kéo dài", "phấn đấu", "năm trước chuyển sang"]),
    (.superseded, ["tạm giao", "ban đầu", "đầu năm", "tạm tính"]),
  ]
  private static let lists = listed.map { version, words in
    (version, words.map { " \(NameKey($0).text) " })
  }
}
