import BitCollections
import ClusterMetrics

/// Reads a register of activities into batches.
struct ActivityFile<Rows: TableRows> {
  private static var batchSize: Int { 4096 }

  private var reader: TableReader<Rows>
  private let names: NameResolver
  private let plan: TallyPlan
  private let columns: [String: [String]]
  private let number: Int
  private let fileNames: [String]
  /// The unit of all rows, where one is named above the header.
  private var unit: Int?
  /// The measures of the current row; kept, so that a row costs no allocation.
  private var measures: [Int64] = []

  static var required: [String] { ["date", "unit", "activity"] }

  init(
    _ table: Rows, file number: Int, of fileNames: [String], sheet: String?,
    names: NameResolver, plan: TallyPlan, columns: [String: [String]]
  ) {
    self.number = number
    self.fileNames = fileNames
    reader = TableReader(table, file: fileNames[number], sheet: sheet)
    self.names = names
    self.plan = plan
    self.columns = columns
  }

  var log: FindingLog { reader.log }

  /// Where the schema's columns stand in this file.
  private struct Layout {
    var date: Int
    /// `nil` where one unit is named above the header.
    var unit: Int?
    var commune: Int?
    var categories: [Int?]
    var measures: [Int?]
  }

  /// Reads every row, passing batches on.
  mutating func read(
    vocabularies: inout [CategoryReader], duplicates: inout DuplicateDetector,
    into sink: (ActivityBatch) -> Void
  ) -> FileSummary {
    var summary = FileSummary(file: reader.file)
    guard let layout = layout() else { return summary }
    var batch = ActivityBatch(schema: plan.schema)
    while reader.advance() {
      if isTotal(layout) {
        summary.totals += 1
        continue
      }
      summary.rows += 1
      guard append(layout, to: &batch, &vocabularies) else { continue }
      checkDuplicate(batch, layout, &duplicates)
      summary.accepted += 1
      if batch.count == ActivityFile.batchSize {
        sink(batch)
        batch.removeAll()
      }
    }
    summary.rows += reader.brokenRows
    if batch.count > 0 { sink(batch) }
    if reader.rows.hiddenRows > 0 {
      let count = reader.rows.hiddenRows
      reader.log.add(
        Finding(
          .hiddenRows, .warning, at: .init(file: reader.file, sheet: reader.sheet),
          vi: "\(count) dòng bị ẩn vẫn được tính; hãy bỏ ẩn, hoặc xóa nếu không dùng",
          en: "\(count) hidden rows are counted; show them, or delete what is not meant"))
    }
    if summary.rows == 0, !reader.log.hasErrors {
      reader.log.add(
        Finding(
          .noRecords, .warning, at: .init(file: reader.file), vi: "sổ không có dòng nào",
          en: "the register has no rows"))
    }
    return summary
  }

  /// The header, once the file has been read.
  private(set) var header: Header?

  private mutating func layout() -> Layout? {
    let own = plan.schema.categories.elements + plan.schema.measures.elements
    let wanted = ["date", "unit", "commune", "activity"] + own
    let header = reader.header(
      wanted: wanted, required: ActivityFile.required, mapped: columns)
    self.header = header
    // Measures and categories may be absent: not every register holds every number. What none of
    // them holds is said by `Project`.
    guard let header, let date = header[.date] else { return nil }
    if header[.unit] == nil {
      guard let unit = statedUnit() else { return nil }
      self.unit = unit
    }
    return Layout(
      date: date, unit: header[.unit], commune: header[.commune],
      categories: plan.schema.categories.map { header.columns[$0] },
      measures: plan.schema.measures.map { header.columns[$0] })
  }

  /// The unit that is named above the header for all rows.
  private mutating func statedUnit() -> Int? {
    guard let said = reader.preface[.unit] else { return nil }
    if let unit = names.roster.unit(named: said.text) { return unit }
    let place = Finding.Place(
      file: reader.file, sheet: reader.sheet, row: said.row, column: said.column + 1)
    reader.log.add(unknownUnit(said.text, at: place))
    return nil
  }

