import ClusterMetrics

/// What the lines above a report table say of all of its numbers.
extension ReportTableReader {
  /// What the lines above a table say of all of its numbers.
  mutating func noteTitles(_ block: ReportBlock) {
    let titles = PeriodMentions.joiningDays(
      block.titles.flatMap { grid.rows[$0].items }
        .filter { !$0.isEmpty && !$0.isPlainNumber }.map { $0.dayText ?? $0.text }.uniqued)
    if let own = settings?.period,
      let stated = titles.flatMap({ PeriodMentions.all(in: $0, year: year) }).uniqued.only,
      stated != own
    {
      addOnce(
        .badPeriod, about: "settings",
        vi:
          "tiêu đề ghi \(stated.name), cài đặt ghi \(own.name); \(own.name) được dùng, hãy kiểm tra",
        en: "the title says \(stated.name), the settings \(own.name), which is used; check them")
    }
    if settings?.period == nil {
      var periods = periods(of: titles)
      // Another title, another kind of number.
      if !periods.isEmpty { context.figure = self.named.figure }
      // "Số liệu cùng kỳ năm 2023" are those of 2023, also in a file "ck".
      if context.figure == .lastYear, titles.contains(where: ReportWords.saysYearOfBefore(title:)) {
        context.figure = nil
      }
      noteMonths(titles, &periods)
      // A sheet "Quý I" says more than a title that only says the year; the name of a file, "bc-t6", says less than a title
      // that says "6 tháng đầu năm".
      let isWider =
        periods.count == 1
        && (isPeriodOfSheet || context.period?.isNamed == true
          || periods[0].calendarYear.map { periods[0] == .year($0) } ?? false)
        && context.period.map { $0 != periods[0] && contains(periods[0], $0) } ?? false
      noteContradiction(periods, isNamed: isWider)
      if periods.count == 1, !isWider { context.period = periods[0] }
      if periods.count > 1 {
        (context.period, context.candidates) = (nil, periods)
        context.longest = periods.first { whole in periods.allSatisfy { contains(whole, $0) } }
      }
    }
    let corrections = ["đính chính", "điều chỉnh số liệu", "thay thế báo cáo", "thay thế biểu"].map
    {
      NameKey($0).text
    }
    context.isCorrection = titles.contains { title in
      let key = NameKey(title).text
      return corrections.contains { key.contains($0) }
    }
    context.isEstimate = titles.contains(where: ReportWords.isEstimate(title:))
    let notes = block.notes(in: grid)
    context.measure =
      titles.compactMap { MeasureWords.stated($0) }.last
      ?? notes.compactMap { MeasureWords.stated($0) }.last ?? context.measure
    if settings?.figure == nil {
      // Tone marks go to the end of a word, in front of brackets.
      let folded = titles.map { title in
        NameKey(String(title.map { "()[],;:".contains($0) ? " " : $0 })).text
      }
      func says(_ words: String) -> Bool { folded.contains { $0.contains(NameKey(words).text) } }
      if let figure = titles.compactMap({ captionFigure($0, block) }).last {
        context.figure = figure
      } else if titles.contains(where: ReportWords.isPlan(title:)) {
        context.figure = .plan
      } else if [
        "lũy kế", "cộng dồn", "từ đầu năm đến", "đến hết tháng", "đến hết quý", "tính đến tháng",
        "đến cuối tháng",
      ]
      .contains(where: says) || says("đến tháng") && !says("từ tháng")
        || notes.contains(where: CumulativeWords.saysOfAll)
      {
        context.figure = .cumulative
      } else {
        context.doubtfulTitle = titles.last(where: ReportWords.mayBePlan(title:))
      }
    }
    if settings?.unit == nil {
      let told = titles.compactMap { $0.statedUnit.flatMap { words.unit(mentionedIn: $0) } }
      let units = Set(told.isEmpty ? titles.compactMap { words.unit(mentionedIn: $0) } : told)
      // Of several offices the letter head ends with the one whose report it is.
      let issuer = Letterhead(block.titles, in: grid).issuer.flatMap { words.unit(mentionedIn: $0) }
      if let unit = units.only ?? issuer, told.isEmpty, isNamedBelow(unit) {
        context.unit = namedUnit
      } else if let unit = units.only ?? issuer {
        noteOtherUnit(unit)
        noteIssuer(below: unit, titles)
        context.unit = unit
      }
      if let stated = titles.compactMap(\.statedUnit).last {
        context.isOfAll = units.isEmpty && TotalWords.isTotal(stated)
        if context.isOfAll { context.unit = nil }
      }
      noteStranger(titles)
    }
    if settings?.indicator == nil {
      let found = titles.compactMap { words.indicator(mentionedIn: $0) }
      context.indicator =
        found.isEmpty && (tables.count == 1 || titles.isEmpty)
        ? sheetIndicator : Set(found.map(\.id)).count == 1 ? found[0] : nil
    }
  }

