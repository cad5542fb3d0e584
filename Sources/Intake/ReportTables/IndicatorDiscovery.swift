import ClusterMetrics

/// The indicators that some tables name.
struct IndicatorDiscovery {
  typealias Place = TableDiscovery.Place

  /// Indicators in the order of reading.
  private(set) var found: [ProjectProposal.Indicator] = []
  private var indices: [NameKey: Int] = [:]
  /// By indicator the line or heading that it is a part of.
  private var wholes: [NameKey: NameKey] = [:]

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
  mutating func add(
    _ text: String, measure: String?, _ place: Place, within whole: String? = nil
  ) {
    guard !text.isEmpty, text.count < 200 else { return }
    let given = measure.flatMap { $0.isEmpty ? nil : $0 }
    var stated = given
    var isCumulative = false
    // What every level says in brackets, and whether it counts from the beginning of the year, is no part of the name.
    var levels = text.components(separatedBy: " / ").map { level in
      let words = CumulativeWords(level)
      isCumulative = isCumulative || words.isCumulative
      guard let bracket = words.rest.bracketAtEnd else { return words.rest }
      stated = given ?? bracket.inner
      return bracket.before
    }.filter { !$0.isEmpty }
    guard var name = levels.popLast() else { return }
    if TotalWords.isTotal(name) || FigureWords(name)?.rest.isEmpty == true,
      let upper = levels.popLast()
    {
      name = upper.withoutNumbering
    }
    name = name.withoutNumbering
    // As the table writes it, so that the project reads it again.
    var aliases = text.withoutNumbering == name ? [] : [text]
    if let upper = levels.last {
      // "Trực tuyến" under "Tiếp nhận" says nothing alone; groups that are numbered only order what they hold.
      if upper.withoutNumbering == upper, name.split(separator: " ").count < 3 {
        aliases.append(upper + " / " + name)
        name = upper + " – " + name
      }
    }
    aliases = aliases.uniqued
    name = name.capitalizingFirst
    guard !name.isEmpty else { return }
    let upper = whole ?? levels.last
    if let known = indices[NameKey(name)] {
      let own = found[known]
      // The same words under another heading are another indicator.
      guard own.place == place.text, let upper, wholes[NameKey(name)] != NameKey(upper)
      else {
        // Millions are no milliards: a heading that says another measure is no other name.
        guard agrees(stated, with: own) else { return }
        found[known].aliases += aliases.filter { !own.aliases.contains($0) }
        return
      }
      name = upper.withoutNumbering + " – " + name
    }
    let isMeasure = stated.map(OfficeNames.isMeasure) ?? false
    if let whole, name != text { aliases.append(whole + " / " + text) }
    if let upper, indices[NameKey(name)] == nil { wholes[NameKey(name)] = NameKey(upper) }
    add(
      .init(
        name: name, aliases: aliases, isCumulative: isCumulative,
        measure: isMeasure ? stated?.lowercased() : nil,
        noun: isMeasure ? nil : stated?.lowercased(), place: place.text))
  }

  private func agrees(_ measure: String?, with own: ProjectProposal.Indicator) -> Bool {
    guard let measure, OfficeNames.isMeasure(measure) else { return true }
    return MeasureWords.agree(measure, LocalizedText(own.measure ?? ""))
  }
}

extension StringProtocol {
  /// With its first letter as a capital.
  fileprivate var capitalizingFirst: String { prefix(1).uppercased() + dropFirst() }
}
