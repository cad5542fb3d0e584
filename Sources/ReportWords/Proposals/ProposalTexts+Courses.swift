import ClusterMetrics
import Foundation
import Intake
import OfficeWords
import ProjectDiscovery

/// Derives from the names of indicators how numbers for parts of a period are combined.
extension ProposalTexts {
  /// Existing things are stocks, percentages are averages, everything else is events.
  func course(_ indicator: ProjectProposal.Indicator) -> String {
    // "Lúa – NS" is a yield; "NS tỉnh" is money.
    let isYield =
      NameKey(indicator.name.components(separatedBy: " – ").last ?? "") == NameKey("NS")
      && indicator.name.contains(" – ") && indicator.measure.map { !$0.contains("đồng") } ?? true
    if ["%", "‰", "điểm"].contains(indicator.measure) || isRate(indicator.name)
      || isPerPiece(indicator.measure ?? indicator.noun)
      || isYield
    {
      return indicator.measure == "%" && isShareOfStock(indicator.name) ? "last" : "mean"
    }
    if indicator.isFlow { return "sum" }
    // "Hộ nghèo – khẩu" are existing people, counted in another way.
    let parts = indicator.name.components(separatedBy: " – ")
    let isCountOf =
      parts.count == 2 && isHeadcount(parts[0]) && MeasureWords.isCounted(parts[1])
    if areDealtWith(indicator) { return "sum" }
    if indicator.isStock || isHeadcount(indicator.name) || isCountOf { return "last" }
    // "Trâu", "Bò" and "Lợn" in a table "Tổng đàn gia súc, gia cầm".
    if let group = indicator.group, self.says(["tổng đàn"], in: " " + NameKey(group).text + " ") {
      return "last"
    }
    // "Nông thôn mới" is a programme, so "mới" does not mean new.
    let key = (" " + NameKey(indicator.name).text + " ")
      .replacing(NameKey("nông thôn mới").text, with: NameKey("nông thôn").text)
    func says(_ words: [String]) -> Bool { self.says(words, in: key) }
    // "Đảng viên dự bị" are existing members, not an event.
    let happens = self.says(
      ProposalTexts.events,
      in: key.replacing(NameKey("dự bị").text, with: "")
        .replacing(NameKey("đạt được").text, with: "")
        .replacing(NameKey("hưởng trợ cấp").text, with: NameKey("hưởng").text)
        .replacing(NameKey("tiết kiệm và vay vốn").text, with: NameKey("tiết kiệm").text))
    // Relics that were listed, and products that were certified, are so from then on.
    if says([
      "di tích được xếp hạng", "sản phẩm ocop được công nhận", "sản phẩm ocop được xếp hạng",
    ]),
      !says(["mới", "thêm", "trong kỳ", "trong tháng", "trong quý", "trong năm"])
    {
      return "last"
    }
    // A stock at the beginning is neither a sum of months nor the last month's number.
    let own = NameKey(parts[parts.count - 1]).text + " "
    func begins(_ leads: [String]) -> Bool {
      leads.contains { own.hasPrefix(NameKey($0).text + " ") }
    }
    let times = ProposalTexts.times
    if begins(times.flatMap { ["đầu \($0)", "số đầu \($0)", "có đầu \($0)", "có đến đầu \($0)"] }) {
      return "none"
    }
    if begins(
      times.flatMap { ["cuối \($0)", "số cuối \($0)", "có cuối \($0)", "có đến cuối \($0)"] })
    {
      return "last"
    }
    if isCarriedOver(indicator.name) { return "none" }
    // "Trong đó: nữ" of an existing total, and "Dự bị" under "Đảng viên", are existing, too.
    if !happens,
      [indicator.whole, indicator.group].contains(where: { name in
        name.map { isHeadcount($0) || StockNames.isOne($0) } ?? false
      })
    {
      return "last"
    }
    if says(["biên chế", "người có uy tín"]) && !says(["tinh giản", "tăng", "giảm"])
      || key.hasSuffix(" " + NameKey("tồn").text + " ")
    {
      return "last"
    }
    // Things checked in the period have passed or not.
    if ["chưa đạt", "chưa đạt yêu cầu"].contains(where: { own == NameKey($0).text + " " }) {
      return "sum"
    }
    // "Số vụ tồn đọng được giải quyết" is an event that affects a stock.
    if says(["được giải quyết", "được xử lý"]), !says(["chưa"]) { return "sum" }
    // "Số đảng viên bị kỷ luật" is an event that affects existing members.
    if happens, !says(ProposalTexts.remains) { return "sum" }
    let stocks = [
      "hiện có", "đang hoạt động", "đang quản lý", "còn tồn", "dân số", "biên chế", "số hộ",
      "tổ chức đảng", "số dư", "dư nợ", "tồn cuối kỳ", "cuối tháng", "cuối kỳ", "chuyển kỳ sau",
      "đang giải quyết", "đang làm việc", "số xã đạt chuẩn",
      "số trường học", "số đảng viên", "số khẩu", "nhân khẩu",
      "số thành viên",
      "số hội viên", "số đoàn viên", "thuê bao", "tổng đàn", "có mặt", "hiện đang", "tham gia bhyt",
      "tham gia bhxh", "nợ đọng", "đang thụ lý", "đang hưởng", "tài khoản",
      "đạt chuẩn", "số tiêu chí",
      "giường bệnh", "giường", "camera", "đang triển khai", "đang thực hiện", "còn lại",
      "sản phẩm ocop",
      "hồ sơ sức khỏe", "tổ công nghệ số cộng đồng", "tàu cá", "người cao tuổi", "trường học",
      "thẻ bhyt", "thẻ bảo hiểm y tế",
      "trực thuộc", "đang", "còn sống", "tồn quỹ", "tổng quỹ", "nợ thuế", "nợ bhxh", "nợ bảo hiểm",
      "vốn điều lệ", "đảng viên dự bị", "tổ tiết kiệm và vay vốn", "tổ tk&vv",
      "đối tượng bảo trợ xã hội",
      "thuộc diện quản lý", "được đỡ đầu",
      "tồn đọng", "có hồ sơ quản lý", "hiện tại", "nợ xdcb", "nợ xây dựng", "công an viên",
      "cơ sở tôn giáo", "mô hình dân vận khéo", "lực lượng cốt cán", "người hưởng trợ cấp",
      "phòng học", "đất nông nghiệp", "nuôi trồng thủy sản", "tổng nguồn vốn", "tổ tiết kiệm",
      "khu dân cư văn hóa", "câu lạc bộ", "có bác sĩ", "có nguy cơ",
    ]
    // "Số hồ sơ chưa giải quyết" are existing files; "Đàn lợn" is a herd. "Số lớp" are a school's classes, but "Số lớp
    // năng khiếu" may be classes held.
    let isStock =
      ["số lớp", "số trường", "số lớp học"].contains { key.hasSuffix(" \(NameKey($0).text) ") }
      || says(stocks) || says(["chưa"]) || key.hasPrefix(" " + NameKey("đàn").text + " ")
    if isStock { return "last" }
    // A part of a stock is a stock: "Nữ" of "Tổng số đảng viên".
    guard let whole = indicator.whole else { return "sum" }
    let words = CumulativeWords(whole)
    var upper = indicator
    (upper.name, upper.whole, upper.group) = (words.rest, nil, nil)
    upper.isStock = StockNames.isOne(words.rest) || words.isAsOfDay && !saysDone(words.rest)
    return course(upper) == "last" ? "last" : "sum"
  }

