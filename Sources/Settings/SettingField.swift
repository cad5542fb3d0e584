import ClusterMetrics

/// A key of the settings as a form shows it, and as people write its value there.
package struct SettingField: Sendable {
  package enum Kind: Sendable {
    /// What people read: in the form's language, where the settings give both.
    case words
    /// Several names, with a semicolon between them.
    case names
    /// As people write numbers: `1.200`, `12,5`.
    case number
    /// A period or another word that the settings know.
    case word
    /// One of a few; nothing where the key is left out.
    case choice([(value: String, name: LocalizedText)])
  }

  /// The keys that lead to it.
  package var path: [String]
  package var name: LocalizedText
  /// What is meant where nothing is said, or an example.
  package var hint: LocalizedText?
  package var kind: Kind
  /// Whether its value may stand in place of the mapping that it is in: "theme: print".
  package var isShort = false

  /// Months of the calendar are what closes where `calendar` says nothing else.
  static let monthsOfCalendar = "calendar"

  package init(
    _ path: [String], vi: String, en: String, _ kind: Kind, hint: LocalizedText? = nil,
    isShort: Bool = false
  ) {
    (self.path, self.kind, self.hint, self.isShort) = (path, kind, hint, isShort)
    name = LocalizedText(vi: vi, en: en)
  }

  /// The name of the field in a form.
  package var id: String { path.joined(separator: ".") }

  private func below(_ path: [String]) -> SettingField {
    var field = self
    field.path = path + self.path
    return field
  }
}

// MARK: The fields

extension SettingField {
  /// What holds for the whole project.
  package static let project: [SettingField] = [
    SettingField(["title"], vi: "Tên báo cáo", en: "Title", .words),
    SettingField(["organisation"], vi: "Cơ quan", en: "Organisation", .words),
    SettingField(
      ["subject"], vi: "Nội dung bộ biểu đồ", en: "What the pack is about", .words,
      hint: ProjectDefinition.plainSubject),
    SettingField(
      ["language"], vi: "Ngôn ngữ", en: "Language",
      .choice([
        ("vi", LocalizedText(vi: "tiếng Việt", en: "Vietnamese")),
        ("en", LocalizedText(vi: "tiếng Anh", en: "English")),
      ]), hint: LocalizedText(vi: "tiếng Việt (mặc định)", en: "Vietnamese (default)")),
    SettingField(
      ["calendar", "closing_day"], vi: "Ngày chốt số liệu trong tháng",
      en: "Day of the month on which a period closes", .number,
      hint: LocalizedText(vi: "cuối tháng", en: "the last day of the month")),
    due(hint: LocalizedText(vi: "không đặt hạn", en: "none")),
    hideBelow(hint: LocalizedText(vi: "công bố mọi số", en: "none")),
    SettingField(
      ["pack", "paper"], vi: "Khổ giấy của bộ biểu đồ", en: "Pages of the pack",
      .choice([
        ("landscape", LocalizedText(vi: "A4 ngang", en: "A4 landscape")),
        ("portrait", LocalizedText(vi: "A4 dọc", en: "A4 portrait")),
      ]), hint: LocalizedText(vi: "A4 ngang (mặc định)", en: "A4 landscape (default)")),
    SettingField(
      ["theme", "base"], vi: "Kiểu chữ, màu", en: "Theme",
      .choice([
        ("screen", LocalizedText(vi: "màn hình", en: "screen")),
        ("print", LocalizedText(vi: "in, chữ Times", en: "print, in Times")),
        ("grey", LocalizedText(vi: "đen trắng", en: "grey")),
      ]), hint: LocalizedText(vi: "màn hình (mặc định)", en: "screen (default)"), isShort: true),
  ]

  private static func due(hint: LocalizedText) -> SettingField {
    SettingField(
      ["due"], vi: "Hạn gửi (số ngày sau ngày chốt số liệu)", en: "Due (days after closing)",
      .number, hint: hint)
  }

  private static func hideBelow(hint: LocalizedText) -> SettingField {
    SettingField(
      ["hide_below"], vi: "Không công bố số nhỏ hơn", en: "Hide numbers below", .number,
      hint: hint)
  }

  private static let asInProject = LocalizedText(
    vi: "theo cài đặt chung của dự án", en: "as in the project")

