import ClusterMetrics
import Databases
import Settings

/// What a server is asked in place of the rows of a register: how many there are of each unit, commune and text in days that
/// count alike, and what their measures add up to.
///
/// Partial aggregates only, never distinct counts: these fall out of the groups, and groups of several servers add up
/// (PostgreSQL 15, chapters 5.11 and F.38; `enable_partitionwise_aggregate`). A row of which something may have to be said
/// is never folded; `doubt` tells it, or the names of its group do, once they are looked up.
struct FoldedQuery {
  /// A measure of the schema and the column that holds it.
  struct Measure {
    var number: Int
    var column: Int
    /// The bounds that conditions set it, in ten-thousandths.
    var ranges: [ClosedRange<Int64>] = []
    /// Whether each value is kept apart.
    var isKeptApart = false
  }

  private let query: DatabaseQuery
  let columns: [PostgreSQL.Column]
  /// The columns of unit, commune and categories, each once.
  let texts: [Int]
  let measures: [Measure]
  private let date: Int
  /// The days from which on others hold.
  let cuts: [Day]
  /// The columns that tell activities apart besides.
  private let others: [Int]
  private let checks: [DataCheck]
  /// The measures of the schema by the names that checks call them.
  private let names: [String]
  private let parts: [(part: Int, whole: Int)]
  /// What holds of rows that are read although they are in the groups: they are withdrawn from these.
  var withdrawals: [String] = []
  /// The expressions that name a group: the number of its days, its texts, and what measures hold it apart.
  private var keys: [String] {
    [bucket] + texts.map { DatabaseQuery.cell(columns[$0]) } + measures.flatMap(classes)
  }
  /// How many of them are about measures.
  private(set) var classCount = 0

  /// - Parameters:
  ///   - columns: those of the table.
  ///   - layout: where what is tallied stands among them.
  init(
    _ query: DatabaseQuery, columns: [PostgreSQL.Column], layout: ActivityLayout, plan: TallyPlan,
    checks: [DataCheck], cuts: [Day]
  ) {
    (self.query, self.columns, self.cuts) = (query, columns, cuts)
    date = layout.date
    texts = ([layout.unit, layout.commune] + layout.categories).compactMap(\.self).uniqued
    var measures: [Measure] = []
    for (number, column) in layout.measures.enumerated() {
      if let column { measures.append(Measure(number: number, column: column)) }
    }
    for slot in plan.slots {
      for index in measures.indices {
        if case .values(measures[index].number) = slot.aggregate {
          measures[index].isKeptApart = true
        }
        for case .measure(measures[index].number, let range) in slot.conditions
        where !measures[index].ranges.contains(range) {
          measures[index].ranges.append(range)
        }
      }
    }
    self.measures = measures
    let used = Set([date] + texts + measures.map(\.column))
    others = columns.indices.filter { !used.contains($0) }
    self.checks = checks.filter { $0.scope == .rows }
    names = plan.schema.measures.elements
    parts = plan.rowParts
    classCount = measures.reduce(0) { $0 + classes($1).count }
  }

  /// Why the rows have to be read; `nil` where a server can fold them.
  static func obstacle(
    _ columns: [PostgreSQL.Column], _ layout: ActivityLayout, _ checks: [DataCheck]
  ) -> LocalizedText? {
    func named(_ column: Int) -> String { columns[column].name }
    guard layout.unit != nil else {
      return LocalizedText(vi: "bảng không có cột đơn vị", en: "it has no column of units")
    }
    guard [.day, .moment].contains(columns[layout.date].kind) else {
      return LocalizedText(
        vi: "cột \(named(layout.date)) không phải kiểu ngày (date, timestamp)",
        en: "the column \(named(layout.date)) is not a date or timestamp")
    }
    for column in layout.measures.compactMap(\.self)
    where ![.whole, .decimal, .real].contains(columns[column].kind) {
      return LocalizedText(
        vi: "cột \(named(column)) không phải kiểu số",
        en: "the column \(named(column)) is not a number")
    }
    for check in checks where check.scope == .rows && !(check.left.isPlain && check.right.isPlain) {
      return LocalizedText(
        vi: "quy tắc \"\(check.rule)\" có phép chia", en: "the check \"\(check.rule)\" divides")
    }
    return nil
  }

