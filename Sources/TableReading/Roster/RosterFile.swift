import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// Reads `roster.csv`: cluster, unit, unit_kind, commune, from, to, successor; every other column is an attribute. The sheets of
/// a workbook are read one after the other.
struct RosterFile {
  let file: String
  private let mapped: [String: [String]]
  /// The columns whose numbers indicators need.
  private let wantedMeasures: [String]
  /// The columns that the first table has.
  private(set) var known: Set<String>?
  /// Merged cells of the table that was read last in columns that say where a place is.
  private(set) var merges: [MergedRange] = []
  private(set) var roster = Roster()
  private(set) var log = FindingLog()
  /// Successors, which are looked up when all rows are known.
  private var successions: [(of: Group, names: String, place: Finding.Place)] = []

  /// What a row says of the unit that its commune belongs to.
  private struct Owner: Equatable {
    var cluster: String
    var unit: String
    var kind: String
    var validity: Roster.Validity
    /// Whether it ends and is founded anew under its name.
    var isRefounded: Bool
  }
  /// The last one: most rows have the same as the row above.
  private var last: (owner: Owner, unit: Int)?

  /// The cluster of all units of a roster without clusters.
  static let whole = "Toàn bộ"
  /// Headers of the tables' own columns.
  private var traits: [String] = []
  /// Columns of the table's own, with their headers.
  private var attributes: [(column: Int, id: String)] = []
  /// Columns whose numbers are needed, with the ids that the settings give them.
  private var measures: [(column: Int, id: String)] = []
  private var hasClusters = false
  private var isWhole = false
  static let required = ["unit"]

  static let wanted: [KnownColumn] = [
    .cluster, .unit, .unitKind, .commune, .from, .to, .successor, .aliases, .code,
  ]

  init(file: String, columns: [String: [String]], measures: [String]) {
    (self.file, mapped, wantedMeasures) = (file, columns, measures)
  }

  /// Adds the places of a table.
  mutating func read(_ table: some TableRows, sheet: String?) {
    var reader = TableReader(table, file: file, sheet: sheet)
    let header = reader.header(
      wanted: RosterFile.wanted.map(\.rawValue), required: RosterFile.required, mapped: mapped)
    defer { log.merge(reader.log) }
    guard let header else { return }
    known = known ?? Set(header.columns.keys)
    noteColumns(header)
    var hidden = 0
    while reader.advance() {
      if reader.rows.isHidden { hidden += 1 }
      read(&reader, header)
    }
    let place = TableSource(file: file, sheet: sheet)
    if hidden > 0 { reader.log.add(.hiddenRows(hidden, in: place)) }
    reader.log.addHidden(
      Array(header.columns.values), of: reader.rows.hiddenColumns, in: place)
    addRowsAbove(&reader, header)
    let said = [KnownColumn.cluster, .unit, .unitKind].compactMap { header[$0] }
    merges = reader.rows.merges.filter { merge in
      merge.rows.lowerBound > reader.headerRow && merge.rows.count > 1
        && said.contains { merge.columns.contains($0) }
    }
  }

  /// Says which rows above the header are places of a roster that was sorted with its header.
  private func addRowsAbove(_ reader: inout TableReader<some TableRows>, _ header: Header) {
    for row in reader.passed {
      let isPlace = [
        header[.cluster].flatMap { row.texts[safe: $0] }.map { roster.cluster(named: $0) != nil },
        header[.unit].flatMap { row.texts[safe: $0] }.map { !roster.units(named: $0).isEmpty },
      ]
      guard row.texts.count(where: { !$0.isEmpty }) > 1, isPlace.contains(true) else { continue }
      reader.log.add(
        .rowAboveHeader(.error, at: .init(file: file, sheet: reader.sheet, row: row.row)))
    }
  }

  /// Ends reading: what rows say of others is looked up.
  mutating func finish() {
    for (place, names, address) in successions { follow(place, names, at: address) }
    roster.completeSuccession()
    roster.completeAttributes(in: traits)
    roster.completeMeasures()
    sayNamesakes()
    if roster.units.isEmpty, !log.hasErrors {
      log.add(
        Finding(
          .noRecords, at: .init(file: file), vi: "danh sách đơn vị không có đơn vị nào",
          en: "the roster has no units"))
    }
  }

  /// Finds the columns that say something besides names and days.
  private mutating func noteColumns(_ header: Header) {
    let taken = Set(header.columns.values)
    (attributes, measures, last) = ([], [], nil)
    for (column, text) in header.texts.enumerated() where !taken.contains(column) && !text.isEmpty {
      if !attributes.contains(where: { NameKey($0.id) == NameKey(text) }) {
        // Sheets call one thing by one name, however they write it.
        let id = traits.first { NameKey($0) == NameKey(text) } ?? text
        attributes.append((column, id))
        if id == text, !traits.contains(text) { traits.append(text) }
      }
      if let id = wantedMeasures.first(where: { NameKey($0) == NameKey(text) }),
        !measures.contains(where: { $0.id == id })
      {
        measures.append((column, id))
      }
    }
  }

