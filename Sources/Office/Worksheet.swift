import CXlsxWriter
import Foundation

/// A sheet of a workbook; rows and columns are counted from 0.
package struct Worksheet {
  package let name: String
  package let pointer: UnsafeMutablePointer<lxw_worksheet>
  package let spreadsheet: Spreadsheet

  // MARK: Cells

  package func write(_ text: String, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle()) {
    worksheet_write_string(
      pointer, UInt32(row), UInt16(column), text, spreadsheet.format(style))
  }

  package func write(_ number: Double, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle())
  {
    worksheet_write_number(pointer, UInt32(row), UInt16(column), number, spreadsheet.format(style))
  }

  /// A formula with its result at the time of writing.
  package func write(
    formula: String, result: Double, _ row: Int, _ column: Int, _ style: CellStyle = CellStyle()
  ) {
    worksheet_write_formula_num(
      pointer, UInt32(row), UInt16(column), formula, spreadsheet.format(style), result)
  }

  /// An empty cell with a style.
  package func blank(_ row: Int, _ column: Int, _ style: CellStyle) {
    worksheet_write_blank(pointer, UInt32(row), UInt16(column), spreadsheet.format(style))
  }

  package func note(_ text: String, _ row: Int, _ column: Int) {
    worksheet_write_comment(pointer, UInt32(row), UInt16(column), text)
  }

  // MARK: Look

  package func setWidth(_ characters: Double, columns: ClosedRange<Int>, style: CellStyle? = nil) {
    worksheet_set_column(
      pointer, UInt16(columns.lowerBound), UInt16(columns.upperBound), characters,
      style.flatMap { spreadsheet.format($0) })
  }

  package func setHeight(_ points: Double, row: Int) {
    worksheet_set_row(pointer, UInt32(row), points, nil)
  }

  /// Keeps the rows above and the columns before these visible.
  package func freeze(rows: Int, columns: Int) {
    worksheet_freeze_panes(pointer, UInt32(rows), UInt16(columns))
  }

  package func hideGridlines() {
    worksheet_gridlines(pointer, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
  }

  package func hide() { worksheet_hide(pointer) }

  package func filter(_ rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    worksheet_autofilter(
      pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
      UInt16(columns.upperBound))
  }

  /// A data bar in each cell, in proportion to its number.
  package func bars(_ rows: ClosedRange<Int>, column: Int) {
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

  /// A4, scaled to the page's width, with the table's header on every page and page numbers.
  package func setUpPrint(landscape: Bool, repeating rows: ClosedRange<Int>?, footer: String) {
    worksheet_set_paper(pointer, 9)
    if landscape { worksheet_set_landscape(pointer) }
    worksheet_fit_to_pages(pointer, 1, 0)
    worksheet_set_margins(pointer, 0.6, 0.5, 0.6, 0.7)
    if let rows { worksheet_repeat_rows(pointer, UInt32(rows.lowerBound), UInt32(rows.upperBound)) }
    // An ampersand starts a command; two are a literal one.
    worksheet_set_footer(
      pointer, "&L&8" + footer.replacing("&", with: "&&").prefix(200) + "&R&8&P / &N")
  }

  package func setPrintArea(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    worksheet_print_area(
      pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
      UInt16(columns.upperBound))
  }

  /// Starts a new printed page at each of these rows.
  package func breakPages(above rows: [Int]) {
    // The list is terminated by zero.
    var breaks = rows.filter { $0 > 0 }.prefix(1000).map { UInt32($0) } + [0]
    worksheet_set_h_pagebreaks(pointer, &breaks)
  }

  // MARK: Validation

  /// The allowed content of a form's cell.
  package enum Entry {
    /// One of the cells in a range, given by name or as `=Sheet!$A$1:$A$9`.
    case list(String)
    /// The same, but any other text is allowed after confirmation.
    case suggestions(String)
    /// A date between two serials, both included.
    case date(from: Int, through: Int)
    /// A number from 0 upwards.
    case number
    /// Any number, also one below 0.
    case signedNumber
  }

  /// Adds Excel's data validation to a cell.
  ///
  /// - Parameter title: at most 32 characters, the limit of Excel.
  package func check(
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
    case .signedNumber:
      rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      (rule.minimum_number, rule.maximum_number) = (-1e15, 1e15)
    }
    rule.error_title = strings.copy(String(title.prefix(32)))
    rule.error_message = strings.copy(String(message.prefix(255)))
    worksheet_data_validation_range(
      pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
      UInt16(columns.upperBound), &rule)
  }
}
