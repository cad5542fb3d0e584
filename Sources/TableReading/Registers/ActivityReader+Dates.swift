import ClusterMetrics
import OfficeWords
import Tables

/// Dates that are not among the plain ones.
extension ActivityReader {
  static func isPlausible(_ day: Day) -> Bool {
    PlausibleMonths.years.contains(day.components.year)
  }

  /// The day of a date that is not among the plain ones.
  mutating func day(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) -> Int32? {
    let column = layout.date
    guard !reader.rows.cell(column).isEmpty else {
      reader.addMissing(column, "date")
      return nil
    }
    if isDitto(&reader, column) { return nil }
    if reader.rows.number(column) == nil, !reader.holdsDate(column),
      let vague = layout.days.read(reader.rows.text(column)),
      ActivityReader.isPlausible(vague.first)
    {
      addVague(vague, column, &reader)
      if vague.period != nil { lastDay = vague.last.number }
      return vague.first.number
    }
    if layout.days.lacksYear(reader.rows.text(column)) {
      let text = reader.rows.text(column)
      reader.add(
        .badDate, column: column, about: text,
        vi:
          "\"\(text)\" thiếu năm, mà tiêu đề, tên trang tính và tên tệp cũng không ghi rõ năm; hãy ghi đủ ngày/tháng/năm",
        en:
          "\"\(text)\" names no year, and title, sheet and file do not say which one; write day/month/year"
      )
      return nil
    }
    guard let day = reader.date(column) else { return nil }
    guard ActivityReader.isPlausible(day) else {
      let year = day.components.year
      reader.add(
        .implausibleDate, column: column, about: "\(year)",
        vi: "năm \(year) không hợp lý; hãy sửa ngày",
        en: "the year \(year) cannot be right; correct the date")
      return nil
    }
    addStraddling(day, column, layout, &reader)
    return day.number
  }

  /// Days on both sides of a closing day: those of the first count.
  private func addStraddling(
    _ day: Day, _ column: Int, _ layout: ActivityLayout, _ reader: inout TableReader<some TableRows>
  ) {
    guard reader.rows.number(column) == nil else { return }
    let text = reader.rows.text(column)
    guard let last = LooseDate.lastDay(text, order: reader.habits.dateOrder),
      let parts = layout.days.parts(day, last)
    else { return }
    // Of months, which few reports are of, one finding tells of all.
    if parts.0.isMonth {
      reader.add(
        .vagueDate, .warning, column: column, about: "days of two months",
        vi:
          "các ngày như \"\(text)\" thuộc hai tháng: được tính vào ngày đầu, \(day.vietnamese)",
        en: "days such as \"\(text)\" lie in two months: they count on the first, \(day)")
      return
    }
    let (first, second) = (parts.0.spoken, parts.1.spoken)
    reader.add(
      .vagueDate, .warning, column: column, about: text,
      vi:
        "\"\(text)\" thuộc cả \(first.vietnamese) và \(second.vietnamese): được tính vào ngày đầu, \(day.vietnamese)",
      en:
        "\"\(text)\" lies in \(parts.0.name) and \(parts.1.name): it counts on its first day, \(day)"
    )
  }

  /// Says how a date is understood that names no day, or no year.
  private func addVague(
    _ vague: VagueDate, _ column: Int, _ reader: inout TableReader<some TableRows>
  ) {
    let text = reader.rows.text(column)
    if let period = vague.period, period.isDays {
      reader.add(
        .vagueDate, .warning, column: column, about: text,
        vi:
          "\"\(text)\" không ghi ngày cụ thể: chỉ được tính vào kỳ gồm đủ các ngày \(vague.first.vietnamese)–\(vague.last.vietnamese)",
        en:
          "\"\(text)\" names no day: it counts only in the periods that hold all days from \(vague.first) to \(vague.last)"
      )
    } else if let period = vague.period {
      reader.add(
        .vagueDate, .warning, column: column, about: text,
        vi:
          "\"\(text)\" không ghi ngày cụ thể: chỉ được tính vào kỳ gồm đủ \(period.spoken.vietnamese)"
          + " (\(vague.first.vietnamese)–\(vague.last.vietnamese))",
        en:
          "\"\(text)\" names no day: it counts only in the periods that hold all of \(period.name)"
          + " (\(vague.first) to \(vague.last))")
    } else {
      reader.add(
        .vagueDate, .warning, column: column, about: text,
        vi:
          "\"\(text)\" thiếu năm, được đọc là ngày \(vague.first.vietnamese) theo tiêu đề của bảng, tên trang tính hoặc tên tệp",
        en:
          "\"\(text)\" names no year; it was read as \(vague.first), as the title, the sheet's or the file's name says"
      )
    }
  }
}
