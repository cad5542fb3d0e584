import ClusterMetrics
import Findings
import ReportTables
import Settings

/// Checks what tallies and reported numbers say of each other: a part above its whole, and the rules of the
/// settings.
package struct TallyChecks {
  let definition: ProjectDefinition
  let book: TallyBook
  /// What units report themselves.
  let numbers: [ReportedNumber]

  package init(definition: ProjectDefinition, book: TallyBook, numbers: [ReportedNumber]) {
    (self.definition, self.book, self.numbers) = (definition, book, numbers)
  }

  package func findings(in periods: [Period]) -> [Finding] {
    var found = reportedParts() + StatedRateChecks.findings(numbers)
    for period in periods {
      let units = book.units(of: .all, in: period)
      // As tallies state it: on the map of the period's last day.
      let last = TallyChecks(
        definition: definition, book: book.comparable([period]), numbers: numbers)
      for unit in last.book.units(of: .all, in: period) {
        found += last.rates(unit, period) + last.rules(unit, period)
      }
      found += unfoundedZeros(units, period)
      found += notAsked(units, period) + early(period) + withoutCommunes(units, period)
    }
    return found
  }

  /// Units whose registers hold activities of an indicator that they are not asked for: these count for nothing.
  private func notAsked(_ units: [Int], _ period: Period) -> [Finding] {
    let index = book.index(of: period)
    return definition.indicators.compactMap { indicator in
      guard let members = indicator.scope.members(of: book.roster) else { return nil }
      let slots = book.plan.formula(of: indicator).slots
      let found = units.filter { !members.contains($0) }.compactMap { unit in
        let rows = slots.map {
          book.accumulated.turnedAway(fromSlot: $0, ofUnit: unit, inPeriod: index)
        }
        return rows.max().flatMap { $0 > 0 ? (name: book.roster.units[unit].name, rows: $0) : nil }
      }
      guard !found.isEmpty else { return nil }
      let rows = found.reduce(0) { $0 + $1.rows }
      let named = Finding.listed(units: found.map(\.name))
      return Finding(
        .notAsked, .warning, at: .init(file: ProjectFile.name),
        about: "\(indicator.id) \(period.name)",
        vi:
          "\(indicator.name.vietnamese), \(period.spoken.vietnamese): \(rows) dòng trong sổ theo dõi của \(named.vietnamese)"
          + " không được tính, vì đơn vị không được giao chỉ tiêu này (applies_to)",
        en:
          "\(indicator.name.english), \(period.name): \(rows) \(rows == 1 ? "row" : "rows") in registers of \(named.english)"
          + " \(rows == 1 ? "does" : "do") not count: the indicator does not apply there (applies_to)"
      )
    }
  }

  /// Activities of a period before an indicator was asked for within it: these count for nothing.
  private func early(_ period: Period) -> [Finding] {
    let index = book.index(of: period)
    return definition.indicators.compactMap { indicator in
      guard let first = indicator.scope.firstDay(book.calendar),
        book.calendar.days(of: period).upperBound > first
      else { return nil }
      let rows =
        book.plan.formula(of: indicator).slots.map {
          book.accumulated.early(forSlot: $0, inPeriod: index)
        }.max() ?? 0
      guard rows > 0 else { return nil }
      return Finding(
        .notAsked, .warning, at: .init(file: ProjectFile.name),
        about: "\(indicator.id) since \(period.name)",
        vi:
          "\(indicator.name.vietnamese), \(period.spoken.vietnamese): \(rows) dòng trong sổ theo dõi trước ngày \(first.vietnamese) không"
          + " được tính, vì chỉ tiêu tính từ ngày đó (since)",
        en:
          "\(indicator.name.english), \(period.name): \(rows) \(rows == 1 ? "row" : "rows") of registers before \(first)"
          + " \(rows == 1 ? "does" : "do") not count: the indicator is asked for since then (since)"
      )
    }
  }

  /// Units whose rows of some activities name no commune, of which an indicator counts the communes: 0 is no answer then.
  private func withoutCommunes(_ units: [Int], _ period: Period) -> [Finding] {
    let counts = definition.indicators.filter { $0.definition == .count }
    return definition.indicators.compactMap { indicator in
      guard indicator.definition == .distinct(.commune),
        let rows = counts.first(where: {
          Set($0.conditions) == Set(indicator.conditions) && $0.scope == indicator.scope
        })
      else { return nil }
      let found = units.filter { unit in
        book.roster.units[unit].communes.count > 1
          && book.tally(indicator, for: .unit(unit), in: period).value == 0
          && (book.tally(rows, for: .unit(unit), in: period).value ?? 0) > 0
      }
      guard !found.isEmpty else { return nil }
      let named = Finding.listed(units: found.map { book.roster.units[$0].name })
      return Finding(
        .noActivities, .warning, at: .init(file: ProjectFile.name),
        about: "\(indicator.id) communes \(period.name)",
        vi:
          "\(indicator.name.vietnamese), \(period.spoken.vietnamese): sổ theo dõi của \(named.vietnamese) có dòng (\(rows.name.vietnamese))"
          + " nhưng không dòng nào ghi tên xã, phường nên được tính là 0; hãy bổ sung tên xã, phường",
        en:
          "\(indicator.name.english), \(period.name): rows of \(named.english) (\(rows.name.english)) name no commune, so that 0 is"
          + " counted; add the communes' names")
    }
  }

  /// Rates of two reported numbers of which the part is larger than the whole, for whatever period.
  private func reportedParts() -> [Finding] {
    struct Key: Hashable {
      var group: Group
      var period: Period
      var indicator: String
    }
    let known = Dictionary(
      numbers.map { (Key(group: $0.group, period: $0.period, indicator: $0.indicator.id), $0) },
      uniquingKeysWith: { first, _ in first })
    return pairs.flatMap { pair in
      numbers.filter { $0.indicator.id == pair.part.id && !$0.isNotApplicable }.compactMap {
        part -> Finding? in
        let key = Key(group: part.group, period: part.period, indicator: pair.whole.id)
        guard let whole = known[key], !whole.isNotApplicable, part.value > whole.value,
          // One may count from New Year.
          part.part(book.calendar).days == whole.part(book.calendar).days
        else { return nil }
        return Finding(
          .partAboveWhole, .warning, at: part.place,
          vi:
            "\(part.indicator.name.vietnamese), \(part.period.spoken.vietnamese): \(part.value.vietnamese) lớn hơn"
            + " \(whole.indicator.name.vietnamese) (\(whole.value.vietnamese)); hãy kiểm tra lại",
          en: "\(part.indicator.name.english), \(part.period.name): \(part.value) is more than"
            + " \(whole.indicator.name.english) (\(whole.value)); check them")
      }
    }
  }

  /// Reported indicators of which a percentage is made.
  private var pairs: [(part: Indicator, whole: Indicator)] {
    definition.indicators.compactMap { indicator in
      guard case .ratio(let part, let whole, .percent) = indicator.definition,
        let part = definition.indicator(withID: part), part.definition == .submitted,
        let whole = definition.indicator(withID: whole), whole.definition == .submitted
      else { return nil }
      return (part, whole)
    }
  }

  /// Percentages above a hundred that no cell shows by itself.
  private func rates(_ unit: Int, _ period: Period) -> [Finding] {
    definition.indicators.compactMap { indicator in
      switch indicator.definition {
      case .ratio(let part, let whole, .percent):
        guard
          definition.indicator(withID: part) != nil || definition.indicator(withID: whole) != nil,
          !pairs.contains(where: {
            $0.part.id == part && $0.whole.id == whole
              && $0.part.isCumulative == $0.whole.isCumulative
          })
        else { return nil }
      // Communes that ended and began again, of which the roster does not say that they are the same.
      case .share: break
      default: return nil
      }
      let tally = book.tally(indicator, for: .unit(unit), in: period)
      guard let value = tally.value, value > 100 + 1e-9, let numerator = tally.numerator,
        let denominator = tally.denominator
      else { return nil }
      let name = book.roster.units[unit].name
      return Finding(
        .partAboveWhole, .warning, at: .init(file: ProjectFile.name),
        vi:
          "\(indicator.name.vietnamese), \(name), \(period.spoken.vietnamese): \(numerator.vietnamese) trên"
          + " \(denominator.vietnamese) là quá 100%; hãy kiểm tra lại",
        en:
          "\(indicator.name.english), \(name), \(period.name): \(numerator) of \(denominator) is over"
          + " 100%; check them")
    }
  }

  /// Units that report numbers of their own and have no activity in any register: what the registers hold of them is
  /// zero, if they have sent theirs.
  private func unfoundedZeros(_ units: [Int], _ period: Period) -> [Finding] {
    let fromRegisters = definition.indicators.filter { indicator in
      book.plan.sources(of: [indicator]) == .registers
    }
    guard !fromRegisters.isEmpty else { return [] }
    let silent = units.filter {
      book.hasReported(unit: $0, in: period) && !book.hasActivities(unit: $0, in: period)
    }
    guard !silent.isEmpty else { return [] }
    let named = Finding.listed(units: silent.map { book.roster.units[$0].name })
    return [
      Finding(
        .noActivities, .warning, at: .init(file: ProjectFile.name),
        vi:
          "\(period.spoken.vietnamese): \(named.vietnamese) có số liệu tự báo cáo nhưng không có dòng nào trong sổ theo dõi"
          + "; các chỉ tiêu tính từ sổ được coi là 0, nếu đơn vị chưa gửi sổ thì hãy bổ sung",
        en: "\(period.name): \(named.english)"
          + " \(silent.count == 1 ? "reports numbers of its own and has" : "report numbers of their own and have")"
          + " no rows in any register, so register-based indicators count as 0; add the register, if it has not come"
      )
    ]
  }

  private func rules(_ unit: Int, _ period: Period) -> [Finding] {
    definition.checks.filter { $0.scope == .tallies }.compactMap { check in
      var parts: Set<[Period]> = []
      let broken = check.breach { id in
        definition.indicator(withID: id).flatMap {
          let tally = book.tally($0, for: .unit(unit), in: period)
          parts.insert(tally.missingParts)
          return tally.value
        }
      }
      // A number of three months says nothing of one of one month.
      guard let broken, parts.count == 1 else { return nil }
      let name = book.roster.units[unit].name
      return Finding(
        .failedCheck, .warning, at: .init(file: ProjectFile.name, row: check.line),
        vi:
          "\(name), \(period.spoken.vietnamese): không đúng quy tắc kiểm tra \"\(check.rule)\" (\(check.reason)): \(broken); hãy kiểm tra lại",
        en:
          "\(name), \(period.name): it breaks the rule \"\(check.rule)\" (\(check.reason)): \(broken); check it"
      )
    }
  }
}
