import ClusterMetrics
import Databases
import OfficeWords
import Settings
import Tables

/// Finds out which groups of a register a server may fold, and which rows have to be read.
///
/// In: the table of a server. Out: the groups that nothing has to be said of; the file of the other rows, each in the row
/// that it has in the table. What is said of them is the same as if all rows were read.
struct FoldedRegister {
  private let label: String
  private let databases: DatabaseTables
  private let layout: ActivityLayout
  private let definition: ProjectDefinition
  private let today: Day
  private let measureCount: Int
  private(set) var query: FoldedQuery
  private(set) var reading: DatabaseReading

  /// Texts of the activity whose rows are all read: among them may be one that is far from the others.
  private var suspects: Set<Int32> = []
  /// Middle values of measures of activities, of which only rows far above are read.
  private(set) var medians: [(activity: Int32, measure: Int, median: Int64)] = []

  /// What is known of one measure of one activity.
  private struct Spread {
    private var cells: [(least: Int64, count: Int)] = []
    private(set) var most = Int64.min
    private(set) var count = 0
    /// How many cells are of rows that may not count.
    private(set) var unknown = 0

    mutating func add(_ measure: FoldedGroup.Measure) {
      cells.append((measure.least, measure.stated))
      count += measure.stated
      raise(to: measure.most)
    }

    mutating func addUnknown(_ times: Int) {
      cells.append((.min, times))
      (count, unknown) = (count + times, unknown + times)
    }

    mutating func raise(to value: Int64) { most = max(most, value) }

    /// Whether the greatest cell may be far above the middle one. No cell is below the least of its group, so that the
    /// middle one of these is not above that of all cells.
    var mayHoldOutlier: Bool {
      guard count > OutlierWatch.leastOthers else { return false }
      var passed = 0
      let bound = cells.sorted { $0.least < $1.least }.first { cell in
        passed += cell.count
        return passed > (count - 1) / 2
      }
      return most / OutlierWatch.factor > bound?.least ?? 0
    }
  }

  /// What numbers texts: the same column may be of two categories, one of which only asks what texts fit a pattern.
  private struct Named: Hashable {
    var column: Int
    var category: Int?
  }

  /// What was seen in the groups.
  private final class Survey {
    var spreads: [Int: Spread] = [:]
    /// By column, and by category where it is one, and then by what a text means the texts.
    var spellings: [Named: [Int64: Set<ExactText>]] = [:]
    /// Hashes of texts with their meaning that are among them.
    var known: Set<UInt64> = []
    /// Names of groups whose rows are read.
    var doubtful: Set<ExactText> = []
    /// What is said of rows that are read, by text of the activity.
    var doubtfulSpreads: [(activity: NameKey, measures: [FoldedGroup.Measure], times: Int)] = []
    var activities: [NameKey: Int32] = [:]
    var foldedActivities: Set<Int32> = []
    var groups = 0
    var folded = 0
    /// How many rows are read.
    var read = 0
  }
  private var survey = Survey()
  /// By column and text the number of the first folded row; asked for once.
  private var firstRows: [Int: [ExactText: Int]] = [:]
  /// What is withdrawn from groups, by their names.
  private var withdrawn: [ExactText: FoldedGroup] = [:]
  /// The activities of which not all rows come.
  var foldedActivities: Set<Int32> { survey.foldedActivities.subtracting(suspects) }

  init(
    _ label: String, _ databases: DatabaseTables, _ query: FoldedQuery, _ layout: ActivityLayout,
    _ definition: ProjectDefinition, measureCount: Int, today: Day
  ) {
    (self.label, self.databases, self.query, self.layout) = (label, databases, query, layout)
    (self.definition, self.measureCount, self.today) = (definition, measureCount, today)
    reading = DatabaseReading(table: label)
    reading.statements = [query.groups]
  }

  // MARK: Looking at the groups

