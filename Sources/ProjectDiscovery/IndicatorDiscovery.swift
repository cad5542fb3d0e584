import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import Settings
import TableGrids

/// The indicators that some tables name.
struct IndicatorDiscovery {
  typealias Place = TableDiscovery.Place

  /// Indicators in the order of reading; those that only say what is counted with the themes of their tables.
  private var found: [ProjectProposal.Indicator] = []
  /// The header of an indicator that is called after a theme, too.
  private var themed: [NameKey: (header: String, theme: String)] = [:]
  private var indices: [NameKey: Int] = [:]
  /// By indicator the line or heading that it is a part of.
  private var wholes: [NameKey: String] = [:]
  /// By place among those found what stands in brackets behind the name, where that is no measure: "đầu kỳ".
  private var remarks: [Int: String] = [:]
  /// What columns of measures say, folded.
  private(set) var measures: Set<String> = []

  /// Indicators in the order of reading. Where only one table says "Số cuộc", the indicator is called that; where several
  /// tables do, it is called after what each is about.
  var all: [ProjectProposal.Indicator] {
    let counts = Dictionary(
      themed.values.map { (NameKey($0.header), 1) }, uniquingKeysWith: +)
    var all = found
    var others: Set<Int> = []
    // "Tổng số hộ" of a table "Dân số", and below the heading "Dân số" of another.
    for index in all.indices {
      guard let own = themed[NameKey(all[index].name)], counts[NameKey(own.header)] == 1,
        let other = indices[NameKey(own.header)], other != index,
        all[other].group.map({ NameKey($0) }) == NameKey(own.theme),
        all[other].measure == all[index].measure
      else { continue }
      all[index].aliases += ([own.header] + all[other].aliases).filter {
        !all[index].aliases.contains($0)
      }
      others.insert(other)
    }
    // "Cùng kỳ hội nghị" and "Kế hoạch hội nghị" beside "Hội nghị" are its other figures.
    let names = Set(all.map { NameKey($0.name) })
    for index in all.indices {
      guard let figure = FigureWords(all[index].name),
        [.lastYear, .plan, .cumulative].contains(figure.figure), !figure.rest.isEmpty,
        names.contains(NameKey(figure.rest))
      else { continue }
      others.insert(index)
    }
    return all.indices.filter { !others.contains($0) }.map { index in
      var indicator = all[index]
      guard let own = themed[NameKey(indicator.name)] else { return indicator }
      if counts[NameKey(own.header)] == 1, indices[NameKey(own.header)] == nil {
        indicator.name = own.header
      }
      // Tables of another theme are not its own, and this is how they are told apart.
      indicator.aliases.append(own.theme + " / " + own.header)
      return indicator
    }
  }

  /// Takes what a register has to count and to add up.
  mutating func add(_ register: RegisterDiscovery, _ place: Place) {
    if register.activities.isEmpty {
      add("Hoạt động", of: .activities(nil), place)
    } else {
      for activity in register.activities { add(activity, of: .activities(activity), place) }
    }
    for header in register.numbers { add(header, of: .column(header), place) }
  }

  private mutating func add(
    _ text: String, of source: ProjectProposal.Indicator.Source, _ place: Place
  ) {
    guard !found.contains(where: { $0.source == source }) else { return }
    var (name, measure) = (text, String?.none)
    if case .column = source, let bracket = text.bracketAtEnd {
      (name, measure) = (bracket.before, bracket.inner)
    }
    // However the register writes it, a name begins with a capital.
    found.append(
      .init(
        name: name.capitalizingFirst, source: source, aliases: [], measure: measure, noun: nil,
        place: place.text))
  }

  /// Takes a percentage that units state.
  mutating func addShare(_ header: String, _ place: Place) {
    let name = OfficeNames.share(header)
    add(
      .init(
        name: name, aliases: header == name ? [] : [header], measure: "%", noun: nil,
        place: place.text))
  }

  /// Takes what units answer in words.
  mutating func addQuestion(_ header: String, _ place: Place) {
    let name = (header.components(separatedBy: " / ").last ?? header).withoutNumbering
    add(
      .init(
        name: name.capitalizingFirst, source: .words, aliases: [], measure: nil, noun: nil,
        place: place.text))
  }

