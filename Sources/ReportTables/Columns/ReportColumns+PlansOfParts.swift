import ClusterMetrics
import OfficeWords

/// Plans and results that stand in blocks of their own.
extension ReportColumns {
  /// "Kế hoạch vốn / Tổng số | NSTW" beside "Giải ngân đến 30/9/2025 / Tổng số | NSTW": the plans are those of what is spent, part
  /// by part.
  mutating func settlePlansOfParts() {
    let groups = Dictionary(
      grouping: numbers.indices.filter {
        numbers[$0].levels.count > 1 && !numbers[$0].meaning.isCompared
      }, by: { numbers[$0].levels[0] })
    func parts(_ group: [Int]) -> [NameKey] {
      group.map { NameKey(numbers[$0].levels.dropFirst().joined(separator: " / ")) }
    }
    let plans = groups.values.filter { group in
      group.count > 1 && group.allSatisfy { numbers[$0].meaning.figure == .plan }
    }
    for plan in plans {
      let results = groups.values.filter { group in
        group.allSatisfy {
          numbers[$0].meaning.figure != .plan && numbers[$0].meaning.figure != .lastYear
        } && parts(group) == parts(plan)
      }
      // What both only call by the part is one thing already.
      guard let result = results.only,
        result.contains(where: { isNamedAbove($0) })
      else { continue }
      for (planned, done) in zip(plan, result) {
        numbers[planned].unknown = numbers[done].unknown
        numbers[planned].meaning.indicator = numbers[done].meaning.indicator
        numbers[planned].meaning.who = numbers[done].meaning.who
      }
    }
  }

  /// Whether the upper heading of a column is part of the name of what it counts.
  private func isNamedAbove(_ index: Int) -> Bool {
    let own = numbers[index]
    if let unknown = own.unknown { return unknown.contains(" / ") }
    return own.meaning.indicator != nil
  }

  /// "Thực hiện trong tháng | Lũy kế" of what counts from the beginning of the year anyway: only the second does.
  mutating func settleCumulative() {
    func isPlain(_ column: Numbers) -> Bool {
      !column.meaning.isCompared && (column.meaning.figure ?? .value) == .value
    }
    func countsUp(_ column: Numbers) -> Bool {
      CumulativeWords(column.lastLevel).isCumulative
        || FigureWords(column.lastLevel)?.figure == .cumulative
    }
    for index in numbers.indices where isPlain(numbers[index]) {
      guard let indicator = numbers[index].meaning.indicator, indicator.isCumulative,
        countsUp(numbers[index]),
        numbers.contains(where: { other in
          other.meaning.indicator?.id == indicator.id && isPlain(other)
            && other.meaning.period == numbers[index].meaning.period
            && !countsUp(other)
        })
      else { continue }
      numbers[index].meaning.figure = .cumulative
    }
  }

  /// "Vốn đầu tư / Kế hoạch | Giải ngân": what is spent of a fund is its result.
  mutating func settleSpent() {
    for index in numbers.indices
    where ReportColumns.spent.contains(NameKey(numbers[index].lastLevel)) {
      let uppers = numbers[index].upperLevels
      let beside = numbers.filter { $0.upperLevels == uppers && $0.column != numbers[index].column }
      guard !uppers.isEmpty, numbers[index].meaning.figure == nil,
        let plan = beside.first(where: { Figure(saidBy: $0.lastLevel) == .plan }),
        numbers[index].meaning.indicator == nil
          || numbers[index].meaning.indicator?.id == plan.meaning.indicator?.id,
        !beside.contains(where: { $0.meaning.figure == .value })
      else { continue }
      numbers[index].meaning.figure = .value
      numbers[index].meaning.indicator = plan.meaning.indicator
      numbers[index].unknown =
        plan.meaning.indicator == nil
        ? uppers.map(\.withoutNumbering).joined(separator: " / ") : nil
    }
  }
  private static let spent = Set(
    ["Giải ngân", "Đã giải ngân", "Thực chi", "Đã chi", "Đã cấp", "Số giải ngân"].map {
      NameKey($0)
    })
}
