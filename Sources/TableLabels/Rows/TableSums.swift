import ClusterMetrics
import OfficeWords
import Settings
import TableGrids

/// What the rows of a table hold, in their order: lines of their own, and lines that say what others add up to.
package struct TableSums {
  package enum Kind {
    case line
    /// It sums up some of its neighbours: "I. Các huyện", "Cộng các xã".
    case group
    case total
    /// It holds means of others, so that a last row beside it need not be the sum of all above.
    case mean
  }

  package struct Line {
    package var row: Int
    var kind: Kind
    var name: String
    /// What counts, by column; of groups what they state.
    package var values: [Int: Quantity] = [:]
  }

  private var noted: [Line] = []
  /// Columns in which a line has a number that could not be read.
  private var unread: Set<Int> = []

  package init() {}

  package mutating func begin(_ row: Int, _ kind: Kind, _ name: String?) {
    noted.append(Line(row: row, kind: kind, name: name ?? ""))
  }

  package mutating func note(_ value: Quantity, in column: Int) {
    noted[noted.count - 1].values[column] = value
  }

  /// Takes note of what a row states whose numbers are nobody's, such as that of a group.
  package mutating func note(
    _ row: Grid.Row, as name: String?, _ columns: ReportColumns, kind: Kind = .group
  ) {
    guard let name, !row.isOfMeans else { return }
    begin(row.number, kind, name)
    for numbers in columns.numbers where row[numbers.column].kind != .percent {
      guard row[numbers.column].isNumber,
        let value = row[numbers.column].reading(numbers.mark)?.outcome.quantity
      else { continue }
      note(value, in: numbers.column)
    }
  }

  package mutating func noteUnread(_ column: Int) { unread.insert(column) }

  /// A number that a table states and what it should be the sum of.
  package struct Sum {
    package var row: Int
    package var column: Int
    package var stated: Quantity
    package var sum: Quantity
    /// The rows that it sums up.
    package var rows: [Int]
    /// What the group is called; `nil` for a total of all.
    package var group: String?

    /// How many numbers the sum has.
    package var terms: Int { rows.count }
    package var isRight: Bool { stated.isSum(sum, of: terms) }
  }

  /// The only line that is about all units.
  package var whole: Line? {
    noted.contains { $0.kind == .mean } ? nil : settled.filter { $0.kind == .total }.only
  }

  /// The only line that says the means of all units.
  package var means: Line? { noted.filter { $0.kind == .mean && !$0.values.isEmpty }.only }

  /// Every number that should be the sum of others.
  package var all: [Sum] {
    let lines = settled
    return totals(lines) + groups(lines)
  }

  /// Of several totals the first or the last line is that of all, if it is called otherwise than the rest, and the others are of
  /// their groups; what is carried from page to page is neither.
  private var settled: [Line] {
    var lines = noted.filter {
      $0.kind != .mean && ($0.kind != .total || !$0.values.isEmpty && !$0.isCarried)
    }
    let totals = lines.indices.filter { lines[$0].kind == .total }
    guard totals.count > 1 else { return lines }
    let names = Dictionary(totals.map { (NameKey(lines[$0].name), 1) }, uniquingKeysWith: +)
    let whole = [lines.startIndex, lines.endIndex - 1].first {
      lines[$0].kind == .total && names[NameKey(lines[$0].name)] == 1
    }
    for index in totals where index != whole { lines[index].kind = .group }
    return lines
  }

  private func totals(_ lines: [Line]) -> [Sum] {
    guard let total = lines.filter({ $0.kind == .total }).only,
      !noted.contains(where: { $0.kind == .mean })
    else { return [] }
    return sums(of: total, over: lines.filter { $0.kind == .line })
  }

  /// What groups state, each held against the lines below it, or against those above where the groups of the table end with
  /// their sum.
  private func groups(_ lines: [Line]) -> [Sum] {
    let own = lines.filter { $0.kind != .total }
    guard let first = own.first, let last = own.last else { return [] }
    let isAbove = first.kind == .group
    guard isAbove != (last.kind == .group) else { return [] }
    var sums: [Sum] = []
    // A group of groups has no lines of its own, and those behind its last part need not belong to that.
    var isNested = false
    for (place, line) in lines.enumerated() where line.kind == .group {
      let members =
        isAbove
        ? Array(lines[(place + 1)...].prefix { $0.kind == .line })
        : Array(lines[..<place].reversed().prefix { $0.kind == .line })
      if members.isEmpty { isNested = true } else { sums += self.sums(of: line, over: members) }
    }
    let isKnown = sums.contains { $0.isRight && $0.stated != .zero }
    return isNested && !isKnown ? (isAbove ? [] : gathered(own)) : sums
  }

  /// Groups that are gathered below all lines: "Khối xã", "Khối phường". By the kinds of places that they name each is held against
  /// its own, or else all of them together against all lines.
  private func gathered(_ lines: [Line]) -> [Sum] {
    let members = Array(lines.prefix { $0.kind == .line })
    let groups = Array(lines.dropFirst(members.count))
    guard groups.count > 1, groups.allSatisfy({ $0.kind == .group }) else { return [] }
    let kinds = groups.map { OfficeNames.kindsOfPlaces(in: $0.name) }
    let own = members.map { OfficeNames.kind(OfficeNames.unit($0.name)) }
    if kinds.allSatisfy({ !$0.isEmpty }),
      own.allSatisfy({ kind in kinds.count { $0.contains(kind) } == 1 })
    {
      return zip(groups, kinds).flatMap { group, kinds in
        sums(of: group, over: zip(members, own).filter { kinds.contains($0.1) }.map(\.0))
      }
    }
    var all = groups[groups.count - 1]
    all.name = groups.map(\.name).joined(separator: "\", \"")
    all.values = [:]
    let columns = Set(groups.flatMap(\.values.keys))
    for column in columns where groups.allSatisfy({ $0.values[column] != nil }) {
      all.values[column] = groups.compactMap { $0.values[column] }.reduce(.zero, +)
    }
    // A group of groups is counted with its own.
    let isNested = sums(of: all, over: members).contains { sum in
      groups.contains { $0.values[sum.column] == sum.sum }
    }
    return isNested ? [] : sums(of: all, over: members)
  }

  private func sums(of line: Line, over members: [Line]) -> [Sum] {
    line.values.sorted { $0.key < $1.key }.compactMap { column, stated in
      let own = members.filter { $0.values[column] != nil }
      guard !own.isEmpty, !unread.contains(column) else { return nil }
      return Sum(
        row: line.row, column: column, stated: stated,
        sum: own.compactMap { $0.values[column] }.reduce(.zero, +), rows: own.map(\.row),
        group: line.kind == .group ? line.name : nil)
    }
  }
}

extension TableSums.Line {
  /// Whether it carries a sum from one page to the next: "Cộng mang sang", "Lũy kế".
  fileprivate var isCarried: Bool {
    let key = NameKey(name).text
    return TableSums.Line.carried.contains { key.contains($0) }
  }
  private static let carried = ["mang sang", "chuyển sang", "cộng dồn", "lũy kế"].map {
    NameKey($0).text
  }
}

extension Quantity {
  /// Whether this may be the sum of some numbers, each of which was rounded to the decimals that it shows: 1.118,6 of 424,5
  /// and 694,0. Whole numbers are what they are.
  package func isSum(_ sum: Quantity, of terms: Int) -> Bool {
    guard self != sum else { return true }
    // The last decimal that either shows, in parts.
    let unit = [Int128(1), 10, 100, 1000].first { unit in
      parts % (unit * 10) != 0 || sum.parts % (unit * 10) != 0
    }
    guard let unit else { return false }
    let difference = parts > sum.parts ? parts - sum.parts : sum.parts - parts
    return difference * 2 <= unit * Int128(terms + 1)
  }
}
