import ClusterMetrics
import OfficeWords
import TableGrids
import TableLabels

/// What headers and labels are called beside others of their table.
extension TableDiscovery {
  /// What was found, without names that are slips of others.
  package var proposal: ProjectProposal {
    var all = found
    (all.units, all.slips) = units.unitsAndSlips
    (all.clusters, all.indicators) = (units.clusters, indicators.all)
    // The paper of one of those who report is none of the office that collects.
    let names = all.units.map { NameKey($0.name).text }
    if let office = all.office, names.contains(where: { NameKey(office).text.contains($0) }) {
      all.office = nil
    }
    for index in all.indicators.indices {
      all.indicators[index].name = written.heading(all.indicators[index].name)
      all.indicators[index].aliases = all.indicators[index].aliases.map(
        written.heading)
    }
    return all
  }

  /// What several columns of one unit count of each row's indicator: "Số vụ | Số người" beside "Khiếu nại", "Nam | Nữ" beside
  /// "Tổng số".
  ///
  /// - Parameter unit: the commune or district that the table says to be of: nobody else has columns in it.
  func countsOfRows(_ columns: ReportColumns, of unit: String?) -> [String] {
    let unknown = columns.numbers.compactMap(\.unknown)
    guard columns[.indicator] != nil, !unknown.isEmpty else { return [] }
    if unknown.allSatisfy({ OfficeNames.isNoUnit($0) }) {
      // "Giá trị" alone has the numbers of the rows; "Còn lại" beside "Kế hoạch" and "Thực hiện" has others.
      return unknown.count > 1 || columns.numbers.count > 1 ? unknown : []
    }
    let names = unknown.map { $0.components(separatedBy: " / ").last ?? $0 }
    // In the form of a commune nobody else has columns, unless these are called as offices are.
    let isOfCommune = unit.map { OfficeNames.isCommune(OfficeNames.unit($0)) } ?? false
    // Whoever has columns is called by a name: "Giỏi" and "Dự bị" are none.
    if OfficeNames.areBodies(names) { return [] }
    // Every heading in English begins with a capital; one that no office is called like is no name beside one that is stated.
    if unit != nil, names.allSatisfy(\.hasOnlyEnglishLetters),
      !names.contains(where: OfficeNames.isOffice)
    {
      return unknown
    }
    let areNamed =
      names.count { OfficeNames.isOffice($0) || OfficeNames.isBodyOfOffice($0) } * 2
      >= names.count
      || names.allSatisfy { name in
        name.withoutNumbering.split(whereSeparator: \.isWhitespace).allSatisfy {
          $0.first?.isUppercase ?? false
        } && !ReportColumns.Numbers.grades.contains(NameKey(name))
      }
    return !areNamed
      || names.count { OfficeNames.isPartOfCount($0) || OfficeNames.isNoUnit($0) } * 2
        >= names.count
      || isOfCommune && !OfficeNames.areNames(names)
      ? unknown : []
  }

  /// What a label that stands more than once is told apart by: the line above it, together with the one above that where the
  /// two are known already from elsewhere.
  package func upper(of label: String, _ uppers: [String]) -> String {
    uppers.count > 1 && TableTheme.isNeeded(by: label)
      ? uppers.prefix(2).reversed().joined(separator: " / ") : uppers[0]
  }

  /// Whether "Trong kỳ" stands beside "Tổng số" under the same heading, and so is a part of that.
  func isBesideTotal(
    _ column: ReportColumns.Numbers, _ others: [ReportColumns.Numbers]
  ) -> Bool {
    let name = column.unknown ?? ""
    return column.meaning.figure == .value && column.name != name
      && others.contains { other in
        let levels = (other.unknown ?? "").components(separatedBy: " / ")
        return levels.count > 1 && levels.dropLast().joined(separator: " / ") == name
          && TotalWords.isTotal(levels[levels.count - 1])
      }
  }

  /// How many levels above the lowest one tell a column from others: "Giáo dục / Đã giải quyết" and "Y tế / Đã giải quyết"
  /// need one.
  func depth(
    of column: ReportColumns.Numbers, among others: [ReportColumns.Numbers]
  ) -> Int {
    func levels(_ column: ReportColumns.Numbers) -> [NameKey] {
      (column.unknown ?? "").components(separatedBy: " / ").map { NameKey($0) }
    }
    let own = levels(column)
    let alike = others.filter { $0.column != column.column && levels($0) != own }
    return (0..<own.count).first { depth in
      !alike.contains { Array(levels($0).suffix(depth + 1)) == Array(own.suffix(depth + 1)) }
    } ?? 0
  }

  /// "%" where every cell of some says that it is a percentage.
  package func percent(_ items: [Grid.Item]) -> String? {
    let filled = items.filter { $0.isNumber }
    let isPercent = filled.allSatisfy { $0.reading()?.evidence.contains(.percent) ?? false }
    return isPercent && !filled.isEmpty ? "%" : nil
  }

  /// What a line above a table says that its numbers are measured in, where that is an amount and no count.
  package func measure(of name: String, below titles: [String]) -> String? {
    guard name.withoutFormula.bracketAtEnd == nil,
      let stated = titles.compactMap({ MeasureWords.stated($0) }).last
    else { return nil }
    // "Số người" is counted, whatever the others are measured in; "Số tiền" is one of them.
    let isCounted = NameKey(name).text.hasPrefix(NameKey("số ").text)
    let isMoney = MeasureWords.isMoney(stated) && MeasureWords.isMoneyName(name)
    return isCounted && !isMoney ? nil : stated
  }

  /// The same of a line and a column together, "Trợ cấp / Đã chi": none where one of the two is a count.
  package func measure(ofCrossed name: String, below titles: [String]) -> String? {
    let stated = name.components(separatedBy: " / ").map { measure(of: $0, below: titles) }
    return stated.contains(nil) ? nil : stated.last ?? nil
  }

  /// The cluster that a row stands for, by its label: "Cụm thi đua số 1", in the column of units or, on a row without
  /// numbers, in the first cell with a text.
  package func cluster(of row: Grid.Row, in column: Int) -> String? {
    let label = row[column]
    let texts = row.items.filter { !$0.isEmpty && !$0.text.isGroupMark }
    let text = label.isEmpty ? texts.only?.text : label.text
    return text.flatMap(OfficeNames.cluster)
  }

  /// Whether a row names a unit whose numbers nobody can read: "Xã Bình Minh | 12O | 3OO".
  func holdsMistyped(_ values: [Grid.Item], of row: Grid.Row, _ columns: ReportColumns) -> Bool {
    guard !values.isEmpty, values.count == columns.counted.count else { return false }
    // "Hội nghị | 12O" and "Hội nghị | hai" in a form of one unit
    guard columns[.indicator] == nil, let unit = columns.unitColumns.last else {
      return values.allSatisfy {
        $0.text.first?.isNumber == true || $0.kind == .error || SpelledNumbers.isOne($0.text)
      }
    }
    return OfficeNames.isOffice(row[unit].text.withoutNumbering)
      || values.allSatisfy(\.text.hasDigit)
  }
}