  /// Looks at all groups; `false` where so much is doubtful that the rows are better read.
  mutating func survey(with reader: ActivityReader) throws(TableFault) -> Bool {
    try look(with: reader)
    let spellings = variants
    guard
      max(spellings.values.reduce(0) { $0 + $1.count }, survey.doubtful.count)
        <= PushDown.mostListed
    else { return false }
    try suspect()
    let marks = try lines(
      query.repeated(spellings, limit: PushDown.mostListed + 1), planning: .manyGroups)
    guard marks.count <= PushDown.mostListed else { return false }
    if !marks.isEmpty { query.withdrawals.append(query.isRepeated(marks, spellings)) }
    guard !query.withdrawals.isEmpty else { return true }
    var reading = WithdrawnRows(measures: query.measures.map(\.number), count: measureCount)
    try file(answer(query.withdrawn)).read(nil, into: &reading)
    withdrawn = reading.groups
    for (key, group) in withdrawn where !survey.doubtful.contains(key) {
      survey.read += group.times
      survey.folded -= group.times
    }
    return true
  }

  /// What the server answers to a query with one column.
  private mutating func lines(
    _ query: String, planning: PostgreSQL.Planning = .standard
  ) throws(TableFault) -> [String] {
    reading.statements.append(query)
    return try databases.lines(of: query, of: label, planning: planning)
  }

  private mutating func answer(_ query: String, areNumbered: Bool = false) throws(TableFault)
    -> String
  {
    reading.statements.append(query)
    return try databases.answer(
      to: DatabaseQuery.copy(query), of: label, areNumbered: areNumbered,
      planning: areNumbered ? .numbering : .standard)
  }

  private mutating func look(with reader: ActivityReader) throws(TableFault) {
    let survey = Survey()
    let (layout, query) = (layout, query)
    let activity = layout.categories[0].flatMap { query.texts.firstIndex(of: $0) }
    try groups(with: reader) { group, texts in
      survey.groups += 1
      guard !group.isDoubtful, let place = group.place else {
        survey.read += group.times
        if let activity, group.measures.contains(where: { $0.stated > 0 }) {
          survey.doubtfulSpreads.append(
            (NameKey(texts[activity].text), group.measures, group.times))
        }
        if !group.isDoubtful { survey.doubtful.insert(texts.key) }
        return
      }
      survey.folded += group.times
      if let activity, survey.foldedActivities.insert(group.categories[0]).inserted {
        survey.activities[NameKey(texts[activity].text)] = group.categories[0]
      }
      FoldedRegister.note(group, (place.unit, place.commune), texts, layout, query, in: survey)
    }
    self.survey = survey
  }

  private static func note(
    _ group: FoldedGroup, _ place: (unit: Int32, commune: Int32), _ texts: FoldedRows.Texts,
    _ layout: ActivityLayout, _ query: FoldedQuery, in survey: Survey
  ) {
    func note(_ column: Int?, _ meaning: Int64, category: Int? = nil) {
      guard let column, let place = query.texts.firstIndex(of: column) else { return }
      let cell = texts[place]
      let seed =
        UInt64(bitPattern: meaning) << 24 ^ UInt64((category ?? -1) + 1) << 16 ^ UInt64(column)
      guard survey.known.insert(cell.hash(seed: seed)).inserted else { return }
      survey.spellings[Named(column: column, category: category), default: [:]][
        meaning, default: []
      ].insert(ExactText(cell.text))
    }
    note(layout.unit, Int64(place.unit))
    note(layout.commune, Int64(place.commune))
    for (index, column) in layout.categories.enumerated() where group.categories[index] >= 0 {
      note(column, Int64(group.categories[index]), category: index)
    }
    for (number, measure) in group.measures.enumerated() where measure.stated > 0 {
      let key = Int(group.categories[0]) * group.measures.count + number
      survey.spreads[key, default: Spread()].add(measure)
    }
  }

