import ClusterMetrics
import Findings
import OfficeWords
import Settings
import TableGrids
import TableLabels

/// What the lines above a report table say of all of its numbers.
extension ReportTableReader {
  /// What stands in the header over the labels of a table: "Đơn vị (ĐVT: triệu đồng)".
  private func corner(of block: ReportBlock) -> [String] {
    block.header.flatMap { index in
      let row = grid.rows[index]
      return (0..<row.items.count).prefix { column in
        !block.body.contains {
          grid.rows[$0][column].isNumber && !grid.rows[$0][column].isPlainNumber
        }
          && block.body.contains { grid.rows[$0][column].text.contains(where: \.isLetter) }
          || column == 0
      }.map { row[$0].text }
    }
  }

  /// What the lines above a table say of all of its numbers.
  mutating func noteTitles(_ block: ReportBlock) {
    let titles = PeriodMentions.joiningDays(
      block.titles.flatMap { grid.rows[$0].items }
        .filter { !$0.isEmpty && !$0.isPlainNumber }.map { $0.dayText ?? $0.text.withoutPartLetter }
        .uniqued)
    if let own = settings?.period,
      let stated = titles.flatMap({ PeriodMentions.all(in: $0, year: year) }).uniqued.only,
      stated != own
    {
      addOnce(
        .badPeriod, about: "settings",
        vi:
          "tiêu đề ghi \(stated.spoken.vietnamese), cài đặt ghi \(own.spoken.vietnamese); số liệu được tính cho \(own.spoken.vietnamese), hãy kiểm tra lại",
        en:
          "the title says \(stated.name), the settings \(own.name); the numbers count for \(own.name): check them"
      )
    }
    let caption = caption(titles, of: block)
    context.isCompared = caption?.isCompared ?? false
    if let line = titles.last(where: { PeriodMentions.yearAlone(in: $0) != nil }),
      let part = partOfYearAlone(line, like: context.period), caption?.period == part
    {
      noteYearAlone(line, part)
    }
    if settings?.period == nil {
      if caption?.startsAnew ?? false {
        (context.period, context.figure) = (named.period, named.figure)
      }
      var periods = caption?.period.map { [$0] } ?? periods(of: titles)
      // Another title, another kind of number.
      if !periods.isEmpty { context.figure = self.named.figure }
      // "KẾT QUẢ NĂM 2025" in a file "kh.csv" tells of no plan.
      if context.figure == .plan, titles.contains(where: ReportWords.isResult(title:)) {
        context.figure = nil
      }
      // "Số liệu cùng kỳ năm 2023" are those of 2023, also in a file "ck".
      if context.figure == .lastYear, titles.contains(where: ReportWords.saysYearOfBefore(title:)) {
        context.figure = nil
      }
      // A file "BC 5 tháng đầu năm 2025" says it where no title does.
      noteMonths(periods.isEmpty && context.period == nil ? titles + names : titles, &periods)
      // A sheet "Quý I" says more than a title that only says the year; the name of a file, "bc-t6", says less than a title
      // that says "6 tháng đầu năm".
      let isWider =
        periods.count == 1 && caption?.period == nil
        && (isPeriodOfSheet || context.period?.isNamed == true
          || periods[0].calendarYear.map { periods[0] == .year($0) } ?? false)
        && context.period.map { $0 != periods[0] && contains(periods[0], $0) } ?? false
      noteContradiction(periods, isNamed: isWider)
      if !isWider, caption == nil, context.period == nil { noteWholeYearBefore(titles, periods) }
      if periods.count == 1, !isWider { context.period = periods[0] }
      if periods.count > 1 {
        (context.period, context.candidates) = (nil, periods)
        context.longest = periods.first { whole in periods.allSatisfy { contains(whole, $0) } }
      }
    }
    context.planned =
      titles.compactMap {
        PeriodMentions.planned(in: $0, year: year, isBehind: context.period != nil)
      }.uniqued.only
    context.isCorrection =
      titles.contains(where: ReportWords.isCorrection(title:))
      || names.contains(where: ReportWords.isCorrection(name:))
    let above = block.titles.flatMap { grid.rows[$0].items }
    context.since = above.compactMap(\.since).first
    context.isEstimate = titles.contains(where: ReportWords.isEstimate(title:))
    let notes = block.notes(in: grid)
    context.measure =
      titles.compactMap { MeasureWords.stated($0) }.last
      ?? corner(of: block).compactMap { MeasureWords.stated($0) }.last
      ?? notes.compactMap { MeasureWords.stated($0) }.last ?? context.measure
    context.doubtfulTitle = nil
    if settings?.figure == nil {
      // Tone marks go to the end of a word, in front of brackets.
      let folded = titles.map { title in
        NameKey(String(title.map { "()[],;:".contains($0) ? " " : $0 })).text
          // "Văn bản đi, đến tháng 8": which documents, and not up to when.
          .replacing(NameKey("đi đến").text, with: NameKey("đi").text)
          .replacing(NameKey("đi và đến").text, with: NameKey("đi").text)
          .replacing(NameKey("văn bản đến").text, with: NameKey("văn bản").text)
      }
      func says(_ words: String) -> Bool { folded.contains { $0.contains(NameKey(words).text) } }
      if let figure = caption?.figure {
        context.figure = figure
      } else if let title = titles.last(where: ReportWords.isPlan(title:)),
        !(ReportWords.mayBeDone(title: title) && hasOutcomes(block))
      {
        context.figure = .plan
        if ReportWords.mayBeDone(title: title) { context.doubtfulTitle = title }
      } else if [
        "lũy kế", "cộng dồn", "từ đầu năm đến", "đến hết tháng", "đến hết quý", "tính đến tháng",
        "đến cuối tháng",
      ]
      .contains(where: says)
        || says("đến tháng") && !says("từ tháng")
          && !titles.contains(where: PeriodMentions.namesDays)
        || notes.contains(where: CumulativeWords.saysOfAll)
      {
        context.figure = .cumulative
        // "Tính đến hết tháng 12/2024": rates are those of then.
        context.isOfDay =
          context.isOfDay || !["lũy kế", "cộng dồn", "từ đầu năm"].contains(where: says)
      } else {
        context.doubtfulTitle = titles.last(where: ReportWords.mayBePlan(title:))
      }
    }
    if settings?.unit == nil {
      let stated = titles.compactMap { $0.statedUnit.flatMap { words.unit(mentionedIn: $0) } }
      // "SỞ NỘI VỤ" over "KẾT QUẢ … CỦA SỞ Y TẾ" only puts together what others report.
      let told = stated.isEmpty ? titles.compactMap { words.owner(saidBy: $0) } : stated
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
      noteCommune()
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

  /// "KẾT QUẢ CÙNG KỲ NĂM 2025" may be of a part of that year which only another table says.
  private mutating func noteWholeYearBefore(_ titles: [String], _ periods: [Period]) {
    guard let year = periods.only, year.isYear,
      titles.contains(where: ReportWords.saysYearOfBefore(title:))
    else { return }
    addOnce(
      .badPeriod, about: "year before",
      vi:
        "tiêu đề chỉ ghi cùng kỳ \(year.spoken.vietnamese): được tính là cả \(year.spoken.vietnamese); nếu là 6 tháng hoặc kỳ khác, hãy ghi"
        + " rõ kỳ ở tiêu đề",
      en:
        "the title only says the same period of \(year.name): it counts as the whole of \(year.name); if it is of six months or another"
        + " part, write it into the title")
  }

  /// Whether headings say what became of something, which no plan knows: "Hoàn thành | Quá hạn".
  private func hasOutcomes(_ block: ReportBlock) -> Bool {
    block.header.contains { index in
      grid.rows[index].items.contains { FigureWords.isOutcome($0.text) }
    }
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
          "đầu biểu ghi \"\(line)\" ngay dưới cơ quan cấp trên; số liệu đang được tính cho \(name); nếu là của đơn vị ghi ở đầu biểu,"
          + " hãy thêm đơn vị đó vào danh sách đơn vị, hoặc khai báo sources: {tables: {files: …, unit: …}}",
        en:
          "\"\(line)\" stands right below the superior office; the numbers count for \(name); if they are of the unit named there, add it to"
          + " the roster, or say it under sources: {tables: {files: …, unit: …}}"
      ))
  }

