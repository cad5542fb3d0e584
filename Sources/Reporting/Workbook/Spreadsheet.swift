import CXlsxWriter
import Foundation

/// How a cell looks. Sheets share one format for equal styles.
struct CellStyle: Hashable {
  enum Alignment {
    case leading, trailing, centre
  }

  var numberFormat = ""
  var isBold = false
  var isItalic = false
  var size = 10.0
  var alignment: Alignment?
  var wraps = false
  /// White on the accent colour.
  var isHeader = false
  /// A rule above, as totals have.
  var hasRuleAbove = false
  /// Lines on all sides, as forms have.
  var hasBorder = false
  var isGrey = false
}

/// An XLSX file that is being written, over libxlsxwriter. Text is always text: a cell that begins
/// with `=` is no formula.
final class Spreadsheet {
  /// Why a workbook could not be written.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  static let accent: UInt32 = 0x0A6C8F
  static let grey: UInt32 = 0x5B6166
  static let light: UInt32 = 0xBCD3DC

  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private let path: URL
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var names: Set<String> = []

  /// - Parameter created: the date that the file bears.
  init(title: String, author: String, created: Date) throws {
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
    properties.comments = strings.copy("Giaoban")
    properties.created = time_t(created.timeIntervalSince1970)
    workbook_set_properties(workbook, &properties)
  }

  deinit {
    // Whoever did not finish wants no file; closing frees what the library holds.
    if let workbook { workbook_close(workbook) }
    try? FileManager.default.removeItem(at: path)
  }

  /// Ends the workbook and gives its bytes.
  func finish() throws -> Data {
    guard let workbook else { throw Failure(description: "the workbook is finished already") }
    self.workbook = nil
    let status = workbook_close(workbook)
    guard status == LXW_NO_ERROR else {
      throw Failure(description: String(cString: lxw_strerror(status)))
    }
    return try Data(contentsOf: path)
  }

  /// Adds a sheet; names are shortened and freed of what Excel does not allow.
  func sheet(_ name: String) throws -> Sheet {
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
    return Sheet(name: plain, pointer: pointer, spreadsheet: self)
  }

  /// Names a range for formulas and drop-down lists.
  func define(_ name: String, as formula: String) {
    workbook_define_name(workbook, name, formula)
  }

  fileprivate func chart(_ type: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook_add_chart(workbook, UInt8(type.rawValue))
  }

  fileprivate func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
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
      format_set_bg_color(format, Spreadsheet.accent)
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
struct CStrings {
  private var pointers: [UnsafeMutablePointer<CChar>] = []

  mutating func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
    let pointer = strdup(text)
    if let pointer { pointers.append(pointer) }
    return pointer
  }

  mutating func free() {
    for pointer in pointers { Foundation.free(pointer) }
    pointers = []
  }
}

/// A sheet of a workbook; rows and columns are counted from 0.
struct Sheet {
  let name: String
  fileprivate let pointer: UnsafeMutablePointer<lxw_worksheet>
  fileprivate let spreadsheet: Spreadsheet

  // MARK: Cells

  func write(_ text: String, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle()) {
    worksheet_write_string(
      pointer, UInt32(row), UInt16(column), text, spreadsheet.format(style))
  }

  func write(_ number: Double, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle()) {
    worksheet_write_number(pointer, UInt32(row), UInt16(column), number, spreadsheet.format(style))
  }

  /// A formula with the result that it had when the file was written.
  func write(
    formula: String, result: Double, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle()
  ) {
    worksheet_write_formula_num(
      pointer, UInt32(row), UInt16(column), formula, spreadsheet.format(style), result)
  }

  /// An empty cell with a style.
  func blank(_ row: Int, _ column: Int, _ style: CellStyle) {
    worksheet_write_blank(pointer, UInt32(row), UInt16(column), spreadsheet.format(style))
  }

  func note(_ text: String, _ row: Int, _ column: Int) {
    worksheet_write_comment(pointer, UInt32(row), UInt16(column), text)
  }

  // MARK: Look

  func setWidth(_ characters: Double, columns: ClosedRange<Int>, style: CellStyle? = nil) {
    worksheet_set_column(
      pointer, UInt16(columns.lowerBound), UInt16(columns.upperBound), characters,
      style.flatMap { spreadsheet.format($0) })
  }

  func setHeight(_ points: Double, row: Int) {
    worksheet_set_row(pointer, UInt32(row), points, nil)
  }

  /// Rows above and columns before these stay in sight.
  func freeze(rows: Int, columns: Int) {
    worksheet_freeze_panes(pointer, UInt32(rows), UInt16(columns))
  }

