/// How many bytes of a table are read before a file cannot be right.
package struct TableLimits: Sendable, Hashable {
  /// Bytes of a record of CSV, and of a quoted field: what is longer is a quote that swallowed the file.
  package var record = 1 << 20
  /// Bytes that a part of a workbook unpacks to.
  package var sheet = 2 << 30
  /// Bytes of the shared strings of a workbook.
  package var texts = 512 << 20

  package init() {}
}