  /// Takes the total of what stands in the other columns of a table, which is what that is about: "Số đơn thư tiếp nhận" of
  /// "Đất đai | Xây dựng | Tổng số".
  mutating func addTotal(_ header: String, theme: String, _ place: Place) {
    let words = theme.components(separatedBy: " ")
    let by = words.firstIndex { NameKey($0) == NameKey("theo") } ?? words.count
    let name = words.prefix(max(by, 1)).joined(separator: " ").capitalizingFirst
    add(
      .init(
        name: name, aliases: [theme + " / " + header], measure: nil, noun: nil, group: nil,
        place: place.text))
  }

  /// Takes what no other indicator is called, unless it has no name.
  private mutating func add(_ indicator: ProjectProposal.Indicator) {
    let key = NameKey(indicator.name)
    guard !indicator.name.isEmpty, indices[key] == nil else { return }
    indices[key] = found.count
    found.append(indicator)
  }

  /// Takes a label or a header, whose levels are joined by " / ", for the name of an indicator.
  ///
  /// - Parameter measure: what its numbers are measured in, where another cell says so.
  /// - Parameter whole: the line above that it is a part of.
  /// - Parameter always: whether it is called after that line even if nothing else is called like it.
  /// - Parameter theme: what its table is about.
  /// - Parameter isShared: whether a table about something else has the same header.
  /// - Parameter group: the line that heads it and others.
  /// - Parameter headings: how many levels above the last are part of the name.
  /// - Parameter isState: whether it says what there is, and not what happened.
  /// - Parameter isFlow: whether a column "Lũy kế từ đầu năm" adds it up, whatever it is called.
  /// - Parameter written: what the table writes, where that alone names nothing: "0-14".
  /// - Parameter part: what its column is a part of.
  /// - Parameter keepsFigure: whether a last level such as "Trong kỳ" is part of the name.
  mutating func add(
    _ text: String, measure: String?, _ place: Place, within whole: String? = nil,
    always: Bool = false, theme: String? = nil, isShared: Bool = false, group: String? = nil,
    keepsFigure: Bool = false, headings: Int = 0, isState: Bool = false, isFlow: Bool = false,
    writtenAs written: String? = nil, partOf part: String? = nil
  ) {
    // "Số hội nghị tháng 5" is counted at other times, too; "Học kỳ I" is no indicator.
    let text = text.components(separatedBy: " / ").map { level in
      let level = FigureWords.lastYear(of: level) ?? FigureWords.neighbour(of: level)?.name ?? level
      return PeriodMentions.parted(level, year: 2000)?.name
        ?? PeriodMentions.partedRange(level, .calendarMonths, year: 2000)?.name ?? level
    }.joined(separator: " / ")
    guard text.contains(where: \.isLetter), text.count < 200,
      LabelRole(header: text) != .ordinal,
      PeriodMentions.unknownPart(in: text)?.text.count != text.count
    else { return }
    let given = measure.flatMap { $0.isEmpty ? nil : $0 }
    if let given { measures.insert(NameKey(given).text) }
    var stated = given
    var (isCumulative, isStock, saysDay) = (false, isState, false)
    var isOwed = false
    var remark: String?
    isStock = isStock || StockNames.isOne(text.components(separatedBy: " / ").last ?? text)
    // What every level says in brackets, and whether it counts from the beginning of the year, is no part of the name.
    var levels = text.components(separatedBy: " / ").map { level in
      let words = CumulativeWords(level)
      isCumulative = isCumulative || words.isCumulative
      // "Giải ngân đến 30/9" was done since New Year; "Số hộ nghèo đến 30/9" are there.
      let isDone = words.isAsOfDay && OfficeNames.saysDoing(words.rest)
      isCumulative = isCumulative || isDone
      isStock = isStock || words.isAsOfDay && !isDone
      // "Nợ thuế đến cuối tháng" is owed then, and not since New Year.
      if words.isCumulative, IndicatorDiscovery.isOwed(words.rest) { isOwed = true }
      saysDay = saysDay || words.saysDay
      guard let bracket = words.rest.bracketAtEnd else { return words.rest }
      // "TỔNG THU (A+B)" is no measure.
      if words.rest.withoutFormula != words.rest { return bracket.before }
      stated = given ?? bracket.inner
      remark = IndicatorDiscovery.isRemark(bracket.inner) ? bracket.inner : nil
      return bracket.before
    }.filter { !$0.isEmpty }
    if isOwed { (isCumulative, isStock) = (false, true) }
    // A day is no part of what the project reads.
    let header = saysDay ? levels.joined(separator: " / ") : text
    guard var name = levels.popLast() else { return }
    let heading = levels.first
    if TotalWords.isTotal(name) || !keepsFigure && FigureWords(name)?.rest.isEmpty == true,
      let upper = levels.popLast()
    {
      name = upper.withoutNumbering
    }
    name = name.withoutNumbering
    // As the table writes it, so that the project reads it again.
    var aliases = (header.withoutNumbering == name ? [] : [header]) + [written].compactMap(\.self)
    // "Lũy kế từ đầu nhiệm kỳ" under "Số nhà hỗ trợ": what there is of them until now.
    if CumulativeWords.isOfLongerTerm(name), CumulativeWords.leads(name) {
      isStock = true
      if let upper = levels.last {
        aliases.append(upper + " / " + name)
        name = upper + " – " + name.lowercasingFirst
      }
    }
    if let upper = levels.last {
      // "Trực tuyến" under "Tiếp nhận" says nothing alone; groups that are numbered only order what they hold.
      let isShort =
        name.split(separator: " ").count < 3 || PeriodMentions.unknownPart(in: name) != nil
      if headings > 0 {
        let own = levels.suffix(headings)
        aliases.append((own + [name]).joined(separator: " / "))
        name = (own.map(\.withoutNumbering) + [name]).joined(separator: " – ")
      } else if upper.withoutNumbering == upper, isShort {
        aliases.append(upper + " / " + name)
        name = upper + " – " + name
      }
    }
    // The same thing of two days in one table is two things, unless what it reads tells the days apart.
    if isStock, !saysDay, !isState, let known = indices[NameKey(name)],
      found[known].place == place.text
    {
      name = text.withoutNumbering
    }
    name = name.capitalizingFirst
    guard !name.isEmpty else { return }
    if let theme, whole == nil, isShared || levels.isEmpty && TableTheme.isNeeded(by: name) {
      let own = levels.isEmpty ? name : header
      // Without the theme all levels together name what two tables have.
      if !levels.isEmpty { aliases = [] }
      name = theme + " – " + name.lowercasingFirst
      themed[NameKey(name)] = (own, theme)
    }
    if always, let whole {
      aliases.append(whole + " / " + name)
      name = partName(name, of: whole)
    }
    let bare = name
    name = toldApart(name, remark)
    if name != bare { aliases.removeAll { NameKey($0) == NameKey(bare) } }
    if name == bare, whole == nil, levels.isEmpty, themed[NameKey(name)] == nil,
      let known = loose(name, beside: place), remarks[known] == remark
    {
      let own = found[known]
      guard agrees(stated, with: own) else { return }
      found[known].aliases += ([name] + aliases).uniqued.filter {
        !own.aliases.contains($0) && $0 != own.name
      }
      indices[NameKey(name)] = known
      return
    }
    let upper = whole ?? levels.last
    if let whole { name = toldApart(name, partOf: whole) }
    if let known = indices[NameKey(name)] {
      let own = found[known]
      // The same words under another heading are another indicator.
      guard own.place == place.text, let upper,
        wholes[NameKey(name)].map({ NameKey($0) }) != NameKey(upper)
      else {
        // Millions are no milliards: a heading that says another measure is no other name.
        guard agrees(stated, with: own) else { return }
        found[known].aliases += aliases.uniqued.filter { !own.aliases.contains($0) }
        return
      }
      name = upper.withoutNumbering + " – " + name
    }
    let isMeasure = stated.map(OfficeNames.isMeasure) ?? false
    if let whole, name != text { aliases.append(whole + " / " + text) }
    if let upper, indices[NameKey(name)] == nil { wholes[NameKey(name)] = upper }
    if name == bare, indices[NameKey(name)] == nil, let remark { remarks[found.count] = remark }
    add(
      .init(
        name: name, aliases: aliases.uniqued.filter { $0 != name },
        isCumulative: isCumulative && !isStock, isStock: isStock && !isFlow, isFlow: isFlow,
        measure: isMeasure ? stated.map(IndicatorDiscovery.measureName) : nil,
        noun: isMeasure
          ? nil
          : stated.map { $0.contains(where: \.isLowercase) || $0.count > 4 ? $0.lowercased() : $0 },
        group: (group ?? heading ?? theme).map(IndicatorDiscovery.groupName), whole: whole ?? part,
        place: place.text))
  }

