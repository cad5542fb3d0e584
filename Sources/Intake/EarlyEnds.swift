import ClusterMetrics
import Findings
import OfficeWords
import Settings

/// Registers of single units that stop early.
extension Project {
  /// Units whose own register stops while those of others go on: their numbers are of parts of a period.
  func earlyEnds(
    _ reported: ReportedDays, in periods: [Period], _ calendar: ReportingCalendar
  ) -> [Finding] {
    periods.flatMap { period in
      reported.earlyEnds(in: calendar.days(of: period), roster, today: Today.day).map { end in
        let name = roster.units[end.unit].name
        return Finding(
          .partsOnly, .warning, at: .init(file: ProjectFile.name),
          about: "register \(end.unit) \(period.name)",
          vi:
            "\(period.spoken.vietnamese): sổ theo dõi của \(name) chỉ có đến \(end.day.vietnamese), sổ của đơn vị khác còn tiếp; số liệu"
            + " của đơn vị này có thể chưa đủ kỳ",
          en:
            "\(period.name): the register of \(name) ends on \(end.day), and those of others go on; its numbers may be of a part of"
            + " the period")
      }
    }
  }
}
