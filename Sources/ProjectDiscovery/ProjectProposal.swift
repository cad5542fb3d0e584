import ClusterMetrics
import Settings
import TableGrids

/// What a project for some tables needs: the units, indicators and periods that they name.
package struct ProjectProposal: Sendable {
  package struct Unit: Sendable {
    package var name: String
    /// "Huyện", "Sở"; empty where the name does not say it.
    package var kind: String
    /// The first place that names it.
    package var place: String
    /// The cluster that its table puts it in, where that is said.
    package var cluster: String?
    /// Its communes, where a register names them.
    package var communes: [String] = []
  }

  package struct Indicator: Sendable {
    /// What its numbers are made from.
    package enum Source: Sendable, Hashable {
      /// Units report them.
      case submissions
      /// The activities of registers, of one kind or all.
      case activities(String?)
      /// A column of registers, by its header.
      case column(String)
      /// Units answer it in words.
      case words
    }

    package var name: String
    package var source = Source.submissions
    package var aliases: [String]
    /// Whether its name says that its numbers count from the beginning of the year.
    package var isCumulative = false
    /// Whether its name says that it counts what there is at a time.
    package var isStock = false
    /// Whether a column adds it up since New Year, whatever its name says.
    package var isFlow = false
    /// What it is measured in, where that is no count of things.
    package var measure: String?
    /// What one of it is called.
    package var noun: String?
    /// The heading, line or theme that it stands under with others.
    package var group: String?
    /// What it is a part of: "Tổng số hội viên" of "Trong đó: nữ".
    package var whole: String?
    package var place: String
  }

  /// A table, and what it does not say itself.
  package struct Table: Sendable {
    package var file: String
    package var sheet: String?
    package var lacksPeriod: Bool
    package var lacksUnit: Bool
  }

  package var units: [Unit] = []
  /// Clusters of units that the tables name, in the order of their places.
  package var clusters: [String] = []
  package var indicators: [Indicator] = []
  package var tables: [Table] = []
  /// Names that are not taken for units, because they seem to be slips of others.
  package var slips: [(name: String, unit: String)] = []
  /// Units that only names of files say, without tone marks.
  package var withoutTones: [String] = []
  /// New indicators whose numbers show that they are no amounts of their periods, and what they were taken for.
  package var courses: [(name: LocalizedText, observed: LocalizedText, course: LocalizedText)] = []
  /// Files that hold no report table, and why they were passed over.
  package var passed: [(file: String, reason: LocalizedText)] = []
  /// The day on which periods close, where a table says it.
  package var closingDay: Int?
  /// The first line of a table that says whose it is.
  package var office: String?
}

extension ProjectProposal {
  /// What a project does not know yet.
  package func unknown(to definition: ProjectDefinition, _ roster: Roster) -> ProjectProposal {
    let words = ReportWords(definition, roster)
    var new = self
    new.units.removeAll { words.who($0.name) != nil }
    // A unit of the roster that none of the tables names, and a new one that is written nearly like it, are one.
    let named = Set(
      units.flatMap { unit -> [Int] in
        if case .units(let known)? = words.who(unit.name) { known } else { [] }
      })
    let absent = roster.units.indices.filter { !named.contains($0) }
      .map { roster.units[$0].name }
    new.units.removeAll { unit in
      let near = absent.filter {
        unit.name.hasSameLetters(as: $0)
          || NameKey.place($0).kind == NameKey.place(unit.name).kind && unit.name.isSlip(of: $0)
      }
      guard let other = near.only else { return false }
      new.slips.append((unit.name, other))
      return true
    }
    new.indicators.removeAll { indicator in
      switch indicator.source {
      case .words:
        definition.questions.contains {
          NameKey($0.name.vietnamese) == NameKey(indicator.name)
        }
      case .submissions:
        ([indicator.name] + indicator.aliases).contains { words.indicator($0) != nil }
      case .activities, .column:
        definition.indicators.contains {
          NameKey($0.name.vietnamese) == NameKey(indicator.name)
        }
          || definition.columns.values.joined().contains {
            NameKey($0) == NameKey(indicator.name)
          }
      }
    }
    return new
  }
}
