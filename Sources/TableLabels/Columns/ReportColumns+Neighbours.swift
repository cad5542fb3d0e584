import ClusterMetrics
import OfficeWords
import TableGrids

/// What a column means by the columns beside it.
extension ReportColumns {
  /// "Lũy kế từ đầu nhiệm kỳ" beside "Trong tháng" and "Lũy kế": of more than the year, and only to be compared.
  mutating func settleLongerTerms() {
    func isTerm(_ own: Numbers) -> Bool {
      own.levels.count == 1 && CumulativeWords.saysLongerTerm(own.name)
    }
    guard numbers.contains(where: { !isTerm($0) && $0.unknown == nil && !$0.meaning.isCompared })
    else { return }
    for index in numbers.indices
    where isTerm(numbers[index]) && numbers[index].meaning.indicator == nil {
      (numbers[index].meaning.isCompared, numbers[index].unknown) = (true, nil)
    }
  }

  /// "Khối huyện" or "Các phường" over the names of units only groups them, and "Cộng" beside these is the sum of the group.
  mutating func settleGroups(_ words: ReportWords) {
    guard self[.unit] == nil else { return }
    func isUnit(_ column: Numbers) -> Bool {
      if case .units? = words.who(column.lastLevel) { return true }
      return words.knowsNoIndicator && OfficeNames.isOffice(column.lastLevel)
    }
    let groups = Dictionary(
      grouping: numbers.indices.filter { numbers[$0].levels.count > 1 },
      by: { numbers[$0].upperLevels })
    // One group of which most are units makes the others beside it groups, too; so does a heading of a landscape over names.
    let isGrouped = groups.contains { uppers, own in
      let names = own.map { numbers[$0].lastLevel }.filter { !TotalWords.isTotal($0) }
      return own.count { isUnit(numbers[$0]) } * 2 > own.count
        || words.knowsNoIndicator && self[.indicator] != nil
          && uppers.last.map(OfficeNames.isLandscape) ?? false && OfficeNames.areNames(names)
    }
    guard isGrouped else { return }
    for index in groups.values.filter({ $0.count > 1 }).joined() {
      let last = numbers[index].lastLevel
      guard numbers[index].meaning.figure == nil, numbers[index].meaning.indicator == nil else {
        continue
      }
      if TotalWords.isTotal(last) {
        numbers[index].meaning.isCompared = true
        continue
      }
      if case .units(let units)? = words.who(last) {
        numbers[index].meaning.who = .units(units)
        numbers[index].unknown = nil
      } else {
        numbers[index].unknown = last
        numbers[index].isUnitOfGroup = true
      }
      numbers[index].meaning.isCompared = false
    }
  }

  /// "Lượt" and "Người" below "Tiếp công dân" are two things and not one thing in two measures.
  mutating func settleMeasures() {
    let alike = Dictionary(
      grouping: numbers.indices.filter {
        numbers[$0].unknown != nil && MeasureWords.only(numbers[$0].lastLevel) != nil
      }
    ) { index in
      let meaning = numbers[index].meaning
      return [
        numbers[index].unknown, meaning.period?.name, meaning.figure?.rawValue,
        meaning.part.map { "\($0)" },
      ]
    }
    for columns in alike.values where Set(columns.map { numbers[$0].measure }).count > 1 {
      for index in columns {
        numbers[index].unknown = numbers[index].unknown.map {
          $0 + " / " + numbers[index].lastLevel
        }
      }
    }
  }

  /// "Kế hoạch vốn | Giải ngân", each over "Tổng số" and its parts: the total of the plan is that of the one result.
  mutating func settleTotalPlans() {
    let plans = numbers.indices.filter {
      numbers[$0].meaning.figure == .plan && numbers[$0].meaning.indicator == nil
        && numbers[$0].levels.count > 1 && TotalWords.isTotal(numbers[$0].lastLevel)
    }
    let results = numbers.filter {
      $0.levels.count > 1 && TotalWords.isTotal($0.lastLevel) && !$0.meaning.isCompared
        && ($0.meaning.figure ?? .value) == .value
        && ($0.meaning.indicator != nil || $0.unknown != nil)
    }
    guard let plan = plans.only, let result = results.only else { return }
    numbers[plan].meaning.who = nil
    numbers[plan].meaning.indicator = result.meaning.indicator
    numbers[plan].unknown = result.meaning.indicator == nil ? result.unknown : nil
  }