  /// Spellings of one thing, where it has several. What is together in one place is so everywhere: rows that are read without
  /// need cost little.
  private var variants: FoldedQuery.Spellings {
    Dictionary(grouping: survey.spellings.keys, by: \.column).mapValues { keys in
      var groups: [Set<ExactText>] = []
      for texts in keys.flatMap({ survey.spellings[$0].map { Array($0.values) } ?? [] })
      where texts.count > 1 {
        let touched = groups.indices.filter { !groups[$0].isDisjoint(with: texts) }
        var joined = texts
        for index in touched.reversed() { joined.formUnion(groups.remove(at: index)) }
        groups.append(joined)
      }
      return groups.map { $0.map(\.text).sorted() }
    }
  }

  /// Finds measures of activities among which a cell may be far above the others; see `OutlierWatch`.
  private mutating func suspect() throws(TableFault) {
    guard let column = layout.categories[0] else { return }
    for (name, measures, times) in survey.doubtfulSpreads {
      guard let activity = survey.activities[name] else { continue }
      for (number, measure) in measures.enumerated() where measure.stated > 0 {
        // Nobody knows which of these rows count.
        let key = Int(activity) * measureCount + number
        survey.spreads[key, default: Spread()].addUnknown(times)
        survey.spreads[key]?.raise(to: measure.most)
      }
    }
    let suspects = survey.spreads.filter { $0.value.mayHoldOutlier }
      .sorted { $0.key < $1.key }
      .compactMap { key, spread -> Suspect? in
        let activity = Int32(key / measureCount)
        return query.measures.first { $0.number == key % measureCount }.map { measure in
          Suspect(
            activity: activity, measure: measure, spread: spread,
            texts: (survey.spellings[Named(column: column, category: 0)]?[Int64(activity)] ?? [])
              .map(\.text))
        }
      }
    guard !suspects.isEmpty else { return }
    // Where most cells are more than a hundredth of the greatest, no cell is far above the others.
    let counts = try lines(
      query.counts(
        above: suspects.map { ("\($0.limit)", $0.measure, $0.texts) }, in: column))
    let numbers = (counts.first ?? "").split(separator: " ").map { Int($0) ?? 0 }
    for (suspect, above) in zip(suspects, numbers)
    where above - suspect.spread.unknown <= suspect.spread.count / 2 + 1 {
      if suspect.spread.count > OutlierWatch.sample {
        try suspectFew(suspect, in: column)
      } else if self.suspects.insert(suspect.activity).inserted {
        query.withdrawals.append(query.holds(suspect.texts, in: column))
      }
    }
  }

  /// A measure of an activity among which a cell may be far above the others.
  private struct Suspect {
    let activity: Int32
    let measure: FoldedQuery.Measure
    let spread: Spread
    /// How the activity is written.
    let texts: [String]

    /// Cells from here on make the greatest one no outlier.
    var limit: Quantity { Quantity(parts: Int128(spread.most / OutlierWatch.factor)) }
  }

  /// Of a long register only the rows far above the middle value are read.
  private mutating func suspectFew(
    _ suspect: Suspect, in column: Int
  ) throws(TableFault) {
    let (measure, texts) = (suspect.measure, suspect.texts)
    let answer = try lines(query.median(of: measure, activities: texts, in: column))
    guard let text = answer.first, let median = Quantity(Double(text) ?? 0), median > .zero else {
      return
    }
    let limit = Quantity(parts: median.parts * Int128(OutlierWatch.factor))
    medians.append((suspect.activity, measure.number, Int64(clamping: median.parts)))
    query.withdrawals.append(
      query.exceeds("\(limit)", measure, activities: texts, in: column))
  }

  // MARK: Handing over

  /// Where the rows lie that have to be read; `nil` where they are not as many as they should be, so that all have to be.
  mutating func rowsToRead() throws(TableFault) -> String? {
    reading.groups = survey.groups
    reading.folded = survey.folded
    // Numbering the rows of a table takes as long as reading them.
    guard survey.read > 0 else { return try databases.header(of: label) }
    let path = try answer(query.rows(ofGroups: survey.doubtful), areNumbered: true)
    var counter = RowCount()
    try file(path).read(nil, into: &counter)
    reading.read = counter.rows
    return counter.rows == survey.read ? path : nil
  }

