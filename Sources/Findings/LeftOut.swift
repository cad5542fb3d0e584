/// What stays out of every number because of errors that the settings accept.
package struct LeftOut: Sendable, Hashable {
  /// Rows of registers and submissions.
  package var rows: Int
  /// Numbers of report tables, and those that contradict each other.
  package var numbers: Int

  package init(rows: Int = 0, numbers: Int = 0) { (self.rows, self.numbers) = (rows, numbers) }

  package var isEmpty: Bool { rows == 0 && numbers == 0 }

  package static func + (left: LeftOut, right: LeftOut) -> LeftOut {
    LeftOut(rows: left.rows + right.rows, numbers: left.numbers + right.numbers)
  }
}
