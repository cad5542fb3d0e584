import ClusterMetrics

/// Opens a file as rows, whatever its format.
enum TableFile {
  /// The endings of files that can be read.
  static let endings = [".csv", ".xlsx"]

  /// Something to do with the rows of a file.
  protocol Reading {
    mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?)
  }

  /// Opens a file and hands its rows over.
  ///
  /// Of a workbook the first visible sheet is taken that has the required columns, or else the
  /// first visible sheet. Hidden sheets that have them are said.
  ///
  /// - Parameters:
  ///   - sheet: the sheet to read, hidden or not, instead.
  ///   - isOptional: whether a workbook without such a sheet is passed over.
  /// - Returns: findings about the choice of encoding or sheet.
  static func open(
    _ path: String, file: String, sheet: String? = nil, required: [String],
    definition: ProjectDefinition, isOptional: Bool = false, _ reading: inout some Reading
  ) throws(TableFault) -> [Finding] {
    let mapped = definition.columns
    guard path.lowercased().hasSuffix(".xlsx") else {
      let source = try CSVSource(
        path: path, declared: definition.encoding, recordLimit: definition.limits.record)
      reading.read(BlockwiseRows(source), sheet: nil)
      guard let guessed = source.guessed?.rawValue else { return [] }
      return [
        Finding(
          .guessedEncoding, .warning, at: .init(file: file),
          vi: "tệp không phải UTF-8, được đọc theo bảng mã \(guessed); nếu đúng, hãy ghi"
            + " \"encoding: \(guessed)\" vào giaoban.yaml",
          en: "the file is not UTF-8 and was read as \(guessed); if that is right, write"
            + " \"encoding: \(guessed)\" in giaoban.yaml")
      ]
    }
    let workbook = try Workbook(path: path, limits: definition.limits)
    if let sheet {
      guard let named = workbook.sheets.first(where: { NameKey($0.name) == NameKey(sheet) }) else {
        let names = workbook.sheets.map(\.name)
        let hint = Finding.hint(NameKey.nearest(to: sheet, among: names))
        return [
          Finding(
            .unknownSheet, at: .init(file: file),
            vi: "tệp không có trang \"\(sheet)\"\(hint.vietnamese)",
            en: "the file has no sheet \"\(sheet)\"\(hint.english)")
        ]
      }
      reading.read(BlockwiseRows(try workbook.source(named)), sheet: named.name)
      return []
    }
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
    if chosen == nil, isOptional { return findings }
    guard let sheet = chosen ?? workbook.sheets.first(where: { !$0.isHidden }) else {
      throw .unreadable("all of its sheets are hidden")
    }
    reading.read(BlockwiseRows(try workbook.source(sheet)), sheet: sheet.name)
    return findings
  }

  private static func hasHeader(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, _ required: [String],
    _ mapped: [String: [String]]
  ) throws(TableFault) -> Bool {
    // A header stands near the beginning.
    var rows = BlockwiseRows(try workbook.source(sheet, blockSize: 1 << 15))
    var preface = Preface()
    for _ in 0..<TableReader<BlockwiseRows<SheetSource>>.rowsAboveHeader {
      guard try rows.advance() else { return false }
      let header = Header(rows, wanted: required, mapped: mapped)
      if header.hasAll(preface.remaining(of: required)) { return true }
      preface.note(rows, mapped: mapped)
    }
    return false
  }
}
