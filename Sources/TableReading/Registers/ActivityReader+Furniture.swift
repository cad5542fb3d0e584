import ClusterMetrics
import OfficeWords
import Tables

/// Rows that are no activities: parts of the sheet's form, and totals.
extension ActivityReader {
  /// Keeps what stands right below the header in columns that mean nothing yet: it may be its second level.
  func noteBelowHeader(
    _ reader: TableReader<some TableRows>, _ layout: ActivityLayout, _ stretch: inout Stretch
  ) {
    guard reader.rows.row == reader.headerRow + 1 else { return }
    for column in 0..<reader.rows.cellCount where !reader.rows.cell(column).isEmpty {
      let text = reader.rows.text(column)
      guard NumberCell.parse(reader.rows.cell(column)).outcome == .invalid, !text.hasPrefix("(")
      else { continue }
      stretch.belowHeader[column] = text
    }
  }

  /// Whether the row is no activity but a part of the sheet's form.
  mutating func isFurniture(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) -> Bool {
    if reader.rows.row == reader.headerRow + 1, !reader.habits.lowerHeader.isEmpty { return true }
    let row = RowForm(reader.rows, layout)
    if row.isSignature { isBelowEnd = true }
    if row.isForm {
      checkSection(&reader, layout)
      checkMeasureBelow(&reader, layout)
    }
    return row.isForm || (isBelowEnd && !row.hasNumbers && !row.hasUnit(names))
  }

  /// Says where a table whose unit stands above it goes on with another unit.
  private func checkSection(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) {
    guard layout.unit == nil, !layout.statedUnits.isEmpty else { return }
    var preface = Preface()
    preface.note(reader.rows, mapped: [:])
    let filled = (0..<reader.rows.cellCount).filter { !reader.rows.cell($0).isEmpty }
    guard let first = filled.first,
      let name = preface[.unit]?.text ?? (filled.count < 3 ? reader.rows.text(first) : nil)
    else { return }
    // "UBND HUYỆN B", "Huyện B, 6 tháng đầu năm 2022"
    let forms = [name, String(name.prefix { !",;(–".contains($0) })].flatMap {
      [$0, OfficeNames.unit($0)]
    }
    let units = forms.lazy.map { names.roster.units(named: $0) }.first { !$0.isEmpty } ?? []
    guard units != layout.statedUnits, !units.isEmpty || preface[.unit] != nil else { return }
    reader.add(
      .unknownUnit, column: filled.first, about: name,
      vi: "từ đây là số liệu của \(name), nhưng cả bảng được tính cho"
        + " \(names.roster.units[layout.statedUnits[0]].name); hãy tách ra tệp hoặc trang tính riêng, hoặc thêm"
        + " cột Đơn vị",
      en: "from here on the rows are those of \(name), but the whole table counts for"
        + " \(names.roster.units[layout.statedUnits[0]].name); put them into a file or sheet of their own,"
        + " or add a column for the unit")
  }

  /// Says where a line below the rows says that they are measured in something else than the indicators that add them up.
  private func checkMeasureBelow(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) {
    for column in 0..<reader.rows.cellCount where !reader.rows.cell(column).isEmpty {
      guard let stated = MeasureWords.stated(reader.rows.text(column)) else { continue }
      let fault = plan.indicators.lazy.filter { indicator in
        indicator.unitOfMeasure != nil
          && zip(self.plan.schema.measures, layout.measures).contains { measure, place in
            place != nil && indicator.definition == .sum(measure: measure)
          }
      }.compactMap { $0.fault(of: stated, ofTable: true) }.first
      guard let fault else { continue }
      reader.add(
        .unlikeMeasures, .warning, column: column, about: "measure below", vi: fault.vietnamese,
        en: fault.english)
    }
  }

  /// Whether the row sums up others: it has no date, and says "Cộng", "Tổng cộng" or "Tổng số".
  func isTotal(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) -> Bool {
    let date = reader.rows.cell(layout.date)
    guard date.isEmpty || DateCell.parse(date) == nil else { return false }
    for column in 0..<min(reader.rows.cellCount, 8) where !reader.rows.cell(column).isEmpty {
      let key = NameKey(reader.rows.text(column)).text
      let words = key.split(separator: " ").prefix(2).map(String.init)
      guard
        TotalWords.beginnings.contains(words)
          || TotalWords.beginnings.contains(Array(words.prefix(1)))
      else { continue }
      addTotal(&reader, column)
      return true
    }
    return false
  }

  @inline(never) func addTotal(_ reader: inout TableReader<some TableRows>, _ column: Int?) {
    reader.add(
      .totalRow, .warning, column: column, about: "",
      vi: "dòng tổng cộng, không tính là hoạt động", en: "a row of totals, left out")
  }
}
