import ClusterMetrics

/// Lines of a table, its columns or its rows, of which some make up another by what they are called: those below "Chia ra", and
/// "Đầu kỳ", "Tăng", "Giảm", "Cuối kỳ".
enum LineSums {
  struct Line {
    /// Which column or row it is.
    var place: Int
    /// Its name with what stands above it, also what only says that parts follow.
    var levels: [String]
    /// What marks it as a part: "-" or "+" of a row.
    var mark: Character?

    var name: String { levels.last ?? "" }
    var uppers: [String] { levels.dropLast() }
  }

  /// A line, and what it should be the sum of.
  struct Sum {
    var whole: Int
    var added: [Int]
    var subtracted: [Int] = []
  }

  static func all(_ lines: [Line]) -> [Sum] { parts(lines) + movements(lines) }

  // MARK: Parts

  /// "Tổng số đơn | Chia ra: Khiếu nại, Tố cáo".
  private static func parts(_ lines: [Line]) -> [Sum] {
    var sums: [Sum] = []
    var first = lines.startIndex
    while first < lines.endIndex {
      let line = lines[first]
      if let level = line.uppers.lastIndex(where: dividesWhole) {
        // A column below "Chia ra", with those that have the same above them.
        let own = lines[first...].prefix { $0.uppers == line.uppers }
        let whole = lines[..<first].last {
          !$0.uppers.contains(where: PartColumns.saysParts)
            && $0.levels.starts(with: line.levels[..<level])
        }
        if let whole, own.count > 1 {
          sums.append(Sum(whole: whole.place, added: own.map(\.place)))
        }
        first = own.endIndex
        continue
      }
      if dividesWhole(line.name.trimmingPartMark) {
        // Rows behind "Chia ra:", or a first one that says so itself.
        let isHeading = saysNoMore(line.name.trimmingPartMark)
        let behind = lines[(first + 1)...]
        if let mark = behind.first?.mark {
          let own = behind.prefix { $0.mark == mark }
          let whole = lines[..<first].last { $0.mark != mark }
          let places = (isHeading ? [] : [line.place]) + own.map(\.place)
          if let whole, places.count > 1 { sums.append(Sum(whole: whole.place, added: places)) }
          first = own.endIndex
          continue
        }
      }
      first += 1
    }
    return sums
  }

  /// Whether a text says that the parts that follow make the whole: "Chia ra", "Gồm", but not "Trong đó".
  static func dividesWhole(_ text: String) -> Bool {
    let key = NameKey(text.replacing(":", with: " ")).text + " "
    return dividing.contains { key.hasPrefix($0 + " ") }
  }
  private static let dividing = ["Chia ra", "Chia theo", "Phân theo", "Gồm", "Bao gồm"].map {
    NameKey($0).text
  }

  /// Whether nothing stands behind "Chia ra" that is a part itself.
  private static func saysNoMore(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return true }
    return text[text.index(after: colon)...].allSatisfy(\.isWhitespace)
  }

  // MARK: Movements

  private enum Move { case opening, up, down, closing }

  /// "Số đảng viên đầu kỳ | Tăng | Giảm | Số đảng viên cuối kỳ", one beside the other.
  private static func movements(_ lines: [Line]) -> [Sum] {
    var sums: [Sum] = []
    var open: (opening: Int, ups: [Int], downs: [Int])?
    for line in lines where line.mark == nil {
      switch move(line.name) {
      case .opening?: open = (line.place, [], [])
      case .up?: open?.ups.append(line.place)
      case .down?: open?.downs.append(line.place)
      case .closing?:
        if let own = open, !own.ups.isEmpty, !own.downs.isEmpty {
          sums.append(
            Sum(whole: line.place, added: [own.opening] + own.ups, subtracted: own.downs))
        }
        open = nil
      case nil: open = nil
      }
    }
    return sums
  }

  private static func move(_ name: String) -> Move? {
    let words = NameKey(name.withoutMeasure.withoutNumbering).text.split(separator: " ").map(
      String.init)
    if holds(words, atEndOf: openings) { return .opening }
    if holds(words, atEndOf: closings) { return .closing }
    return switch (words.contains(up), words.contains(down)) {
    case (true, false): .up
    case (false, true): .down
    default: nil
    }
  }

  /// Whether words say one of some ends of a time: "đầu kỳ", but not "6 tháng đầu năm".
  private static func holds(_ words: [String], atEndOf ends: Set<String>) -> Bool {
    zip(words, words.dropFirst()).enumerated().contains { place, pair in
      let before = place > 0 ? words[place - 1] : ""
      return ends.contains(pair.0 + " " + pair.1) && !parts.contains(before)
    }
  }
  private static let up = NameKey("tăng").text
  private static let down = NameKey("giảm").text
  private static let openings = Set(
    ["đầu kỳ", "đầu năm", "đầu quý", "đầu tháng", "tồn đầu"].map { NameKey($0).text })
  private static let closings = Set(
    ["cuối kỳ", "cuối năm", "cuối quý", "cuối tháng", "tồn cuối"].map { NameKey($0).text })
  private static let parts = Set(["tháng", "quý"].map { NameKey($0).text })
}

extension String {
  /// Without the dash or plus that marks a part.
  fileprivate var trimmingPartMark: String {
    String(drop { $0.isWhitespace || "-–+•*".contains($0) })
  }
}
