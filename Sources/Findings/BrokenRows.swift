import Office
import Tables

/// Rows of delimited text that fell apart, whoever reads them.
extension Finding {
  /// What kept a row from being split into cells; `nil` for what kept the whole file from being read.
  package static func brokenRow(_ fault: TableFault, in table: Place) -> Finding? {
    var place = table
    switch fault {
    case .badQuote(let row, let column):
      (place.row, place.column) = (row, column)
      return Finding(
        .badQuote, at: place,
        vi: "dấu ngoặc kép mở ở đây không được đóng đúng; hãy đóng ngoặc, hoặc viết hai dấu"
          + " ngoặc kép liền nhau cho một dấu trong ô",
        en: "the quote opened here is not closed properly; close it, or double a quote that"
          + " belongs to the text")
    case .recordTooLong(let row, let limit):
      place.row = row
      return Finding(
        .recordTooLong, at: place,
        vi:
          "dòng dài hơn \(ByteSize.text(limit)); hãy kiểm tra dấu ngoặc kép, hoặc nâng limits: {record: …}",
        en:
          "the row is longer than \(ByteSize.text(limit)); check its quotes, or raise limits: {record: …}"
      )
    case .unreadable: return nil
    }
  }

  /// A row with more cells than the header.
  package static func tooManyFields(than expected: Int, at place: Place) -> Finding {
    Finding(
      .tooManyFields, at: place, about: "",
      vi: "dòng có nhiều ô hơn dòng tiêu đề (\(expected) ô); ô có dấu phân cách phải đặt trong"
        + " dấu ngoặc kép",
      en: "the row has more cells than the header (\(expected)); quote a cell that holds"
        + " the delimiter")
  }

  /// A cell in quotes that looks like whole rows.
  package static func swallowedRows(_ found: QuotedBreaks, at place: Place) -> Finding {
    Finding(
      .swallowedRows, at: place,
      vi:
        "ô trong dấu ngoặc kép này có \(found.lines) lần xuống dòng và \(found.delimiters) dấu phân cách:"
        + " có thể các dòng sau đã bị gộp vào ô; hãy kiểm tra dấu ngoặc kép ở đầu và cuối ô",
      en: "this quoted cell holds \(found.lines) line break\(found.lines == 1 ? "" : "s") and"
        + " \(found.delimiters) delimiters: it may have swallowed the rows below; check the quotes at"
        + " its beginning and end")
  }

  /// A row above the header that looks like data.
  package static func rowAboveHeader(_ severity: Finding.Severity, at place: Place) -> Finding {
    Finding(
      .rowsAboveHeader, severity, at: place, about: "",
      vi: "dòng nằm phía trên dòng tiêu đề nhưng giống dòng số liệu nên không được đọc; hãy đưa"
        + " dòng tiêu đề lên trên các dòng này",
      en: "the row is above the header but looks like data, so it was not read; move the header"
        + " above such rows")
  }
}

extension QuotedBreaks {
  /// Whether it has so many delimiters that it may be rows of a table with some columns.
  package func mayBeRows(ofColumns count: Int) -> Bool {
    count > 2 && delimiters >= max(2, count - 2)
  }
}
