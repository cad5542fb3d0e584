import ClusterMetrics
import OfficeWords

extension TableReader {
  /// The date in a cell.
  package mutating func date(_ column: Int) -> Day? {
    let isCell = rows.kind(column) == .date
    if let day = DateCell.read(ArraySlice(rows.cell(column).bytes), order: textOrder).day {
      return isCell ? exchanged(day) : day
    }
    let text = rows.text(column)
    if let day = LooseDate.read(text, order: textOrder)?.day { return day }
    // A date whose cell lost its format is a bare number.
    if let day = rows.day(column), (1990...2100).contains(day.components.year) {
      add(
        .serialDate, .warning, column: column,
        vi: "số \(text) được đọc là ngày \(day.vietnamese); hãy định dạng ô là ngày",
        en: "the number \(text) was read as the date \(day); format the cell as a date")
      return day
    }
    add(
      .badDate, column: column, about: text,
      vi: "\"\(text)\" là ngày không hợp lệ; hãy viết ngày/tháng/năm, ví dụ 17/6/2022",
      en: "\"\(text)\" is not a date of the calendar; write day/month/year, as 17/6/2022")
    return nil
  }

  /// Whether a cell's text holds a whole date.
  func holdsDate(_ column: Int) -> Bool {
    DateCell.read(ArraySlice(rows.cell(column).bytes), order: textOrder).day != nil
      || LooseDate.read(rows.text(column), order: textOrder) != nil
  }

  /// How dates as text are read.
  var textOrder: DateOrder { habits.dateOrder.ofText }

  /// The day of a cell that holds a date, as it was meant.
  func exchanged(_ day: Day) -> Day {
    guard habits.dateOrder.isExchangedInCells else { return day }
    let (year, month, ofMonth) = day.components
    return Day(year: year, month: ofMonth, day: month) ?? day
  }

  /// Says where a formula was never computed: its file was written by a program that does not
  /// compute, and nobody has opened and saved it since.
  package mutating func addUncomputed(_ column: Int) {
    add(
      .uncomputedFormula, column: column, about: "\(column)",
      vi: "công thức chưa có kết quả; hãy mở tệp bằng Excel và lưu lại",
      en: "the formula has no stored result; open the file in Excel and save it")
  }

  /// The number in a cell, where nothing else will do.
  package mutating func number(_ column: Int) -> Quantity? {
    switch statedNumber(column) {
    case .number(let quantity, _): return quantity
    case .notReported, .notApplicable:
      addBadNumber(column, rows.text(column))
      return nil
    case nil: return nil
    }
  }

  /// What a cell says that should hold a number; `nil`, and a finding, where it says something else. A doubtful
  /// number is counted and said.
  ///
  /// - Parameter own: what the number is measured in by the settings.
  mutating func statedNumber(_ column: Int, in own: LocalizedText? = nil) -> StatedValue? {
    guard !addTrap(column) else { return nil }
    let mark = habits.marks[column] ?? habits.assumedMark
    let reading =
      rows.number(column).map {
        NumberCell.Reading(
          outcome: NumberCell.quantity($0, tolerance: 1e-3),
          evidence: rows.kind(column) == .percent ? .percent : [])
      } ?? numberInOwn(column, own, mark) ?? NumberCell.parse(rows.cell(column), mark: mark)
    note(reading.evidence, column)
    let text = rows.text(column)
    let example = habits.assumedMark.example
    switch reading.outcome {
    case .number(let quantity):
      if let word = reading.word, let other = otherMeasure(than: word, column, own) {
        add(
          .badNumber, column: column, about: text,
          vi: "\"\(text)\": đơn vị tính khác với \"\(other)\" của cột; hãy đổi ra cùng đơn vị tính",
          en: "\"\(text)\": its unit of measure is not \"\(other)\", that of the column; convert it"
        )
        return nil
      }
      return .number(quantity, isApproximate: reading.isApproximate)
    case .doubtful(let quantity):
      let read = "\(quantity)"
      let vietnamese = read.replacing(".", with: ",")
      add(
        .ambiguousNumber, .warning, column: column, about: text,
        vi:
          "\"\(text)\" được đọc là \(vietnamese); nếu không phải, hãy nhập lại theo dạng \(example)",
        en: "\"\(text)\" was read as \(read); if that is wrong, write it as \(example)")
      return .number(quantity, isApproximate: reading.isApproximate)
    case .undecided:
      add(
        .ambiguousNumber, column: column, about: text,
        vi: "\"\(text)\": dấu chấm hay dấu phẩy là dấu thập phân? Cột này dùng cả hai; hãy nhập lại"
          + " theo dạng \(example)",
        en: "\"\(text)\": is the dot or the comma the decimal mark? This column uses both; write it"
          + " as \(example)")
      return nil
    case .notReported: return .notReported
    case .notApplicable: return .notApplicable
    case .invalid:
      addBadNumber(column, text)
      return nil
    }
  }

