import ClusterMetrics
import Intake
import OfficeWords

/// Sentences on the basis of the numbers.
extension Highlights {
  func silence() -> [Item] {
    let silent = book.askedUnits(of: subject, in: period).filter {
      !book.hasReportedPart(unit: $0, of: period)
    }
    guard !silent.isEmpty else { return [] }
    let who = names(silent)
    let text: String
    // A stated total includes what its units have not reported.
    let isStated = book.hasStatedTotals(in: period)
    if isStated, !subject.isOneUnit {
      text =
        silent.count == 1
        ? words("\(who) chưa báo cáo.", "\(who) has not reported.")
        : words(
          "\(silent.count) đơn vị chưa báo cáo: \(who).",
          "\(silent.count) units have not reported: \(who).")
    } else if case .unit = subject {
      text = words(
        "\(who) chưa báo cáo kỳ này.", "\(who) has not reported for this period.")
    } else if silent.count == 1 {
      text = words(
        "\(who) chưa báo cáo; các số tổng hợp dưới đây chưa gồm số liệu của đơn vị này.",
        "\(who) has not reported; the totals below do not include it.")
    } else {
      text = words(
        "\(silent.count) đơn vị chưa báo cáo: \(who); các số tổng hợp dưới đây chưa gồm số liệu của các đơn vị"
          + " này.",
        "\(silent.count) units have not reported: \(who); the totals below do not include them.")
    }
    return [Item(text: text, anchor: "submissions", tone: .bad, weight: 1000)]
  }

  /// Units that have reported only some of the parts of the period that are over.
  func incomplete() -> [Item] {
    let lacking = book.units(of: subject, in: period).map { unit in
      (
        unit: unit,
        parts: book.missingParts(ofUnit: unit, in: period).flatMap { part in
          // Of a quarter that is not over its first months may be.
          isOver(part) ? [part] : months(of: part).filter(isOver)
        }.filter {
          // Parts before the period are included in a cumulative number, and not missing.
          book.calendar.days(of: $0).upperBound > book.calendar.days(of: period).lowerBound
        }
      )
    }.filter { !$0.parts.isEmpty }
    guard !lacking.isEmpty else { return [] }
    let who = names(lacking.map(\.unit))
    // Units that lack the same parts are listed together; if many lack different parts, only their names are given.
    let sorts = lacking.map(\.parts).uniqued
    let text: String
    if lacking.count == 1 {
      let missing = missingParts(lacking[0].parts)
      text = words(
        "\(who) chưa báo cáo đủ kỳ, còn thiếu \(missing).",
        "\(who) has not reported the whole period: \(missing) missing.")
    } else if sorts.count == 1 {
      let missing = missingParts(sorts[0])
      text = words(
        "\(lacking.count) đơn vị chưa báo cáo đủ kỳ: \(who); còn thiếu \(missing).",
        "\(lacking.count) units have not reported the whole period: \(who); \(missing) missing.")
    } else if sorts.count <= 3 {
      let each = sorts.map { parts in
        let own = names(lacking.filter { $0.parts == parts }.map(\.unit))
        return words(
          "\(own) thiếu \(missingParts(parts))", "\(own): \(missingParts(parts)) missing")
      }.joined(separator: "; ")
      text = words(
        "\(lacking.count) đơn vị chưa báo cáo đủ kỳ: \(each).",
        "\(lacking.count) units have not reported the whole period. \(each).")
    } else {
      text = words(
        "\(lacking.count) đơn vị chưa báo cáo đủ kỳ: \(who).",
        "\(lacking.count) units have not reported the whole period: \(who).")
    }
    return [Item(text: text, anchor: "submissions", tone: .bad, weight: 980)]
  }

  private func isOver(_ part: Period) -> Bool {
    book.calendar.days(of: part).upperBound <= Today.day
  }

  private func months(of part: Period) -> [Period] {
    guard let year = part.calendarYear, part.months > 1 else { return [] }
    let days = book.calendar.days(of: part)
    return (1...12).map { Period.month($0, year: year) }.filter { month in
      let own = book.calendar.days(of: month)
      return own.lowerBound >= days.lowerBound && own.upperBound <= days.upperBound
    }
  }

  private func missingParts(_ parts: [Period]) -> String {
    let parts = parts.map { words.nameInSentence($0) }
    return parts.count > 3 ? parts.prefix(3).joined(separator: ", ") + ", …" : words.list(parts)
  }

  private var usesRegisters: Bool { book.plan.sources(of: indicators).contains(.registers) }

  func partialStart() -> [Item] {
    guard let lateStart, usesRegisters else { return [] }
    let (name, day) = (words.nameInSentence(lateStart.period), words.date(lateStart.day))
    return [
      Item(
        text: words(
          "Sổ theo dõi chỉ có từ \(day): số liệu lấy từ sổ của \(name) chưa đủ kỳ, so sánh chỉ để tham khảo.",
          "The register begins on \(day): what is counted from it for \(name) is partial, and so is any"
            + " comparison."), anchor: "submissions", tone: .bad, weight: 950)
    ]
  }

  func earlyEnd() -> [Item] {
    guard let day = book.recordsEnd(in: period), usesRegisters else { return [] }
    return [
      Item(
        text: words.recordsEnd(day, covered: book.recordsCover(period) ?? day, period),
        anchor: "submissions", tone: .bad, weight: 940)
    ]
  }

  func omissions() -> [Item] {
    guard !leftOut.isEmpty else { return [] }
    return [
      Item(
        text: words(
          "Các số liệu dưới đây \(words.leftOut(leftOut)).",
          "The numbers below are counted \(words.leftOut(leftOut))."),
        anchor: "checks", tone: .bad, weight: 930)
    ]
  }

  func contradiction() -> [Item] {
    guard contradictions > 0 else { return [] }
    let isOne = contradictions == 1
    return [
      Item(
        text: usesRegisters
          ? words(
            "\(contradictions) số liệu báo cáo không khớp với sổ theo dõi hoặc với số liệu khác.",
            "\(contradictions) reported number\(isOne ? " does" : "s do") not agree with the registers or with"
              + " other numbers.")
          : words(
            "\(contradictions) số liệu báo cáo không khớp với số liệu khác.",
            "\(contradictions) reported number\(isOne ? " does" : "s do") not agree with other numbers."
          ),
        anchor: "checks", tone: .bad, weight: 900)
    ]
  }
}
