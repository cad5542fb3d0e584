import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import ReportTables
import Settings

/// Puts together what was reported for one place (period, group, indicator, figure), wherever it stands.
///
/// Equal numbers are one number with all its places. Of different ones none counts, which is an error that
/// names them, unless one row is marked as a correction: it wins over those without.
package struct SubmissionLedger {
  private struct Key: Hashable {
    var days: Range<Day>
    var group: Group
    var indicator: String
    var figure: Figure
    var from: Day?
  }

  private let calendar: ReportingCalendar
  private var keys: [Key] = []
  private var entries: [Key: [ReportedNumber]] = [:]

  package init(calendar: ReportingCalendar) { self.calendar = calendar }

  package mutating func add(_ number: ReportedNumber) {
    let key = Key(
      days: calendar.days(of: number.period), group: number.group, indicator: number.indicator.id,
      figure: number.figure, from: number.from)
    if entries[key] == nil { keys.append(key) }
    entries[key, default: []].append(number)
  }

  /// The numbers that count, in the order of their first places; how many others contradict each other; and where those
  /// stand that do not count, because they contradict each other or were corrected.
  ///
  /// What a correction replaces, also where nothing could be read, no longer matters.
  package func resolved(
    _ log: inout FindingLog
  ) -> (numbers: [ReportedNumber], contradicting: Int, uncounted: Set<Finding.Place>) {
    var contradicting = 0
    var uncounted: Set<Finding.Place> = []
    var corrected: [Key: Finding.Place] = [:]
    let unread = Set(log.cells.values.map { key($0.coordinates) })
    let entries = correctingLastYear
    let numbers = keys.flatMap { key -> [ReportedNumber] in
      guard let all = entries[key], !all.isEmpty else { return [] }
      if all.count == 1, !all[0].isCorrection { return all }
      let corrections = all.filter(\.isCorrection)
      // What the project's own table of corrections says was said last.
      let decisions = corrections.filter(\.isDecision)
      let candidates = [decisions, corrections, all].first { !$0.isEmpty } ?? all
      var chosen = candidates[0]
      guard candidates.allSatisfy({ $0.says(as: chosen) }) else {
        if let plans = changes(of: candidates) {
          log.add(SubmissionLedger.changed(plans))
          return plans
        }
        let finding = SubmissionLedger.contradiction(
          candidates, areCorrections: !corrections.isEmpty)
        log.add(finding)
        let texts = all.filter { !$0.isDecision }.map(\.value.vietnamese).uniqued
        log.note(chosen.coordinates, texts.joined(separator: "; "), at: finding.place)
        if chosen.coordinates != nil { contradicting += candidates.count }
        uncounted.formUnion(all.map(\.place))
        return []
      }
      // What is exact says more than what is about so much.
      chosen = candidates.first { !$0.isApproximate } ?? chosen
      chosen.otherPlaces = candidates.map(\.place).filter { $0 != chosen.place }
      if chosen.isCorrection {
        // The report came when it came; only its number is another one.
        chosen.sent = chosen.sent ?? all.compactMap(\.sent).min()
        corrected[key] = chosen.place
        let counted = Set(candidates.map(\.place))
        let replaced = all.filter { !counted.contains($0.place) }
        if chosen.isDecision, replaced.isEmpty, !unread.contains(key) { log.add(unused: chosen) }
        uncounted.formUnion(replaced.map(\.place))
        for number in replaced {
          let isLater = number.isLater(than: chosen)
          if chosen.isDecision, !number.says(as: chosen) {
            log.add(replaced: number, isLater: isLater, by: chosen)
          }
          if !isLater { log.corrections[number.place] = chosen.place }
        }
      }
      return [chosen]
    }
    for (place, cell) in log.cells {
      if let right = corrected[key(cell.coordinates)] { log.corrections[place] = right }
    }
    log.settleSums()
    return (numbers, contradicting, uncounted)
  }

  /// Corrections of last year's numbers with those that they correct: beside a cumulative number "Cùng kỳ" counts from New Year,
  /// which a row of corrections does not say.
  private var correctingLastYear: [Key: [ReportedNumber]] {
    var entries = entries
    for key in keys where key.figure == .value {
      guard let own = entries[key], own.allSatisfy({ $0.isDecision && $0.isOfLastYear }) else {
        continue
      }
      var other = key
      other.figure = .cumulative
      guard entries[other]?.contains(where: \.isOfLastYear) == true else { continue }
      entries[other, default: []] += own.map { number in
        var number = number
        number.figure = .cumulative
        return number
      }
      entries[key] = []
    }
    return entries
  }

  private func key(_ coordinates: Coordinates) -> Key {
    Key(
      days: calendar.days(of: coordinates.period), group: .unit(coordinates.unit),
      indicator: coordinates.indicator, figure: coordinates.figure)
  }

  /// What is stated at some of the coordinates, and what counts in its stead where it was corrected.
  package func statements(at holds: (Coordinates) -> Bool) -> [Coordinates: StatedNumber] {
    var statements: [Coordinates: StatedNumber] = [:]
    for number in entries.values.joined() {
      guard let coordinates = number.coordinates, holds(coordinates) else { continue }
      if number.isDecision {
        statements[coordinates, default: StatedNumber()].correction = number.value
        statements[coordinates, default: StatedNumber()].corrected = number.replaces
      } else {
        statements[coordinates, default: StatedNumber()].values.append(number.value)
      }
    }
    return statements
  }

  /// A plan of the year that tables of one month after the other state: each new one holds from its month on.
  ///
  /// - Returns: the plans in order; `nil` where that is not how they differ.
  private func changes(of plans: [ReportedNumber]) -> [ReportedNumber]? {
    let whole = calendar.days(of: plans[0].period)
    var said: [(days: Range<Day>, plan: ReportedNumber)] = []
    for plan in plans {
      guard plan.figure == .plan, plan.from == nil, !plan.isNotApplicable, let period = plan.saidIn
      else { return nil }
      let days = calendar.days(of: period)
      guard whole.contains(days), days != whole else { return nil }
      said.append((days, plan))
    }
    said.sort { $0.days.upperBound < $1.days.upperBound }
    var changes = [said[0].plan]
    for (earlier, later) in zip(said, said.dropFirst()) where !later.plan.says(as: earlier.plan) {
      // Two tables of one time contradict each other.
      guard earlier.days.upperBound <= later.days.lowerBound else { return nil }
      var plan = later.plan
      plan.from = later.days.lowerBound
      changes.append(plan)
    }
    return changes
  }

  /// - Parameter plans: at least two.
  private static func changed(_ plans: [ReportedNumber]) -> Finding {
    let last = plans[plans.count - 1]
    let (name, period) = (last.indicator.name, last.period)
    func listed(_ text: (ReportedNumber) -> String) -> String {
      plans.map(text).joined(separator: ", ")
    }
    let vietnamese = listed { plan in
      "\(plan.value.vietnamese)\(plan.from.map { " từ \($0.vietnamese)" } ?? "") (\(plan.place))"
    }
    let english = listed { plan in
      "\(plan.value)\(plan.from.map { " from \($0)" } ?? "") (\(plan.place))"
    }
    return Finding(
      .contradictingNumbers, .warning, at: last.place,
      vi:
        "\(name.vietnamese): kế hoạch của \(period.spoken.vietnamese) thay đổi giữa các báo cáo: \(vietnamese); mỗi số áp dụng từ kỳ"
        + " của báo cáo có ghi số đó, hãy kiểm tra lại",
      en:
        "\(name.english): the plan of \(period.name) changes from report to report: \(english); each holds from the period"
        + " whose report states it: check it")
  }

  private static func contradiction(
    _ numbers: [ReportedNumber], areCorrections: Bool
  ) -> Finding {
    // Where the second one stands: those that come later move nothing that somebody has accepted.
    let second = numbers[min(1, numbers.count - 1)]
    // What is said of a cluster or of all is only compared, and stops nothing.
    let severity: Finding.Severity = if case .unit = second.group { .error } else { .warning }
    func listed(_ value: (ReportedNumber) -> String) -> String {
      numbers.prefix(6).map { "\(value($0)) (\($0.place))" }.joined(separator: ", ")
        + (numbers.count > 6 ? ", …" : "")
    }
    let (name, period) = (second.indicator.name, second.period)
    // Sheets of one workbook may be about different things, and none of their numbers wrong.
    let areSheets =
      Set(numbers.map(\.place.file)).count == 1 && Set(numbers.map(\.place.sheet)).count > 1
    let sheets =
      areSheets
      ? LocalizedText(
        vi: "; nếu các trang tính có nội dung khác nhau, hãy ghi nội dung vào tên dòng",
        en: "; if the sheets are about different things, say which in the names of the rows")
      : !areCorrections && Set(numbers.map(\.place.file)).count > 1
        ? LocalizedText(
          vi: "; nếu một tệp là bản gửi lại, hãy bỏ tệp cũ ra khỏi dự án",
          en: "; if one file was sent again, take the old one out of the project")
        : LocalizedText(vi: "", en: "")
    return Finding(
      .contradictingNumbers, severity, at: second.place,
      vi:
        "\(name.vietnamese), \(period.spoken.vietnamese): \(areCorrections ? "có nhiều số đính chính" : "có nhiều số") khác"
        + " nhau: \(listed { $0.isNotApplicable ? "x" : $0.value.vietnamese }); không số nào được tính,"
        + (areCorrections
          ? " hãy chỉ giữ lại một dòng đính chính"
          : " hãy xóa số sai hoặc ghi số đúng vào corrections.csv") + sheets.vietnamese,
      en:
        "\(name.english), \(period.name): different \(areCorrections ? "corrections" : "numbers") are reported:"
        + " \(listed { $0.isNotApplicable ? "x" : "\($0.value)" }); none counts: "
        + (areCorrections
          ? "keep one correction alone"
          : "delete the wrong one, or write the right one in corrections.csv")
        + sheets.english)
  }
}

