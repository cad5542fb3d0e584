import Foundation
import TestSupport

/// A project made up from a seed: its files as an office might write them, and the same facts as plain
/// rows of SQL.
struct GeneratedProject {
  struct Unit {
    var name: String
    var cluster: Int
    /// What the roster says of it; nothing for some.
    var region: String?
    /// Of a unit without communes.
    var population: Int?
    /// From and to, of each commune; days as ISO 8601 writes them.
    var communes:
      [(name: String, from: String, through: String, terrain: String, population: Int)] = []
    /// From and to of the unit itself; one that moves to another cluster is a unit of each.
    var from = GeneratedProject.ever
    var through = GeneratedProject.never
  }

  /// An indicator: what `giaoban.yaml` says of it, and what SQL says.
  struct Measure {
    var id: String
    var yaml: String
    /// Selects one number over `activity`, `submission` and `reporting`, in the period.
    var select: String
    var denominator: String?
    var scale = 1.0
    var needsCommunes = false
    var isSubmitted = false
    /// Whether only those count of whom the roster says how many live there.
    var needsPopulation = false
  }

  static let never = "9999-12-31"
  static let ever = "0001-01-01"
  static let kinds = ["Đối thoại", "Tiếp công dân", "Tuyên truyền"]
  static let regions = ["Miền núi", "Ven biển"]
  private static let terrains = ["Đồng bằng", "Núi"]
  private static let fields = ["Kinh tế", "Văn hóa – xã hội", "Quốc phòng"]

