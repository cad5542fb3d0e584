import ClusterMetrics
import Findings
import Office
import OfficeWords
import ReportTables
import Settings
import TableGrids
import Tables

/// Reads a table of submissions or plans: period, unit, indicator, a column for each figure, and one that marks
/// corrections.
package struct SubmissionFile {
  package private(set) var numbers: [ReportedNumber] = []
  package private(set) var answers: [Answer] = []
  private let questions: QuestionNames
  private var others = SubmissionDimensions([])
  private var coordinates: SubmissionCoordinates
  package private(set) var log = FindingLog()
  package private(set) var summary: FileSummary
  /// How the table should have been read.
  package private(set) var lesson: TableHabits

  private static let further: [KnownColumn] = [
    .correction, .figure, .from, .sent, .measure, .replaces,
  ]

  package init(
    _ rows: some TableRows, _ table: ProjectTable, habits: TableHabits, names: NameResolver,
    indicators: IndicatorNames, definition: ProjectDefinition
  ) {
    let place = table.place
    summary = FileSummary(file: place.file, sheet: place.sheet)
    lesson = habits
    questions = QuestionNames(definition)
    coordinates = SubmissionCoordinates(names: names, calendar: definition.calendar)
    var reader = TableReader(rows, file: place.file, sheet: place.sheet)
    reader.habits = habits
    let numberColumns = RequiredColumns.numbers.map(\.column)
    let header = reader.header(
      wanted: RequiredColumns.submissions
        + (numberColumns + SubmissionFile.further).map(\.rawValue),
      required: RequiredColumns.submissions + [table.numbers.rawValue], mapped: table.columns,
      given: table.unit.map { [.unit: $0] } ?? [:])
    if let header, let column = header[table.numbers] {
      var hidden = 0
      var fractions: [(place: Finding.Place, text: String)] = []
      others = SubmissionDimensions(SubmissionDimensions.columns(of: header))
      reader.sayDoubts(of: header, names)
      let figures = figures(header, table)
      while reader.advance() {
        if isTotal(&reader, header) {
          summary.totals += 1
          continue
        }
        summary.rows += 1
        if reader.rows.isHidden { hidden += 1 }
        let errors = reader.log.errors
        guard let read = read(&reader, header, figures, table, indicators, definition) else {
          continue
        }
        if reader.log.errors == errors { summary.accepted += 1 }
        numbers += read
        others.note(read) { reader.rows.text($0) }
        for number in read where number.place.column == column + 1 {
          let parts = number.value.parts
          if parts > 0, parts < Quantity(1).parts, reader.rows.kind(column) != .percent,
            !reader.rows.text(column).contains("%"), fractions.count < FindingLog.kept
          {
            fractions.append((number.place, reader.rows.text(column)))
          }
        }
      }
      let place = Finding.Place(
        file: place.file, sheet: place.sheet, row: reader.headerRow, column: nil)
      summary.accepted -= others.refuse(&numbers, header, place, &reader.log)
      others.sayUnread(header, place, &reader.log)
      summary.rows += reader.brokenRows
      learn(reader, header, column)
      sayHidden(hidden, table.place, &reader.log)
      reader.log.addHidden(
        Array(header.columns.values), of: reader.rows.hiddenColumns, in: table.place)
      if column < reader.evidence.count, reader.evidence[column].contains(.percent) {
        sayFractions(fractions, &reader.log)
      }
    }
    log = reader.log
  }

  private mutating func learn(
    _ reader: TableReader<some TableRows>, _ header: Header, _ column: Int
  ) {
    if lesson.carried.merges.isEmpty {
      // A merged period, unit or indicator is that of all its rows.
      let spread = [KnownColumn.period, .unit, .indicator].compactMap { header[$0] }
      lesson.carried.merges = reader.rows.merges.filter { merge in
        merge.rows.lowerBound > reader.headerRow && merge.rows.count > 1
          && spread.contains { merge.columns.contains($0) }
      }
    }
    if column < reader.evidence.count,
      let mark = reader.evidence[column].mark(assuming: lesson.assumedMark)
    {
      lesson.marks[column] = mark
    }
    if reader.longRows.count > 0, reader.longRows.count * 2 <= summary.rows {
      lesson.refusesLongRows = true
    }
  }

  private func sayHidden(_ hidden: Int, _ place: TableSource, _ log: inout FindingLog) {
    guard hidden > 0 else { return }
    log.add(.hiddenRows(hidden, in: place))
  }

  /// A number below one among percentages is one hundredth of what is meant, or is not.
  private func sayFractions(
    _ fractions: [(place: Finding.Place, text: String)], _ log: inout FindingLog
  ) {
    for (place, text) in fractions {
      log.add(
        Finding(
          .ambiguousNumber, .warning, at: place, about: "% \(text)",
          vi:
            "\"\(text)\" đứng cùng cột với các số viết bằng %; được đọc nguyên là \(text), nếu là tỷ lệ"
            + " hãy viết có dấu %",
          en: "\"\(text)\" stands in a column with percentages, and was read as it is; write a"
            + " percent sign if it is one"))
    }
  }

  /// Whether the row adds up others, which is said.
  private mutating func isTotal(
    _ reader: inout TableReader<some TableRows>, _ header: Header
  ) -> Bool {
    guard let column = header[.period], coordinates.isTotal(reader.rows.text(column)) else {
      return false
    }
    reader.add(
      .totalRow, .warning, column: column, about: "total",
      vi: "dòng tổng cộng, không được tính", en: "a row of totals, which does not count")
    return true
  }

  /// - Returns: `nil` where the row as a whole does not count; no number where it says that there is none.
  private mutating func read(
    _ reader: inout TableReader<some TableRows>, _ header: Header, _ columns: [FigureColumn],
    _ table: ProjectTable, _ indicators: IndicatorNames, _ definition: ProjectDefinition
  ) -> [ReportedNumber]? {
    guard let period = coordinates.period(&reader, header),
      let group = coordinates.group(&reader, header, in: period),
      let indicatorName = reader.required(header, .indicator)
    else { return nil }
    let asked = coordinates.asked(indicatorName, indicators, questions)
    if let question = asked.question, let column = header[table.numbers] {
      let text = reader.rows.text(column).answer
      guard case .unit(let unit) = group else {
        reader.add(
          .notAsked, .warning, column: column, about: question.id + " cluster",
          vi:
            "\(question.name.vietnamese): câu hỏi này chỉ dành cho từng đơn vị; câu trả lời này không được dùng",
          en: "\(question.name.english): this question is for single units; the answer is not used")
        return []
      }
      answers.append(
        Answer(
          question: question.id, unit: unit, period: period, text: text,
          place: reader.place(column)))
      return []
    }
    guard let indicator = asked.indicator else {
      let hint = indicators.hint(to: indicatorName)
      reader.add(
        .unknownIndicator, column: header[.indicator], about: indicatorName,
        vi: "không có chỉ tiêu \"\(indicatorName)\" trong danh mục chỉ tiêu"
          + (hint.vietnamese.isEmpty ? "; hãy sửa tên, hoặc thêm vào aliases" : hint.vietnamese),
        en: "there is no indicator \"\(indicatorName)\" in the list of indicators"
          + (hint.english.isEmpty ? "; correct the name, or add it to the aliases" : hint.english))
      return nil
    }
    guard let isCorrection = isCorrection(&reader, header),
      let figure = figure(&reader, header, table), let from = from(&reader, header)
    else { return nil }
    guard isMeasured(indicator, &reader, header, table) else { return nil }
    let sent = reader.sent(header)
    var numbers: [ReportedNumber] = []
    let isStated = columns.contains { !reader.rows.cell($0.column).isEmpty }
    for figureColumn in columns {
      let column = figureColumn.column
      let isMain = column == header[table.numbers]
      var number = ReportedNumber(
        period: figureColumn.period(of: period), group: group, indicator: indicator,
        figure: figureColumn.isMain ? figure : figureColumn.figure, value: .zero,
        isApproximate: false, isCorrection: isCorrection || table.source.holdsCorrections,
        place: reader.place(column), sent: sent)
      if table.source.holdsCorrections {
        number.isDecision = true
        number.replaces = header[.replaces].map { reader.rows.text($0) }
      }
      guard !reader.rows.cell(column).isEmpty else {
        guard !reader.rows.isUncomputed(column) else {
          reader.addUncomputed(column)
          note(number, figureColumn, reader.rows.text(column), &reader.log)
          continue
        }
        // A row that says another figure was filled in.
        guard isMain, !isStated else { continue }
        // A form that lists what is asked for, and was not filled in: not reported, which is no zero.
        guard !table.source.holdsCorrections else {
          reader.addEmptyCorrection(column, of: indicatorName)
          continue
        }
        reader.add(
          .missingValue, .warning, column: column, about: indicatorName,
          vi: "chưa có số liệu của \"\(indicatorName)\"; được coi là chưa báo cáo",
          en: "there is no value for \"\(indicatorName)\"; it counts as not reported")
        continue
      }
      if number.period != period { number.saidIn = period }
      if number.figure == .plan, let from {
        guard definition.calendar.days(of: number.period).contains(from) else {
          reader.add(
            .badDate, column: header[.from], about: "\(from) \(number.period)",
            vi:
              "kế hoạch của \(number.period.spoken.vietnamese) không thể áp dụng từ ngày \(from.vietnamese), ngoài kỳ này; hãy sửa ngày",
            en:
              "a plan for \(number.period.name) cannot start on \(from), which is outside that period; correct the date"
          )
          return nil
        }
        number.from = from
      }
      if number.figure == .plan, reader.rows.text(column).isDash { continue }
      let fraction = StatedFraction.value(
        reader.rows.text(column), isRate: indicator.isStatedRate)
      if case .number(let part, _)? = fraction, !indicator.isStatedRate {
        let text = reader.rows.text(column)
        reader.add(
          .ambiguousNumber, .warning, column: column, about: "fraction",
          vi:
            "\"\(text)\" được đọc là \(part.vietnamese) trên tổng số ghi sau dấu /; nếu là ngày tháng hay số khác, hãy ghi lại",
          en:
            "\"\(text)\" was read as \(part) of the total behind the slash; if it is a date or another number, write it again"
        )
      }
      guard let stated = fraction ?? reader.statedNumber(column, in: indicator.unitOfMeasure)
      else {
        note(number, figureColumn, reader.rows.text(column), &reader.log)
        continue
      }
      switch stated {
      case .notReported:
        if table.source.holdsCorrections { reader.addEmptyCorrection(column, of: indicatorName) }
        continue
      case .notApplicable: number.isNotApplicable = true
      case .number(let value, let isApproximate):
        (number.value, number.isApproximate) = (value, isApproximate)
        let text = reader.rows.text(column)
        if text.hasSuffix("%") || reader.rows.kind(column) == .percent, !indicator.isMeantInPercent,
          indicator.unitOfMeasure?.vietnamese.contains("%") != true
        {
          reader.add(
            .ambiguousNumber, .warning, column: column, about: "percent \(indicator.id)",
            vi:
              "\"\(text)\" được tính là \(value.vietnamese), nhưng \(indicator.name.vietnamese) không tính bằng %; hãy kiểm tra lại",
            en:
              "\"\(text)\" counts as \(value), but \(indicator.name.english) is not measured in percent; check it"
          )
        }
        if value < .zero, !indicator.mayBeNegative {
          reader.add(
            .negativeNumber, .warning, column: column, about: reader.rows.text(column),
            vi: "số âm \(value.vietnamese) vẫn được tính; hãy kiểm tra lại",
            en: "the negative number \(value) is counted; check it")
        }
      }
      numbers.append(number.asKept(isCumulative: figureColumn.isCumulative))
    }
    return numbers
  }

  /// Says which number is missing where none can be read.
  private func note(
    _ number: ReportedNumber, _ column: FigureColumn, _ text: String, _ log: inout FindingLog
  ) {
    log.note(number.asKept(isCumulative: column.isCumulative).coordinates, text, at: number.place)
  }

  /// Whether a row's numbers are measured in what its indicator is; a finding where they are not, as a column, the header
  /// or a line above the table says.
  private func isMeasured(
    _ indicator: Indicator, _ reader: inout TableReader<some TableRows>, _ header: Header,
    _ table: ProjectTable
  ) -> Bool {
    let own = header[.measure].map { reader.rows.text($0) }.flatMap { $0.isEmpty ? nil : $0 }
    let headed = header[table.numbers].flatMap { column in
      header.texts[column].bracketAtEnd?.inner
    }.flatMap { MeasureWords.isMeasure($0) ? $0 : nil }
    let above = reader.preface.titles.compactMap { MeasureWords.stated($0) }.last
    let fault =
      (own ?? headed).map { indicator.fault(of: $0) }
      ?? above.map { indicator.fault(of: $0, ofTable: true) }
    guard let fault = fault ?? nil else { return true }
    reader.add(
      .badNumber, column: header[.measure] ?? header[table.numbers],
      about: "measure \(indicator.id)", vi: fault.vietnamese, en: fault.english)
    return false
  }

  /// What the numbers of a row are; `nil`, and a finding, where it says something that is not kept.
  private func figure(
    _ reader: inout TableReader<some TableRows>, _ header: Header, _ table: ProjectTable
  ) -> Figure? {
    let usual = table.source.holdsPlans ? Figure.plan : .value
    guard let column = header[.figure] else {
      return others.figure { reader.rows.text($0) } ?? usual
    }
    let text = reader.rows.text(column)
    guard !text.isEmpty else { return usual }
    let figure = Figure(written: text)
    if let figure, figure != .percentage, figure != .denominator { return figure }
    let known = [Figure.value, .plan, .cumulative, .lastYear]
    reader.add(
      .unknownFigure, column: column, about: text,
      vi: "không có loại số liệu \"\(text)\"; hãy ghi một trong các loại: "
        + known.map { "\"\($0.names[0])\"" }.joined(separator: ", "),
      en: "unknown kind of number \"\(text)\"; write one of: "
        + known.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
    return nil
  }

  /// The day from which a plan holds, if the row says one; `nil`, and a finding, where it is no day.
  private func from(
    _ reader: inout TableReader<some TableRows>, _ header: Header
  ) -> Day?? {
    guard let column = header[.from], !reader.rows.cell(column).isEmpty else { return .some(nil) }
    return reader.date(column).map { .some($0) }
  }

  /// Whether the row says that it corrects another one; `nil`, and a finding, where the right number seems to
  /// stand in the mark's place.
  private func isCorrection(
    _ reader: inout TableReader<some TableRows>, _ header: Header
  ) -> Bool? {
    guard let column = header[.correction] else { return false }
    let text = reader.rows.text(column)
    let key = NameKey(text)
    if text.isEmpty || SubmissionFile.denials.contains(key) { return false }
    let last = text.split { $0 == ":" || $0 == " " }.last.map(String.init) ?? text
    guard NumberCell.parse(ArraySlice(last.utf8)).outcome.quantity == nil || key.text == "1" else {
      reader.add(
        .badNumber, column: column, about: text,
        vi:
          "cột Đính chính chỉ dùng để đánh dấu dòng đúng; hãy ghi \"\(text)\" vào cột Số liệu của dòng này"
          + " và ghi x vào ô này",
        en:
          "this column only marks the right row; write \"\(text)\" into the value of this row, and x into"
          + " this cell")
      return nil
    }
    return true
  }
  private static let denials = Set(["không", "0", "-", "–", "no", "false"].map { NameKey($0) })
}
