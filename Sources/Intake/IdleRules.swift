import ClusterMetrics
import Findings
import TableReading
import Settings

extension Project {
  /// Rules about columns of registers where there are none: most often the id of an indicator is misspelt.
  func idleRules(_ catalogue: TableCatalogue) -> [Finding] {
    guard !catalogue.tables.contains(where: { $0.role == .activities }) else { return [] }
    let ids = definition.indicators.map(\.id)
    return definition.checks.filter { $0.scope == .rows }.map { check in
      let unknown = check.operands.first { !ids.contains($0) } ?? check.operands.first ?? ""
      let why = UnknownIndicator(
        unknown, among: ids, questions: definition.questions.map(\.id)
      ).message
      return Finding(
        .badSetting, at: .init(file: ProjectFile.name, row: check.line), about: check.rule,
        vi: "checks: quy tắc \"\(check.rule)\" không kiểm tra được gì: \(why.vietnamese)",
        en: "checks: the rule \"\(check.rule)\" checks nothing: \(why.english)")
    }
  }
}
