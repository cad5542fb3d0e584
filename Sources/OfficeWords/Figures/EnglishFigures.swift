import ClusterMetrics

/// What an English heading says of its numbers, put together from its words: "Actual, first half of 2026", "Revised annual target",
/// "Change on last year (%)". A heading with any other word names what is counted.
struct EnglishFigure {
  /// The heading in Vietnamese.
  package let vietnamese: String

  /// - Parameter besideFigures: whether other headings of the row say plans, results or last year, so that "Completed" is a result.
  init?(_ periods: EnglishPeriods, _ range: Range<Int>, besideFigures: Bool) {
    guard let parts = Parts(periods, range), let text = parts.vietnamese(besideFigures) else {
      return nil
    }
    vietnamese = text
  }

  /// The words of a heading, by what they say.
  private struct Parts {
    var period: String?
    var words: [String] = []
    var isParted = false
    /// Whether it speaks of several years, or of the life of a project.
    var isOfTerm = false
    /// Whether "(%)" ends it, which says what is measured.
    var isInPercent = false

    init?(_ periods: EnglishPeriods, _ range: Range<Int>) {
      var end = range.upperBound
      if end - range.lowerBound > 3,
        [periods.word(end - 3), periods.word(end - 2), periods.word(end - 1)] == ["(", "%", ")"]
      {
        isInPercent = true
        end -= 3
      }
      var index = range.lowerBound
      while index < end {
        let word = periods.word(index)
        // "Since January", "Total since 1 January": what follows is where the year begins.
        if word == "since" || word == "from", let next = Parts.newYear(periods, index + 1),
          next <= end
        {
          words.append("since")
          index = next
          continue
        }
        // "This half-year", "Last half-year"
        if word == "half",
          words.last.map({ $0 == "this" || EnglishFigure.before.contains($0) }) ?? false
        {
          words.append(word)
          let isHyphened = periods.word(index + 1) == "-"
          index += isHyphened && periods.word(index + 2) == "year" ? 3 : 1
          continue
        }
        // "Last quarter" is the one before; "last quarter of 2025" is the fourth.
        if let match = periods.period(at: index, isWhole: true), match.end <= end,
          !EnglishFigure.before.contains(word) || !PeriodMentions.bareYears(in: match.text).isEmpty
        {
          guard period == nil else { return nil }
          period = match.text
          index = match.end
          continue
        }
        if let year = EnglishPeriods.year(word) {
          // "Target 2023-2027"
          if let first = period.flatMap({ EnglishPeriods.year($0) }), first < year {
            isOfTerm = true
            index += 1
            continue
          }
          guard period == nil else { return nil }
          period = "\(year)"
        } else if word == "/" {
          isParted = true
        } else if !EnglishFigure.marks.contains(word) {
          words.append(word)
        }
        index += 1
      }
      guard words.count < 14, words.allSatisfy(EnglishFigure.known.contains) else { return nil }
      isOfTerm = isOfTerm || words.contains { EnglishFigure.terms.contains($0) }
    }

    /// The token behind "January" or "1 January".
    private static func newYear(_ periods: EnglishPeriods, _ start: Int) -> Int? {
      var index = periods.word(start) == "1" || periods.word(start) == "1st" ? start + 1 : start
      guard ["january", "jan"].contains(periods.word(index)) else { return nil }
      index += 1
      if periods.word(index) == "1" { index += 1 }
      return index
    }

    private func says(_ set: Set<String>) -> Bool { words.contains(where: set.contains) }

