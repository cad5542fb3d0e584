import ClusterMetrics
import Findings
import Office
import OfficeWords
import Settings
import Tables

/// Walks over the rows of a table and turns every fault and every wrong cell into a finding.
package struct TableReader<Rows: TableRows> {
  package var rows: Rows
  let file: String
  package let sheet: String?
  package var log = FindingLog()
  /// Rows that could not be split into cells.
  private(set) var brokenRows = 0
  /// The rows above the header.
  package private(set) var passed: [PassedRow] = []
  /// What stands above the header for all rows.
  private(set) var preface = Preface()
  /// How many columns there are up to the last one with a heading.
  private(set) var headerCount = Int.max
  /// How many cells the header has: Excel pads the rows of a CSV file with empty ones.
  private var headerWidth = Int.max
  private(set) var headerTexts: [String] = []
  /// By column, the unit of measure of its first number that states one.
  var measureWords: [Int: String] = [:]
  /// The row that the header stands in; 0 before it is found.
  package private(set) var headerRow = 0
  /// Whether the table is not read again with what its reading has shown.
  var isReadOnce = false
  /// What an earlier reading of the table has shown.
  var habits = TableHabits()
  /// By column, what its numbers prove.
  var evidence: [NumberEvidence] = []
  /// Rows with more cells than the header, all of them blank.
  var longRows = LongRows()
  /// Whether a fault stood in the way of reading on.
  private(set) var isStopped = false
  /// Whether the bytes of the current row are known to be text, or not.
  private var isText: Bool?

  package init(_ rows: Rows, file: String, sheet: String? = nil) {
    self.rows = rows
    self.file = file
    self.sheet = sheet
  }

  /// Reads on to the header: the first row that has every required column, but for those that are said
  /// above it or known beforehand. `nil`, and findings that say which columns are missing, where there is none.
  ///
  /// - Parameter given: what is known of a column without the table: the unit that the settings or the name of
  ///   the sheet says. It counts where no header is near to that of the column.
  package mutating func header(
    wanted: [String], required: [String], mapped: [String: [String]],
    given: [KnownColumn: String] = [:]
  ) -> Header? {
    var nearest: (header: Header, row: Int)?
    // Titles above a header have fewer cells than the data below it.
    for _ in 0..<TableHead.rowsAboveHeader {
      guard advance() else { break }
      var header = Header(rows, wanted: wanted, mapped: mapped)
      let needed = preface.remaining(of: required)
      let isGiven = needed.allSatisfy { id in
        guard header.columns[id] == nil else { return true }
        guard let column = KnownColumn(rawValue: id), given[column] != nil else { return false }
        return !header.hasNear(column, mapped: mapped)
      }
      if isGiven, header.columns.count > 1 || header.hasAll(needed) {
        headerRow = rows.row
        if !habits.lowerHeader.isEmpty {
          header = Header(rows, wanted: wanted, mapped: mapped, lower: habits.lowerHeader)
        }
        headerWidth = header.texts.count
        headerCount = (header.texts.lastIndex { !$0.isEmpty } ?? -1) + 1
        headerTexts = header.texts
        for (column, text) in given where header[column] == nil && preface[column] == nil {
          preface.know(column, text)
        }
        for finding in header.repeated(wanted, mapped: mapped, at: place(nil)) { log.add(finding) }
        passed.say(&log, file: file, sheet: sheet)
        brokenRows += passed.count(where: \.isDated)
        return header
      }
      preface.note(rows, mapped: mapped)
      passed.append(PassedRow(rows))
      if header.columns.count > nearest?.header.columns.count ?? -1 { nearest = (header, rows.row) }
    }
    if isStopped { return nil }
    if let nearest {
      let place = Finding.Place(file: file, sheet: sheet, row: nearest.row)
      let needed = preface.remaining(of: required).filter { id in
        guard let column = KnownColumn(rawValue: id), given[column] != nil else { return true }
        return nearest.header.hasNear(column, mapped: mapped)
      }
      let unsplit = nearest.header.texts.count == 1 ? rows.delimiterName : nil
      for finding in nearest.header.missing(
        needed.isEmpty ? required : needed, mapped: mapped, unsplit: unsplit, at: place)
      {
        log.add(finding)
      }
    } else if !log.hasErrors {
      log.add(
        Finding(
          .noRecords, at: .init(file: file, sheet: sheet), vi: "tệp trống", en: "the file is empty")
      )
    }
    return nil
  }

  /// A reader of further rows of a table whose header another one has read.
  init(_ rows: Rows, after other: TableReader<some TableRows>) {
    self.init(rows, file: other.file, sheet: other.sheet)
    (headerCount, headerWidth) = (other.headerCount, other.headerWidth)
    (headerRow, habits) = (other.headerRow, other.habits)
    headerTexts = other.headerTexts
  }

  /// Moves to the next row that can be read; `false` at the end.
  package mutating func advance() -> Bool {
    while advanceUnchecked() {
      if checkText() { return true }
      brokenRows += 1
    }
    return false
  }

  /// Moves to the next row, whose bytes may be no UTF-8: whoever uses them without `checkText` knows that
  /// they are, for all findings about the row make sure of it first.
  mutating func advanceUnchecked() -> Bool {
    while true {
      isText = nil
      do throws(TableFault) {
        guard try rows.advance() else { return false }
        if rows.quotedBreaks != nil { checkQuotedBreaks() }
        guard rows.cellCount > headerCount else { return true }
        guard isTooLong() else { return true }
      } catch {
        guard report(error) else { return false }
        brokenRows += 1
      }
    }
  }

  /// Whether the current row has more cells than the header, and so may have been cut at the wrong places.
  /// The cells of a sheet have places of their own: what stands beside its table shifts nothing, but for what somebody has
  /// pasted there.
  private mutating func isTooLong() -> Bool {
    guard rows.isDelimited else {
      // A remark needs no heading.
      let beside = rows.cell(headerCount)
      if !beside.isEmpty, NumberCell.parse(beside).outcome.quantity != nil {
        noteUntitled(headerCount)
      }
      return false
    }
    let extra = (headerCount..<rows.cellCount).first { !rows.cell($0).isEmpty }
    if let extra, extra < headerWidth {
      // A remark needs no heading, but for one that stood under its own: "Ghi chú".
      let isRemark = NumberCell.parse(rows.cell(extra)).outcome.quantity == nil
      let isOfRemarks = headerTexts[safe: headerCount - 1].map { LabelRole(header: $0) == .skip }
      if isRemark, isOfRemarks != true {
        noteUntitled(extra)
        return false
      }
      guard habits.refusesLongRows || isReadOnce else {
        longRows.addOne()
        noteUntitled(extra)
        return false
      }
    } else if extra == nil {
      guard rows.cellCount > headerWidth else { return false }
      guard habits.refusesLongRows else {
        longRows.addOne()
        return false
      }
    }
    brokenRows += 1
    if checkText() {
      log.addOnce(.tooManyFields(than: headerCount, at: place(extra ?? headerCount)))
    }
    return true
  }

  /// Says that a cell under no heading is not read.
  private mutating func noteUntitled(_ column: Int) {
    add(
      .tooManyFields, .warning, column: column, about: "untitled \(column)",
      vi:
        "ô này ở cột không có tiêu đề nên không được đọc; nếu các ô của dòng bị đẩy sang phải, hãy sửa lại; nếu không, hãy ghi tiêu"
        + " đề cho cột",
      en:
        "the cell is in a column without a heading, so it is not read; if the row's cells were moved to the right, correct them; if"
        + " not, write a heading for the column")
  }

  /// Says where a cell in quotes looks like whole rows that two stray quotes have swallowed.
  private mutating func checkQuotedBreaks() {
    guard let found = rows.quotedBreaks, headerCount < Int.max,
      found.mayBeRows(ofColumns: headerCount)
    else { return }
    guard checkText() else { return }
    log.add(.swallowedRows(found, at: place(found.column)))
  }

  /// Whether reading may go on.
  mutating func report(_ fault: TableFault) -> Bool {
    switch fault {
    case .badQuote, .recordTooLong:
      if let finding = Finding.brokenRow(fault, in: .init(file: file, sheet: sheet)) {
        log.add(finding)
      }
    case .unreadable:
      isStopped = true
      let reason = fault.reason
      guard headerRow > 0 else {
        // Nothing of the file counts.
        log.add(.unread(file, sheet, because: .damaged(reason)))
        return false
      }
      log.add(
        Finding(
          .unreadableFile, at: .init(file: file), vi: "không đọc được tệp: \(reason.vietnamese)",
          en: "cannot read the file: \(reason.english)"))
      return false
    }
    return true
  }

  /// Whether the bytes of the current row are UTF-8; a row that is none is one finding and no other.
  mutating func checkText() -> Bool {
    if let isText { return isText }
    let column = rows.columnOfBadText()
    isText = column == nil
    guard let column else { return true }
    log.add(
      Finding(
        .notUTF8, at: .init(file: file, sheet: sheet, row: rows.row, column: column + 1),
        vi: "chữ không phải UTF-8; hãy lưu tệp với bảng mã \"CSV UTF-8\"",
        en: "the text is not UTF-8; save the file as \"CSV UTF-8\""))
    return false
  }

  /// Adds a finding about a column (counted from 0) of the current row.
  ///
  /// - Parameter subject: what it is about, where all that is about the same is to be one finding; the message
  ///   is made for the first one only.
  package mutating func add(
    _ code: Finding.Code, _ severity: Finding.Severity = .error, column: Int?,
    about subject: String? = nil, vi: @autoclosure () -> String, en: @autoclosure () -> String
  ) {
    guard checkText() else { return }
    let place = place(column)
    if let subject, log.addAgain(code, severity, at: place, about: subject) { return }
    log.add(Finding(code, severity, at: place, about: subject, vi: vi(), en: en()))
  }

  /// The place of a column (counted from 0) of the current row.
  package func place(_ column: Int?) -> Finding.Place {
    Finding.Place(file: file, sheet: sheet, row: rows.row, column: column.map { $0 + 1 })
  }

  /// The text of a cell that may not be empty, or what is said above the header for all rows.
  mutating func required(_ header: Header, _ column: KnownColumn) -> String? {
    if header[column] == nil, let said = preface[column] { return said.text }
    return required(header[column], column.rawValue)
  }

  /// The text of a cell that may not be empty.
  package mutating func required(_ column: Int?, _ name: String) -> String? {
    guard let column, !rows.cell(column).isEmpty else {
      addMissing(column, name)
      return nil
    }
    return rows.text(column)
  }

  package mutating func addMissing(_ column: Int?, _ name: String) {
    if let column, rows.isUncomputed(column) { return addUncomputed(column) }
    let vietnamese = KnownColumn(rawValue: name)?.headers.first ?? name
    add(
      .missingValue, column: column, about: name,
      vi: "ô \"\(vietnamese)\" để trống; hãy ghi đầy đủ",
      en: "the cell \"\(name)\" is empty; fill it in")
  }
}
