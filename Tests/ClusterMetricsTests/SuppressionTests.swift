import Testing
import TestSupport

@testable import ClusterMetrics

@Suite("Small numbers and what would give them away")
struct SuppressionTests {
  /// The places that are hidden of a total and its parts.
  private func hidden(_ parts: [Int], least: Int = 5) -> (parts: [Int], total: Bool) {
    var suppression = Suppression()
    let places = parts.map { suppression.add($0, least: least) }
    let total = suppression.add(parts.reduce(0, +), least: least)
    suppression.add(total, of: places)
    suppression.solve()
    return (
      zip(parts, places).filter { suppression.isHidden[$1] }.map(\.0), suppression.isHidden[total]
    )
  }

  @Test(
    "Beside a small number the smallest other one is hidden; zeros and totals are shown as long as they can be",
    arguments: [
      ([12, 20, 30], [], false),
      // 35 − 12 − 20 would be 3.
      ([3, 12, 20], [3, 12], false),
      // Two small ones hide each other, unless they are together less than five.
      ([3, 4, 20], [3, 4], false),
      ([1, 2, 30, 40], [1, 2, 30], false),
      // A zero hides nothing.
      ([3, 0, 0, 9], [3, 9], false),
      ([3, 0], [3], true),
      ([0, 0], [], false),
    ] as [([Int], [Int], Bool)])
  func oneTotal(parts: [Int], expected: [Int], isTotalHidden: Bool) {
    let found = hidden(parts)
    #expect(found.parts == expected)
    #expect(found.total == isTotalHidden)
  }

  @Test("Parts that do not add up to what is called their total give nothing away")
  func noTotal() {
    var suppression = Suppression()
    let (small, large) = (suppression.add(3, least: 5), suppression.add(20, least: 5))
    suppression.add(suppression.add(22, least: 5), of: [small, large])
    suppression.solve()
    #expect(suppression.isHidden == [true, false, false])
  }

  /// A table with totals of its rows and columns and of all.
  private struct Table {
    var cells: [[Int]]
    var suppression = Suppression()
    var places: [[Int]] = []
    var (rows, columns): ([Int], [Int]) = ([], [])

    init(_ cells: [[Int]], least: Int) {
      self.cells = cells
      places = cells.map { $0.map { suppression.add($0, least: least) } }
      rows = cells.map { suppression.add($0.reduce(0, +), least: least) }
      columns = cells[0].indices.map { column in
        suppression.add(cells.reduce(0) { $0 + $1[column] }, least: least)
      }
      let all = suppression.add(cells.joined().reduce(0, +), least: least)
      for row in rows.indices { suppression.add(rows[row], of: places[row]) }
      for column in columns.indices {
        suppression.add(columns[column], of: places.map { $0[column] })
      }
      suppression.add(all, of: rows)
      suppression.add(all, of: columns)
      suppression.solve()
    }

    /// By hidden cell the numbers that it can be, by everything that is shown: found by trying all.
    func possible(upTo most: Int) -> [Int: Set<Int>] {
      let hidden = places.joined().filter { suppression.isHidden[$0] }
      var known = suppression.values
      var found: [Int: Set<Int>] = [:]
      func isFitting() -> Bool {
        let all = known[known.count - 1]
        let sums = places.map { $0.reduce(0) { $0 + known[$1] } }
        let columnSums = columns.indices.map { column in
          places.reduce(0) { $0 + known[$1[column]] }
        }
        let shown = { (place: Int) in !suppression.isHidden[place] }
        return zip(rows, sums).allSatisfy { !shown($0) || suppression.values[$0] == $1 }
          && zip(columns, columnSums).allSatisfy { !shown($0) || suppression.values[$0] == $1 }
          && (!shown(known.count - 1) || sums.reduce(0, +) == all)
      }
      // Rows with a shown total leave few choices, so that trying all is quick.
      func isRowFitting(_ row: Int) -> Bool {
        suppression.isHidden[rows[row]]
          || places[row].reduce(0) { $0 + known[$1] } == suppression.values[rows[row]]
      }
      func search(_ index: Int) {
        guard index < hidden.count else {
          if isFitting() { for place in hidden { found[place, default: []].insert(known[place]) } }
          return
        }
        let row = places.firstIndex { $0.contains(hidden[index]) } ?? 0
        let isLast = index + 1 == hidden.count || !places[row].contains(hidden[index + 1])
        for value in 0...most {
          known[hidden[index]] = value
          if !isLast || isRowFitting(row) { search(index + 1) }
        }
      }
      search(0)
      return found
    }
  }

  @Test("In generated tables every hidden number can be at least two, whoever solves the equations")
  func generatedTables() {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    var hidden = 0
    for _ in 0..<150 {
      let cells = (0..<2).map { _ in
        (0..<3).map { _ in [0, 1, 2, 3, 4, 5, 6].randomElement(using: &generator) ?? 0 }
      }
      let table = Table(cells, least: 3)
      for (place, values) in table.possible(upTo: 7) {
        hidden += 1
        #expect(values.count > 1, "\(cells) \(table.suppression.isHidden) \(place) seed \(seed)")
        #expect(values.contains(table.suppression.values[place]))
      }
      for place in table.places.joined() where (1...2).contains(table.suppression.values[place]) {
        #expect(table.suppression.isHidden[place])
      }
    }
    #expect(hidden > 200)
  }

  @Test("What follows only from several equations together is hidden with another number")
  func together() {
    // 14 = a + b + x + 9 and 3 = a + b have several unknowns each, but their difference says that x is 2.
    var suppression = Suppression()
    let (a, b) = (suppression.add(1, least: 3), suppression.add(2, least: 3))
    let (x, other) = (suppression.add(2, least: 3), suppression.add(9, least: 3))
    let (all, two) = (suppression.add(14, least: 3), suppression.add(3, least: 3))
    suppression.add(all, of: [a, b, x, other])
    suppression.add(two, of: [a, b])
    suppression.solve()
    #expect([a, b, x, other].allSatisfy { suppression.isHidden[$0] })
    #expect(!suppression.isHidden[all] && !suppression.isHidden[two])
  }
}