  func hideGridlines() { worksheet_gridlines(pointer, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue)) }

  func hide() { worksheet_hide(pointer) }

  func filter(_ rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    worksheet_autofilter(
      pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
      UInt16(columns.upperBound))
  }

  /// A bar in each cell, as long as its number.
  func bars(_ rows: ClosedRange<Int>, column: Int) {
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    rule.bar_color = Spreadsheet.light
    rule.bar_solid = 1
    rule.data_bar_2010 = 1
    rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    worksheet_conditional_format_range(
      pointer, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column),
      &rule)
  }

  /// A4, as wide as the page, with the head of the table on every page and numbered pages.
  func setUpPrint(landscape: Bool, repeating rows: ClosedRange<Int>?, footer: String) {
    worksheet_set_paper(pointer, 9)
    if landscape { worksheet_set_landscape(pointer) }
    worksheet_fit_to_pages(pointer, 1, 0)
    worksheet_set_margins(pointer, 0.6, 0.5, 0.6, 0.7)
    if let rows { worksheet_repeat_rows(pointer, UInt32(rows.lowerBound), UInt32(rows.upperBound)) }
    // An ampersand is a command there, and two are one.
    worksheet_set_footer(
      pointer, "&L&8" + footer.replacing("&", with: "&&").prefix(200) + "&R&8&P / &N")
  }

  func setPrintArea(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    worksheet_print_area(
      pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
      UInt16(columns.upperBound))
  }

  /// Begins a new printed page above each of these rows.
  func breakPages(above rows: [Int]) {
    // The list ends with a zero.
    var breaks = rows.filter { $0 > 0 }.prefix(1000).map { UInt32($0) } + [0]
    worksheet_set_h_pagebreaks(pointer, &breaks)
  }

  // MARK: What may be entered

  /// What a cell of a form takes.
  enum Entry {
    /// One of the cells of a range, given by name or as `=Sheet!$A$1:$A$9`.
    case list(String)
    /// The same, but after a question any other text, too.
    case suggestions(String)
    /// A date between two serials, both included.
    case date(from: Int, through: Int)
    /// A number from 0 upwards.
    case number
  }

  /// Lets Excel check what is entered.
  ///
  /// - Parameter title: at most 32 characters, as Excel allows.
  func check(
    _ rows: ClosedRange<Int>, columns: ClosedRange<Int>, _ entry: Entry, title: String,
    message: String
  ) {
    var strings = CStrings()
    defer { strings.free() }
    var rule = lxw_data_validation()
    rule.ignore_blank = 1
    rule.show_error = 1
    rule.show_input = 1
    switch entry {
    case .list(let range), .suggestions(let range):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.value_formula = strings.copy(range)
      rule.dropdown = 1
      if case .suggestions = entry {
        rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      }
    case .date(let from, let through):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      rule.minimum_number = Double(from)
      rule.maximum_number = Double(through)
    case .number:
      rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
      rule.value_number = 0
    }
    rule.error_title = strings.copy(String(title.prefix(32)))
    rule.error_message = strings.copy(String(message.prefix(255)))
    worksheet_data_validation_range(
      pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
      UInt16(columns.upperBound), &rule)
  }

  // MARK: Charts of Excel's own

  /// One series of a chart: a column of some rows.
  struct Series {
    var name: String
    var column: Int
    var color: UInt32
  }

  /// A chart of a block of rows of another sheet.
  struct NativeChart {
    enum Kind {
      case bars, line
    }

    var kind: Kind
    var title: String
    var alternativeText: String
    var source: Sheet
    var rows: ClosedRange<Int>
    var categoryColumn: Int
    var series: [Series]
    var numberFormat: String
  }

  /// Puts a chart of 480 × 288 pixels at a cell, or taller for many rows.
  func insert(_ native: NativeChart, _ row: Int, _ column: Int, scale: (Double, Double)) {
    let type = native.kind == .bars ? LXW_CHART_BAR : LXW_CHART_LINE
    guard let chart = spreadsheet.chart(type) else { return }
    let (first, last) = (UInt32(native.rows.lowerBound), UInt32(native.rows.upperBound))
    for part in native.series {
      guard let series = chart_add_series(chart, nil, nil) else { continue }
      let column = UInt16(part.column)
      chart_series_set_categories(
        series, native.source.name, first, UInt16(native.categoryColumn), last,
        UInt16(native.categoryColumn))
      chart_series_set_values(series, native.source.name, first, column, last, column)
      chart_series_set_name(series, part.name)
      if native.kind == .bars {
        var fill = lxw_chart_fill()
        fill.color = part.color
        chart_series_set_fill(series, &fill)
      } else {
        var line = lxw_chart_line()
        line.color = part.color
        line.width = 2.25
        chart_series_set_line(series, &line)
        chart_series_set_marker_type(series, UInt8(LXW_CHART_MARKER_CIRCLE.rawValue))
        var fill = lxw_chart_fill()
        fill.color = part.color
        chart_series_set_marker_fill(series, &fill)
      }
      chart_series_set_labels(series)
      chart_series_set_labels_num_format(series, native.numberFormat)
      if native.kind == .line {
        chart_series_set_labels_position(series, UInt8(LXW_CHART_LABEL_POSITION_ABOVE.rawValue))
      }
    }
    var strings = CStrings()
    defer { strings.free() }
    var font = lxw_chart_font()
    font.size = 12
    font.bold = 1
    chart_title_set_name(chart, native.title)
    chart_title_set_name_font(chart, &font)
    // The horizontal axis is the x axis, whatever it shows.
    var (categories, values) = (chart.pointee.x_axis, chart.pointee.y_axis)
    if native.kind == .bars { swap(&categories, &values) }
    // Bars run from below in Excel: the first row goes to the top.
    if native.kind == .bars { chart_axis_set_reverse(categories) }
    // Values stand on the marks, so the axis recedes.
    chart_axis_major_gridlines_set_visible(values, 0)
    chart_axis_set_min(values, 0)
    chart_axis_off(values)
    if native.series.count > 1 {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    } else {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    }
    chart_set_series_gap(chart, 45)
    var options = lxw_chart_options()
    options.x_scale = scale.0
    options.y_scale = scale.1
    options.description = strings.copy(String(native.alternativeText.prefix(500)))
    worksheet_insert_chart_opt(pointer, UInt32(row), UInt16(column), chart, &options)
  }
}
