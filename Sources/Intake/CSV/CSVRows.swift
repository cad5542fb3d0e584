/// Reads CSV row by row, in the memory of one block, so that a file of any size takes little.
struct CSVRows: TableRows {
  let source: CSVSource
  /// The rows of the current block; those that are left of it may be read by themselves.
  private(set) var records: CSVRecords

  /// Opens a file, finds its encoding and delimiter, and stands before its first row.
  init(
    path: String, declared: TextEncoding? = nil, blockSize: Int = CSVSource.blockSize,
    recordLimit: Int = ReadingLimits().record
  ) throws(TableFault) {
    source = try CSVSource(
      path: path, declared: declared, blockSize: blockSize, recordLimit: recordLimit)
    records = CSVRecords(source.block(), delimiter: source.delimiter)
  }

  mutating func advance() throws(TableFault) -> Bool {
    while true {
      if try records.advance() { return true }
      guard try source.fill(records.block) else { return false }
      records.begin()
    }
  }

  var row: Int { records.row }
  var cellCount: Int { records.cellCount }
  func cell(_ index: Int) -> Cell { records.cell(index) }
  func rawCell(_ index: Int) -> Cell { records.rawCell(index) }
  func columnOfBadText() -> Int? { records.columnOfBadText() }
}
