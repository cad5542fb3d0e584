import Charting
import ClusterMetrics
import Intake
import Reporting
import ReportWords

/// The units that have not reported, or not everything.
extension ReportContext {
  /// The units that have not reported, those that reported only parts of the period, and those that lack some
  /// indicators.
  package var lacking: (silent: [Int], partial: [Int], incomplete: [Int]) {
    let silent = asked.filter { !book.hasReportedPart(unit: $0, of: period) }
    let partial = units.filter { unit in
      !silent.contains(unit)
        && indicators.contains {
          let tally = book.tally($0, for: .unit(unit), in: period)
          return tally.lacksParts && !tally.holdsEarlierParts
        }
    }
    let incomplete = units.filter { unit in
      !silent.contains(unit)
        && indicators.contains {
          let tally = book.tally($0, for: .unit(unit), in: period)
          return tally.status == .missing && tally.lack == nil
        }
    }
    return (silent, partial, incomplete)
  }

  /// The units that have sent what some indicator is computed from, and lack its denominator or parts that go together.
  package var uncomputed: [Int] {
    units.filter { unit in
      indicators.contains { book.tally($0, for: .unit(unit), in: period).lack != nil }
    }
  }

  /// The periods of the trend in which units have not reported.
  func silences() -> DataTable {
    let rows = trendPeriods.compactMap { period -> DataTable.Row? in
      let asked = book.askedUnits(of: .all, in: period)
      let silent = asked.filter {
        !book.hasReportedPart(unit: $0, of: period)
      }
      guard !silent.isEmpty else { return nil }
      // An earlier period of which nobody has figures may not have been asked for.
      let isNobodys = silent.count == asked.count && period != self.period
      // For a province's units, list as many names as leave room for the other periods.
      return .init([
        words.sentence(words.name(period)),
        isNobodys
          ? words("Không có số liệu của đơn vị nào", "No unit has figures")
          : silent.count > 12 && silent.count == asked.count
            ? words("Cả \(asked.count) đơn vị", "\(Wording.every(asked.count)) units")
            : words.units(named: silent.map { roster.units[$0].shortName }, most: 40),
      ])
    }
    let nobody = words("Đơn vị nào cũng có số liệu", "Every unit has figures")
    let all = rows + lacks()
    return DataTable(
      columns: [
        .init(words("Kỳ, chỉ tiêu", "Period, indicator"), wraps: true),
        .init(words("Đơn vị chưa có số liệu", "Units without figures"), wraps: true),
      ], rows: all.isEmpty ? [.init(["", nobody])] : all)
  }

  /// For each indicator, the units that have reported for the period without it.
  private func lacks() -> [DataTable.Row] {
    let reporting = asked.filter { book.hasReportedPart(unit: $0, of: period) }
    return indicators.filter { $0.definition == .submitted }.compactMap { indicator in
      let tallies = reporting.map { (unit: $0, book.tally(indicator, for: .unit($0), in: period)) }
        .filter { $0.1.expectedUnits > 0 }
      let lacking = tallies.filter { $0.1.status == .missing }.map(\.unit)
      guard !lacking.isEmpty else { return nil }
      return .init([
        words(indicator.name) + ", " + words.name(period),
        lacking.count > 1 && lacking.count == tallies.count
          ? words(
            "Cả \(lacking.count) đơn vị có báo cáo đều thiếu",
            "\(Wording.every(lacking.count)) units that reported")
          : words.units(named: lacking.map { roster.units[$0].shortName }, most: 20),
      ])
    }
  }
}
