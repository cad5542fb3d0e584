import ClusterMetrics
import Yams

/// Reads `indicators` in `giaoban.yaml`.
extension ProjectFile {
  mutating func readIndicators(_ node: Node) {
    for (id, keyNode, value) in reader.entries(of: node, named: "indicators") {
      let isWord = id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      guard isWord, id.first?.isLetter == true else {
        reader.reject(
          keyNode,
          vi: "mã chỉ tiêu \"\(id)\" chỉ được gồm chữ không dấu, chữ số và dấu gạch dưới",
          en: "an indicator's id is made of plain letters, digits and underscores, not \"\(id)\"")
        continue
      }
      guard !ProjectFile.reservedIDs.contains(id) else {
        reader.reject(
          keyNode,
          vi:
            "mã chỉ tiêu \"\(id)\" đã dùng với nghĩa khác trong báo cáo ({{\(id)…}}); hãy đặt mã khác",
          en: "\"\(id)\" means something else in documents ({{\(id)…}}); take another id")
        continue
      }
      guard !ProjectFile.resultColumns.contains(id) else {
        reader.reject(
          keyNode, vi: "bảng kết quả đã có cột \"\(id)\"; hãy đặt mã khác cho chỉ tiêu",
          en: "tables of tallies have a column \"\(id)\" already; take another id")
        continue
      }
      guard definition.indicators.count < definition.limits.indicators else {
        reader.reject(
          keyNode,
          vi: "có trên \(definition.limits.indicators) chỉ tiêu"
            + " (limits: {indicators: …}); các chỉ tiêu sau không được đọc",
          en: "there are more than \(definition.limits.indicators) indicators"
            + " (limits: {indicators: …}); the rest was not read")
        return
      }
      places[id] = keyNode
      readIndicator(id, keyNode, value)
    }
  }

  /// What placeholders of documents begin with that name no indicator.
  ///
  /// Nor does one bear the name of a chart, table or section that every pack has.
  package static let reservedIDs = [
    "chart", "table", "period", "pack", "heat", "changes", "comparison", "tiles", "texts",
  ]
  /// What stands beside the numbers of indicators in tables that have a column for each of them.
  static let resultColumns = ["cluster", "unit", "commune", "partial", "approximate"]
  package static let methods = [
    "count", "distinct", "sum", "mean", "median", "quantile", "min", "max", "ratio", "share",
    "from", "compute", "per",
  ]