  /// Below one heading, beside others that are no figures, "Kế hoạch" and "Đạt" are kinds like those: "Văn bản ban hành:
  /// Nghị quyết | Kế hoạch | Công văn", "Kết quả: Đạt | Không đạt".
  mutating func settleKinds(_ blocks: ReportBlocks) {
    for index in numbers.indices {
      let deniers = deniers(of: index)
      guard Numbers.kinds.contains(NameKey(numbers[index].lastLevel)) || !deniers.isEmpty,
        numbers[index].meaning.period == nil
      else { continue }
      let heading = numbers[index].upperLevels
      var others = numbers.indices.filter { $0 != index && numbers[$0].upperLevels == heading }.map
      {
        numbers[$0]
      }
      // Without a heading, "Đạt" is a result beside "Không đạt", and "Kế hoạch" a document beside "Nghị quyết" and "Báo cáo".
      if !deniers.isEmpty {
        others = deniers
      } else if heading.isEmpty, NameKey(numbers[index].lastLevel) == Numbers.speed {
        // Those who drove too fast stand among other offences.
        others = [index - 1, index + 1].compactMap { numbers[safe: $0] }
      } else if heading.isEmpty {
        let isResult = NameKey(numbers[index].lastLevel) == NameKey("Đạt")
        others = others.filter {
          (isResult ? Numbers.results : Numbers.documents).contains(NameKey($0.lastLevel))
        }
        guard others.count > (isResult ? 0 : 1) else { continue }
      }
      // What the heading says holds for all of them: "Kết quả" over "Đạt | Không đạt".
      let upper = heading.last.flatMap { FigureWords($0)?.figure }
      let figures = others.filter { other in
        (FigureWords(other.lastLevel) != nil
          || other.meaning.figure != nil && other.meaning.figure != upper)
          && !TotalWords.isTotal(other.lastLevel)
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

  /// "Đạt" beside its percentage is how many reached something: "Số thôn | Đạt | Tỷ lệ (%)", "Đạt" over "SL" and "TL (%)".
  mutating func settleReached(_ block: ReportBlock, _ grid: Grid, _ blocks: ReportBlocks) {
    guard !numbers.contains(where: { $0.meaning.figure == .plan }) else {
      return settleReachedOfPlan()
    }
    for index in numbers.indices where numbers[index].meaning.isCompared {
      let levels = numbers[index].levels
      let isCount = levels.count > 1 && Numbers.amounts.contains(NameKey(levels[levels.count - 1]))
      let reached = isCount ? levels[levels.count - 2] : levels[levels.count - 1]
      let isBesideShare =
        numbers[safe: index + 1].map { next in
          next.meaning.isCompared && next.upperLevels == numbers[index].upperLevels
            && next.saysShare
        } ?? false
      guard NameKey(reached) == NameKey("Đạt"),
        isBesideShare || isWithin(index, block, grid)
      else { continue }
      // Without a heading it is of the column in front of it.
      if levels.count == 1, let whole = numbers[..<index].last(where: { !$0.meaning.isCompared }) {
        numbers[index].name = whole.name + " / " + levels[0]
      }
      let name = numbers[index].name
      let meaning = blocks.meaning(of: name)
      numbers[index].isKind = true
      numbers[index].meaning.isCompared = false
      numbers[index].meaning.figure = nil
      numbers[index].meaning.indicator = meaning.indicator
      numbers[index].unknown = meaning.indicator == nil ? name : nil
    }
  }

  /// "Đăng ký | Đạt" and "Giao | Đạt | %": what was reached of a plan beside it, where nothing else is the result.
  private mutating func settleReachedOfPlan() {
    for index in numbers.indices where numbers[index].meaning.isCompared {
      let own = numbers[index]
      let beside = numbers.filter { $0.upperLevels == own.upperLevels && $0.column != own.column }
      guard NameKey(own.lastLevel) == NameKey("Đạt"), !own.saysShare,
        beside.contains(where: { $0.meaning.figure == .plan }),
        beside.allSatisfy({ $0.meaning.figure == .plan || $0.meaning.isCompared })
          // "Kế hoạch | Đạt | Tỷ lệ (%) | Số người tham gia"
          || isBehindPlan(index)
            && beside.allSatisfy({ ![.value, .cumulative].contains($0.meaning.figure) }),
        beside.allSatisfy({ NameKey($0.lastLevel) != NameKey("Đạt") })
      else { continue }
      (numbers[index].meaning.isCompared, numbers[index].meaning.figure) = (false, .value)
    }
    settleDoneOfPlan()
  }

  /// "KH | Hoàn thành | Tỷ lệ (%)", "Kế hoạch | Đã triển khai | %": what was done of a plan, where a share stands beside both
  /// and nothing else is the result.
  private mutating func settleDoneOfPlan() {
    for index in numbers.indices
    where LabelWords.doneOfPlan.contains(NameKey(numbers[index].lastLevel)) {
      let own = numbers[index]
      let beside = numbers.filter { $0.upperLevels == own.upperLevels && $0.column != own.column }
      let plans = beside.filter { $0.meaning.figure == .plan && !$0.meaning.isCompared }
      guard let plan = plans.only, plan.column < own.column,
        beside.contains(where: { $0.meaning.isCompared && $0.saysShare }),
        beside.allSatisfy({ $0.meaning.figure == .plan || $0.meaning.isCompared })
      else { continue }
      (numbers[index].meaning.isCompared, numbers[index].meaning.figure) = (false, .value)
      numbers[index].meaning.indicator = plan.meaning.indicator
      numbers[index].unknown = plan.unknown
    }
  }

  private func isBehindPlan(_ index: Int) -> Bool {
    numbers[..<index].last.map {
      $0.meaning.figure == .plan && $0.upperLevels == numbers[index].upperLevels
    } ?? false
  }

  /// Whether a column holds whole numbers of which none is more than that of the counted column in front of it.
  private func isWithin(_ index: Int, _ block: ReportBlock, _ grid: Grid) -> Bool {
    guard let whole = numbers[..<index].last(where: { !$0.meaning.isCompared }) else {
      return false
    }
    let rows = block.body.map { grid.rows[$0] }
    let pairs = rows.compactMap { row -> (part: Double, whole: Double)? in
      guard let part = row[numbers[index].column].reading()?.outcome.quantity?.doubleValue,
        let all = row[whole.column].reading()?.outcome.quantity?.doubleValue
      else { return nil }
      return (part, all)
    }
    let isPercent = rows.contains { $0[numbers[index].column].kind == .percent }
    return pairs.count > 1 && !isPercent
      && pairs.allSatisfy { $0.part == $0.part.rounded() && $0.part <= $0.whole }
      // All alike at a hundred are percentages.
      && !pairs.allSatisfy { $0.part == 100 }
  }

  /// "Chênh lệch" behind "Thu" and "Chi" compares with nothing: it is what is left.
  mutating func settleBalances(_ words: ReportWords) {
    for index in numbers.indices.dropFirst(2) where numbers[index].meaning.isCompared {
      let (taken, spent) = (numbers[index - 2], numbers[index - 1])
      guard
        LineSums.isBalance(numbers[index].lastLevel, of: taken.lastLevel, spent.lastLevel),
        [taken.upperLevels, spent.upperLevels].allSatisfy({ $0 == numbers[index].upperLevels })
      else { continue }
      numbers[index].meaning.isCompared = false
      numbers[index].meaning.indicator = words.indicator(numbers[index].name)
      if numbers[index].meaning.indicator == nil { numbers[index].unknown = numbers[index].name }
    }
  }

  /// Of two columns that differ by these words alone one is the plan of the other: "Kế hoạch trồng rừng | Thực hiện trồng
  /// rừng", "Diện tích KH | Diện tích TH", "Chỉ tiêu kết nạp | Đã kết nạp".
  mutating func settlePlans(_ blocks: ReportBlocks) {
    for index in numbers.indices.dropLast() {
      let next = index + 1
      guard numbers[index].upperLevels == numbers[next].upperLevels,
        numbers[index].meaning.period == numbers[next].meaning.period,
        Set([index, next].compactMap { numbers[$0].meaning.indicator?.id }).count < 2,
        let plan = Numbers.planned(numbers[index].lastLevel),
        let value = Numbers.achieved(numbers[next].lastLevel), NameKey(plan) == NameKey(value),
        // "Kế hoạch quý I | Thực hiện quý I" say when, and not what.
        PeriodMentions.period(value, PeriodLabels.anyYear) == nil
      else { continue }
      let name = (numbers[index].upperLevels + [value]).joined(separator: " / ")
      let meaning = blocks.meaning(of: name)
      for (place, figure) in [(index, Figure.plan), (next, .value)] {
        let own =
          numbers[index].meaning.indicator ?? numbers[next].meaning.indicator ?? meaning.indicator
        numbers[place].meaning.figure = figure
        numbers[place].meaning.isCompared = false
        numbers[place].meaning.indicator = own
        numbers[place].unknown = own == nil ? name : nil
      }
      if numbers[index].meaning.period == nil,
        let year = PeriodMentions.all(in: numbers[index].lastLevel, year: nil).only, year.isYear
      {
        numbers[index].meaning.period = year
      }
    }
  }

  /// "Nghị quyết | Kết quả" beside the names of indicators: what the resolution sets is the plan of what stands behind it.
  mutating func settleResolutions() {
    for index in numbers.indices.dropLast() where numbers[index].unknown != nil {
      let next = numbers[index + 1]
      guard Numbers.resolutions.contains(NameKey(numbers[index].lastLevel)),
        numbers[index].upperLevels == next.upperLevels, numbers[index].meaning.indicator == nil,
        next.meaning.figure == .value || next.meaning.figure == .cumulative || next.isPlainResult
      else { continue }
      (numbers[index].unknown, numbers[index].meaning.figure) = (nil, .plan)
    }
  }

  /// The columns that say the contrary of one that only seems to compare: "Không đạt kế hoạch" of "Đạt kế hoạch".
  private func deniers(of index: Int) -> [Numbers] {
    guard numbers[index].meaning.isCompared else { return [] }
    let key = NameKey(numbers[index].lastLevel).text
    return numbers.filter { other in
      other.upperLevels == numbers[index].upperLevels
        && ["không", "chưa"].contains {
          NameKey(other.lastLevel).text == NameKey($0).text + " " + key
        }
    }
  }

  /// "Năm trước" beside "Năm nay" is the same part of last year; alone it may be the whole of it, and is only compared.
  mutating func settleYears(_ blocks: ReportBlocks) {
    func last(_ column: Numbers) -> String { NameKey(column.lastLevel).text }
    let (before, now) = (NameKey("năm trước").text, NameKey("năm nay").text)
    let reported = NameKey("năm báo cáo").text
    // "Sản lượng năm nay | Sản lượng năm trước"
    for index in numbers.indices
    where !numbers[index].meaning.isCompared && last(numbers[index]).hasSuffix(" " + before)
      && (numbers[index].meaning.figure ?? .value) == .value
    {
      let words = numbers[index].lastLevel.split(separator: " ").dropLast(2)
      let base = words.joined(separator: " ")
      let key = NameKey(base).text
      let other = numbers.indices.first {
        $0 != index && numbers[$0].upperLevels == numbers[index].upperLevels
          && [key, key + " " + now].contains(last(numbers[$0]))
      }
      guard let other, !base.isEmpty else { continue }
      let name = (numbers[index].upperLevels + [base]).joined(separator: " / ")
      let indicator = blocks.meaning(of: name).indicator ?? numbers[other].meaning.indicator
      for (place, figure) in [(index, Figure.lastYear), (other, .value)] {
        numbers[place].meaning.figure = figure
        numbers[place].meaning.indicator = indicator
        numbers[place].unknown = indicator == nil ? name : nil
      }
    }
    for index in numbers.indices
    where numbers[index].meaning.isCompared && last(numbers[index]).hasSuffix(before) {
      let lead = last(numbers[index]).dropLast(before.count)
      let isBeside = numbers.contains {
        [lead + now, lead + reported].contains(last($0))
          && $0.upperLevels == numbers[index].upperLevels
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
  ///
  /// - Parameter parts: the columns that are parts of what is counted.
  mutating func settleValues(parts: [Int]) {
    guard self[.indicator] != nil else { return settleValueOfPeriods() }
    func isCount(_ column: Numbers) -> Bool {
      column.unknown.map { OfficeNames.isNoUnit($0) } ?? false
    }
    let counts = numbers.indices.filter { isCount(numbers[$0]) }
    let others = numbers.filter { !isCount($0) && !$0.meaning.isCompared }
    if others.contains(where: {
      // "Sản lượng (tấn)" beside "Diện tích" is nobody's name.
      $0.unknown.map { !OfficeNames.isPartOfCount($0) && OfficeNames.mayName($0) } ?? false
        && !parts.contains($0.column)
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
