import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import Settings
import Tables

/// A file that has been opened: text, which is one table, or a workbook with its sheets.
package final class TableFile {
  /// Something to do with the rows of a table.
  package protocol Reading {
    mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?)
  }

  private enum Content {
    case text
    case workbook(Workbook)
    case markup(MarkupWorkbook)
  }

  /// The file's name within the project.
  let name: String
  private let path: String
  private let content: Content
  private let encoding: TextEncoding?
  private let limits: TableLimits

  /// - Parameter kind: one that is not refused.
  package init(
    _ path: String, name: String, kind: FileKind, definition: ProjectDefinition
  ) throws(TableFault) {
    self.path = path
    self.name = name
    (encoding, limits) = (definition.encoding, definition.limits.tables)
    content =
      if let format = kind.markup {
        .markup(try MarkupWorkbook(path: path, format: format, limits: definition.limits.tables))
      } else if kind.needsConversion {
        .workbook(try LibreOffice.workbook(of: path, limits: definition.limits.tables))
      } else if case .workbook = kind {
        .workbook(try Workbook(path: path, limits: definition.limits.tables))
      } else {
        .text
      }
  }

  /// The sheets of a workbook; none of a text.
  package var sheets: [Sheet] {
    switch content {
    case .workbook(let workbook): workbook.sheets
    case .markup(let workbook): workbook.sheets
    case .text: []
    }
  }

  /// Whether its tables stand in sheets.
  var isWorkbook: Bool { !sheets.isEmpty }

  /// The sheet of a name, matched as names are.
  package func sheet(named name: String) -> Sheet? {
    sheets.first { $0.name == name } ?? sheets.first { NameKey($0.name) == NameKey(name) }
  }

  /// Says that a sheet that the settings name is not there, and which name is nearest.
  func unknownSheet(_ name: String) -> Finding {
    let hint = Finding.hint(NameKey.nearest(to: name, among: sheets.map(\.name)))
    return Finding(
      .unknownSheet, at: .init(file: self.name),
      vi: "tệp không có trang tính \"\(name)\"\(hint.vietnamese)",
      en: "the file has no sheet \"\(name)\"\(hint.english)")
  }

  /// Whether the workbook was made by this program as a result, and is no source.
  var isResult: Bool {
    if case .workbook(let workbook) = content { workbook.isResult } else { false }
  }

  /// A text in an old font of the part that has been read, and what it became.
  var oldText: (old: String, new: String)? {
    switch content {
    case .workbook(let workbook): workbook.oldTexts.example
    case .markup(let workbook): workbook.oldTexts.example
    case .text: nil
    }
  }

  /// How many bytes the file keeps in memory while it is open.
  var weight: Int {
    if case .workbook(let workbook) = content { workbook.strings.bytes.count } else { 0 }
  }

  /// Hands over the rows of a table.
  ///
  /// Callers outside of this module go through a reading of it that names its type, so that the compiler makes one loop of
  /// the format's rows and what is done with them.
  ///
  /// - Parameters:
  ///   - sheet: of a workbook, the sheet.
  ///   - isPeek: whether only the first rows will be read.
  ///   - carried: what stands for more than its own cell.
  /// - Returns: findings about the choice of encoding.
  @discardableResult
  package func read(
    _ sheet: Sheet?, isPeek: Bool = false, carried: CarriedCells = CarriedCells(),
    into reading: inout some Reading
  ) throws(TableFault) -> [Finding] {
    switch content {
    case .workbook(let workbook):
      guard let sheet = sheet ?? workbook.sheets.first(where: { !$0.isHidden }) else { return [] }
      let source =
        isPeek ? try workbook.source(sheet, blockSize: 1 << 15) : try workbook.source(sheet)
      hand(source, carried, sheet.name, to: &reading)
      return oldFont(isPeek)
    case .markup(let workbook):
      let sheet = sheet ?? workbook.sheets.first { !$0.isHidden }
      hand(try workbook.source(sheet), carried, sheet?.name, to: &reading)
      return oldFont(isPeek)
    case .text:
      let source = try CSVSource(path: path, declared: encoding, recordLimit: limits.record)
      hand(source, carried, nil, to: &reading)
      return source.findings(of: name)
    }
  }

  /// What is said of text in old fonts that was met so far.
  private func oldFont(_ isPeek: Bool) -> [Finding] {
    guard !isPeek, let text = oldText else { return [] }
    return [.oldFont(text.old, text.new, name)]
  }

  private func hand(
    _ source: some BlockSource, _ carried: CarriedCells, _ sheet: String?,
    to reading: inout some Reading
  ) {
    if carried.isEmpty {
      reading.read(BlockwiseRows(source), sheet: sheet)
    } else {
      reading.read(BlockwiseRows(SpreadSource(source, carried)), sheet: sheet)
    }
  }
}

extension CSVSource {
  /// What is doubtful about how the text was decoded.
  fileprivate func findings(of file: String) -> [Finding] {
    if lostLetters > 0 {
      return [
        Finding(
          .lostLetters, at: .init(file: file),
          vi:
            "chữ tiếng Việt đã mất, thành dấu ? (\(lostLetters) chỗ trong phần đầu tệp); hãy lưu lại"
            + " từ tệp gốc dạng \"CSV UTF-8\" hoặc .xlsx",
          en:
            "Vietnamese letters were lost and became ? (\(lostLetters) in the beginning); save the"
            + " original again as \"CSV UTF-8\" or .xlsx")
      ]
    }
    guard let guessed else { return [] }
    guard !guessed.isCertain else {
      return [
        Finding(
          .guessedEncoding, .warning, at: .init(file: file),
          vi:
            "chữ trong tệp gõ bằng phông cũ (\(guessed.fontName)), đã đổi sang Unicode; hãy kiểm tra lại",
          en:
            "its text was typed in an old font (\(guessed.fontName)), and was turned into Unicode; check"
            + " it")
      ]
    }
    return [
      Finding(
        .guessedEncoding, .warning, at: .init(file: file),
        vi: "tệp không phải UTF-8, được đọc theo bảng mã \(guessed.rawValue); nếu đúng, hãy khai"
          + " báo encoding: \(guessed.rawValue) trong giaoban.yaml",
        en: "the file is not UTF-8 and was read as \(guessed.rawValue); if that is right, set"
          + " encoding: \(guessed.rawValue) in giaoban.yaml")
    ]
  }
}
