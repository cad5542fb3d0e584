import ClusterMetrics

extension Period {
  /// The year that it is of; `nil` for days of one's own.
  package var calendarYear: Int? {
    switch self {
    case .month(_, let year), .quarter(_, let year), .half(_, let year): year
    case .firstMonths(_, let year), .year(let year): year
    case .span: nil
    case .named(let days): days.year
    }
  }

  package var isYear: Bool { if case .year = self { true } else { false } }

  package var isDays: Bool { if case .span = self { true } else { false } }
}
