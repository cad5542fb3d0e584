import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// Where the columns that are tallied stand in a register.
package struct ActivityLayout {
  var date: Int
  /// `nil` where one unit is named above the header.
  var unit: Int?
  /// What the name above the header can mean, where one unit is named there for all rows.
  var statedUnits: [Int] = []
  package var commune: Int?
  /// By category and measure of the schema; `nil` where the file has no such column.
  package var categories: [Int?]
  var measures: [Int?]
  /// The columns that nothing is tallied from.
  var others: [Int]
  /// Which days the lines above it, the names of sheet and file say that it is of.
  var days: RegisterDays
  /// The numbers of the first and of the last of these days.
  let firstDay: Int32
  let lastDay: Int32
  /// The column that says what the numbers of a row are measured in.
  var measureUnits: Int?
  /// What the schema asks for and the file does not have.
  var missing = MissingColumns()
  /// The header's texts, as they stand and folded.
  var headerTexts: [String] = []
  var headerKeys: [NameKey] = []
  /// Columns of notes, which are not among `others`.
  var notes: [Int] = [] {
    didSet { hasNotes = !notes.isEmpty }
  }
  private(set) var hasNotes = false

  /// The columns that say what a row is about: a merged cell of theirs belongs to all its rows.
  var spread: [Int] { [date, unit, commune].compactMap(\.self) + categories.compactMap(\.self) }

  /// Whether a column that is read stands over several of a second level of the header.
  func isDivided(by lower: [Int: String]) -> Bool {
    (measures + categories).compactMap(\.self).contains { column in
      lower[column] != nil && lower[column + 1] != nil
        && (column + 1 >= headerTexts.count || headerTexts[column + 1].isEmpty)
    }
  }

  /// Headers of columns that number rows: the same activity may have another number in another table.
  private static let numbering = Set(
    ["TT", "STT", "Số TT", "Số thứ tự", "No", "Nr", "#"].map { NameKey($0) })
  /// Headers of notes, which make two activities of one day, but no other register.
  private static let remarks = Set(
    ["Ghi chú", "Chú thích", "Note", "Notes", "Remark", "Remarks"].map { NameKey($0) })

  /// Reads on to the header of a register; `nil`, and findings, where it has none that will do.
  ///
  /// Measures and categories may be absent: not every register holds every number. What they would hold is
  /// unknown then, and no zero; `Project` says so.
  static func read(
    _ reader: inout TableReader<some TableRows>, plan: TallyPlan, columns: [String: [String]],
    unit: String?, names: NameResolver, calendar: ReportingCalendar
  ) -> (header: Header?, layout: ActivityLayout?) {
    let categories = plan.schema.categories.map(\.column)
    let own = categories + plan.schema.measures.elements
    let header = reader.header(
      wanted: ["date", "unit", "commune", "activity"] + own, required: RequiredColumns.activities,
      mapped: columns,
      given: unit.map { [.unit: $0] } ?? [:])
    guard let header, let date = header[.date] else { return (header, nil) }
    var statedUnits: [Int] = []
    if header[.unit] == nil {
      guard let said = reader.preface[.unit] else { return (header, nil) }
      statedUnits = names.roster.units(named: said.text)
      let place = Finding.Place(
        file: reader.file, sheet: reader.sheet, row: said.row, column: said.column + 1)
      guard !statedUnits.isEmpty else {
        reader.log.add(names.unknownUnit(said.text, at: place, on: nil))
        return (header, nil)
      }
      if let named = names.unit(ofFile: reader.file, sheet: reader.sheet, than: statedUnits) {
        let own = names.roster.units[statedUnits[0]].name
        reader.log.add(Finding.otherUnit(own, named: names.roster.units[named].name, at: place))
      }
    }
    let days = RegisterDays(
      reader.preface.titles.reversed() + [reader.sheet ?? "", reader.file], calendar: calendar)
    var layout = ActivityLayout(
      date: date, unit: header[.unit], statedUnits: statedUnits, commune: header[.commune],
      categories: categories.map { header.columns[$0] },
      measures: plan.schema.measures.map { header.columns[$0] }, others: [],
      days: days, firstDay: days.days?.lowerBound.number ?? .min,
      lastDay: days.days?.upperBound.previous.number ?? .max)
    layout.headerTexts = header.texts
    layout.headerKeys = header.texts.map { NameKey($0) }
    layout.leaveOutOtherMeasures(&reader, plan)
    layout.missing.categories = Set(
      layout.categories.indices.filter { layout.categories[$0] == nil })
    layout.missing.measures = Set(layout.measures.indices.filter { layout.measures[$0] == nil })
    layout.missing.communes = layout.commune == nil
    let used = Set(
      [date, layout.unit, layout.commune].compactMap(\.self)
        + (layout.categories + layout.measures).compactMap(\.self))
    layout.others = header.texts.indices.filter {
      !used.contains($0) && !ActivityLayout.numbering.contains(layout.headerKeys[$0])
    }
    layout.measureUnits = header.texts.indices.first {
      !used.contains($0) && LabelRole.measures.contains(layout.headerKeys[$0])
    }
    layout.notes = layout.others.filter { ActivityLayout.remarks.contains(layout.headerKeys[$0]) }
    layout.others.removeAll { layout.notes.contains($0) }
    return (header, layout)
  }

  /// Leaves out columns whose numbers are measured in something else than the indicator that adds them up, as their headers or a
  /// line above the table say: thousands of đồng among millions.
  private mutating func leaveOutOtherMeasures(
    _ reader: inout TableReader<some TableRows>, _ plan: TallyPlan
  ) {
    let above = reader.preface.titles.compactMap { MeasureWords.stated($0) }.last
    for (index, measure) in plan.schema.measures.enumerated() {
      guard let column = measures[index],
        let indicator = plan.indicators.first(where: {
          $0.definition == .sum(measure: measure) && $0.unitOfMeasure != nil
        })
      else { continue }
      let headed = headerTexts[column].bracketAtEnd?.inner
      guard let stated = headed.flatMap({ MeasureWords.isMeasure($0) ? $0 : nil }) ?? above,
        let fault = indicator.fault(of: stated, ofTable: true)
      else { continue }
      measures[index] = nil
      reader.log.add(
        Finding(
          .badNumber,
          at: .init(
            file: reader.file, sheet: reader.sheet, row: reader.headerRow, column: column + 1),
          about: "measure \(indicator.id)", vi: fault.vietnamese, en: fault.english))
    }
  }
}
