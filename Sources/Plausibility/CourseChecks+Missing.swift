import ClusterMetrics
import Findings
import OrderedCollections
import ReportTables
import Settings

/// What is missing of numbers that are made from those of parts of their periods.
extension CourseChecks {
  /// Parts that are not reported of numbers that are made from them: one finding for all parts and all indicators that
  /// the same units lack.
  ///
  /// - Parameter reported: what was reported, each place once. Of last year's numbers, which are stated to be compared with,
  ///   only those parts are missing that have their like this year.
  package func incomplete(_ numbers: [ReportedNumber], _ reported: [ReportedNumber]) -> [Finding] {
    var lacking = numbers.filter { !$0.missingParts.isEmpty }
    let compared = lacking.indices.filter { place in
      !lacking[place].shares.isEmpty && lacking[place].shares.allSatisfy(\.number.isOfLastYear)
    }
    if !compared.isEmpty {
      var likes: [Stated: Set<Period>] = [:]
      for number in reported where !number.isOfLastYear {
        likes[Stated(number), default: []].insert(number.period.sameLastYear)
      }
      for place in compared {
        let own = likes[Stated(lacking[place])] ?? []
        lacking[place].missingParts.removeAll { part in
          !own.contains { calendar.days(of: part).contains(calendar.days(of: $0)) }
        }
      }
      lacking.removeAll { $0.missingParts.isEmpty }
    }
    let byIndicator = OrderedDictionary(grouping: lacking) {
      Lack(indicator: $0.indicator.id, parts: $0.missingParts)
    }
    let alike = OrderedDictionary(grouping: byIndicator) { lack, own in
      [lack.parts.map(\.name)] + [own.map { "\($0.period.name) \($0.group)" }.sorted()]
    }
    guard alike.count > CourseChecks.mostGroups else {
      return alike.values.flatMap { groups in
        incomplete(groups[0].key.parts, groups.flatMap(\.value))
      }
    }
    // Where units lack now this and now that, the parts are what an officer can ask for.
    var byPart: OrderedDictionary<Period, [ReportedNumber]> = [:]
    for number in lacking {
      for part in number.missingParts { byPart[part, default: []].append(number) }
    }
    return byPart.flatMap { part, numbers in incomplete([part], numbers) }
  }

  /// Of whom and what a number is, whenever.
  private struct Stated: Hashable {
    var group: Group
    var indicator: String

    init(_ number: ReportedNumber) { (group, indicator) = (number.group, number.indicator.id) }
  }

  /// What a number lacks.
  private struct Lack: Hashable {
    var indicator: String
    var parts: [Period]
  }

  /// How many findings are told apart.
  private static let mostGroups = 6

  /// A number that counts from before its period, and is too large, does not lack what lies there: it is told apart.
  private func incomplete(_ parts: [Period], _ numbers: [ReportedNumber]) -> [Finding] {
    let ends = parts.map { calendar.days(of: $0).upperBound }
    func isHeld(_ number: ReportedNumber) -> Bool {
      ends.allSatisfy { $0 <= calendar.days(of: number.period).lowerBound }
    }
    return [true, false].compactMap { held in
      let own = numbers.filter { isHeld($0) == held }
      return own.isEmpty ? nil : incomplete(parts, own, areHeld: held)
    }
  }

  private func incomplete(
    _ parts: [Period], _ numbers: [ReportedNumber], areHeld: Bool
  ) -> Finding {
    let wholes = numbers.map(\.period).uniqued
    let lacking = Period.listed(parts)
    let (vietnamese, english) = (
      wholes.map(\.spoken.vietnamese).joined(separator: ", "),
      wholes.map(\.name).joined(separator: ", ")
    )
    let indicators = numbers.map(\.indicator.name).uniqued
    func names(_ language: (LocalizedText) -> String) -> String {
      indicators.prefix(3).map(language).joined(separator: ", ")
        + (indicators.count > 3 ? ", …" : "")
    }
    var units: [String] = []
    // Each once, however many longer periods lack it.
    var lacks: Set<[String]> = []
    for number in numbers {
      for part in parts {
        for name in silent(number, part) {
          units.append(name)
          lacks.insert([name, part.name, number.indicator.id])
        }
      }
    }
    units = units.uniqued
    let named = Finding.listed(units: units)
    // Of many numbers not each unit lacks each indicator.
    let isEach = lacks.count == parts.count * units.count * indicators.count
    let place = Finding.Place(file: numbers[0].place.file)
    if areHeld {
      return Finding(
        .missingParts, .warning, at: place,
        vi:
          "\(vietnamese): số của \(named.vietnamese) gồm cả số của \(lacking.vietnamese), vì không có số lũy kế đến kỳ đó để trừ đi"
          + " (\(names(\.vietnamese)))",
        en:
          "\(english): what \(named.english) reported also covers \(lacking.english), as there is no cumulative number up to then to"
          + " subtract (\(names(\.english)))")
    }
    guard isEach else {
      return Finding(
        .missingParts, .warning, at: place,
        vi:
          "\(vietnamese): chưa đủ vì thiếu \(lacks.count) số của \(lacking.vietnamese), ở \(units.count) đơn vị,"
          + " \(indicators.count) chỉ tiêu (\(names(\.vietnamese)))",
        en:
          "\(english): incomplete without \(lacks.count) numbers of \(lacking.english) of \(units.count)"
          + " unit\(units.count == 1 ? "" : "s"), \(indicators.count) indicator\(indicators.count == 1 ? "" : "s")"
          + " (\(names(\.english)))")
    }
    return Finding(
      .missingParts, .warning, at: place,
      vi:
        "\(vietnamese): chưa đủ vì thiếu số liệu \(lacking.vietnamese) của \(named.vietnamese)"
        + " (\(names(\.vietnamese)))",
      en: "\(english): incomplete without \(lacking.english) of \(named.english)"
        + " (\(names(\.english)))")
  }

  /// The names of the units that have not reported a part of a number.
  private func silent(_ number: ReportedNumber, _ part: Period) -> [String] {
    guard case .unit(let unit) = number.group else { return [] }
    if let silent = number.silent[part] { return silent.map { roster.units[$0].name } }
    // What ended before the part is part of another unit then, which has to report it.
    let days = calendar.days(of: part)
    return roster.units[unit].validity.overlaps(days)
      ? [roster.units[unit].name]
      : Boundaries.heirs(of: .unit(unit), on: days.upperBound.previous, in: roster)
        .map { roster.name(of: $0) }
  }
}
