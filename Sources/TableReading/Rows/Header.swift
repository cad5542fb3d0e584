import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// A header of one row or two: "Ý kiến" over "nêu ra" and "được giải quyết".
private struct HeaderLevels {
  /// How each column is called.
  var texts: [String]
  /// By column, what it may be called: both levels joined, or either of them.
  var alternatives: [[String]]

  private static let wholes = Set(
    ["Tổng", "Tổng số", "Tổng cộng", "Cộng", "Chung", "Total", "All"].map { NameKey($0) })

  init(_ upper: [String], _ lower: [Int: String]) {
    guard !lower.isEmpty else {
      texts = upper
      alternatives = upper.map { [$0] }
      return
    }
    (texts, alternatives) = ([], [])
    var heading = ""
    for (column, own) in upper.enumerated() {
      // A text stands over the columns to its right that have none, as far as there is a second level.
      if !own.isEmpty || lower[column] == nil { heading = own }
      guard let below = lower[column], NameKey(below) != NameKey(heading) else {
        texts.append(own)
        alternatives.append([own])
        continue
      }
      let joined = heading.isEmpty ? below : heading + " " + below
      // A text over several columns is that of the one that sums up the others, if there is one.
      let isAlone =
        !own.isEmpty
        && (lower[column + 1] == nil
          || upper.dropFirst(column + 1).first.map { !$0.isEmpty } ?? false)
      let isWhole = HeaderLevels.wholes.contains(NameKey(below))
      texts.append(joined)
      alternatives.append(
        [joined, heading + " / " + below, below] + (isAlone || isWhole ? [heading] : []))
    }
  }
}

/// Where each wanted column stands in a table.
package struct Header {
  package private(set) var columns: [String: Int] = [:]
  /// The same of known columns: rows ask for them.
  private var known: [KnownColumn: Int] = [:]
  package let texts: [String]

  /// - Parameters:
  ///   - wanted: ids of columns, of `KnownColumn` or of the project's own.
  ///   - mapped: headers that the project gives to an id.
  ///   - lower: by column, what stands below in a second row of the header.
  init(
    _ rows: some TableRows, wanted: [String], mapped: [String: [String]], lower: [Int: String] = [:]
  ) {
    let count = max(rows.cellCount, (lower.keys.max() ?? -1) + 1)
    self.init((0..<count).map { rows.text($0) }, wanted: wanted, mapped: mapped, lower: lower)
  }

  /// The same of texts that were read before.
  package init(
    _ upper: [String], wanted: [String], mapped: [String: [String]] = [:],
    lower: [Int: String] = [:]
  ) {
    let levels = HeaderLevels(upper, lower)
    texts = levels.texts
    // What is written exactly so comes before what only says more of it.
    let keys = Header.places(levels.alternatives) { $0 }
    let bare = Header.places(levels.alternatives) { $0.withoutRemark }
    for id in wanted {
      let known = KnownColumn(rawValue: id)?.keys ?? [NameKey(id)]
      let names = mapped[id, default: []].map { NameKey($0) } + known
      for keys in [keys, bare] where columns[id] == nil {
        columns[id] = names.lazy.compactMap { keys[$0] }.first
      }
      if let column = KnownColumn(rawValue: id) { self.known[column] = columns[id] }
    }
  }

  /// The first column of each name.
  private static func places(
    _ alternatives: [[String]], _ name: (String) -> String
  ) -> [NameKey: Int] {
    var places: [NameKey: Int] = [:]
    for (column, texts) in alternatives.enumerated() {
      for text in texts {
        let key = NameKey(name(text))
        if places[key] == nil { places[key] = column }
      }
    }
    return places
  }

  package subscript(column: KnownColumn) -> Int? { known[column] }

  package func hasAll(_ required: [String]) -> Bool {
    required.allSatisfy { columns[$0] != nil }
  }

  /// Findings for columns that must be there and are not.
  func missing(
    _ required: [String], mapped: [String: [String]], unsplit: LocalizedText? = nil,
    at place: Finding.Place
  ) -> [Finding] {
    let note = unsplit.map {
      LocalizedText(
        vi: "; các dòng được tách bằng \($0.vietnamese) nhưng không có dấu này",
        en: "; rows were split at each \($0.english), and have none")
    }
    return required.filter { columns[$0] == nil }.map { id in
      let known = KnownColumn(rawValue: id)?.headers ?? []
      // An id that is a header, too, is named once.
      let names = ((mapped[id] ?? []) + [id] + known.prefix(1)).uniqued
      let listed = names.map { "\"\($0)\"" }
      let hint = Finding.hint(
        Array(Set(names.flatMap { NameKey.nearest(to: $0, among: texts) })).sorted())
      return Finding(
        .missingColumn, at: place,
        vi: "thiếu cột \(listed.joined(separator: " hoặc "))\(hint.vietnamese); hãy sửa tiêu đề"
          + " cột, hoặc khai báo ở mục columns của giaoban.yaml" + (note?.vietnamese ?? ""),
        en: "no column \(listed.joined(separator: " or "))\(hint.english); correct the header, or"
          + " name it under columns in giaoban.yaml" + (note?.english ?? ""))
    }
  }
}