    func vietnamese(_ besideFigures: Bool) -> String? {
      let time = period.map { " " + $0 } ?? ""
      let isPlan = says(EnglishFigure.plans) || besideFigures && says(EnglishFigure.weakPlans)
      let isResult = says(EnglishFigure.results) || besideFigures && says(EnglishFigure.weakResults)
      let isLast = saysLastYear
      let isCumulative = says(EnglishFigure.sums)
      let isEstimate = says(EnglishFigure.estimates)
      // What is compared, and with what.
      // "Achievement" beside a plan is what was reached of it, and a percentage where it says so.
      if besideFigures, period == nil, words.count == 1, !isInPercent,
        ["achievement", "achievements", "progress"].contains(words[0])
      {
        return "Thực hiện"
      }
      let isOfOthers =
        isPlan || isLast || isResult || isCumulative || period != nil
        || says(["total", "year", "period"])
      if isParted && isPlan && (isResult || isLast) || isParted && isResult && isLast
        || says(EnglishFigure.comparing) && (isOfOthers || besideFigures)
        || says(EnglishFigure.alwaysComparing)
      {
        return EnglishFigure.mark
      }
      guard !says(EnglishFigure.comparing) else { return nil }
      let percent = isInPercent ? " (%)" : ""
      // "Project target 2023-2027", "End-of-project target"
      if isOfTerm {
        return isPlan ? "Kế hoạch giai đoạn" : isResult || isCumulative ? "Lũy kế giai đoạn" : nil
      }
      // "Planned for next half-year"
      if words.contains("next"), isPlan { return EnglishFigure.mark }
      if isLast {
        let figure = isCumulative ? "Lũy kế cùng kỳ" : "Cùng kỳ"
        return (period == nil ? figure + " năm trước" : figure + time) + percent
      }
      if saysBefore { return "Kỳ trước" }
      if isPlan {
        let isYear = says(["annual", "yearly", "year", "fy", "whole", "full"]) && period == nil
        return "Kế hoạch" + (isYear ? " năm" : time) + percent
      }
      if isCumulative {
        if let year = sinceYear { return "Lũy kế từ năm \(year)" }
        // "Results to 30 June 2026", "Cumulative to June"
        let isDay = period?.hasPrefix("ngày") ?? false
        return "Lũy kế" + (isDay || period?.hasPrefix("tháng") ?? false ? " đến" : "") + time
          + percent
      }
      if isEstimate { return "Ước thực hiện" + time + percent }
      if isResult {
        if let day = period, day.hasPrefix("ngày"),
          says(["to", "until", "through", "by", "till", "up"])
        {
          return "Lũy kế đến \(day)"
        }
        let isYear = says(["annual", "yearly", "whole", "full"])
        return "Thực hiện"
          + (isYear && period.map { EnglishPeriods.year($0) != nil } ?? true ? " cả năm" : "")
          + time + percent
      }
      if says(["total", "sum", "subtotal"]), let period, words.count < 4 {
        return "Cộng " + period
      }
      if period != nil, says(["to", "until", "through", "till", "by"]), words.count < 4 {
        return "Lũy kế đến" + time
      }
      if let current { return current }
      // "Month | YTD", "For the month | For the year to date"
      if besideFigures, period == nil {
        let rest = Set(words).subtracting(["for", "the", "in", "of"])
        if rest == ["month"] || rest == ["monthly"] { return "Trong tháng" }
        if rest == ["quarter"] || rest == ["quarterly"] { return "Trong quý" }
      }
      // "Value", "Number" and "Amount" have the numbers of the rows.
      let isAmount = period == nil && words.allSatisfy(EnglishFigure.amounts.contains)
      return isAmount ? "Số lượng" : nil
    }

    /// The period of the table: "This month", "Current period".
    private var current: String? {
      guard period == nil, says(["this", "current", "reporting", "during", "in", "cy", "mtd"])
      else { return nil }
      if says(["month", "mtd"]) { return "Trong tháng" }
      if says(["quarter"]) { return "Trong quý" }
      if says(["year", "cy"]) { return "Năm nay" }
      return says(["period", "half"]) ? "Kỳ này" : nil
    }

    private var saysLastYear: Bool {
      if says(["py", "ly", "sply", "ago", "earlier", "comparative", "comparatives"]) {
        return true
      }
      if says(["same", "corresponding", "comparable", "equivalent"]) { return true }
      return zip(words, words.dropFirst()).contains {
        EnglishFigure.before.contains($0) && $1 == "year" || $0 == "year" && $1 == "before"
      }
    }

    private var saysBefore: Bool {
      period == nil
        && zip(words, words.dropFirst()).contains {
          EnglishFigure.before.contains($0)
            && ["period", "month", "quarter", "half", "week"].contains($1)
        }
    }

    private var sinceYear: Int? {
      words.contains("since") ? period.flatMap { EnglishPeriods.year($0) } : nil
    }
  }

