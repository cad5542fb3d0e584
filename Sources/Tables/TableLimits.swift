/// Limits for the number of bytes read from a table; a correct file does not exceed them.
package struct TableLimits: Sendable, Hashable {
  /// Bytes of a CSV record, and of a quoted field: a longer one has an unclosed quote.
  package var record = 1 << 20
  /// Unpacked bytes of a part of a workbook.
  package var sheet = 2 << 30
  /// Bytes of a workbook's shared strings.
  package var texts = 512 << 20

  package init() {}
}
