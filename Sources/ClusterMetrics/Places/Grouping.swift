/// The rows of a list of tallies: a row for every place or for all units with the same attribute, optionally for each
/// of the last periods and for each text of a column.
///
/// Written `unit`, `all`, `period`, `activity`, `region`, or several separated by commas: `unit,activity`. Only the project
/// knows which words are columns of the registers and which are attributes of the roster: call `resolved`.
package struct Grouping: Sendable, Hashable, CustomStringConvertible {
  package enum Place: String, Sendable, Hashable, CaseIterable {
    case unit, cluster, commune

    /// The words on the command line.
    fileprivate static let words: [String: Place] = [
      "đơn vị": .unit, "cụm": .cluster, "xã": .commune,
    ]

    fileprivate init?(written text: String) {
      let key = NameKey(text)
      guard
        let place = Place(rawValue: text)
          ?? Place.words.first(where: { NameKey($0.key) == key })?.value
      else { return nil }
      self = place
    }
  }

  /// `nil` for the whole project.
  package var place: Place?
  /// Whether a single period is listed with the seven before it.
  package var isOverPeriods = false
  /// The id of a text column of the registers.
  package var column: String?
  /// The id of an attribute of the roster.
  package var attribute: String?
  /// Words that are not resolved yet.
  private var unresolved: [String] = []

  package init(
    _ place: Place?, isOverPeriods: Bool = false, column: String? = nil, attribute: String? = nil
  ) {
    self.place = place
    self.isOverPeriods = isOverPeriods
    self.column = column
    self.attribute = attribute
  }

  /// The notation on the command line.
  package var description: String {
    let parts =
      [attribute, place?.rawValue, isOverPeriods ? "period" : nil, column].compactMap(\.self)
      + unresolved
    return parts.isEmpty ? "all" : parts.joined(separator: ",")
  }

  package static let unit = Grouping(.unit)
  package static let cluster = Grouping(.cluster)
  package static let commune = Grouping(.commune)

  /// `nil` if a word is empty.
  package init?(_ text: String) {
    self.init(nil)
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = word.trimmingPrefix(while: \.isWhitespace)
      if let place = Place(written: String(word)) {
        // Ambiguous if there are two; `resolved` reports it.
        if self.place == nil { self.place = place } else { unresolved.append(String(word)) }
      } else if ["period", "kỳ"].contains(word.lowercased()) {
        isOverPeriods = true
      } else if Grouping.wholes.contains(NameKey(word)) {
        continue
      } else {
        guard !word.isEmpty else { return nil }
        unresolved.append(String(word))
      }
    }
  }

  /// The words for one row of all units, which is what a grouping without a place has.
  private static let wholes = Set(["all", "toàn bộ", "tất cả"].map { NameKey($0) })

  /// Parses and resolves in one step.
  ///
  /// - Parameter columns: as in `resolved`.
  init(_ text: String, columns: [Column], _ roster: Roster) throws(Fault) {
    guard let grouping = Grouping(text) else { throw .unknown(text, nearest: []) }
    self = try grouping.resolved(columns: columns, roster)
  }

  /// A grouping for the rows of a chart: by places or attributes of the roster, not by periods or texts of registers.
  ///
  /// - Parameter columns: the text columns of the registers, which are rejected by name.
  package init(rows text: String, columns: [Column], _ roster: Roster) throws(Fault) {
    self = try Grouping(text, columns: columns, roster)
    if isOverPeriods || column != nil { throw .notRows(text) }
  }

  /// A text column of the registers.
  package struct Column: Sendable, Hashable {
    package var id: String
    /// The headings that people use for it.
    package var headers: [String]

    package init(id: String, headers: [String] = []) {
      self.id = id
      self.headers = headers
    }

    fileprivate func isNamed(_ word: String) -> Bool {
      id == word || headers.contains { NameKey($0) == NameKey(word) }
    }
  }

  /// The reason why a grouping does not fit a project.
  package enum Fault: Error, Equatable {
    /// Neither the registers nor the roster have such a column.
    case unknown(String, nearest: [String])
    /// Rows of a chart cannot be periods or texts of registers.
    case notRows(String)
    /// Columns take a single id, not units or communes.
    case notAcross(String)
    /// Two places: a row can have only one.
    case places(String, String)
    /// Two columns of the registers, or two of the roster.
    case several(String, String)
    /// A unit's communes, or a unit's rows if it has none, have different texts.
    case mixed(String, units: [String], hasCommunes: Bool)
    /// The roster lists no communes.
    case noCommunes
  }

  /// The same grouping with its words resolved.
  ///
  /// - Parameter columns: the text columns of the registers; they take precedence over attributes of the roster.
  package func resolved(columns: [Column], _ roster: Roster) throws(Fault) -> Grouping {
    guard place != .commune || !roster.communes.isEmpty else { throw .noCommunes }
    var grouping = self
    grouping.unresolved = []
    for word in unresolved {
      if let place, Place(written: word) != nil { throw .places(place.rawValue, word) }
      if let column = columns.first(where: { $0.id == word })
        ?? columns.first(where: { $0.isNamed(word) })
      {
        if let other = grouping.column { throw .several(other, column.id) }
        grouping.column = column.id
      } else if let index = roster.attribute(named: word) {
        let attribute = roster.attributes[index]
        if let other = grouping.attribute { throw .several(other, word) }
        if place != .commune, !attribute.mixedUnits.isEmpty {
          throw .mixed(
            attribute.id, units: attribute.mixedUnits.map { roster.units[$0].name },
            hasCommunes: !roster.communes.isEmpty)
        }
        grouping.attribute = attribute.id
      } else {
        let known = columns.map(\.id) + roster.attributes.map(\.id) + Place.allCases.map(\.rawValue)
        throw .unknown(word, nearest: NameKey.nearest(to: word, among: known))
      }
    }
    return grouping
  }

  /// The groups to list for a period: those that are in the roster on some of its days, in its order, or those with
  /// each text of an attribute.
  package func groups(_ book: TallyBook, in period: Period) -> [Group] {
    let units = book.units(of: .all, in: period)
    let roster = book.roster
    let attribute = attribute.flatMap { roster.attribute(named: $0) }
    switch place {
    case .unit:
      return inOrder(units.map { .unit($0) }, of: attribute, roster)
    case .cluster:
      let clusters = roster.clusters.indices
      guard let attribute else { return clusters.map { .cluster($0) } }
      return clusters.flatMap { cluster in
        parts(of: attribute, units.filter { roster.units[$0].cluster == cluster }, cluster, roster)
      }
    case .commune:
      let communes = units.flatMap { book.communes(ofUnit: $0, in: period) }.sorted()
      return inOrder(communes.map { .commune($0) }, of: attribute, roster)
    case nil:
      guard let attribute else { return [.all] }
      return parts(of: attribute, units, nil, roster)
    }
  }

  /// Sorts places by their texts; those without one come last.
  private func inOrder(_ groups: [Group], of attribute: Int?, _ roster: Roster) -> [Group] {
    guard let attribute else { return groups }
    let number = { (group: Group) in roster.trait(attribute, of: group).text ?? Int.max }
    return groups.enumerated().sorted {
      (number($0.element), $0.offset) < (number($1.element), $1.offset)
    }.map(\.element)
  }

  /// A part for each text that some units have; the part of units without one is last.
  private func parts(
    of attribute: Int, _ units: [Int], _ cluster: Int?, _ roster: Roster
  ) -> [Group] {
    Set(units.map { roster.trait(attribute, of: .unit($0)) })
      .sorted { ($0.text ?? Int.max) < ($1.text ?? Int.max) }
      .map { .part(Roster.Part(cluster: cluster, [$0])) }
  }
}

