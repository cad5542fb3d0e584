import ClusterMetrics

/// Reads the labels of a report table's rows, one row after the other.
struct Rows {
  /// What a row says of its numbers.
  struct Label {
    var who: ReportWords.Who?
    var whoText: String?
    var unknownWho: String?
    var indicator: Indicator?
    var indicatorText: String?
    var unknownIndicator: String?
    var period: Period?
    var figure: Figure?
    /// What the numbers are measured in, as a column says.
    var measure: String?
    /// Whether it sums up some rows below, and not all: "I. UBND CẤP HUYỆN".
    var isSubtotal = false

    var isKnown: Bool { who != nil || indicator != nil }
  }

  private let columns: ReportColumns
  private let words: ReportWords
  private let blocks: ReportBlocks
  private var lastUnit: String?
  /// The labels that the row may be a part of: the last group, and the last line that is no part.
  private var group: String?
  private var whole: String?
  private(set) var axes: [String] = []

  init(_ columns: ReportColumns, words: ReportWords, blocks: ReportBlocks) {
    (self.columns, self.words, self.blocks) = (columns, words, blocks)
  }

  mutating func label(of row: Grid.Row) -> Label {
    var label = Label()
    let ordinal = columns[.ordinal].map { row[$0].text } ?? ""
    readUnit(row, ordinal, &label)
    readIndicator(row, ordinal, &label)
    if let column = columns[.period], !row[column].isEmpty {
      label.period =
        blocks.meaning(of: row[column].text).period ?? Period(written: row[column].text)
    }
    if let column = columns[.figure] { label.figure = Figure(written: row[column].text) }
    label.measure = columns.measure.map { row[$0].text }.flatMap { $0.isEmpty ? nil : $0 }
    for (axis, isThere) in [
      ("unit", label.who != nil && label.who != .total), ("indicator", label.indicator != nil),
      ("period", label.period != nil), ("figure", label.figure != nil),
    ] where isThere && !axes.contains(axis) { axes.append(axis) }
    return label
  }

  private mutating func readUnit(_ row: Grid.Row, _ ordinal: String, _ label: inout Label) {
    guard let column = columns[.unit] else {
      // A total that stands in the place of an indicator or a number is said by any label.
      if columns[.indicator] == nil, isTotal(row) { label.who = .total }
      return
    }
    var text = row[column].text
    if text.isEmpty, isTotal(row) {
      label.who = .total
      return
    }
    // Units that stand once for several rows below.
    if text.isEmpty, let indicator = columns[.indicator], !row[indicator].isEmpty {
      text = lastUnit ?? ""
    }
    guard !text.isEmpty else { return }
    lastUnit = text
    label.whoText = text
    label.who = blocks.meaning(of: text).who ?? words.who(text)
    guard label.who == nil else { return }
    label.isSubtotal = Rows.isGroupMark(ordinal) || Rows.isGroupMark(text.groupMark)
    label.unknownWho = text
  }

  private mutating func readIndicator(_ row: Grid.Row, _ ordinal: String, _ label: inout Label) {
    guard let column = columns[.indicator], !row[column].isEmpty else { return }
    let text = row[column].text
    label.indicatorText = text
    // A line of totals under indicators, where units stand in the columns or nowhere.
    if columns[.unit] == nil, words.who(text) == .total {
      label.who = .total
      return
    }
    let isPart = text.isPart || NameKey(text).text.hasPrefix(NameKey("trong đó").text)
    let bare = text.withoutNumbering
    let parents = [isPart ? whole : nil, group].compactMap(\.self)
    let names = parents.map { $0 + " / " + bare }
    label.indicator =
      names.compactMap { blocks.meaning(of: $0).indicator }.first
      ?? blocks.meaning(of: text).indicator ?? words.indicator(text)
    if !isPart { whole = bare }
    if Rows.isGroupMark(ordinal) || Rows.isGroupMark(text.groupMark) {
      group = bare
      label.isSubtotal = label.indicator == nil
    }
    if label.indicator == nil { label.unknownIndicator = text }
  }

  /// Whether a label of the row is a word for totals.
  private func isTotal(_ row: Grid.Row) -> Bool {
    let first = columns.numbers.map(\.column).min() ?? row.items.count
    return row.items.prefix(first).contains { !$0.isEmpty && words.who($0.text) == .total }
  }

  /// Roman numbers and capital letters number groups; digits number lines.
  static func isGroupMark(_ mark: String) -> Bool {
    let bare = mark.filter { !"().".contains($0) }
    guard !bare.isEmpty, bare.count <= 5 else { return false }
    return bare.allSatisfy { "IVX".contains($0) }
      || bare.count == 1 && bare.first?.isUppercase == true
  }
}

extension String {
  /// "I" of "I. UBND CẤP HUYỆN"; empty where nothing marks it.
  fileprivate var groupMark: String {
    guard let dot = firstIndex(where: { $0 == "." || $0 == ")" }) else { return "" }
    return String(self[..<dot])
  }

  /// Whether a line is marked as a part of one above.
  fileprivate var isPart: Bool { first.map { "-–+•*".contains($0) } ?? false }
}

/// Compares what numbers are measured in.
enum MeasureWords {
  /// Words that make a number a thousand times as large, or mean another measure.
  private static let scales = [
    "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "trăm", "ha", "m2", "km", "kg", "tấn", "%",
  ]

  /// Whether the numbers of two units of measure can be taken as they are.
  static func agree(_ text: String, _ own: LocalizedText) -> Bool {
    let key = NameKey(text)
    if key == NameKey(own.vietnamese) || key == NameKey(own.english) { return true }
    // "Hồ sơ" and "bộ hồ sơ" are counted alike; "tỷ đồng" and "triệu đồng" are not.
    func scales(_ text: String) -> Set<String> {
      Set(
        NameKey(text).text.split { !$0.isLetter && !$0.isNumber && $0 != "%" && $0.isASCII }.map(
          String.init
        )
        .filter { word in MeasureWords.scales.contains { NameKey($0).text == word } })
    }
    return scales(text) == scales(own.vietnamese)
  }
}
