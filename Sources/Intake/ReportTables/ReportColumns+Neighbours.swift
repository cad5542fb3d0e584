import ClusterMetrics

/// What a column means by the columns beside it.
extension ReportColumns {
  /// "Cộng" beside months sums these up, and is no number of the title's whole year; months that go on with "Tháng 1" behind
  /// "Tháng 12" began in the year before.
  mutating func settlePeriods() {
    for index in numbers.indices
    where numbers[index].meaning.period == nil
      && TotalWords.isTotal(numbers[index].lastLevel)
    {
      let heading = numbers[index].upperLevels
      let parts = numbers.count {
        $0.meaning.period != nil && $0.upperLevels == heading
          && ($0.meaning.figure ?? .value) == .value
      }
      if parts > 1 { numbers[index].meaning.isCompared = true }
    }
    let months = numbers.indices.compactMap { index -> (index: Int, month: Int, year: Int)? in
      guard case .month(let month, let year)? = numbers[index].meaning.period,
        PeriodMentions.years(in: numbers[index].name).isEmpty
      else { return nil }
      return (index, month, year)
    }
    let turns = zip(months, months.dropFirst()).enumerated().filter { $1.0.month > $1.1.month }
    guard let turn = turns.only, months[turn.offset].month == 12,
      months[turn.offset + 1].month == 1,
      Set(months.map(\.year)).count == 1
    else { return }
    for (index, month, year) in months[...turn.offset] {
      numbers[index].meaning.period = .month(month, year: year - 1)
    }
  }

  /// Below one heading, beside others that are no figures, "Kế hoạch" and "Đạt" are kinds like those: "Văn bản ban hành:
  /// Nghị quyết | Kế hoạch | Công văn", "Kết quả: Đạt | Không đạt".
  mutating func settleKinds(_ blocks: ReportBlocks) {
    for index in numbers.indices where Numbers.kinds.contains(NameKey(numbers[index].lastLevel)) {
      guard numbers[index].meaning.period == nil else { continue }
      let heading = numbers[index].upperLevels
      var others = numbers.indices.filter { $0 != index && numbers[$0].upperLevels == heading }.map
      {
        numbers[$0]
      }
      // Without a heading, "Đạt" is a result beside "Không đạt".
      if heading.isEmpty {
        others = others.filter { Numbers.results.contains(NameKey($0.lastLevel)) }
        guard !others.isEmpty, NameKey(numbers[index].lastLevel) == NameKey("Đạt") else { continue }
      }
      let figures = others.filter { other in
        FigureWords(other.lastLevel) != nil && !TotalWords.isTotal(other.lastLevel)
      }
      guard figures.isEmpty, others.contains(where: { !TotalWords.isTotal($0.lastLevel) }) else {
        continue
      }
      numbers[index].isKind = true
      numbers[index].meaning.isCompared = false
      numbers[index].meaning.figure = nil
      numbers[index].meaning.indicator = blocks.meaning(of: numbers[index].name).indicator
      numbers[index].unknown =
        numbers[index].meaning.indicator == nil ? numbers[index].name : nil
    }
  }

  /// "Năm trước" beside "Năm nay" is the same part of last year; alone it may be the whole of it, and is only compared.
  mutating func settleYears() {
    func last(_ column: Numbers) -> String { NameKey(column.lastLevel).text }
    let (before, now) = (NameKey("năm trước").text, NameKey("năm nay").text)
    for index in numbers.indices
    where numbers[index].meaning.isCompared && last(numbers[index]).hasSuffix(before) {
      let lead = last(numbers[index]).dropLast(before.count)
      let isBeside = numbers.contains {
        last($0) == lead + now && $0.upperLevels == numbers[index].upperLevels
      }
      guard isBeside else { continue }
      (numbers[index].meaning.isCompared, numbers[index].meaning.figure) = (false, .lastYear)
    }
  }

  /// "Thời gian | Giá trị": the one column of numbers that only says so has those of the title.
  private mutating func settleValueOfPeriods() {
    guard !periods.columns.isEmpty,
      let only = numbers.indices.filter({ !numbers[$0].meaning.isCompared }).only,
      Numbers.values.contains(NameKey(numbers[only].unknown ?? ""))
    else { return }
    numbers[only].unknown = nil
    numbers[only].meaning.figure = .value
  }

  /// Where rows name indicators, the one column that only says that it counts, "Số vụ việc" or "Giá trị", has their numbers;
  /// beside columns of units such a heading, "Kế hoạch tỉnh giao", is nobody's.
  mutating func settleValues() {
    guard self[.indicator] != nil else { return settleValueOfPeriods() }
    func isCount(_ column: Numbers) -> Bool {
      column.unknown.map { OfficeNames.isNoUnit($0) } ?? false
    }
    let counts = numbers.indices.filter { isCount(numbers[$0]) }
    let others = numbers.filter { !isCount($0) && !$0.meaning.isCompared }
    if others.contains(where: {
      $0.unknown.map { !OfficeNames.isPartOfCount($0) } ?? false
        || $0.meaning.who != nil && $0.meaning.who != .total
    }) {
      for index in counts { numbers[index].meaning.isCompared = true }
    } else if let only = counts.only, others.allSatisfy({ ($0.meaning.figure ?? .value) != .value })
    {
      numbers[only].unknown = nil
      numbers[only].meaning.figure = .value
    }
  }
}