  private static let times = ["kỳ", "tháng", "quý", "năm"]

  /// Whether a name says what was left from before: "Số việc kỳ trước chuyển sang", "Dư đầu kỳ".
  private func isCarriedOver(_ name: String) -> Bool {
    let key = " " + NameKey(name).text + " "
    return says(
      ProposalTexts.times.flatMap { ["\($0) trước chuyển", "tồn \($0) trước", "từ \($0) trước"] },
      in: key)
      || says(
        ["đầu kỳ", "tồn đầu", "đầu tháng", "nợ đầu năm", "nợ đầu kỳ", "dư đầu năm"], in: key)
      || key.contains(ProposalTexts.carriedOver)
  }

  /// Whether an indicator counts new cases together with those that were left from before, which the months of a half-year would
  /// count several times: "Tổng số phải giải quyết" beside "Tồn kỳ trước" and "Tiếp nhận trong kỳ".
  func includesEarlier(_ indicator: ProjectProposal.Indicator) -> Bool {
    let earlier = proposal.indicators.filter {
      $0.place == indicator.place && isCarriedOver($0.name)
    }
    guard !earlier.isEmpty, !isCarriedOver(indicator.name) else { return false }
    if earlier.contains(where: { $0.whole == indicator.name }) { return true }
    let key = " " + NameKey(indicator.name).text + " "
    return says(ProposalTexts.due, in: key) && !says(["còn phải", "chưa"], in: key)
  }
  private static let due =
    [
      "phải giải quyết", "phải thi hành", "phải xử lý", "phải xem xét", "phải thực hiện",
      "phải thu hồi", "phải hòa giải", "phải xét xử", "tổng thụ lý", "tổng số thụ lý",
      "tổng số đã thụ lý",
    ]
    + ["vụ", "việc", "vụ việc", "vụ án", "đơn", "hồ sơ", "án"].flatMap { thing in
      ["thụ lý", "phải", "tiếp nhận", "cần"].map { "tổng số \(thing) \($0)" }
    }