  /// What a line says of the table below it where another table stands above: "Số liệu cùng kỳ năm trước".
  private func captionFigure(_ line: String, _ block: ReportBlock) -> Figure? {
    guard tables.first.map({ $0.header.lowerBound < block.header.lowerBound }) ?? false else {
      return nil
    }
    let text = line.withoutNumbering
    let plain =
      ["Số liệu ", "So sánh ", "Kết quả "].first { text.hasPrefix($0) }
      .map { String(text.dropFirst($0.count)) } ?? text
    let key = NameKey(plain).text
    let isBefore = ["cùng kỳ", "năm trước"].contains { key.hasPrefix(NameKey($0).text) }
    return isBefore && key.split(separator: " ").count < 8 ? .lastYear : nil
  }

  /// Whether the file or the sheet is named after an office below the one that the letter head names.
  private func isNamedBelow(_ unit: Int) -> Bool {
    namedUnit.map {
      OfficeNames.isBelow(words.roster.units[$0].name, words.roster.units[unit].name)
        && OfficeNames.height(words.roster.units[$0].name) != nil
    } ?? false
  }

  /// A line in capitals right below that of the unit which names another office: "UBND HUYỆN NGA SƠN" over "TRẠM Y TẾ XÃ NGA
  /// TÂN", whose report it then most likely is.
  private mutating func noteIssuer(below unit: Int, _ titles: [String]) {
    guard let place = titles.firstIndex(where: { words.unit(mentionedIn: $0) == unit }),
      let line = titles[safe: place + 1], !line.contains(where: \.isLowercase),
      ReportWords.isIssuer(line), words.unit(mentionedIn: line) != unit,
      // A department reports for the place above it.
      !(OfficeNames.isDepartment(line) || OfficeNames.isBodyOfCommune(line))
        || !OfficeNames.isPlace(OfficeNames.unit(titles[place].withoutNumbering)),
      said.insert("issuer").inserted
    else { return }
    let name = words.roster.units[unit].name
    table.log.add(
      Finding(
        .unknownUnit, .warning,
        at: Finding.Place(file: table.place.file, sheet: table.place.sheet),
        vi:
          "đầu bảng ghi \"\(line)\" ngay dưới cơ quan cấp trên; số liệu được tính cho \(name), nếu là của đơn vị kia hãy thêm vào danh"
          + " sách, hoặc khai báo sources: {tables: {files: …, unit: …}}",
        en:
          "\"\(line)\" stands right below the superior office; the numbers count for \(name): if they are the other's, add it to the"
          + " roster, or say it under sources: {tables: {files: …, unit: …}}"
      ))
  }

  /// A file or sheet that is named after another unit than its title: one of the two was forgotten when a form was copied.
  private mutating func noteOtherUnit(_ unit: Int) {
    guard let named = namedUnit, named != unit, said.insert("unit of name").inserted else { return }
    let (own, other) = (words.roster.units[unit].name, words.roster.units[named].name)
    guard NameKey.place(own).bare != NameKey.place(other).bare else { return }
    table.log.add(
      Finding(
        .unknownUnit, .warning,
        at: Finding.Place(file: table.place.file, sheet: table.place.sheet),
        vi:
          "tiêu đề ghi \(own), tên tệp hoặc tên trang ghi \(other); được tính cho \(own), hãy kiểm tra",
        en:
          "the title says \(own), the name of the file or sheet \(other); it counts for \(own), check it"
      ))
  }

