import Tables

extension TableFile {
  /// The sheet of a name, or the first visible one that has some columns, or else the first visible one.
  func sheet(
    _ name: String?, orWith required: [String], definition: ProjectDefinition,
    _ log: inout FindingLog
  ) throws(TableFault) -> Sheet? {
    guard isWorkbook else { return nil }
    if let name {
      if let sheet = sheet(named: name) { return sheet }
      log.add(unknownSheet(name))
    }
    let visible = sheets.filter { !$0.isHidden }
    for sheet in visible {
      var search = HeaderSearch(required: required, mapped: definition.columns)
      try read(sheet, isPeek: true, into: &search)
      if search.isFound { return sheet }
    }
    guard let first = visible.first else {
      throw .unreadable(vi: "mọi trang tính đều bị ẩn", en: "all of its sheets are hidden")
    }
    return first
  }
}

/// Looks for a header among the first rows of a table.
private struct HeaderSearch: TableFile.Reading {
  let required: [String]
  let mapped: [String: [String]]
  private(set) var isFound = false

  init(required: [String], mapped: [String: [String]]) {
    (self.required, self.mapped) = (required, mapped)
  }

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var rows = rows
    var preface = Preface()
    for _ in 0..<TableHead.rowsAboveHeader where (try? rows.advance()) == true {
      let header = Header(rows, wanted: required, mapped: mapped)
      isFound = isFound || header.hasAll(preface.remaining(of: required))
      preface.note(rows, mapped: mapped)
    }
  }
}
