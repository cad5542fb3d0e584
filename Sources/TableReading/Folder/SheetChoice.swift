import Findings
import OfficeWords
import Settings
import Tables

extension TableFile {
  /// The sheet of a name, or the first visible one that has some columns, or else the first visible one.
  package func sheet(
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
package struct HeaderSearch: TableFile.Reading {
  let required: [String]
  let mapped: [String: [String]]
  package private(set) var isFound = false

  package init(required: [String], mapped: [String: [String]]) {
    (self.required, self.mapped) = (required, mapped)
  }

  package mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var rows = rows
    var preface = Preface()
    for _ in 0..<TableHead.rowsAboveHeader where (try? rows.advance()) == true {
      let header = Header(rows, wanted: required, mapped: mapped)
      isFound = isFound || header.hasAll(preface.remaining(of: required))
      preface.note(rows, mapped: mapped)
    }
  }
}

extension Finding {
  /// A sheet that those do not see who open the file.
  package static func hiddenSheet(_ sheet: String, in file: String) -> Finding {
    Finding(
      .hiddenSheet, .warning, at: .init(file: file, sheet: sheet),
      vi: "trang tính bị ẩn, không được đọc; hãy bỏ ẩn nếu cần tính, hoặc xóa",
      en: "the sheet is hidden and was not read; show it if it is to count, or delete it")
  }
}
