import ClusterMetrics
import Findings
import Office
import OfficeWords
import Settings
import TableGrids
import TableLabels

/// What is said of a report table, each thing once.
extension ReportTableReader {
  /// Adds what holds for a whole table once, however many numbers it is true of.
  package mutating func addOnce(
    _ code: Finding.Code, about subject: String, vi: String, en: String
  ) {
    guard said.insert(subject).inserted else { return }
    let place = Finding.Place(file: table.place.file, sheet: table.place.sheet)
    table.log.add(Finding(code, .warning, at: place, vi: vi, en: en))
  }

  package mutating func add(_ finding: Finding) {
    table.log.addOnce(finding)
  }

  package mutating func add(
    _ code: Finding.Code, _ severity: Finding.Severity = .error, at place: Finding.Place,
    about subject: String?, vi: String, en: String
  ) {
    add(Finding(code, severity, at: place, about: subject, vi: vi, en: en))
  }

  /// Says which columns of numbers have no heading, and so belong to nothing.
  ///
  /// - Parameter shifted: rows of which it is said that their cells were cut at the wrong places.
  mutating func addHeadless(_ columns: ReportColumns, _ row: Int, _ shifted: Set<Int>) {
    guard !columns.numbers.isEmpty else { return }
    for column in columns.headless {
      guard
        grid.rows.contains(where: { $0[column].isNumber && !shifted.contains($0.number) })
      else { continue }
      let place = Finding.Place(
        file: table.place.file, sheet: table.place.sheet, row: row, column: column + 1)
      let letters = ColumnLetters.of(column)
      add(
        .unknownIndicator, .warning, at: place, about: "headless \(column)",
        vi:
          "cột \(letters) có số nhưng không có tiêu đề nên không được tính; hãy ghi tiêu đề, hoặc xóa cột",
        en:
          "the column \(letters) holds numbers without a heading, which do not count; write its heading, or delete it"
      )
    }
  }

  package mutating func addUnknown(_ text: String, _ place: Finding.Place) {
    let hint = words.hint(toIndicator: text)
    add(
      .unknownIndicator, .warning, at: place, about: text,
      vi:
        "không rõ \"\(text)\" là chỉ tiêu nào nên không được tính\(hint.vietnamese); hãy thêm tên này vào aliases của chỉ"
        + " tiêu, hoặc khai báo sources: {tables: {files: …, headers: …}}",
      en:
        "\"\(text)\" is not a known indicator, and does not count\(hint.english); add the name to the aliases of an"
        + " indicator, or say it under sources: {tables: {files: …, headers: …}}")
  }

  package mutating func addUnknownUnit(_ text: String, _ place: Finding.Place) {
    let roster = words.roster
    let owners = roster.units.indices.filter { !roster.communes(named: text, inUnit: $0).isEmpty }
    if let owner = owners.first {
      let unit = roster.units[owner].name
      return add(
        .unknownUnit, .warning, at: place, about: "commune \(unit)",
        vi:
          "\"\(text)\" là xã, phường của \(unit); biểu được tính theo đơn vị nên các dòng như vậy không được tính",
        en:
          "\"\(text)\" is a commune of \(unit); the table is read by units, so such rows do not count"
      )
    }
    let known = roster.units(named: text.withoutNumbering)
    if known.count > 1 {
      let names = known.map { roster.units[$0].name }
      return add(
        .unknownUnit, at: place, about: text,
        vi: "\"\(text)\" có thể là \(names.joined(separator: " hoặc ")); hãy ghi rõ là đơn vị nào",
        en: "\"\(text)\" can be \(names.joined(separator: " or ")); write which one")
    }
    add(
      roster.unknownUnit(text, at: place) {
        Finding.hint(roster.unitNames(near: text))
      })
  }

  /// A label among those of periods that says none: "Tháng 13", "Bình quân".
  mutating func addUnknownPeriod(_ text: String, _ row: Grid.Row, _ columns: ReportColumns) {
    let place = Finding.Place(
      file: table.place.file, sheet: table.place.sheet, row: row.number,
      column: columns.periods.columns.last.map { $0.column + 1 })
    if columns.periods.lacksYear(row, blocks) {
      return addOnce(
        .badPeriod, about: "year of rows",
        vi:
          "biểu không ghi \"\(text)\" là của năm nào nên không được tính; hãy ghi năm ở tiêu đề, hoặc khai báo sources:"
          + " {tables: {files: …, period: 2024}}",
        en:
          "the table does not state the year of \"\(text)\", so it does not count; write the year into its title, or say it"
          + " under sources: {tables: {files: …, period: 2024}}")
    }
    add(
      .badPeriod, .warning, at: place, about: "row \(text)",
      vi:
        "không rõ \"\(text)\" là kỳ báo cáo nào nên dòng này không được tính; hãy ghi lại, như \"Quý I/2024\"",
      en:
        "\"\(text)\" is not a known period, and its row does not count; write it again, as \"2024-Q1\""
    )
  }

