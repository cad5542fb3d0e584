import ClusterMetrics
import Foundation
import Yams

/// Reads `giaoban.yaml`.
struct ProjectFile {
  /// The name of the file in a project folder.
  static let name = "giaoban.yaml"
  private static let sizeLimit = 1 << 20
  private static let mostIndicators = 1000

  private(set) var definition: ProjectDefinition
  private var reader = SettingReader(file: ProjectFile.name)
  private var places: [String: Node] = [:]
  private var scoreNode: Node?

  var log: FindingLog { reader.log }

  /// - Parameter folderName: the title where the file gives none.
  init(data: Data, folderName: String) {
    definition = ProjectDefinition(title: LocalizedText(folderName))
    guard data.count <= ProjectFile.sizeLimit else {
      fail(
        line: nil, vi: "tệp lớn hơn 1 MiB, không phải là tệp cấu hình",
        en: "the file is larger than 1 MiB; this is no settings file")
      return
    }
    guard let text = String(data: data, encoding: .utf8) else {
      fail(
        line: nil, vi: "tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8",
        en: "the file is not UTF-8; save it with that encoding")
      return
    }
    do {
      if let node = try Yams.compose(yaml: text) { read(node) }
      checkReferences()
    } catch {
      let (line, problem) = ProjectFile.describe(error)
      fail(
        line: line, vi: "sai cú pháp YAML: \(problem)", en: "this is not valid YAML: \(problem)")
    }
  }

  private mutating func fail(line: Int?, vi: String, en: String) {
    reader.log.add(
      Finding(.badSyntax, at: .init(file: ProjectFile.name, row: line), vi: vi, en: en))
  }

