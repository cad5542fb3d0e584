import ClusterMetrics
import Intake
import Reporting

/// What is wrong or doubtful in a project, and what was read.
package struct CheckResult: Sendable {
  package let log: FindingLog
  /// `nil` where the settings are wrong: reading by them would only breed more findings.
  package let intake: IntakeResult?

  /// By period the units of which nothing came.
  package var silences: [(period: Period, units: [String])] {
    guard let intake else { return [] }
    let roster = intake.book.roster
    return intake.expectedPeriods.compactMap { period in
      let days = intake.book.calendar.days(of: period)
      let silent = roster.units.indices.filter {
        roster.units[$0].validity.overlaps(days) && !intake.hasAnything(unit: $0, in: period)
          && !isReported(by: $0, in: days, period)
      }
      return silent.isEmpty ? nil : (period, silent.map { roster.units[$0].name })
    }
  }

  /// Indicators that some units have reported for a period and others, which report others, have not.
  package struct Gap: Sendable {
    package let period: Period
    package var indicators: [Indicator]
    /// The names of those that lack it, or of the few that have it.
    package let units: [String]
    /// Whether these are the only ones that have it: the others may not be asked for it.
    package let isOfFew: Bool

    /// "Thiếu số liệu Đơn thư của Xã 3", with the names as many as there is room for.
    package func said(in words: Wording, units: String) -> String {
      let name = words.list(indicators.map { words($0.name) })
      return isOfFew
        ? words(
          "chỉ \(units) có số liệu \(name); nếu không giao cho các đơn vị khác, hãy khai báo applies_to",
          "only \(units) report\(self.units.count == 1 ? "s" : "") \(name); if others are not asked for it, say so with applies_to"
        )
        : words("thiếu số liệu \(name) của \(units)", "no \(name) from \(units)")
    }
  }

  /// The share of units that may lack an indicator, or have it, to be named.
  private static let mostNamed = 0.25
  /// How many units there must be to tell few from most.
  private static let leastUnits = 4

  /// What units have left out of their reports: numbers that most others state.
  package var gaps: [Gap] {
    guard let intake else { return [] }
    let (book, roster) = (intake.book, intake.book.roster)
    let indicators = book.plan.indicators.filter { $0.definition == .submitted }
    let periods = intake.expectedPeriods.filter(book.periods.contains)
    return periods.flatMap { period -> [Gap] in
      let units = book.askedUnits(of: .all, in: period).filter {
        intake.hasAnything(unit: $0, in: period)
      }
      let days = book.calendar.days(of: period)
      func hasStated(_ indicator: Indicator, _ unit: Int, in days: Range<Day>) -> Bool {
        intake.reporters.contains { other, reporters in
          reporters[indicator.id]?.contains(unit) == true
            && book.calendar.days(of: other).overlaps(days)
        }
      }
      let gaps = indicators.compactMap { indicator -> Gap? in
        var (lacking, having): ([Int], [Int]) = ([], [])
        for unit in units {
          let tally = book.tally(indicator, for: .unit(unit), in: period)
          guard tally.expectedUnits > 0 else { continue }
          guard tally.status == .missing else {
            having.append(unit)
            continue
          }
          // Whoever reports it by quarters lacks no month.
          if !hasStated(indicator, unit, in: days) { lacking.append(unit) }
        }
        let asked = lacking + having
        let most = max(1, Int(Double(asked.count) * CheckResult.mostNamed))
        guard asked.count >= CheckResult.leastUnits, !lacking.isEmpty, !having.isEmpty else {
          return nil
        }
        let isOfFew = having.count <= most && lacking.count > most
        guard isOfFew || lacking.count <= most else { return nil }
        return Gap(
          period: period, indicators: [indicator],
          units: (isOfFew ? having : lacking).map { roster.units[$0].name }, isOfFew: isOfFew)
      }
      // What the same units lack is said at once.
      return gaps.reduce(into: [Gap]()) { joined, gap in
        let same = joined.firstIndex { $0.units == gap.units && $0.isOfFew == gap.isOfFew }
        if let same { joined[same].indicators += gap.indicators } else { joined.append(gap) }
      }
    }
  }

  /// Whether what a unit became within a period has reported the whole of it.
  private func isReported(by unit: Int, in days: Range<Day>, _ period: Period) -> Bool {
    guard let intake else { return false }
    let last = days.upperBound.previous
    let roster = intake.book.roster
    guard !roster.units[unit].validity.holds(last) else { return false }
    let heirs = Boundaries.heirs(of: .unit(unit), on: last, in: roster).compactMap { heir -> Int? in
      if case .unit(let unit) = heir { unit } else { nil }
    }
    return !heirs.isEmpty && heirs.allSatisfy { intake.hasWhole(unit: $0, of: period) }
  }
}

extension OpenProject {
  /// Looks at all that the project holds.
  package func check(progress: (String) -> Void = { _ in }) throws(WorkspaceError) -> CheckResult {
    guard !project.log.hasErrors else { return CheckResult(log: project.log, intake: nil) }
    var intake = try intake([], progress: progress)
    // Only what the tables hold tells of which periods the tallies are to be looked at.
    let closed = project.closings.closed.compactMap {
      definition.calendar.period(written: $0.period)
    }
    if project.hasTallyChecks(intake) || !closed.isEmpty {
      // Half-years that are over are made from their months: what these lack is said here, too.
      let made = intake.reportedHalfYears.filter { !intake.expectedPeriods.contains($0) }
      let expected = intake.expectedPeriods + made
      intake = try self.intake(
        expected + closed.filter { !expected.contains($0) }, progress: progress)
    }
    return CheckResult(log: intake.log, intake: intake)
  }
}
