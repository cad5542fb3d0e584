import ClusterMetrics
import OfficeWords

/// The offices that the lines above a table name, from the highest to the one whose report it is: "UBND HUYỆN NGA SƠN" over
/// "TRẠM Y TẾ XÃ NGA TÂN".
package struct Letterhead {
  /// As they are written, without numbering.
  private(set) var offices: [String] = []

  /// The office whose report it is.
  package var issuer: String? { offices.last }

  /// - Parameter titles: the rows above the table.
  package init(_ titles: Range<Int>, in grid: Grid) {
    let lines = titles.prefix(4).flatMap { index -> [String] in
      guard let text = grid.rows[index].items.first(where: { !$0.isEmpty })?.text else { return [] }
      return grid.lines(of: text).map { $0.withoutNumbering.withoutStateAndProvince }
    }
    var started: String?
    // "KHỐI THI ĐUA CÁC XÃ MIỀN NÚI" is where the office belongs, and none.
    for (index, line) in lines.enumerated() where OfficeNames.cluster(line) == nil {
      let isPeriod = !PeriodMentions.all(in: line, year: 2000).isEmpty
      // "UBND HUYỆN" over "NGA SƠN"
      if let start = started {
        started = nil
        if !isPeriod, !OfficeNames.isOffice(line), line.count < 30 {
          offices.append(start + " " + line)
          continue
        }
      }
      // A form whose blank nobody filled: "ĐẢNG ỦY XÃ ………".
      if line.contains("…") || line.contains("...") { continue }
      if OfficeNames.isBegun(line) || OfficeNames.isKindAlone(line) {
        started = line
        continue
      }
      // "UBND xã Tân Tiến báo cáo kết quả như sau:" names the office where no line of its own does.
      if let place = OfficeNames.place(beginning: line) {
        if offices.isEmpty { offices.append(place) }
        continue
      }
      // A body, as no place and no department is, stands below another office or above a title.
      let isBelow = index > 0 && !offices.isEmpty && offices.count == index
      let isBody =
        !line.contains(where: \.isLowercase) && ReportWords.isIssuer(line)
        && (isBelow || index == 0 && lines.count > 1 && OfficeNames.saysWhere(line))
      if !isPeriod, OfficeNames.isOffice(line) || isBody { offices.append(line) }
    }
  }

  /// Whose report it is, as names are written: not a department alone, "PHÒNG TƯ PHÁP", which reports for the office above it.
  package var unit: String? {
    guard let issuer else { return nil }
    if offices.count > 1, OfficeNames.isDepartment(issuer) {
      let above = offices[offices.count - 2]
      if OfficeNames.isPlace(OfficeNames.unit(above)) { return OfficeNames.unit(above) }
    }
    // So do the bodies of a commune: "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "BAN XÂY DỰNG ĐẢNG".
    if offices.count > 1, OfficeNames.isBodyOfCommune(issuer) {
      let above = offices[offices.count - 2]
      if let commune = OfficeNames.communeOf(above) { return commune }
      // And those of a district: "HUYỆN ỦY NGA SƠN" over "BAN DÂN VẬN"; those of a province are told apart by their names.
      let unit = OfficeNames.unit(above)
      if let height = OfficeNames.height(unit), height < 3,
        OfficeNames.isPlace(unit) || height == 2
      {
        return unit
      }
    }
    return OfficeNames.unit(issuer)
  }

  /// The office above the one whose report it is, as its council is written.
  package var superior: String? { offices.count > 1 ? OfficeNames.council(offices[0]) : nil }
}

extension String {
  /// A line of a letter head without what stands at its right, and without the province: "UBND XÃ ĐÔNG TIẾN" of "UBND XÃ ĐÔNG TIẾN -
  /// TỈNH THANH HÓA".
  fileprivate var withoutStateAndProvince: String {
    let words = split(whereSeparator: \.isWhitespace).map(String.init)
    let keys = words.map { NameKey($0.filter { !",-–".contains($0) }).text }
    let end = keys.indices.dropFirst(2).first { index in
      String.mottos.contains { keys[index...].starts(with: $0) }
        || keys[index] == String.province
          && (",-–".contains(words[index - 1].last ?? " ") || keys[index - 1].isEmpty)
    }
    guard let end else { return self }
    return words[..<end].joined(separator: " ").trimmingEnds
  }
  private static let mottos = ["cộng hòa xã hội", "cộng hoà xã hội", "đảng cộng sản việt"].map {
    $0.split(separator: " ").map { NameKey(String($0)).text }
  }
  private static let province = NameKey("tỉnh").text
  /// Without dashes and commas at its end.
  private var trimmingEnds: String {
    var text = Substring(self)
    while let last = text.last, ",-– ".contains(last) { text.removeLast() }
    return String(text)
  }
}
