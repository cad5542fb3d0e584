import ClusterMetrics
import Foundation
import Intake

/// The files of a project that is proposed for some tables.
package struct ProposalTexts {
  private let proposal: ProjectProposal
  private let title: String?
  /// Of its indicators, in their order.
  package let ids: [String]
  /// Groups of indicators, each with its id: new ones, or those that a project has.
  private let groups: [(id: String, name: String)]
  private let hasOwnGroups: Bool

  /// - Parameters:
  ///   - taken: ids of indicators that are there already.
  ///   - groups: those that are there already; without any the proposal's own are written.
  ///   - title: what the project is called; found in the tables without it.
  package init(
    _ proposal: ProjectProposal, taken: [String] = [], groups: [IndicatorGroup]? = nil,
    title: String? = nil
  ) {
    self.proposal = proposal
    self.title = title
    var used = Set(taken + SettingsText.reservedIDs)
    ids = proposal.indicators.map { indicator in
      let words = Slug.of(indicator.name).split(separator: "-")
      var id = words.prefix(6).joined(separator: "_")
      if id.first?.isLetter != true { id = "c_" + id }
      return Slug.numbered(id, by: "_", &used)
    }
    hasOwnGroups = groups == nil
    self.groups =
      groups.map { $0.map { ($0.id, $0.name.vietnamese) } }
      ?? ProposalTexts.groupNames(of: proposal).map { name in
        let id = Slug.of(name).split(separator: "-").prefix(6).joined(separator: "_")
        return (
          Slug.numbered(id.first?.isLetter == true ? id : "nhom_" + id, by: "_", &used), name
        )
      }
  }

  /// The groups that order the indicators of a proposal: two at least, which hold most of them, and most of which hold
  /// several.
  private static func groupNames(of proposal: ProjectProposal) -> [String] {
    let names = proposal.indicators.compactMap(\.group)
    let groups = names.uniqued
    let several = groups.count { group in names.count { $0 == group } > 1 }
    let isOrder =
      groups.count > 1 && names.count * 2 > proposal.indicators.count && several * 2 >= groups.count
    return isOrder ? groups : []
  }

  /// Rows of the roster, without its header.
  package var rosterRows: String {
    proposal.units.flatMap { unit in
      (unit.communes.isEmpty ? [""] : unit.communes).map { commune in
        [unit.cluster ?? cluster, unit.name, unit.kind, commune, "", ""].map(quoted).joined(
          separator: ",") + "\n"
      }
    }.joined()
  }

  package static let rosterHeader =
    "\u{FEFF}Cụm,Đơn vị,Loại đơn vị,\"Xã, phường, thị trấn\",Từ ngày,Đến ngày\n"

  /// What the one cluster of a project is called where no table says it.
  package static let unnamedCluster = "Cụm 1"

  /// The cluster of units that no table puts into one: the only one that there is.
  private var cluster: String {
    proposal.clusters.count == 1 ? proposal.clusters[0] : ProposalTexts.unnamedCluster
  }

  private func quoted(_ text: String) -> String {
    text.contains { ",\"\n;".contains($0) }
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  /// Lines of `indicators`, each with where it was taken from.
  package var indicatorLines: String {
    zip(ids, proposal.indicators).map { id, indicator in
      var keys = ["name: \(yaml(indicator.name))"]
      if let measure = indicator.measure { keys.append("unit_of_measure: \(yaml(measure))") }
      if let noun = indicator.noun { keys.append("noun: \(yaml(noun))") }
      switch indicator.source {
      case .submissions:
        keys.append("from: submissions")
        // "Số hội viên tính đến cuối tháng" are those that there are.
        let isThere = isHeadcount(withoutDay(indicator.name))
        let course =
          isThere ? "last" : indicator.isCumulative ? "sum, cumulative: year" : course(indicator)
        keys.append("over_time: \(course)")
        if isBad(indicator.name) {
          keys.append("better: less")
        } else if isNeutral(indicator.name) {
          keys.append("better: neither")
        }
      case .activities(nil): keys.append("count: activities")
      case .activities(let kind?):
        keys.append("count: activities")
        keys.append("where: {activity: \(yaml(kind))}")
      case .column: keys.append("sum: \(id)")
      case .words: keys.append("text: true")
      }
      if let group = groups.first(where: { $0.name == indicator.group }) {
        keys.append("group: \(group.id)")
      }
      if !indicator.aliases.isEmpty {
        keys.append("aliases: [\(indicator.aliases.map(yaml).joined(separator: ", "))]")
      }
      return "  \(id): {\(keys.joined(separator: ", "))}\n"
    }.joined()
  }

  /// Lines of `columns`: the headers of registers whose numbers are added up.
  private var columnLines: String {
    zip(ids, proposal.indicators).compactMap { id, indicator in
      guard case .column(let header) = indicator.source else { return nil }
      return "  \(id): \(yaml(header))\n"
    }.joined()
  }

  /// A name without the time up to which it counts.
  private func withoutDay(_ name: String) -> String {
    let words = name.components(separatedBy: " ")
    let keys = words.map { NameKey($0).text }
    let (counted, upTo) = (NameKey("tính").text, NameKey("đến").text)
    guard let place = keys.firstIndex(of: upTo), place > 1 else { return name }
    return words[..<(keys[place - 1] == counted ? place - 1 : place)].joined(separator: " ")
  }

  /// Whether less of something is better, by its name.
  private func isBad(_ name: String) -> Bool {
    let key = NameKey(name).text
    return says(
      [
        "quá hạn", "trễ hạn", "chậm hạn", "vi phạm", "tai nạn", "hộ nghèo", "cận nghèo", "tồn đọng",
        "khiếu nại", "tố cáo", "vụ cháy", "phạm pháp", "bị thương", "bị chết", "tử vong",
        "thất nghiệp", "nợ đọng", "tái nghèo", "người chết", "số chết", "tội phạm", "vụ trộm",
        "chưa giải quyết", "bỏ học", "suy dinh dưỡng", "tảo hôn",
      ], in: key)
      // "Khiếu nại đã giải quyết" is good.
      && !says(
        [
          "giải quyết", "xử lý", "thoát", "giảm", "khắc phục", "hỗ trợ", "kinh phí", "giúp", "tặng",
          "quà", "vay", "xây", "nhà", "tuyên truyền", "tập huấn", "hòa giải", "tiền", "vốn",
          "chăm sóc", "thăm", "tổng số hộ", "hộ dân",
        ], in: key)
  }

  /// Whether a folded name has one of some words in it.
  private func says(_ words: [String], in key: String) -> Bool {
    let key = " " + key + " "
    return words.contains { key.contains(" " + NameKey($0).text + " ") }
  }

  /// Whether nobody is better for having more or less of something: letters that come in are other people's.
  private func isNeutral(_ name: String) -> Bool {
    let key = NameKey(name).text
    return says(["đơn thư", "hồ sơ", "kiến nghị", "phản ánh"], in: key)
      && says(["tiếp nhận", "nhận", "phát sinh", "phải giải quyết"], in: key)
      && !says(["giải quyết", "đúng hạn"], in: key)
      // "Số vụ" alone may be accidents; nobody is better for more households.
      || ["số vụ", "vụ", "vụ việc", "số vụ việc"].contains { key == NameKey($0).text }
      || says(["đang giải quyết", "tổng số hộ", "dân số", "nhân khẩu", "số khẩu"], in: key)
  }

  /// What exists is a stock; percentages are averages; all else happens.
  private func course(_ indicator: ProjectProposal.Indicator) -> String {
    if indicator.measure == "%" || isRate(indicator.name) { return "mean" }
    if indicator.isFlow { return "sum" }
    // "Hộ nghèo – khẩu" are those that there are, counted in another way.
    let parts = indicator.name.components(separatedBy: " – ")
    let isCountOf =
      parts.count == 2 && isHeadcount(parts[0]) && MeasureWords.isCounted(parts[1])
    if indicator.isStock || isHeadcount(indicator.name) || isCountOf { return "last" }
    // "Trâu", "Bò" and "Lợn" of a table "Tổng đàn gia súc, gia cầm".
    if let group = indicator.group, self.says(["tổng đàn"], in: " " + NameKey(group).text + " ") {
      return "last"
    }
    // "Nông thôn mới" is a programme, and nothing new.
    let key = (" " + NameKey(indicator.name).text + " ")
      .replacing(NameKey("nông thôn mới").text, with: NameKey("nông thôn").text)
    func says(_ words: [String]) -> Bool { self.says(words, in: key) }
    // What there was at the beginning is no sum of months, and not what the last of them says.
    let own = NameKey(parts[parts.count - 1]).text + " "
    func begins(_ leads: [String]) -> Bool {
      leads.contains { own.hasPrefix(NameKey($0).text + " ") }
    }
    let times = ["kỳ", "tháng", "quý", "năm"]
    if begins(times.flatMap { ["đầu \($0)", "số đầu \($0)", "có đầu \($0)", "có đến đầu \($0)"] }) {
      return "none"
    }
    if begins(
      times.flatMap { ["cuối \($0)", "số cuối \($0)", "có cuối \($0)", "có đến cuối \($0)"] })
    {
      return "last"
    }
    if says([
      "kỳ trước chuyển qua", "tồn kỳ trước", "tồn tháng trước", "tồn quý trước", "kỳ trước chuyển",
      "đầu kỳ", "kỳ trước chuyển sang", "tồn đầu", "đầu tháng", "năm trước chuyển sang",
    ]) {
      return "none"
    }
    if says(["biên chế", "người có uy tín"]) && !says(["tinh giản", "tăng", "giảm"])
      || key.hasSuffix(" " + NameKey("tồn").text + " ")
    {
      return "last"
    }
    // "Số vụ tồn đọng được giải quyết" happens to what is left.
    if says(["được giải quyết", "được xử lý"]), !says(["chưa"]) { return "sum" }
    // "Số đảng viên bị kỷ luật" happens to those that there are.
    if says(ProposalTexts.events), !says(ProposalTexts.remains) { return "sum" }
    let stocks = [
      "hiện có", "đang hoạt động", "đang quản lý", "còn tồn", "dân số", "biên chế", "số hộ",
      "tổ chức đảng", "số dư", "dư nợ", "tồn cuối kỳ", "cuối tháng", "cuối kỳ", "chuyển kỳ sau",
      "đang giải quyết", "đang làm việc", "số xã đạt chuẩn",
      "số trường học", "số đảng viên", "số khẩu", "nhân khẩu",
      "số thành viên",
      "số hội viên", "số đoàn viên", "thuê bao", "tổng đàn", "có mặt", "hiện đang", "tham gia bhyt",
      "tham gia bhxh", "nợ đọng", "đang thụ lý", "đang hưởng", "tài khoản",
      "đạt chuẩn",
      "giường bệnh", "giường", "camera", "đang triển khai", "đang thực hiện", "còn lại",
      "sản phẩm ocop",
      "hồ sơ sức khỏe", "tổ công nghệ số cộng đồng", "tàu cá", "người cao tuổi", "trường học",
      "thẻ bhyt", "thẻ bảo hiểm y tế",
      "trực thuộc", "đang", "còn sống", "tồn quỹ", "tổng quỹ", "nợ thuế", "nợ bhxh", "nợ bảo hiểm",
      "vốn điều lệ",
      "tồn đọng", "có hồ sơ quản lý",
    ]
    // "Số hồ sơ chưa giải quyết" are there; "Đàn lợn" is a herd. "Số lớp" are those of a school, "Số lớp năng khiếu" may have
    // been held.
    return ["số lớp", "số trường", "số lớp học"].contains { key.hasSuffix(" \(NameKey($0).text) ") }
      || says(stocks) || says(["chưa"]) || key.hasPrefix(" " + NameKey("đàn").text + " ")
      ? "last" : "sum"
  }

  /// Whether a name says an average, which is not added up over units either: "Thu nhập bình quân đầu người", "Năng suất
  /// lúa", "Thời gian giải quyết trung bình".
  private func isRate(_ name: String) -> Bool {
    // "Cây lúa – năng suất"
    let last = name.components(separatedBy: " – ").last ?? name
    let key = NameKey(last.replacing("/", with: " ")).text + " "
    let leads = [
      "tỷ lệ", "tỉ lệ", "tỷ trọng", "cơ cấu", "tỷ suất", "tỉ suất", "chỉ số", "hệ số", "mật độ",
      "năng suất", "giá bán", "giá", "đơn giá bán", "tỷ số", "tỉ số", "định mức", "bình quân",
      "trung bình", "điểm", "điểm số", "tổng điểm", "đơn giá", "tốc độ",
      "mức độ",
    ]
    // "Điểm bưu điện" and "Điểm trường" are places.
    let places = [
      "giá trị", "điểm trường", "điểm bưu", "điểm du", "điểm giao", "điểm nóng", "điểm đen",
    ]
    func begins(_ words: [String]) -> Bool {
      words.contains { key.hasPrefix(NameKey($0).text + " ") }
    }
    // The average population of a year is an amount of people, and adds up over places.
    if (" " + key).contains(" " + NameKey("dân số trung bình").text + " ") { return false }
    return begins(leads) && !begins(places)
      || ["bình quân", "trung bình"].contains { (" " + key).contains(" " + NameKey($0).text + " ") }
  }

  /// Words for what happens to people and things, and for what there is of them all the same.
  private static let events = [
    "được", "bị", "mới", "kết nạp", "khen thưởng", "kỷ luật", "tinh giản", "vay vốn", "đi học",
    "tăng", "giảm", "thoát", "hỗ trợ", "phát sinh", "trong kỳ", "trong tháng", "trong quý",
    "huy hiệu", "tặng", "cấp", "đào tạo", "bồi dưỡng", "tập huấn", "tiêm", "khám", "xử lý",
    "chuyển đi", "chuyển đến", "tuyển dụng", "nghỉ hưu", "xóa tên", "khai trừ", "tham dự",
    "nộp", "vi phạm", "tái nghèo", "hiến", "thu nợ",
  ]
  private static let remains = [
    "còn", "hiện", "hiện có", "đang", "cuối kỳ", "tồn", "có mặt", "lũy kế", "chưa",
  ]

  /// Whether a name only says who or what there is, and nothing that happened to them: "Tổng số cán bộ, công chức", but not
  /// "Số cán bộ được tập huấn".
  private func isHeadcount(_ name: String) -> Bool {
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
      "tổ công nghệ số", "câu lạc bộ", "mô hình hiệu quả", "diện tích rừng", "diện tích đất",
      "nhà văn hóa", "trạm y tế", "khu dân cư", "hòa giải viên", "cơ sở đảng", "trang trại",
      "cơ sở sản xuất", "cơ sở kinh doanh", "hộ kinh doanh", "chợ", "lớp học", "chi hội",
      "chi đoàn",
      "tổ hội", "phạm nhân", "công đoàn", "công đoàn viên", "công đoàn cơ sở", "trẻ em mồ côi",
      "mồ côi", "người khuyết tật", "người nghiện", "cơ sở thờ tự", "chức sắc", "tín đồ",
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

  /// `giaoban.yaml`.
  package var settings: String {
    let lacking = proposal.tables.filter { $0.lacksPeriod || $0.lacksUnit }
    let files = lacking.map { table in
      var keys = ["files: \(yaml(table.file))"]
      if let sheet = table.sheet { keys.append("sheet: \(yaml(sheet))") }
      if table.lacksPeriod { keys.append("period: 2024-H1") }
      if table.lacksUnit { keys.append("unit: \"…\"") }
      return "#     - {\(keys.joined(separator: ", "))}\n"
    }
    let closing = proposal.closingDay
    return """
      # Cấu hình của Giaoban, lập từ các bảng trong thư mục này ("giaoban init … --from"). Mọi dòng đều sửa được; dòng bắt
      # đầu bằng # là lời giải thích. Xem mỗi bảng được đọc thế nào: giaoban tables THƯ-MỤC

      title: \(yaml(title ?? proposal.office.map { "Cụm thi đua, \($0)" } ?? "Cụm thi đua"))
      organisation: \(yaml(proposal.office ?? "Tên cơ quan"))
      subject: Biểu đồ số liệu
      language: vi

      # Ngày chốt số liệu hằng tháng; bỏ dòng này nếu tính theo tháng dương lịch.
      \(closing.map { "calendar: {closing_day: \($0)}" } ?? "# calendar: {closing_day: 14}")

      """
        + (lacking.isEmpty
          ? ""
          : "\n# Các bảng này không nói rõ kỳ hoặc đơn vị: bỏ dấu # và sửa lại cho đúng.\n# sources:\n#   tables:\n"
            + files.joined())
        + (columnLines.isEmpty ? "" : "\n# Các cột số của sổ theo dõi.\ncolumns:\n" + columnLines)
          + """

          # Các chỉ tiêu có trong bảng. over_time: sum (cộng các tháng, quý), last (lấy số cuối kỳ, cho cái đang có), mean (bình
          # quân). aliases: tên khác của chỉ tiêu trong các bảng. Thêm target (mức phải đạt), better: less (càng ít càng tốt).
          indicators:

          """ + indicatorLines + groupLines
  }

  /// Lines of `groups`.
  private var groupLines: String {
    guard hasOwnGroups, !groups.isEmpty else { return "" }
    return
      "\n# Nhóm chỉ tiêu, theo tiêu đề và mục trong bảng: thứ tự trong bộ biểu đồ, bảng và biểu nhập.\ngroups:\n"
      + groups.map { "  \($0.id): {name: \(yaml($0.name))}\n" }.joined()
  }

  private func yaml(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
      + "\""
  }
}