  private mutating func readIndicator(_ id: String, _ keyNode: Node, _ node: Node) {
    let known =
      ["name", "short_name", "aliases", "noun", "unit_of_measure"] + ProjectFile.methods + [
        "of", "where", "shown_as", "target", "better", "decimals", "parts", "over_time",
        "cumulative", "applies_to", "asked", "since",
        "hide_below", "group", "due", "at", "times",
      ]
    let isQuestion = reader.holds(node, "text")
    guard !isQuestion else { return readQuestion(id, keyNode, node) }
    let entries = reader.entries(of: node, named: id, known: known + ["text"])
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
      case "aliases":
        self.definition.indicatorAliases[id] = reader.strings(value, named: name) ?? []
      case "short_name": indicator.shortName = reader.localized(value, named: name)
      case "noun": indicator.noun = reader.localized(value, named: name) ?? indicator.noun
      case "unit_of_measure":
        indicator.unitOfMeasure = reader.localized(value, named: name)
      case "where": indicator.conditions = readConditions(value, named: name)
      case "target": indicator.target = reader.number(value, named: name)
      case "better":
        indicator.better =
          reader.choice(value, named: name, as: Preference.self) ?? indicator.better
      case "decimals":
        indicator.decimals = reader.integer(value, named: name, in: 0...4) ?? indicator.decimals
        indicator.hasStatedDecimals = true
      case "over_time":
        indicator.overTime =
          reader.choice(value, named: name, as: OverTime.self) ?? indicator.overTime
      case "cumulative":
        indicator.isCumulative =
          reader.choice(value, named: name, as: CumulativeSpan.self) == .year
      case "applies_to": readUnits(value, named: name, into: &indicator.scope)
      case "asked":
        indicator.scope.asked = reader.choice(value, named: name, as: Scope.Frequency.self)
      case "due": indicator.due = reader.integer(value, named: name, in: 0...366)
      case "group":
        if let group = reader.string(value, named: name) { statedGroups.append((id, group, value)) }
      case "since": indicator.scope.since = readPeriod(value, named: name)
      case "hide_below": indicator.hideBelow = reader.integer(value, named: name, in: 0...1000)
      default: break
      }
    }
    checkHiding(of: indicator, byKey["hide_below"])
    checkMethod(method.key, of: indicator, byKey)
    checkCourse(of: indicator, byKey)
    if let unit = byKey["unit_of_measure"], indicator.definition.isPercentage {
      reader.reject(
        unit, vi: "\(id).unit_of_measure: tỷ lệ này luôn tính bằng %; hãy bỏ khóa này",
        en: "\(id).unit_of_measure: this rate is always in percent; remove this key")
    }
    self.definition.indicators.append(indicator)
    if let parts = byKey["parts"] { readParts(parts, of: indicator) }
  }

  /// `{text: true, from: submissions, name: Khó khăn, vướng mắc}`: answered in words.
  private mutating func readQuestion(_ id: String, _ keyNode: Node, _ node: Node) {
    var question = Question(id: id, name: LocalizedText(id.replacing("_", with: " ")))
    let known = ["text", "from", "name", "aliases", "applies_to", "asked", "since"]
    for (key, _, value) in reader.entries(of: node, named: id, known: known) {
      let name = "\(id).\(key)"
      switch key {
      case "name": question.name = reader.localized(value, named: name) ?? question.name
      case "aliases": question.aliases = reader.strings(value, named: name) ?? []
      case "applies_to": readUnits(value, named: name, into: &question.scope)
      case "asked":
        question.scope.asked = reader.choice(value, named: name, as: Scope.Frequency.self)
      case "since": question.scope.since = readPeriod(value, named: name)
      case "from" where value.scalar?.string != "submissions":
        reader.reject(
          value, vi: "\(name) phải là submissions", en: "\(name) must be submissions")
      default: break
      }
    }
    definition.questions.append(question)
  }

  /// `{unit_kind: [Huyện]}`, with any column of the roster, or names of units.
  private mutating func readUnits(_ node: Node, named name: String, into scope: inout Scope) {
    guard case .mapping = node else {
      scope.units = reader.strings(node, named: name) ?? []
      return
    }
    for (key, _, value) in reader.entries(of: node, named: name) {
      let texts = reader.strings(value, named: "\(name).\(key)") ?? []
      if key == "units" {
        scope.units = texts
      } else {
        scope.traits.append(.init(attribute: key, texts: texts))
      }
    }
  }

  private mutating func readPeriod(_ node: Node, named name: String) -> Period? {
    guard let text = reader.string(node, named: name) else { return nil }
    if let period = definition.calendar.period(written: text) { return period }
    reader.reject(
      node, vi: "\(name): \"\(text)\" không phải là kỳ báo cáo; hãy viết như 2024-H1 hoặc 2024",
      en: "\(name): \"\(text)\" is not a period; write it as 2024-H1 or 2024")
    return nil
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
    case ("distinct", "unit"): return .distinct(.unit)
    case ("distinct", _): return .distinct(.column(text))
    case ("sum", _): return .sum(measure: text)
    case ("mean", _): return .mean(measure: text)
    case ("median", _): return .quantile(measure: text, at: 0.5)
    case ("min", _): return .quantile(measure: text, at: 0)
    case ("max", _): return .quantile(measure: text, at: 1)
    case ("quantile", _):
      let share = entries["at"].flatMap { reader.number($0, named: "\(id).at") }
      if let share, (0...1).contains(share) { return .quantile(measure: text, at: share) }
      reader.reject(
        entries["at"] ?? node, vi: "\(id) cần at: từ 0 đến 1, ví dụ 0.9",
        en: "\(id) needs at: from 0 to 1, such as 0.9")
      return nil
    case ("from", "submissions"): return .submitted
    case ("per", _): return readPer(id, text, node, entries)
    case ("compute", _):
      if let arithmetic = Arithmetic(text) { return .computed(arithmetic) }
      reader.reject(
        node,
        vi:
          "\(name): \"\(text)\" không phải là phép tính; hãy viết như a + b hoặc (a - b) / c * 100",
        en: "\(name): \"\(text)\" is not a formula; write it as a + b or (a - b) / c * 100")
      return nil
    case ("share", _):
      guard entries["of"]?.scalar?.string == "communes" else {
        reader.reject(
          entries["of"] ?? node, vi: "\(id) cần \"of: communes\" (tỷ lệ trên tổng số xã, phường)",
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

  /// `{per: population, of: ID, times: 1000}`.
  private mutating func readPer(
    _ id: String, _ measure: String, _ node: Node, _ entries: [String: Node]
  ) -> Indicator.Definition? {
    let times = entries["times"].map { reader.number($0, named: "\(id).times") } ?? 1
    guard let times else { return nil }
    guard let of = entries["of"].flatMap({ reader.string($0, named: "\(id).of") }), times > 0 else {
      reader.reject(
        entries["times"] ?? node,
        vi: "\(id) cần of: (mã một chỉ tiêu) và times: (số dương, ví dụ 1000)",
        en: "\(id) needs of: (the id of an indicator) and times: (a positive number, such as 1000)")
      return nil
    }
    return .per(measure: measure, of: of, times: times)
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
    var excluded: Indicator.Condition.Test?
    var pattern: TextPattern?
    let kinds = TextPattern.Kind.allCases.map(\.rawValue)
    for (key, _, value) in reader.entries(
      of: node, named: name, known: ["not"] + kinds + ["from", "to"])
    {
      if let kind = TextPattern.Kind(rawValue: key) {
        guard let own = readPattern(kind, value, named: "\(name).\(key)") else { return nil }
        pattern = own
        continue
      }
      switch key {
      case "not": excluded = readTest(value, named: "\(name).not").flatMap(\.negated)
      case "from": from = reader.quantity(value, named: "\(name).from")
      default: through = reader.quantity(value, named: "\(name).to")
      }
    }
    switch (excluded, pattern, from == nil && through == nil) {
    case (let test?, nil, true): return test
    case (nil, let pattern?, true): return .fits(pattern, isWanted: true)
    case (nil, nil, false):
      if let from, let through, from > through { break }
      return .within(from: from, through: through)
    default: break
    }
    reader.reject(
      node,
      vi:
        "\(name) cần một trong: {not: …}, {contains: …}, {starts: …}, {matches: …}, hoặc {from: số nhỏ,"
        + " to: số lớn}",
      en:
        "\(name) needs one of: {not: …}, {contains: …}, {starts: …}, {matches: …}, or {from: least,"
        + " to: most}")
    return nil
  }

  /// The texts of `contains`, `starts` or `matches`.
  private mutating func readPattern(
    _ kind: TextPattern.Kind, _ node: Node, named name: String
  ) -> TextPattern? {
    guard let texts = reader.strings(node, named: name) else { return nil }
    let pattern = TextPattern(kind, texts)
    guard (try? TextMatcher(pattern)) != nil else {
      let listed = texts.joined(separator: ", ")
      reader.reject(
        node, vi: "\(name): \"\(listed)\" không phải là biểu thức chính quy hợp lệ",
        en: "\(name): \"\(listed)\" is not a regular expression")
      return nil
    }
    if kind == .matches, let text = texts.first(where: ExpressionShape.isRunaway) {
      reader.reject(
        node,
        vi:
          "\(name): \"\(text)\" lặp lại một phần đã có lặp hoặc lựa chọn, có thể chạy không bao giờ xong; hãy viết lại",
        en:
          "\(name): \"\(text)\" repeats what repeats or chooses already, and may never end; write it another way"
      )
      return nil
    }
    return pattern
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
}

extension Indicator.Condition.Test {
  /// The test that lets all other texts count; `nil` for one of numbers, or one that is negated already.
  fileprivate var negated: Self? {
    switch self {
    case .oneOf(let texts): .noneOf(texts)
    case .fits(let pattern, true): .fits(pattern, isWanted: false)
    default: nil
    }
  }
}

extension Indicator.Definition {
  fileprivate var isSum: Bool {
    if case .sum = self { return true }
    return false
  }
}
