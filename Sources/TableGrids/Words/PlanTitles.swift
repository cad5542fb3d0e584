import ClusterMetrics
import OfficeWords

/// Titles that say of all numbers below them that they are still to be reached.
extension ReportWords {
  /// Whether a title says that all numbers below it are planned: "KẾ HOẠCH NĂM 2025", "Phân bổ dự toán", "Đăng ký chỉ
  /// tiêu", "DỰ KIẾN SỐ THU", "LỊCH TIÊM DỰ KIẾN THÁNG 7".
  package static func isPlan(title: String) -> Bool {
    guard !saysNumber(title), !isWanted(title: title) else { return false }
    let words = keys(title)
    // "Thôn đạt chuẩn" are called so, and have yet to be.
    let key = told(words).replacing(standard, with: " ")
    let all = (" " + words.joined(separator: " ") + " ").replacing(standard, with: " ")
    if planned.contains(where: { key.hasPrefix($0 + " ") }) { return true }
    // What units undertake to do has not been done.
    if undertaken.contains(where: { all.contains(" " + $0 + " ") }) {
      return !outcomes.contains { all.contains(" " + $0 + " ") }
    }
    // "Giao kế hoạch", "giao chỉ tiêu" anywhere; "CHỈ TIÊU KINH TẾ - XÃ HỘI GIAO NĂM 2026".
    let isGiven =
      given.contains { all.contains(" " + $0 + " ") }
      || allotted.contains { words.drop(while: isFormWord).joined(separator: " ").hasPrefix($0) }
      || key.hasPrefix(target + " ") && all.contains(giving)
    guard !noPlans.contains(where: { (key + " ").hasPrefix($0 + " ") }) else { return false }
    // "BÁO CÁO NHIỆM VỤ QUỐC PHÒNG" tells of results, "NHIỆM VỤ NĂM 2026" of what is to be done.
    if key.hasPrefix(task + " "),
      all.hasPrefix(" " + report + " ") || !saysWhenBehind(task, in: key)
    {
      return isGiven
    }
    let isNamed = plans.contains { key.hasPrefix($0 + " ") } || all.contains(expected)
    return (isNamed || isGiven) && !isDocument(words)
      && !results.contains { (isGiven ? all : " " + key).contains(" " + $0 + " ") }
  }

  /// "Kế hoạch số 12/KH-UBND" is a document, "KẾ HOẠCH SỐ THÔN ĐẠT CHUẨN" is none.
  private static func isDocument(_ words: [String]) -> Bool {
    words.indices.dropFirst(2).contains { index in
      Array(words[(index - 2)...index]) == numberedPlan
        && (words[safe: index + 1].map { $0.first?.isNumber ?? true || $0.contains("/") } ?? true)
    }
  }
  private static let numberedPlan = ["kế", "hoạch", "số"].map { NameKey($0).text }

  /// Whether a title that says a plan may head results as well: "NHIỆM VỤ TRỌNG TÂM", "MỤC TIÊU, CHỈ TIÊU", but not "NHIỆM VỤ 6 THÁNG
  /// CUỐI NĂM".
  package static func mayBeDone(title: String) -> Bool {
    let words = keys(title)
    let key = told(words)
    guard doubtful.contains(where: { key.hasPrefix($0 + " ") }) else { return false }
    return !words.contains(where: coming.contains)
  }
  private static let doubtful = ["nhiệm vụ", "mục tiêu", "phương hướng", "chương trình công tác"]
    .map { NameKey($0).text }
  private static let coming = Set(["cuối", "tới", "sau", "tiếp"].map { NameKey($0).text })

  /// What begins as a plan does, and is none.
  private static let noPlans = [
    "kế hoạch hóa", "mục tiêu quốc gia", "dự toán quyết toán", "kế hoạch và đầu tư",
    "kế hoạch tài chính", "kế hoạch - tài chính",
  ].map { NameKey($0).text }

  private static let task = NameKey("nhiệm vụ").text
  private static let report = NameKey("báo cáo").text
  private static let expected = " \(NameKey("dự kiến").text) "
  private static let standard = " \(NameKey("đạt chuẩn").text) "
  private static let giving = " \(NameKey("giao").text) "

  /// Whether a time or "giao" follows some words: "nhiệm vụ năm 2026", "nhiệm vụ 6 tháng cuối năm", "nhiệm vụ trọng tâm".
  private static func saysWhenBehind(_ words: String, in key: String) -> Bool {
    let next = key.dropFirst(words.count + 1).split(separator: " ").first.map(String.init) ?? ""
    return next.isEmpty || next.first?.isNumber == true || taskTimes.contains(next)
  }
  private static let taskTimes = Set(
    ["năm", "quý", "tháng", "tuần", "giao", "được", "trọng", "kỳ", "công", "chủ", "chỉ", "kế"].map {
      NameKey($0).text
    })

