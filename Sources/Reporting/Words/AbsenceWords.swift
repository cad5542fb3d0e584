import Charting
import ClusterMetrics

/// What is said where there is no number.
extension Wording {
  package var notReported: String { self("chưa báo cáo", "not reported") }
  package var notApplicable: String { self("không áp dụng", "does not apply") }

  /// Of numbers that would have to be divided between successors.
  package var unstated: String {
    self("không chia được số liệu cũ", "earlier numbers cannot be divided")
  }

  /// Of numbers that are not shown because they are small, or would give small ones away.
  package var hidden: String { self("số nhỏ, không công bố", "small, not shown") }

  /// " · c số nhỏ, không công bố", behind what other signs mean; empty where all numbers are shown.
  package func hiddenSign(_ book: TallyBook) -> String {
    book.hidesSmallNumbers ? " · c " + hidden : ""
  }

  /// Says that some numbers are not shown.
  package var hiddenNote: String {
    self(
      "các số nhỏ, và số làm lộ chúng, không công bố (hide_below), ghi là c",
      "small numbers, and what would give them away, are not shown (hide_below) but as c")
  }

  /// Why a tally has no value.
  package func absence(_ tally: Tally) -> String {
    switch tally.status {
    case .indivisible: unstated
    case .hidden: hidden
    case .missing: absence(tally.lack)
    case .notApplicable, .complete, .partial: notApplicable
    }
  }

  /// Why a number is missing: nobody has reported, or what it is made from does not serve.
  package func absence(_ lack: Tally.Lack?) -> String {
    switch lack {
    case .measure: self("chưa có số liệu để chia", "nothing is known to divide by")
    case .likeParts:
      self("các số để tính chưa cùng kỳ", "what it is made from is of unlike parts of the period")
    case nil: notReported
    }
  }

  /// A rate of which nothing happened.
  package func nothingToCalculate(_ name: String) -> String {
    self("\(name): không phát sinh trường hợp nào để tính", "\(name): nothing to calculate from")
  }

  /// Why something has no number in a period, as a sentence.
  package func absence(_ name: String, _ tally: Tally?) -> String {
    switch tally?.status {
    case .hidden: name + ": " + hidden
    case .notApplicable where (tally?.reportingUnits ?? 0) > 0: nothingToCalculate(name)
    default: self("\(name): chưa có số liệu kỳ này", "\(name): no figure for this period")
    }
  }

  /// What a tally that has no value cannot be divided from: "Xã Hải Yến".
  package func indivisible(_ tally: Tally, _ roster: Roster) -> String {
    list(tally.indivisible.map { roster.name(of: $0) }.uniqued)
  }
}

extension Tally {
  /// What stands in a table for a value that is not there, after the Vietnamese statistical yearbooks:
  /// "…" no information, "x" does not apply, and "c" as in those of the European Union where it is not shown.
  package var sign: String { status.sign }

  /// The tally as a chart takes it.
  package var chartValue: Value {
    switch status {
    // What is there and cannot be divided is no report that is missing.
    case .missing: lack == nil ? .missing : .unstated
    case .notApplicable: .notApplicable
    case .indivisible: .unstated
    case .hidden: .hidden
    case .complete, .partial: value.map { .number($0) } ?? .notApplicable
    }
  }
}
