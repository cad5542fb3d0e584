import ClusterMetrics

/// Walks over the rows of a table and turns every fault and every wrong cell into a finding.
struct TableReader<Rows: TableRows> {
  var rows: Rows
  let file: String
  let sheet: String?
  var log = FindingLog()
  /// Rows that could not be split into cells.
  private(set) var brokenRows = 0
  /// What stands above the header for all rows.
  private(set) var preface = Preface()
  private(set) var headerCount = Int.max
  /// Whether a fault stood in the way of reading on.
  private(set) var isStopped = false
  /// Whether the bytes of the current row are known to be text, or not.
  private var isText: Bool?

  init(_ rows: Rows, file: String, sheet: String? = nil) {
    self.rows = rows
    self.file = file
    self.sheet = sheet
  }

  /// How many rows may stand above a header: a title, the name of the office, an empty form's notes.
  static var rowsAboveHeader: Int { 30 }

  /// Reads on to the header: the first row that has every required column, but for those that are said
  /// above it. `nil`, and findings that
  /// say which columns are missing, where there is none.
  mutating func header(
    wanted: [String], required: [String], mapped: [String: [String]]
  ) -> Header? {
    var nearest: (header: Header, row: Int)?
    // Titles above a header have fewer cells than the data below it.
    for _ in 0..<TableReader.rowsAboveHeader {
      guard advance() else { break }
      let header = Header(rows, wanted: wanted, mapped: mapped)
      if header.hasAll(preface.remaining(of: required)) {
        headerCount = header.texts.count
        return header
      }
      preface.note(rows, mapped: mapped)
      if header.columns.count > nearest?.header.columns.count ?? -1 { nearest = (header, rows.row) }
    }
    if let nearest {
      let place = Finding.Place(file: file, sheet: sheet, row: nearest.row)
      let needed = preface.remaining(of: required)
      for finding in nearest.header.missing(needed, mapped: mapped, at: place) {
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
    headerCount = other.headerCount
  }

  /// Moves to the next row that can be read; `false` at the end.
  mutating func advance() -> Bool {
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
        guard rows.cellCount > headerCount else { return true }
        let extra = (headerCount..<rows.cellCount).first { !rows.cell($0).isEmpty }
        guard let extra else { return true }
        brokenRows += 1
        add(
          .tooManyFields, column: extra,
          vi: "dòng có nhiều ô hơn tiêu đề (\(headerCount)); ô có dấu phân cách phải đặt trong"
            + " ngoặc kép",
          en: "the row has more fields than the header (\(headerCount)); quote a field that holds"
            + " the delimiter")
      } catch {
        guard report(error) else { return false }
        brokenRows += 1
      }
    }
  }

