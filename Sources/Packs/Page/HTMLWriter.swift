import CairoRenderer
import Foundation
import Reporting
import TallyTables

/// Writes HTML elements; all text from data is escaped.
package struct HTMLWriter {
  package let xml: XMLWriter

  package init(xml: XMLWriter) { self.xml = xml }

  /// Elements without content (HTML Living Standard, section 13.1.2).
  private static let empty: Set<String> = ["meta", "br", "hr", "link", "img", "input"]

  package func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ text: String = ""
  ) {
    element(name, attributes) { if !text.isEmpty { xml.text(text) } }
  }

  /// An element with others inside; attributes without a value are omitted.
  package func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], content: () throws -> Void
  ) rethrows {
    xml.start(name)
    for (key, value) in attributes { if let value { xml.attribute(key, value) } }
    try content()
    if HTMLWriter.empty.contains(name) { xml.end() } else { xml.endWithTag() }
  }

  /// A table with headings that sort its rows.
  ///
  /// - Parameter cells: rows of texts, each with a number to sort by if there is one.
  package func table(
    caption: String, columns: [(name: String, isNumber: Bool)],
    rows: [(cells: [(text: String, number: Double?)], isTotal: Bool)]
  ) {
    element("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption]) {
      element("table") {
        element("caption", [:], caption)
        element("thead") {
          element("tr") {
            for column in columns {
              element("th", ["scope": "col", "class": column.isNumber ? "number" : nil]) {
                element("button", ["type": "button", "class": "sort"], column.name)
              }
            }
          }
        }
        element("tbody") {
          for row in rows {
            element("tr", ["class": row.isTotal ? "total" : nil]) {
              for (index, cell) in row.cells.enumerated() {
                let isNumber = index < columns.count && columns[index].isNumber
                if index == 0 {
                  element("th", ["scope": "row"], cell.text)
                } else {
                  element(
                    "td",
                    [
                      "class": isNumber ? "number" : nil,
                      "data-value": cell.number.map(TallyTable.plain),
                    ], cell.text)
                }
              }
            }
          }
        }
      }
    }
  }
}
