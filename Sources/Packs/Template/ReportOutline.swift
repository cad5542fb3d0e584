import ClusterMetrics
import Intake
import Reporting
import ReportWords
import Settings
import Slides

/// A report of a project as a sequence of blocks with placeholders, independent of the document format: the content of
/// `giaoban template`.
package struct ReportOutline: Sendable {
  /// A block of the report.
  enum Block: Sendable, Equatable {
    /// A part of the report: "I. KẾT QUẢ THỰC HIỆN".
    case part(String)
    /// A section of a part: "1. Đối thoại với nhân dân".
    case section(String)
    /// One or more sentences; text between `**` is bold.
    case paragraph(String)
    /// An item of a list.
    case point(String)
    /// A placeholder for a picture, a table or answers.
    case placeholder(Placeholder)
    /// A note on what the office must write here.
    case note(String)
    /// The beginning of a landscape section.
    case annex(String)
  }

  /// The issuing office, and whether it belongs to the Party, whose documents have a different head.
  let organisation: String
  let isOfParty: Bool
  /// "kết quả công tác dân vận {{period}}"
  let title: String
  let language: Language
  let blocks: [Block]
}

/// Writes the outline of a report from what a pack of the project can fill in.
struct ReportOutliner {
  let report: ReportContext

  private var words: Wording { report.words }
  private var definition: ProjectDefinition { report.project.definition }

  /// If there are more indicators or units, the table of all of them is only in the workbook.
  private static let mostAnnexed = (indicators: 40, units: 60)
  private static let mostInChart = 15
  /// The greatest number of indicators without a group that have a chart and a paragraph.
  private static let mostLeading = 4

  func outline() -> ReportOutline {
    var blocks: [ReportOutline.Block] = [.paragraph(opening)]
    blocks.append(.part(words("I. KẾT QUẢ THỰC HIỆN", "I. RESULTS")))
    for (number, section) in sections.enumerated() {
      if let name = section.name { blocks.append(.section(numbered(name, number + 1))) }
      for (place, indicator) in section.indicators.enumerated() {
        // The first indicators of a section get a paragraph and a chart; the others follow as a list.
        if place < section.leading {
          blocks += lead(indicator)
        } else {
          blocks.append(.point(sentence(indicator)))
        }
      }
    }
    blocks.append(.part(words("II. SO SÁNH VỚI CÁC KỲ TRƯỚC", "II. COMPARED WITH EARLIER PERIODS")))
    blocks.append(.placeholder(.table("comparison")))
    blocks.append(
      .paragraph(
        words(
          "Số liệu do {{pack.units}} báo cáo; nguồn: {{pack.source}}. {{pack.gaps}}.",
          "Reported by {{pack.units}}; source: {{pack.source}}. {{pack.gaps}}.")))
    blocks.append(
      .note(
        words(
          "Ký hiệu trong bảng: ≈ số ước tính; … chưa có số liệu; - không phát sinh; x không áp dụng; * chưa đủ đơn vị hoặc chưa đủ kỳ.",
          "Signs in tables: ≈ approximate; … no figure; - nothing occurred; x does not apply; * not all units, or not the whole period."
        )))
    blocks.append(.part(words("III. ĐÁNH GIÁ CHUNG", "III. ASSESSMENT")))
    blocks.append(.section(words("1. Ưu điểm", "1. What went well")))
    blocks.append(
      .note(
        words(
          "(Nêu kết quả nổi bật, cách làm hay.)",
          "(Describe notable results and how they were achieved.)")))
    blocks.append(
      .section(words("2. Khó khăn, vướng mắc và nguyên nhân", "2. Difficulties and their causes")))
    for question in definition.questions {
      blocks.append(.paragraph(plain(question.name) + ":"))
      blocks.append(.placeholder(.texts(question.id)))
    }
    if definition.questions.isEmpty {
      blocks.append(
        .note(words("(Nêu hạn chế và nguyên nhân.)", "(Name shortcomings and their causes.)")))
    }
    blocks.append(
      .part(words("IV. NHIỆM VỤ TRỌNG TÂM KỲ TỚI", "IV. MAIN TASKS OF THE NEXT PERIOD")))
    blocks.append(
      .note(words("(Nêu nhiệm vụ, giải pháp chính.)", "(Name the main tasks and measures.)")))
    let most = ReportOutliner.mostAnnexed
    if report.indicators.count <= most.indicators, report.units.count <= most.units,
      report.units.count > 1
    {
      blocks.append(
        .annex(
          words("PHỤ LỤC\nSố liệu theo đơn vị {{period}}", "ANNEX\nFigures by unit, {{period}}")))
      blocks.append(.placeholder(.table("by-unit")))
    } else if report.units.count > 1 {
      blocks.append(
        .note(
          words(
            "(Số liệu từng đơn vị: tệp tallies.xlsx của bộ biểu đồ gửi kèm.)",
            "(For individual units, attach the pack's tallies.xlsx.)")))
    }
    return ReportOutline(
      organisation: office,
      isOfParty: ReportOutliner.isOfParty(definition.organisation.vietnamese),
      title: title, language: words.language, blocks: blocks)
  }

