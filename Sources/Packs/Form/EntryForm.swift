import ClusterMetrics
import Findings
import Foundation
import Intake
import Office
import Reporting
import ReportWords
import Settings

/// A form in which a unit enters its activities and numbers for a period. The result is an XLSX file that Excel
/// validates while it is filled in, and that `Intake` reads unchanged from the project folder.
package struct EntryForm {
  /// The purpose of a form.
  package enum Use: Sendable {
    /// For entry on a screen: drop-down lists and validation.
    case screen
    /// For printing and writing by hand: ruled rows, no lists.
    case paper
  }

  let project: Project
  let unit: Int
  let period: Period
  let calendar: ReportingCalendar
  let words: Wording
  let use: Use
  let date: Date
  /// The unit's name in file names.
  private let slug: String

  /// - Parameter slug: the unit's name in file names, computed for all units at once if there are many forms.
  package init(
    project: Project, unit: Int, period: Period, calendar: ReportingCalendar, language: Language,
    use: Use, date: Date, slug: String? = nil
  ) {
    self.slug = slug ?? Slug.unique(project.roster.units.map(\.name))[unit]
    self.project = project
    self.unit = unit
    self.period = period
    self.calendar = calendar
    words = Wording(language)
    self.use = use
    self.date = date
  }

  /// `form-2022-H2-nga-son.xlsx`: `form` makes `Intake` read it.
  package var fileName: String { "form-\(period.name)-\(slug).xlsx" }

  private var name: String { project.roster.units[unit].name }
  private var definition: ProjectDefinition { project.definition }
  private static let rowCount = 500
  private static let paperRowCount = 25
  /// The row of the headings, from 0; above it are the title, the unit and the period.
  private static let head = 4

  private static let header = CellStyle(alignment: .centre, wraps: true, isHeader: true)
  private static let title = CellStyle(isBold: true, size: 14)

  /// A column of the form.
  private struct Column {
    enum Kind {
      case date, commune, category(String), measure
    }

    var name: String
    var kind: Kind
    var width: Double

    var numberFormat: String {
      switch kind {
      case .date: "dd/mm/yyyy"
      case .measure: "#,##0.####"
      case .commune, .category: ""
      }
    }
  }

  package func data() throws -> Data {
    let file = try Spreadsheet(
      title: words("Biểu nhập số liệu – ", "Entry form – ") + name,
      author: words(definition.organisation), created: date, use: .form)
    if use == .screen { try instructions(file) }
    let columns = try columns()
    let lists = offers(columns)
    if needsRegister { try register(file, columns, Set(lists.keys)) }
    try summary(file)
    if use == .screen, needsRegister { try listSheet(file, columns, lists) }
    return try file.finish()
  }

  // MARK: Columns

  /// Whether anything is counted from a register; otherwise a form asks only for numbers.
  private var needsRegister: Bool {
    guard let plan = try? TallyPlan(indicators: definition.tallied) else { return true }
    return plan.slots.contains { !$0.aggregate.isSubmitted }
  }

  private func columns() throws -> [Column] {
    let schema = try TallyPlan(indicators: definition.tallied).schema
    func heading(_ id: String, _ known: String) -> String { definition.columns[id]?.first ?? known }
    var columns = [Column(name: heading("date", words("Ngày", "date")), kind: .date, width: 12)]
    if !communes.isEmpty {
      columns.append(
        Column(
          name: heading("commune", words("Xã, phường, thị trấn", "commune")), kind: .commune,
          width: 28))
    }
    func ordered(_ ids: some Sequence<String>) -> [String] {
      let place = { definition.columnOrder.firstIndex(of: $0) ?? definition.columnOrder.count }
      return ids.enumerated()
        .sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }.map(\.element)
    }
    let texts = schema.categories.dropFirst().filter { $0.pattern == nil }.map(\.column)
    for category in ["activity"] + ordered(texts) {
      let known = category == "activity" ? words("Hoạt động", "activity") : category
      columns.append(
        Column(name: heading(category, known), kind: .category(category), width: 26))
    }
    for measure in ordered(schema.measures) {
      columns.append(Column(name: heading(measure, measure), kind: .measure, width: 14))
    }
    return columns
  }

  /// The unit's communes that are in the roster on some day of the period, in alphabetical order.
  private var communes: [String] {
    let days = calendar.days(of: period)
    return project.roster.units[unit].communes.map { project.roster.communes[$0] }
      .filter { $0.validity.overlaps(days) }.map(\.name).sorted(by: Collation.precedes)
  }

  /// The options of the drop-down lists, by column.
  private func offers(_ columns: [Column]) -> [Int: [String]] {
    var lists: [Int: [String]] = [:]
    for (index, column) in columns.enumerated() {
      switch column.kind {
      case .commune: lists[index] = communes
      case .category(let id):
        let texts = texts(of: id)
        if !texts.isEmpty { lists[index] = texts }
      case .date, .measure: continue
      }
    }
    return lists
  }

  /// The texts of a column in the settings: each counts for some indicator.
  private func texts(of column: String) -> [String] {
    var texts: [String] = []
    var keys: Set<NameKey> = []
    let breakdowns = definition.breakdowns.filter { $0.column == column }.flatMap(\.values)
    let conditions = definition.indicators.flatMap(\.conditions).filter { $0.column == column }
    for text in breakdowns + conditions.flatMap(\.texts) where keys.insert(NameKey(text)).inserted {
      texts.append(words.sentence(text))
    }
    return texts
  }

  // MARK: Sheets

  /// - Parameter head: the row of the column headings.
  private func heading(_ sheet: Worksheet, _ title: String, head: Int = EntryForm.head) {
    sheet.write(title, 0, 0, EntryForm.title)
    sheet.write(words("Đơn vị", "unit"), 1, 0, CellStyle(isBold: true))
    sheet.write(name, 1, 1)
    sheet.write(words("Kỳ báo cáo", "period"), 2, 0, CellStyle(isBold: true))
    // The form is read back from here, so custom spans are written as their code.
    sheet.write(period.isSpan ? period.name : words.sentence(words.name(period)), 2, 1)
    sheet.write(
      words.sentence(words.name(period)) + ", " + words.daysInWords(calendar.days(of: period)), 3,
      0,
      CellStyle(size: 9, isGrey: true))
    sheet.hideGridlines()
    sheet.setUpPrint(
      landscape: true, repeating: head...head,
      footer: words(definition.title) + " · " + name + " · " + words.name(period))
  }

  private func register(_ file: Spreadsheet, _ columns: [Column], _ lists: Set<Int>) throws {
    let sheet = try file.sheet(words("Sổ theo dõi", "Register"))
    heading(
      sheet, words("Sổ theo dõi hoạt động", "Register of activities"))
    let first = EntryForm.head + 1
    let last = first + (use == .screen ? EntryForm.rowCount : EntryForm.paperRowCount) - 1
    let days = calendar.days(of: period)
    for (index, column) in columns.enumerated() {
      sheet.write(column.name, EntryForm.head, index, EntryForm.header)
      let style = CellStyle(
        numberFormat: column.numberFormat, hasBorder: true)
      sheet.setWidth(column.width, columns: index...index)
      for row in first...last { sheet.blank(row, index, style) }
      guard use == .screen else { continue }
      switch column.kind {
      case .date:
        sheet.check(
          first...last, columns: index...index,
          .date(
            from: EntryForm.serial(days.lowerBound),
            through: EntryForm.serial(days.upperBound.previous)),
          title: words("Ngày ngoài kỳ báo cáo", "Not in the period"),
          message: words(
            "Ngày phải thuộc kỳ báo cáo: \(words.daysInWords(days)).",
            "The date must lie in the period: \(words.daysInWords(days))."
          ))
      case .commune:
        sheet.check(
          first...last, columns: index...index, .list("=\(EntryForm.listName(index))"),
          title: words("Không có trong danh sách", "Not in the list"),
          message: words(
            "Hãy chọn một xã, phường, thị trấn trong danh sách.", "Choose a commune from the list.")
        )
      case .category:
        guard lists.contains(index) else { continue }
        sheet.check(
          first...last, columns: index...index, .suggestions("=\(EntryForm.listName(index))"),
          title: words("Không có trong danh sách", "Not in the list"),
          message: words(
            "Nội dung này không có trong danh sách nên có thể không được tính. Vẫn giữ?",
            "This is not in the list and may not be counted. Keep it?"))
      case .measure:
        sheet.check(
          first...last, columns: index...index, .number,
          title: words("Không phải là số", "Not a number"),
          message: words("Hãy nhập một số từ 0 trở lên.", "Enter a number from 0 upwards."))
      }
    }
    sheet.setHeight(44, row: EntryForm.head)
    if use == .paper {
      for row in first...last { sheet.setHeight(22, row: row) }
      sheet.setPrintArea(rows: 0...last, columns: 0...(columns.count - 1))
    }
    sheet.freeze(rows: first, columns: 0)
  }

  /// The numbers required of the unit for the period; others have no line.
  private var submitted: [Indicator] {
    definition.indicators.filter {
      $0.definition == .submitted
        && $0.scope.holds(for: unit, in: period, of: project.roster, definition.calendar)
    }
  }

  private var questions: [Question] {
    definition.questions.filter {
      $0.scope.holds(for: unit, in: period, of: project.roster, definition.calendar)
    }
  }

  /// Whether the unit has nothing to fill in.
  package var isEmpty: Bool { !needsRegister && submitted.isEmpty && questions.isEmpty }

  /// The numbers that units report themselves, if the project requires any.
  private func summary(_ file: Spreadsheet) throws {
    guard !submitted.isEmpty || !questions.isEmpty else { return }
    let sheet = try file.sheet(words("Số liệu tổng hợp", "Summary numbers"))
    // If numbers have a due date, the form asks for the date of sending.
    let isDue = definition.due != nil || submitted.contains { $0.due != nil }
    let head = EntryForm.head + (isDue ? 1 : 0)
    heading(sheet, words("Số liệu tổng hợp", "Summary numbers"), head: head)
    if isDue {
      sheet.write(words("Ngày gửi", "sent"), head - 1, 0, CellStyle(isBold: true))
      sheet.blank(
        head - 1, 1, CellStyle(numberFormat: "dd/mm/yyyy", alignment: .leading, hasBorder: true))
    }
    // A cumulative number is different from that of the period itself.
    let hasCumulative = submitted.contains(where: \.isCumulative)
    let names =
      [words("Chỉ tiêu", "indicator"), words("Số liệu", "value")]
      + (hasCumulative ? [words("Ghi chú", "note")] : [])
    for (index, name) in names.enumerated() { sheet.write(name, head, index, EntryForm.header) }
    sheet.setWidth(60, columns: 0...0)
    sheet.setWidth(18, columns: 1...1)
    if hasCumulative { sheet.setWidth(28, columns: 2...2) }
    let first = head + 1
    for (index, indicator) in submitted.enumerated() {
      sheet.write(words.heading(indicator), first + index, 0, CellStyle(hasBorder: true))
      sheet.blank(first + index, 1, CellStyle(numberFormat: "#,##0.####", hasBorder: true))
      guard indicator.isCumulative else { continue }
      sheet.write(
        words("lũy kế từ đầu năm", "from the beginning of the year"), first + index, 2,
        CellStyle(hasBorder: true))
    }
    for (index, question) in questions.enumerated() {
      let row = first + submitted.count + index
      sheet.write(words(question.name), row, 0, CellStyle(hasBorder: true))
      sheet.blank(row, 1, CellStyle(hasBorder: true))
      sheet.setHeight(60, row: row)
    }
    if !questions.isEmpty { sheet.setWidth(60, columns: 1...1) }
    sheet.freeze(rows: first, columns: 0)
    guard use == .screen, !submitted.isEmpty else { return }
    for (index, indicator) in submitted.enumerated() {
      // Balances may be negative.
      let isSigned = indicator.mayBeNegative
      sheet.check(
        (first + index)...(first + index), columns: 1...1, isSigned ? .signedNumber : .number,
        title: words("Không phải là số", "Not a number"),
        message: isSigned
          ? words("Hãy nhập một số.", "Enter a number.")
          : words("Hãy nhập một số từ 0 trở lên.", "Enter a number from 0 upwards."))
    }
  }

  private func listSheet(
    _ file: Spreadsheet, _ columns: [Column], _ lists: [Int: [String]]
  ) throws {
    guard !lists.isEmpty else { return }
    let sheet = try file.sheet(words("Danh mục", "Lists"))
    for (column, list) in lists.sorted(by: { $0.key < $1.key }) {
      sheet.write(columns[column].name, 0, column, EntryForm.header)
      sheet.setWidth(30, columns: column...column)
      for (row, text) in list.enumerated() { sheet.write(text, row + 1, column) }
      let letter = ColumnLetters.of(column)
      file.define(
        EntryForm.listName(column), as: "='\(sheet.name)'!$\(letter)$2:$\(letter)$\(list.count + 1)"
      )
    }
    sheet.hide()
  }

  private func instructions(_ file: Spreadsheet) throws {
    let sheet = try file.sheet(words("Hướng dẫn", "Instructions"))
    sheet.setWidth(110, columns: 0...0)
    sheet.write(words("Biểu nhập số liệu", "Entry form"), 0, 0, EntryForm.title)
    sheet.write(
      words(definition.title) + " · " + name + " · " + words.name(period), 1, 0,
      CellStyle(isBold: true, size: 11))
    var steps: [(String, String)] = []
    if needsRegister {
      let days = words.daysInWords(calendar.days(of: period))
      steps += [
        (
          "Trang tính “Sổ theo dõi”: mỗi hoạt động một dòng, lần lượt từ trên xuống, không thêm, bớt cột.",
          "Worksheet “Register”: one row an activity, from the top down; add and delete no columns."
        ),
        (
          "Ngày viết như 17/6/2022 và phải thuộc kỳ báo cáo: \(days).",
          "Write dates like 17/6/2022; they must lie in the period: \(days)."
        ),
        (
          "Xã, phường, thị trấn và hoạt động: chọn trong danh sách của ô (bấm mũi tên, hoặc Alt + ↓).",
          "Communes and kinds of activity: choose from the list of the cell (the arrow, or Alt + ↓)."
        ),
        (
          "Chưa có số liệu thì để trống; không phát sinh thì ghi 0. Không ghi chữ vào ô số.",
          "Leave a number that you do not have empty; write 0 where nothing occurred."
        ),
      ]
    }
    if !submitted.isEmpty || !questions.isEmpty {
      steps.append(
        (
          "Trang tính “Số liệu tổng hợp”: điền cột “Số liệu”; ô để trống là chưa báo cáo.",
          "Worksheet “Summary numbers”: fill in the values; an empty one counts as not reported."
        ))
      if definition.due != nil || submitted.contains(where: { $0.due != nil }) {
        steps.append(
          (
            "Ô “Ngày gửi”: ghi ngày gửi biểu này, như 17/6/2022.",
            "Cell “sent”: write the day on which you send the form, such as 17/6/2022."
          ))
      }
    }
    var lines = steps.enumerated().map { "\($0 + 1). " + words($1.0, $1.1) }
    lines.append(
      words(
        "Lưu tệp, giữ nguyên tên (\(fileName)), rồi gửi lại.",
        "Save the file under its name (\(fileName)) and send it back."))
    for (index, line) in lines.enumerated() {
      sheet.write(line, 3 + index, 0, CellStyle(size: 11, wraps: true))
      sheet.setHeight(20, row: 3 + index)
    }
    sheet.hideGridlines()
    sheet.setUpPrint(landscape: false, repeating: nil, footer: words(definition.title))
  }

  // MARK: Names

  /// The serial of a day in Excel's 1900 calendar: 44729 for 17/6/2022.
  static func serial(_ day: Day) -> Int { Int(day.number) + 25_569 }

  private static func listName(_ column: Int) -> String { "giaoban_list_\(column + 1)" }
}
