import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import TableReading
import Settings

/// Checks what registers have of the columns and texts that indicators ask for.
package struct ColumnChecks {
  let definition: ProjectDefinition
  let plan: TallyPlan

  package init(definition: ProjectDefinition, plan: TallyPlan) {
    (self.definition, self.plan) = (definition, plan)
  }

  package typealias Read = (table: TableSource, header: Header, layout: ActivityLayout, row: Int)

  // MARK: Columns

  /// Columns that are in no register, or not in all.
  ///
  /// - Parameter withCommunes: the tables with activities of units that have communes.
  package func findings(
    _ headers: [Read], _ summaries: [FileSummary], _ withCommunes: Set<TableSource>
  ) -> [Finding] {
    let texts = plan.schema.categories.elements.dropFirst().map(\.column).uniqued
    guard !headers.isEmpty else {
      let isAnyRead = summaries.contains { $0.accepted > 0 }
      let asked = texts + plan.schema.measures.elements
      return isAnyRead
        ? asked.filter { definition.columns[$0] == nil && KnownColumn(rawValue: $0) == nil }.map(
          unknown) : []
    }
    var findings: [Finding] = []
    for id in texts + plan.schema.measures.elements {
      let without = headers.filter { $0.header.columns[id] == nil }
      if without.count == headers.count {
        findings.append(absent(id, from: headers))
      } else {
        findings += without.filter { holdsRows($0.table, summaries) }.map { lacking(id, $0) }
      }
    }
    guard plan.slots.contains(where: { $0.aggregate == .distinctCommunes }) else { return findings }
    let without = headers.filter {
      $0.layout.commune == nil && withCommunes.contains($0.table) && holdsRows($0.table, summaries)
    }
    return findings + without.map { lacking(KnownColumn.commune.rawValue, $0) }
  }

  private func holdsRows(_ table: TableSource, _ summaries: [FileSummary]) -> Bool {
    summaries.contains { $0.file == table.file && $0.sheet == table.sheet && $0.accepted > 0 }
  }

  private func names(of id: String) -> [String] {
    (definition.columns[id] ?? []) + (KnownColumn(rawValue: id)?.headers ?? []) + [id]
  }

  /// A column that an indicator needs and no register has would make it zero everywhere.
  private func absent(_ id: String, from headers: [Read]) -> Finding {
    let names = names(of: id)
    let texts = headers.flatMap(\.header.texts)
    let hint = Finding.hint(
      Array(Set(names.flatMap { NameKey.nearest(to: $0, among: texts) } + ids(near: id))).sorted())
    return Finding(
      .missingColumn, at: .init(file: ProjectFile.name),
      vi: "không sổ theo dõi nào có cột \"\(names[0])\"\(hint.vietnamese)",
      en: "no register has a column \"\(names[0])\"\(hint.english)")
  }

  /// What an indicator is made from is neither another indicator nor a column, for there is no register: next to the id of an
  /// indicator it is a slip of the pen, and otherwise the register may still come.
  private func unknown(_ id: String) -> Finding {
    let near = ids(near: id)
    let (hint, name) = (Finding.hint(near), names(of: id)[0])
    return Finding(
      .missingColumn, near.isEmpty ? .warning : .error, at: .init(file: ProjectFile.name),
      vi:
        "không có chỉ tiêu \"\(id)\"\(hint.vietnamese), cũng không có sổ theo dõi nào có cột \"\(name)\"; chỉ tiêu cần đến được tính là 0",
      en:
        "there is no indicator \"\(id)\"\(hint.english), nor a register with a column \"\(name)\"; what needs it counts as 0"
    )
  }

  private func ids(near id: String) -> [String] {
    NameKey.nearest(to: id, among: definition.indicators.map(\.id).filter { $0 != id })
  }

  /// A column that one register lacks leaves its numbers unknown.
  private func lacking(_ id: String, _ read: Read) -> Finding {
    let names = names(of: id)
    let used = Set(read.header.columns.values)
    let free = read.header.texts.indices.filter { !used.contains($0) }.map { read.header.texts[$0] }
    let hint = Finding.hint(
      Array(Set(names.prefix(4).flatMap { NameKey.nearestHeaders(to: $0, among: free) })).sorted())
    return Finding(
      .missingColumn, .warning,
      at: .init(file: read.table.file, sheet: read.table.sheet, row: read.row),
      vi:
        "thiếu cột \"\(names[0])\"\(hint.vietnamese); đối với các đơn vị trong bảng, số liệu cần đến cột"
        + " này được coi là chưa báo cáo, không tính là 0",
      en:
        "there is no column \"\(names[0])\"\(hint.english); for the units in this table, numbers that need it"
        + " count as not reported, not as 0")
  }

  // MARK: Texts

  /// Finds the row in which a text of a category first stands, where a server knows it.
  package typealias FirstRow = (_ text: Int, _ category: Int, _ table: TableSource) -> Int?

  /// Texts that conditions ask for and no row has, and texts of rows that no condition lets count.
  package func texts(
    _ vocabularies: [SharedVocabulary], _ census: [Int: TextCensus], _ headers: [Read],
    firstRow: FirstRow
  ) -> [Finding] {
    unusedConditions(vocabularies)
      + plan.askedCategories.flatMap { category in
        uncounted(
          category, vocabularies[category], census[category] ?? TextCensus(), headers, firstRow)
      }
  }

  /// A condition whose text no row holds is most often a slip of the pen.
  private func unusedConditions(_ vocabularies: [SharedVocabulary]) -> [Finding] {
    var findings: [Finding] = []
    for indicator in definition.tallied {
      for condition in indicator.conditions {
        let column = columnName(condition.column)
        if case .fits(let pattern, _) = condition.test,
          let category = plan.schema.categories.firstIndex(
            of: CategoryColumn(condition.column, pattern: pattern)),
          !vocabularies[category].hasFitting
        {
          let listed = pattern.texts.joined(separator: ", ")
          findings.append(
            Finding(
              .unusedCondition, .warning, at: .init(file: ProjectFile.name),
              vi: "\(indicator.id): không có dòng nào có cột \(column.vietnamese) khớp với"
                + " \(pattern.kind.rawValue): \"\(listed)\"",
              en: "\(indicator.id): no row has a value of \(column.english) that fits"
                + " \(pattern.kind.rawValue): \"\(listed)\""))
        }
        guard !condition.texts.isEmpty,
          let category = plan.schema.categories.firstIndex(of: CategoryColumn(condition.column))
        else { continue }
        let vocabulary = vocabularies[category]
        for value in condition.texts where !vocabulary.contains(value) {
          let spellings = vocabulary.texts.compactMap(\.self)
          let hint = Finding.hint(NameKey.nearest(to: value, among: spellings))
          findings.append(
            Finding(
              .unusedCondition, .warning, at: .init(file: ProjectFile.name),
              vi: "\(indicator.id): không có dòng nào có cột \(column.vietnamese) là"
                + " \"\(value)\"\(hint.vietnamese)",
              en: "\(indicator.id): no row has \"\(value)\" as its"
                + " \(column.english)\(hint.english)"))
        }
      }
    }
    return findings
  }

  private func columnName(_ id: String) -> LocalizedText {
    let header = definition.columns[id]?.first ?? KnownColumn(rawValue: id)?.headers.first ?? id
    return LocalizedText(vi: header, en: id)
  }

  /// Texts that no indicator with a condition on their column counts.
  private func uncounted(
    _ category: Int, _ vocabulary: SharedVocabulary, _ census: TextCensus, _ headers: [Read],
    _ firstRow: FirstRow
  ) -> [Finding] {
    let column = plan.schema.categories[category].column
    let conditions = Set(
      plan.indicators.flatMap(\.conditions).filter { $0.column == column && !$0.isNumeric })
    let tests = conditions.map(ReadyCondition.init)
    let accepted = conditions.flatMap { condition -> [String] in
      if case .oneOf(let texts) = condition.test { texts } else { [] }
    }.uniqued
    // "15" and {from: 15} on one column of numbers: which of the others lie in the range is for that to tell.
    let hasRanges = definition.tallied.flatMap(\.conditions).contains {
      $0.column == column && $0.isNumeric
    }
    var findings: [Finding] = []
    for (number, text) in vocabulary.texts.enumerated() {
      guard let text, number < census.counts.count, census.counts[number] > 0,
        !(hasRanges && text.hasDigit)
      else { continue }
      // "Đối thoai" is not "đối thoại", so that what counts everything else counts it: most likely a slip.
      let isSlip =
        findings.count < FindingLog.kept && tests.contains(where: { $0.isRest && $0.accepts(text) })
        && !tests.contains(where: { !$0.isRest && $0.accepts(text) })
        && !NameKey.nearest(to: text, among: accepted).isEmpty
      guard isSlip || !tests.contains(where: { $0.accepts(text) || $0.leavesOut(text) }) else {
        continue
      }
      var first = census.firsts[number]
      // Who has many such texts looks at the first ones.
      if let table = census.folded[number] {
        let row = findings.count < FindingLog.kept ? firstRow(number, category, table) : nil
        if let row, row < first?.row ?? .max { first = .init(table: table, row: row) }
      }
      let table = first?.table ?? census.folded[number]
      let place = headers.first { $0.table == table }?.layout.categories[category]
      let count = census.counts[number]
      // Many are most often a column of free text, of which the nearest text says nothing.
      let hint =
        findings.count < FindingLog.kept
        ? Finding.hint(NameKey.nearestTexts(to: text, among: accepted)) : LocalizedText("")
      let name = columnName(column)
      findings.append(
        Finding(
          .uncountedText, .warning,
          at: .init(
            file: table?.file ?? "", sheet: table?.sheet, row: first?.row,
            column: place.map { $0 + 1 }),
          vi:
            "\(name.vietnamese) \"\(text)\" (\(count) dòng) "
            + (isSlip ? "chỉ khớp với điều kiện loại trừ (not)" : "không khớp với điều kiện nào")
            + " của các chỉ tiêu\(hint.vietnamese)",
          en: (isSlip ? "only a condition \"not\"" : "no condition") + " of the indicators fits the"
            + " \(name.english) \"\(text)\" (\(count) row\(count == 1 ? "" : "s"))" + hint.english))
    }
    return findings
  }
}