  /// Whether an office belongs to the Party, whose documents follow its own rules (Guideline 36-HD/VPTW) instead of
  /// Decree 30/2020/NĐ-CP.
  static func isOfParty(_ organisation: String) -> Bool {
    let name = NameKey(organisation).text
    let marks = [
      "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy", "đảng bộ", "đảng đoàn",
      "ban cán sự",
      "ban dân vận", "ban tuyên giáo", "chi bộ", "xã ủy", "phường ủy",
    ]
    return marks.contains { name.contains(NameKey($0).text) }
  }

  // MARK: Sentences

  /// A name from the project as plain text.
  private func plain(_ text: LocalizedText) -> String {
    words(text).replacing("{{", with: "{ {").replacing("}}", with: "} }").replacing(
      "**", with: "* *")
  }

  /// The office; a placeholder while the settings do not name it, for they may when the report is filled.
  private var office: String {
    words(definition.organisation) == words(ProjectTemplate.officePlaceholder)
      ? "{{pack.organisation}}" : plain(definition.organisation)
  }

  private var title: String {
    let subject = about
    return subject.isEmpty
      ? words("Kết quả thực hiện các chỉ tiêu {{period}}", "Results, {{period}}")
      : words("Kết quả \(subject) {{period}}", "Results of \(subject), {{period}}")
  }

  /// The subject of the work, without the charts that show it: "công tác dân vận".
  private var about: String {
    var subject = plain(definition.subject)
    // Of the subject that every project begins with, there is nothing to say in English.
    if words.language == .english,
      subject == ProjectDefinition.plainSubject.english
    {
      return ""
    }
    for start in ["Biểu đồ số liệu", "Biểu đồ", "Charts of"] where subject.hasPrefix(start) {
      subject = String(subject.dropFirst(start.count)).trimmingCharacters(in: .whitespaces)
      break
    }
    return lowercasedFirst(subject)
  }

  private var opening: String {
    let who = office.isEmpty ? "" : office + " "
    let what = about.isEmpty ? words("các chỉ tiêu", "the indicators") : about
    return words(
      "Thực hiện chế độ báo cáo định kỳ, \(who.isEmpty ? "" : who + "báo cáo ")kết quả \(what) {{period}} ({{period.days}}) như sau:",
      "\(who.isEmpty ? "This is" : who + "gives") the regular report on \(what), {{period}} ({{period.days}})."
    )
  }

  private struct Section {
    var name: String?
    var indicators: [Indicator]
    /// The number of indicators that have a paragraph and a chart.
    var leading: Int
  }