  private static func describe(_ error: any Error) -> (line: Int?, problem: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      (
        context.mark.line,
        "the same key stands twice: "
          + duplicates.map { "\($0)" }.sorted()
          .joined(separator: ", ")
      )
    default: (nil, "\(error)")
    }
  }

  // MARK: Keys

  private mutating func read(_ root: Node) {
    let known = [
      "title", "organisation", "subject", "language", "calendar", "encoding", "columns",
      "short_names", "aliases", "sources", "indicators", "captions", "score", "pack", "accept",
      "events", "theme", "waive",
    ]
    for (key, _, value) in reader.entries(of: root, named: ProjectFile.name, known: known) {
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
      case "theme": definition.theme = reader.theme(value)
      case "waive": definition.waivers = reader.waivers(value)
      default:
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
      }
    }
  }

  private mutating func readCalendar(_ node: Node) {
    if node.scalar?.string == "calendar" { return }
    for (key, _, value) in reader.entries(of: node, named: "calendar", known: ["closing_day"]) {
      let name = "calendar.\(key)"
      if let day = reader.integer(value, named: name, in: 1...31) {
        definition.calendar = ReportingCalendar(closingDay: day)
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
        reader.reject(
          entry, vi: "mỗi mục của accept cần finding (mã lỗi) và reason (lý do)",
          en: "each entry of accept needs finding (its code) and reason")
        continue
      }
      acceptance.code = code
      definition.acceptances.append(acceptance)
    }
  }

  private mutating func readIndicators(_ node: Node) {
    for (id, keyNode, value) in reader.entries(of: node, named: "indicators") {
      let isWord = id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      guard isWord, id.first?.isLetter == true else {
        reader.reject(
          keyNode,
          vi: "tên chỉ tiêu \"\(id)\" chỉ được gồm chữ không dấu, chữ số và dấu gạch dưới",
          en: "an indicator's id is made of plain letters, digits and underscores, not \"\(id)\"")
        continue
      }
      guard !ProjectFile.reservedIDs.contains(id) else {
        reader.reject(
          keyNode, vi: "tên chỉ tiêu \"\(id)\" đã có nghĩa khác trong văn bản ({{\(id)…}})",
          en: "\"\(id)\" means something else in documents ({{\(id)…}}); take another id")
        continue
      }
      guard definition.indicators.count < ProjectFile.mostIndicators else {
        reader.reject(
          keyNode,
          vi: "có trên \(ProjectFile.mostIndicators) chỉ tiêu; các chỉ tiêu sau không được đọc",
          en: "there are more than \(ProjectFile.mostIndicators) indicators; the rest was not read")
        return
      }
      places[id] = keyNode
      readIndicator(id, keyNode, value)
    }
  }

  /// What placeholders of documents begin with that name no indicator.
  private static let reservedIDs = ["chart", "table", "period", "pack"]
  private static let methods = [
    "count", "distinct", "sum", "mean", "ratio", "share", "from", "compute",
  ]

  private mutating func readIndicator(_ id: String, _ keyNode: Node, _ node: Node) {
    let known =
      ["name", "short_name", "noun"] + ProjectFile.methods + [
        "of", "where", "shown_as", "target", "better", "decimals", "parts",
      ]
    let entries = reader.entries(of: node, named: id, known: known)
    let byKey = Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    let used = entries.filter { ProjectFile.methods.contains($0.key) }
    guard used.count == 1, let method = used.first else {
      reader.reject(
        keyNode,
        vi: "chỉ tiêu \(id) cần đúng một trong các khóa: "
          + ProjectFile.methods.joined(separator: ", "),
        en: "\(id) needs exactly one of: " + ProjectFile.methods.joined(separator: ", "))
      return
    }
    guard let definition = readDefinition(id, method.key, method.value, byKey) else { return }
    var indicator = Indicator(
      id: id, name: LocalizedText(id.replacing("_", with: " ")), definition: definition)
    for (key, _, value) in entries {
      let name = "\(id).\(key)"
      switch key {
      case "name": indicator.name = reader.localized(value, named: name) ?? indicator.name
      case "short_name": indicator.shortName = reader.localized(value, named: name)
      case "noun": indicator.noun = reader.localized(value, named: name) ?? indicator.noun
      case "where": indicator.conditions = readConditions(value, named: name)
      case "target": indicator.target = reader.number(value, named: name)
      case "better":
        indicator.better =
          reader.choice(value, named: name, as: Indicator.Direction.self) ?? indicator.better
      case "decimals":
        indicator.decimals = reader.integer(value, named: name, in: 0...4) ?? indicator.decimals
      default: break
      }
    }
    self.definition.indicators.append(indicator)
    if let parts = byKey["parts"] { readParts(parts, of: indicator) }
  }

  private mutating func readDefinition(
    _ id: String, _ method: String, _ node: Node, _ entries: [String: Node]
  ) -> Indicator.Definition? {
    let name = "\(id).\(method)"
    if method == "ratio" {
      guard case .sequence(let sequence) = node, sequence.count == 2,
        let parts = reader.strings(node, named: name)
      else {
        reader.reject(
          node, vi: "\(name) cần hai chỉ tiêu: [tử số, mẫu số]",
          en: "\(name) needs two indicators: [numerator, denominator]")
        return nil
      }
      let style = entries["shown_as"].map { reader.string($0, named: "\(id).shown_as") ?? "" }
      guard style == nil || style == "percent" || style == "number" else {
        reader.reject(
          entries["shown_as"] ?? node, vi: "\(id).shown_as phải là một trong: percent, number",
          en: "\(id).shown_as must be one of: percent, number")
        return nil
      }
      return .ratio(of: parts[0], to: parts[1], shownAs: style == "number" ? .number : .percent)
    }
    guard let text = reader.string(node, named: name) else { return nil }
    switch (method, text) {
    case ("count", "activities"): return .count
    case ("distinct", "commune"): return .distinct(.commune)
    case ("distinct", _): return .distinct(.column(text))
    case ("sum", _): return .sum(measure: text)
    case ("mean", _): return .mean(measure: text)
    case ("from", "submissions"): return .submitted
    case ("compute", _):
      if let arithmetic = Arithmetic(text) { return .computed(arithmetic) }
      reader.reject(
        node,
        vi:
          "\(name): \"\(text)\" không phải là phép tính; hãy viết như a + b hoặc (a - b) / c * 100",
        en: "\(name): \"\(text)\" is no arithmetic; write it as a + b or (a - b) / c * 100")
      return nil
    case ("share", _):
      guard entries["of"]?.scalar?.string == "communes" else {
        reader.reject(
          entries["of"] ?? node, vi: "\(id) cần \"of: communes\" (tỷ lệ trên tổng số xã)",
          en: "\(id) needs \"of: communes\": what it is a share of")
        return nil
      }
      return .share(ofCommunes: text)
    case ("count", _):
      reader.reject(node, vi: "\(name) phải là activities", en: "\(name) must be activities")
    default:
      reader.reject(node, vi: "\(name) phải là submissions", en: "\(name) must be submissions")
    }
    return nil
  }

  private mutating func readConditions(
    _ node: Node, named name: String
  ) -> [Indicator.Condition] {
    reader.entries(of: node, named: name).compactMap { column, _, value in
      readTest(value, named: "\(name).\(column)").map { .init(column: column, $0) }
    }
  }

  /// A text or several; `{not: …}`; `{from: 50, to: 100}`, either end left out.
  private mutating func readTest(
    _ node: Node, named name: String
  ) -> Indicator.Condition.Test? {
    guard case .mapping = node else { return reader.strings(node, named: name).map { .oneOf($0) } }
    var (from, through): (Quantity?, Quantity?)
    var excluded: [String]?
    for (key, _, value) in reader.entries(of: node, named: name, known: ["not", "from", "to"]) {
      switch key {
      case "not": excluded = reader.strings(value, named: "\(name).not")
      case "from": from = reader.quantity(value, named: "\(name).from")
      default: through = reader.quantity(value, named: "\(name).to")
      }
    }
    switch (excluded, from == nil && through == nil) {
    case (let texts?, true): return .noneOf(texts)
    case (nil, false):
      if let from, let through, from > through { break }
      return .within(from: from, through: through)
    default: break
    }
    reader.reject(
      node, vi: "\(name) cần {not: …} hoặc {from: số nhỏ, to: số lớn}",
      en: "\(name) needs {not: …} or {from: least, to: most}")
    return nil
  }

  private mutating func readParts(_ node: Node, of indicator: Indicator) {
    let name = "\(indicator.id).parts"
    guard indicator.definition == .count || indicator.definition.isSum else {
      reader.reject(
        node, vi: "\(name): chỉ chia được chỉ tiêu đếm (count) hoặc cộng (sum)",
        en: "\(name): only a count or a sum can be broken down")
      return
    }
    var breakdown = Breakdown(
      indicator: indicator, column: "", name: LocalizedText(""), values: [])
    for (key, _, value) in reader.entries(
      of: node, named: name, known: ["column", "name", "values"])
    {
      switch key {
      case "column": breakdown.column = reader.string(value, named: "\(name).column") ?? ""
      case "name": breakdown.name = reader.localized(value, named: "\(name).name") ?? .init("")
      default: breakdown.values = reader.strings(value, named: "\(name).values") ?? []
      }
    }
    guard !breakdown.column.isEmpty, !breakdown.values.isEmpty else {
      reader.reject(
        node, vi: "\(name) cần column và values", en: "\(name) needs column and values")
      return
    }
    if breakdown.name[.vietnamese].isEmpty { breakdown.name = LocalizedText(breakdown.column) }
    definition.breakdowns.append(breakdown)
  }

  // MARK: References

  private mutating func checkReferences() {
    guard !definition.indicators.isEmpty else {
      guard !log.hasErrors else { return }
      reader.log.add(
        Finding(
          .badSetting, at: .init(file: ProjectFile.name),
          vi: "chưa có chỉ tiêu nào; hãy thêm mục indicators",
          en: "there is no indicator; add some under indicators"))
      return
    }
    let ids = definition.indicators.map(\.id)
    if let node = scoreNode {
      let settings = ScoreSettings(node, ids: ids, &reader)
      (definition.score, definition.adjustmentFile) = (settings.rule, settings.adjustments)
      definition.assessmentFile = settings.assessments
    }
    let paged = definition.pages.flatMap { page -> [String] in
      if case .charts(_, let charts) = page { charts.flatMap(\.indicators) } else { [] }
    }
    for (key, used) in [("pack.tiles", definition.tiles), ("pack.pages", paged)] {
      for id in used where !ids.contains(id) {
        let hint = Finding.hint(NameKey.nearest(to: id, among: ids))
        reader.add(
          .unknownIndicator, places[key] ?? Node(""),
          vi: "\(key): không có chỉ tiêu \"\(id)\"\(hint.vietnamese)",
          en: "\(key): there is no indicator \"\(id)\"\(hint.english)")
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

  private mutating func report(_ error: PlanError, of indicator: Indicator) {
    let node = places[indicator.id] ?? Node("")
    switch error {
    case .unknownIndicator(let id, _, let known):
      let hint = Finding.hint(NameKey.nearest(to: id, among: known))
      reader.add(
        .unknownIndicator, node,
        vi: "\(indicator.id): không có chỉ tiêu \"\(id)\"\(hint.vietnamese)",
        en: "\(indicator.id): there is no indicator \"\(id)\"\(hint.english)")
    case .shareOfOther(let id, _):
      reader.reject(
        node, vi: "\(indicator.id): \"\(id)\" phải đếm số xã khác nhau (distinct: commune)",
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
        node, vi: "\(indicator.id): các chỉ tiêu tính vòng quanh: \(path)",
        en: "\(indicator.id): indicators are computed from each other: \(path)")
    }
  }
}

extension Indicator.Definition {
  fileprivate var isSum: Bool {
    if case .sum = self { return true }
    return false
  }
}