  /// Whether a name says what is owed or left over: "Nợ thuế", "Dư nợ", "Tồn quỹ".
  private static func isOwed(_ name: String) -> Bool {
    let words = NameKey(name.withoutNumbering).text.split(separator: " ").map(String.init)
    let first = words.first { $0 != "so" && $0 != NameKey("số").text && $0 != NameKey("tổng").text }
    return first.map { owed.contains($0) } ?? false
  }
  private static let owed = Set(["nợ", "dư", "tồn"].map { NameKey($0).text })

  /// An indicator of other files that is called the same but for words which say that it is counted: "Hồ sơ tiếp nhận" and
  /// "Số hồ sơ đã tiếp nhận".
  private func loose(_ name: String, beside place: Place) -> Int? {
    guard indices[NameKey(name)] == nil else { return nil }
    let key = IndicatorDiscovery.looseKey(name)
    return found.indices.first { index in
      found[index].source == .submissions && found[index].place != place.text
        && !found[index].place.hasPrefix(place.file + ":")
        && IndicatorDiscovery.looseKey(found[index].name) == key
    }
  }

  static func looseKey(_ name: String) -> String {
    // "Tổng số hồ sơ" of one unit is "Số hồ sơ" of another.
    let key = NameKey(name.filter { !"\"“”'‘’«»".contains($0) }).text
    let rest = key.hasPrefix(total) ? String(key.dropFirst(total.count)) : key
    return rest.split(separator: " ").filter { !counting.contains(String($0)) }
      .map { $0 == "hs" ? NameKey("hồ sơ").text : String($0) }.joined(separator: " ")
  }
  private static let total = NameKey("tổng số").text + " "
  private static let counting = Set(["số", "đã", "được"].map { NameKey($0).text })

