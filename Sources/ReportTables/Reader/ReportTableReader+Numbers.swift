import ClusterMetrics
import Findings
import OfficeWords
import Settings
import TableGrids
import TableLabels
import Tables

/// One number of a report table: what it is, and what it says.
extension ReportTableReader {
  /// Whether all numbers of a column that are typed as such are whole, and far above one whose mark may part thousands: "68,394"
  /// among 45210 and 71390.
  private func isThousandthOfOthers(
    _ value: Quantity, _ numbers: ReportColumns.Numbers
  ) -> Bool {
    let others = grid.rows.compactMap { row -> Double? in
      let item = row[numbers.column]
      return item.kind == .number && !item.isYear ? item.number : nil
    }
    guard others.count > 2, others.allSatisfy({ $0 == $0.rounded() }) else { return false }
    let sorted = others.map(abs).filter { $0 > 0 }.sorted()
    guard let median = sorted[safe: sorted.count / 2] else { return false }
    return abs(value.doubleValue) * 50 < median
  }

  mutating func read(
    _ row: Grid.Row, _ numbers: ReportColumns.Numbers, _ label: ReportRows.Label,
    _ own: inout ReportTable.Block, note: (Quantity) -> Void
  ) {
    let (item, column) = (row[numbers.column], numbers.column)
    let place = Finding.Place(
      file: table.place.file, sheet: table.place.sheet, row: row.number, column: column + 1)
    let meaning = numbers.meaning
    // The sum of different things is no number of anything, and held against them all the same.
    func noteSum() { if let sum = item.reading(numbers.mark)?.outcome.quantity { note(sum) } }
    if label.who == .total, columnsSayParts(numbers, label) { return noteSum() }
    // Which indicator: the row's, the column's, or the title's.
    var indicator = label.indicator ?? meaning.indicator
    if let text = label.unknownIndicator ?? numbers.unknown {
      let joined = [label.indicatorText, numbers.unknown].compactMap(\.self).joined(
        separator: " / ")
      indicator = blocks.meaning(of: joined).indicator
      // Of what is not known the columns of units say so, and a column of totals would repeat it.
      guard indicator != nil else {
        let isOfAll =
          meaning.who == .total || numbers.levels.first.map { TotalWords.isTotal($0) } ?? false
        return isOfAll && hasUnitColumns ? noteSum() : addUnknown(text, place)
      }
    } else if label.indicator != nil, let other = meaning.indicator, other.id != label.indicator?.id
    {
      return addConflict(label.indicatorText ?? "", numbers.name, place)
    }
    guard let indicator = indicator ?? context.indicator else {
      if label.who == .total { return noteSum() }
      return addUnknown(numbers.name, place)
    }
    let isTotal = label.who == .total || meaning.who == .total
    guard label.who == nil || meaning.who == nil || isTotal else {
      return addConflict(label.whoText ?? "", numbers.name, place)
    }
    if let text = label.unknownWho { return addUnknownUnit(text, place) }
    // What is the mean of others is no sum of them, and has fractions.
    if isTotal, TotalWords.isMean(numbers.lastLevel) { return }
    guard let value = value(item, numbers, indicator, row, label, place) else {
      noteUnread(indicator, numbers, label, item.text, at: place)
      return
    }
    if isTotal {
      // Only the numbers of all units below each other make a total.
      if label.who == .total, meaning.who == nil, case .number(let quantity, _) = value {
        note(quantity)
      }
      return
    }
    saysNothing = item.text.isDash
    if case .notApplicable = value { saysNothing = true }
    guard let (blank, figure) = blank(indicator, numbers, label, at: place) else { return }
    var number = blank
    // "-" means that nothing occurred, and of a plan that there is none.
    if figure == .plan, item.text.isDash { return }
    switch value {
    case .notReported: return
    case .notApplicable: number.isNotApplicable = true
    case .number(let quantity, let isApproximate):
      // "Ước tháng 6" is no result yet.
      let isEstimate = figure == .value && (numbers.isEstimate || context.isEstimate)
      (number.value, number.isApproximate) = (quantity, isApproximate || isEstimate)
      if isEstimate {
        addOnce(
          .approximateNumber, about: "estimates",
          vi: numbers.isEstimate
            ? "các số dưới \"\(numbers.name)\" là số ước; các số vẫn được tính, kèm dấu ≈"
            : "tiêu đề ghi là số ước; các số vẫn được tính, kèm dấu ≈",
          en: numbers.isEstimate
            ? "the numbers under \"\(numbers.name)\" are estimates; they count, marked ≈"
            : "the title says that the numbers are estimates; they count, marked ≈")
      }
      // A cluster's number is a sum already.
      if case .unit = number.group { note(quantity) }
      if isApproximate {
        add(
          .approximateNumber, .warning, at: place, about: item.text,
          vi: "\"\(item.text)\" là số ước tính; được tính là \(quantity.vietnamese)",
          en: "\"\(item.text)\" is approximate; it counts as \(quantity)")
      }
      if quantity < .zero, !indicator.mayBeNegative { addNegative(quantity, item.text, place) }
    }
    table.numbers.append(number)
    own.count += 1
  }