  /// Keeps what the current row says of its place in the columns of its own.
  private mutating func noteTraits(
    of place: Group, _ validity: Roster.Validity, _ reader: inout TableReader<some TableRows>
  ) {
    for (column, id) in attributes where !reader.rows.cell(column).isEmpty {
      roster.note(reader.rows.text(column), of: place, under: id, validity: validity)
    }
    // A dash says that the number is not known, as an empty cell does.
    for (column, id) in measures
    where !reader.rows.cell(column).isEmpty && !reader.rows.text(column).isDash {
      guard let number = reader.number(column) else { continue }
      guard number >= .zero else {
        let text = reader.rows.text(column)
        reader.add(
          .negativeNumber, column: column, about: text,
          vi: "\"\(text)\": số trong danh sách đơn vị không thể âm",
          en: "\"\(text)\": a number of the roster cannot be negative")
        continue
      }
      roster.note(number, of: place, underMeasure: id, validity: validity)
    }
  }

  private mutating func read(_ reader: inout TableReader<some TableRows>, _ header: Header) {
    if let column = header.columns.values.sorted().first(where: { reader.rows.isUncomputed($0) }) {
      return reader.addUncomputed(column)
    }
    guard let unitName = reader.required(header[.unit], "unit") else { return }
    let clusterName: String
    let isWithout = header[.cluster].map { reader.rows.cell($0).isEmpty } ?? true
    if isWithout, !hasClusters {
      // Where no row names a cluster, all units are compared with each other.
      clusterName = RosterFile.whole
      isWhole = true
    } else {
      guard !isWhole, let name = reader.required(header[.cluster], "cluster") else {
        if isWhole {
          reader.add(
            .missingValue, column: header[.cluster], about: "cluster",
            vi: "các dòng trên không ghi cụm; hãy ghi cụm cho mọi đơn vị, hoặc bỏ trống cả cột",
            en: "the rows above name no cluster; name that of every unit, or leave the column empty"
          )
        }
        return
      }
      clusterName = name
      hasClusters = true
    }
    var validity = Roster.Validity.always
    if let column = header[.from], !reader.rows.cell(column).isEmpty {
      guard let day = reader.date(column) else { return }
      validity.from = day
    }
    if let column = header[.to], !reader.rows.cell(column).isEmpty {
      guard let day = reader.date(column) else { return }
      validity.through = day
    }
    guard validity.from <= validity.through else {
      reader.add(
        .badDate, column: header[.from],
        vi:
          "ngày bắt đầu (\(validity.from.vietnamese)) sau ngày kết thúc (\(validity.through.vietnamese)); hãy sửa lại ngày",
        en:
          "its first day (\(validity.from)) is after its last day (\(validity.through)); correct the dates"
      )
      return
    }
    let kind = header[.unitKind].map { reader.rows.text($0) } ?? ""
    let commune = header[.commune].map { reader.rows.text($0) } ?? ""
    // "Cộng" below the communes of a unit.
    let isTotal = RosterFile.isTotal(commune)
    if isTotal || RosterFile.isTotal(unitName) {
      reader.add(
        .totalRow, .warning, column: header[isTotal ? .commune : .unit],
        vi: "dòng tổng cộng, không phải là đơn vị hay xã, phường nên không được đọc",
        en: "a row of totals, not a unit or commune, so it is not read")
      return
    }
    let owner = Owner(
      cluster: clusterName, unit: unitName, kind: kind, validity: validity,
      isRefounded: commune.isEmpty
        && successors(&reader, header).contains { NameKey($0) == NameKey(unitName) })
    guard let unit = unit(owner) else {
      reader.add(
        .duplicateEntry, column: header[.unit],
        vi: "trong thời gian này \(unitName) đã thuộc một cụm khác",
        en: "\(unitName) is in another cluster at this time")
      return
    }
    let aliases =
      list(header[.aliases].map { reader.rows.text($0) } ?? "")
      + list(header[.code].map { reader.rows.text($0) } ?? "")
    guard !commune.isEmpty else {
      for alias in aliases where !roster.addAlias(alias, ofUnit: unit) {
        reader.add(
          .duplicateEntry, column: header[.aliases],
          vi: "\"\(alias)\" đã là tên của một đơn vị khác",
          en: "\"\(alias)\" is the name of another unit already")
      }
      note(.unit(unit), &reader, header, validity)
      noteTraits(of: .unit(unit), validity, &reader)
      return
    }
    guard roster.addCommune(named: commune, unit: unit, validity: validity) else {
      reader.add(
        .duplicateEntry, column: header[.commune],
        vi: "\(commune) đã có trong danh sách xã, phường của \(unitName)",
        en: "\(commune) is among the communes of \(unitName) already")
      return
    }
    let number = roster.communes.count - 1
    for alias in aliases { roster.addAlias(alias, ofCommune: number) }
    note(.commune(number), &reader, header, validity)
    noteTraits(of: .commune(number), validity, &reader)
  }

