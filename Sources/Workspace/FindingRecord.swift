import Findings
import Intake

/// A finding in its JSON form.
package struct FindingRecord: Encodable {
  private var code: String
  private var severity: String
  private var file: String
  private var sheet: String?
  private var row: Int?
  private var column: Int?
  /// The column's name in a database, and the key of the row there, by the name of the key column.
  private var columnName: String?
  private var key: [String: String]?
  private var count: Int
  private var subject: String?
  private var reason: String?
  private var message: [String: String]

  /// - Parameter hasSubject: whether to include the subject, by which the finding can be corrected.
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
