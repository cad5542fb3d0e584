import ClusterMetrics

/// The content of a cell in a markup document, as declared by the document.
enum CellContent: Equatable {
  /// Text, including numbers as text.
  case text(String)
  case number(Double)
  /// 85 for a displayed 85%.
  case percent(Double)
  case date(Day)
  /// Minutes, which may be more than a day.
  case time(Int)
  case boolean(Bool)
  /// The result of a failed formula.
  case error(String)
  /// A formula without a stored result.
  case uncomputed

  var kind: CellKind {
    switch self {
    case .text, .uncomputed: .text
    case .number: .number
    case .percent: .percent
    case .date: .date
    case .time: .time
    case .boolean: .boolean
    case .error: .error
    }
  }

  /// The number for readers of cells; for a date, its spreadsheet serial.
  var number: Double? {
    switch self {
    case .number(let number), .percent(let number): number
    case .date(let day): Double(day.number) + 25_569
    case .time(let minutes): Double(minutes) / 1440
    case .text, .boolean, .error, .uncomputed: nil
    }
  }

  /// The text as people read it; dates are in ISO 8601.
  var text: String {
    switch self {
    case .text(let text), .error(let text): text
    case .number(let number): CellContent.written(number)
    case .percent(let number): CellContent.written(number) + "%"
    case .date(let day): day.description
    case .time(let minutes): CellContent.clock(minutes)
    case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
    case .uncomputed: ""
    }
  }

  /// A number, without decimals if it is an integer.
  static func written(_ number: Double) -> String {
    let isWhole = number == number.rounded() && abs(number) < 1e15
    return isWhole ? String(Int64(number)) : "\(number)"
  }

  /// A number followed by words: "12,5 nghìn".
  static func spoken(_ number: Double, _ words: String) -> String {
    written(number).replacing(".", with: ",") + words
  }

  /// Hours and minutes: `17:05`.
  static func clock(_ minutes: Int) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60)
    return "\(hours):\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The number of percent for a stored fraction: 85 for 0.85.
  static func percent(ofStored number: Double) -> Double { (number * 1e14).rounded() / 1e12 }

  /// A number displayed without its last groups of three digits, rounded to the four decimals of a quantity.
  static func scaled(_ number: Double, groups: Int) -> Double {
    var shown = number
    for _ in 0..<min(groups, 6) { shown /= 1000 }
    return (shown * 1e4).rounded() / 1e4
  }
}
