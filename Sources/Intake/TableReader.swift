import ClusterMetrics

/// Walks over the rows of a table and turns every fault and every wrong cell into a finding.
struct TableReader<Rows: TableRows> {
  var rows: Rows
  let file: String
  var log = FindingLog()
  /// Rows that could not be split into cells.
  private(set) var brokenRows = 0
  private var headerCount = Int.max

  init(_ rows: Rows, file: String) {
    self.rows = rows
    self.file = file
  }

  /// Reads the first row as the header; `nil` where there is none.
  mutating func header(wanted: [String], mapped: [String: [String]]) -> Header? {
    guard advance() else {
      if !log.hasErrors {
        log.add(
          Finding(.noRecords, at: .init(file: file), vi: "tệp trống", en: "the file is empty"))
      }
      return nil
    }
    let header = Header(rows, wanted: wanted, mapped: mapped)
    headerCount = header.texts.count
    return header
  }

  /// Moves to the next row that can be read; `false` at the end.
  mutating func advance() -> Bool {
    while true {
      do throws(TableFault) {
        guard try rows.advance() else { return false }
        let extra = (headerCount..<max(headerCount, rows.cellCount)).first {
          !rows.cell($0).isEmpty
        }
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
  private mutating func report(_ fault: TableFault) -> Bool {
    switch fault {
    case .badQuote(let row, let column):
      log.add(
        Finding(
          .badQuote, at: .init(file: file, row: row, column: column),
          vi: "dấu ngoặc kép mở ở đây không được đóng đúng; hãy đóng ngoặc, hoặc viết hai dấu"
            + " ngoặc kép liền nhau cho một dấu trong ô",
          en: "the quote opened here is not closed properly; close it, or double a quote that"
            + " belongs to the text"))
    case .recordTooLong(let row, let limit):
      log.add(
        Finding(
          .recordTooLong, at: .init(file: file, row: row),
          vi: "dòng dài hơn \(limit) byte", en: "the row is longer than \(limit) bytes"))
    case .notUTF8(let row, let column):
      log.add(
        Finding(
          .notUTF8, at: .init(file: file, row: row, column: column),
          vi: "chữ không phải UTF-8; hãy lưu tệp với bảng mã \"CSV UTF-8\"",
          en: "the text is not UTF-8; save the file as \"CSV UTF-8\""))
    case .unreadable(let reason):
      log.add(
        Finding(
          .unreadableFile, at: .init(file: file), vi: "không đọc được tệp: \(reason)",
          en: "cannot read the file: \(reason)"))
      return false
    }
    return true
  }

  /// Adds a finding about a column (counted from 0) of the current row.
  mutating func add(
    _ code: Finding.Code, _ severity: Finding.Severity = .error, column: Int?, vi: String,
    en: String
  ) {
    let place = Finding.Place(file: file, row: rows.row, column: column.map { $0 + 1 })
    log.add(Finding(code, severity, at: place, vi: vi, en: en))
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
    add(
      .badDate, column: column,
      vi: "\"\(text)\" không phải là ngày có thật; hãy viết ngày/tháng/năm, ví dụ 17/6/2022",
      en: "\"\(text)\" is not a date of the calendar; write day/month/year, as 17/6/2022")
    return nil
  }

  /// The number in a cell; a doubtful one is counted and said.
  mutating func number(_ column: Int) -> Quantity? {
    switch NumberCell.parse(rows.cell(column)) {
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