  /// What is said of an indicator; other keys fit other kinds of indicators.
  package static func of(
    _ indicator: Indicator, in definition: ProjectDefinition
  ) -> [SettingField] {
    var fields = [
      SettingField(["name"], vi: "Tên", en: "Name", .words),
      SettingField(
        ["short_name"], vi: "Tên ngắn", en: "Short name", .words,
        hint: LocalizedText(vi: "dùng khi thiếu chỗ", en: "used where room is scarce")),
    ]
    if !indicator.definition.isPercentage {
      fields.append(
        SettingField(
          ["unit_of_measure"], vi: "Đơn vị tính", en: "Measured in", .words,
          hint: LocalizedText(vi: "cuộc, hộ, triệu đồng", en: "households, ha")))
    }
    fields += [
      SettingField(
        ["target"], vi: "Mức phải đạt của mỗi đơn vị", en: "Target of each unit", .number),
      SettingField(
        ["better"], vi: "Cách đánh giá", en: "What is better",
        .choice([
          ("more", LocalizedText(vi: "càng nhiều càng tốt", en: "more")),
          ("less", LocalizedText(vi: "càng ít càng tốt", en: "less")),
          ("neither", LocalizedText(vi: "không đánh giá", en: "neither")),
        ]), hint: LocalizedText(vi: "càng nhiều càng tốt (mặc định)", en: "more (default)")),
      SettingField(
        ["decimals"], vi: "Số chữ số thập phân", en: "Decimals",
        .choice((0...4).map { ("\($0)", LocalizedText("\($0)")) }),
        hint: LocalizedText(vi: "theo số liệu", en: "as the numbers need")),
      SettingField(
        ["aliases"], vi: "Tên khác trong biểu của các đơn vị", en: "Other names in units' tables",
        .names, hint: LocalizedText(vi: "cách nhau bằng dấu ;", en: "separated by ;")),
    ]
    if definition.groups.count > 1 {
      fields.append(
        SettingField(
          ["group"], vi: "Nhóm", en: "Group",
          .choice(definition.groups.map { ($0.id, $0.name) }),
          hint: definition.group(of: indicator)?.name
            ?? LocalizedText(vi: "không thuộc nhóm nào", en: "none")))
    }
    if indicator.definition == .submitted { fields += course }
    fields += scope
    fields.append(due(hint: asInProject))
    if indicator.canHideSmallNumbers {
      fields.append(
        hideBelow(
          hint: indicator.countsCases
            ? asInProject : LocalizedText(vi: "công bố mọi số", en: "none")))
    }
    return fields.map { $0.below(["indicators", indicator.id]) }
  }

  /// What is said of a question that units answer in words.
  package static func of(_ question: Question) -> [SettingField] {
    let fields = [
      SettingField(["name"], vi: "Tên", en: "Name", .words),
      SettingField(
        ["aliases"], vi: "Tên khác trong biểu của các đơn vị", en: "Other names in units' tables",
        .names, hint: LocalizedText(vi: "cách nhau bằng dấu ;", en: "separated by ;")),
    ]
    return (fields + scope).map { $0.below(["indicators", question.id]) }
  }

  /// How reported numbers of months make those of a half-year.
  private static let course = [
    SettingField(
      ["over_time"], vi: "Cách tính kỳ dài hơn từ các tháng, quý",
      en: "Months and quarters make longer periods by",
      .choice([
        ("sum", LocalizedText(vi: "cộng lại", en: "adding up")),
        ("last", LocalizedText(vi: "lấy số cuối kỳ", en: "the last number")),
        ("mean", LocalizedText(vi: "lấy bình quân", en: "their mean")),
        ("none", LocalizedText(vi: "không gộp", en: "nothing")),
      ]), hint: LocalizedText(vi: "không gộp (mặc định)", en: "nothing (default)")),
    SettingField(
      ["cumulative"], vi: "Số báo cáo là", en: "What is reported is",
      .choice([
        ("year", LocalizedText(vi: "lũy kế từ đầu năm", en: "counted from the year's beginning"))
      ]), hint: LocalizedText(vi: "của riêng kỳ", en: "the period's own")),
  ]

  /// Who is asked, and when.
  private static let scope = [
    SettingField(
      ["asked"], vi: "Báo cáo theo", en: "Reported for",
      .choice([
        ("months", LocalizedText(vi: "tháng", en: "months")),
        ("quarters", LocalizedText(vi: "quý", en: "quarters")),
        ("half-years", LocalizedText(vi: "6 tháng", en: "half-years")),
        ("years", LocalizedText(vi: "năm", en: "years")),
      ]), hint: LocalizedText(vi: "mọi kỳ", en: "any period")),
    SettingField(
      ["applies_to", "units"], vi: "Chỉ giao cho các đơn vị", en: "Only asked of the units", .names,
      hint: LocalizedText(vi: "mọi đơn vị; cách nhau bằng dấu ;", en: "all; separated by ;"),
      isShort: true),
    SettingField(
      ["applies_to", "unit_kind"], vi: "Chỉ giao cho loại đơn vị",
      en: "Only asked of units of the kind",
      .names, hint: LocalizedText(vi: "mọi loại; cách nhau bằng dấu ;", en: "all; separated by ;")),
    SettingField(
      ["since"], vi: "Báo cáo từ kỳ", en: "Reported since", .word,
      hint: LocalizedText(vi: "ví dụ 2024-H1", en: "such as 2024-H1")),
  ]

  /// What else a unit is called.
  package static func of(unit: String) -> [SettingField] {
    [
      SettingField(["short_names", unit], vi: "Tên ngắn", en: "Short name", .words),
      SettingField(
        ["aliases", unit], vi: "Tên khác trong biểu, cách nhau bằng dấu ;",
        en: "Other names in tables, separated by ;", .names),
    ]
  }
}