  private func unknownUnit(_ text: String, at place: Finding.Place) -> Finding {
    let hint = Finding.hint(names.nearestUnits(to: text))
    return Finding(
      .unknownUnit, at: place,
      vi: "đơn vị \"\(text)\" không có trong danh sách\(hint.vietnamese)",
      en: "unit \"\(text)\" is not in the roster\(hint.english)")
  }

  /// Whether the row sums up others: it has no date, and says "Cộng", "Tổng cộng" or "Tổng số".
  private mutating func isTotal(_ layout: Layout) -> Bool {
    guard
      reader.rows.cell(layout.date).isEmpty || DateCell.parse(reader.rows.cell(layout.date)) == nil
    else { return false }
    for column in 0..<min(reader.rows.cellCount, 8) where !reader.rows.cell(column).isEmpty {
      let key = NameKey(reader.rows.text(column)).text
      let words = key.split(separator: " ").prefix(2).map(String.init)
      guard TotalWords.keys.contains(words) || TotalWords.keys.contains(Array(words.prefix(1)))
      else { continue }
      reader.add(
        .totalRow, .warning, column: column, vi: "dòng cộng, không tính là hoạt động",
        en: "a row of totals, left out")
      return true
    }
    return false
  }

  /// Adds the current row to the batch, if every cell of it can be read.
  private mutating func append(
    _ layout: Layout, to batch: inout ActivityBatch, _ vocabularies: inout [CategoryReader]
  ) -> Bool {
    guard let day = day(layout.date), let unit = unit(layout.unit),
      let commune = commune(layout.commune, of: unit, on: day)
    else { return false }
    guard let activity = layout.categories[0], !reader.rows.cell(activity).isEmpty else {
      reader.addMissing(layout.categories[0], "activity")
      return false
    }
    measures.removeAll(keepingCapacity: true)
    for column in layout.measures {
      guard let column, !reader.rows.cell(column).isEmpty else {
        if let column, reader.rows.isUncomputed(column) {
          reader.addUncomputed(column)
          return false
        }
        measures.append(ActivityBatch.noMeasure)
        continue
      }
      guard let quantity = reader.number(column) else { return false }
      measures.append(Int64(quantity.parts))
    }
    for (index, value) in measures.enumerated() { batch.measures[index].append(value) }
    for (index, column) in layout.categories.enumerated() {
      batch.categories[index].append(
        column.map { vocabularies[index].number(of: reader.rows.cell($0)) } ?? -1)
    }
    batch.days.append(day.number)
    batch.rows.append(Int32(clamping: reader.rows.row))
    batch.units.append(Int32(unit))
    batch.communes.append(commune)
    return true
  }

  /// Says where the activity that was just added stands already.
  private mutating func checkDuplicate(
    _ batch: ActivityBatch, _ layout: Layout, _ duplicates: inout DuplicateDetector
  ) {
    let last = batch.count - 1
    var fingerprint = Fingerprint()
    fingerprint.add(batch.days[last])
    fingerprint.add(batch.units[last])
    fingerprint.add(batch.communes[last])
    for column in 0..<reader.rows.cellCount
    where column != layout.date && column != layout.unit && column != layout.commune {
      fingerprint.add(reader.rows.cell(column))
    }
    let origin = DuplicateDetector.Origin(file: number, row: reader.rows.row)
    guard let first = duplicates.firstSight(of: fingerprint.value, at: origin) else { return }
    let place = "\(fileNames[first.file]):\(first.row)"
    reader.add(
      .duplicateActivity, .warning, column: nil,
      vi: "giống hệt dòng \(place) và được tính hai lần; hãy xóa một dòng nếu nhập trùng",
      en: "the same as \(place), and counted twice; delete one if it was entered twice")
  }