  // MARK: Expressions

  private var day: String { FoldedQuery.day(columns[date]) }

  private static func day(_ column: PostgreSQL.Column) -> String {
    let name = DatabaseQuery.quoted(column.name)
    return column.kind == .day ? name : "(\(name))::date"
  }

  private var bucket: String {
    let days = cuts.map { "'\($0)'" }.joined(separator: ",")
    return "width_bucket(\(day), ARRAY[\(days)]::date[])"
  }

  private func amount(_ column: Int) -> String {
    let name = DatabaseQuery.quoted(columns[column].name)
    return switch columns[column].kind {
    case .whole: name
    case .real: "round(\(name)::float8::numeric, 4)"
    default: "round(\(name)::numeric, 4)"
    }
  }

  private func amount(of measure: Int) -> String? {
    measures.first { $0.number == measure }.map { amount($0.column) }
  }

  /// What makes a row doubtful by itself.
  private var doubt: String {
    var doubts: [String] = []
    // Nothing negative, nothing beyond what a cell may hold, no number that is none.
    for measure in measures {
      doubts.append("\(amount(measure.column)) NOT BETWEEN 0 AND 900000000")
    }
    for (part, whole) in parts {
      if let part = amount(of: part), let whole = amount(of: whole) {
        doubts.append("\(part) > \(whole)")
      }
    }
    for check in checks {
      guard let left = sql(check.left), let right = sql(check.right) else { continue }
      doubts.append("NOT (\(left) \(check.relation.sql) \(right))")
    }
    // Also what is not known is no doubt; COALESCE is not handed on to other servers.
    return doubts.isEmpty
      ? "false" : "((\(doubts.joined(separator: " OR "))) IS NOT DISTINCT FROM true)"
  }

  private func sql(_ arithmetic: Arithmetic<String>) -> String? {
    switch arithmetic {
    case .number(let number): return "\(number)::numeric"
    case .operand(let name):
      return names.firstIndex(of: name).flatMap(amount(of:)).map { "\($0)::numeric" }
    case .operation(let sign, let left, let right):
      guard let left = sql(left), let right = sql(right) else { return nil }
      let signs: [ArithmeticOperator: String] = [.plus: "+", .minus: "-", .times: "*", .over: "/"]
      return "(\(left) \(signs[sign] ?? "+") \(right))"
    }
  }

  // MARK: Statements

  /// What holds the rows of a group apart by a measure: each value, or within which bounds it lies.
  private func classes(_ measure: Measure) -> [String] {
    let amount = amount(measure.column)
    guard !measure.isKeptApart else { return [amount] }
    guard !measure.ranges.isEmpty else { return [] }
    let edges = measure.ranges.flatMap { range in
      [range.lowerBound, range.upperBound == .max ? .max : range.upperBound + 1]
    }.filter { $0 != .min && $0 != .max }
    let listed = Set(edges).sorted().map { "\(Quantity(parts: Int128($0)))" }
    return [
      listed.isEmpty
        ? "(\(amount) IS NULL)"
        : "width_bucket(\(amount)::numeric, ARRAY[\(listed.joined(separator: ","))]::numeric[])"
    ]
  }

  private var source: String {
    "(\(query.selection(.standard, inOrder: false))) AS giaoban_rows"
  }

  /// The groups: the number of their days among the cuts, whether they are doubtful, the first and the last day, how many
  /// rows; what else names them; of each measure the least, the greatest, the sum, and how many state it.
  var groups: String {
    let facts = [bucket, doubt, "min(\(day))", "max(\(day))", "count(*)"] + keys.dropFirst()
    let amounts = measures.flatMap { measure in
      ["min", "max", "sum", "count"].map { "\($0)(\(amount(measure.column)))" }
    }
    let listed = (facts + amounts).enumerated().map { "\($1) AS giaoban_\($0)" }
    let grouped = ["1", "2"] + keys.indices.dropFirst().map { "\($0 + 5)" }
    return
      "SELECT \(listed.joined(separator: ", ")) FROM \(source) GROUP BY \(grouped.joined(separator: ", "))"
  }

