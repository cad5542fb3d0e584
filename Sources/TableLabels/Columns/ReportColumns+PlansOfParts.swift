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
  package mutating func settleCumulative() {
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

  /// "Vốn đầu tư / Kế hoạch | Giải ngân": what is spent of a fund is its result, and so is what was done of anything else right
  /// behind its plan: "Giám sát chuyên đề / Kế hoạch | Đã giám sát | Có vi phạm".
  mutating func settleSpent() {
    for index in numbers.indices
    where ReportColumns.spent.contains(NameKey(numbers[index].lastLevel)) || isDoneOfPlan(index) {
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

  /// Whether a column right behind a plan says what was done: "Đã kiểm tra", "Số đã trồng".
  private func isDoneOfPlan(_ index: Int) -> Bool {
    guard let plan = numbers[safe: index - 1], Figure(saidBy: plan.lastLevel) == .plan,
      plan.upperLevels == numbers[index].upperLevels
    else { return false }
    let key = NameKey(numbers[index].lastLevel).text
    return ReportColumns.done.contains { key.hasPrefix($0) }
  }
  private static let done = ["đã", "số đã"].map { NameKey($0).text + " " }

  /// "Dự toán giao / Giao đầu năm | Bổ sung | Tổng": the whole of a plan is the plan, and what it was made of only stands beside it.
  mutating func settleWholePlans() {
    for whole in numbers.indices where isWholePlan(numbers[whole]) {
      let parts = numbers.indices.filter {
        $0 != whole && numbers[$0].upperLevels == numbers[whole].upperLevels
          && isPart(numbers[$0], ofPlan: numbers[whole])
      }
      guard !parts.isEmpty else { continue }
      // What is given and changed is the plan of the year.
      numbers[whole].meaning.isOfYear = true
      for part in parts {
        (numbers[part].meaning.isCompared, numbers[part].unknown) = (true, nil)
      }
      if numbers[whole].levels.count > 1 {
        numbers[whole].meaning.who = nil
        numbers[whole].unknown =
          numbers[whole].meaning.indicator == nil
          ? numbers[whole].upperLevels.filter { Figure(saidBy: $0) != .plan }.last : nil
      }
    }
  }

  private func isWholePlan(_ column: Numbers) -> Bool {
    guard column.meaning.figure == .plan, !column.meaning.isCompared else { return false }
    let key = NameKey(column.lastLevel).text
    if column.upperLevels.last.map({ Figure(saidBy: $0) == .plan }) ?? false,
      TotalWords.isTotal(column.lastLevel)
    {
      return true
    }
    return ReportColumns.wholes.contains { key.hasPrefix($0) }
      || ReportColumns.afterwards.contains { (key + " ").contains(" " + $0 + " ") }
  }

  /// Whether a column says what a plan was made of: "Giao đầu năm", "Kế hoạch vốn bổ sung", "Điều chỉnh (+/-)".
  private func isPart(_ column: Numbers, ofPlan whole: Numbers) -> Bool {
    let own = column.meaning.indicator
    guard own == nil || own?.id == whole.meaning.indicator?.id else { return false }
    let bare = column.lastLevel.bracketAtEnd?.before ?? column.lastLevel
    var words = NameKey(bare).text.split(separator: " ").map(String.init)[...]
    while let first = words.first, ReportColumns.leadsOfPlan.contains(first) { words.removeFirst() }
    // "KH giao | Tổng KH năm"
    let isBare =
      words.isEmpty && column.meaning.figure == .plan && column.meaning.period == nil
      && !column.meaning.isOfYear
      && ReportColumns.wholes.contains { NameKey(whole.lastLevel).text.hasPrefix($0) }
    return isBare || ReportColumns.partsOfPlan.contains(words.joined(separator: " "))
  }
  private static let wholes = [
    "tổng kế hoạch", "tổng kh", "tổng dự toán", "tổng dt", "tổng vốn", "tổng số vốn", "tổng giao",
    "tổng số giao", "tổng chỉ tiêu", "tổng số kế hoạch", "tổng số dự toán", "tổng nguồn",
  ].map { NameKey($0).text + " " }
  private static let afterwards = ["sau điều chỉnh", "sau khi điều chỉnh", "sau bổ sung"].map {
    NameKey($0).text
  }
  private static let leadsOfPlan = Set(
    ["kế", "hoạch", "kh", "dự", "toán", "dt", "vốn", "số", "chỉ", "tiêu"].map { NameKey($0).text })
  private static let partsOfPlan = Set(
    [
      "đầu năm", "giao đầu năm", "được giao đầu năm", "ban đầu", "giao ban đầu", "giao", "bổ sung",
      "giao bổ sung", "được bổ sung", "bổ sung trong năm", "điều chỉnh", "điều chỉnh tăng",
      "điều chỉnh giảm", "điều chỉnh tăng, giảm", "điều chỉnh trong năm", "tăng", "giảm",
      "tăng, giảm", "năm trước chuyển sang", "chuyển nguồn", "kéo dài", "giao trong năm",
    ].map { NameKey($0).text })
  private static let spent = Set(
    ["Giải ngân", "Đã giải ngân", "Thực chi", "Đã chi", "Đã cấp", "Số giải ngân"].map {
      NameKey($0)
    })
}