  /// A row that says a part of a unit's number.
  package mutating func addPart(_ text: String, _ row: Grid.Row) {
    let place = Finding.Place(
      file: table.place.file, sheet: table.place.sheet, row: row.number, column: nil)
    // What a commune was made of is said by its own name.
    if OfficeNames.isFormer(text) { return }
    if OfficeNames.isPlace(text.withoutNumbering), !text.lowercased().hasPrefix("trong đó") {
      return add(
        .unknownUnit, .warning, at: place, about: "part place",
        vi:
          "\"\(text)\" nằm dưới dòng của huyện, nhưng cộng các xã không bằng số của huyện nên chỉ tính dòng của huyện; nếu muốn tính"
          + " theo xã, hãy ghi đủ các xã, hoặc bổ sung các xã vào danh sách đơn vị",
        en:
          "\"\(text)\" is below the row of its district, but the communes do not add up to the number of the district, so only the"
          + " district's row counts; to count communes, list all of them, or add them to the roster"
      )
    }
    add(
      .unknownUnit, .warning, at: place,
      about: OfficeNames.isHamlet(text) ? "part hamlet" : "part \(NameKey(text).text)",
      vi:
        "\"\(text)\" là dòng chi tiết dưới các đơn vị, không phải đơn vị; các dòng như vậy không được tính",
      en: "\"\(text)\" is a part of what units report, not a unit; such rows do not count")
  }

  mutating func addConflict(_ row: String, _ column: String, _ place: Finding.Place) {
    add(
      .unknownIndicator, .warning, at: place, about: "\(row) | \(column)",
      vi:
        "dòng \"\(row)\" và cột \"\(column)\" mâu thuẫn với nhau nên số này không được tính; hãy sửa tên dòng hoặc tiêu đề cột",
      en:
        "the row \"\(row)\" and the column \"\(column)\" contradict each other, so the number does not count; correct the name of the row or the column's header"
    )
  }

  /// Columns of marks, whose empty cells are read, too.
  mutating func addTicks(_ columns: ReportColumns) {
    for numbers in columns.numbers where numbers.unknown == nil {
      guard let answers = numbers.answers, answers != .answered else { continue }
      let place = Finding.Place(
        file: table.place.file, sheet: table.place.sheet, row: nil, column: numbers.column + 1)
      let meaning =
        answers == .ticked
        ? LocalizedText(
          vi: "mỗi dấu được tính là 1 (có), ô trống của đơn vị được tính là 0 (không)",
          en: "each counts as 1 (yes), a unit's empty cell as 0 (no)")
        : LocalizedText(
          vi:
            "x được đọc là \"không áp dụng\" nên không được tính; nếu là \"có\", hãy ghi 1 hoặc \"Có\"",
          en:
            "x was read as \"does not apply\" and does not count; if it means yes, write 1 or \"Có\""
        )
      add(
        .ambiguousNumber, .warning, at: place, about: "ticks \(numbers.name)",
        vi: "cột \"\(numbers.name)\" chỉ đánh dấu, không ghi số: \(meaning.vietnamese)",
        en: "the column \"\(numbers.name)\" holds marks, not numbers: \(meaning.english)")
    }
  }

  /// 1.234 in a workbook, and 1.25 anywhere, of people and other things that have no fractions: thousands, typed where the
  /// point is the decimal mark.
  mutating func noteFraction(
    _ quantity: Quantity, _ indicator: Indicator, _ place: Finding.Place, isOfWorkbook: Bool
  ) {
    guard quantity.parts % Int128(Quantity.scale) != 0, indicator.unitOfMeasure == nil,
      !indicator.isAverage, indicator.decimals == 0
    else { return }
    let thousandths = quantity.parts * 1000 / Int128(Quantity.scale)
    let isThousands =
      quantity.parts * 1000 % Int128(Quantity.scale) == 0 && abs(thousandths) >= 1000
      && thousandths % 10 != 0
    // Excel makes 1.25 of 1.250; half a person is a slip in any case.
    let name = indicator.name.vietnamese
    guard
      isOfWorkbook && (isThousands || MeasureWords.beginsAsCount(name))
        || MeasureWords.countsThings(name)
        || MeasureWords.isThing(NameKey(indicator.noun.vietnamese).text)
    else { return }
    add(
      .ambiguousNumber, .warning, at: place, about: "thousands \(indicator.id)",
      vi:
        "\(quantity.vietnamese): số đếm không thể có phần thập phân; nếu là \(Quantity(Int(thousandths)).vietnamese), hãy nhập lại,"
        + " không gõ dấu chấm",
      en:
        "\(quantity): what is counted has no fraction; if it is \(Quantity(Int(thousandths))), enter it again without the point"
    )
  }