  /// Whether reading may go on.
  mutating func report(_ fault: TableFault) -> Bool {
    switch fault {
    case .badQuote(let row, let column):
      log.add(
        Finding(
          .badQuote, at: .init(file: file, sheet: sheet, row: row, column: column),
          vi: "dấu ngoặc kép mở ở đây không được đóng đúng; hãy đóng ngoặc, hoặc viết hai dấu"
            + " ngoặc kép liền nhau cho một dấu trong ô",
          en: "the quote opened here is not closed properly; close it, or double a quote that"
            + " belongs to the text"))
    case .recordTooLong(let row, let limit):
      log.add(
        Finding(
          .recordTooLong, at: .init(file: file, sheet: sheet, row: row),
          vi: "dòng dài hơn \(ReadingLimits.text(limit)) (limits: {record: …})",
          en: "the row is longer than \(ReadingLimits.text(limit)) (limits: {record: …})"))
    case .unreadable(let reason):
      isStopped = true
      log.add(
        Finding(
          .unreadableFile, at: .init(file: file), vi: "không đọc được tệp: \(reason)",
          en: "cannot read the file: \(reason)"))
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
  mutating func add(
    _ code: Finding.Code, _ severity: Finding.Severity = .error, column: Int?, vi: String,
    en: String
  ) {
    guard checkText() else { return }
    log.add(Finding(code, severity, at: place(column), vi: vi, en: en))
  }

  /// The place of a column (counted from 0) of the current row.
  func place(_ column: Int?) -> Finding.Place {
    Finding.Place(file: file, sheet: sheet, row: rows.row, column: column.map { $0 + 1 })
  }

  /// Says why a name in a column of the current row means no unit in some days.
  mutating func addUnknownUnit(
    _ name: String, column: Int?, in roster: Roster, on days: Range<Day>
  ) {
    guard checkText() else { return }
    log.add(roster.unknownUnit(name, at: place(column), on: days))
  }

  /// The text of a cell that may not be empty, or what is said above the header for all rows.
  mutating func required(_ header: Header, _ column: KnownColumn) -> String? {
    if header[column] == nil, let said = preface[column] { return said.text }
    return required(header[column], column.rawValue)
  }

  /// The text of a cell that may not be empty.
  mutating func required(_ column: Int?, _ name: String) -> String? {
    guard let column, !rows.cell(column).isEmpty else {
      addMissing(column, name)
      return nil
    }
    return rows.text(column)
  }

  mutating func addMissing(_ column: Int?, _ name: String) {
    let vietnamese = KnownColumn(rawValue: name)?.headers.first ?? name
    add(
      .missingValue, column: column, vi: "ô \"\(vietnamese)\" bị trống",
      en: "the cell \"\(name)\" is empty")
  }

  /// The date in a cell.
  mutating func date(_ column: Int) -> Day? {
    if let day = DateCell.parse(rows.cell(column)) { return day }
    let text = rows.text(column)
    // A date whose cell lost its format is a bare number.
    if let day = rows.day(column), (1990...2100).contains(day.components.year) {
      add(
        .serialDate, .warning, column: column,
        vi: "số \(text) được đọc là ngày \(day); hãy định dạng ô là ngày",
        en: "the number \(text) was read as the date \(day); format the cell as a date")
      return day
    }
    add(
      .badDate, column: column,
      vi: "\"\(text)\" không phải là ngày có thật; hãy viết ngày/tháng/năm, ví dụ 17/6/2022",
      en: "\"\(text)\" is not a date of the calendar; write day/month/year, as 17/6/2022")
    return nil
  }

  /// Says where a formula was never computed: its file was written by a program that does not
  /// compute, and nobody has opened and saved it since.
  mutating func addUncomputed(_ column: Int) {
    add(
      .uncomputedFormula, column: column,
      vi: "công thức chưa có kết quả; hãy mở tệp bằng Excel và lưu lại",
      en: "the formula has no stored result; open the file in Excel and save it")
  }

  /// The number in a cell; a doubtful one is counted and said.
  mutating func number(_ column: Int) -> Quantity? {
    number(column, NumberCell.parse(rows.cell(column)))
  }

  /// The same, of a text that was read already.
  mutating func number(_ column: Int, _ parsed: NumberCell.Outcome) -> Quantity? {
    switch rows.number(column).map(NumberCell.quantity) ?? parsed {
    case .number(let quantity):
      return quantity
    case .doubtful(let quantity):
      let text = rows.text(column)
      let read = "\(quantity)"
      let vietnamese = read.replacing(".", with: ",")
      add(
        .ambiguousNumber, .warning, column: column,
        vi: "\"\(text)\" được đọc là \(vietnamese); nếu không phải, hãy viết lại theo kiểu 1.234,5",
        en: "\"\(text)\" was read as \(read); if that is wrong, write it as 1.234,5")
      return quantity
    case .invalid:
      let text = rows.text(column)
      add(
        .badNumber, column: column, vi: "\"\(text)\" không phải là số; hãy viết như 1.234,5",
        en: "\"\(text)\" is not a number; write it as 1.234,5")
      return nil
    }
  }
}
