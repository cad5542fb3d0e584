import ClusterMetrics

/// How the cells of a column say yes and no: "x" and nothing, or "Có" and "Không". Each yes counts as one.
package enum YesNo {
  /// A mark says yes, an empty cell no.
  case ticked
  /// Both are said in words.
  case answered
  /// "x" several times and no number, below a heading that asks nothing: yes, or the sign of the yearbooks for a question
  /// that does not arise. It is read as the latter, and said.
  case unclear

  /// What a column says, by its cells in the rows of units; `nil` where it holds something else.
  ///
  /// - Parameter header: the lowest level of its heading.
  package init?(_ texts: [String], under header: String) {
    guard !texts.isEmpty else { return nil }
    if texts.allSatisfy({ YesNo.marks.contains($0) }) {
      let isClear = YesNo.asks(header) || !texts.allSatisfy { $0.lowercased() == "x" }
      guard isClear || texts.count > 1 else { return nil }
      self = isClear ? .ticked : .unclear
    } else if texts.allSatisfy({ YesNo.value($0) != nil }),
      texts.contains(where: {
        YesNo.yes.contains(NameKey($0)) || YesNo.plainNo.contains(NameKey($0))
      })
    {
      self = .answered
    } else {
      return nil
    }
  }

  /// Whether a heading asks what is answered by yes or no: "Có trang thông tin điện tử", "Đã ban hành kế hoạch"; or is one of
  /// the answers, each with a column of its own: "Có | Không".
  private static func asks(_ header: String) -> Bool {
    let name = NameKey(header.withoutNumbering)
    if plainNo.contains(name) || no.contains(name) { return true }
    let key = name.text + " "
    return questions.contains { key.hasPrefix($0 + " ") }
  }

  /// Whether a text says yes; `nil` for any other text.
  package static func value(_ text: String) -> Bool? {
    let key = NameKey(text.trimmingColons)
    if marks.contains(text) || yes.contains(key) { return true }
    return text == "☐" || plainNo.contains(key) || no.contains(key) ? false : nil
  }

  private static let marks: Set<String> = ["x", "X", "v", "V", "✓", "✔", "√", "☑", "☒", "ü", "þ"]
  private static let yes = Set(
    ["Có", "Rồi", "Đã có", "Đạt", "Đã đạt", "Hoàn thành", "Đã hoàn thành", "Đã thực hiện", "Yes"]
      .map {
        NameKey($0)
      })
  private static let plainNo = Set(
    ["Không", "Chưa", "Không đạt", "Chưa đạt", "No"].map { NameKey($0) })
  private static let no = Set(
    ["Không có", "Chưa có", "Chưa hoàn thành", "Chưa thực hiện", "Không thực hiện"].map {
      NameKey($0)
    })
  private static let questions = [
    "Có", "Đã", "Đạt", "Ban hành", "Thành lập", "Triển khai", "Bố trí", "Công khai", "Niêm yết",
    "Lắp đặt", "Hoàn thành",
    "Duy trì", "Được",
  ].map { NameKey($0).text }
}
