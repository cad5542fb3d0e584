import ClusterMetrics
import OfficeWords
import Tables

/// The unit and the commune of an activity.
extension ActivityReader {
  @inline(__always) mutating func unit<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ layout: ActivityLayout, on day: Int32
  ) -> Int? {
    guard let column = layout.unit else { return statedUnit(&reader, layout, on: day) }
    return names.unit(reader.rows.rawCell(column), on: day)
      ?? unknownUnit(&reader, layout, column, on: Day(number: day))
  }

  /// Says why a name means no unit.
  @inline(never) private mutating func unknownUnit(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout, _ column: Int,
    on day: Day
  ) -> Int? {
    guard reader.checkText() else { return nil }
    // "Hà Trung, ngày 17/6/2022" below a table has a date, and is no activity.
    if DateCell.parse(reader.rows.cell(layout.date)) == nil, isFurniture(&reader, layout) {
      isPassedOver = true
      return nil
    }
    guard !reader.rows.cell(column).isEmpty else {
      reader.addMissing(column, "unit")
      return nil
    }
    if isDitto(&reader, column) { return nil }
    names.addUnknownUnit(reader.rows.text(column), column, to: &reader, on: day..<day.next)
    return nil
  }

  /// The unit that is named above the header, on the day of a row.
  private mutating func statedUnit(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout, on day: Int32
  ) -> Int? {
    let roster = names.roster
    let day = Day(number: day)
    if let unit = roster.unit(among: layout.statedUnits, on: day) { return unit }
    names.addUnknownUnit(
      roster.units[layout.statedUnits[0]].name, layout.date, to: &reader, on: day..<day.next)
    return nil
  }

  /// The number of the commune, `noCommune` for an empty cell, `nil` where the name cannot be
  /// resolved.
  @inline(__always) mutating func commune<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ column: Int?, of unit: Int, on day: Int32
  ) -> Int32? {
    guard let column else { return ActivityBatch.noCommune }
    let cell = reader.rows.rawCell(column)
    guard !cell.isEmpty else {
      guard reader.rows.isUncomputed(column) else { return ActivityBatch.noCommune }
      reader.addUncomputed(column)
      return nil
    }
    return names.commune(cell, inUnit: unit, on: day)
      ?? doubtfulCommune(&reader, column, of: unit, on: Day(number: day))
  }

  /// Says why a name means no commune, or several, unless the cell is empty.
  @inline(never) private mutating func doubtfulCommune(
    _ reader: inout TableReader<some TableRows>, _ column: Int, of unit: Int, on day: Day
  ) -> Int32? {
    let cell = reader.rows.cell(column)
    // A dash says that there is none.
    guard !cell.isEmpty, !cell.text.isDash else { return ActivityBatch.noCommune }
    if isDitto(&reader, column) { return nil }
    let roster = names.roster
    let candidates = roster.communes(named: cell.text, inUnit: unit)
    let inForce = candidates.filter { roster.communes[$0].validity.holds(day) }
    let text = reader.rows.text(column)
    let unitName = roster.units[unit].name
    if inForce.count > 1 {
      let listed = inForce.map { "\"\(roster.communes[$0].name)\"" }
      reader.add(
        .ambiguousCommune, column: column, about: "\(unit) \(text)",
        vi: "\"\(text)\" có thể là \(listed.joined(separator: " hoặc ")); hãy ghi đầy đủ tên",
        en: "\"\(text)\" can mean \(listed.joined(separator: " or ")); write the full name")
    } else if let former = candidates.first {
      let days = roster.communes[former].validity.text
      reader.add(
        .notInForce, column: column, about: "\(unit) \(text)",
        vi: "\(roster.communes[former].name) chỉ có trong danh sách xã, phường của \(unitName)"
          + " \(days.vietnamese), còn hoạt động diễn ra ngày \(day.vietnamese)",
        en: "\(roster.communes[former].name) is among the communes of \(unitName) only"
          + " \(days.english), but the activity was on \(day)")
    } else {
      reader.add(
        .unknownCommune, column: column, about: "\(unit) \(text)",
        vi: "xã, phường \"\(text)\" không có trong danh sách xã, phường của \(unitName)"
          + names.hint(toCommune: text, inUnit: unit).vietnamese,
        en: "commune \"\(text)\" is not among the communes of \(unitName)"
          + names.hint(toCommune: text, inUnit: unit).english)
    }
    return nil
  }
}
