import ClusterMetrics
import Findings
import ReportTables
import Settings

/// What a closing keeps of the tallies, and what differs from it afterwards.
extension ClosedPeriod {
  // MARK: What is kept

  static func units(_ indicator: Indicator, _ book: TallyBook, _ period: Period) -> [Number] {
    book.units(of: .all, in: period).map { unit in
      Number(
        indicator: indicator.id, unit: book.roster.units[unit].name,
        value: book.tally(indicator, for: .unit(unit), in: period).value)
    }
  }

  /// The clusters, and all together, whose name is empty.
  private static func wholes(_ book: TallyBook) -> [(name: String, group: Group)] {
    book.roster.clusters.indices.map { (book.roster.clusters[$0].name, .cluster($0)) } + [
      ("", .all)
    ]
  }

  static func clusters(_ indicator: Indicator, _ book: TallyBook, _ period: Period) -> [Number] {
    // The only cluster is all.
    wholes(book).dropLast(book.roster.clusters.count > 1 ? 0 : 1).map { name, group in
      Number(
        indicator: indicator.id, unit: name,
        value: book.tally(indicator, for: group, in: period).value)
    }
  }

  /// The plans that clusters, and all together, have of their own.
  static func wholePlans(_ indicator: Indicator, _ book: TallyBook, _ period: Period) -> [Number] {
    wholes(book).compactMap { name, group in
      book.plans.entry(indicator.id, for: group, in: period, book.calendar).map {
        Number(indicator: indicator.id, unit: name, value: $0.value.doubleValue)
      }
    }
  }

  /// The plans of units that hold in a period.
  static func plans(_ indicator: Indicator, _ book: TallyBook, _ period: Period) -> [Number] {
    book.units(of: .all, in: period).compactMap { unit in
      book.plans(indicator, ofUnit: unit, in: period).first.map {
        Number(
          indicator: indicator.id, unit: book.roster.units[unit].name, value: $0.value.doubleValue)
      }
    }
  }

  /// What units and clusters had a year before, as far as it is known.
  static func earlier(_ indicator: Indicator, _ book: TallyBook, _ period: Period) -> [Number] {
    let base = period.sameLastYear
    guard book.periods.contains(base) else { return [] }
    // As reports set them beside each other: on the map of the later one.
    let book = book.comparable([base, period])
    let numbers = units(indicator, book, base) + clusters(indicator, book, base)
    return numbers.filter { $0.value != nil }
  }

  static func said(_ answers: [Answer], _ period: Period, _ roster: Roster) -> [Said] {
    answers.filter { $0.period == period }.map {
      Said(question: $0.question, unit: roster.units[$0.unit].name, text: $0.text)
    }
  }

  // MARK: What changed

  /// What differs from what was kept, a finding an indicator and kind.
  fileprivate func changes(
    _ book: TallyBook, _ answers: [Answer], _ definition: ProjectDefinition
  ) -> [Finding] {
    guard let period = definition.calendar.period(written: period), book.periods.contains(period)
    else { return [] }
    let whole = book.comparable([period])
    return gone(definition)
      + definition.indicators.flatMap { indicator -> [Finding] in
        func kept(_ numbers: [Number]?) -> [Number]? {
          numbers?.filter { $0.indicator == indicator.id }
        }
        // One that came later was never closed.
        guard let numbers = kept(numbers), !numbers.isEmpty else { return [] }
        var changed = ClosedPeriod.changes(
          from: numbers, to: ClosedPeriod.units(indicator, whole, period))
        if changed.isEmpty, let clusters = kept(clusters) {
          // Nobody's number changed, and the roster or the settings make another whole of them.
          let now = ClosedPeriod.clusters(indicator, whole, period)
          let known = Set(clusters.map(\.unit))
          changed = ClosedPeriod.changes(from: clusters, to: now.filter { known.contains($0.unit) })
        }
        let planned =
          (kept(plans).map {
            ClosedPeriod.changes(from: $0, to: ClosedPeriod.plans(indicator, whole, period))
          } ?? [])
          + (kept(wholePlans).map {
            ClosedPeriod.changes(from: $0, to: ClosedPeriod.wholePlans(indicator, whole, period))
          } ?? [])
        // Of tallies without last year's nothing is asked.
        let base = period.sameLastYear
        let earlier = kept(book.periods.contains(base) ? earlier : nil).map {
          ClosedPeriod.changes(from: $0, to: ClosedPeriod.earlier(indicator, book, period))
        }
        return [
          finding(changed, indicator, .number), finding(planned, indicator, .plan),
          finding(earlier ?? [], indicator, .earlier),
        ].compactMap(\.self)
      } + changedAnswers(answers, period, book.roster, definition)
  }

