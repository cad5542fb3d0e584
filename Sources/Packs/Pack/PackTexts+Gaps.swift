import ClusterMetrics
import OfficeWords
import Reporting

/// What is missing from the numbers of a pack, as documents say it: `{{pack.gaps}}`.
extension ReportContext {
  /// The units that have not reported, or only parts of the period; one sentence without its full stop.
  var gaps: String {
    let (silent, partial, incomplete) = lacking
    func named(_ units: [Int]) -> String {
      words.units(named: units.map { roster.units[$0].name }, most: 8)
    }
    let early = units.filter { unit in
      indicators.contains { book.tally($0, for: .unit(unit), in: period).holdsEarlierParts }
    }
    let parts = [
      silent.isEmpty
        ? nil : words("chưa báo cáo: \(named(silent))", "not reported: \(named(silent))"),
      partial.isEmpty
        ? nil : words("chưa đủ kỳ: \(named(partial))", "not the whole period: \(named(partial))"),
      early.isEmpty
        ? nil
        : words(
          "số liệu gồm cả thời gian trước kỳ: \(named(early))",
          "figures that include time before the period: \(named(early))"),
      incomplete.isEmpty
        ? nil
        : words(
          "thiếu một số chỉ tiêu: \(named(incomplete))",
          "some indicators are missing: \(named(incomplete))"),
      uncomputed.isEmpty
        ? nil
        : words(
          "chưa tính được một số chỉ tiêu: \(named(uncomputed))",
          "some indicators cannot be computed: \(named(uncomputed))"),
    ].compactMap(\.self)
    // Rows left out because of an accepted error are missing, too.
    let leftOut = intake.leftOut.isEmpty ? [] : [words.leftOut(intake.leftOut)]
    let isOver = book.calendar.days(of: period).upperBound <= Today.day.next
    let course = (isOver ? [] : [words("kỳ chưa kết thúc", "the period is not over")]) + registers
    guard parts.isEmpty, course.isEmpty else {
      return words.sentence((course + parts + leftOut).joined(separator: "; "))
    }
    let whole = words(
      "Tất cả đơn vị đã báo cáo đủ kỳ", "All units have reported for the whole period")
    return ([whole] + leftOut).joined(separator: "; ")
  }

  /// Whether registers begin within the period, or end before it does.
  private var registers: [String] {
    guard book.plan.sources(of: indicators).contains(.registers) else { return [] }
    let ends = intake.reportedDays.earlyEnds(
      in: book.calendar.days(of: period), roster, today: Today.day)
    let own = ends.filter { units.contains($0.unit) }.map { end in
      let name = roster.units[end.unit].name
      return words(
        "sổ theo dõi của \(name) chỉ có đến \(words.date(end.day))",
        "the register of \(name) ends on \(words.date(end.day))")
    }
    return own
      + [
        book.registersBegin(in: period).map {
          words(
            "sổ theo dõi chỉ có từ \(words.date($0))", "the registers begin on \(words.date($0))")
        },
        book.recordsEnd(in: period).map {
          words(
            "sổ theo dõi mới có đến \(words.date($0))", "the registers end on \(words.date($0))")
        },
      ].compactMap(\.self)
  }
}
