import ClusterMetrics
import OfficeWords
import Settings

/// Lines of a table, its columns or its rows, of which some make up another by what they are called: those below "Chia ra", and
/// "Đầu kỳ", "Tăng", "Giảm", "Cuối kỳ".
package enum LineSums {
  package struct Line {
    /// Which column or row it is.
    var place: Int
    /// Its name with what stands above it, also what only says that parts follow.
    var levels: [String]
    /// What marks it as a part: "-" or "+" of a row.
    var mark: Character?

    package init(place: Int, levels: [String], mark: Character? = nil) {
      (self.place, self.levels, self.mark) = (place, levels, mark)
    }

    var name: String { levels.last ?? "" }
    var uppers: [String] { levels.dropLast() }
    /// Whether its name says that it is among others: "Trong đó: nữ".
    var isAmong: Bool { name.trimmingPartMark.saysAmong }
  }

  /// A line, and what it should be the sum of.
  package struct Sum: Hashable {
    package var whole: Int
    package var added: [Int]
    package var subtracted: [Int] = []

    package init(whole: Int, added: [Int], subtracted: [Int] = []) {
      (self.whole, self.added, self.subtracted) = (whole, added, subtracted)
    }
  }

  package static func all(_ lines: [Line]) -> [Sum] {
    parts(lines) + movements(lines) + balances(lines)
  }

  /// "Tổng thu | Tổng chi | Chênh lệch": what was taken in less what was spent.
  private static func balances(_ lines: [Line]) -> [Sum] {
    lines.indices.dropFirst(2).compactMap { index in
      let (taken, spent, balance) = (lines[index - 2], lines[index - 1], lines[index])
      guard isBalance(balance.name, of: taken.name, spent.name), taken.uppers == spent.uppers,
        spent.uppers == balance.uppers, taken.mark == spent.mark
      else { return nil }
      return Sum(whole: balance.place, added: [taken.place], subtracted: [spent.place])
    }
  }

  /// Whether a name says what is left of what was taken in when some was spent.
  static func isBalance(_ name: String, of taken: String, _ spent: String) -> Bool {
    says(taken, ["thu"]) && says(spent, ["chi"])
      && says(name, ["chênh lệch", "cân đối", "thu - chi", "thu trừ chi"])
  }

  /// Whether a name begins with one of some words, behind "Tổng" and "Số".
  private static func says(_ name: String, _ starts: [String]) -> Bool {
    let key = countedKeys(name) { name in
      let words = NameKey(name.withoutMeasure.withoutNumbering).text.split(separator: " ")
        .drop { $0 == NameKey("tổng").text || $0 == NameKey("số").text }
      return words.joined(separator: " ") + " "
    }
    return starts.contains { key.hasPrefix(startKeys($0) { NameKey($0).text + " " }) }
  }
  private static let countedKeys = TextMemo<String>()
  private static let startKeys = TextMemo<String>()

  /// "Nam" and "Nữ" behind what may be both together, or in front of their total, which only other lines can show.
  package static func sexes(_ lines: [Line]) -> [Sum] {
    lines.indices.dropLast().compactMap { index in
      let (one, other) = (lines[index], lines[index + 1])
      guard Set([sex(one.name), sex(other.name)]) == bothSexes, one.uppers == other.uppers else {
        return nil
      }
      let total = lines[safe: index + 2].flatMap { line in
        TotalWords.isTotal(line.name) && line.uppers == one.uppers ? line : nil
      }
      return (total ?? lines[safe: index - 1]).map {
        Sum(whole: $0.place, added: [one.place, other.place])
      }
    }
  }
  private static let bothSexes: Set<String?> = [NameKey("nam").text, NameKey("nữ").text]
  private static func sex(_ name: String) -> String? {
    lastWords(name) { name in
      let last = NameKey(name.withoutMeasure).text.split(separator: " ").last.map(String.init)
      return last.map { englishSexes[$0] ?? $0 }
    }
  }
  private static let lastWords = TextMemo<String?>()
  private static let englishSexes = Dictionary(
    uniqueKeysWithValues: ["male", "males", "men", "boys"].map { ($0, NameKey("nam").text) }
      + ["female", "females", "women", "girls"].map { ($0, NameKey("nữ").text) })

  // MARK: Parts

  /// "Tổng số đơn | Chia ra: Khiếu nại, Tố cáo".
  private static func parts(_ lines: [Line]) -> [Sum] {
    var sums: [Sum] = []
    var first = lines.startIndex
    while first < lines.endIndex {
      let line = lines[first]
      if let level = line.uppers.lastIndex(where: dividesWhole) {
        // A column below "Chia ra", with those that have the same above them.
        // "Chia ra" over "Nam" and "Nữ", each over ages of its own: all of them make the whole.
        let below = lines[first...].prefix { $0.levels.starts(with: line.levels[...level]) }
        let isFlat = below.allSatisfy {
          !$0.isAmong && !TotalWords.isTotal($0.name)
            && !$0.uppers.dropFirst(level + 1).contains(where: dividesWhole)
        }
        let own = isFlat ? below : lines[first...].prefix { $0.uppers == line.uppers }
        let whole = lines[..<first].last {
          !$0.uppers.contains(where: PartColumns.saysParts) && !$0.isAmong
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
          let whole = lines[..<first].last { $0.mark != mark && !$0.isAmong }
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

  private enum Move { case opening, up, total, down, closing }

  /// Lines that stand for one thing: one, or those below one heading.
  private struct Entry {
    var name: String
    var places: [Int]
    /// Whether some of them are among others, so that they make no sum.
    var isUnclear = false
  }

  /// "Số đảng viên đầu kỳ | Tăng | Giảm | Số đảng viên cuối kỳ", "Kỳ trước chuyển sang | Mới tiếp nhận | Tổng số | Đã giải quyết | Còn
  /// lại", one beside the other.
  private static func movements(_ lines: [Line]) -> [Sum] {
    var sums: [Sum] = []
    var open: (base: [Int], ups: [Int], downs: [Int], isTotal: Bool)?
    for entry in entries(lines) {
      // "Dân số 31/12/2023 | Tăng | Giảm | Dân số 31/12/2024"
      let isDated =
        entry.name.hasDigit
        && (CumulativeWords(entry.name).isAsOfDay || CumulativeWords.day(entry.name) != nil)
      let dated = isDated ? (open == nil ? Move.opening : .closing) : nil
      guard !entry.isUnclear, let move = dated ?? move(entry.name) else {
        open = nil
        continue
      }
      switch move {
      case .opening: open = (entry.places, [], [], false)
      case .up: open?.ups += entry.places
      case .down: open?.downs += entry.places
      case .total:
        guard let own = open, !own.ups.isEmpty, own.downs.isEmpty, let whole = entry.places.only
        else {
          open = nil
          continue
        }
        sums.append(Sum(whole: whole, added: own.base + own.ups))
        open = ([whole], [], [], true)
      case .closing:
        if let own = open, !own.ups.isEmpty || own.isTotal, !own.downs.isEmpty,
          let whole = entry.places.only
        {
          sums.append(Sum(whole: whole, added: own.base + own.ups, subtracted: own.downs))
        }
        open = nil
      }
    }
    return sums
  }

  /// Columns below one heading are one: its total, or all of them.
  private static func entries(_ lines: [Line]) -> [Entry] {
    var entries: [Entry] = []
    var rest = lines.filter { $0.mark == nil }[...]
    while let first = rest.first {
      guard let heading = first.uppers.first else {
        entries.append(Entry(name: first.name, places: [first.place]))
        rest.removeFirst()
        continue
      }
      let own = rest.prefix { $0.uppers.first == heading }
      rest = rest.dropFirst(own.count)
      // A heading over all of it says nothing of the moves.
      if own.contains(where: { $0.levels.count == 2 && move($0.name) == .opening }) {
        entries += own.map { Entry(name: $0.name, places: [$0.place]) }
      } else if let total = own.first(where: { TotalWords.isTotal($0.name) }) {
        entries.append(Entry(name: heading, places: [total.place]))
      } else {
        entries.append(
          Entry(
            name: heading, places: own.map(\.place),
            isUnclear: own.contains { line in
              line.isAmong || line.uppers.contains(where: \.saysAmong)
            }))
      }
    }
    return entries
  }

  private static func move(_ name: String) -> Move? { moves(name) { newMove($0) } }
  private static let moves = TextMemo<Move?>()

  private static func newMove(_ name: String) -> Move? {
    let words = NameKey(name.withoutMeasure.withoutNumbering).text.split(separator: " ").map(
      String.init)
    let key = " " + words.joined(separator: " ") + " "
    func says(_ phrases: [String]) -> Bool { phrases.contains { key.holds(" " + $0 + " ") } }
    if holds(words, atEndOf: openings) || says(carriedIn) { return .opening }
    if holds(words, atEndOf: closings) || says(left) { return .closing }
    if let first = words.first, totals.contains(first) { return .total }
    let isUp = words.contains(up) || says(received) || says(coming)
    switch (isUp, words.contains(down) || says(done) || says(going)) {
    case (true, false): return .up
    case (false, true): return .down
    default: return nil
    }
  }

  /// Whether words say one of some ends of a time: "đầu kỳ", but not "6 tháng đầu năm".
  private static func holds(_ words: [String], atEndOf ends: Set<String>) -> Bool {
    zip(words, words.dropFirst()).enumerated().contains { place, pair in
      let before = place > 0 ? words[place - 1] : ""
      return ends.contains(pair.0 + " " + pair.1) && !parts.contains(before)
    }
  }
  private static func keys(_ texts: [String]) -> [String] { texts.map { NameKey($0).text } }
  private static let up = NameKey("tăng").text
  private static let down = NameKey("giảm").text
  private static let totals = Set(keys(["tổng", "cộng"]))
  private static let openings = Set(
    keys(["đầu kỳ", "đầu năm", "đầu quý", "đầu tháng", "tồn đầu"]))
  private static let closings = Set(
    keys(["cuối kỳ", "cuối năm", "cuối quý", "cuối tháng", "tồn cuối"]))
  private static let parts = Set(keys(["tháng", "quý"]))
  private static let carriedIn = keys([
    "kỳ trước chuyển", "năm trước chuyển", "tháng trước chuyển", "quý trước chuyển",
    "tồn kỳ trước", "tồn năm trước", "tồn tháng trước",
  ])
  private static let received = keys([
    "tiếp nhận", "nhận mới", "mới nhận", "phát sinh", "mới phát sinh",
  ])
  private static let done = keys([
    "đã giải quyết", "giải quyết xong", "đã xử lý", "giải quyết trong kỳ", "xử lý trong kỳ",
    "đã trả",
  ])
  private static let coming = keys([
    "kết nạp", "chuyển đến", "tuyển mới", "tuyển dụng", "mới sinh", "sinh ra", "nhập mới",
    "bổ sung", "phát triển mới", "thành lập mới", "thu", "thu trong kỳ", "sinh",
  ])
  private static let going = keys([
    "chuyển đi", "từ trần", "khai trừ", "xóa tên", "xin ra", "nghỉ hưu", "nghỉ việc", "thôi việc",
    "chết", "mất", "hy sinh", "xuất ngũ", "giải thể", "chi", "chi trong kỳ", "tử",
  ])
  private static let left = keys([
    "còn lại", "còn tồn", "chuyển kỳ sau", "chuyển sang kỳ sau",
  ])
}

extension String {
  /// Without the dash or plus that marks a part.
  fileprivate var trimmingPartMark: String {
    String(drop { $0.isWhitespace || String.partMarks.contains($0) })
  }
}