  /// "15 triệu đồng" is 15 of what is measured in these.
  private func numberInOwn(
    _ column: Int, _ own: LocalizedText?, _ mark: DecimalMark
  ) -> NumberCell.Reading? {
    own.flatMap { NumberWords.parse(rows.text(column), in: $0, mark: mark) }
  }

  /// The unit of measure that the header of a column, or a number before, states instead of a word.
  private mutating func otherMeasure(
    than word: String, _ column: Int, _ own: LocalizedText?
  ) -> String? {
    let isThing = MeasureWords.isThing(NameKey(word).text)
    guard NumberWords.isMeasure(word) || isThing else { return nil }
    if let own, !MeasureWords.agree(word, own) { return own.vietnamese }
    let header = column < headerTexts.count ? headerTexts[column] : ""
    let stated = header.split { " ()[],/:;".contains($0) }.map(String.init)
    // "80 người" in a column of hectares
    if isThing { return stated.last(where: NumberWords.isMeasure) }
    if stated.contains(where: { NameKey($0) == NameKey(word) }) { return nil }
    if let other = stated.last(where: NumberWords.isMeasure) { return other }
    let first = measureWords[column] ?? word
    measureWords[column] = first
    // "đ" and "đồng" are one.
    let isSame = NameKey(first) == NameKey(word) || MeasureWords.agree(word, LocalizedText(first))
    return isSame ? nil : first
  }

  private mutating func note(_ found: NumberEvidence, _ column: Int) {
    guard !found.isEmpty else { return }
    while evidence.count <= column { evidence.append([]) }
    evidence[column].formUnion(found)
  }

  private mutating func addBadNumber(_ column: Int, _ text: String) {
    let example = habits.assumedMark.example
    if DateCell.parse(ArraySlice(text.utf8)) != nil {
      add(
        .badNumber, column: column, about: text,
        vi: "\"\(text)\" là ngày, không phải số; hãy nhập lại theo dạng \(example)",
        en: "\"\(text)\" is a date, not a number; enter the number again, as \(example)")
      return
    }
    add(
      .badNumber, column: column, about: text,
      vi: "\"\(text)\" không phải là số; hãy nhập lại theo dạng \(example)",
      en: "\"\(text)\" is not a number; write it as \(example)")
  }

  /// Whether a cell of a workbook holds what Excel made of a number, or no number at all; this is said then.
  private mutating func addTrap(_ column: Int) -> Bool {
    let kind = rows.kind(column)
    let text = rows.text(column)
    switch kind {
    case .text, .number, .percent: return false
    case .date:
      add(
        .badNumber, column: column, about: text,
        vi: "ô chứa ngày \(text), không phải số; Excel có thể đã đổi số như 12.5 thành ngày: hãy"
          + " định dạng ô là số rồi nhập lại",
        en:
          "the cell holds the date \(text), not a number; Excel may have converted a number such as"
          + " 12.5: format the cell as a number and enter it again")
    case .time:
      add(
        .badNumber, column: column, about: text,
        vi: "ô chứa giờ \(text), không phải số; hãy định dạng ô là số rồi nhập lại",
        en: "the cell holds the time \(text), not a number; format the cell as a number and enter"
          + " it again")
    case .boolean:
      add(
        .badNumber, column: column, about: text,
        vi: "ô chứa giá trị \(text) (đúng/sai), không phải số; hãy nhập số",
        en: "the cell holds \(text), not a number; enter a number")
    case .error:
      add(
        .badNumber, column: column, about: text,
        vi: "công thức trong ô bị lỗi \(text); hãy sửa công thức hoặc nhập số",
        en: "the formula in the cell fails with \(text); correct it, or enter a number")
    }
    return true
  }
}