  private mutating func day(_ column: Int) -> Day? {
    guard !reader.rows.cell(column).isEmpty else {
      reader.addMissing(column, "date")
      return nil
    }
    guard let day = reader.date(column) else { return nil }
    let year = day.components.year
    if !(1945...2100).contains(year) {
      reader.add(
        .implausibleDate, column: column, vi: "năm \(year) không hợp lý; hãy sửa ngày",
        en: "the year \(year) cannot be right; mend the date")
      return nil
    }
    return day
  }

  private mutating func unit(_ column: Int?) -> Int? {
    guard let column else { return unit }
    let cell = reader.rows.cell(column)
    guard !cell.isEmpty else {
      reader.addMissing(column, "unit")
      return nil
    }
    if let unit = names.unit(cell) { return unit }
    let place = Finding.Place(
      file: reader.file, sheet: reader.sheet, row: reader.rows.row, column: column + 1)
    reader.log.add(unknownUnit(reader.rows.text(column), at: place))
    return nil
  }

  /// The number of the commune, `noCommune` for an empty cell, `nil` where the name cannot be
  /// resolved.
  private mutating func commune(_ column: Int?, of unit: Int, on day: Day) -> Int32? {
    guard let column else { return ActivityBatch.noCommune }
    let cell = reader.rows.cell(column)
    guard !cell.isEmpty else { return ActivityBatch.noCommune }
    let candidates = names.communes(cell, inUnit: unit)
    let roster = names.roster
    let inForce = candidates.filter { roster.communes[$0].validity.holds(day) }
    if inForce.count == 1 { return Int32(inForce[0]) }
    let text = reader.rows.text(column)
    let unitName = roster.units[unit].name
    if inForce.count > 1 {
      let listed = inForce.map { "\"\(roster.communes[$0].name)\"" }
      reader.add(
        .ambiguousCommune, column: column,
        vi: "\"\(text)\" có thể là \(listed.joined(separator: " hoặc ")); hãy viết rõ loại",
        en: "\"\(text)\" can mean \(listed.joined(separator: " or ")); write which")
    } else if let former = candidates.first {
      let validity = roster.communes[former].validity
      reader.add(
        .notInForce, column: column,
        vi: "\(roster.communes[former].name) chỉ có trong danh sách của \(unitName) từ"
          + " \(validity.from) đến \(validity.through), ngày của hoạt động là \(day)",
        en: "\(roster.communes[former].name) is in the roster of \(unitName) from \(validity.from)"
          + " to \(validity.through) only, the activity is of \(day)")
    } else {
      let hint = Finding.hint(names.nearestCommunes(to: text, inUnit: unit))
      reader.add(
        .unknownCommune, column: column,
        vi: "xã, phường \"\(text)\" không có trong danh sách của \(unitName)\(hint.vietnamese)",
        en: "commune \"\(text)\" is not in the roster of \(unitName)\(hint.english)")
    }
    return nil
  }
}

/// How a row of totals begins.
private enum TotalWords {
  static let keys: [[String]] = ["Cộng", "Cộng:", "Tổng cộng", "Tổng số", "Tổng", "Tổng:"].map {
    NameKey($0).text.split(separator: " ").map(String.init)
  }
}

/// What was read of one file.
package struct FileSummary: Sendable, Hashable {
  package var file: String
  /// Rows below the header that are not blank.
  package var rows = 0
  package var accepted = 0
  /// Rows of totals, which are not among `rows`.
  package var totals = 0
  package var refused: Int { rows - accepted }
}

/// Numbers the texts of one column and notes which numbers occurred.
struct CategoryReader {
  private(set) var vocabulary: Vocabulary
  private(set) var seen = BitSet()
  private var spellings = SpellingTable()

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func number(of cell: ArraySlice<UInt8>) -> Int32 {
    guard !cell.isEmpty else { return -1 }
    let number = spellings.value(of: cell) { vocabulary.number(of: $0) }
    seen.insert(Int(number))
    return number
  }
}