  /// A file or sheet that is named after another unit than its title: one of the two was forgotten when a form was copied.
  private mutating func noteOtherUnit(_ unit: Int) {
    guard let named = namedUnit, named != unit, said.insert("unit of name").inserted else { return }
    let (own, other) = (words.roster.units[unit].name, words.roster.units[named].name)
    guard NameKey.place(own).bare != NameKey.place(other).bare else { return }
    let place = Finding.Place(file: table.place.file, sheet: table.place.sheet)
    table.log.add(.otherUnit(own, named: other, at: place))
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
      vi: isPeriodOfSheet ? "tên trang tính" : "tên tệp",
      en: isPeriodOfSheet ? "the name of the sheet" : "the name of the file")
    table.log.add(
      Finding(
        .badPeriod, .warning, at: place,
        vi:
          "tiêu đề ghi \(stated.spoken.vietnamese), \(name.vietnamese) ghi \(named.spoken.vietnamese); được tính là \(counted.spoken.vietnamese), hãy kiểm tra lại",
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
          "biểu này là về \"\(theme)\", còn \(indicator.name.vietnamese) đã lấy từ biểu về \"\(other)\"; nếu là nội dung khác, hãy thêm một"
          + " chỉ tiêu có aliases: [\"\(theme) / \(numbers.name)\"]",
        en:
          "this table is about \"\(theme)\", and \(indicator.name.english) came from a table about \"\(other)\"; if it is"
          + " something else, add an indicator with aliases: [\"\(theme) / \(numbers.name)\"]")
    }
  }

  /// "ĐẢNG ỦY XÃ NGA TÂN" over "HUYỆN NGA SƠN", in either order: the paper of a commune, which is no unit, and not of its district.
  private mutating func noteCommune() {
    guard let unit = context.unit, let name = stranger,
      let own = NameKey.place(words.roster.units[unit].name).kind, !own.isOfCommunes,
      NameKey.place(name).kind?.isOfCommunes == true
    else { return }
    context.unit = nil
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
    let stated = titles.compactMap(\.statedUnit).last.flatMap {
      words.unit(mentionedIn: $0) == nil ? $0 : nil
    }
    let within = titles.first(where: words.namesBodyWithin)
    bodyWithin = context.unit == nil ? within?.statedUnit ?? within : nil
    guard let name = stated ?? within, let unit = context.unit else { return }
    let own = words.roster.units[unit].name
    addOnce(
      .unknownUnit, about: "stranger \(name)",
      vi:
        "tiêu đề ghi \"\(name)\", không có trong danh sách đơn vị; biểu được tính cho \(own) theo tên tệp, tên trang tính hoặc"
        + " biểu trước; hãy kiểm tra lại",
      en:
        "the title says \"\(name)\", which is not in the roster; the table counts for \(own), as the file, the sheet or"
        + " the table above says; check it")
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
          "tiêu đề ghi \(name.vietnamese), các cột chỉ ghi năm: được tính là số cùng kỳ của từng năm; nếu là số cả năm, hãy"
          + " ghi \"cả năm\" ở tiêu đề cột",
        en:
          "the title says \(current.name), the columns only years: they count as the same part of each year; write"
          + " \"full year\" over columns of whole years")
    } else {
      years = .currentPart
      let column = open.first { $0.meaning.period == .year(own) }?.name ?? ""
      addOnce(
        .badPeriod, about: "years",
        vi:
          "tiêu đề ghi \(name.vietnamese), cột \"\(column)\" chỉ ghi năm: được tính là \(name.vietnamese); nếu là số cả"
          + " năm, hãy ghi \"cả năm\" ở tiêu đề cột",
        en:
          "the title says \(current.name), the column \"\(column)\" only the year: it counts as \(current.name); write"
          + " \"full year\" over columns of whole years")
    }
  }
}
