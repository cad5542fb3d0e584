import ClusterMetrics
import Databases
import Findings
import OfficeWords
import Settings
import Tables

/// Registers whose rows a server folds.
extension RegisterReading {
  /// Takes in the groups of the current table, if its server folds them.
  ///
  /// - Parameters:
  ///   - cuts: the days from which on other periods hold.
  ///   - isOnly: whether there is no other register, with which rows would have to be compared.
  /// - Returns: the file of the rows that have to be read; `nil` where all of them have to be.
  package mutating func fold(
    _ table: ProjectTable, of databases: DatabaseTables, cuts: [Day], isOnly: Bool
  ) throws(TableFault) -> TableFile? {
    let label = table.source.file
    guard let query = databases.query(ofServer: label) else { return nil }
    var reading = DatabaseReading(table: label)
    defer { databaseReadings.append(reading) }
    guard
      let prepared = try prepared(table, query, of: databases, cuts, isOnly: isOnly, &reading)
    else { return nil }
    let reader = cores[0].reader
    var register = FoldedRegister(
      label, databases, prepared.query, prepared.layout, definition,
      measureCount: plan.schema.measures.count, today: Today.day)
    let isFolded = try register.survey(with: reader)
    let path = isFolded ? try register.rowsToRead() : nil
    reading = register.reading
    guard let path else {
      reading.obstacle = LocalizedText(
        vi: "quá nhiều dòng cần xem từng dòng một",
        en: "too many rows have to be looked at one by one")
      return nil
    }
    try takeIn(register, prepared.layout, from: table.place)
    collector.ignore(register.foldedActivities, medians: register.medians)
    foldedRegisters[table.place] = register
    return try TableFile(path, name: label, kind: .of(path), definition: definition)
  }

  /// What the server would be asked; `nil` where it cannot fold the table.
  private mutating func prepared(
    _ table: ProjectTable, _ query: DatabaseQuery, of databases: DatabaseTables, _ cuts: [Day],
    isOnly: Bool, _ reading: inout DatabaseReading
  ) throws(TableFault) -> (query: FoldedQuery, layout: ActivityLayout)? {
    guard definition.pushDown != .never else {
      reading.obstacle = LocalizedText(vi: "push_down: never", en: "push_down: never")
      return nil
    }
    guard habits.carried.isEmpty else {
      reading.obstacle = LocalizedText(
        vi: "có ô ghi \"nt\" (như trên)", en: "marks stand for the cells above them")
      return nil
    }
    let version = try databases.ask(query.label) { server throws(TableFault) in try server.version }
    guard version >= PushDown.leastVersion else {
      reading.obstacle = LocalizedText(
        vi: "máy chủ cũ hơn PostgreSQL 14", en: "the server is older than PostgreSQL 14")
      return nil
    }
    // Texts that such a collation takes for the same are several here.
    let collations = try databases.lines(
      of: "SELECT 1 FROM pg_collation WHERE NOT collisdeterministic LIMIT 1", of: query.label)
    guard collations.isEmpty else {
      reading.obstacle = LocalizedText(
        vi: "máy chủ có quy tắc so sánh chữ không xác định (nondeterministic)",
        en: "the server has nondeterministic collations")
      return nil
    }
    let columns = try databases.columns(of: query)
    prepare(1)
    var header = HeaderReading(
      reader: cores[0].reader, columns: table.columns, unit: table.unit, place: table.place,
      calendar: definition.calendar)
    let file = try databases.header(of: table.source.file)
    try TableFile(file, name: table.source.file, kind: .of(file), definition: definition)
      .read(nil, into: &header)
    guard let layout = header.layout else {
      reading.obstacle = LocalizedText(
        vi: "bảng thiếu cột ngày, đơn vị hoặc hoạt động",
        en: "it lacks a column of dates, units or activities")
      return nil
    }
    if let obstacle = FoldedQuery.obstacle(columns, layout, definition.checks) {
      reading.obstacle = obstacle
      return nil
    }
    let span = try databases.lines(
      of: FoldedQuery.span(query, columns, layout), of: query.label)
    let extent = Extent(span.first ?? "")
    let folded = FoldedQuery(
      query, columns: columns, layout: layout, plan: plan, checks: definition.checks,
      cuts: extent.cuts(cuts, definition.calendar))
    if let drawback = try drawback(folded, extent, query.label, databases, isOnly: isOnly) {
      reading.obstacle = drawback
      return nil
    }
    return (folded, layout)
  }