  /// Whether a name gives the people affected by an event rather than an existing number: "Đoàn viên" who were
  /// admitted, "Số đảng viên" under "Kiểm tra".
  func areDealtWith(_ indicator: ProjectProposal.Indicator) -> Bool {
    let parts = indicator.name.components(separatedBy: " – ")
    return isHeadcount(parts[parts.count - 1])
      && ([indicator.whole, indicator.group].compactMap(\.self) + parts.dropLast()).contains(
        where: saysDone)
  }

  /// Whether a heading names an action on those below it: "Kiểm tra", "Kết nạp đảng viên mới".
  private func saysDone(_ heading: String) -> Bool {
    let key = " " + NameKey(heading.withoutNumbering).text + " "
    return OfficeNames.saysDoing(heading)
      || ProposalTexts.acts.contains { key.hasPrefix(" " + NameKey($0).text + " ") }
  }
  private static let acts = [
    "kết nạp", "khen thưởng", "kỷ luật", "tinh giản", "tuyển dụng", "tiêm", "khám", "cấp phát",
    "đào tạo", "bồi dưỡng", "tập huấn", "giám sát", "kiểm tra", "thanh tra", "vi phạm", "thi hành",
    "số bị", "bị xử lý", "hỗ trợ", "trợ cấp", "thăm", "tặng", "trao", "di dời", "sơ tán",
    "điều động",
    "luân chuyển", "bổ nhiệm", "chuyển đi", "chuyển đến", "thoát nghèo", "phát triển đảng viên",
  ]