  /// Whether a text counts places: "Cộng", "Tổng số: 3", "3 xã".
  private static func isTotal(_ text: String) -> Bool {
    guard !text.isEmpty else { return false }
    if TotalWords.isRow(text) { return true }
    // All but the bare word has a number or a colon.
    func isNumeral(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    let colon = UInt8(ascii: ":")
    guard let cut = text.utf8.firstIndex(where: { isNumeral($0) || $0 == colon }) else {
      return false
    }
    if TotalWords.isRow(text[..<cut]) { return true }
    guard text.utf8.first.map(isNumeral) == true || text.utf8.contains(colon) else { return false }
    let words = text.split { $0.isWhitespace || $0 == ":" }
    let names = words.drop { $0.allSatisfy(\.isNumber) }.joined(separator: " ")
    return words.count > 1 && names != text && OfficeNames.isKindOfUnits(names)
  }

  /// Units that only the kind of one of them tells apart: "A" beside "Huyện A" is most likely the same.
  private mutating func sayNamesakes() {
    let units = Dictionary(grouping: roster.units.indices) {
      NameKey.place(self.roster.units[$0].name).bare
    }
    for own in units.values.filter({ $0.count == 2 }).sorted(by: { $0[0] < $1[0] }) {
      let names = own.map { roster.units[$0].name }
      guard own.allSatisfy({ !roster.units[$0].communes.isEmpty }),
        names.contains(where: { NameKey.place($0).kind == nil }),
        names.contains(where: { NameKey.place($0).kind != nil })
      else { continue }
      log.add(
        Finding(
          .duplicateEntry, .warning, at: .init(file: file), about: names.joined(separator: " "),
          vi:
            "\"\(names[0])\" và \"\(names[1])\" được coi là hai đơn vị; nếu là một, hãy ghi cùng một tên",
          en:
            "\"\(names[0])\" and \"\(names[1])\" are taken for two units; if they are one, write one name"
        ))
    }
  }

  /// The unit of a row; `nil` where it is in another cluster at this time.
  private mutating func unit(_ owner: Owner) -> Int? {
    if let last, last.owner == owner { return last.unit }
    let cluster = roster.cluster(named: owner.cluster)
    let unit = roster.unit(
      named: owner.unit, kind: owner.kind, cluster: cluster, validity: owner.validity,
      isRefounded: owner.isRefounded)
    last = unit.map { (owner, $0) }
    return unit
  }

  /// What the current row says that its place became part of.
  private func successors(
    _ reader: inout TableReader<some TableRows>, _ header: Header
  ) -> [String] {
    list(header[.successor].map { reader.rows.text($0) } ?? "")
  }

  /// The texts of a cell that holds several with semicolons between.
  private func list(_ text: String) -> [String] {
    text.split(separator: ";").map { $0.trimmingPrefix(while: \.isWhitespace) }
      .filter { !$0.isEmpty }.map(String.init)
  }

  /// Keeps what a row says of its successor.
  private mutating func note(
    _ place: Group, _ reader: inout TableReader<some TableRows>, _ header: Header,
    _ validity: Roster.Validity
  ) {
    guard let column = header[.successor], !reader.rows.cell(column).isEmpty else { return }
    guard validity.through < Roster.Validity.always.through else {
      reader.addMissing(header[.to], KnownColumn.to.rawValue)
      return
    }
    successions.append((place, reader.rows.text(column), reader.place(column)))
  }

  private mutating func follow(_ place: Group, _ names: String, at address: Finding.Place) {
    for name in list(names) {
      do throws(Roster.SuccessionFault) {
        switch place {
        case .commune(let commune): try roster.addSuccessor(named: name, ofCommune: commune)
        case .unit(let unit): try roster.addSuccessor(named: name, ofUnit: unit)
        case .cluster, .all, .part: break
        }
      } catch .ambiguous(let candidates) {
        let listed = candidates.map { "\"\($0)\"" }
        log.add(
          Finding(
            .unknownSuccessor, at: address,
            vi: "\"\(name)\" có thể là \(listed.joined(separator: " hoặc ")); hãy viết rõ",
            en: "\"\(name)\" can mean \(listed.joined(separator: " or ")); write which"))
      } catch {
        guard case .unknown(let nearest) = error else { continue }
        let hint = Finding.hint(nearest)
        log.add(
          Finding(
            .unknownSuccessor, at: address,
            vi: "sau ngày này danh sách đơn vị không có \"\(name)\"\(hint.vietnamese)",
            en: "after this day the roster has no \"\(name)\"\(hint.english)"))
      }
    }
  }
}