  /// The groups in the settings; without groups, the indicators of the cover lead, and the others follow.
  private var sections: [Section] {
    let groups = definition.groups.compactMap { group -> Section? in
      let own = report.indicators.filter { group.indicators.contains($0.id) }
      return own.isEmpty ? nil : Section(name: plain(group.name), indicators: own, leading: 1)
    }
    let grouped = Set(groups.flatMap(\.indicators).map(\.id))
    let others = report.indicators.filter { !grouped.contains($0.id) }
    guard !others.isEmpty else { return groups }
    guard groups.isEmpty else {
      return groups + [
        Section(
          name: words("Các chỉ tiêu khác", "Other indicators"), indicators: others, leading: 0)
      ]
    }
    // An indicator that is part of another's sentence needs no paragraph.
    let said = Set(report.headline.compactMap { communes(behind: $0)?.id })
    let leading = report.headline.prefix(ReportOutliner.mostLeading).filter {
      !said.contains($0.id)
    }
    let rest = others.filter { !leading.contains($0) }
    let main = leading.map { Section(name: plain($0.name), indicators: [$0], leading: 1) }
    guard !rest.isEmpty else { return main }
    return main + [
      Section(name: words("Các chỉ tiêu khác", "Other indicators"), indicators: rest, leading: 0)
    ]
  }

  /// A heading with its number, which replaces one in the settings.
  private func numbered(_ name: String, _ number: Int) -> String {
    let bare = name.drop {
      $0.isNumber || ".)-– ".contains($0) || "IVX".contains($0) && romanEnds(name)
    }
    return "\(number). " + words.sentence(bare.isEmpty ? name : String(bare))
  }