  private(set) var units: [Unit] = []
  private(set) var clusters: [String] = []
  private(set) var measures: [Measure] = []
  private(set) var closingDay: Int
  private(set) var files: [String: String] = [:]
  /// Creates and fills the tables.
  private(set) var sql = ""
  private var random: SplitMix

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    closingDay = [14, 25, 31].randomElement(using: &random) ?? 14
    makeRoster()
    makeMeasures()
    makeActivities()
    makeSubmissions()
    files["giaoban.yaml"] =
      "language: en\n" + (closingDay == 31 ? "" : "calendar: {closing_day: \(closingDay)}\n")
      + "columns: {field: Lĩnh vực}\nindicators:\n"
      + measures.map { "  \($0.id): {\($0.yaml)}\n" }.joined()
  }

  // MARK: Chance

  private mutating func chance(_ one: Int, in all: Int) -> Bool {
    Int.random(in: 0..<all, using: &random) < one
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  /// The first and last day of a half-year or year, worked out by hand.
  static func days(_ period: String, closingDay: Int) -> (first: String, last: String) {
    let year = Int(period.prefix(4)) ?? 0
    let before = closingDay == 31 ? "\(year)-01-01" : "\(year - 1)-12-\(closingDay + 1)"
    let middle = closingDay == 31 ? "\(year)-06-30" : "\(year)-06-\(closingDay)"
    let after = closingDay == 31 ? "\(year)-07-01" : "\(year)-06-\(closingDay + 1)"
    let end = "\(year)-12-\(closingDay)"
    switch period.dropFirst(4) {
    case "-H1": return (before, middle)
    case "-H2": return (after, end)
    default: return (before, end)
    }
  }

  // MARK: Roster

  private mutating func makeRoster() {
    var lines = ["cluster,unit,commune,from,to,Vùng,terrain,population"]
    sql += """
      create table unit (id, cluster, region, population, since, until);
      create table commune (id integer primary key, unit, terrain, population, since, until);
      create table activity (day, unit, commune, kind, field, people, raised, resolved);
      create table submission (first, last, unit, indicator, value);

      """
    let names = ["Nga Sơn", "Hậu Lộc", "Hoằng Hóa", "Bỉm Sơn", "Sầm Sơn", "Thọ Xuân"]
    clusters = Array(["Cụm 1", "Cụm 2"].prefix(Int.random(in: 1...2, using: &random)))
    var nameCount = 0
    for cluster in clusters.indices {
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        var unit = Unit(name: "Huyện " + names[nameCount], cluster: cluster)
        if !chance(1, in: 4) { unit.region = pick(GeneratedProject.regions) }
        nameCount += 1
        for commune in 0..<(chance(1, in: 4) ? 0 : Int.random(in: 1...4, using: &random)) {
          // Some were founded, some merged away in the time that is tallied.
          let from = chance(1, in: 5) ? "2022-03-01" : GeneratedProject.ever
          let through = chance(1, in: 5) ? "2022-09-30" : GeneratedProject.never
          let population = Int.random(in: 500...9000, using: &random) * 10 + nameCount
          unit.communes.append(
            ("Xã Nga An \(commune + 1)", from, through, pick(GeneratedProject.terrains), population)
          )
        }
        if unit.communes.isEmpty, units.isEmpty || !chance(1, in: 3) {
          unit.population = Int.random(in: 500...9000, using: &random)
        }
        if clusters.count == 2, chance(1, in: 4) {
          var moved = unit
          moved.cluster = 1 - cluster
          (unit.through, moved.from) = ("2022-03-31", "2022-04-01")
          for index in unit.communes.indices {
            unit.communes[index].through = unit.through
            moved.communes[index].from = moved.from
          }
          add(unit, to: &lines)
          add(moved, to: &lines)
        } else {
          add(unit, to: &lines)
        }
      }
    }
    files["roster.csv"] = lines.joined(separator: "\n")
  }

  private mutating func add(_ unit: Unit, to lines: inout [String]) {
    var unit = unit
    let number = units.count
    func row(
      _ commune: String, _ from: String, _ through: String, _ terrain: String, _ population: Int?
    ) -> String {
      let bounds = [
        from == GeneratedProject.ever ? "" : from, through == GeneratedProject.never ? "" : through,
      ]
      return "\(clusters[unit.cluster]),\(unit.name),\(commune),\(bounds[0]),\(bounds[1]),"
        + "\(unit.region ?? ""),\(terrain),\(population.map(String.init) ?? "")"
    }
    if unit.communes.isEmpty { lines.append(row("", unit.from, unit.through, "", unit.population)) }
    for (commune, from, through, terrain, population) in unit.communes {
      let id = "\(number * 10 + lines.count * 100)"
      sql += "insert into commune values (\(id), \(number), \(terrain.sql), \(population),"
      sql += " \(from.sql), \(through.sql));\n"
      communeIDs["\(number)" + commune] = id
      lines.append(row(commune, from, through, terrain, population))
    }
    unit.from = unit.communes.map(\.from).min() ?? unit.from
    unit.through = unit.communes.map(\.through).max() ?? unit.through
    sql += "insert into unit values (\(number), \(unit.cluster), \(unit.region?.sql ?? "null"),"
    sql += " \(unit.population.map(String.init) ?? "null"), \(unit.from.sql),"
    sql += " \(unit.through.sql));\n"
    units.append(unit)
  }

  private var communeIDs: [String: String] = [:]

  // MARK: Records

  /// A name as people write it.
  private mutating func written(_ name: String) -> String {
    var name = name
    if chance(1, in: 4) { name = name.replacing("Huyện ", with: pick(["H. ", "huyện ", ""])) }
    if chance(1, in: 4) { name = name.replacing("Xã ", with: pick(["X. ", "xã", "X."]) + " ") }
    if chance(1, in: 6) { name = name.uppercased() }
    if chance(1, in: 6) { name = name.decomposedStringWithCanonicalMapping }
    if chance(1, in: 6) { name = name.replacing("Hóa", with: "Hoá") }
    if chance(1, in: 6) { name = " " + name.replacing(" ", with: "\u{00A0}") + " " }
    return name
  }

  /// A number of ten-thousandths as people write it in Vietnam.
  private mutating func written(_ parts: Int) -> String {
    let whole = String(parts / 10_000)
    var text = whole
    if whole.count > 3, chance(1, in: 2) {
      text = whole.dropLast(3) + "." + whole.suffix(3)
    }
    let rest = parts % 10_000
    return rest == 0 ? text : text + "," + String(String(10_000 + rest).dropFirst())
  }

  private mutating func makeActivities() {
    var lines = ["Ngày,Đơn vị,Xã,Hoạt động,Lĩnh vực,people,raised,resolved"]
    // Some units are silent.
    let silent = Set(units.indices.filter { _ in chance(1, in: 5) })
    for row in 0..<Int.random(in: 0...45, using: &random) {
      let number = Int.random(in: 0..<units.count, using: &random)
      let unit = units[number]
      guard !silent.contains(number) else { continue }
      let year = 2021 + Int.random(in: 0...1, using: &random)
      let (month, day) = (
        Int.random(in: 1...12, using: &random), Int.random(in: 1...28, using: &random)
      )
      func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let iso = "\(year)-\(padded(month))-\(padded(day))"
      guard unit.from <= iso, iso <= unit.through else { continue }
      let inForce = unit.communes.filter { $0.from <= iso && iso <= $0.through }
      let commune = inForce.isEmpty || chance(1, in: 6) ? nil : pick(inForce).name
      let kind = pick(GeneratedProject.kinds)
      let field = chance(1, in: 4) ? nil : pick(GeneratedProject.fields)
      // No two rows are the same, or they would be said to be.
      let people: Int? =
        chance(1, in: 6)
        ? nil
        : Int.random(in: 0...2000, using: &random) * 10_000 + (chance(1, in: 4) ? 2500 : 0)
      let raised = Int.random(in: 0...30, using: &random) * 10_000
      let resolved = Int.random(in: 0...(raised / 10_000), using: &random) * 10_000
      let date = chance(1, in: 2) ? iso : "\(padded(day))/\(month)/\(year)"
      var cells = [date, written(unit.name), commune.map { written($0) } ?? "", written(kind)]
      cells += [field.map { written($0) } ?? "", people.map { "\"\(written($0))\"" } ?? ""]
      lines.append((cells + [written(raised), written(resolved)]).joined(separator: ","))
      let id = commune.flatMap { communeIDs["\(number)" + $0] } ?? "null"
      sql += "insert into activity values (\(iso.sql), \(number), \(id), \(kind.sql),"
      sql +=
        " \(field?.sql ?? "null"), \(people.map(String.init) ?? "null"), \(raised), \(resolved));\n"
      if row % 9 == 8 { lines.append("") }
    }
    files["activities.csv"] = lines.joined(separator: pick(["\n", "\r\n"])) + "\n"
  }

  private mutating func makeSubmissions() {
    var lines = ["Kỳ,Đơn vị,Chỉ tiêu,Số liệu"]
    for (number, unit) in units.enumerated() {
      for period in ["2021-H2", "2022-H1", "2022-H2", "2022"] where chance(1, in: 2) {
        let value = Int.random(in: 0...5000, using: &random) * 10_000
        let (first, last) = GeneratedProject.days(period, closingDay: closingDay)
        // A unit reports for a period in which it is in the roster, and of one that moved the later.
        let selves = units.filter {
          $0.name == unit.name && $0.from <= last && first <= $0.through
        }
        let latest = selves.max { $0.through < $1.through }
        guard latest?.cluster == unit.cluster else { continue }
        lines.append("\(period),\(written(unit.name)),submitted,\(written(value))")
        sql += "insert into submission values (\(first.sql), \(last.sql), \(number), 'submitted',"
        sql += " \(value));\n"
      }
    }
    files["submissions.csv"] = lines.joined(separator: "\n")
  }

  // MARK: Indicators

  /// A condition, as settings and as SQL.
  private mutating func condition() -> (yaml: String, sql: String) {
    let kind = pick(GeneratedProject.kinds)
    let others = GeneratedProject.kinds.filter { $0 != kind }
    let field = pick(GeneratedProject.fields)
    let least = Int.random(in: 0...900, using: &random)
    let region = units.compactMap(\.region).first
    let terrain = units.flatMap(\.communes).map(\.terrain).last
    let isKnown = region != nil && terrain != nil
    switch Int.random(in: 0...(isKnown ? 7 : 5), using: &random) {
    case 6:
      let region = region ?? ""
      return (
        ", where: {vùng: \(region.uppercased())}",
        " and unit in (select id from unit where region = \(region.sql))"
      )
    case 7:
      let terrain = terrain ?? ""
      // Of an activity that names no commune, what all communes of its unit have in common.
      return (
        ", where: {terrain: \(terrain)}",
        " and ((commune is not null and (select terrain from commune c where c.id = commune) = \(terrain.sql))"
          + " or (commune is null and (select count(distinct terrain) from commune c where c.unit = activity.unit) = 1"
          + " and (select min(terrain) from commune c where c.unit = activity.unit) = \(terrain.sql)))"
      )
    case 0: return ("", "")
    case 1: return (", where: {activity: \(kind.lowercased())}", " and kind = \(kind.sql)")
    case 2:
      return (
        ", where: {activity: [\(others.joined(separator: ", "))]}",
        " and kind in (\(others.map(\.sql).joined(separator: ", ")))"
      )
    case 3:
      return (
        ", where: {field: {not: \(field)}}", " and (field is null or field <> \(field.sql))"
      )
    case 4:
      return (
        ", where: {people: {from: \(least), to: \(least + 700)}}",
        " and people >= \(least * 10_000) and people <= \((least + 700) * 10_000)"
      )
    default:
      return (
        ", where: {activity: \(kind), field: \(field)}",
        " and kind = \(kind.sql) and field = \(field.sql)"
      )
    }
  }

  private mutating func makeMeasures() {
    func over(_ aggregate: String, _ condition: String) -> String {
      "(select \(aggregate) from activity where unit in (select id from reporting)"
        + " and day between :first and :last\(condition))"
    }
    let (a, b, c, d, e, f, g) = (
      condition(), condition(), condition(), condition(), condition(), condition(), condition()
    )
    let count = over("count(*)", a.sql)
    let communes = over("count(distinct commune)", b.sql)
    let people = over("coalesce(sum(people), 0) / 10000.0", d.sql)
    measures = [
      .init(id: "count", yaml: "count: activities\(a.yaml)", select: count),
      .init(
        id: "communes", yaml: "distinct: commune\(b.yaml)", select: communes, needsCommunes: true),
      .init(
        id: "fields", yaml: "distinct: field\(c.yaml)", select: over("count(distinct field)", c.sql)
      ),
      .init(id: "people", yaml: "sum: people\(d.yaml)", select: people),
      .init(
        id: "mean", yaml: "mean: people\(e.yaml)",
        select: over("coalesce(sum(people), 0) / 10000.0", e.sql),
        denominator: over("count(people)", e.sql)),
      .init(
        id: "rate", yaml: "ratio: [resolved, raised]\(f.yaml)",
        select: over("coalesce(sum(resolved), 0)", f.sql),
        denominator: over("coalesce(sum(raised), 0)", f.sql), scale: 100),
      .init(
        id: "each", yaml: "ratio: [people, count], shown_as: number\(g.yaml)",
        select: over("coalesce(sum(people), 0) / 10000.0", d.sql + g.sql),
        denominator: over("count(*)", a.sql + g.sql)),
      .init(
        id: "share", yaml: "share: communes, of: communes", select: communes,
        denominator: "(select count(*) from commune where unit in (select id from reporting)"
          + " and since <= :last and until >= :last)", scale: 100, needsCommunes: true),
      .init(
        id: "per", yaml: "per: population, of: people, times: 1000", select: people,
        denominator: "(select sum(p) from (select coalesce(unit.population, (select sum(population)"
          + " from commune c where c.unit == unit.id and c.since <= :last"
          + " and c.until >= :last)) as p from unit where id in (select id from reporting)))",
        scale: 1000, needsPopulation: true),
      .init(
        id: "submitted", yaml: "from: submissions",
        select:
          "(select sum(value) / 10000.0 from submission where unit in (select id from reporting)"
          + " and first = :first and last = :last and indicator = 'submitted')",
        isSubmitted: true),
      .init(
        id: "computed", yaml: "compute: (people - count * 2) / (1 + count)",
        select: "(\(people) - \(count) * 2.0) / (1 + \(count))"),
      .init(
        id: "again", yaml: "compute: computed + communes",
        select: "(\(people) - \(count) * 2.0) / (1 + \(count)) + \(communes)", needsCommunes: true),
    ]
  }
}