/// What a unit's tables say of one number.
package struct StatedNumber: Sendable {
  /// What its files state, in the order of reading.
  package var values: [Quantity] = []
  /// What the project's own table of corrections says instead.
  package var correction: Quantity?
  /// What that was written for, as it stood in the files.
  package var corrected: String?

  /// What the files say, as people read it: also where it could not be read, and a correction remembers it.
  package var stands: String {
    values.isEmpty ? corrected ?? "" : values.map(\.vietnamese).joined(separator: "; ")
  }
}

extension ReportedNumber {
  /// Whether another number says the same.
  fileprivate func says(as other: ReportedNumber) -> Bool {
    value == other.value && isNotApplicable == other.isNotApplicable
  }

  /// Whether it is neither what a correction says nor what that was written for: most often the unit sent it afterwards.
  fileprivate func isLater(than correction: ReportedNumber) -> Bool {
    guard let old = correction.replaces, !old.isEmpty, !says(as: correction) else { return false }
    return !old.split(separator: ";").contains { text in
      NumberCell.parse(ArraySlice(text.trimmingCharacters(in: .whitespaces).utf8)).outcome.quantity
        == value
    }
  }
}

extension FindingLog {
  /// Says which number a correction takes the place of.
  ///
  /// - Parameter isLater: whether it came after the correction, and needs a look.
  fileprivate mutating func add(
    replaced number: ReportedNumber, isLater: Bool, by correction: ReportedNumber
  ) {
    let name = number.indicator.name
    add(
      Finding(
        .contradictingNumbers, .warning, at: number.place,
        vi:
          "\(name.vietnamese), \(number.period.spoken.vietnamese): ở đây ghi \(number.value.vietnamese), số đính chính"
          + " \(correction.value.vietnamese) được tính (\(correction.place))"
          + (isLater
            ? "; số đính chính này thay cho \(correction.replaces ?? ""), có thể đơn vị đã gửi lại số khác: hãy kiểm tra lại,"
              + " nếu không cần đính chính nữa thì xóa dòng đính chính" : ""),
        en:
          "\(name.english), \(number.period.name): the number here is \(number.value), but the correction \(correction.value)"
          + " counts (\(correction.place))"
          + (isLater
            ? "; it replaced \(correction.replaces ?? ""), so the unit may have sent another number since: check it, and"
              + " delete the correction if it is no longer needed" : "")))
  }

  /// Says that a correction takes the place of nothing: most often its unit or period is another one.
  fileprivate mutating func add(unused correction: ReportedNumber) {
    let name = correction.indicator.name
    add(
      Finding(
        .unusedCorrection, .warning, at: correction.place,
        vi:
          "\(name.vietnamese), \(correction.period.spoken.vietnamese): dòng đính chính này không thay cho số nào trong các tệp; vẫn"
          + " được tính, hãy kiểm tra lại đơn vị, kỳ và loại số liệu",
        en:
          "\(name.english), \(correction.period.name): this correction replaces no number in the files but counts all the same, so"
          + " check its unit, period and kind of number"))
  }
}