  /// Whether a name begins with a Roman numeral: "II. Đối thoại", but not "Xã".
  private func romanEnds(_ name: String) -> Bool {
    name.prefixMatch(of: #/[IVX]+[.)]/#) != nil
  }

  /// An indicator with a paragraph, its leader, its chart and the parts of a breakdown.
  private func lead(_ indicator: Indicator) -> [ReportOutline.Block] {
    var text = measure(indicator) ?? sentence(indicator)
    let fields = fields(of: indicator)
    if fields.contains("leader"), report.units.count > 1 {
      text += " {{\(indicator.id).leader_in_words}}."
    }
    // With many units a chart fills a page; compare their clusters instead.
    let chart =
      report.clusters.count > 1 && report.units.count > ReportOutliner.mostInChart
      ? indicator.id + "-clusters" : indicator.id
    var blocks: [ReportOutline.Block] = [.paragraph(text), .placeholder(.chart(chart))]
    if definition.breakdowns.contains(where: { $0.indicator.id == indicator.id }) {
      blocks.append(.placeholder(.chart(indicator.id + "-parts")))
    }
    return blocks
  }

  /// "Đã có 85 xã, phường, thị trấn tổ chức 105 hội nghị đối thoại": if one indicator counts activities and another one
  /// the communes that held them.
  private func measure(_ indicator: Indicator) -> String? {
    guard let communes = communes(behind: indicator) else { return nil }
    let noun = plain(indicator.noun)
    let held = ["hội nghị", "buổi", "cuộc", "lớp", "đợt", "phiên"].contains {
      noun.lowercased().hasPrefix($0)
    }
    return words(
      "Kết quả {{period}} đã có **{{\(communes.id)}}** \(places) \(held ? "tổ chức" : "có")"
        + " **{{\(indicator.id)}}** \(noun)",
      "Results, {{period}}: **{{\(indicator.id).amount}}**; communes that held them: **{{\(communes.id)}}**"
    ) + "{{\(indicator.id).caveat}}" + change(indicator)
      + plan(indicator) + yearToDate(indicator) + "."
  }

  /// The indicator that counts the communes with the activities of another indicator.
  private func communes(behind indicator: Indicator) -> Indicator? {
    guard indicator.definition == .count, !plain(indicator.noun).isEmpty else { return nil }
    return report.indicators.first {
      $0.definition == .distinct(.commune) && $0.conditions == indicator.conditions
    }
  }

  /// The kinds of communes in the roster on the last day of the period: there are no townships since July 2025.
  private var places: String {
    let last = report.book.calendar.days(of: report.period).upperBound.previous
    let names = report.roster.communes.filter { $0.validity.overlaps(last..<last.next) }
      .map(\.name)
    let kinds = ["Xã", "Phường", "Thị trấn", "Đặc khu"].filter { kind in
      names.contains { $0.hasPrefix(kind + " ") }
    }
    return kinds.isEmpty ? "xã" : kinds.map { $0.lowercased() }.joined(separator: ", ")
  }

  /// The number, its components, its change, and its relation to plan and target.
  private func sentence(_ indicator: Indicator) -> String {
    let fields = fields(of: indicator)
    let id = indicator.id
    var text = plain(indicator.name) + ": **{{\(id)}}**" + unit(of: indicator)
    if fields.contains("numerator"), fields.contains("denominator") {
      text += " ({{\(id).numerator}}/{{\(id).denominator}})"
    }
    text += "{{\(id).caveat}}" + change(indicator) + plan(indicator) + yearToDate(indicator)
    if indicator.target != nil { text += "; {{\(id).target_in_words}}" }
    return text + "."
  }

  /// The change of the number since last year, or since the previous period if no number of last year is known; empty
  /// if neither is.
  private func change(_ indicator: Indicator) -> String {
    for (versus, field) in [
      (Versus.lastYear, "change_in_words"), (.previous, "previous_change_in_words"),
    ] {
      let base = report.book.base(versus, of: report.period)
      guard report.book.tally(indicator, for: .all, in: base).value != nil else { continue }
      return ", {{\(indicator.id).\(field)}}"
    }
    return ""
  }

  /// What adds up since the beginning of the year, in reports of a month, a quarter or the second half.
  private func yearToDate(_ indicator: Indicator) -> String {
    let fields = fields(of: indicator)
    guard report.yearToDate != report.period, indicator.isFlow, !indicator.isPercentage,
      fields.contains("year_to_date")
    else { return "" }
    let id = indicator.id
    // A mean or the most of several is no sum of what came before.
    let lead = indicator.addsUp ? "lũy kế " : ""
    return words(
      "; \(lead){{period.year_to_date}}: **{{\(id).year_to_date}}**{{\(id).year_to_date_caveat}}",
      "; {{period.year_to_date}}: **{{\(id).year_to_date}}**{{\(id).year_to_date_caveat}}")
      + (fields.contains("year_to_date_plan_in_words")
        ? ", {{\(id).year_to_date_plan_in_words}}" : "")
  }

  /// What is reached of the plan; a number since the beginning of the year says that by itself.
  private func plan(_ indicator: Indicator) -> String {
    guard !yearToDate(indicator).contains("plan") else { return "" }
    return fields(of: indicator).contains("plan_in_words")
      ? "; {{\(indicator.id).plan_in_words}}" : ""
  }

  /// The unit of measure of a number, or the noun for counted items if the name does not contain it.
  private func unit(of indicator: Indicator) -> String {
    if indicator.isPercentage { return "" }
    if let unit = indicator.unitOfMeasure { return "\u{A0}" + plain(unit) }
    let noun = plain(indicator.noun)
    let isSaid = NameKey(words(indicator.name)).text.contains(NameKey(noun).text)
    return noun.isEmpty || isSaid ? "" : " " + noun
  }

  private func fields(of indicator: Indicator) -> Set<String> {
    Set(report.texts(indicator, for: .all).keys)
  }

  private func lowercasedFirst(_ text: String) -> String {
    // "UBND" stays unchanged.
    guard let first = text.first, text.dropFirst().first?.isUppercase != true else { return text }
    return first.lowercased() + text.dropFirst()
  }
}

extension ReportContext {
  /// A report with the project's indicators, in which the pack can fill every placeholder.
  package var reportOutline: ReportOutline { ReportOutliner(report: self).outline() }
}
