import Charting
import ClusterMetrics
import Intake

/// The words, numbers and dates of an output in its language.
package struct Wording: Sendable {
  package let language: Language
  /// By id the decimals of indicators for which the settings say none (`TallyBook.neededDecimals`).
  private var decimals: [String: Int] = [:]

  package init(_ language: Language) { self.language = language }

  /// The same words, with as many decimals as the numbers of some periods need.
  package func fitted(
    to book: TallyBook, _ indicators: [Indicator], in periods: [Period]
  ) -> Wording {
    var words = self
    words.decimals = book.neededDecimals(indicators, in: periods)
    return words
  }

  /// How many decimals an indicator's numbers are written with; the parts of one have as many as the whole.
  package func decimals(_ indicator: Indicator) -> Int {
    let whole = indicator.id.prefix { $0 != "#" }
    return decimals[String(whole)] ?? indicator.decimals
  }

  /// One of two texts.
  package func callAsFunction(_ vietnamese: String, _ english: String) -> String {
    language == .vietnamese ? vietnamese : english
  }

  package func callAsFunction(_ text: LocalizedText) -> String { text[language] }

  package var numbers: NumberStyle { language == .vietnamese ? .vietnamese : .english }

  /// How an indicator's numbers are written.
  package func format(_ indicator: Indicator) -> ValueFormat {
    let kind: ValueFormat.Kind =
      indicator.isPercentage ? .percent : decimals(indicator) == 0 ? .count : .measure
    return ValueFormat(kind, decimals: decimals(indicator), numbers: numbers)
  }

  /// How a mean, a median or a quartile of its numbers is written: of counts with one decimal.
  package func averageFormat(_ indicator: Indicator) -> ValueFormat {
    var format = format(indicator)
    if format.kind == .count { format.decimals = 1 }
    return format
  }

  // MARK: Dates

  /// `05/7/2022`, `01/02/2022`, `17/6/2022`: days below 10 and months 1 and 2 with a leading zero
  /// (Decree 30/2020/NĐ-CP, annex I). In English `14 June 2022`.
  package func date(_ day: Day) -> String {
    let (year, month, number) = day.components
    guard language == .vietnamese else {
      return "\(number) \(Period.englishMonths[month - 1]) \(year)"
    }
    return "\(number < 10 ? "0" : "")\(number)/\(Period.vietnameseMonth(month))/\(year)"
  }

  /// `15/12/2021–14/6/2022`
  package func days(_ days: Range<Day>) -> String {
    date(days.lowerBound) + "–" + date(days.upperBound.previous)
  }

  /// `từ 15/12/2021 đến 14/6/2022`
  package func daysInWords(_ days: Range<Day>) -> String {
    let (first, last) = (date(days.lowerBound), date(days.upperBound.previous))
    return self("từ \(first) đến \(last)", "from \(first) to \(last)")
  }

  /// "6 tháng đầu năm 2022", "first half of 2022".
  package func name(_ period: Period) -> String {
    if case .span(let from, let through) = period { return daysInWords(from..<through.next) }
    return self(period.spoken)
  }

  /// The name below a point on an axis, a line each: "6T đầu" over "2022".
  package func axisName(_ period: Period) -> [String] {
    switch period {
    case .half(1, let year): [self("6T đầu", "H1"), "\(year)"]
    case .half(_, let year): [self("6T cuối", "H2"), "\(year)"]
    case .quarter(let quarter, let year):
      [self("Quý \(Period.romanQuarters[quarter - 1])", "Q\(quarter)"), "\(year)"]
    case .month(let month, let year):
      [
        self("T\(month)", String(Period.englishMonths[month - 1].prefix(3))), "\(year)",
      ]
    case .nineMonths(let year): [self("9 tháng", "9 months"), "\(year)"]
    case .year(let year): ["\(year)"]
    case .span(let from, let through): [date(from) + "–", date(through)]
    case .named(let days): axisName(days)
    }
  }

  /// "Tuần 20" over "2024", "Năm học" over "2024–2025".
  private func axisName(_ days: NamedDays) -> [String] {
    guard days.year != nil else { return [days.name] }
    let words = self(days.spoken).split(separator: " ").map(String.init)
    let lead = words.dropLast().filter { !["năm", "of"].contains($0) || words.first == $0 }
    return [sentence(lead.joined(separator: " ")), words.last ?? ""]
  }

  /// What a period is called beside a later one: "cùng kỳ 2021", "quý I năm 2022".
  package func name(ofBase base: Period, of period: Period) -> String {
    if base == period.sameLastYear { return lastYear(of: period) }
    // Days beside a period of the calendar are the same days of an earlier one.
    if case .span(_, let through) = base, !period.isSpan {
      return self("cùng thời gian đến \(date(through))", "same days to \(date(through))")
    }
    return name(base)
  }

  /// What the same period last year is called: "cùng kỳ 2021".
  package func lastYear(of period: Period) -> String {
    switch period.sameLastYear {
    case .month(_, let year), .quarter(_, let year), .half(_, let year), .nineMonths(let year):
      self("cùng kỳ \(year)", "same period of \(year)")
    case .year(let year): self("năm \(year)", "\(year)")
    // What would overlap its own last year stands beside the days before it.
    case let base where base == period.previous: name(base)
    case .span: self("cùng kỳ năm trước", "same period last year")
    case .named(let days): self(days.spoken)
    }
  }

  /// The name of a period within a sentence: "the first half of 2022", but "April 2022".
  package func nameInSentence(_ period: Period) -> String {
    switch period {
    case .half, .nineMonths: self(name(period), "the " + name(period))
    case .span(let from, let through):
      self("giai đoạn " + name(period), date(from) + " to " + date(through))
    case .month, .quarter, .year, .named: name(period)
    }
  }

  /// What a period is called in a sentence that compares a later one with it: "so với cùng kỳ 2021", "on the same
  /// period of 2021", but "on April 2022".
  package func inSentence(base: Period, of period: Period) -> String {
    let name = name(ofBase: base, of: period)
    if name == self.name(base) { return nameInSentence(base) }
    return self(name, "the " + name)
  }

  // MARK: Numbers in sentences

  /// A tally's number, marked where some of it was only said to be about so many.
  package func text(_ value: Double, of tally: Tally, _ format: ValueFormat) -> String {
    (tally.isApproximate ? Wording.approximately : "") + format.text(value)
  }

  /// Stands before a number that was only said to be about so many.
  static let approximately = "≈ "

  /// A numerator or denominator, with as many decimals as state it.
  package func text(_ quantity: Quantity) -> String {
    numbers.text(
      quantity.doubleValue, decimals: PrintedDecimals.needed(for: [quantity.doubleValue]))
  }

  /// "9/10 đơn vị"
  package func units(_ reporting: Int, of expected: Int) -> String {
    self(
      "\(reporting)/\(expected) đơn vị", "\(reporting)/\(expected) unit\(expected == 1 ? "" : "s")")
  }

  /// What stands behind a tally: "9/10 đơn vị"; "9/10 đơn vị, 2 đơn vị thiếu quý 2 năm 2024"; of a single unit
  /// that has reported only parts of the period "thiếu quý 2 năm 2024".
  package func coverage(_ tally: Tally) -> String {
    coverage(
      tally.reportingUnits, of: tally.expectedUnits, incomplete: tally.incompleteUnits,
      missing: tally.missingParts, in: tally.period)
  }

  /// - Parameters:
  ///   - incomplete: how many units have reported only parts of the period.
  ///   - missing: these parts; those before the period are in the number all the same.
  package func coverage(
    _ reporting: Int, of expected: Int, incomplete: Int, missing: [Period], in period: Period
  ) -> String {
    guard incomplete > 0 else { return units(reporting, of: expected) }
    let lack = lack(incomplete, of: expected, missing, in: period)
    return expected > 1 ? units(reporting, of: expected) + ", " + lack : lack
  }

  /// The same where there is little room: "9/10 đơn vị, 2 chưa đủ kỳ".
  package func shortCoverage(_ tally: Tally) -> String {
    let all = units(tally.reportingUnits, of: tally.expectedUnits)
    guard tally.incompleteUnits > 0 else { return all }
    let part = self("chưa đủ kỳ", "incomplete")
    return tally.expectedUnits > 1 ? "\(all), \(tally.incompleteUnits) \(part)" : part
  }

  /// What the units behind a tally have not reported: "2 đơn vị thiếu quý II năm 2024".
  func lack(_ tally: Tally) -> String {
    lack(tally.incompleteUnits, of: tally.expectedUnits, tally.missingParts, in: tally.period)
  }

  private func lack(
    _ units: Int, of expected: Int, _ missing: [Period], in period: Period
  ) -> String {
    let calendar = ReportingCalendar.calendarMonths
    let first = calendar.days(of: period).lowerBound
    func listed(_ parts: [Period]) -> String {
      let names = parts.prefix(3).map { nameInSentence($0) }
      return (names + (parts.count > 3 ? ["…"] : [])).joined(separator: ", ")
    }
    let before = missing.filter { calendar.days(of: $0).upperBound <= first }
    let lacking = missing.filter { !before.contains($0) }
    let texts = [
      lacking.isEmpty ? nil : self("thiếu \(listed(lacking))", "without \(listed(lacking))"),
      // A cumulative number without the one before it.
      before.isEmpty ? nil : self("gồm cả \(listed(before))", "\(listed(before)) included"),
    ].compactMap(\.self)
    let lack = texts.joined(separator: ", ")
    return expected > 1
      ? self(
        "\(units) đơn vị chưa đủ kỳ (\(lack))",
        "\(unitCount(units)) not of the whole period (\(lack))")
      : lack
  }

  /// "1 đơn vị", "9 đơn vị"
  package func unitCount(_ count: Int) -> String {
    self("\(count) đơn vị", count == 1 ? "1 unit" : "\(count) units")
  }

  /// Where numbers come from: "sổ theo dõi hoạt động".
  package func source(_ sources: TallyPlan.Sources) -> String {
    if sources == .submissions { return self("báo cáo của các đơn vị", "reports of the units") }
    return sources.contains(.submissions)
      ? self(
        "sổ theo dõi hoạt động và báo cáo của các đơn vị",
        "registers of activities and reports of the units")
      : self("sổ theo dõi hoạt động", "register of activities")
  }

  /// "không tính 8 dòng và 2 số có lỗi đã được chấp nhận"
  package func leftOut(_ leftOut: LeftOut) -> String {
    func counted(_ count: Int, _ vietnamese: String, _ english: String) -> [String] {
      count == 0
        ? [] : [self("\(count) \(vietnamese)", "\(count) \(english)\(count == 1 ? "" : "s")")]
    }
    let parts =
      counted(leftOut.rows, "dòng", "row") + counted(leftOut.numbers, "số", "number")
    return self(
      "không tính \(list(parts)) có lỗi đã được chấp nhận",
      "without \(list(parts)) whose errors are accepted")
  }

  /// Says up to which day a period has records, where these end early.
  package func recordsEnd(_ day: Day, _ period: Period) -> String {
    self(
      "Số liệu \(name(period)) mới có đến \(date(day)); mọi so sánh chỉ lấy cùng thời gian của kỳ kia.",
      "The records of \(nameInSentence(period)) end on \(date(day)); comparisons take the same days of the other"
        + " period.")
  }

  /// What a change stands on where other units stand behind the two totals: "9 đơn vị có số liệu cả hai kỳ; tính
  /// cả các đơn vị khác: +65.419"; empty where they are the same.
  package func basis(_ comparison: Comparison, _ indicator: Indicator) -> String {
    if comparison.current.isStatedTotal || comparison.base.isStatedTotal {
      return statedTotalBasis(
        isCompared: comparison.change != nil, isKnown: comparison.bareChange != nil)
    }
    guard comparison.hasOtherUnits, let bare = comparison.bareChange else { return "" }
    let isIncomplete = comparison.current.incompleteUnits + comparison.base.incompleteUnits > 0
    if comparison.overSameUnits == nil, isIncomplete {
      return self(
        "số liệu chưa đủ kỳ nên chưa so sánh được; chênh lệch của các số hiện có:"
          + " \(format(indicator).signedText(bare))",
        "numbers that are not of whole periods cannot be compared; of what there is:"
          + " \(format(indicator).signedText(bare))")
    }
    return basis(
      units: comparison.overSameUnits?.units, whole: format(indicator).signedText(bare),
      isIncomplete: isIncomplete)
  }

  /// The same of so many units that are in both periods, and the difference of the totals.
  func basis(units: Int?, whole: String, isIncomplete: Bool = false) -> String {
    guard let units else {
      return self(
        "không đơn vị nào có số liệu cả hai kỳ; chênh lệch của các đơn vị khác nhau: \(whole)",
        "no unit has figures for both periods; of different units: \(whole)")
    }
    let others =
      isIncomplete
      ? self("tính cả số liệu chưa đủ kỳ", "with what is incomplete")
      : self("tính cả các đơn vị khác", "with the others")
    return self(
      "\(units) đơn vị có số liệu cả hai kỳ; \(others): \(whole)",
      "\(units == 1 ? "the one unit" : "the \(units) units") in both periods; \(others): \(whole)")
  }

  /// "105 hội nghị đối thoại", "44,0%" or "12,5 ha".
  package func amount(_ value: Double, _ indicator: Indicator) -> String {
    let noun = self(indicator.noun)
    guard !indicator.isPercentage, !noun.isEmpty else { return measured(value, indicator) }
    return format(indicator).text(value) + " " + noun
  }

  /// A number with its unit of measure, if it has one: "12,5 ha". No line ends between the two.
  package func measured(_ value: Double, _ indicator: Indicator) -> String {
    let number = format(indicator).text(value)
    guard !indicator.isPercentage else { return number }
    return indicator.unitOfMeasure.map { number + "\u{A0}" + self($0) } ?? number
  }

  /// What stands over an indicator's numbers: its name and their unit of measure, "Diện tích (ha)".
  package func heading(_ indicator: Indicator) -> String { heading(indicator.name, of: indicator) }

  /// The same where there is little room.
  package func shortHeading(_ indicator: Indicator) -> String {
    heading(indicator.shortName ?? indicator.name, of: indicator)
  }

  /// The same beside a row of a chart.
  package func category(_ indicator: Indicator) -> CategoryName {
    CategoryName(
      heading(indicator), short: indicator.shortName.map { _ in shortHeading(indicator) })
  }

  private func heading(_ name: LocalizedText, of indicator: Indicator) -> String {
    indicator.unitOfMeasure.map { self(name) + " (\(self($0)))" } ?? self(name)
  }

  /// An indicator's target: "50%"; empty without one.
  package func target(_ indicator: Indicator) -> String {
    guard let target = indicator.target else { return "" }
    var format = format(indicator)
    // As exact as it is set: half a hectare is not one.
    format.decimals = PrintedDecimals.needed(for: [target])
    return format.text(target)
  }

  /// The change of a tile: "+12 (+12,9%)", "+2,1 điểm".
  package func change(_ comparison: Comparison, _ indicator: Indicator) -> String {
    guard let change = comparison.change else { return "" }
    let amount = format(indicator).signedText(change)
    if indicator.isPercentage { return amount + self(" điểm", " points") }
    return comparison.changePercent.map { "\(amount) (\(signedPercent($0)))" } ?? amount
  }

  /// "+12,9%"
  package func signedPercent(_ percent: Double) -> String {
    numbers.signedText(percent, decimals: 1) + "%"
  }

  /// A change in running text: "+12", "+2,1 điểm phần trăm"; says so where there is none.
  package func changeAmount(_ comparison: Comparison, _ indicator: Indicator) -> String {
    guard let change = comparison.change else { return notComparable(comparison) }
    return format(indicator).signedText(change)
      + (indicator.isPercentage ? percentagePoints : "")
  }

  /// A change in running text in percent of the base, of rates in points.
  package func changePercent(_ comparison: Comparison, _ indicator: Indicator) -> String {
    if indicator.isPercentage { return changeAmount(comparison, indicator) }
    if comparison.change != nil, comparison.base.value == 0 {
      return self(
        "không tính được tỷ lệ vì kỳ so sánh bằng 0", "no percentage: the earlier figure is 0")
    }
    return comparison.changePercent.map(signedPercent) ?? notComparable(comparison)
  }

  /// "tăng 12 (12,9%) so với cùng kỳ 2021"
  package func changeInWords(
    _ comparison: Comparison, _ indicator: Indicator, base: String
  ) -> String {
    let basis = basis(comparison, indicator)
    let note = basis.isEmpty ? "" : " (\(basis))"
    guard comparison.change != nil else { return basis.isEmpty ? notComparable(comparison) : basis }
    let percent = comparison.changePercent.map { numbers.text(abs($0), decimals: 1) + "%" }
    return changeInWords(
      comparison.change, indicator, base: base, detail: percent.map { " (\($0))" } ?? "")
      + note
  }

  private var percentagePoints: String { self(" điểm phần trăm", " percentage points") }
  private func notComparable(_ comparison: Comparison) -> String {
    comparison.isWithheld ? hidden : self("không có số liệu để so sánh", "no figure to compare")
  }

  /// "tăng 4 so với cùng kỳ 2021", "bằng cùng kỳ 2021"; empty where nothing can be said.
  ///
  /// - Parameters:
  ///   - base: as `inSentence` says it.
  ///   - detail: stands after the amount.
  package func changeInWords(
    _ change: Double?, _ indicator: Indicator, base: String, detail: String = ""
  ) -> String {
    guard let change else { return "" }
    let format = format(indicator)
    let size = format.numbers.text(abs(change), decimals: format.decimals)
    let amount = (indicator.isPercentage ? size + percentagePoints : size) + detail
    guard size.contains(where: { $0 != "0" && $0.isNumber }) else {
      return self("bằng \(base)", "as in \(base)")
    }
    return change > 0
      ? self("tăng \(amount) so với \(base)", "up \(amount) on \(base)")
      : self("giảm \(amount) so với \(base)", "down \(amount) on \(base)")
  }

  /// "A", "A và B", "A, B và C".
  package func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + self(" và ", " and ") + last
  }

  /// Who stands at the top or the bottom: one or two by name, more by number.
  package func leaders(_ names: [String]) -> String {
    names.count <= 2 ? list(names) : unitCount(names.count)
  }

  /// What a target is called: "chỉ tiêu 50%", "mức tối đa 20" where less is better.
  package func goal(_ indicator: Indicator) -> String {
    let target = target(indicator)
    return indicator.better == .less
      ? self("mức tối đa \(target)", "limit \(target)")
      : self("chỉ tiêu \(target)", "target \(target)")
  }

  /// The first letter as a capital.
  package func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  // MARK: Words of charts

  package var notReported: String { self("chưa báo cáo", "not reported") }
  package var notApplicable: String { self("không áp dụng", "does not apply") }

  /// Of numbers that would have to be divided between successors.
  package var unstated: String {
    self("không chia được số liệu cũ", "earlier numbers cannot be divided")
  }

  /// Of numbers that are not shown because they are small, or would give small ones away.
  package var hidden: String { self("số nhỏ, không công bố", "small, not shown") }

  /// " · c số nhỏ, không công bố", behind what other signs mean; empty where all numbers are shown.
  func hiddenSign(_ book: TallyBook) -> String {
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
    case .missing: notReported
    case .notApplicable, .complete, .partial: notApplicable
    }
  }

  /// What a tally that has no value cannot be divided from: "Xã Hải Yến".
  package func indivisible(_ tally: Tally, _ roster: Roster) -> String {
    list(tally.indivisible.map { roster.name(of: $0) })
  }

  /// Says that all numbers are stated on the map of a day.
  package func mapNote(_ day: Day) -> String {
    self(
      "Số liệu các kỳ tính theo địa giới, danh sách đơn vị ngày \(date(day)).",
      "All periods are stated on the boundaries and units of \(date(day)).")
  }

  /// The words that a chart writes itself.
  package func chartWords(base: Period, of period: Period) -> ChartWords {
    let name = name(ofBase: base, of: period)
    return ChartWords(
      missing: notReported, notApplicable: notApplicable, unstated: unstated,
      hidden: hidden,
      reference: self("vạch xám: \(name)", "grey mark: \(name)"),
      change: self(
        base == period.sameLastYear && !base.isSpan ? "so cùng kỳ" : "tăng, giảm", "change"))
  }
}

