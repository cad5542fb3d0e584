import ClusterMetrics

/// The words of English headings for what a number is, and for what it is only compared with.
extension EnglishWords {
  // MARK: Figures

  struct Phrase {
    let words: [String]
    /// What the figure is called, with a period beside it where one is said.
    let name: String
    /// The same where none is.
    let alone: String
    /// Whether it says nothing without a period.
    var needsPeriod = false

    func vietnamese(_ rest: String) -> String { rest.isEmpty ? alone : name + " " + rest }
  }

  /// Longer ones first.
  static let figures: [Phrase] = {
    func phrases(_ name: String, alone: String? = nil, _ texts: String...) -> [Phrase] {
      texts.map {
        Phrase(words: EnglishPeriods($0).tokens.map(\.text), name: name, alone: alone ?? name)
      }
    }
    let all = [
      phrases(
        "Kế hoạch", "plan", "planned", "target", "target plan", "budget", "approved budget",
        "quota", "goal", "objective",
        "revised plan", "revised target", "adjusted plan", "adjusted target", "plan assigned",
        "target assigned", "plan approved",
        "assigned plan", "assigned target", "approved plan", "planned target", "plan target"),
      phrases(
        "Kế hoạch", alone: "Kế hoạch năm", "annual plan", "annual target", "yearly plan",
        "yearly target",
        "year plan", "year target", "full-year plan", "full-year target", "annual budget",
        "plan of the year"),
      phrases(
        "Thực hiện", "result", "results", "actual", "actuals", "actual result", "actual results",
        "achieved",
        "achievement", "implemented", "realised", "realized", "actual figure", "actual figures",
        "actual value"),
      phrases("Thực hiện", alone: "Kỳ này", "this period", "current period", "reporting period"),
      phrases("Thực hiện", alone: "Trong tháng", "this month", "in the month", "current month"),
      phrases("Thực hiện", alone: "Trong quý", "this quarter", "current quarter"),
      phrases("Thực hiện", alone: "Năm nay", "this year", "current year"),
      phrases(
        "Ước thực hiện", "estimate", "estimated", "estimated result", "estimated results",
        "forecast", "projection", "projected", "expected", "expected result"),
      phrases(
        "Lũy kế", "cumulative", "cumulative total", "cumulative result", "cumulative results",
        "accumulated",
        "year to date", "year-to-date", "ytd", "total to date", "to date", "result to date",
        "results to date", "actual to date", "since the beginning of the year",
        "since the start of the year", "from the beginning of the year", "since january"),
      phrases(
        "Cùng kỳ", alone: "Cùng kỳ năm trước", "same period", "same period last year",
        "same period of last year",
        "same period previous year", "same period of previous year",
        "same period of the previous year",
        "same period in the previous year", "same period of the prior year",
        "same period prior year",
        "same period the year before", "same period in last year", "corresponding period",
        "corresponding period last year", "corresponding period of last year",
        "corresponding period of the previous year", "last year", "previous year", "prior year",
        "last year’s result",
        "last year's result", "result of last year", "results of last year",
        "last year same period",
        "last year, same period", "same time last year", "same months last year",
        "same period a year ago", "a year earlier", "a year ago", "year earlier", "sply",
        "same period, last year", "completed same period", "achieved same period",
        "result same period",
        "results same period", "result of same period", "results of same period",
        "result of the same period",
        "results of the same period", "actual same period", "actual of same period"),
      phrases("Tháng trước", "last month", "previous month"),
      phrases("Quý trước", "last quarter", "previous quarter"),
      phrases("Kỳ trước", "last period", "previous period"),
    ]
    let sums = ["total", "sum", "subtotal", "total for", "total of"].map {
      Phrase(
        words: $0.split(separator: " ").map(String.init), name: "Cộng", alone: "Cộng",
        needsPeriod: true)
    }
    return (all.joined() + sums).sorted { $0.words.count > $1.words.count }
  }()

  // MARK: Comparisons

  static func words(_ periods: EnglishPeriods) -> String {
    periods.tokens.map(\.text).filter { !["(", ")", "%"].contains($0) }.joined(separator: " ")
  }

  /// Whether a heading only compares: it begins with a word for that, and ends with what numbers are compared with. "% of annual
  /// plan", "Change on last year (%)", but not "Percentage of target households reached".
  static func compares(_ periods: EnglishPeriods, besideFigures: Bool) -> Bool {
    let all = words(periods)
    if comparisons.contains(all) || besideFigures && plainComparisons.contains(all) { return true }
    var words = periods.tokens.map(\.text)
    while let last = words.last, ["%", "(", ")"].contains(last) { words.removeLast() }
    guard words.count > 1, let first = words.first, comparing.contains(first) else { return false }
    let isLinked = words.dropFirst().contains { links.contains($0) }
    guard isLinked, let last = words.last else { return false }
    return compared.contains(last) || EnglishPeriods.year(last) != nil
  }
  private static let comparing: Set<String> = [
    "change", "changes", "increase", "decrease", "growth", "difference", "variance", "%", "percent",
    "percentage",
    "ratio", "compared", "comparison", "versus", "vs", "as", "rate", "progress", "performance",
    "completion", "completed",
    "achieved", "achievement", "fulfilment", "fulfillment", "rise", "fall", "plan", "result",
    "results", "actual", "pct",
  ]
  private static let links: Set<String> = [
    "vs", "versus", "against", "compared", "than", "of", "on", "to", "over", "from", "/",
    "fulfilment", "fulfillment",
    "completion", "achievement",
  ]
  private static let compared: Set<String> = [
    "plan", "target", "budget", "period", "year", "quarter", "month", "fulfilment", "fulfillment",
    "completion",
    "achievement",
  ]
  private static let comparisons: Set<String> = [
    "change", "difference", "variance", "+ / -", "completion rate", "achieved rate",
    "plan completion", "increase / decrease",
    "increase , decrease", "rate of completion", "+ / −",
  ]
  /// The first words of comparisons.
  static let comparisonWords = comparing.union(
    comparisons.union(plainComparisons).map { String($0.prefix { $0 != " " }) })
  /// The same where other figures stand beside it.
  private static let plainComparisons: Set<String> = [
    "percentage", "percent", "completion", "remaining", "ratio", "growth", "growth rate",
    "variance", "y / y", "yoy",
    "y-o-y", "actual / plan", "year - on - year", "trend", "difference", "increase", "decrease",
    "change", "progress",
    "fulfilment", "fulfillment", "achievement rate", "execution rate", "rate", "balance", "gap",
    "plan / actual", "pct",
  ]
  /// Words for results that stand beside plans, and elsewhere for what is counted.
  static let results: [Phrase] = [
    "Completed", "Performed", "Done", "Delivered", "Accomplished", "Executed", "Implementation",
    "Performance", "Outcome", "Output", "Reported", "Number", "Value", "Total",
  ].map {
    Phrase(words: [$0.lowercased()], name: "Thực hiện", alone: "Thực hiện")
  }
}
