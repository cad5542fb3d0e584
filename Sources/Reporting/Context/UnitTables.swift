import Charting
import ClusterMetrics
import ReportWords
import Settings

/// The numbers of units in tables and profiles.
extension ReportContext {
  /// The mark after an incomplete number.
  package static let lackMark = "*"

  /// The table of units, with the totals of their clusters.
  ///
  /// - Parameters:
  ///   - short: whether to use short names of indicators, for narrow columns.
  ///   - wrapsNames: whether to wrap the names of units if there are many columns.
  ///   - order: the order of the units in each cluster; by value means by the first indicator.
  package func unitsTable(
    _ indicators: [Indicator], short: Bool = false, wrapsNames: Bool = false,
    order: RowOrder = .asGiven
  ) -> DataTable {
    /// - Parameter reporting: the number of reporting units that the row says; `nil` where it says none.
    func cells(_ group: Group, reporting: Int? = 1) -> [String] {
      indicators.map { indicator in
        let tally = book.tally(indicator, for: group, in: period)
        let isLess =
          reporting.map { tally.reportingUnits != $0 } ?? true || tally.incompleteUnits > 0
        return cell(tally, of: indicator)
          + (tally.status == .partial && isLess ? ReportContext.lackMark : "")
      }
    }
    // A total gives the number of its reporting units.
    func total(_ group: Group) -> DataTable.Row {
      let members = book.askedUnits(of: group, in: period)
      let reporting = members.count { book.hasReportedPart(unit: $0, of: period) }
      // A stated total is for all units, however many have reported.
      let isStated = indicators.contains {
        book.tally($0, for: group, in: period).isStatedTotal
      }
      let note =
        isStated
        ? words(" (có tổng số chung)", " (with stated totals)")
        : reporting < members.count ? " (" + words.units(reporting, of: members.count) + ")" : ""
      return .init(
        [maker.groupName(group) + note] + cells(group, reporting: isStated ? nil : reporting),
        isTotal: true)
    }
    var rows: [DataTable.Row] = []
    let clusters = unit.map { [roster.units[$0].cluster] } ?? Array(roster.clusters.indices)
    for cluster in clusters {
      let units = book.units(of: .cluster(cluster), in: period).map { Group.unit($0) }
      for unit in indicators.isEmpty ? units : maker.ordered(units, order, by: indicators[0]) {
        rows.append(.init([maker.groupName(unit)] + cells(unit)))
      }
      rows.append(total(.cluster(cluster)))
    }
    if clusters.count > 1 { rows.append(total(.all)) }
    return DataTable(
      columns: [.init(words("Đơn vị", "Unit"), wraps: wrapsNames)]
        + indicators.map { .init(short ? words.shortHeading($0) : words.heading($0), .trailing) },
      rows: rows)
  }

  /// A unit among its peers, by groups of indicators.
  package func profile(ofUnit unit: Int) -> UnitProfile { profile(ofUnit: unit, indicators, maker) }

  package func profile(
    ofUnit unit: Int, _ indicators: [Indicator], _ maker: ChartMaker
  ) -> UnitProfile {
    UnitProfile(maker, ofUnit: unit, indicators) { [project, words] indicator in
      project.definition.group(of: indicator).map { words($0.name) }
    }
  }

  /// A row for each indicator, below the names of their groups; indicators without a group have a separate heading.
  package func rowsByGroup(_ row: (Indicator) -> DataTable.Row) -> [DataTable.Row] {
    var named: String?
    return indicators.flatMap { indicator in
      let own = row(indicator)
      let group = project.definition.group(of: indicator)
      defer { named = group?.id }
      guard group?.id != named else { return [own] }
      let blanks = Array(repeating: "", count: own.cells.count - 1)
      let name = group.map { words($0.name) } ?? words.otherIndicators
      return [.init([name] + blanks, isTotal: true), own]
    }
  }

  /// A tally in a table, with the signs of the Vietnamese statistical yearbooks: a dash says that nothing occurred, which is not true
  /// of a level, a mean or a difference of zero.
  package func cell(_ tally: Tally, of indicator: Indicator) -> String {
    let format = words.format(indicator)
    return switch tally.value {
    case nil: tally.sign
    case 0?: occurs(indicator) ? "-" : words.text(0, of: tally, format)
    case let value?: words.text(value, of: tally, format)
    }
  }

  private func occurs(_ indicator: Indicator) -> Bool {
    if case .computed = indicator.definition { return false }
    return indicator.addsUp && indicator.overTime != .last && indicator.overTime != .mean
      && !indicator.isPercentage
  }
}