  /// Whether a rate is a share of a stock: the poor households of a quarter are those at its end, not a mean of its
  /// months. "Tỷ lệ giảm nghèo" is an event.
  private func isShareOfStock(_ name: String) -> Bool {
    let key = NameKey(name.replacing(",", with: " ")).text
    return says(ProposalTexts.sharesOfStocks, in: key)
      && !says(["giảm", "tăng", "thoát", "mới", "giải quyết", "xử lý"], in: key)
  }
  private static let sharesOfStocks = [
    "hộ nghèo", "nghèo", "cận nghèo", "che phủ", "bao phủ", "tham gia bhyt", "tham gia bhxh",
    "tham gia bảo hiểm", "thất nghiệp", "nước sạch", "nước hợp vệ sinh", "hợp vệ sinh",
    "đô thị hóa", "đô thị hoá",
    "đạt chuẩn", "qua đào tạo", "suy dinh dưỡng", "có điện", "sử dụng điện", "cứng hóa", "phủ sóng",
    "dân số",
    "có việc làm", "biết chữ", "nhà tiêu", "giải ngân", "hoàn thành kế hoạch", "thực hiện kế hoạch",
  ]

  /// Whether a measure is per item: "tạ/ha", "người/km2", but not "triệu đồng/năm".
  private func isPerPiece(_ measure: String?) -> Bool {
    // "triệu đồng/người/năm" is per person.
    let parts = measure?.split(separator: "/") ?? []
    guard parts.count > 1 else { return false }
    let piece = NameKey(parts[1])
    return [
      "ha", "km2", "m2", "m3", "người", "hộ", "con", "đầu người", "khẩu", "vạn dân", "kg", "tấn",
      "tạ", "lít", "hectare", "person", "capita", "household", "unit", "km", "tonne", "litre",
    ].contains { NameKey($0) == piece }
  }

  /// Whether a name denotes an average, which does not add up over units either: "Thu nhập bình quân đầu người", "Năng
  /// suất lúa", "Thời gian giải quyết trung bình".
  private func isRate(_ name: String) -> Bool {
    // "Cây lúa – năng suất"
    let last = name.components(separatedBy: " – ").last ?? name
    let key = NameKey(last.replacing("/", with: " ")).text + " "
    let leads = [
      "tỷ lệ", "tỷ trọng", "cơ cấu", "tỷ suất", "chỉ số", "hệ số", "mật độ",
      "năng suất", "giá bán", "giá", "đơn giá bán", "tỷ số", "định mức", "bình quân",
      "trung bình", "điểm", "điểm số", "tổng điểm", "đơn giá", "tốc độ",
      "mức độ", "mức đạt", "mức hài lòng", "độ hài lòng", "độ che phủ", "độ bao phủ", "tuổi thọ",
      "quy mô hộ",
      "thời gian giải quyết", "thời gian xử lý", "thời gian chờ", "thời gian thực hiện",
      "thời gian trung",
      "giá trị dti", "giá trị chỉ số", "giá trị par", "thứ hạng", "xếp hạng", "hạng",
      "tăng giảm bậc", "tăng bậc",
      "giảm bậc",
    ]
    func begins(_ words: [String]) -> Bool {
      words.contains { key.hasPrefix(NameKey($0).text + " ") }
    }
    // The average population of a year is a number of people, and adds up over places.
    if (" " + key).contains(" " + NameKey("dân số trung bình").text + " ") { return false }
    if isGrade(name) { return false }
    let words = key.split { !$0.isLetter }.map(String.init)
    if name.isASCII,
      OfficeNames.isEnglishRate(words) || isEnglishMean(words)
    {
      return true
    }
    // "HS/lớp", "Số người/hộ"
    let pieces = [
      "lớp", "hộ", "người", "nhóm", "gv", "giáo viên", "trường", "km2", "ha", "vạn dân", "dân",
      "1000 dân",
      "1.000 dân", "10.000 dân", "thôn", "đầu người", "hồ sơ", "cơ sở",
    ]
    let piece = last.split(separator: "/").dropFirst().last.map { NameKey($0) }
    if pieces.contains(where: { NameKey($0) == piece }) { return true }
    if key == NameKey("điểm").text + " " { return true }
    let isPlace = begins(["điểm"]) && !begins(ProposalTexts.scores)
    let isAmount = begins(["giá trị"]) && !begins(["giá trị dti", "giá trị chỉ số", "giá trị par"])
    return begins(leads) && !isPlace && !isAmount
      || ["bình quân", "trung bình", "bq"].contains {
        (" " + key).contains(" " + NameKey($0).text + " ")
      }
  }

