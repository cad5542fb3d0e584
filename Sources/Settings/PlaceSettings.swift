import ClusterMetrics
import Findings
import OfficeWords

/// What the settings ask of places and the roster answers: conditions on its attributes, whom an indicator applies
/// to, what it is divided by, what the rows and columns of a page's charts go by.
package struct PlaceSettings {
  package let roster: Roster
  package private(set) var findings: [Finding] = []
  /// By attribute, the texts that some condition names.
  private var asked: [Int: Set<String>] = [:]

  /// Marks the conditions that the roster answers, and says what it cannot answer.
  ///
  /// A column that the settings name under `columns` is one of registers, whatever the roster has.
  package init(_ definition: inout ProjectDefinition, _ roster: Roster, rosterFile: String) {
    self.roster = roster
    for index in definition.indicators.indices {
      resolve(&definition.indicators[index], definition.columns)
    }
    for index in definition.breakdowns.indices {
      let id = definition.breakdowns[index].indicator.id
      if let indicator = definition.indicator(withID: id) {
        definition.breakdowns[index].indicator = indicator
      }
    }
    for indicator in definition.indicators {
      checkScope(of: indicator)
      if case .per(let measure, _, _) = indicator.definition {
        check(measure, of: indicator, rosterFile)
      }
    }
    checkPages(definition)
    checkUnasked(rosterFile)
    for measure in roster.measures where measure.isRepeated {
      findings.append(
        Finding(
          .duplicateEntry, .warning, at: .init(file: rosterFile),
          vi:
            "cột \"\(measure.id)\": các xã, phường của mỗi đơn vị cùng ghi một số, được hiểu là số của đơn vị và chỉ tính một lần",
          en:
            "column \"\(measure.id)\": all communes of each unit say the same number; it is taken as that of the unit and counted once"
        ))
    }
  }

  private mutating func resolve(_ indicator: inout Indicator, _ columns: [String: [String]]) {
    for index in indicator.conditions.indices {
      let condition = indicator.conditions[index]
      guard columns[condition.column] == nil, KnownColumn(rawValue: condition.column) != .activity
      else { continue }
      if condition.isNumeric {
        indicator.conditions[index].isOfPlace = roster.measure(named: condition.column) != nil
        continue
      }
      guard let attribute = roster.attribute(named: condition.column) else { continue }
      indicator.conditions[index].isOfPlace = true
      checkTexts(
        condition.texts, of: attribute, in: "\(indicator.id).where.\(condition.column)")
      // What is not excluded counts.
      if case .noneOf = condition.test {
        asked[attribute]?.formUnion(roster.attributes[attribute].texts)
      }
    }
  }

  private mutating func checkScope(of indicator: Indicator) {
    let setting = "\(indicator.id).applies_to"
    for trait in indicator.scope.traits {
      if let attribute = roster.attribute(named: trait.attribute) {
        checkTexts(trait.texts, of: attribute, in: setting)
        continue
      }
      let known = roster.attributes.map(\.id)
      let hint = Finding.hint(NameKey.nearest(to: trait.attribute, among: known))
      reject(
        vi: "\(setting): danh sách đơn vị không có cột \"\(trait.attribute)\", hoặc cột trống"
          + hint.vietnamese,
        en: "\(setting): the roster has no column \"\(trait.attribute)\", or it is empty"
          + hint.english)
    }
  }

  /// Says what a chart of a page cannot show, before a pack is made of it.
  private mutating func checkPages(_ definition: ProjectDefinition) {
    var column: String?
    for case .charts(_, let charts) in definition.pages {
      for chart in charts {
        // An indicator that is not there has been said.
        guard chart.indicators.allSatisfy({ definition.indicator(withID: $0) != nil }) else {
          continue
        }
        do throws(ChartKind.Misfit) {
          try chart.check(definition, roster)
          if let other = try chart.columnGrouping(definition, roster)?.column {
            if column ?? other != other { throw .secondColumn(other) }
            column = other
          }
        } catch {
          let message = error.message
          findings.append(
            Finding(
              .badSetting, at: .init(file: ProjectFile.name, row: chart.line),
              vi: "pack.pages, \(message.vietnamese)", en: "pack.pages, \(message.english)"))
        }
      }
    }
  }

  /// Says which texts of the roster no condition names that may be one of those that some do, misspelt.
  private mutating func checkUnasked(_ rosterFile: String) {
    for (number, texts) in asked.sorted(by: { $0.key < $1.key }) {
      let attribute = roster.attributes[number]
      let keys = Set(texts.map { NameKey($0) })
      for text in attribute.texts where !keys.contains(NameKey(text)) {
        let near = NameKey.nearest(to: text, among: texts).filter { isMisspelt(text, $0) }
        guard !near.isEmpty else { continue }
        let hint = Finding.hint(near)
        let header = KnownColumn(rawValue: attribute.id)?.headers.first ?? attribute.id
        findings.append(
          Finding(
            .uncountedText, .warning, at: .init(file: rosterFile),
            vi: "cột \"\(header)\": không chỉ tiêu nào tính \"\(text)\"\(hint.vietnamese)",
            en: "column \"\(attribute.id)\": no indicator counts \"\(text)\"\(hint.english)"))
      }
    }
  }

  /// Whether a text is another one but for its marks, or for one letter: "Miền núi" and "Miền nam" are two.
  private func isMisspelt(_ text: String, _ other: String) -> Bool {
    let (own, asked) = (Slug.of(text), Slug.of(other))
    let distance = NameKey(own).distance(to: NameKey(asked))
    return !differInRank(text, other)
      && (own == asked || distance < 2 && min(own.count, asked.count) > 5)
  }

  /// Whether two texts differ in a number or a letter only, as "Loại I" and "Loại II" do.
  private func differInRank(_ first: String, _ second: String) -> Bool {
    let (own, other) = (first.split(separator: " "), second.split(separator: " "))
    guard own.count == other.count else { return false }
    return zip(own, other).allSatisfy { own, other in
      NameKey(own) == NameKey(other)
        || [own, other].allSatisfy { $0.allSatisfy { $0.isNumber || "IVXABCD".contains($0) } }
    }
  }

  private mutating func checkTexts(_ texts: [String], of attribute: Int, in setting: String) {
    asked[attribute, default: []].formUnion(texts)
    let attribute = roster.attributes[attribute]
    for text in texts where !attribute.texts.contains(where: { NameKey($0) == NameKey(text) }) {
      let listed = attribute.texts.prefix(12).joined(separator: ", ")
      let known = attribute.texts.count > 12 ? listed + ", …" : listed
      reject(
        vi:
          "\(setting): cột \(attribute.id) của danh sách đơn vị không có \"\(text)\"; có: \(known)",
        en: "\(setting): the roster's column \(attribute.id) has no \"\(text)\"; it has: \(known)")
    }
  }

  /// Says of which units the roster lacks what an indicator is divided by.
  private mutating func check(_ id: String, of indicator: Indicator, _ rosterFile: String) {
    guard let measure = roster.measure(named: id) else {
      let hint = Finding.hint(NameKey.nearest(to: id, among: roster.attributes.map(\.id)))
      reject(
        vi:
          "\(indicator.id).per: danh sách đơn vị không có cột số \"\(id)\", hoặc cột trống\(hint.vietnamese)",
        en:
          "\(indicator.id).per: the roster has no column of numbers \"\(id)\", or it is empty\(hint.english)"
      )
      return
    }
    let asked = indicator.scope.members(of: roster) ?? Set(roster.units.indices)
    let lacking = roster.units.indices.filter { unit in
      guard asked.contains(unit) else { return false }
      let validity = roster.units[unit].validity
      let day = roster.units[unit].communes.map { roster.communes[$0].validity.through }.max()
      return roster.amount(measure, ofUnit: unit, on: day ?? validity.through).map { $0 == .zero }
        ?? true
    }
    guard !lacking.isEmpty else { return }
    let listed = Finding.listed(units: lacking.map { roster.units[$0].name })
    findings.append(
      Finding(
        .missingValue, .warning, at: .init(file: rosterFile),
        vi:
          "cột \"\(id)\" chưa có số (hoặc ghi 0) của \(listed.vietnamese) nên chưa tính được chỉ tiêu \"\(indicator.name.vietnamese)\"; hãy bổ sung số",
        en:
          "column \"\(id)\" has no number, or 0, of \(listed.english), so \"\(indicator.name.english)\" cannot be computed there; add the numbers"
      ))
  }

  private mutating func reject(vi: String, en: String) {
    findings.append(Finding(.badSetting, at: .init(file: ProjectFile.name), vi: vi, en: en))
  }
}

extension ProjectDefinition {
  /// The columns of the roster whose numbers indicators need.
  package var rosterMeasures: [String] {
    indicators.flatMap { indicator -> [String] in
      let asked = indicator.conditions.filter(\.isNumeric).map(\.column)
      if case .per(let measure, _, _) = indicator.definition { return asked + [measure] }
      return asked
    }.uniqued
  }
}