  /// Whether a column only says what it counts of the indicators that stand in the rows: "Tiếp nhận" of "Hộ tịch".
  private func columnsSayParts(_ numbers: ReportColumns.Numbers, _ label: ReportRows.Label) -> Bool
  {
    numbers.unknown != nil && label.indicator == nil && context.unit != nil
      && numbers.meaning.who == nil
  }

  private static let no = Set([NameKey("không"), NameKey("ko")])

  /// What a cell says; `nil`, and a finding, where it says no number.
  mutating func value(
    _ item: Grid.Item, _ numbers: ReportColumns.Numbers, _ indicator: Indicator, _ row: Grid.Row,
    _ label: ReportRows.Label, _ place: Finding.Place
  ) -> StatedValue? {
    // "Chưa báo cáo" over all columns of a row is said of each.
    let isSaidOfAll =
      item.kind == .text && item.merge?.rows.count == 1
      && [.notReported, .notApplicable, .number(.zero)].contains(item.reading()?.outcome)
    if let merge = item.merge, merge.rows.count > 1 || !isAlone(merge), !isSaidOfAll {
      add(
        .badNumber, at: place, about: "merge \(merge.rows) \(merge.columns)",
        vi:
          "ô gộp \"\(item.text)\" trải trên nhiều dòng hoặc cột nên không rõ là số của dòng, cột nào; hãy bỏ gộp ô và ghi số vào từng ô",
        en:
          "the merged cell \"\(item.text)\" lies over several rows or columns, so it is unclear whose number it is; unmerge it and write a number into each cell"
      )
      return nil
    }
    if item.isUncomputed {
      add(
        .uncomputedFormula, at: place, about: "\(place.column ?? 0)",
        vi: "công thức chưa có kết quả; hãy mở tệp bằng Excel và lưu lại",
        en: "the formula has no stored result; open the file in Excel and save it")
      return nil
    }
    if numbers.answers != nil, numbers.answers != .unclear,
      let isYes = item.isEmpty ? false : YesNo.value(item.text)
    {
      return .number(isYes ? Quantity(1) : .zero, isApproximate: false)
    }
    let stated = label.measure ?? label.statedMeasure ?? numbers.measure
    let fault =
      stated.map { indicator.fault(of: $0) }
      ?? (numbers.name.hasSuffix(")")
        ? nil : context.measure.flatMap { indicator.fault(of: $0, ofTable: true) })
    if let fault {
      add(
        .badNumber, at: place, about: "measure \(stated ?? context.measure ?? "") \(indicator.id)",
        vi: fault.vietnamese, en: fault.english)
      return nil
    }
    if let fraction = StatedFraction.value(item.text, isRate: indicator.isStatedRate) {
      if case .number(let quantity, _) = fraction, !indicator.isStatedRate {
        add(
          .ambiguousNumber, .warning, at: place, about: "fraction",
          vi:
            "\"\(item.text)\" được đọc là \(quantity.vietnamese) trên tổng số ghi sau dấu /; nếu là ngày tháng hay"
            + " số khác, hãy ghi lại",
          en:
            "\"\(item.text)\" was read as \(quantity) of the total behind the slash; if it is a date or another"
            + " number, write it again")
      }
      return fraction
    }
    // "15 triệu đồng" is 15 of what is measured in these.
    let own = item.kind == .text ? indicator.unitOfMeasure : nil
    let inOwn = own.flatMap { NumberWords.parse(item.text, in: $0, mark: numbers.mark) }
    guard let reading = inOwn ?? item.reading(numbers.mark) else {
      // "Không" among numbers says that there is none; among words it answers a question.
      if ReportTableReader.no.contains(NameKey(item.text)),
        grid.rows.contains(where: { $0[numbers.column].isPlainNumber && !$0[numbers.column].isYear }
        )
      {
        return .number(.zero, isApproximate: false)
      }
      addBadNumber(item, place)
      return nil
    }
    guard !reading.evidence.contains(.percent) || indicator.isPercentage else {
      add(
        .badNumber, at: place, about: "% \(indicator.id)",
        vi:
          "\"\(item.text)\" là tỷ lệ %, nhưng \(indicator.name.vietnamese) không tính bằng %; hãy ghi lại số",
        en:
          "\"\(item.text)\" is a percentage, but \(indicator.name.english) is not measured in percent; enter the number again"
      )
      return nil
    }
    if let word = reading.word,
      NumberWords.isMeasure(word) && indicator.unitOfMeasure != nil
        || MeasureWords.isThing(NameKey(word).text),
      let fault = indicator.fault(of: word)
    {
      add(
        .badNumber, at: place, about: "measure \(word) \(indicator.id)", vi: fault.vietnamese,
        en: fault.english)
      return nil
    }
    switch reading.outcome {
    case .number(let quantity):
      noteFraction(quantity, indicator, place, isOfWorkbook: item.kind == .number)
      return .number(quantity, isApproximate: reading.isApproximate)
    case .doubtful(let quantity) where isThousandthOfOthers(quantity, numbers):
      add(
        .ambiguousNumber, at: place, about: item.text,
        vi:
          "\"\(item.text)\" là \(quantity.vietnamese) hay là số lớn gấp nghìn lần, như các số khác của cột? Số này không được tính; hãy nhập"
          + " lại theo dạng \(grid.assumedMark.example)",
        en:
          "\"\(item.text)\": is it \(quantity), or a thousand times that, like others in the column? It does not count; write it as \(grid.assumedMark.example)"
      )
      return nil
    case .doubtful(let quantity):
      add(
        .ambiguousNumber, .warning, at: place, about: item.text,
        vi:
          "\"\(item.text)\" được đọc là \(quantity.vietnamese); nếu không phải, hãy nhập lại theo dạng \(grid.assumedMark.example)",
        en:
          "\"\(item.text)\" was read as \(quantity); if that is wrong, write it as \(grid.assumedMark.example)"
      )
      return .number(quantity, isApproximate: reading.isApproximate)
    case .undecided:
      add(
        .ambiguousNumber, at: place, about: item.text,
        vi:
          "\"\(item.text)\": dấu chấm hay dấu phẩy là dấu thập phân? Cột này dùng cả hai; hãy nhập lại theo dạng"
          + " \(grid.assumedMark.example)",
        en:
          "\"\(item.text)\": is the dot or the comma the decimal mark? This column uses both; write it as \(grid.assumedMark.example)"
      )
      return nil
    case .notReported: return .notReported
    case .notApplicable: return .notApplicable
    case .invalid:
      addBadNumber(item, place)
      return nil
    }
  }

