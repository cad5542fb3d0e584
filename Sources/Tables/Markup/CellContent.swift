import ClusterMetrics

/// What a cell of a document in markup holds, as the document says it.
enum CellContent: Equatable {
  /// Text, a number in letters as well.
  case text(String)
  case number(Double)
  /// 85 where 85 % is shown.
  case percent(Double)
  case date(Day)
  /// Minutes of a day, or of more than one.
  case time(Int)
  case boolean(Bool)
  /// What a formula that fails gives.
  case error(String)
  /// A formula whose result was never stored.
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

  /// A number as every reader of cells understands it; a date's is the serial of a spreadsheet.
  var number: Double? {
    switch self {
    case .number(let number), .percent(let number): number
    case .date(let day): Double(day.number) + 25_569
    case .time(let minutes): Double(minutes) / 1440
    case .text, .boolean, .error, .uncomputed: nil
    }
  }

  /// As people read it: a date as ISO 8601 writes it.
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

  /// A number without a fraction where it is whole.
  static func written(_ number: Double) -> String {
    let isWhole = number == number.rounded() && abs(number) < 1e15
    return isWhole ? String(Int64(number)) : "\(number)"
  }

  /// A number before words: "12,5 nghìn".
  static func spoken(_ number: Double, _ words: String) -> String {
    written(number).replacing(".", with: ",") + words
  }

  /// Hours and minutes: `17:05`.
  static func clock(_ minutes: Int) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60)
    return "\(hours):\(rest < 10 ? "0" : "")\(rest)"
  }

  /// What is stored as 0.85 and shown as 85 %.
  static func percent(ofStored number: Double) -> Double { (number * 1e14).rounded() / 1e12 }

  /// What is shown without its last groups of three digits, to the four decimals that a quantity holds.
  static func scaled(_ number: Double, groups: Int) -> Double {
    var shown = number
    for _ in 0..<min(groups, 6) { shown /= 1000 }
    return (shown * 1e4).rounded() / 1e4
  }
}
