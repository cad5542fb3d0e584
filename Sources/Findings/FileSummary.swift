/// What was read of one table.
package struct FileSummary: Sendable, Hashable {
  package var file: String
  /// The worksheet, where the file has several.
  package var sheet: String?
  /// Rows below the header that are not blank.
  package var rows = 0
  package var accepted = 0
  /// Accepted rows that somebody should look at.
  package var doubtful = 0
  /// Rows of totals, which are not among `rows`.
  package var totals = 0
  /// Rows that are no activities and are not among `rows`: column numbers, names of groups, signatures.
  package var passed = 0
  package var refused: Int { rows - accepted }
  /// Numbers of accepted rows that do not count: those that cannot be read, contradict others or were corrected.
  package var uncounted = 0
  /// What errors keep out of every number: rows, or numbers of a report table.
  package var leftOut: LeftOut {
    get { stated ?? LeftOut(rows: refused) }
    set { stated = newValue }
  }
  private var stated: LeftOut?

  /// Takes in that some of what errors keep out counts nevertheless, as it was corrected elsewhere.
  package mutating func correct(_ count: Int) {
    if let stated {
      self.stated = LeftOut(rows: stated.rows, numbers: max(0, stated.numbers - count))
    } else {
      accepted = min(rows, accepted + count)
    }
  }

  package init(file: String, sheet: String? = nil) { (self.file, self.sheet) = (file, sheet) }
}