extension Period {
  fileprivate var isYear: Bool { if case .year = self { true } else { false } }
  /// Whether it is days of one's own choice.
  package var isSpan: Bool { if case .span = self { true } else { false } }
}

extension Tally {
  /// What stands in a table for a value that is not there, after the Vietnamese statistical yearbooks:
  /// "…" no information, "x" does not apply, and "c" as in those of the European Union where it is not shown.
  package var sign: String { status.sign }

  /// The tally as a chart takes it.
  package var chartValue: Value {
    switch status {
    case .missing: .missing
    case .notApplicable: .notApplicable
    case .indivisible: .unstated
    case .hidden: .hidden
    case .complete, .partial: value.map { .number($0) } ?? .notApplicable
    }
  }
}

extension Indicator.Direction {
  package var chartDirection: Charting.Direction {
    switch self {
    case .more: .moreIsBetter
    case .less: .lessIsBetter
    case .neither: .neutral
    }
  }
}

extension Wording {
  /// How a condition compares a text, with the spaces around it: " có chứa ", " does not begin with ".
  func verb(_ kind: TextPattern.Kind, _ isWanted: Bool) -> String {
    switch (kind, isWanted) {
    case (.contains, true): self(" có chứa ", " contains ")
    case (.contains, false): self(" không chứa ", " does not contain ")
    case (.starts, true): self(" bắt đầu bằng ", " begins with ")
    case (.starts, false): self(" không bắt đầu bằng ", " does not begin with ")
    case (.matches, true): self(" khớp với mẫu ", " matches ")
    case (.matches, false): self(" không khớp với mẫu ", " does not match ")
    }
  }
}