  /// "II. LĨNH VỰC KINH TẾ" → "Lĩnh vực kinh tế".
  private static func groupName(_ text: String) -> String {
    let name = text.withoutNumbering.trimmingCharacters(in: CharacterSet(charactersIn: " -–:."))
    return (name.contains(where: \.isLowercase) ? name : name.lowercased()).capitalizingFirst
  }

  /// Whether an indicator is called so.
  func knows(_ name: String) -> Bool { indices[NameKey(name)] != nil }

  /// The remark behind the name of a known indicator, if any; `nil` where none is called so.
  func remarkOf(_ name: String) -> String?? {
    indices[NameKey(name)].map { remarks[$0] }
  }

  /// The line that a known part stands below.
  func wholeOf(_ name: String) -> String? { wholes[NameKey(name)] }

  /// Gives a known indicator a longer name.
  ///
  /// - Parameter alias: how tables call it besides.
  mutating func rename(_ name: String, to other: String, alias: String? = nil) {
    guard let known = indices.removeValue(forKey: NameKey(name)) else { return }
    indices[NameKey(other)] = known
    wholes[NameKey(other)] = wholes.removeValue(forKey: NameKey(name))
    found[known].name = other
    found[known].aliases.removeAll { NameKey($0) == NameKey(other) || NameKey($0) == NameKey(name) }
    if let alias { found[known].aliases.append(alias) }
  }

  private func agrees(_ measure: String?, with own: ProjectProposal.Indicator) -> Bool {
    guard let measure, OfficeNames.isMeasure(measure) else { return true }
    return MeasureWords.agree(measure, LocalizedText(own.measure ?? ""))
  }
}

extension IndicatorDiscovery {
  /// A unit of measure in small letters, but for currencies: "thousand USD".
  fileprivate static func measureName(_ text: String) -> String {
    text.lowercased().replacing(#/\b(?:usd|eur|vnd)\b/#) { $0.0.uppercased() }
  }
}

extension StringProtocol {
  /// With its first letter small, but for "HĐND giao".
  var lowercasingFirst: String {
    dropFirst().first?.isUppercase == true ? String(self) : prefix(1).lowercased() + dropFirst()
  }
  /// With its first letter as a capital.
  var capitalizingFirst: String { prefix(1).uppercased() + dropFirst() }
}
