import Charting
import ClusterMetrics
import Intake
import Reporting
import ReportWords
import TableReading

/// Punctuality: a row for each unit, and a column for each reporting period within the pack's.
extension ReportContext {
  /// When units reported: a summarising sentence, a table, and a key to its signs.
  package struct PunctualityTable {
    package var headline: String
    package var table: DataTable
    package var note: String
  }

  /// `nil` if no deadline is known.
  package var punctuality: PunctualityTable? {
    let rounds = intake.punctuality.within(period, book.calendar)
    let own = Set(units)
    let standings = rounds.flatMap { round in
      round.standings.filter { own.contains($0.key) }.values
    }
    guard !standings.isEmpty else { return nil }
    let onTime = standings.count { $0 == .onTime }
    let dated = standings.count { $0 != .undated }
    let percent = words.percent(of: onTime, dated)
    let headline = words(
      "\(onTime)/\(dated) báo cáo gửi đúng hạn\(percent)",
      "\(onTime) of \(dated) reports sent on time\(percent)")
    let asked = units.filter { unit in rounds.contains { $0.standings[unit] != nil } }
    // If there are many units, only those that were not always on time are listed.
    let listed = hasManyUnits ? asked.filter { !isAlwaysOnTime($0, rounds) } : asked
    let rest = asked.count - listed.count
    let table = DataTable(
      columns: [.init(words("Đơn vị", "Unit"), wraps: true)]
        + rounds.map { round in
          .init(
            words.axisName(round.period).joined(separator: " ")
              + (round.due.map { day in
                words(" (hạn \(words.date(day)))", " (due \(words.date(day)))")
              } ?? ""), .trailing)
        } + [.init(words("Đúng hạn", "On time"), .trailing)],
      rows: listed.map { unit in
        let own = rounds.map { $0.standings[unit] }
        let known = own.compactMap(\.self).filter { $0 != .undated }
        return .init(
          [roster.units[unit].shortName] + own.map { text($0) }
            + ["\(known.count { $0 == .onTime })/\(known.count)"])
      })
    return PunctualityTable(
      headline: headline, table: table,
      note: (rest > 0
        ? words(
          "Không nêu \(rest) đơn vị luôn gửi đúng hạn. ",
          rest == 1
            ? "1 unit that was always on time is not listed. "
            : "\(rest) units that were always on time are not listed. ")
        : "")
        + words(
          "… chưa gửi · x không phải báo cáo · không rõ: không ghi ngày gửi, không tính vào tỷ lệ.",
          "… not sent · x not asked · unknown: no date given; not counted in the rate."))
  }

  func punctualityPages() -> [PageDraft] {
    guard let own = punctuality else { return [] }
    return [
      rowPage(
        of: own.table, anchor: "punctuality", name: punctualityName, headline: own.headline,
        subtitle: words(
          "Ngày gửi so với hạn gửi, ", "The day of sending compared with the day due, ")
          + maker.periodText,
        note: own.note, alternativeText: own.headline)
    ]
  }

  package var punctualityName: String { words("Chấp hành thời hạn báo cáo", "Sent on time") }

  private func isAlwaysOnTime(_ unit: Int, _ rounds: [Punctuality.Round]) -> Bool {
    rounds.allSatisfy { [nil, .onTime].contains($0.standings[unit]) }
  }

  private func text(_ standing: Punctuality.Standing?) -> String {
    switch standing {
    case nil: "x"
    case .onTime?: words("đúng hạn", "on time")
    case .late(let days)?:
      words("muộn \(days) ngày", "\(days) \(days == 1 ? "day" : "days") late")
    case .undated?: words("không rõ", "unknown")
    case .missing?: "…"
    }
  }
}

extension Wording {
  /// " (83,3%)"; empty if the whole is zero.
  fileprivate func percent(of part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "" }
    return " (" + numbers.text(Double(part) * 100 / Double(whole), decimals: 1) + "%)"
  }
}
