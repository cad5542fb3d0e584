import ClusterMetrics
import OfficeWords

/// Columns that only say a figure, and which indicator they are of.
extension ReportColumns {
  /// "Số cuộc kiểm tra | Lũy kế | Kế hoạch năm": columns that only say a figure are of the one indicator that the table has.
  package mutating func shareIndicator() {
    let named = numbers.filter(\.isNamed)
    guard self[.indicator] == nil, named.count == 1, let indicator = named[0].meaning.indicator
    else { return }
    let titled = ofTitle
    for index in numbers.indices
    where numbers[index].meaning.indicator == nil && numbers[index].meaning.figure != nil
      && !titled.contains(numbers[index].column)
    {
      numbers[index].meaning.indicator = indicator
    }
  }

  /// The columns in front of the first one with a name that say a plan or a plain number, and what became of it: "Dự toán giao | Lũy
  /// kế | Tỷ lệ (%) | Số nợ". They are of what the title is about.
  package var ofTitle: [Int] {
    let own = numbers[..<(numbers.firstIndex(where: \.isNamed) ?? 0)].filter {
      !$0.meaning.isCompared && $0.meaning.figure != nil && $0.levels.count == 1
    }
    return own.contains { $0.meaning.figure == .value || $0.meaning.figure == .cumulative }
      ? own.map(\.column) : []
  }
}

extension ReportColumns.Numbers {
  /// Whether its heading names what it counts, known or not.
  var isNamed: Bool { !meaning.isCompared && (meaning.indicator != nil || unknown != nil) }
}
