import ClusterMetrics

/// Names of what is there on a day, whoever counts it: debts that are outstanding, doctors, the population. Two quarters of
/// them make no half-year.
package enum StockNames {
  /// Whether a name says no more than such a thing: "Số bác sĩ", "Nợ quá hạn (triệu đồng)", and not "Số bác sĩ được đào tạo".
  package static func isOne(_ name: String) -> Bool {
    if isEnglish(name) { return true }
    let counted = name.bracketAtEnd.map { MeasureWords.isCounted($0.inner) ? $0.before : name }
    let bare = (counted ?? name).withoutNumbering.withoutMeasure
    var words = NameKey(bare).text.split(separator: " ")[...]
    var isCount = false
    while let first = words.first, heads.contains(first) {
      words.removeFirst()
      isCount = true
    }
    while let last = words.last, tails.contains(last) { words.removeLast() }
    let rest = words.joined(separator: " ")
    // "Số trẻ em dưới 16 tuổi"
    if isCount, olds.contains(where: { rest.hasPrefix($0) }) { return true }
    if endings.contains(where: { rest.hasSuffix($0) }) { return true }
    return amounts.contains(rest) || isCount && things.contains(rest)
  }

  /// "Population", "Number of employees", "Closing balance", "Loans outstanding at end of month"; not "Employees trained".
  private static func isEnglish(_ name: String) -> Bool {
    guard name.isASCII else { return false }
    let words = (name.bracketAtEnd?.before ?? name).lowercased()
      .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard let first = words.first, let last = words.last, words.count < 12 else { return false }
    // "Staff employed at 30 June", "Vaccines in stock at the end of the quarter"
    let pairs = zip(words, words.dropFirst())
    if pairs.contains(where: { moments.contains($0 + " " + $1) || $0 == "at" && Int($1) != nil })
      || words.contains(where: states.contains) && !words.contains(where: fresh.contains)
      || existing.contains(first) && words.count < 5
    {
      return !opening.contains(first)
    }
    guard words.count < 6 else { return false }
    if english.contains(words.joined(separator: " ")) || balances.contains(last) { return true }
    let named = words.starts(with: ["number", "of"]) ? Array(words.dropFirst(2)) : words
    // "Members of cooperatives", "Number of staff in service"
    if named.count > 2, ["of", "in"].contains(named[1]), english.contains(named[0]) { return true }
    return named.count < words.count && english.contains(named.joined(separator: " "))
  }
  private static let moments: Set<String> = [
    "at end", "end of", "month end", "year end", "quarter end", "period end", "as of", "as at",
    "in stock", "on hand", "in force", "in operation", "in service", "stock of", "at present",
    "to date registered",
  ]
  private static let states: Set<String> = [
    "outstanding", "currently", "existing", "ongoing", "enrolled",
  ]
  /// "Pupils newly enrolled" came in the period.
  private static let fresh: Set<String> = ["newly", "new"]
  private static let existing: Set<String> = [
    "open", "active", "functioning", "functional", "operational", "current", "remaining",
    "unresolved", "serving",
  ]
  /// What there was before is neither the sum nor the last.
  private static let opening: Set<String> = ["opening", "beginning"]
  private static let balances: Set<String> = [
    "balance", "backlog", "inventory", "population", "headcount", "vacancies",
  ]
  private static let english: Set<String> = [
    "staff", "employees", "members", "residents", "inhabitants", "households", "poor households",
    "doctors", "nurses",
    "teachers", "beds", "hospital beds", "schools", "hospitals", "pupils", "students", "enrolment",
    "enrollment",
    "registered enterprises", "active enterprises", "vehicles", "stock", "outstanding loans",
    "outstanding debt", "debt",
    "pending applications", "applications pending", "pending cases", "cases pending",
    "area of forest", "forest area",
  ]

  private static let heads = Set(["tổng", "số", "lượng"].map { Substring(NameKey($0).text) })
  /// "hiện có", "toàn xã"
  private static let tails = Set(
    ["hiện", "có", "nay", "toàn", "xã", "huyện", "tỉnh", "trạm"].map {
      Substring(NameKey($0).text)
    })
  private static let amounts = Set(
    [
      "còn dư", "hiện còn", "số dư", "diện tích nuôi trồng",
      "tổng diện tích gieo trồng hiện có",
      "dư nợ", "dư nợ cho vay", "dư nợ tín dụng", "dư nợ ủy thác", "nợ quá hạn", "nợ xấu",
      "nợ đọng", "nợ đọng thuế",
      "nợ đọng xdcb", "nợ đọng xây dựng cơ bản", "dân số", "dân số trung bình", "nhân khẩu", "đàn",
      "đàn trâu", "đàn bò",
      "người hđkct", "người hoạt động không chuyên trách", "cán bộ không chuyên trách",
      "đàn trâu bò", "đàn lợn", "đàn gia cầm",
    ].map { NameKey($0).text })
  private static let olds = ["trẻ em dưới", "trẻ em từ", "người từ", "người trên"].map {
    NameKey($0).text + " "
  }
  private static let endings = ["ntm kiểu mẫu", "nông thôn mới kiểu mẫu", "ntm nâng cao"].map {
    NameKey($0).text
  }
  private static let things = Set(
    [
      "htx", "hợp tác xã", "tổ hợp tác", "trang trại", "làng nghề", "chi bộ", "thôn", "tổ dân phố",
      "bác sĩ", "y sĩ", "dược sĩ", "điều dưỡng", "hộ sinh", "giường",
      "giường bệnh",
      "giáo viên", "nhân khẩu", "dân", "trâu", "bò", "lợn", "gia cầm", "gà", "vịt", "dê", "ngựa",
      "máy tính", "máy vi tính", "lồng bè", "ô lồng", "dân quân", "dự bị động viên", "cây xăng",
      "cột phát sóng", "trạm bts", "tổ liên gia", "nhà tạm", "nhà dột nát", "người có việc làm",
      "đối tượng btxh", "người khuyết tật", "lao động ở nước ngoài", "cơ sở kinh doanh karaoke",
      "phòng", "buồng", "tàu thuyền", "phương tiện", "cơ sở y tế", "trẻ em dưới 16 tuổi",
      "trẻ em dưới 6 tuổi",
    ].map { NameKey($0).text })
}
