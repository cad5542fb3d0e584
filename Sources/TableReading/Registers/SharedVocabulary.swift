import BitCollections
import ClusterMetrics
import Findings
import OfficeWords
import Synchronization
import Tables

/// Numbers the texts of one column for all cores, and notes which occurred.
package final class SharedVocabulary: Sendable {
  private struct State {
    var vocabulary: Vocabulary
    var seen = BitSet()
  }
  private let state: Mutex<State>
  /// What texts must fit to have a number; used with the lock held only.
  private nonisolated(unsafe) let matcher: TextMatcher?
  private let column: String
  /// What units and communes are called, where the column names them.
  private let names: PlaceNames?

  /// - Parameter column: of one with a pattern all texts that fit have one number, and the others none. The settings have made
  ///   sure that it can be read.
  init(_ vocabulary: Vocabulary, of column: CategoryColumn, names: PlaceNames) {
    state = Mutex(State(vocabulary: vocabulary))
    matcher = column.pattern.flatMap { try? TextMatcher($0) }
    self.column = column.column
    self.names = PlaceNames.areIn(column.column) ? names : nil
  }

  /// The number of a text that occurs; −1 for one that does not fit.
  func number(of text: String) -> Int32 {
    let text = names?.name(text, inColumn: column) ?? text
    return state.withLock { state in
      if let matcher {
        guard matcher.fits(text) else { return -1 }
        state.seen.insert(Int(TallyPlan.fitting))
        return TallyPlan.fitting
      }
      let number = state.vocabulary.number(of: text)
      state.seen.insert(Int(number))
      return number
    }
  }

  /// Whether a text that fits the pattern occurred.
  package var hasFitting: Bool { state.withLock { $0.seen.contains(Int(TallyPlan.fitting)) } }

  /// Whether a text occurred.
  package func contains(_ text: String) -> Bool {
    let text = names?.name(text, inColumn: column) ?? text
    return state.withLock { state in
      // Asking numbers it, which is of no consequence once all is read.
      state.seen.contains(Int(state.vocabulary.number(of: text)))
    }
  }

  /// The texts that occurred, by number; `nil` for others.
  package var texts: [String?] {
    state.withLock { state in
      state.vocabulary.spellings.enumerated().map {
        state.seen.contains($0.offset) ? $0.element : nil
      }
    }
  }
}

/// Numbers the texts of one column on one core, each distinct spelling once.
struct CategoryReader {
  private let shared: SharedVocabulary
  private let spellings: SpellingTable

  /// The number of a place that is known already, by its name in the roster.
  func number(named name: String) -> Int32 { shared.number(of: name) }

  /// What stands for a text that names a row of totals.
  static let total: Int32 = -2
  /// What stands for a mark that means what is above.
  static let ditto: Int32 = -3
  /// What people write into a cell that says nothing.
  private static let placeholders: Set = ["-", "–", "—", "x", "X", "…", "..."]

  /// Whether it is the column of activities, in which a row of totals says that it is one.
  private let namesRows: Bool

  init(_ shared: SharedVocabulary, namesRows: Bool, spellingLimit: Int) {
    (self.shared, self.namesRows) = (shared, namesRows)
    spellings = SpellingTable(limit: spellingLimit)
  }

  /// The number of a text, whatever spaces are around it; −1 for an empty one, or
  /// `SpellingTable.notText`.
  @inline(__always) func number(of cell: Cell) -> Int32 {
    spellings.value(of: cell) { text in newNumber(of: text) }
  }

  /// The number of a spelling that has not been met.
  @inline(never) private func newNumber(of text: String) -> Int32 {
    if text.isEmpty { return -1 }
    if DittoMarks.isMark(text) { return CategoryReader.ditto }
    if namesRows {
      return TotalWords.isRow(text)
        ? CategoryReader.total : shared.number(of: text)
    }
    return CategoryReader.placeholders.contains(text) ? -1 : shared.number(of: text)
  }
}
