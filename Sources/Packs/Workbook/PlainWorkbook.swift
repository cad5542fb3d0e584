import Foundation
import Office

/// A displayed table as a workbook with one sheet: with real numbers, a filter, and print set-up.
package struct PlainWorkbook {
  package enum Cell {
    case text(String)
    /// A number with as many decimals as displayed.
    ///
    /// - Parameter sign: the text after it: "%", "*".
    case number(Double, decimals: Int, isSigned: Bool, sign: String)
    case empty
  }

  package struct Row {
    package var name: String
    package var cells: [Cell]
    /// Whether it is a total.
    package var isTotal: Bool

    package init(name: String, cells: [Cell], isTotal: Bool) {
      (self.name, self.cells, self.isTotal) = (name, cells, isTotal)
    }
  }

  private let title: String
  private let subtitle: String
  private let headings: [String]
  private let rows: [Row]
  private let notes: [String]

  /// - Parameters:
  ///   - headings: the headings, that of the names first.
  ///   - notes: the text below the table.
  package init(
    title: String, subtitle: String, headings: [String], rows: [Row], notes: [String]
  ) {
    (self.title, self.subtitle, self.headings) = (title, subtitle, headings)
    (self.rows, self.notes) = (rows, notes)
  }

  /// - Throws: an error of the library if writing fails.
  package func data(sheet name: String, author: String, created: Date) throws -> Data {
    let file = try Spreadsheet(title: title, author: author, created: created)
    let sheet = try file.sheet(name)
    sheet.write(title, 0, 0, TallyWorkbook.titleStyle)
    sheet.write(subtitle, 1, 0, TallyWorkbook.noteStyle)
    let head = 3
    for (column, heading) in headings.enumerated() {
      sheet.write(
        heading, head, column, CellStyle(alignment: .centre, wraps: true, isHeader: true))
      sheet.setWidth(column == 0 ? 32 : 16, columns: column...column)
    }
    sheet.setHeight(44, row: head)
    sheet.freeze(rows: head + 1, columns: 1)
    for (number, row) in rows.enumerated() {
      let place = head + 1 + number
      let style = CellStyle(isBold: row.isTotal, hasRuleAbove: row.isTotal)
      sheet.write(row.name, place, 0, style)
      for (column, cell) in row.cells.enumerated() {
        var own = style
        own.alignment = .trailing
        switch cell {
        case .text(let text): sheet.write(text, place, column + 1, own)
        case .number(let value, let decimals, let isSigned, let sign):
          let plain =
            "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
            + (sign.isEmpty ? "" : "\"\(sign)\"")
          own.numberFormat = isSigned ? "+\(plain);-\(plain);0" : plain
          sheet.write(value, place, column + 1, own)
        case .empty: sheet.blank(place, column + 1, own)
        }
      }
    }
    if !rows.isEmpty { sheet.filter(head...(head + rows.count), columns: 0...(headings.count - 1)) }
    for (number, note) in notes.enumerated() {
      sheet.write(note, head + rows.count + 2 + number, 0, TallyWorkbook.noteStyle)
    }
    sheet.setUpPrint(landscape: headings.count > 6, repeating: head...head, footer: title)
    return try file.finish()
  }
}