  /// Whether a title may say plans or results: "CÁC CHỈ TIÊU CHỦ YẾU NĂM 2025", "NHU CẦU VẮC XIN QUÝ III".
  package static func mayBePlan(title: String) -> Bool {
    if isWanted(title: title) { return true }
    let words = keys(title)
    let all = " " + words.joined(separator: " ") + " "
    return told(words).hasPrefix(target + " ") && !isPlan(title: title)
      && !results.contains { all.contains(" " + $0 + " ") }
  }
  private static let target = NameKey("chỉ tiêu").text

  /// Whether a title speaks of what is asked for or foreseen, which a project may plan or count: "TỔNG HỢP NHU CẦU", "DỰ BÁO", "DỰ KIẾN
  /// KẾT QUẢ".
  package static func isWanted(title: String) -> Bool {
    let key = told(keys(title))
    return wanted.contains { key.hasPrefix($0 + " ") }
      && !proposed.contains { key.hasPrefix($0 + " ") }
  }
  private static let wanted = [
    "nhu cầu", "dự báo", "đề xuất", "dự kiến kết quả", "dự kiến thực hiện",
    "dự kiến cả năm",
  ].map { NameKey($0).text }
  private static let proposed = ["đề xuất chỉ tiêu", "đề xuất kế hoạch"].map { NameKey($0).text }

  /// Whether a title says that all numbers below it are what came out: "KẾT QUẢ NĂM 2025".
  package static func isResult(title: String) -> Bool {
    let words = keys(title)
    let key = told(words)
    return outcomes.contains { key.hasPrefix($0 + " ") } && !isPlan(title: title)
  }

  /// What a title says behind words that only lead to it.
  private static func told(_ words: [String]) -> String {
    var told = words[...]
    while let first = told.first {
      // "Dự thảo" leads, "dự toán" does not.
      let isDraft = Array(told.prefix(2)) == draft
      guard isDraft || isLead(first) else { break }
      told = told.dropFirst(isDraft ? 2 : 1)
    }
    return told.joined(separator: " ") + " "
  }
  private static let draft = ["dự", "thảo"].map { NameKey($0).text }

  private static func isLead(_ word: String) -> Bool {
    isFormWord(word) || planLeads.contains(word)
  }

  /// Whether a word only says that a title heads a form: "BIỂU SỐ 2 TỔNG HỢP".
  private static func isFormWord(_ word: String) -> Bool {
    formWords.contains(word) || word.allSatisfy { !$0.isLetter || "ivx".contains($0) }
  }
  private static let formWords = Set(
    ["biểu", "bảng", "phụ", "lục", "tổng", "hợp", "mẫu", "chi", "tiết", "bản", "về", "ubnd", "các"]
      .map { NameKey($0).text })
  private static let planLeads = Set(
    [
      "phân", "bổ", "giao", "đăng", "ký", "xây", "dựng", "điều", "chỉnh", "sung", "đính", "chính",
      "báo", "cáo",
    ].map { NameKey($0).text })

  /// Plans whatever follows.
  private static let planned = [
    "kế hoạch thực hiện", "lộ trình", "khung kế hoạch", "khung chỉ tiêu",
  ].map { NameKey($0).text }
  private static let plans =
    [
      "kế hoạch", "dự toán", "dự trù", "mục tiêu", "nhiệm vụ", "phương hướng", "phấn đấu",
      "chỉ tiêu kế hoạch", "chỉ tiêu năm", "chỉ tiêu nhiệm vụ", "chỉ tiêu giao",
      "chỉ tiêu được giao", "chỉ tiêu phấn đấu", "chương trình công tác", "dự kiến",
    ].map { NameKey($0).text } + proposed
  private static let given = [
    "giao kế hoạch", "giao chỉ tiêu", "giao khoán", "giao nhiệm vụ", "giao dự toán",
    "chỉ tiêu giao", "chỉ tiêu kế hoạch", "đăng ký chỉ tiêu", "đăng ký các chỉ tiêu",
    "đăng ký thi đua", "đăng ký nhu cầu",
  ].map { NameKey($0).text }
  /// What titles begin with that allot something.
  private static let allotted = [
    "chỉ tiêu", "kế hoạch", "kinh phí", "vốn", "nguồn", "ngân sách", "biên chế", "vắc xin",
    "vaccine", "dự toán",
  ].map { NameKey("phân bổ " + $0).text + " " }
  private static let undertaken = ["đăng ký thực hiện", "cam kết thực hiện"].map {
    NameKey($0).text
  }
  private static let outcomes = ["kết quả", "tình hình", "tiến độ"].map { NameKey($0).text }
  private static let results =
    outcomes + ["thực hiện", "so với", "đạt", "hoàn thành"].map { NameKey($0).text }
}