extension Grouping.Fault {
  /// An error message that says what to do.
  package var message: LocalizedText {
    switch self {
    case .unknown(let word, let nearest):
      guard !nearest.isEmpty else {
        return LocalizedText(
          vi:
            "không có cột \"\(word)\"; cột của sổ được khai báo ở mục columns của giaoban.yaml, cột của danh sách gọi theo tiêu đề",
          en:
            "there is no column \"\(word)\"; columns of registers are named under columns in giaoban.yaml, those of the roster by their headers"
        )
      }
      return LocalizedText(
        vi: "không có cột \"\(word)\"; có phải là \(nearest.joined(separator: " hay "))?",
        en: "there is no column \"\(word)\"; did you mean \(nearest.joined(separator: " or "))?")
    case .notRows(let text):
      return LocalizedText(
        vi:
          "không chia được các dòng của biểu đồ theo \"\(text)\"; chỉ chia theo unit, cluster, commune hoặc một cột của danh sách đơn vị",
        en:
          "rows of a chart cannot go by \"\(text)\"; they go by unit, cluster, commune or a column of the roster"
      )
    case .notAcross(let text):
      return LocalizedText(
        vi:
          "không chia được các cột theo \"\(text)\"; chỉ chia theo cluster, period, hoặc một cột của sổ hay của danh sách đơn vị",
        en:
          "columns cannot go by \"\(text)\"; they go by cluster, period, or one column of the registers or of the roster"
      )
    case .places(let first, let second):
      return LocalizedText(
        vi: "mỗi dòng chỉ là một trong unit, cluster, commune; hãy bỏ \(first) hoặc \(second)",
        en: "a row is one of unit, cluster, commune; leave out \(first) or \(second)")
    case .several(let first, let second):
      return LocalizedText(
        vi:
          "chỉ chia được theo một cột của sổ và một cột của danh sách, không theo cả \(first) và \(second); cột thứ hai có thể đặt ngang bằng --across",
        en:
          "rows go by one column of the registers and one of the roster, not by both \(first) and \(second); the second can go across (--across)"
      )
    case .noCommunes:
      return LocalizedText(
        vi: "danh sách đơn vị không ghi xã nào nên không chia được theo commune",
        en: "the roster lists no communes to go by")
    case .mixed(let attribute, let units, let hasCommunes):
      let listed = units.prefix(6).joined(separator: ", ") + (units.count > 6 ? ", …" : "")
      return LocalizedText(
        vi:
          "cột \(attribute): các dòng của cùng một đơn vị ghi khác nhau (\(listed)); hãy"
          + (hasCommunes ? " thêm \"commune\" để chia theo xã, hoặc" : "")
          + " ghi một giá trị cho cả đơn vị",
        en:
          "column \(attribute): rows of one unit differ (\(listed));"
          + (hasCommunes ? " add \"commune\" to list communes, or" : "")
          + " give the unit one text"
      )
    }
  }
}
