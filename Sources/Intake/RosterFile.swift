import ClusterMetrics

/// Reads `roster.csv`: cluster, unit, unit_kind, commune, from, to, successor.
struct RosterFile {
  private(set) var roster = Roster()
  private(set) var log = FindingLog()

  static let required = ["cluster", "unit"]

  init(_ table: some TableRows, file: String, sheet: String?, columns: [String: [String]]) {
    var reader = TableReader(table, file: file, sheet: sheet)
    let wanted: [KnownColumn] = [
      .cluster, .unit, .unitKind, .commune, .from, .to, .successor, .aliases,
    ]
    let header = reader.header(
      wanted: wanted.map(\.rawValue), required: RosterFile.required, mapped: columns)
    if let header {
      while reader.advance() { read(&reader, header) }
    }
    log = reader.log
    if roster.units.isEmpty, !log.hasErrors {
      log.add(
        Finding(
          .noRecords, at: .init(file: file), vi: "danh sách không có đơn vị nào",
          en: "the roster has no units"))
    }
  }

  private mutating func read(_ reader: inout TableReader<some TableRows>, _ header: Header) {
    guard let clusterName = reader.required(header[.cluster], "cluster"),
      let unitName = reader.required(header[.unit], "unit")
    else { return }
    var validity = Roster.Validity.always
    if let column = header[.from], !reader.rows.cell(column).isEmpty {
      guard let day = reader.date(column) else { return }
      validity.from = day
    }
    if let column = header[.to], !reader.rows.cell(column).isEmpty {
      guard let day = reader.date(column) else { return }
      validity.through = day
    }
    let kind = header[.unitKind].map { reader.rows.text($0) } ?? ""
    let cluster = roster.cluster(named: clusterName)
    guard
      let unit = roster.unit(named: unitName, kind: kind, cluster: cluster, validity: validity)
    else {
      reader.add(
        .duplicateEntry, column: header[.unit],
        vi: "\(unitName) đã thuộc một cụm khác", en: "\(unitName) is in another cluster already")
      return
    }
    let commune = header[.commune].map { reader.rows.text($0) } ?? ""
    let aliases = (header[.aliases].map { reader.rows.text($0) } ?? "").split(separator: ";")
      .map { $0.trimmingPrefix(while: \.isWhitespace) }.filter { !$0.isEmpty }.map(String.init)
    guard !commune.isEmpty else {
      for alias in aliases where !roster.addAlias(alias, ofUnit: unit) {
        reader.add(
          .duplicateEntry, column: header[.aliases],
          vi: "\"\(alias)\" đã là tên của một đơn vị khác",
          en: "\"\(alias)\" is the name of another unit already")
      }
      return
    }
    let successor = header[.successor].map { reader.rows.text($0) }
    let isNew = roster.addCommune(
      named: commune, unit: unit, validity: validity,
      successor: successor?.isEmpty == false ? successor : nil)
    if !isNew {
      reader.add(
        .duplicateEntry, column: header[.commune],
        vi: "\(commune) đã có trong danh sách của \(unitName)",
        en: "\(commune) is in the roster of \(unitName) already")
      return
    }
    for alias in aliases { roster.addAlias(alias, ofCommune: roster.communes.count - 1) }
  }
}
