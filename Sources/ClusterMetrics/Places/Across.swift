/// The categories in the columns of a cross table.
package enum Across: Sendable, Hashable {
  /// The texts of a column of the registers, by its id.
  case column(String)
  /// The texts of an attribute of the roster, by its id.
  case attribute(String)
  case clusters
  case periods

  /// Parses an id from the command line or the settings; columns of the registers take precedence over those of the
  /// roster.
  ///
  /// - Throws: `Grouping.Fault`.
  package init(
    _ text: String, columns: [Grouping.Column], _ roster: Roster
  ) throws(Grouping.Fault) {
    let grouping = try Grouping(text, columns: columns, roster)
    switch (grouping.place, grouping.isOverPeriods, grouping.column, grouping.attribute) {
    case (nil, false, let column?, nil): self = .column(column)
    case (nil, false, nil, let attribute?): self = .attribute(attribute)
    case (.cluster, false, nil, nil): self = .clusters
    case (nil, true, nil, nil): self = .periods
    default: throw .notAcross(text)
    }
  }

  /// The column of the registers whose texts must be tallied separately.
  package var column: String? { if case .column(let id) = self { id } else { nil } }
}