  /// A sheet "T5" or a file "bc thang 5" whose title says another month, or a half-year.
  ///
  /// - Parameter isNamed: whether the name counts, and not the title.
  private mutating func noteContradiction(_ periods: [Period], isNamed: Bool) {
    guard let named = self.named.period, let stated = periods.only, stated != named else { return }
    let isOfYear = stated.calendarYear.map({ stated == .year($0) }) ?? true
    guard stated.isSameLength(as: named) || isNamed && !isOfYear,
      said.insert("period of name").inserted
    else { return }
    let counted = isNamed ? named : stated
    let place = Finding.Place(file: table.place.file, sheet: table.place.sheet)
    let name = LocalizedText(
      vi: isPeriodOfSheet ? "tên trang" : "tên tệp",
      en: isPeriodOfSheet ? "the name of the sheet" : "the name of the file")
    table.log.add(
      Finding(
        .badPeriod, .warning, at: place,
        vi:
          "tiêu đề ghi \(stated.spoken.vietnamese), \(name.vietnamese) ghi \(named.spoken.vietnamese); được tính là \(counted.spoken.vietnamese), hãy kiểm tra",
        en:
          "the title says \(stated.name), \(name.english) \(named.name); it counts as \(counted.name), check it"
      ))
  }

  /// Says where a column that only says what is counted, "Số cuộc", goes into an indicator of another theme.
  mutating func noteTheme(_ columns: ReportColumns, _ theme: String?) {
    guard let theme else { return }
    for numbers in columns.numbers where TableTheme.isNeeded(by: numbers.name) {
      guard let indicator = numbers.meaning.indicator else { continue }
      let aliases = definition.indicatorAliases[indicator.id] ?? []
      let themes = aliases.compactMap { alias -> String? in
        let levels = alias.components(separatedBy: " / ")
        return levels.count == 2 && NameKey(levels[1]) == NameKey(numbers.name) ? levels[0] : nil
      }
      guard let other = themes.first, !themes.contains(where: { NameKey($0) == NameKey(theme) })
      else { continue }
      addOnce(
        .contradictingNumbers, about: "theme \(indicator.id)",
        vi:
          "bảng này nói về \"\(theme)\", còn \(indicator.name.vietnamese) lấy từ bảng \"\(other)\"; nếu là nội dung khác, hãy thêm một"
          + " chỉ tiêu có aliases: [\"\(theme) / \(numbers.name)\"]",
        en:
          "this table is about \"\(theme)\", and \(indicator.name.english) came from a table about \"\(other)\"; if it is"
          + " something else, add an indicator with aliases: [\"\(theme) / \(numbers.name)\"]")
    }
  }

  /// The commune or district that the letter head names, where nobody knows it.
  var stranger: String? {
    let first = tables.first?.header.lowerBound ?? 0
    let lines = grid.rows[..<first].compactMap { row in row.items.first { !$0.isEmpty }?.text }
    let names = lines.filter {
      OfficeNames.isOffice($0) && PeriodMentions.all(in: $0, year: 2000).isEmpty
    }
    .map { OfficeNames.unit($0) }
    return names.last { OfficeNames.isPlace($0) && words.unit(mentionedIn: $0) == nil }
  }

  /// A title that names a unit which nobody knows, over numbers that count for another.
  mutating func noteStranger(_ titles: [String]) {
    guard let name = titles.compactMap(\.statedUnit).last, words.unit(mentionedIn: name) == nil,
      let unit = context.unit
    else { return }
    let own = words.roster.units[unit].name
    addOnce(
      .unknownUnit, about: "stranger \(name)",
      vi:
        "tiêu đề ghi \"\(name)\", không có trong danh sách; bảng được tính cho \(own) theo tên tệp, tên trang hoặc bảng"
        + " trước",
      en:
        "the title says \"\(name)\", which is not in the roster; the table counts for \(own), as the file, the sheet or"
        + " the table above says")
  }

