import ClusterMetrics

/// Words of titles that say nothing of what a table is about.
extension ReportWords {
  /// Words that stand before what a title is about.
  static let leads = Set(
    [
      "biểu", "số", "bảng", "tổng", "hợp", "kết", "quả", "thực", "hiện", "báo", "cáo", "tình",
      "hình", "thống", "kê",
      "về", "công", "tác", "mẫu", "phụ", "lục", "liệu", "đính", "chính", "cập", "nhật", "bổ",
      "sung",
      "điều", "chỉnh", "chi", "tiết", "theo", "dõi",
    ].map { NameKey($0).text })
  static let times = Set(
    ["giai", "năm", "tháng", "quý", "từ", "trong", "theo", "đến", "-", "–", "của"].map {
      NameKey($0).text
    })

  /// Whether a title says nothing of what it is about: "TỔNG HỢP KẾT QUẢ", "Biểu số 2".
  static func isPlain(title: String) -> Bool {
    title.split(whereSeparator: \.isWhitespace).allSatisfy {
      isPlain(NameKey($0.trimmingColons).text)
    }
  }

  static func isPlain(_ word: String) -> Bool {
    leads.contains(word) || word.allSatisfy { !$0.isLetter || "ivx".contains($0) }
  }
}