  /// Whether words name what is measured of each, and adds up over nobody: "Days to process an application", "Price of rice",
  /// "Unit cost", "Waiting time".
  private func isEnglishMean(_ words: [String]) -> Bool {
    guard let first = words.first, let last = words.last else { return false }
    let next = words.dropFirst().first ?? ""
    if ["score", "price", "prices", "index", "temperature", "yield", "wage", "age"].contains(last) {
      return true
    }
    return words.count > 1 && ["time", "cost"].contains(last)
      && ["unit", "waiting", "processing", "response", "turnaround", "travel", "handling"]
        .contains(words[words.count - 2])
      || ["price", "index", "temperature", "distance", "age"].contains(first)
        && ["", "of", "to", "from", "at"].contains(next)
      || ["days", "hours", "minutes", "time"].contains(first)
        && ["to", "until", "for"].contains(next)
  }

  /// Words that make "Điểm" a score; "Điểm bưu điện" and "Điểm sạt lở" are places.
  private static let scores = [
    "điểm số", "điểm tb", "điểm bq", "điểm trung", "điểm bình", "điểm thi đua", "điểm chấm",
    "điểm cộng", "điểm trừ",
    "điểm tự", "điểm đánh", "điểm xếp", "điểm thưởng", "điểm phạt", "điểm chuẩn", "điểm quy đổi",
    "điểm đạt", "điểm kết", "điểm tổng", "điểm của", "điểm chỉ số", "điểm thành phần", "điểm hài",
  ]

  /// Whether "trung bình" is one of several grades: "Học lực – Trung bình", "Số học sinh xếp loại trung bình".
  private func isGrade(_ name: String) -> Bool {
    let key = " " + NameKey(name.replacing(" – ", with: " ")).text + " "
    let mean = " " + NameKey("trung bình").text + " "
    guard key.contains(mean) else { return false }
    if key == mean { return true }
    return key.hasSuffix(mean) && says(ProposalTexts.graded, in: key)
  }
  private static let graded = [
    "học lực", "hạnh kiểm", "xếp loại", "mức sống", "loại", "rèn luyện", "kết quả học tập",
    "phân loại", "đánh giá", "chất lượng", "hạng", "mức", "hộ", "số hs", "học sinh", "hs",
  ]

  /// "Số việc năm 2023 chuyển sang"
  private nonisolated(unsafe) static let carriedOver = try! Regex(
    " \(NameKey("năm").text) \\d{4} \(NameKey("chuyển").text) ")

  /// Words for events, which may also occur in names of stocks.
  private static let events = [
    "được", "bị", "mới", "kết nạp", "khen thưởng", "kỷ luật", "tinh giản", "vay vốn", "đi học",
    "tăng", "giảm", "thoát", "hỗ trợ", "phát sinh", "trong kỳ", "trong tháng", "trong quý",
    "huy hiệu", "tặng", "cấp", "đào tạo", "bồi dưỡng", "tập huấn", "tiêm", "khám", "xử lý",
    "chuyển đi", "chuyển đến", "tuyển dụng", "nghỉ hưu", "xóa tên", "khai trừ", "tham dự",
    "nộp", "thu hồi", "xin ra", "vi phạm", "tái nghèo", "hiến", "thu nợ", "di dời", "tái định cư",
    "sơ tán", "ảnh hưởng",
  ]
  private static let remains = [
    "còn", "hiện", "hiện có", "đang", "cuối kỳ", "tồn", "có mặt", "lũy kế", "chưa",
  ]

