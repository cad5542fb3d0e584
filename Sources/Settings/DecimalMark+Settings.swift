import ClusterMetrics
import OfficeWords

extension DecimalMark {
  /// What is assumed in a project: one in English, of units and indicators with English names, gets tables of people who write
  /// 1,234.5.
  package init(assumedIn definition: ProjectDefinition, _ roster: Roster) {
    let names = definition.indicators.map(\.name.vietnamese) + roster.units.map(\.name)
    let isEnglish =
      definition.language == .english && !names.isEmpty && names.allSatisfy(\.hasOnlyEnglishLetters)
    self = isEnglish ? .thousands : .comma
  }
}