  /// Under "6 tháng đầu năm 2024", columns "2023" and "2024" are the half-years of both: where all that is no plan
  /// goes by years, of which one is the title's. Where others say their part of the year, only the title's year is not
  /// over: "Năm 2023 / Cả năm", "Năm 2024 / Thực hiện".
  mutating func noteYears(_ columns: ReportColumns) {
    years = .whole
    guard let current = context.period, !current.isDays, let own = current.calendarYear,
      current != .year(own)
    else { return }
    let values = columns.numbers.filter { ($0.meaning.figure ?? .value) != .plan }
    let open = values.filter { $0.meaning.isYear && $0.meaning.part == nil && !$0.saysWholeYear }
    let stated = Set(open.compactMap(\.meaning.period?.calendarYear))
    guard stated.contains(own) else { return }
    let name = current.spoken
    if open.count == values.count, stated.count > 1 {
      years = .parts
      addOnce(
        .badPeriod, about: "years",
        vi:
          "tiêu đề ghi \(name.vietnamese), các cột chỉ ghi năm: được tính là cùng kỳ đó của từng năm; nếu là số cả năm, hãy"
          + " ghi \"cả năm\" ở cột",
        en:
          "the title says \(current.name), the columns only years: they count as the same part of each year; write"
          + " \"cả năm\" over columns of whole years")
    } else {
      years = .currentPart
      let column = open.first { $0.meaning.period == .year(own) }?.name ?? ""
      addOnce(
        .badPeriod, about: "years",
        vi:
          "tiêu đề ghi \(name.vietnamese), cột \"\(column)\" chỉ ghi năm: được tính là \(name.vietnamese); nếu là số cả"
          + " năm, hãy ghi \"cả năm\" ở cột",
        en:
          "the title says \(current.name), the column \"\(column)\" only the year: it counts as \(current.name); write"
          + " \"cả năm\" over columns of whole years")
    }
  }

  /// The periods that the lines above a table name: days, weeks and terms before months and years.
  private mutating func periods(of titles: [String]) -> [Period] {
    let named = titles.compactMap { definition.calendar.names.days(mentionedIn: $0, year: year) }
      .uniqued
    let lines = titles.map { PeriodMentions.all(in: $0, year: year) }.filter { !$0.isEmpty }
    let all = lines.flatMap(\.self).uniqued
    if let days = titles.compactMap({
      definition.calendar.period(ofDaysIn: $0, year: year)
    }).uniqued.only {
      // "THÁNG 2 (từ ngày 15/01/2024 đến ngày 14/02/2024)" says its year by the days.
      let end = definition.calendar.days(of: days).upperBound.previous.components.year
      let whole =
        all.only ?? titles.flatMap { PeriodMentions.all(in: $0, year: end) }.uniqued.only
      if let whole, definition.calendar.isClosed(days, for: whole) {
        noteClosing(days, whole)
        return [whole]
      }
      if let reported = self.reported(on: days, whole) { return [reported] }
      return [week(of: days, in: titles) ?? days]
    }
    if let month = titles.compactMap({ definition.calendar.schoolMonth(in: $0) }).uniqued.only {
      return [month]
    }
    // A term that the project does not know is a part of the year that stands beside it.
    let isWhole = named.allSatisfy { if case .term = $0.series { false } else { true } }
    if isWhole,
      let part = titles.compactMap({ PeriodMentions.unknownPart(in: $0) }).first(where: { part in
        part.isWeek ? named.isEmpty : true
      })
    {
      addUnknownPart(part.text)
      return []
    }
    if let only = named.only {
      guard let other = all.only, definition.calendar.isOutside(only, other) else {
        return [.named(only)]
      }
      // "Tuần 2" under "THÁNG 3 NĂM 2024" is the second of that month.
      addUnknownPart(only.spoken.vietnamese.components(separatedBy: " năm")[0])
      return []
    }
    // So is a sheet "Tuần 2" under such a title.
    if case .named(let week)? = self.named.period, let other = all.only,
      definition.calendar.isOutside(week, other)
    {
      addUnknownPart(week.spoken.vietnamese.components(separatedBy: " năm")[0])
      return []
    }
    // "BÁO CÁO NĂM 2024" over "Quý I": of two lines the nearer one.
    guard lines.count > 1, all.count == 2,
      let whole = all.first(where: { if case .year = $0 { true } else { false } }),
      let part = all.first(where: { $0 != whole }), contains(whole, part),
      !lines.contains(where: { $0.count > 1 })
    else { return all }
    return [part]
  }