  /// How many groups the first rows make, whatever their days.
  func groupCount(ofFirst rows: Int) -> String {
    let keys = keys.dropFirst().joined(separator: ", ")
    return
      "SELECT count(*) FROM (SELECT 1 FROM (SELECT * FROM \(source) LIMIT \(rows)) AS giaoban_first"
      + " GROUP BY \(keys)) AS giaoban_groups"
  }

  /// What the rows that are withdrawn make of their groups: the name, how many, and of each measure the sum and how many
  /// state it.
  var withdrawn: String {
    let amounts = measures.flatMap { measure in
      ["sum", "count"].map { "\($0)(\(amount(measure.column)))" }
    }
    let listed = ([groupKey, "count(*)"] + amounts).enumerated().map { "\($1) AS giaoban_\($0)" }
    return
      "SELECT \(listed.joined(separator: ", ")) FROM \(source)"
      + " WHERE NOT \(doubt) AND (\(withdrawals.joined(separator: " OR "))) GROUP BY 1"
  }

  /// The separator of what names a group.
  static let separator = "\u{1F}"

  /// What names the group of a row, as the groups themselves are written.
  private var groupKey: String {
    "concat(" + keys.joined(separator: ", chr(31), ") + ")"
  }

  /// What holds of rows that are doubtful by themselves or by their group.
  private func isDoubtful(_ groups: Set<ExactText>) -> String {
    let listed = groups.map(\.text).sorted().map(DatabaseQuery.literal).joined(separator: ", ")
    return groups.isEmpty ? doubt : "\(doubt) OR \(groupKey) IN (\(listed))"
  }

  /// The rows that are read, each behind its number in the table.
  ///
  /// - Parameter groups: the names of groups that are.
  func rows(ofGroups groups: Set<ExactText>) -> String {
    return
      "SELECT giaoban_row, \(query.cells(columns)) FROM (\(numbered)) AS giaoban_numbered"
      + " WHERE \(([isDoubtful(groups)] + withdrawals).joined(separator: " OR ")) ORDER BY giaoban_row"
  }

  private var numbered: String { numbered(limit: nil) }

  private func numbered(limit: Int?) -> String {
    "SELECT *, row_number() OVER () AS giaoban_row FROM (\(query.selection(.standard, withKey: true))) AS giaoban_rows"
      + (limit.map { " LIMIT \($0)" } ?? "")
  }

  /// The texts of a column, each with the number of the first folded row that has it; the number stands first.
  ///
  /// - Parameter limit: among how many of the first rows they are looked for; among all without one.
  func firstRows(
    in column: Int, butGroups groups: Set<ExactText>, limit: Int?
  ) -> String {
    let text = "concat(\(DatabaseQuery.cell(columns[column])))"
    return
      "SELECT concat(min(giaoban_row), ' ', \(text)) FROM (\(numbered(limit: limit))) AS giaoban_numbered"
      + " WHERE NOT (\(isDoubtful(groups))) GROUP BY \(text)"
  }

  /// For each of some measures and texts of the activity, how many cells are not below a limit; in one line.
  func counts(
    above suspects: [(limit: String, measure: Measure, activities: [String])], in column: Int
  ) -> String {
    let counts = suspects.map { suspect in
      "count(*) FILTER (WHERE \(amount(suspect.measure.column)) >= \(suspect.limit)"
        + " AND \(holds(suspect.activities, in: column)))"
    }
    return "SELECT concat_ws(' ', \(counts.joined(separator: ", "))) FROM \(source)"
  }