  /// Whether the cells of a row are meant as numbers: one is, or somebody is named whose numbers are mistyped.
  func isMeant(
    _ row: Grid.Row, _ label: ReportRows.Label, _ cells: [ReportColumns.Numbers],
    _ columns: ReportColumns
  ) -> Bool {
    if cells.contains(where: { row[$0.column].meansNumber }) { return true }
    // "A. Clerk | P. Lindqvist" below the table names nothing that is counted.
    let labels = [columns[.unit], columns[.indicator], columns[.period]].compactMap(\.self)
    guard
      labels.isEmpty || labels.contains(where: { !row[$0].isEmpty })
        || !cells.contains(where: { row[$0.column].text.contains { $0.isLetter } })
    else { return false }
    if label.isKnown || isNumbered(row, columns) || label.namesOffice { return !cells.isEmpty }
    // "Hậu Lộc | 12O | 3OO"
    return label.unknownWho != nil && cells.count > 1
      && cells.allSatisfy { row[$0.column].text.hasDigit }
  }

  /// Whether a merged cell of one row only widens its column.
  package func isAlone(_ merge: MergedRange) -> Bool {
    merge.columns.count == 1
      || tables.contains { block in
        let header = grid.rows[block.header.upperBound - 1]
        return merge.columns.dropFirst().allSatisfy { column in
          header[column].isEmpty
            || header[column].merge != nil
              && header[column].merge == header[merge.columns.lowerBound].merge
        }
      }
  }
}
