import ClusterMetrics
import Tables

/// A kind of finding that the settings accept, with a reason: it no longer stands in the way.
///
/// What an accepted error is about stays left out of every number.
package struct Acceptance: Sendable, Hashable {
  package var code: Finding.Code
  /// Only in this file, if given.
  package var file: String?
  /// Only in this row, if given.
  package var row: Int?
  package var reason: String

  package init(code: Finding.Code, file: String? = nil, row: Int? = nil, reason: String) {
    self.code = code
    self.file = file
    self.row = row
    self.reason = reason
  }
}

/// Gathers findings, a bounded number of each code and file: a register in which every one of a
/// million rows is wrong says so in a few hundred lines and a count.
package struct FindingLog: Sendable {
  /// How many findings of one code are kept of one file.
  package static let kept = 200

  /// What the settings accept.
  package var acceptances: [Acceptance] = []
  /// Which numbers belong into the cells that findings are about, and what stands there.
  package private(set) var cells: [Finding.Place: Finding.Cell] = [:]
  /// By such a cell where the number stands that counts in its stead: what was found there no longer matters.
  package var corrections: [Finding.Place: Finding.Place] = [:]
  /// By the place of a sum that is wrong, the places of what it sums up.
  private var sums: [Finding.Place: [Finding.Place]] = [:]
  /// What columns and rows of tables of databases are called there.
  private var databaseNames: [String: DatabaseNames] = [:]
  private var entries: [Entry] = []
  /// Where in `entries` the findings about one thing are.
  private var places: [Subject: Int] = [:]
  private var counts: [Key: Int] = [:]
  /// How many findings were added, kept or not; those about the same thing count each.
  package private(set) var total = 0
  /// How many of them are errors, accepted or not.
  package private(set) var errors = 0

  /// A finding, and the places of all others about the same thing, at most `kept`.
  fileprivate struct Entry {
    var finding: Finding
    var others: [Finding.Place] = []
    var count = 1
  }

  fileprivate struct Key: Hashable {
    let code: Finding.Code
    let severity: Finding.Severity
    let file: String
  }

  private struct Subject: Hashable {
    let key: Key
    let sheet: String?
    let text: String
  }

  package init() {}

  package mutating func add(_ finding: Finding) {
    let key = Key(finding)
    total += 1
    if key.severity == .error { errors += 1 }
    if let text = finding.subject {
      let subject = Subject(key: key, sheet: finding.place.sheet, text: text)
      if let index = places[subject] { return addPlace(finding.place, to: index) }
      if counts[key, default: 0] < FindingLog.kept { places[subject] = entries.count }
    }
    counts[key, default: 0] += 1
    if counts[key, default: 0] <= FindingLog.kept { entries.append(Entry(finding: finding)) }
  }

  /// Says which number belongs into a cell that a finding is about, so that it can be corrected.
  package mutating func note(_ coordinates: Coordinates?, _ text: String, at place: Finding.Place) {
    cells[place] = coordinates.map {
      Finding.Cell(place: place, coordinates: $0, text: text)
    }
  }

  /// The places of all findings that are kept.
  package var foundPlaces: Set<Finding.Place> {
    Set(entries.lazy.flatMap { [$0.finding.place] + $0.others })
  }

  /// Says what a sum is made of that is found to be wrong.
  package mutating func note(sumOf places: [Finding.Place], at sum: Finding.Place) {
    sums[sum] = places
  }

  /// Sums no longer matter where something was corrected that they were compared with.
  package mutating func settleSums() {
    for (sum, places) in sums where corrections[sum] == nil {
      if let corrected = places.first(where: { corrections[$0] != nil }) {
        corrections[sum] = corrections[corrected]
      }
    }
  }

  private mutating func addPlace(_ place: Finding.Place, to index: Int) {
    entries[index].count += 1
    if entries[index].others.count < FindingLog.kept { entries[index].others.append(place) }
  }

  /// Adds a place to the finding about a thing, if there is one; otherwise one must be made.
  ///
  /// A million rows with one wrong name make one message, and one search for the nearest names.
  package mutating func addAgain(
    _ code: Finding.Code, _ severity: Finding.Severity = .error, at place: Finding.Place,
    about text: String
  ) -> Bool {
    let key = Key(code: code, severity: severity, file: place.file)
    guard let index = places[Subject(key: key, sheet: place.sheet, text: text)] else {
      return false
    }
    total += 1
    if severity == .error { errors += 1 }
    addPlace(place, to: index)
    return true
  }

  /// Adds a finding, or its place to the one that is about the same.
  package mutating func addOnce(_ finding: Finding) {
    if let subject = finding.subject,
      addAgain(finding.code, finding.severity, at: finding.place, about: subject)
    {
      return
    }
    add(finding)
  }

  /// Adds all that another log has counted, in its order.
  ///
  /// - Parameter movedBy: how many rows further down its findings are.
  package mutating func merge(_ other: FindingLog, movedBy shift: Int = 0) {
    func moved(_ place: Finding.Place) -> Finding.Place {
      var place = place
      place.row = place.row.map { $0 + shift }
      return place
    }
    let errors = errors + other.errors
    defer { self.errors = errors }
    for var cell in other.cells.values {
      cell.place = moved(cell.place)
      cells[cell.place] = cell
    }
    for (place, right) in other.corrections { corrections[moved(place)] = right }
    for (sum, places) in other.sums { sums[moved(sum)] = places.map(moved) }
    for entry in other.entries {
      var finding = entry.finding
      finding.place = moved(finding.place)
      add(finding)
      guard entry.count > 1, let text = finding.subject else { continue }
      total += entry.count - 1
      let subject = Subject(key: Key(finding), sheet: finding.place.sheet, text: text)
      guard let index = places[subject] else { continue }
      entries[index].count += entry.count - 1
      let room = FindingLog.kept - entries[index].others.count
      entries[index].others += entry.others.prefix(max(room, 0)).map(moved)
    }
    // What the other one only counted is counted here, too.
    for (key, count) in other.counts where count > FindingLog.kept {
      counts[key, default: 0] += count - FindingLog.kept
      total += count - FindingLog.kept
    }
  }

  /// How many rows of each table open warnings are about, as far as their places are kept.
  package var warnedRows: [TableSource: Int] {
    var rows: [TableSource: Set<Int>] = [:]
    for entry in entries where entry.finding.severity == .warning {
      for place in [entry.finding.place] + entry.others
      where settlement(of: entry.finding.code, at: place) == nil {
        guard let row = place.row else { continue }
        rows[TableSource(file: place.file, sheet: place.sheet), default: []].insert(row)
      }
    }
    return rows.mapValues(\.count)
  }

  /// How many findings there are, the ones not kept included; one for all that is about the same.
  package func count(of severity: Finding.Severity) -> Int {
    kept.count { $0.severity == severity }
      + frequent.filter { key, _ in
        (acceptance(of: key) == nil ? key.severity : .accepted) == severity
      }.map { $0.value - FindingLog.kept }.reduce(0, +)
  }

  package var hasErrors: Bool {
    // Asked often, and most logs are empty.
    !entries.isEmpty && count(of: .error) > 0
  }

  private var frequent: [(key: Key, value: Int)] {
    counts.filter { $0.value > FindingLog.kept }.sorted {
      ($0.key.file, $0.key.code.rawValue) < ($1.key.file, $1.key.code.rawValue)
    }
  }

  /// The findings that are kept, with what is accepted or corrected of each apart.
  private var kept: [Finding] {
    guard !acceptances.isEmpty || !corrections.isEmpty else { return entries.map { whole($0) } }
    return entries.flatMap { entry -> [Finding] in
      let finding = entry.finding
      let places = [finding.place] + entry.others
      if let acceptance = acceptance(of: finding.code, finding.place.file, row: nil) {
        // What was corrected counts, whatever is accepted beside it.
        let right = places.filter { corrections[$0] != nil }
        guard !right.isEmpty else { return [whole(entry).settled(acceptance.settlement)] }
        let corrected = right.map { place -> Finding in
          var one = finding
          (one.place, one.isCorrected) = (place, true)
          return one.settled(settlement(of: finding.code, at: place) ?? acceptance.settlement)
        }
        let others = places.filter { corrections[$0] == nil }
        guard let first = others.first else { return corrected }
        var rest = Entry(finding: finding, others: Array(others.dropFirst()))
        rest.finding.place = first
        rest.count = entry.count - right.count
        return [whole(rest).settled(acceptance.settlement)] + corrected
      }
      let settled = places.compactMap { place -> Finding? in
        settlement(of: finding.code, at: place).map { reason in
          var one = finding
          one.place = place
          one.isCorrected = corrections[place] != nil
          return one.settled(reason)
        }
      }
      guard !settled.isEmpty else { return [whole(entry)] }
      let open = places.filter { settlement(of: finding.code, at: $0) == nil }
      guard let first = open.first else { return settled }
      var rest = Entry(finding: finding, others: Array(open.dropFirst()))
      rest.finding.place = first
      rest.count = entry.count - settled.count
      return [whole(rest)] + settled
    }
  }

  /// The rows of a file in which something of a kind is open, where all of them are known and few enough to be named one by one.
  package func openRows(of code: Finding.Code, in file: String) -> [Int]? {
    var rows: [Int] = []
    for entry in entries where entry.finding.code == code && entry.finding.place.file == file {
      let places = [entry.finding.place] + entry.others
      guard places.count == entry.count else { return nil }
      for place in places where settlement(of: code, at: place) == nil {
        guard let row = place.row else { return nil }
        rows.append(row)
      }
    }
    let most = 50
    return rows.isEmpty || rows.count > most ? nil : rows.uniqued.sorted()
  }

  /// The finding with its number of places, the first of them, and the numbers that belong there.
  private func whole(_ entry: Entry) -> Finding {
    var finding = entry.finding
    finding.count = entry.count
    finding.others = Array(entry.others.prefix(Finding.listed))
    finding.cells = ([finding.place] + finding.others).compactMap { cells[$0] }
    return finding
  }

  /// Why what is found at a place does not matter: it is accepted, or corrected elsewhere.
  private func settlement(
    of code: Finding.Code, at place: Finding.Place
  ) -> LocalizedText? {
    if let right = corrections[place] {
      return LocalizedText(vi: "ở \(right)", en: "at \(right)")
    }
    return acceptance(of: code, place.file, row: place.row)?.settlement
  }

  /// The findings by file, row and column, with a closing line for each kind that was too frequent.
  package var all: [Finding] {
    let overflow = frequent.map { key, count in
      let finding = Finding(
        .moreOfTheSame, key.severity, at: .init(file: key.file),
        vi:
          "còn \(count - FindingLog.kept) \(key.severity == .error ? "lỗi" : "cảnh báo") cùng loại nữa"
          + " (\(key.code.rawValue))",
        en: "\(count - FindingLog.kept) more findings of the kind \(key.code.rawValue)")
      return acceptance(of: key).map { finding.settled($0.settlement) } ?? finding
    }
    let all = databaseNames.isEmpty ? kept + overflow : (kept + overflow).map(named)
    // Stable, so that findings of the same cell keep the order in which they were found.
    return all.enumerated()
      .sorted { left, right in
        let (first, second) = (left.element.place, right.element.place)
        return (first.file, first.row ?? .max, first.column ?? .max, left.offset)
          < (second.file, second.row ?? .max, second.column ?? .max, right.offset)
      }
      .map(\.element)
  }

  /// Changes what all findings say.
  package mutating func reword(_ change: (String) -> String) {
    for index in entries.indices {
      entries[index].finding.message = entries[index].finding.message.map(change)
    }
  }

  /// Looks up what places of databases that findings are about are called there.
  ///
  /// - Parameter names: gives the names of some places by the name that stands for the file.
  package mutating func namePlaces(by names: ([Finding.Place]) -> [String: DatabaseNames]) {
    databaseNames = names(
      entries.flatMap { [$0.finding.place] + $0.others.prefix(Finding.listed) })
  }

  private func named(_ finding: Finding) -> Finding {
    func named(_ place: Finding.Place) -> Finding.Place {
      databaseNames[place.file]?.named(place) ?? place
    }
    var finding = finding
    finding.place = named(finding.place)
    finding.others = finding.others.map(named)
    return finding
  }

  /// Acceptances that accept nothing: most often a slip of the pen, or mended data.
  package var unusedAcceptances: [Acceptance] {
    acceptances.filter { acceptance in
      !entries.contains { entry in
        ([entry.finding.place] + entry.others).contains {
          accepts(acceptance, entry.finding.code, $0.file, $0.row)
        }
      }
    }
  }

  private func accepts(
    _ acceptance: Acceptance, _ code: Finding.Code, _ file: String, _ row: Int?
  ) -> Bool {
    acceptance.code == code && (acceptance.file ?? file) == file
      && (acceptance.row == nil || acceptance.row == row)
  }

  private func acceptance(
    of code: Finding.Code, _ file: String, row: Int?
  ) -> Acceptance? {
    acceptances.first { (row != nil || $0.row == nil) && accepts($0, code, file, row) }
  }

  /// What accepts all findings of a kind in a file.
  private func acceptance(of key: Key) -> Acceptance? {
    acceptances.first { $0.row == nil && accepts($0, key.code, key.file, nil) }
  }
}

extension FindingLog.Key {
  fileprivate init(_ finding: Finding) {
    self.init(code: finding.code, severity: finding.severity, file: finding.place.file)
  }
}

extension Acceptance {
  fileprivate var settlement: LocalizedText { LocalizedText(reason) }
}

extension Finding {
  fileprivate func settled(_ reason: LocalizedText) -> Finding {
    var finding = self
    (finding.severity, finding.reason) = (.accepted, reason)
    return finding
  }
}