  /// Says of columns with 1.250, beside others with 12.5, how they were read. What counts things has no fractions.
  mutating func notePoints(_ columns: ReportColumns, in block: ReportBlock) {
    for numbers in columns.numbers
    where numbers.pointDoubt != nil && !MeasureWords.countsThings(numbers.name) {
      let item = block.body.map { grid.rows[$0][numbers.column] }.first {
        $0.reading()?.evidence.contains(.groupedByPoint) ?? false
      }
      guard let item, let value = item.reading()?.outcome.quantity else { continue }
      let reason =
        numbers.pointDoubt == .otherColumns
        ? LocalizedText(
          vi: "cột khác của biểu dùng dấu chấm cho phần thập phân",
          en: "another column has points as decimal marks")
        : LocalizedText(
          vi: "các ô khác của cột là số nhỏ có phần thập phân",
          en: "the other cells of the column are small numbers with decimals")
      addOnce(
        .ambiguousNumber, about: "points \(numbers.column)",
        vi:
          "cột \"\(numbers.name)\": dấu chấm trong \(item.text) được hiểu là ngăn cách hàng nghìn, nhưng"
          + " \(reason.vietnamese); nếu đây cũng là phần thập phân, hãy ghi bằng dấu phẩy",
        en:
          "column \"\(numbers.name)\": the point in \(item.text) is read as a thousands separator (\(value)), but \(reason.english);"
          + " if it is a decimal mark, too, write a comma")
    }
  }

  mutating func addNegative(_ value: Quantity, _ text: String, _ place: Finding.Place) {
    add(
      .negativeNumber, .warning, at: place, about: text,
      vi: "số âm \(value.vietnamese) vẫn được tính; hãy kiểm tra lại",
      en: "the negative number \(value) is counted; check it")
  }

  package mutating func addBadNumber(_ item: Grid.Item, _ place: Finding.Place) {
    let what: LocalizedText =
      switch item.kind {
      case .date: LocalizedText(vi: "là ngày, không phải số", en: "is a date, not a number")
      case .time: LocalizedText(vi: "là giờ, không phải số", en: "is a time, not a number")
      case .boolean:
        LocalizedText(
          vi: "là giá trị đúng/sai, không phải số", en: "is true or false, not a number")
      case .error:
        LocalizedText(vi: "là giá trị lỗi của công thức", en: "is the error value of a formula")
      default: LocalizedText(vi: "không phải là số", en: "is not a number")
      }
    add(
      .badNumber, at: place, about: item.text,
      vi: "\"\(item.text)\" \(what.vietnamese); hãy nhập lại theo dạng \(grid.assumedMark.example)",
      en: "\"\(item.text)\" \(what.english); enter the number again, as \(grid.assumedMark.example)"
    )
  }

  /// "Tỉnh giao | Huyện giao": which of two plans a unit is held to nobody can tell, and its results count all the same.
  mutating func addPlansOfTwo(_ numbers: [ReportedNumber], _ places: String) {
    let name = numbers[0].indicator.name
    add(
      .contradictingNumbers, .warning, at: numbers[0].place,
      about: "plans \(numbers[0].indicator.id)",
      vi:
        "\(name.vietnamese): biểu có hai kế hoạch của cùng một đơn vị (\(places)) nên không kế hoạch nào được tính; hãy bỏ bớt"
        + " một cột, hoặc khai báo headers: {\"…\": skip}",
      en:
        "\(name.english): the table has two plans of one unit (\(places)), so neither counts; leave one column out, or"
        + " say headers: {\"…\": skip}")
  }

  /// Says that rows of one table repeat a name: most often they lie under different headings, or are of two units.
  mutating func addRepeatedRows(_ numbers: [ReportedNumber], _ places: String) {
    let (name, period) = (numbers[0].indicator.name, numbers[0].period)
    let unit =
      switch numbers[0].group {
      case .unit(let number): words.roster.units[number].name
      case .cluster(let number): words.roster.clusters[number].name
      default: "…"
      }
    add(
      .contradictingNumbers, at: numbers[0].place, about: "twice \(numbers[0].indicator.id)",
      vi:
        "\(name.vietnamese), \(period.spoken.vietnamese): nhiều dòng cùng ghi số của \(unit) (\(places)) nên không số nào được tính;"
        + " nếu nhập trùng, hãy xóa bớt; nếu là hai đơn vị trùng tên, hãy ghi rõ tên; nếu thuộc các mục khác nhau, hãy ghi tên mục"
        + " vào tên dòng (hoặc thêm chỉ tiêu có aliases: [\"Mục / Tên dòng\"])",
      en:
        "\(name.english), \(period.name): several rows hold numbers of \(unit) (\(places)), and none counts; if one was entered"
        + " twice, delete it; if two units have one name, write which; if the rows lie under different headings, write the heading"
        + " into their names (or add indicators with aliases: [\"Heading / Name\"])")
  }
}

extension ReportTableReader {
  package mutating func addOnce(_ signed: SignedDay) {
    let text = signed.finding
    addOnce(.badPeriod, about: "signed", vi: text.vietnamese, en: text.english)
  }
}
