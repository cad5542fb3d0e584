import ClusterMetrics
import Foundation
import Intake
import ProjectDiscovery
import Settings

/// The files of a project proposed for some tables.
package struct ProposalTexts {
  let proposal: ProjectProposal
  private let title: String?
  /// In the language of the comments and the project.
  private let words: Wording
  /// The ids of its indicators, in order.
  package let ids: [String]
  /// The groups of indicators with their ids: new ones, or those of an existing project.
  private let groups: [(id: String, name: String)]
  private let hasOwnGroups: Bool

  /// - Parameters:
  ///   - taken: ids of existing indicators.
  ///   - groups: existing groups; if empty, the proposal's own are written.
  ///   - title: the project's title; `nil` for one found in the tables.
  ///   - language: the language of the comments and the project.
  package init(
    _ proposal: ProjectProposal, taken: [String] = [], groups: [IndicatorGroup]? = nil,
    title: String? = nil, in language: Language = .vietnamese
  ) {
    self.proposal = proposal
    words = Wording(language)
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

  /// The groups for the indicators of a proposal: at least two, which contain most of the indicators, most of them
  /// several.
  private static func groupNames(of proposal: ProjectProposal) -> [String] {
    let names = proposal.indicators.compactMap(\.group)
    let groups = names.uniqued
    let several = groups.count { group in names.count { $0 == group } > 1 }
    let isOrder =
      groups.count > 1 && names.count * 2 > proposal.indicators.count && several * 2 >= groups.count
    return isOrder ? groups : []
  }

  /// The rows of the roster, without its header.
  package var rosterRows: String {
    proposal.units.flatMap { unit in
      (unit.communes.isEmpty ? [""] : unit.communes).map { commune in
        [unit.cluster ?? cluster, unit.name, unit.kind, commune, "", ""].map(quoted).joined(
          separator: ",") + "\n"
      }
    }.joined()
  }

  /// The name of a project's only cluster, if no table gives one.
  package static let unnamedCluster = LocalizedText(vi: "Cụm 1", en: "All units")

  /// The cluster of units that no table assigns to one: the only cluster.
  private var cluster: String {
    proposal.clusters.count == 1 ? proposal.clusters[0] : words(ProposalTexts.unnamedCluster)
  }

  private func quoted(_ text: String) -> String {
    text.contains { ",\"\n;".contains($0) }
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  /// The lines of `indicators`, each with its source in a comment.
  package var indicatorLines: String {
    zip(ids, proposal.indicators).map { id, indicator in
      var keys = ["name: \(yaml(indicator.name))"]
      if let measure = indicator.measure { keys.append("unit_of_measure: \(yaml(measure))") }
      if let noun = indicator.noun { keys.append("noun: \(yaml(noun))") }
      switch indicator.source {
      case .submissions:
        keys.append("from: submissions")
        // "Số hội viên tính đến cuối tháng" are existing members.
        let isThere = isHeadcount(withoutDay(indicator.name)) && !areDealtWith(indicator)
        let course =
          isThere
          ? "last"
          : indicator.isCumulative
            ? "sum, cumulative: year" : includesEarlier(indicator) ? "none" : course(indicator)
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

  /// The lines of `columns`: the headings of numeric columns in registers.
  private var columnLines: String {
    zip(ids, proposal.indicators).compactMap { id, indicator in
      guard case .column(let header) = indicator.source else { return nil }
      return "  \(id): \(yaml(header))\n"
    }.joined()
  }

  /// A name without its date or time limit.
  private func withoutDay(_ name: String) -> String {
    let words = name.components(separatedBy: " ")
    let keys = words.map { NameKey($0).text }
    let (counted, upTo) = (NameKey("tính").text, NameKey("đến").text)
    guard let place = keys.firstIndex(of: upTo), place > 1 else { return name }
    return words[..<(keys[place - 1] == counted ? place - 1 : place)].joined(separator: " ")
  }

  /// Whether less of something is better, judged by its name.
  private func isBad(_ name: String) -> Bool {
    let key = NameKey(name).text
    return says(
      [
        "quá hạn", "trễ hạn", "chậm hạn", "vi phạm", "tai nạn", "hộ nghèo", "cận nghèo", "tồn đọng",
        "khiếu nại", "tố cáo", "vụ cháy", "phạm pháp", "bị thương", "bị chết", "tử vong",
        "thất nghiệp", "nợ đọng", "tái nghèo", "người chết", "số chết", "tội phạm", "vụ trộm",
        "chưa giải quyết", "bỏ học", "suy dinh dưỡng", "tảo hôn", "phức tạp", "điểm nóng",
        "đuối nước",
        "ngộ độc", "bạo lực", "ma túy", "nghiện", "trộm cắp", "lấn chiếm", "sai phạm", "đình công",
        "khiếu kiện", "nợ xấu", "nợ quá hạn", "ổ dịch", "mắc bệnh", "số ca mắc", "bị kỷ luật",
        "khai trừ", "complaint", "complaints", "overdue", "accidents", "crimes", "violations",
        "deaths", "fires",
        "unemployed", "poor households", "arrears", "backlog", "rejected", "errors", "injured",
        "outbreaks",
      ], in: key)
      // "Khiếu nại đã giải quyết" is good.
      && !says(
        [
          "giải quyết", "xử lý", "thoát", "giảm", "khắc phục", "hỗ trợ", "kinh phí", "giúp", "tặng",
          "quà", "vay", "xây", "nhà", "tuyên truyền", "tập huấn", "hòa giải", "tiền", "vốn",
          "chăm sóc", "cai nghiện", "resolved", "settled", "handled", "reduced", "phòng, chống",
          "phòng chống", "thăm", "tổng số hộ", "hộ dân",
        ], in: key)
  }

  /// Whether a folded name contains one of some words.
  func says(_ words: [String], in key: String) -> Bool {
    let key = " " + key + " "
    return words.contains { key.contains(" " + NameKey($0).text + " ") }
  }

  /// Whether neither more nor less is better: incoming letters, for example, depend on others.
  private func isNeutral(_ name: String) -> Bool {
    let key = NameKey(name).text
    return says(["đơn thư", "hồ sơ", "kiến nghị", "phản ánh"], in: key)
      && says(["tiếp nhận", "nhận", "phát sinh", "phải giải quyết"], in: key)
      && !says(["giải quyết", "đúng hạn"], in: key)
      // "Số vụ" may be accidents; more households are neither better nor worse.
      || ["số vụ", "vụ", "vụ việc", "số vụ việc"].contains { key == NameKey($0).text }
      || says(["đang giải quyết", "tổng số hộ", "dân số", "nhân khẩu", "số khẩu"], in: key)
  }

  /// The text of `giaoban.yaml`.
  package var settings: String {
    let lacking = proposal.tables.filter { $0.lacksPeriod || $0.lacksUnit }
    let files = lacking.map { table in
      var keys = ["files: \(yaml(table.file))"]
      if let sheet = table.sheet { keys.append("sheet: \(yaml(sheet))") }
      if table.lacksPeriod { keys.append("period: 2024-H1") }
      if table.lacksUnit { keys.append("unit: \"…\"") }
      return "#     - {\(keys.joined(separator: ", "))}\n"
    }
    let title =
      title ?? proposal.office.map { words("Cụm thi đua, ", "Units of ") + $0 }
      ?? words("Cụm thi đua", "All units")
    let office = proposal.office ?? words(ProjectTemplate.officePlaceholder)
    return words(
      """
      # Cài đặt của Giaoban, lập từ các bảng trong thư mục này ("giaoban init … --from"). Mọi dòng đều sửa được; dòng bắt
      # đầu bằng # là lời giải thích. Xem mỗi bảng được đọc thế nào: giaoban tables THƯ-MỤC

      """,
      """
      # Settings of Giaoban, made from the tables of this folder ("giaoban init … --from"). Every line may be edited; those
      # that begin with # are comments. How each table was read: giaoban tables FOLDER

      """)
        + """

        title: \(yaml(title))
        organisation: \(yaml(office))
        subject: \(words(ProjectDefinition.plainSubject))
        language: \(words("vi", "en"))


        """
      + words(
        "# Ngày chốt số liệu hằng tháng; bỏ dòng này nếu tính theo tháng dương lịch.\n",
        "# The day on which a month's numbers close; drop the line for calendar months.\n")
      + (proposal.closingDay.map { "calendar: {closing_day: \($0)}\n" }
        ?? "# calendar: {closing_day: 14}\n")
      + (lacking.isEmpty
        ? ""
        : words(
          "\n# Các bảng này không ghi rõ kỳ hoặc đơn vị: bỏ dấu # và sửa lại cho đúng.\n",
          "\n# These tables do not say their period or unit: take the # away and write what is right.\n"
        )
          + "# sources:\n#   tables:\n" + files.joined())
      + (columnLines.isEmpty
        ? ""
        : words("\n# Các cột số của sổ theo dõi.\n", "\n# Columns of numbers of the register.\n")
          + "columns:\n" + columnLines)
      + words(
        """

        # Các chỉ tiêu có trong bảng. over_time: sum (cộng các tháng, quý), last (lấy số cuối kỳ, dùng cho số hiện có), mean (bình
        # quân). aliases: tên khác của chỉ tiêu trong các bảng. Thêm target (mức phải đạt), better: less (càng ít càng tốt).

        """,
        """

        # The indicators of the tables. over_time: sum (months and quarters are added up), last (the number at the end of a
        # period, for what exists), mean. aliases: other names of an indicator in the tables. Add target (what has to be
        # reached) and better: less (where less is better).

        """)
      + "indicators:\n" + indicatorLines + groupLines
  }

  /// The lines of `groups`.
  private var groupLines: String {
    guard hasOwnGroups, !groups.isEmpty else { return "" }
    return words(
      "\n# Nhóm chỉ tiêu, theo tiêu đề và mục trong bảng: thứ tự trong bộ biểu đồ, bảng và biểu nhập.\n",
      "\n# Groups of indicators, by headers and sections of the tables: their order in packs, tables and forms.\n"
    )
      + "groups:\n"
      + groups.map { "  \($0.id): {name: \(yaml($0.name))}\n" }.joined()
  }

  private func yaml(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
      + "\""
  }
}
