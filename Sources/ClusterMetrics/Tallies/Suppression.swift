/// Chooses which numbers of tables with totals must be suppressed besides the small ones, so that these cannot be
/// derived from the numbers shown.
///
/// The input is numbers, and equations between them: totals and their parts. The result is the hidden numbers: the
/// small ones and, in each equation, enough others that no hidden number can be derived, and that the hidden sum beside
/// a shown total is not small either. This is cell suppression as in official statistics (L. Willenborg, T. de Waal,
/// "Elements of Statistical Disclosure Control", 2001, chapter 6): the smallest other parts are hidden first, totals
/// last.
struct Suppression {
  /// A total and its parts, as indices of numbers.
  struct Equation {
    var total: Int
    var parts: [Int]
  }

  /// The value of one, because numbers may be in smaller units.
  var one = 1
  private(set) var values: [Int] = []
  private(set) var isHidden: [Bool] = []
  private var equations: [Equation] = []
  private var least: [Int] = []
  /// For each number, the equations that contain it.
  private var places: [[Int]] = []

  /// Adds a number, which is small if it is above zero and below a limit.
  ///
  /// - Returns: the number's index.
  mutating func add(_ value: Int, least: Int) -> Int {
    values.append(value)
    isHidden.append(Suppression.isSmall(value, least: least))
    self.least.append(least)
    places.append([])
    return values.count - 1
  }

  static func isSmall(_ value: Int, least: Int) -> Bool { value > 0 && value < least }

  /// Adds a total and its parts. If they do not add up, nothing can be derived from them.
  mutating func add(_ total: Int, of parts: [Int]) {
    guard parts.reduce(0, { $0 + values[$1] }) == values[total] else { return }
    // Zeros are shown, and reveal nothing about the others.
    let parts = parts.filter { values[$0] != 0 }
    guard !parts.isEmpty else { return }
    for term in parts + [total] { places[term].append(equations.count) }
    equations.append(Equation(total: total, parts: parts))
  }

  /// Hides the numbers that must be hidden besides the small ones.
  mutating func solve() {
    var open = Set(isHidden.indices.filter { isHidden[$0] }.flatMap { places[$0] })
    while true {
      while let index = open.min() {
        open.remove(index)
        guard let hidden = hideOneMore(of: equations[index]) else { continue }
        open.formUnion(places[hidden])
      }
      let known = determined()
      guard !known.isEmpty else { return }
      var isChanged = false
      for number in known {
        for index in places[number] {
          guard let hidden = hideAny(of: equations[index]) else { continue }
          open.formUnion(places[hidden])
          isChanged = true
          break
        }
      }
      guard isChanged else { return }
    }
  }

  /// Hides another number of an equation if a hidden one can be derived, or the sum of the hidden parts is small.
  private mutating func hideOneMore(of equation: Equation) -> Int? {
    let parts = equation.parts.filter { isHidden[$0] }
    let count = parts.count + (isHidden[equation.total] ? 1 : 0)
    guard count > 0 else { return nil }
    let sum = parts.reduce(0) { $0 + values[$1] }
    // Integers are at least one each: if five of them add up to five, all are known.
    let isSafe =
      count > 1
      && (isHidden[equation.total]
        || !Suppression.isSmall(sum, least: least[equation.total])
          && sum > parts.count * one)
    return isSafe ? nil : hideAny(of: equation)
  }

  private mutating func hideAny(of equation: Equation) -> Int? {
    let other = equation.parts.filter { !isHidden[$0] }.min {
      (values[$0], $0) < (values[$1], $1)
    }
    guard let chosen = other ?? (isHidden[equation.total] ? nil : equation.total) else {
      return nil
    }
    isHidden[chosen] = true
    return chosen
  }

  // MARK: Deriving numbers from several equations

  /// The greatest number of unknowns to solve together; above it, only single equations are considered.
  private static let mostUnknowns = 600

  /// The hidden numbers determined by all equations together, found by Gaussian elimination.
  private func determined() -> [Int] {
    var component = Array(repeating: -1, count: values.count)
    var known: [Int] = []
    for start in values.indices where isHidden[start] && component[start] < 0 {
      var members: [Int] = []
      var stack = [start]
      component[start] = start
      while let number = stack.popLast() {
        members.append(number)
        for equation in places[number].map({ equations[$0] }) {
          for other in equation.parts + [equation.total]
          where isHidden[other] && component[other] < 0 {
            component[other] = start
            stack.append(other)
          }
        }
      }
      if members.count > 1, members.count <= Suppression.mostUnknowns {
        known += determined(among: members.sorted())
      }
    }
    return known
  }

  private func determined(among unknowns: [Int]) -> [Int] {
    let column = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
    var rows: [[Int]] = Set(unknowns.flatMap { places[$0] }).sorted().map { index in
      var row = Array(repeating: 0, count: unknowns.count)
      for part in equations[index].parts { if let place = column[part] { row[place] = 1 } }
      if let place = column[equations[index].total] { row[place] = Suppression.prime - 1 }
      return row
    }
    var pivots = 0
    for place in unknowns.indices {
      guard let found = rows.indices.dropFirst(pivots).first(where: { rows[$0][place] != 0 }) else {
        continue
      }
      rows.swapAt(pivots, found)
      let inverse = Suppression.inverse(rows[pivots][place])
      for index in unknowns.indices where rows[pivots][index] != 0 {
        rows[pivots][index] = rows[pivots][index] * inverse % Suppression.prime
      }
      let pivot = rows[pivots]
      for row in rows.indices where row != pivots && rows[row][place] != 0 {
        let factor = Suppression.prime - rows[row][place]
        for index in unknowns.indices where pivot[index] != 0 {
          rows[row][index] = (rows[row][index] + factor * pivot[index]) % Suppression.prime
        }
      }
      pivots += 1
    }
    return rows.prefix(pivots).compactMap { row in
      let places = row.indices.filter { row[$0] != 0 }
      return places.count == 1 ? unknowns[places[0]] : nil
    }
  }

  /// The elimination is exact, because it works modulo a prime, for which 1 and −1 differ.
  private static let prime = 2_147_483_647

  private static func inverse(_ number: Int) -> Int {
    var (result, base, exponent) = (1, number, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}

extension TallyBook {
  /// Whether numbers are, or may be, suppressed because they are small.
  package var hidesSmallNumbers: Bool { smallNumbers != nil }

  /// Whether the numbers of some units together would reveal a hidden one.
  func givesAway(_ indicator: Indicator, units: Set<Int>, in period: Period) -> Bool {
    guard smallNumbers != nil else { return false }
    return units.contains { tally(indicator, for: .unit($0), in: period).status == .hidden }
  }
}