  /// How many rows the table has, and the first and the last day; in one line.
  static func span(_ query: DatabaseQuery, _ columns: [PostgreSQL.Column], _ layout: ActivityLayout)
    -> String
  {
    let day = day(columns[layout.date])
    return
      "SELECT concat_ws(' ', count(*), min(\(day)), max(\(day))) FROM"
      + " (\(query.selection(.standard, inOrder: false))) AS giaoban_rows"
  }

  /// The middle value of a measure among the rows with some texts of the activity.
  func median(of measure: Measure, activities: [String], in column: Int) -> String {
    "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY \(amount(measure.column)))"
      + " FROM \(source) WHERE \(holds(activities, in: column))"
  }

  /// What holds of all rows with some texts.
  func holds(_ texts: [String], in column: Int) -> String {
    let listed = texts.sorted().map(DatabaseQuery.literal).joined(separator: ", ")
    let cell = DatabaseQuery.cell(columns[column])
    // Nothing is an empty text, which only `concat` knows, and not fast.
    if texts.allSatisfy({ !$0.isEmpty }) {
      switch columns[column].kind {
      case .text: return "\(cell) IN (\(listed))"
      case .whole: return "\(cell)::text IN (\(listed))"
      default: break
      }
    }
    return "concat(\(cell)) IN (\(listed))"
  }

  /// What holds of rows of some activities whose measure lies above a limit.
  func exceeds(_ limit: String, _ measure: Measure, activities: [String], in column: Int)
    -> String
  {
    "(\(amount(measure.column)) > \(limit) AND \(holds(activities, in: column)))"
  }

  // MARK: Rows that stand twice

  /// Spellings of one thing, by the column that they stand in.
  typealias Spellings = [Int: [[String]]]

  /// What says all of a row, so that two rows that say the same are two of one activity.
  private func contents(_ spellings: Spellings) -> [String] {
    let named = texts.map { column -> String in
      let cell = DatabaseQuery.cell(columns[column])
      let cases = (spellings[column] ?? []).flatMap { group in
        group.dropFirst().map {
          "WHEN \(DatabaseQuery.literal($0)) THEN \(DatabaseQuery.literal(group[0]))"
        }
      }
      guard !cases.isEmpty else { return whole(column) }
      return "CASE concat(\(cell)) \(cases.joined(separator: " ")) ELSE concat(\(cell)) END"
    }
    return [day] + named + measures.map { amount($0.column) } + others.map(whole)
  }

  /// A cell in which nothing is the same as an empty text.
  private func whole(_ column: Int) -> String {
    let cell = DatabaseQuery.cell(columns[column])
    return switch columns[column].kind {
    case .text: "coalesce(\(cell), '')"
    // Not every type can be compared.
    case .other, .json: "coalesce(\(cell)::text, '')"
    case .whole, .decimal, .real, .day, .moment: cell
    }
  }

  /// Marks of the contents that several rows have; two different contents have the same mark once in 2⁶⁴ or so.
  func repeated(_ spellings: Spellings, limit: Int) -> String {
    "SELECT giaoban_mark FROM (SELECT \(mark(spellings)) AS giaoban_mark FROM \(source)) AS giaoban_marks"
      + " GROUP BY giaoban_mark HAVING count(*) > 1 LIMIT \(limit)"
  }

  /// What holds of rows that stand twice.
  func isRepeated(_ marks: [String], _ spellings: Spellings) -> String {
    "\(mark(spellings)) IN (\(marks.joined(separator: ", ")))"
  }

  /// A number made from all that a row says (`hash_record_extended`, since PostgreSQL 14).
  private func mark(_ spellings: Spellings) -> String {
    "hash_record_extended(ROW(\(contents(spellings).joined(separator: ", "))), 0)"
  }
}

extension Arithmetic {
  /// Whether nothing is divided, which a server could not do by zero.
  fileprivate var isPlain: Bool {
    switch self {
    case .number, .operand: true
    case .operation(let sign, let left, let right): sign != .over && left.isPlain && right.isPlain
    }
  }
}

extension DataCheck.Relation {
  fileprivate var sql: String { self == .differs ? "<>" : rawValue }
}