  /// Whether a name denotes only existing people or things, not an event: "Tổng số cán bộ, công chức", but not "Số cán
  /// bộ được tập huấn".
  func isHeadcount(_ name: String) -> Bool {
    var words = NameKey(name.filter { $0 != "," }).text.split(separator: " ").map(String.init)
    let leads = ["tổng số", "tổng", "số lượng", "số"].map {
      $0.split(separator: " ").map { NameKey(String($0)).text }
    }
    if let lead = leads.first(where: { words.starts(with: $0) }) {
      words.removeFirst(lead.count)
    }
    var rest = words.joined(separator: " ")
    if ["còn lại", "tồn", "hiện có"].map({ NameKey($0).text }).contains(rest) { return true }
    // "Tổng số mô hình" beside "Mô hình mới".
    if rest == NameKey("mô hình").text, NameKey(name).text.hasPrefix(NameKey("tổng").text) {
      return true
    }
    let those = [
      "cán bộ", "công chức", "viên chức", "người lao động", "lao động", "đảng viên", "đoàn viên",
      "hội viên", "học sinh", "giáo viên", "nhân khẩu", "dân", "hộ", "hộ dân", "hộ gia đình",
      "hộ nghèo", "hộ cận nghèo", "doanh nghiệp", "hợp tác xã", "chi bộ", "đảng bộ", "thôn",
      "tổ dân phố", "trường học", "người có công", "trẻ em", "phụ nữ", "tổ hòa giải",
      "tổ công nghệ số", "câu lạc bộ", "mô hình hiệu quả", "mô hình dân vận khéo", "diện tích rừng",
      "diện tích đất",
      "nhà văn hóa", "trạm y tế", "khu dân cư", "hòa giải viên", "cơ sở đảng", "trang trại",
      "tổ chức đảng", "tổ chức cơ sở đảng", "cơ sở sản xuất", "cơ sở kinh doanh", "hộ kinh doanh",
      "chợ", "lớp học", "chi hội",
      "chi đoàn",
      "tổ hội", "phạm nhân", "công đoàn", "công đoàn viên", "công đoàn cơ sở", "trẻ em mồ côi",
      "mồ côi", "người khuyết tật", "người nghiện", "cơ sở thờ tự", "chức sắc", "tín đồ",
      "chức việc", "giáo dân", "phật tử", "đồng bào theo đạo", "cơ sở tôn giáo",
      "lực lượng cốt cán", "người nghiện ma túy",
      "người nghiện ma tuý", "tiêu chí", "người hưởng trợ cấp", "người theo đạo", "già làng",
      "ban công tác mặt trận", "gia đình văn hóa", "hộ gia đình văn hóa", "suy dinh dưỡng",
      "bí thư chi bộ", "trưởng thôn", "trưởng bản", "là trưởng thôn", "là trưởng bản",
      "kiêm trưởng thôn", "là nữ",
      "tổ dân vận", "khối dân vận", "dân quân", "cựu chiến binh", "cộng tác viên",
      "ban thanh tra nhân dân", "hộ dân tộc thiểu số", "người dân tộc thiểu số", "tổ liên gia",
      "thôn bản", "bản", "buôn", "đơn vị hành chính", "di tích", "quân số dự bị động viên",
      "lực lượng dân quân", "phòng lưu trú", "buồng phòng", "cơ sở lưu trú",
      "trên địa bàn", "trên địa bàn xã", "trên địa bàn huyện", "trên địa bàn tỉnh", "hiện nay",
    ].map { NameKey($0).text }
    var isThere = false
    while let next = those.filter({ rest == $0 || rest.hasPrefix($0 + " ") }).max(by: {
      $0.count < $1.count
    }) {
      isThere = true
      rest = String(rest.dropFirst(next.count)).trimmingCharacters(in: .whitespaces)
      for joint in ["và", "-", "–"].map({ NameKey($0).text }) where rest.hasPrefix(joint + " ") {
        rest = String(rest.dropFirst(joint.count + 1))
      }
    }
    return isThere && rest.isEmpty
  }
}
