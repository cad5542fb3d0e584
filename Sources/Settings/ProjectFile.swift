import ClusterMetrics
import Findings
import Foundation
import Tables
import Yams

/// Reads `giaoban.yaml`.
package struct ProjectFile {
  /// The name of the file in a project folder.
  package static let name = "giaoban.yaml"
  package static let sizeLimit = 1 << 20

  package var definition: ProjectDefinition
  package var reader = SettingReader(file: ProjectFile.name)
  package var places: [String: Node] = [:]
  private var scoreNode: Node?
  /// Below what numbers of indicators that say nothing else are not shown.
  private var hideBelow: Int?
  private var checksNode: Node?
  private var groupsNode: Node?
  /// The groups that indicators name themselves.
  package var statedGroups: [(indicator: String, group: String, node: Node)] = []

  package var log: FindingLog { reader.log }

  /// - Parameter folderName: the title where the file gives none.
  package init(data: Data, folderName: String) {
    definition = ProjectDefinition(title: LocalizedText(folderName))
    guard data.count <= ProjectFile.sizeLimit else {
      fail(
        line: nil, vi: "tệp lớn hơn 1 MiB, không phải là tệp cài đặt",
        en: "the file is larger than 1 MiB; this is not a settings file")
      return
    }
    guard let text = String(data: data, encoding: .utf8) else {
      fail(
        line: nil, vi: "tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8",
        en: "the file is not UTF-8; save it with that encoding")
      return
    }
    do {
      // Every value is read from its text; to guess what kind it is would take regular expressions.
      if let node = try Yams.compose(yaml: text, .basic) { read(node) }
      checkReferences()
    } catch {
      // What is wrong is told in the language that the file asks for, if that much can be read.
      definition.language = ProjectFile.languageLine(of: text) ?? definition.language
      let problem = YAMLProblem(error)
      fail(
        line: problem.line, vi: "sai cú pháp YAML: \(problem.message.vietnamese)",
        en: "this is not valid YAML: \(problem.message.english)")
    }
  }

  /// The language of a line `language: en`, which stands by itself.
  static func languageLine(of text: String) -> Language? {
    text.split(whereSeparator: \.isNewline).lazy.compactMap { line -> Language? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0] == "language" else { return nil }
      let value = parts[1].prefix { $0 != "#" }.filter { !$0.isWhitespace && !"\"'".contains($0) }
      return Language(rawValue: value)
    }.first
  }

  private mutating func fail(line: Int?, vi: String, en: String) {
    reader.log.add(
      Finding(.badSyntax, at: .init(file: ProjectFile.name, row: line), vi: vi, en: en))
  }

  // MARK: Keys

  private mutating func read(_ root: Node) {
    let known = [
      "title", "organisation", "subject", "language", "calendar", "encoding", "columns",
      "short_names", "aliases", "sources", "indicators", "captions", "score", "pack", "accept",
      "events", "theme", "waive", "checks", "limits", "groups", "due", "hide_below", "year_starts",
      "week_starts",
      "terms", "map", "tilemap", "push_down",
    ]
    let entries = reader.entries(of: root, named: ProjectFile.name, known: known)
    // Wherever they stand, limits hold for all that is read.
    if let limits = entries.first(where: { $0.key == "limits" }) {
      definition.limits = ReadingLimits(limits.value, &reader)
    }
    // Any period of the settings may bear one of these names.
    for (key, _, value) in entries where ["year_starts", "week_starts", "terms"].contains(key) {
      reader.readDayNames(key, value)
    }
    definition.calendar.names = reader.dayNames
    for (key, _, value) in entries {
      switch key {
      case "title": definition.title = reader.localized(value, named: key) ?? definition.title
      case "organisation":
        definition.organisation = reader.localized(value, named: key) ?? definition.organisation
      case "subject":
        definition.subject = reader.localized(value, named: key) ?? definition.subject
      case "language":
        definition.language =
          reader.choice(value, named: key, as: Language.self) ?? definition.language
      case "calendar": readCalendar(value)
      case "encoding":
        definition.encoding = reader.choice(value, named: key, as: TextEncoding.self)
      case "columns":
        for (id, _, headers) in reader.entries(of: value, named: key) {
          definition.columns[id] = reader.strings(headers, named: "columns.\(id)")
          definition.columnOrder.append(id)
        }
      case "short_names":
        for (unit, _, name) in reader.entries(of: value, named: key) {
          definition.shortNames[unit] = reader.string(name, named: "short_names.\(unit)")
        }
      case "aliases":
        for (unit, _, names) in reader.entries(of: value, named: key) {
          definition.aliases[unit] = reader.strings(names, named: "aliases.\(unit)")
        }
      case "sources": definition.sources = SourceSettings(value, &reader)
      case "indicators": readIndicators(value)
      case "captions": readCaptions(value)
      // Names indicators, which may stand below it.
      case "score": scoreNode = value
      case "accept": readAcceptances(value)
      case "events": definition.events = reader.events(value)
      case "checks": checksNode = value
      case "groups": groupsNode = value
      case "hide_below":
        // Nothing is hidden without it, either; only an indicator's own zero says that it is to be shown.
        hideBelow = reader.integer(value, named: key, in: 0...1000).flatMap { $0 > 0 ? $0 : nil }
      case "due": definition.due = reader.integer(value, named: key, in: 0...366)
      case "map": definition.map = reader.map(value)
      case "push_down":
        definition.pushDown =
          reader.choice(value, named: key, as: PushDown.self) ?? definition.pushDown
      case "tilemap": definition.tileMapFile = reader.string(value, named: key)
      case "limits", "year_starts", "week_starts", "terms": break
      case "theme": definition.theme = reader.theme(value)
      case "waive": definition.waivers = reader.waivers(value)
      case "pack":
        for (key, _, value) in reader.entries(
          of: value, named: key, known: ["tiles", "pages", "paper"])
        {
          places["pack.\(key)"] = value
          switch key {
          case "paper":
            definition.paper =
              reader.choice(value, named: "pack.paper", as: PackPaper.self) ?? .landscape
          case "tiles": definition.tiles = reader.strings(value, named: "pack.tiles") ?? []
          default: definition.pages = reader.pages(value)
          }
        }
      default: preconditionFailure("\(key) is a known key, and has no case here")
      }
    }
  }

  private mutating func readCalendar(_ node: Node) {
    if node.scalar?.string == "calendar" { return }
    for (key, _, value) in reader.entries(of: node, named: "calendar", known: ["closing_day"]) {
      let name = "calendar.\(key)"
      if let day = reader.integer(value, named: name, in: 1...31) {
        definition.calendar = ReportingCalendar(
          closingDay: day, names: definition.calendar.names)
      }
    }
  }

  private mutating func readCaptions(_ node: Node) {
    let known = ["chart", "table", "chart_place", "table_place"]
    for (key, _, value) in reader.entries(of: node, named: "captions", known: known) {
      let name = "captions.\(key)"
      var captions = definition.captions
      typealias Place = ProjectDefinition.Captions.Place
      switch key {
      case "chart": captions.chart = reader.localized(value, named: name) ?? captions.chart
      case "table": captions.table = reader.localized(value, named: name) ?? captions.table
      case "chart_place":
        captions.chartPlace = reader.choice(value, named: name, as: Place.self) ?? .below
      default: captions.tablePlace = reader.choice(value, named: name, as: Place.self) ?? .above
      }
      definition.captions = captions
    }
  }

  private mutating func readAcceptances(_ node: Node) {
    for entry in reader.list(node, named: "accept") {
      let before = reader.log.count(of: .error)
      var code: Finding.Code?
      var acceptance = Acceptance(code: .badDate, reason: "")
      for (key, _, value) in reader.entries(
        of: entry, named: "accept", known: ["finding", "file", "row", "reason"])
      {
        let name = "accept.\(key)"
        switch key {
        case "finding": code = reader.choice(value, named: name, as: Finding.Code.self)
        case "file": acceptance.file = reader.string(value, named: name)
        case "row": acceptance.row = reader.integer(value, named: name, in: 1...Int(Int32.max))
        default: acceptance.reason = reader.string(value, named: name) ?? ""
        }
      }
      guard let code, !acceptance.reason.isEmpty else {
        reader.rejectIncomplete(
          entry, since: before,
          vi: "mỗi mục của accept cần finding (mã lỗi hoặc mã cảnh báo) và reason (lý do)",
          en: "each entry of accept needs finding (its code) and reason")
        continue
      }
      acceptance.code = code
      definition.acceptances.append(acceptance)
    }
  }

  // MARK: References

  private mutating func checkReferences() {
    guard !definition.indicators.isEmpty || !definition.questions.isEmpty else {
      guard !log.hasErrors else { return }
      reader.log.add(
        Finding(
          .badSetting, at: .init(file: ProjectFile.name),
          vi: "chưa có chỉ tiêu nào; hãy thêm mục indicators",
          en: "there is no indicator; add some under indicators"))
      return
    }
    reader.questions = definition.questions.map(\.id)
    readGroups(groupsNode, stated: statedGroups)
    hideSmallNumbers()
    let ids = definition.indicators.map(\.id)
    if let node = scoreNode {
      let settings = ScoreSettings(node, ids: ids, &reader)
      (definition.score, definition.adjustmentFile) = (settings.rule, settings.adjustments)
      definition.assessmentFile = settings.assessments
    }
    if let node = checksNode { readChecks(node, ids: ids) }
    for id in definition.tiles where !ids.contains(id) {
      reader.addUnknownIndicator(
        id, among: ids, places["pack.tiles"] ?? Node(""), named: "pack.tiles")
    }
    for case .charts(_, let charts) in definition.pages {
      for chart in charts {
        for id in chart.indicators where !ids.contains(id) {
          reader.addUnknownIndicator(
            id, among: ids, at: .init(file: ProjectFile.name, row: chart.line), named: "pack.pages")
        }
      }
    }
    // One at a time beside all that it may refer to, so that every wrong reference gets its line.
    for indicator in definition.indicators {
      do throws(PlanError) {
        try TallyPlan.check(indicator, among: definition.indicators)
      } catch {
        report(error, of: indicator)
      }
    }
  }

  /// Gives each indicator that says nothing of small numbers what the settings say of all.
  private mutating func hideSmallNumbers() {
    guard let hideBelow else { return }
    func hide(_ indicator: inout Indicator) {
      if indicator.countsCases, indicator.hideBelow == nil { indicator.hideBelow = hideBelow }
    }
    for index in definition.indicators.indices { hide(&definition.indicators[index]) }
    for index in definition.breakdowns.indices { hide(&definition.breakdowns[index].indicator) }
  }

  private mutating func report(_ error: PlanError, of indicator: Indicator) {
    let node = places[indicator.id] ?? Node("")
    switch error {
    case .unknownIndicator(let id, _, let known):
      reader.addUnknownIndicator(id, among: known, node, named: indicator.id)
    case .shareOfOther(let id, _):
      reader.reject(
        node, vi: "\(indicator.id): \"\(id)\" phải đếm số xã, phường khác nhau (distinct: commune)",
        en: "\(indicator.id): \"\(id)\" must count communes (distinct: commune)")
    case .ratioOfRatio(let id, _):
      reader.reject(
        node, vi: "\(indicator.id): \"\(id)\" đã là một tỷ lệ, không thể lấy tỷ lệ của tỷ lệ",
        en: "\(indicator.id): \"\(id)\" is a rate itself; a rate of rates does not add up")
    case .ratioOfComputed(let id, _):
      reader.reject(
        node,
        vi: "\(indicator.id): \"\(id)\" là chỉ tiêu tính toán; hãy dùng compute thay cho ratio",
        en: "\(indicator.id): \"\(id)\" is computed itself; use compute instead of ratio")
    case .conditionsOfReported(let id, _):
      reader.reject(
        node,
        vi:
          "\(indicator.id): \"\(id)\" là số đơn vị tự báo cáo, không có dòng nào để chọn theo where; hãy bỏ where, hoặc báo cáo riêng"
          + " số cần tính",
        en:
          "\(indicator.id): \"\(id)\" is what units report themselves, and has no rows to choose by where; leave where out, or have the"
          + " number reported by itself")
    case .tooLarge(let ids):
      let path = ids.joined(separator: " → ")
      reader.reject(
        node,
        vi:
          "\(indicator.id): tính qua quá nhiều chỉ tiêu khác (trên 12 tầng hoặc 10.000 số hạng): \(path)",
        en:
          "\(indicator.id): computed through too many others (more than 12 levels or 10,000 numbers): \(path)"
      )
    case .cycle(let ids):
      let path = ids.joined(separator: " → ")
      reader.reject(
        node, vi: "\(indicator.id): chỉ tiêu được tính vòng tròn: \(path)",
        en: "\(indicator.id): indicators are computed in a circle: \(path)")
    }
  }
}
