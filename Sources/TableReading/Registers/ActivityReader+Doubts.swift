import ClusterMetrics
import OfficeWords
import Settings
import Tables

/// What is said of rows that count, but may be wrong.
extension ActivityReader {
  /// Whether a cell holds a mark that stands for what is above; where nothing does, it is said.
  mutating func isDitto(_ reader: inout TableReader<some TableRows>, _ column: Int) -> Bool {
    guard DittoMarks.isMark(reader.rows.cell(column)) else { return false }
    hasDittos = true
    let text = reader.rows.text(column)
    reader.add(
      .missingValue, column: column, about: text,
      vi:
        "ô ghi \"\(text)\" (như trên), nhưng không xác định được nội dung ô phía trên; hãy ghi đầy đủ",
      en:
        "\"\(text)\" repeats the cell above, but what that holds is not known; write the value out")
    return true
  }

  /// Says that a part is larger than its whole.
  @inline(never) func addPart(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout, _ part: Int,
    _ whole: Int, _ values: (part: Int64, whole: Int64)
  ) {
    guard let column = layout.measures[part] else { return }
    let (value, of) = (
      Quantity(parts: Int128(values.part)), Quantity(parts: Int128(values.whole))
    )
    let name = layout.headerTexts[column]
    let other = layout.measures[whole].map { layout.headerTexts[$0] } ?? ""
    reader.add(
      .partAboveWhole, .warning, column: column,
      vi:
        "\"\(name)\" là \(value.vietnamese), lớn hơn \"\(other)\" là \(of.vietnamese); hãy kiểm tra lại",
      en: "\"\(name)\" is \(value), more than \"\(other)\", which is \(of); check them")
  }

  /// Says where a row breaks a rule of the settings; one that lacks a number of it cannot.
  @inline(never) mutating func checkRules(
    _ reader: inout TableReader<some TableRows>, _ entry: ActivityBatch.Entry
  ) {
    for check in checks {
      let broken = check.breach { name in
        guard let measure = plan.schema.measures.firstIndex(of: name) else { return nil }
        let value = entry.large[measure &* entry.stride]
        guard value != ActivityBatch.noMeasure else { return nil }
        return Quantity(parts: Int128(value)).doubleValue
      }
      guard let broken else { continue }
      reader.add(
        .failedCheck, .warning, column: nil,
        vi:
          "không đúng quy tắc kiểm tra \"\(check.rule)\" (\(check.reason)): \(broken); hãy kiểm tra lại",
        en: "it breaks the rule \"\(check.rule)\" (\(check.reason)): \(broken); check it")
    }
  }

  @inline(never) func addFuture(
    _ reader: inout TableReader<some TableRows>, _ column: Int
  ) {
    let text = reader.rows.text(column)
    reader.add(
      .futureDate, .warning, column: column, about: text,
      vi: "ngày \(text) chưa đến; hãy kiểm tra lại",
      en: "the day \(text) has not come yet; check it")
  }

  /// Says that an activity lies on a day of which the register, as its title or name says, is not.
  @inline(never) func addOutside(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) {
    guard let days = layout.days.days else { return }
    let (first, last) = (days.lowerBound, days.upperBound.previous)
    let text = reader.rows.text(layout.date)
    reader.add(
      .badDate, .warning, column: layout.date, about: "outside",
      vi:
        "ngày \(text) nằm ngoài kỳ ghi ở tiêu đề hoặc tên tệp (\(first.vietnamese)–\(last.vietnamese));"
        + " hoạt động được tính vào kỳ có ngày đó; hãy kiểm tra lại",
      en:
        "the day \(text) lies outside the days that the title or the file's name says (\(first) to \(last));"
        + " the activity counts in the period of its day; check it")
  }

  /// Whether the numbers of a row are measured as its indicators are; where not, it is said, and the row does not count.
  @inline(never) mutating func agrees(
    _ reader: inout TableReader<some TableRows>, _ column: Int, _ entry: ActivityBatch.Entry
  ) -> Bool {
    let text = reader.rows.text(column)
    guard !text.isEmpty, MeasureWords.isMeasure(text) else { return true }
    let isFilled = plan.schema.measures.indices.filter {
      entry.large[$0 &* entry.stride] != ActivityBatch.noMeasure
    }
    guard !isFilled.isEmpty else { return true }
    let key = text + isFilled.map { " \($0)" }.joined()
    let sums = isFilled.map { Indicator.Definition.sum(measure: plan.schema.measures[$0]) }
    let fault =
      measureFaults[key]
      ?? plan.indicators.first {
        sums.contains($0.definition) && $0.unitOfMeasure != nil && $0.fault(of: text) != nil
      }?.fault(of: text)
    measureFaults[key] = .some(fault)
    guard let fault else { return true }
    reader.add(
      .badNumber, column: column, about: "measure \(text)", vi: fault.vietnamese,
      en: fault.english)
    return false
  }
}