extension Header {
  /// Whether some header is so near to one of a column that it may be meant for it.
  func hasNear(_ column: KnownColumn, mapped: [String: [String]]) -> Bool {
    (mapped[column.rawValue, default: []] + column.headers).contains {
      !NameKey.nearest(to: $0, among: texts).isEmpty
    }
  }

  /// Findings for columns that stand twice: under one header, or under its id and its usual header. The first
  /// one is read.
  func repeated(
    _ wanted: [String], mapped: [String: [String]], at place: Finding.Place
  ) -> [Finding] {
    wanted.compactMap { id in
      guard let chosen = columns[id] else { return nil }
      let usual = mapped[id] ?? KnownColumn(rawValue: id).map { Array($0.headers.prefix(1)) } ?? []
      let keys = Set((usual + [id, texts[chosen]]).map { NameKey($0) })
      let twice = texts.indices.filter { $0 != chosen && keys.contains(NameKey(texts[$0])) }
      guard let other = twice.first else { return nil }
      var place = place
      place.column = other + 1
      let (first, second) = (texts[chosen], texts[other])
      return Finding(
        .duplicateColumn, .warning, at: place,
        vi:
          "cột \"\(second)\" bị trùng (cột \(chosen + 1) \"\(first)\" và cột \(other + 1)); chỉ cột"
          + " \(chosen + 1) được đọc, hãy xóa hoặc đổi tên cột thừa",
        en: "there are two columns \"\(second)\" (column \(chosen + 1) \"\(first)\" and column"
          + " \(other + 1)); only column \(chosen + 1) is read: delete or rename the other")
    }
  }
}

extension String {
  /// What brackets behind a heading may say without another meaning.
  private static let remarks = Set(
    [
      "dd/mm/yyyy", "dd/mm/yy", "dd/mm", "ngày/tháng/năm", "ngày tháng năm", "huyện", "xã",
      "xã, phường",
      "huyện, thị xã", "tên", "nội dung", "bắt buộc", "ghi rõ", "nếu có", "số",
    ].map { NameKey($0) })

  /// A heading without an asterisk behind it, and without brackets that only say how it is filled in or measured: "Ngày
  /// (dd/mm/yyyy)", "Ý kiến nêu ra (ý kiến)", "Hoạt động *".
  fileprivate var withoutRemark: String {
    guard utf8.last.map({ ")* ".utf8.contains($0) }) ?? false else { return self }
    let text = String(self.reversed().drop { "* ".contains($0) }.reversed())
    guard let (outer, inner) = text.bracketAtEnd else { return text }
    let key = NameKey(inner)
    let isRemark =
      String.remarks.contains(key) || MeasureWords.isMeasure(inner)
      || " \(NameKey(outer).text) ".contains(" \(key.text) ")
    return isRemark ? outer : text
  }
}
