import ClusterMetrics
import OfficeWords
import Tables

extension Grid.Item {
  /// What the cell says, where it is a number or one of the signs that stand for one.
  ///
  /// - Parameter mark: how the numbers of its column are written, where that is known.
  package func reading(_ mark: DecimalMark? = nil) -> NumberCell.Reading? {
    switch kind {
    case .number, .percent:
      return number.map {
        .init(
          outcome: NumberCell.quantity($0, tolerance: 1e-3),
          evidence: kind == .percent ? .percent : [])
      }
    case .text:
      let reading = NumberCell.parse(ArraySlice(text.utf8), mark: mark ?? assumedMark)
      return reading.outcome == .invalid ? nil : reading
    case .date, .time, .boolean, .error: return nil
    }
  }

  /// Whether it holds a number, and no sign.
  package var isNumber: Bool {
    reading().map { $0.outcome.quantity != nil && text.contains(where: \.isNumber) } ?? false
  }

  /// Whether a number was meant: one, two of which none can be taken, or a formula that nobody has worked out.
  package var meansNumber: Bool { isNumber || isUncomputed || holdsSeveralNumbers }

  /// Whether it is nothing but a number: "4. Tuyên truyền" is a heading.
  package var isPlainNumber: Bool {
    guard kind == .text else { return isNumber }
    return text.allSatisfy { $0.isNumber || ".,-+−%/ \u{A0}".contains($0) } && isNumber
      && text.wholeMatch(of: Grid.Item.ages) == nil
  }

  /// "0 - 2": from one number to another.
  package nonisolated(unsafe) static let ages = #/[0-9]{1,3} ?[-–] ?[0-9]{1,3}/#

  /// Whether it is one of the signs that stand for a number: "-", "…", "x".
  var isSign: Bool { kind == .text && isValue && !text.hasDigit }

  /// Whether it says a number in any way: also by a sign, or as "85/193".
  package var isValue: Bool { reading() != nil || StatedFraction.value(text, isRate: false) != nil }

  /// Whether it says two numbers at once, of which none can be taken: "2 cuộc/80 lượt".
  package var holdsSeveralNumbers: Bool {
    guard kind == .text, !isValue else { return false }
    let parts = text.split { "/;+".contains($0) }.map { Grid.Item(text: String($0)) }
    return parts.count > 1 && parts.allSatisfy(\.isNumber)
  }

  /// Whether it is a year, which may head a column.
  package var isYear: Bool {
    guard let quantity = reading()?.outcome.quantity else { return false }
    let years = FigureWords.years
    return quantity >= Quantity(years.lowerBound) && quantity <= Quantity(years.upperBound)
      && text.count == 4
  }
}

extension Grid.Row {
  /// A cell of a header. Excel takes "1/2024" and its neighbours for the first days of these months.
  package func heading(_ column: Int) -> Grid.Item {
    let item = self[column]
    guard item.kind == .date, let day = item.day?.components, day.day == 1 else { return item }
    let dates = items.filter { $0.kind == .date }.compactMap { $0.day?.components }
    guard dates.count > 1, dates.allSatisfy({ $0.day == 1 }) else { return item }
    var month = item
    month.text = "Tháng \(day.month)/\(day.year)"
    month.kind = .text
    return month
  }

  /// Whether the row numbers the columns: (1), (2), … or A, B, 1, 2, …
  package var isColumnNumbers: Bool {
    var filled = items.filter { !$0.isEmpty }.map(\.text)
    if let first = filled.first, Grid.Row.numberings.contains(NameKey(first)) {
      filled.removeFirst()
    }
    guard filled.count > 2 else { return false }
    var numbers: [Int] = []
    var letters: [Character] = []
    for text in filled {
      let bare = text.filter { !"() ".contains($0) }
      // "3=2/1"
      let number = bare.split(separator: "=", maxSplits: 1).first.map(String.init) ?? bare
      if let number = Int(number) {
        numbers.append(number)
      } else if bare.count == 1, let letter = bare.first, letter.isLetter {
        letters.append(letter)
      } else if !bare.contains("="), !bare.hasPrefix("cột") {
        return false
      }
    }
    let isCounted =
      numbers.count > 1 || numbers.count == 1 && letters.count > 1 && letters.first == "A"
    return isCounted && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
      && (numbers.first ?? 9) < 4
  }

  private static let numberings = Set(
    ["MS", "Mã số", "Cột số", "Cột", "STT", "TT"].map { NameKey($0) })
}
