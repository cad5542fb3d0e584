import ClusterMetrics

/// Opens a file as rows, whatever its format.
enum TableFile {
  /// The endings of files that can be read.
  static let endings = [".csv", ".xlsx"]

  /// Something to do with the rows of a file.
  protocol Reading {
    mutating func read(_ rows: some TableRows, sheet: String?)
  }

  /// Opens a file and hands its rows over.
  ///
  /// Of a workbook the first visible sheet is taken that has the required columns, or else the
  /// first visible sheet. Hidden sheets that have them are said.
  ///
  /// - Returns: findings about the choice of sheet.
  static func open(
    _ path: String, file: String, required: [String], mapped: [String: [String]],
    _ reading: inout some Reading
  ) throws(TableFault) -> [Finding] {
    guard path.lowercased().hasSuffix(".xlsx") else {
      reading.read(try CSVRows(path: path), sheet: nil)
      return []
    }
    let workbook = try Workbook(path: path)
    var findings: [Finding] = []
    var chosen: Workbook.Sheet?
    for sheet in workbook.sheets {
      if sheet.isHidden {
        guard try hasHeader(workbook, sheet, required, mapped) else { continue }
        findings.append(
          Finding(
            .hiddenSheet, .warning, at: .init(file: file, sheet: sheet.name),
            vi: "trang tính bị ẩn, không được đọc", en: "the sheet is hidden and was not read"))
      } else if chosen == nil, try hasHeader(workbook, sheet, required, mapped) {
        chosen = sheet
      }
    }
    guard let sheet = chosen ?? workbook.sheets.first(where: { !$0.isHidden }) else {
      throw .unreadable("all of its sheets are hidden")
    }
    reading.read(try SheetRows(workbook, sheet), sheet: sheet.name)
    return findings
  }

  private static func hasHeader(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, _ required: [String],
    _ mapped: [String: [String]]
  ) throws(TableFault) -> Bool {
    var rows = try SheetRows(workbook, sheet)
    for _ in 0..<TableReader<SheetRows>.rowsAboveHeader {
      guard try rows.advance() else { return false }
      if Header(rows, wanted: required, mapped: mapped).hasAll(required) { return true }
    }
    return false
  }
}
