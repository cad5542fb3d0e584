import Intake

/// A finding as JSON says it.
package struct FindingRecord: Encodable {
  private var code: String
  private var severity: String
  private var file: String
  private var sheet: String?
  private var row: Int?
  private var column: Int?
  /// What the column is called in a database, and what the row is found by there, by the name of the column of keys.
  private var columnName: String?
  private var key: [String: String]?
  private var count: Int
  private var subject: String?
  private var reason: String?
  private var message: [String: String]

  /// - Parameter hasSubject: whether what it is about is told, by which it can be mended.
  package init(_ finding: Finding, hasSubject: Bool = true) {
    code = finding.code.rawValue
    severity = finding.severity.rawValue
    (file, sheet) = (finding.place.file, finding.place.sheet)
    (row, column) = (finding.place.row, finding.place.column)
    columnName = finding.place.columnName
    key = finding.place.key.map { [$0.column: $0.value] }
    (count, reason) = (finding.count, finding.reason?.english)
    subject = hasSubject ? finding.subject : nil
    message = ["vi": finding.message.vietnamese, "en": finding.message.english]
  }
}
