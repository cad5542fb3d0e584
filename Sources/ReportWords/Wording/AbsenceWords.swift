import Charting
import ClusterMetrics

/// The wording for missing numbers.
extension Wording {
  package var notReported: String { self("chưa báo cáo", "not reported") }
  package var notApplicable: String { self("không áp dụng", "does not apply") }

  /// For numbers that would have to be divided between successors.
  package var unstated: String {
    self("không chia được số liệu cũ", "earlier numbers cannot be divided")
  }

  /// For numbers that are suppressed because they are small, or would reveal small ones.
  package var hidden: String { self("số nhỏ, không công bố", "small, not shown") }

  /// " · c số nhỏ, không công bố", after the meaning of other signs; empty if no number is suppressed.
  package func hiddenSign(_ book: TallyBook) -> String {
    book.hidesSmallNumbers ? " · c " + hidden : ""
  }

  /// A note that some numbers are suppressed.
  package var hiddenNote: String {
    self(
      "các số nhỏ và các số có thể làm lộ số nhỏ không được công bố (hide_below), ghi là c",
      "small numbers, and numbers that would reveal them, are shown as c (hide_below)")
  }

  /// The reason why a tally has no value.
  package func absence(_ tally: Tally) -> String {
    switch tally.status {
    case .indivisible: unstated
    case .hidden: hidden
    case .missing: absence(tally.lack)
    case .notApplicable, .complete, .partial: notApplicable
    }
  }

  /// The reason why a number is missing: no unit has reported, or its components cannot be combined.
  package func absence(_ lack: Tally.Lack?) -> String {
    switch lack {
    case .measure: self("chưa có số liệu làm mẫu số", "the denominator is unknown")
    case .likeParts:
      self(
        "các số liệu dùng để tính không cùng kỳ thành phần",
        "its components cover different parts of the period")
    case nil: notReported
    }
  }

  /// The wording for a rate with a denominator of zero.
  package func nothingToCalculate(_ name: String) -> String {
    self("\(name): không phát sinh trường hợp nào để tính", "\(name): nothing to calculate from")
  }

  /// The reason why something has no number in a period, as a sentence.
  package func absence(_ name: String, _ tally: Tally?) -> String {
    switch tally?.status {
    case .hidden: name + ": " + hidden
    case .notApplicable where (tally?.reportingUnits ?? 0) > 0: nothingToCalculate(name)
    default: self("\(name): chưa có số liệu kỳ này", "\(name): no figure for this period")
    }
  }

  /// The places from which a tally's value cannot be divided: "Xã Hải Yến".
  package func indivisible(_ tally: Tally, _ roster: Roster) -> String {
    list(tally.indivisible.map { roster.name(of: $0) }.uniqued)
  }
}

extension Tally.Status {
  /// The sign in a table for a missing value: as in the Vietnamese statistical yearbooks "…" for no information and "x"
  /// for not applicable and, as in those of the European Union, "c" for suppressed.
  package var sign: String {
    switch self {
    case .missing, .indivisible: "…"
    case .notApplicable, .complete, .partial: "x"
    case .hidden: "c"
    }
  }
}

extension Tally {
  /// The sign of its status.
  package var sign: String { status.sign }

  /// The value of the tally for charts.
  package var chartValue: Value {
    switch status {
    // A number that exists but cannot be divided is not a missing report.
    case .missing: lack == nil ? .missing : .unstated
    case .notApplicable: .notApplicable
    case .indivisible: .unstated
    case .hidden: .hidden
    case .complete, .partial: value.map { .number($0) } ?? .notApplicable
    }
  }
}