  /// Begins a comparison in Vietnamese, in front of what the heading says: it keeps its words, so that people find it again.
  package static let mark = "So sánh"

  /// Words of what lasts longer than a year.
  fileprivate static let terms: Set<String> = [
    "project", "programme", "program", "lifetime", "overall",
  ]

  // MARK: Words

  fileprivate static let marks: Set<String> = [
    "(", ")", ",", ":", "-", "–", "—", ".", "+", "±", "−", "&", "’", "'", "s",
  ]
  package static let before: Set<String> = ["last", "previous", "prior", "preceding", "past"]
  fileprivate static let plans: Set<String> = [
    "plan", "planned", "target", "targeted", "budget", "budgeted", "goal", "objective", "quota",
  ]
  fileprivate static let weakPlans: Set<String> = [
    "targets", "plans", "goals", "objectives", "assigned", "milestone", "norm",
  ]
  fileprivate static let results: Set<String> = [
    "result", "results", "actual", "actuals", "achieved", "implemented", "realised", "realized",
    "outturn",
  ]
  /// Words that elsewhere name what is counted.
  fileprivate static let weakResults: Set<String> = [
    "completed", "performed", "done", "delivered", "accomplished", "accomplishment", "executed",
    "implementation",
    "performance", "outcome", "output", "reported", "spent", "disbursed", "number", "value",
    "amount", "count", "figure",
    "total",
  ]
  fileprivate static let amounts: Set<String> = [
    "value", "number", "amount", "count", "quantity", "volume", "figure", "figures", "data",
    "values", "numbers",
  ]
  fileprivate static let sums: Set<String> = [
    "cumulative", "accumulated", "ytd", "date", "running", "since", "beginning", "start",
  ]
  fileprivate static let estimates: Set<String> = [
    "estimate", "estimated", "forecast", "projected", "projection", "expected", "anticipated",
  ]
  fileprivate static let alwaysComparing: Set<String> = [
    "change", "difference", "variance", "yoy", "vs", "versus", "compared", "baseline",
  ]
  fileprivate static let comparing: Set<String> = alwaysComparing.union([
    "increase", "decrease", "growth", "diff", "var", "%", "percent", "percentage", "pct",
    "ratio", "rate",
    "comparison", "against", "completion", "progress", "fulfilment", "fulfillment", "achievement",
    "achievements",
    "remaining", "balance",
    "gap", "shortfall", "outstanding", "left", "go", "still", "over", "under", "up", "down",
    "index", "weight", "share",
    "trend", "rise", "fall", "movement", "delta", "y", "o", "used", "than",
  ])
  private static let neutral: Set<String> = [
    "the", "of", "for", "in", "at", "on", "to", "by", "from", "as", "a", "an", "per", "and", "or",
    "with", "until", "through",
    "till", "during", "figure", "figures", "value", "values", "number", "numbers", "amount",
    "total", "sum", "subtotal",
    "annual", "yearly", "year", "full", "whole", "revised", "adjusted", "approved", "assigned",
    "set", "initial",
    "original", "official", "final", "preliminary", "provisional", "end", "period", "month",
    "months", "quarter", "half",
    "week", "time", "fy", "this", "current", "reporting", "same", "corresponding", "comparable",
    "equivalent", "ago",
    "earlier", "before", "py", "ly", "sply", "comparative", "comparatives", "cy", "mtd", "do",
    "monthly", "quarterly",
    "new", "reached", "quantity", "volume", "data", "count", "next",
    "project", "programme", "program", "lifetime", "overall",
  ]
  fileprivate static let known: Set<String> = neutral.union(before).union(plans).union(weakPlans)
    .union(results)
    .union(weakResults).union(sums).union(estimates).union(comparing)

  /// What a heading must have at least one of to be looked at.
  static let triggers: Set<String> = plans.union(weakPlans).union(results).union(weakResults).union(
    sums
  ).union(estimates)
    .union(comparing).union(before).union([
      "same", "corresponding", "comparable", "equivalent", "ago", "earlier", "py", "ly", "sply",
      "comparative", "cy", "mtd",
      "this", "current", "reporting", "month", "value", "number", "amount", "count", "quantity",
      "volume", "figure",
      "figures", "data", "during", "for", "in",
    ])
}
