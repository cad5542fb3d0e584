import Charting
import CXlsxWriter
import Foundation

/// The style of a cell. Sheets share one format for equal styles.
package struct CellStyle: Hashable {
  package enum Alignment {
    case leading, trailing, centre
  }

  package var numberFormat = ""
  package var isBold = false
  package var isItalic = false
  package var size = 10.0
  package var alignment: Alignment?
  package var wraps = false
  /// White on the accent colour.
  package var isHeader = false
  /// A rule above, as for totals.
  package var hasRuleAbove = false
  /// Borders on all sides, as in forms.
  package var hasBorder = false
  package var isGrey = false

  package init(
    numberFormat: String = "", isBold: Bool = false, isItalic: Bool = false, size: Double = 10.0,
    alignment: Alignment? = nil, wraps: Bool = false, isHeader: Bool = false,
    hasRuleAbove: Bool = false, hasBorder: Bool = false, isGrey: Bool = false
  ) {
    self.numberFormat = numberFormat
    self.isBold = isBold
    self.isItalic = isItalic
    self.size = size
    self.alignment = alignment
    self.wraps = wraps
    self.isHeader = isHeader
    self.hasRuleAbove = hasRuleAbove
    self.hasBorder = hasBorder
    self.isGrey = isGrey
  }
}

/// An XLSX file under construction, through libxlsxwriter. Text is never interpreted: a cell that begins with `=` is
/// not a formula.
package final class Spreadsheet {
  /// The reason why a workbook could not be written.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// The purpose of a workbook.
  package enum Use: String {
    /// Results of Giaoban, which are never read as a source.
    case results = "Giaoban"
    /// A form to be filled in and returned.
    case form = "Giaoban form"
  }

  /// The background of headers, and the colour of the subject.
  package var accent = Theme.image.accent.number
  package static let grey: UInt32 = 0x5B6166
  package static let light: UInt32 = 0xBCD3DC

  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private let path: URL
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var names: Set<String> = []

  /// - Parameters:
  ///   - created: the creation date in the file.
  ///   - use: the purpose, written as a mark by which the intake tells results from input.
  package init(title: String, author: String, created: Date, use: Use = .results) throws {
    path = FileManager.default.temporaryDirectory.appending(
      path: "giaoban-\(UUID().uuidString).xlsx")
    guard let workbook = workbook_new(path.path) else {
      throw Failure(description: "\(path.path) cannot be written")
    }
    self.workbook = workbook
    var strings = CStrings()
    defer { strings.free() }
    var properties = lxw_doc_properties()
    properties.title = strings.copy(title)
    properties.author = strings.copy(author)
    properties.comments = strings.copy(use.rawValue)
    properties.created = time_t(created.timeIntervalSince1970)
    workbook_set_properties(workbook, &properties)
  }

  deinit {
    // An unfinished workbook leaves no file; closing frees the library's memory.
    if let workbook { workbook_close(workbook) }
    try? FileManager.default.removeItem(at: path)
  }

  /// Finishes the workbook and returns its bytes.
  package func finish() throws -> Data {
    guard let workbook else { throw Failure(description: "the workbook is finished already") }
    self.workbook = nil
    let status = workbook_close(workbook)
    guard status == LXW_NO_ERROR else {
      throw Failure(description: String(cString: lxw_strerror(status)))
    }
    return try Data(contentsOf: path)
  }

  /// Adds a sheet; its name is shortened and loses characters that Excel does not allow.
  package func sheet(_ name: String) throws -> Worksheet {
    var plain = String(name.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(28))
    var number = 2
    while names.contains(plain.lowercased()) {
      plain = String(plain.prefix(25)) + " \(number)"
      number += 1
    }
    names.insert(plain.lowercased())
    guard let workbook, let pointer = workbook_add_worksheet(workbook, plain) else {
      throw Failure(description: "the sheet \(plain) cannot be added")
    }
    return Worksheet(name: plain, pointer: pointer, spreadsheet: self)
  }

  /// Defines a name for a range, for formulas and drop-down lists.
  package func define(_ name: String, as formula: String) {
    workbook_define_name(workbook, name, formula)
  }

  package func chart(_ type: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook_add_chart(workbook, UInt8(type.rawValue))
  }

  package func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let format = formats[style] { return format }
    guard let format = workbook_add_format(workbook) else { return nil }
    format_set_font_name(format, "Arial")
    format_set_font_size(format, style.size)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if !style.numberFormat.isEmpty { format_set_num_format(format, style.numberFormat) }
    if style.isBold || style.isHeader { format_set_bold(format) }
    if style.isItalic { format_set_italic(format) }
    if style.wraps { format_set_text_wrap(format) }
    if style.isGrey { format_set_font_color(format, Spreadsheet.grey) }
    if style.isHeader {
      format_set_bg_color(format, accent)
      format_set_font_color(format, 0xFFFFFF)
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0xFFFFFF)
    }
    if style.hasRuleAbove { format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if style.hasBorder {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0xA0A6AC)
    }
    let alignment: lxw_format_alignments? =
      switch style.alignment {
      case .leading: LXW_ALIGN_LEFT
      case .trailing: LXW_ALIGN_RIGHT
      case .centre: LXW_ALIGN_CENTER
      case nil: nil
      }
    if let alignment { format_set_align(format, UInt8(alignment.rawValue)) }
    formats[style] = format
    return format
  }
}

/// C copies of strings for structures that take pointers.
package struct CStrings {
  private var pointers: [UnsafeMutablePointer<CChar>] = []

  package mutating func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
    let pointer = strdup(text)
    if let pointer { pointers.append(pointer) }
    return pointer
  }

  package mutating func free() {
    for pointer in pointers { Foundation.free(pointer) }
    pointers = []
  }
}
