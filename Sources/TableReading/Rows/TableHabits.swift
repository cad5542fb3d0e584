import ClusterMetrics
import Findings
import OfficeWords
import Settings

/// What reading a table once has shown of how to read it: given to whoever reads it again.
package struct TableHabits: Sendable, Equatable {
  /// The decimal mark where nothing proves another.
  var assumedMark: DecimalMark
  /// By column, counted from 0, where it is another.
  var marks: [Int: DecimalMark] = [:]
  var dateOrder = DateOrder.dayFirst
  /// Whether a row with more cells than the header is broken, even if they are blank: where most rows have
  /// no more.
  var refusesLongRows = false
  /// By column, the texts of a second row of the header.
  var lowerHeader: [Int: String] = [:]
  /// What stands for more than its own cell in the columns that say what a row is about.
  package var carried = CarriedCells()
  /// A table with the same rows, which is read instead.
  package var twin: Twin?

  package init(assuming mark: DecimalMark = .comma) { assumedMark = mark }

  package struct Twin: Sendable, Equatable {
    /// The other table's file and sheet.
    package var name: String
    /// How many rows the table has that is left out.
    package var rows: Int
    /// How many of them the other table has, too.
    package var repeated: Int
    /// How many rows the other table has.
    var others: Int

    /// Which of the two can be deleted without a loss.
    package func remedy(_ table: TableSource) -> LocalizedText {
      if repeated == rows, others > rows {
        return LocalizedText(
          vi:
            "\(Finding.Place(file: table.file, sheet: table.sheet)), vì \(name) còn có các dòng khác",
          en: "\(Finding.Place(file: table.file, sheet: table.sheet)), for \(name) has others, too")
      }
      guard repeated < rows else {
        return LocalizedText(vi: "một trong hai", en: "one of the two")
      }
      return LocalizedText(
        vi: "\(name), vì sổ này còn có các dòng khác", en: "\(name), for this one has others, too")
    }
  }
}
