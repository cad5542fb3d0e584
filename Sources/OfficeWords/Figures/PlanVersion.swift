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