  private struct Change {
    var unit: String
    var old: Double?
    var new: Double?
  }

  /// What became of each unit's number; one that is gone, and one that is new, are changes, too.
  private static func changes(from old: [Number], to new: [Number]) -> [Change] {
    var before = Dictionary(old.map { ($0.unit, $0.value) }, uniquingKeysWith: { $1 })
    var changed: [Change] = []
    for number in new {
      let old = before.removeValue(forKey: number.unit) ?? nil
      if !areAlike(old, number.value) {
        changed.append(Change(unit: number.unit, old: old, new: number.value))
      }
    }
    for (unit, old) in before.sorted(by: { $0.key < $1.key }) where old != nil {
      changed.append(Change(unit: unit, old: old, new: nil))
    }
    return changed
  }

  private static func areAlike(_ old: Double?, _ new: Double?) -> Bool {
    guard let old, let new else { return old == nil && new == nil }
    return abs(old - new) <= 1e-9 * max(abs(old), abs(new), 1)
  }

  /// What can change.
  private enum Kept: String {
    case number, plan, earlier

    func words(_ count: Int) -> LocalizedText {
      let s = count == 1 ? "" : "s"
      return switch self {
      case .number: LocalizedText(vi: "số", en: "number\(s)")
      case .plan: LocalizedText(vi: "kế hoạch", en: "plan\(s)")
      case .earlier:
        LocalizedText(vi: "số cùng kỳ năm trước", en: "number\(s) of the year before")
      }
    }
  }

  private func finding(_ changed: [Change], _ indicator: Indicator, _ kept: Kept) -> Finding? {
    guard !changed.isEmpty else { return nil }
    func list(_ all: String, _ text: (Double?) -> String) -> String {
      changed.prefix(6).map {
        "\($0.unit.isEmpty ? all : $0.unit) \(text($0.old)) → \(text($0.new))"
      }
      .joined(separator: "; ") + (changed.count > 6 ? "; …" : "")
    }
    // Four decimals tell apart what prints alike.
    func quantity(_ value: Double?) -> Quantity? {
      value.flatMap { Quantity(Rounding.rounded($0, decimals: 4)) }
    }
    let sign = indicator.isPercentage ? "%" : ""
    return finding(
      about: "\(kept.rawValue) \(indicator.id)", indicator.name, changed.count,
      kept.words(changed.count),
      LocalizedText(
        vi: list("toàn bộ") { quantity($0).map { $0.vietnamese + sign } ?? "…" },
        en: list("all") { quantity($0).map { "\($0)" + sign } ?? "…" }))
  }

  /// - Parameters:
  ///   - what: what changed, in its number.
  ///   - places: whose it is, and what became of it.
  private func finding(
    about: String, _ name: LocalizedText, _ count: Int, _ what: LocalizedText,
    _ places: LocalizedText
  ) -> Finding {
    Finding(
      .changedAfterClosing, .warning,
      at: .init(file: ".giaoban/closed/\(period).json"), about: about,
      vi:
        "\(name.vietnamese), \(ClosedPeriod.spoken(period)): \(count) \(what.vietnamese) đã thay đổi sau khi chốt số liệu ngày"
        + " \(day?.vietnamese ?? closed): \(places.vietnamese); nếu thay đổi là đúng, hãy mở lại kỳ (giaoban close … --period"
        + " \(period) --reopen --reason \"…\") rồi chốt lại",
      en:
        "\(name.english), \(period): \(count) \(what.english) changed after the closing on \(closed):"
        + " \(places.english); if the change is right, open the period again (giaoban close … --period \(period)"
        + " --reopen --reason \"…\") and close it again")
  }

