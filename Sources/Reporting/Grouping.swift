import ClusterMetrics

/// How tallies are listed: a row for every place, over the last periods or not, and by the texts of a
/// column or not. Written `unit`, `period`, `activity`, or several with commas: `unit,activity`.
package struct Grouping: Sendable, Hashable, CustomStringConvertible {
  package enum Place: String, Sendable, Hashable, CaseIterable {
    case unit, cluster, commune
  }

  /// `nil` for the project as a whole.
  package var place: Place?
  /// Whether a single period is listed with the seven before it.
  package var isOverPeriods = false
  /// The id of a text column.
  package var column: String?

  package init(_ place: Place?, isOverPeriods: Bool = false, column: String? = nil) {
    self.place = place
    self.isOverPeriods = isOverPeriods
    self.column = column
  }

  /// As it is written on the command line.
  package var description: String {
    [place?.rawValue, isOverPeriods ? "period" : nil, column].compactMap(\.self)
      .joined(separator: ",")
  }

  package static let unit = Grouping(.unit)
  package static let cluster = Grouping(.cluster)
  package static let commune = Grouping(.commune)

  /// `nil` where two places or two columns are named.
  package init?(_ text: String) {
    self.init(nil)
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let place = Place(rawValue: String(word)) {
        guard self.place == nil else { return nil }
        self.place = place
      } else if word == "period" {
        isOverPeriods = true
      } else {
        guard column == nil, !word.isEmpty else { return nil }
        column = String(word)
      }
    }
  }

  /// The groups that are listed of a period, in the roster's order: those that are in the roster on some
  /// of its days.
  package func groups(_ book: TallyBook, in period: Period) -> [Group] {
    let units = book.units(of: .all, in: period)
    switch place {
    case .unit: return units.map { .unit($0) }
    case .cluster: return book.roster.clusters.indices.map { .cluster($0) }
    case .commune:
      return units.flatMap { book.communes(ofUnit: $0, in: period) }.sorted().map { .commune($0) }
    case nil: return [.all]
    }
  }
}