/// A condition whose texts are folded, and whose expression is read, once.
private struct ReadyCondition {
  private let keys: Set<NameKey>
  private let isNegated: Bool
  /// Whether it takes all but some texts.
  var isRest: Bool { isNegated }
  private let matcher: TextMatcher?

  init(_ condition: Indicator.Condition) {
    keys = Set(condition.texts.map { NameKey($0) })
    switch condition.test {
    case .noneOf: (isNegated, matcher) = (true, nil)
    case .fits(let pattern, let isWanted):
      (isNegated, matcher) = (!isWanted, try? TextMatcher(pattern))
    case .oneOf, .within: (isNegated, matcher) = (false, nil)
    }
  }

  /// Whether it says that the text is not to be counted.
  func leavesOut(_ text: String) -> Bool { isNegated && !accepts(text) }

  func accepts(_ text: String) -> Bool {
    (matcher?.fits(text) ?? keys.contains(NameKey(text))) != isNegated
  }
}

extension NameKey {
  /// The nearest of some headers: by letters, or because they share most words.
  static func nearestHeaders(to name: String, among headers: [String]) -> [String] {
    let near = nearest(to: name, among: headers)
    return near.isEmpty ? sharing(name, headers) : near
  }

  /// The nearest of some texts: by letters, without tone marks, or because one holds the other.
  static func nearestTexts(to text: String, among texts: [String]) -> [String] {
    let near = nearest(to: text, among: texts)
    guard near.isEmpty else { return near }
    let bare = unmarked(text)
    let alike = texts.filter { unmarked($0) == bare }
    guard alike.isEmpty else { return alike }
    let within = texts.filter {
      let other = unmarked($0)
      return !other.isEmpty && (bare.contains(other) || other.contains(bare))
    }
    return within.isEmpty ? sharing(text, texts) : Array(within.prefix(3))
  }

  /// The letters without any marks, for hints only: names may differ by them alone.
  private static func unmarked(_ text: String) -> String {
    var letters = ""
    for scalar in NameKey(text).text.decomposedStringWithCanonicalMapping.unicodeScalars
    where scalar.properties.canonicalCombiningClass == .notReordered {
      letters.unicodeScalars.append(scalar == "đ" ? "d" : scalar)
    }
    return letters
  }

  private static func sharing(_ name: String, _ candidates: [String]) -> [String] {
    let words = Set(unmarked(name).split(separator: " "))
    guard words.count > 1 else { return [] }
    return candidates.map { candidate -> (String, Int) in
      (candidate, Set(unmarked(candidate).split(separator: " ")).intersection(words).count)
    }
    .filter { $0.1 * 2 >= words.count && $0.1 > 1 }
    .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(2).map(\.0)
  }
}