  /// The period whose report bears the day on which it was written: "BÁO CÁO QUÝ IV NĂM 2024" over "Ngày 10/01/2025".
  private func reported(on day: Period, _ whole: Period?) -> Period? {
    guard case .span(let from, let through) = day, from == through, let whole,
      !whole.isDays, !whole.isNamed
    else { return nil }
    // A period without a year was given that of the day.
    let periods = [whole, whole.sameLastYear]
    return periods.first { period in
      let days = definition.calendar.days(of: period)
      let end = days.upperBound.number
      let isYear = if case .year = period { true } else { false }
      return from.number <= end + 92 && (from.number >= end || !isYear && from.number > end - 21)
    }
  }

  /// A title that says from when to when its month, quarter or half-year is counted: with another closing day than the
  /// project's.
  private mutating func noteClosing(_ days: Period, _ whole: Period) {
    let (from, to) = (
      definition.calendar.days(of: days).lowerBound,
      definition.calendar.days(of: days).upperBound.previous
    )
    addOnce(
      .badPeriod, about: "closing",
      vi:
        "tiêu đề ghi \(whole.spoken.vietnamese) là từ \(from.vietnamese) đến \(to.vietnamese): được tính là"
        + " \(whole.spoken.vietnamese); nếu cơ quan chốt số liệu ngày \(to.components.day), hãy ghi calendar:"
        + " {closing_day: \(to.components.day)} trong giaoban.yaml",
      en:
        "the title says that \(whole.name) is from \(from) to \(to): it counts as \(whole.name); if periods close on day"
        + " \(to.components.day), write calendar: {closing_day: \(to.components.day)} in giaoban.yaml"
    )
  }

  /// The week that days lie in, where a title calls them one: "BÁO CÁO TUẦN 12 (từ ngày 18/3 đến 22/3/2024)".
  private func week(of period: Period, in titles: [String]) -> Period? {
    guard case .span(let from, let through) = period,
      titles.contains(where: { " \(NameKey($0).text) ".contains(" \(PeriodMentions.week) ") }),
      let week = NamedDays(weekOf: from, begins: definition.calendar.names.weekBegins),
      week.from <= from, through <= week.through
    else { return nil }
    return .named(week)
  }

  /// A title that says a part of a year whose days nobody knows: "Học kỳ I", "Tuần thứ ba, tháng 3".
  private mutating func addUnknownPart(_ part: String) {
    context.period = nil
    context.isUnknownPart = true
    addOnce(
      .badPeriod, about: "part \(part)",
      vi:
        "không rõ \"\(part)\" là từ ngày nào đến ngày nào nên bảng không được tính; hãy khai báo terms: {\"\(part) …\":"
        + " 2024-09-05..2025-01-15} trong giaoban.yaml, hoặc sources: {tables: {files: …, period: …}}",
      en:
        "which days \"\(part)\" is of is not known, and the table does not count; say it under terms: {\"\(part) …\":"
        + " 2024-09-05..2025-01-15} in giaoban.yaml, or under sources: {tables: {files: …, period: …}}"
    )
  }

  func contains(_ whole: Period, _ part: Period) -> Bool {
    definition.calendar.days(of: whole).contains(definition.calendar.days(of: part))
  }
}