  /// Why reading all rows is better; `nil` where it is worth it to have them folded.
  private func drawback(
    _ query: FoldedQuery, _ extent: Extent, _ label: String, _ databases: DatabaseTables,
    isOnly: Bool
  ) throws(TableFault) -> LocalizedText? {
    guard definition.pushDown == .auto else { return nil }
    guard isOnly else {
      return LocalizedText(
        vi: "dự án có nhiều sổ, phải so từng dòng giữa các sổ",
        en: "there are several registers, whose rows are compared")
    }
    guard try !databases.ask(label, { server throws(TableFault) in server.isLocal }) else {
      return LocalizedText(
        vi: "máy chủ ở ngay trên máy này: đọc từng dòng cũng nhanh",
        en: "the server is on this machine: reading the rows is as fast")
    }
    guard extent.rows >= PushDown.leastRows else {
      return LocalizedText(
        vi: "bảng chỉ có \(extent.rows) dòng",
        en: "the table has \(extent.rows) row\(extent.rows == 1 ? "" : "s") only")
    }
    let keys = try databases.lines(
      of: query.groupCount(ofFirst: PushDown.sample), of: label)
    let spans = query.cuts.count { extent.days.contains($0) } + 1
    let groups = (keys.first.flatMap { Int($0) } ?? 0) * spans
    guard groups * PushDown.leastRowsPerGroup <= extent.rows else {
      return LocalizedText(
        vi: "\(extent.rows) dòng có thể thành \(groups) nhóm: đọc từng dòng nhanh hơn",
        en: "\(extent.rows) rows may become \(groups) groups: reading the rows is faster")
    }
    return nil
  }

  /// Folds the groups, a few thousand at a time.
  private func takeIn(
    _ register: FoldedRegister, _ layout: ActivityLayout, from source: TableSource
  ) throws(TableFault) {
    let (core, collector) = (cores[0], collector)
    let measureCount = plan.schema.measures.count
    let batch = ActivityBatch(schema: plan.schema, capacity: 4096)
    func flush() {
      guard batch.count > 0 else { return }
      collector.add(folded: batch)
      core.fold.fold(batch, from: source, shift: 0)
      batch.removeAll()
    }
    try register.handOver(with: core.reader) { group in
      guard let place = group.place else { return }
      let entry = batch.next()
      for (index, number) in group.categories.enumerated() {
        entry.small[(ActivityBatch.Entry.firstCategory + index) * entry.stride] = number
      }
      for (index, measure) in group.measures.enumerated() {
        entry.large[index * entry.stride] = measure.least
      }
      if batch.count == 0 {
        batch.folded = FoldedActivities(measureCount: measureCount)
        batch.missing = layout.missing
      }
      batch.add(
        entry, day: place.first, row: 0, unit: place.unit, commune: place.commune)
      batch.folded?.append(
        times: group.times, lastDay: place.last,
        measures: group.measures.map { ($0.sum, $0.stated) })
      if batch.count == 4096 { flush() }
    }
    flush()
  }

  /// The row in which a text of a category first stands, as far as a server has to be asked.
  package mutating func firstRow(ofText number: Int, category: Int, in table: TableSource) -> Int? {
    try? foldedRegisters[table]?.firstRow(ofText: Int32(number), category: category)
  }
}

/// Reads the header of a register and nothing else.
private struct HeaderReading: TableFile.Reading {
  let reader: ActivityReader
  let columns: [String: [String]]
  let unit: String?
  let place: TableSource
  let calendar: ReportingCalendar
  private(set) var layout: ActivityLayout?

  init(
    reader: ActivityReader, columns: [String: [String]], unit: String?, place: TableSource,
    calendar: ReportingCalendar
  ) {
    (self.reader, self.columns, self.unit) = (reader, columns, unit)
    (self.place, self.calendar) = (place, calendar)
  }

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var table = TableReader(rows, file: place.file, sheet: place.sheet)
    layout = reader.layout(&table, columns: columns, unit: unit, calendar: calendar).layout
  }
}

/// How large a table is.
private struct Extent {
  private(set) var rows = 0
  /// From its first day to its last, as far as activities may be of them.
  private(set) var days: ClosedRange<Day>

  /// - Parameter line: what `FoldedQuery.span` answers.
  init(_ line: String) {
    let parts = line.split(separator: " ")
    rows = parts.first.flatMap { Int($0) } ?? 0
    let plausible = PlausibleMonths.days
    func day(_ place: Int, _ other: Day) -> Day {
      guard parts.indices.contains(place), let day = Day(iso: String(parts[place])) else {
        return other
      }
      return min(max(day, plausible.lowerBound), plausible.upperBound.previous)
    }
    let first = day(1, plausible.lowerBound)
    days = first...max(first, day(2, plausible.upperBound.previous))
  }

  /// The days between which activities count alike, with all half-years that the table has days of.
  func cuts(_ cuts: [Day], _ calendar: ReportingCalendar) -> [Day] {
    var all = Set(cuts)
    var half = calendar.halfYear(holding: days.lowerBound)
    while calendar.days(of: half).lowerBound <= days.upperBound {
      all.insert(calendar.days(of: half).lowerBound)
      half = half.next
    }
    return all.filter { PlausibleMonths.days.lowerBound <= $0 }.sorted()
  }
}