  /// A period as Vietnamese sentences say it.
  fileprivate static func spoken(_ period: String) -> String {
    Period(written: period)?.spoken.vietnamese ?? period
  }

  private func changedAnswers(
    _ answers: [Answer], _ period: Period, _ roster: Roster, _ definition: ProjectDefinition
  ) -> [Finding] {
    guard let kept = self.answers else { return [] }
    let now = ClosedPeriod.said(answers, period, roster)
    let order = Dictionary(
      roster.units.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return definition.questions.compactMap { question in
      func texts(_ said: [Said]) -> [String: String] {
        Dictionary(
          said.filter { $0.question == question.id }.map { ($0.unit, $0.text) },
          uniquingKeysWith: { first, _ in first })
      }
      let (old, new) = (texts(kept), texts(now))
      let changed = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        .sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
      guard !changed.isEmpty else { return nil }
      let units = changed.prefix(6).joined(separator: "; ") + (changed.count > 6 ? "; …" : "")
      return finding(
        about: "answer \(question.id)", question.name, changed.count,
        LocalizedText(vi: "câu trả lời", en: changed.count == 1 ? "answer" : "answers"),
        LocalizedText(vi: units, en: units))
    }
  }

  /// Indicators that were closed and are no longer in the settings.
  private func gone(_ definition: ProjectDefinition) -> [Finding] {
    let known = Set(definition.indicators.map(\.id))
    let ids = numbers.filter { $0.value != nil && !known.contains($0.indicator) }.map(\.indicator)
      .uniqued
    guard !ids.isEmpty else { return [] }
    let listed = ids.joined(separator: ", ")
    return [
      Finding(
        .changedAfterClosing, .warning, at: .init(file: ".giaoban/closed/\(period).json"),
        about: "gone",
        vi:
          "\(ClosedPeriod.spoken(period)): chỉ tiêu đã chốt không còn trong giaoban.yaml: \(listed)",
        en: "\(period): indicators that were closed are no longer in giaoban.yaml: \(listed)")
    ]
  }
}

extension ClosedPeriod.All {
  /// Those whose days lie within periods that are asked for: who reads the half-year reads its quarters' numbers, too.
  ///
  /// - Returns: the closed periods, with those of the year before.
  func periods(within asked: [Period], _ calendar: ReportingCalendar) -> [Period] {
    let asked = asked.map(calendar.days(of:))
    return closed.compactMap { calendar.period(written: $0.period) }
      .filter { period in
        let days = calendar.days(of: period)
        return asked.contains { $0.contains(days) }
      }.flatMap { [$0, $0.sameLastYear] }
  }
}

extension Project {
  /// What is no longer as it was when its period was closed, in the project's own calendar, and which closings cannot be
  /// read, so that nobody knows.
  ///
  /// - Parameter closings: those of the project, read before the tables.
  func changesAfterClosing(
    _ closings: ClosedPeriod.All, _ book: TallyBook, _ answers: [Answer], in periods: [Period]
  ) -> [Finding] {
    let asked = Set(closings.periods(within: periods, definition.calendar).map(\.name))
    let unknown = closings.damaged.map { period in
      Finding(
        .changedAfterClosing, .warning, at: .init(file: ".giaoban/closed/\(period).json"),
        vi:
          "\(ClosedPeriod.spoken(period)): không đọc được bản chốt số liệu nên không biết số nào đã thay đổi; hãy lấy lại tệp này,"
          + " hoặc xóa tệp rồi chốt lại",
        en:
          "\(period): the closing cannot be read, so it is not known what changed; restore the file, or delete it and"
          + " close the period again")
    }
    return unknown
      + closings.closed.filter { asked.contains($0.period) }
      .flatMap { $0.changes(book, answers, definition) }
  }
}
