/// Chooses which numbers of tables with totals must be hidden beside the small ones, so that nobody can work these
/// out from what is shown.
///
/// In: numbers, and equations between them: a total and its parts, and what they add up to. Out: what is hidden: the
/// small ones, and in each equation so many others that no hidden number follows from those that are shown, and that
/// what is hidden beside a shown total is together no small number either. Cell suppression as statistical offices
/// have it (L. Willenborg, T. de Waal, "Elements of Statistical Disclosure Control", 2001, chapter 6): the smallest
/// other parts go first, totals last.
struct Suppression {
  /// A total and its parts, by their numbers.
  struct Equation {
    var total: Int
    var parts: [Int]
  }

  /// What one counts as: numbers may be given in smaller parts.
  var one = 1
  private(set) var values: [Int] = []
  private(set) var isHidden: [Bool] = []
  private var equations: [Equation] = []
  private var least: [Int] = []
  /// By number the equations that it is in.
  private var places: [[Int]] = []

  /// Adds a number, which is small where it is above zero and below a least one.
  ///
  /// - Returns: the number's place.
  mutating func add(_ value: Int, least: Int) -> Int {
    values.append(value)
    isHidden.append(Suppression.isSmall(value, least: least))
    self.least.append(least)
    places.append([])
    return values.count - 1
  }

  static func isSmall(_ value: Int, least: Int) -> Bool { value > 0 && value < least }

  /// Adds a total and its parts. Where they do not add up, nothing follows from them.
  mutating func add(_ total: Int, of parts: [Int]) {
    guard parts.reduce(0, { $0 + values[$1] }) == values[total] else { return }
    // What is zero is shown, and says nothing of the others.
    let parts = parts.filter { values[$0] != 0 }
    guard !parts.isEmpty else { return }
    for term in parts + [total] { places[term].append(equations.count) }
    equations.append(Equation(total: total, parts: parts))
  }

  /// Hides what must be hidden beside the small numbers.
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

  /// Hides another number of an equation where one follows from the others, or the sum of the hidden parts is small.
  private mutating func hideOneMore(of equation: Equation) -> Int? {
    let parts = equation.parts.filter { isHidden[$0] }
    let count = parts.count + (isHidden[equation.total] ? 1 : 0)
    guard count > 0 else { return nil }
    let sum = parts.reduce(0) { $0 + values[$1] }
    // Of whole numbers that are at least one each, five that make five are all known.
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

  // MARK: What follows from several equations together

  /// Up to how many hidden numbers are looked at together; beyond, only each equation by itself.
  private static let mostUnknowns = 600

  /// The hidden numbers that follow from all equations together: those that an elimination after Gauss leaves alone.
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

  /// Elimination is exact in the numbers modulo a prime, in which one and minus one differ.
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
  /// Whether any numbers are not shown because they are small, or may be.
  package var hidesSmallNumbers: Bool { smallNumbers != nil }

  /// Whether the numbers of some units together would give one of them away that is hidden.
  func givesAway(_ indicator: Indicator, units: Set<Int>, in period: Period) -> Bool {
    guard smallNumbers != nil else { return false }
    return units.contains { tally(indicator, for: .unit($0), in: period).status == .hidden }
  }
}
