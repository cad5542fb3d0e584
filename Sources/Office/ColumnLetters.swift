/// The column names of spreadsheets.
package enum ColumnLetters {
  /// "A" for 0, "Z" for 25, "AA" for 26.
  package static func of(_ column: Int) -> String {
    var (rest, text) = (column, "")
    repeat {
      text = String(UnicodeScalar(UInt8(65 + rest % 26))) + text
      rest = rest / 26 - 1
    } while rest >= 0
    return text
  }
}