  /// Hands over the groups of which nothing has to be said.
  func handOver(
    with reader: ActivityReader, to take: @escaping (FoldedGroup) -> Void
  ) throws(TableFault) {
    let withdrawn = withdrawn
    // What a server has as nothing and as an empty text is of one name.
    var diminished: [ExactText: FoldedGroup] = [:]
    try groups(with: reader) { group, texts in
      guard !group.isDoubtful, group.place != nil else { return }
      let key = withdrawn.isEmpty ? nil : texts.key
      guard let key, withdrawn[key] != nil else { return take(group) }
      diminished[key] = diminished[key].map { $0.joined(with: group) } ?? group
    }
    for (key, var group) in diminished {
      guard let gone = withdrawn[key] else { continue }
      group.times -= gone.times
      for (number, measure) in gone.measures.enumerated() {
        group.measures[number].sum -= measure.sum
        group.measures[number].stated -= measure.stated
      }
      if group.times > 0 { take(group) }
    }
  }

  /// The row of the table in which a text of a category first stands.
  mutating func firstRow(ofText number: Int32, category: Int) throws(TableFault) -> Int? {
    guard let column = layout.categories[category],
      let texts = survey.spellings[Named(column: column, category: category)]?[Int64(number)]
    else { return nil }
    // Most stand among the first rows.
    for limit in [FoldedRegister.firstOfAll, nil] {
      if firstRows[column] == nil || limit == nil {
        firstRows[column] = try readFirstRows(in: column, limit: limit)
      }
      // The header is row 1.
      if let row = texts.compactMap({ firstRows[column]?[$0] }).min() { return row + 1 }
    }
    return nil
  }

  private static let firstOfAll = 100_000

  private mutating func readFirstRows(
    in column: Int, limit: Int?
  ) throws(TableFault) -> [ExactText: Int] {
    let answer = try lines(
      query.firstRows(in: column, butGroups: survey.doubtful, limit: limit), planning: .numbering)
    return Dictionary(
      answer.compactMap { line in
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        return Int(parts[0]).map { (ExactText(parts.count > 1 ? String(parts[1]) : ""), $0) }
      }, uniquingKeysWith: min)
  }

  private func groups(
    with reader: ActivityReader, take: @escaping (FoldedGroup, FoldedRows.Texts) -> Void
  ) throws(TableFault) {
    let path = try databases.answer(
      to: DatabaseQuery.copy(query.groups), of: label, planning: .fewGroups)
    var rows = FoldedRows(
      query, layout, reader, measureCount: measureCount, today: today, take: take)
    try file(path).read(nil, into: &rows)
    guard rows.isWhole else {
      throw .unreadable(
        vi: "kết quả máy chủ trả về không đầy đủ", en: "the server's answer is incomplete")
    }
  }

  private func file(_ path: String) throws(TableFault) -> TableFile {
    try TableFile(path, name: label, kind: .of(path), definition: definition)
  }

  /// Reads what is withdrawn from groups.
  private struct WithdrawnRows: TableFile.Reading {
    /// The measures of the schema that stand in the columns.
    let measures: [Int]
    let count: Int
    private(set) var groups: [ExactText: FoldedGroup] = [:]

    init(measures: [Int], count: Int) { (self.measures, self.count) = (measures, count) }

    mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
      var rows = rows
      _ = try? rows.advance()
      while (try? rows.advance()) == true {
        var group = FoldedGroup()
        group.times = FoldedRows.count(rows.cell(1))
        group.measures = Array(repeating: FoldedGroup.Measure(), count: count)
        for (index, number) in measures.enumerated() {
          group.measures[number].sum = FoldedRows.parts(rows.cell(2 + 2 * index)) ?? 0
          group.measures[number].stated = FoldedRows.count(rows.cell(3 + 2 * index))
        }
        groups[ExactText(rows.rawCell(0).text)] = group
      }
    }
  }

  /// Counts the rows below the header.
  private struct RowCount: TableFile.Reading {
    var rows = -1

    mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
      var rows = rows
      while (try? rows.advance()) == true { self.rows += 1 }
    }
  }
}
