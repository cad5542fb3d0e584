import ClusterMetrics

/// What a column of a report table holds besides numbers.
package enum LabelRole: String, CaseIterable, Sendable {
  case ordinal, unit, cluster, commune, indicator, period, figure, value, sent, skip

  /// Whether a header says that years stand below it: "Năm đạt chuẩn", "Năm thành lập".
  package static func saysYearOf(_ header: String) -> Bool {
    let words = NameKey(header).text.split(separator: " ")
    return words.count > 1 && words[0] == NameKey("năm").text
      && words[1].contains(where: \.isLetter)
  }

  /// The role that a header says, by the words that offices use.
  package init?(header text: String) {
    // Nearly all cells are numbers, which head nothing.
    guard text.hasLetterByte || !text.hasDigit,
      let role = LabelRole.memo(text, { LabelRole(newHeader: $0) })
    else { return nil }
    self = role
  }
  private static let memo = TextMemo<LabelRole?>()

  private init?(newHeader text: String) {
    if let role = LabelRole.words[NameKey(text.trimmingColons)] {
      self = role
      return
    }
    // "Tên CĐCS"
    let key = NameKey(text).text
    if key.hasPrefix(LabelRole.named),
      LabelRole.words[NameKey(key.dropFirst(LabelRole.named.count))] == .unit
    {
      self = .unit
      return
    }
    // "Tên xã, phường mới" beside "Tên xã, phường trước sắp xếp", which are no more.
    // "Xã Hợp Thành" is a commune.
    let isName = text.split(separator: " ").suffix(2).allSatisfy { $0.first?.isUppercase == true }
    if !isName, let role = LabelRole.role(ofMerged: key) {
      self = role
      return
    }
    // "Mã chương" and "Số CCCD" say which or who, and count nothing.
    let padded = (key + " ").utf8
    if LabelRole.codes.contains(where: { padded.starts(with: $0.utf8) }),
      key != LabelRole.horsePower, !LabelRole.countsActs(key)
    {
      self = .skip
      return
    }
    // "Xếp hạng 2023", "Xếp loại năm 2024"
    if text.last?.isNumber == true {
      var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let year = words.popLast(), FigureWords.isYear(year) else { return nil }
      if words.last.map({ NameKey($0) }) == NameKey("năm") { words.removeLast() }
      guard LabelRole.words[NameKey(words.joined(separator: " "))] == .skip else { return nil }
      self = .skip
      return
    }
    // "Đơn vị/tháng", "Cơ quan/đơn vị"
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count > 1,
      let role = parts.first.flatMap({ LabelRole.words[NameKey($0.trimmingColons)] }),
      parts.allSatisfy({
        LabelRole.words[NameKey($0.trimmingColons)] != nil || PeriodLabels.isHeader($0)
      })
    else { return nil }
    self = role
  }

  /// Whether a header says that each row is a person.
  package static func namesPersons(_ header: String) -> Bool {
    personsMemo(header) { persons.contains(NameKey($0)) }
  }
  private static let personsMemo = TextMemo<Bool>()
  private static let persons = Set(
    ["Họ và tên", "Họ tên", "Họ, tên", "Họ và tên cán bộ", "Tên cán bộ"].map { NameKey($0) })

  private static let named = NameKey("tên").text + " "

  /// What a header holds that says whether units are those before or after a merger: the new ones report, the old ones are told.
  private static func role(ofMerged key: String) -> LabelRole? {
    func unit(behind ends: [String]) -> Bool {
      ends.contains { end in
        guard key.hasSuffix(" " + end) else { return false }
        let head = key.dropLast(end.count + 1)
        let bare = head.hasPrefix(named) ? head.dropFirst(named.count) : head
        return isMerged(String(bare))
      }
    }
    return unit(behind: newUnits) ? .unit : unit(behind: oldUnits) ? .skip : nil
  }
  /// A district that is no more still tells communes of one name apart.
  private static func isMerged(_ head: String) -> Bool {
    words[NameKey(head)] == .unit && !head.hasPrefix(district)
  }
  private static let district = NameKey("huyện").text
  private static let newUnits = [
    "mới", "sau sắp xếp", "sau sáp nhập", "sau khi sắp xếp", "sau khi sáp nhập", "sau hợp nhất",
    "mới thành lập",
    "hình thành sau sắp xếp",
  ].map { NameKey($0).text }
  private static let oldUnits = [
    "cũ", "trước sắp xếp", "trước sáp nhập", "trước khi sắp xếp", "trước khi sáp nhập",
    "trước hợp nhất", "sáp nhập",
    "nhập vào", "cũ nhập vào", "được sắp xếp", "được sáp nhập", "hợp nhất", "hợp thành",
  ].map { NameKey($0).text }
  private static let codes = [
    "mã", "số cccd", "cccd", "số cmnd", "cmnd", "ngày sinh", "ngày tháng năm sinh",
    "số qđ", "báo cáo số", "công văn số", "nghị quyết số", "quyết định số", "kế hoạch số",
    "chỉ thị số",
    "tờ trình số", "thông báo số", "hướng dẫn số", "giấy phép số", "giấy chứng nhận số", "số, ngày",
    "số và ngày", "ngày báo cáo", "ngày ban hành",
    "ngày văn bản", "qđ thành lập", "quyết định thành lập", "ngày gửi",
    "văn bản số",
    "số quyết định", "số hiệu", "số tài khoản", "biển số", "điện thoại", "số điện thoại", "sđt",
    "email", "thư điện tử",
  ].map { NameKey($0).text + " " }
  /// "Số quyết định xử phạt" and "Số CCCD đã cấp" count what was done; "Số CCCD, ngày cấp" says which.
  private static func countsActs(_ key: String) -> Bool {
    let key = " " + key + " "
    return acts.contains { key.contains($0) } && !key.contains(days)
  }
  private static let acts = [
    "đã", "được", "cấp mới", "xử phạt", "kích hoạt", "ban hành", "thu hồi", "cấp đổi", "cấp lại",
    "xử lý",
  ].map { " \(NameKey($0).text) " }
  private static let days = " \(NameKey("ngày").text) "
  private static let horsePower = NameKey("mã lực").text

  /// Whether a header that names who reports may as well count them: "Tổ chức" beside "Cá nhân".
  package static func mayBeCounted(_ header: String) -> Bool { countable.contains(NameKey(header)) }
  private static let countable = Set(
    [
      "Tổ chức", "Doanh nghiệp", "Cơ sở", "Trường", "Bệnh viện", "Xã", "Phường", "Thị trấn",
      "Chi bộ", "Thôn", "Bản", "Khu phố", "Tổ dân phố", "Xóm", "Hợp tác xã", "Chi hội",
      "Trường học",
      "Khu công nghiệp", "Hội", "Đoàn thể", "Công đoàn cơ sở", "CĐCS", "Chi cục", "Tòa án", "Đồn",
      "Ngân hàng", "Chợ", "Khối", "Huyện", "Quận", "Địa phương", "Cơ quan", "Thôn, bản", "Thôn/bản",
      "Thôn, tổ dân phố", "Trạm", "Đội", "Hạt", "Offices", "Units", "Schools", "School", "Communes",
      "Branch", "Organisation", "Organization",
      "Department", "Agency", "Công ty", "Phòng", "Ban",
    ]
    .map { NameKey($0) })

  /// Whether a header that names what is counted may as well describe those who report: "Lĩnh vực" beside "Đơn vị".
  package static func mayDescribe(_ header: String) -> Bool {
    descriptions.contains(NameKey(header))
  }
  private static let descriptions = Set(describing.map { NameKey($0) })

  /// Headers of what is counted, of which some may as well describe.
  private static let describing = [
    "Lĩnh vực", "Đối tượng", "Mục", "Phân loại", "Sản phẩm", "Nguồn vốn", "Loại hình",
    "Giới tính", "Giới", "Dân tộc", "Trình độ", "Hình thức", "Mức độ", "Độ tuổi",
    "Diễn giải",
    "Công việc", "Cây trồng", "Vật nuôi", "Loại hồ sơ", "Loại án", "Loại bệnh", "Loại tội phạm",
    "Loại đất", "Bệnh", "Tên bệnh", "Chức danh", "Loại vi phạm", "Hành vi vi phạm",
    "Loại hình doanh nghiệp",
    "Loại hình HTX", "Loại rừng", "Loại cây", "Cây, con", "Loại công trình", "Loại đối tượng",
    "Nhóm đối tượng", "Loại xe",
    "Loại phương tiện", "Loại thuế", "Sắc thuế", "Loại thủ tục", "Ngành nghề", "Ngành, nghề",
    "Ngành kinh tế", "Loại vụ việc",
    "Loại văn bản", "Loại thiên tai", "Loại dịch vụ", "Loại tài sản", "Loại tai nạn", "Loại quỹ",
  ]

  /// Whether a header names documents, or counts them where numbers stand below it.
  package static func countsDocuments(_ header: String) -> Bool {
    documents.contains(NameKey(header))
  }
  private static let documents = Set(
    ["Số quyết định", "Số QĐ", "Số công văn", "Số văn bản"].map { NameKey($0) })

  private static let words: [NameKey: LabelRole] = {
    let names: [(LabelRole, [String])] = [
      (
        .ordinal,
        [
          "STT", "TT", "Số TT", "Số thứ tự", "S TT", "Stt.", "No", "No.", "#", "Nr.", "Item no.",
          "Serial no.", "S/N", "Sr. No.",
          "Sr No", "SN", "Ref", "Ref.", "Ref. no.", "ID", "Order", "Line", "Line no.", "Seq",
          "Index no.", "Row",
        ]
      ),
      (
        .unit,
        [
          "Đơn vị", "Tên đơn vị", "Đơn vị báo cáo", "Cơ quan, đơn vị", "Cơ quan", "Tên cơ quan",
          "Huyện, thị xã, thành phố", "Huyện", "Tên huyện", "Địa phương", "Xã, phường", "Tên xã",
          "Xã, phường, thị trấn", "Xã/phường", "Tên xã, phường", "Đơn vị thực hiện",
          "Đơn vị, địa phương",
          "Địa bàn", "Xã", "Phường", "Thị trấn", "Xã, thị trấn", "Unit", "Đảng bộ", "Chi bộ",
          "Tổ chức đảng", "Đảng ủy", "Đảng ủy xã, phường", "Đảng bộ, chi bộ", "Sở, ban, ngành",
          "Sở, ngành", "UBND xã", "UBND xã, phường", "UBND cấp xã", "Đơn vị hành chính",
          "Đơn vị hành chính cấp xã", "Tên đảng bộ", "Xã, phường, đặc khu", "Phường, xã",
          "Xã/phường/đặc khu", "Tỉnh, thành phố", "Tỉnh/thành phố", "Tỉnh, TP", "Tỉnh/TP",
          "Các tỉnh, thành phố",
          "Cơ quan báo cáo", "Chủ đầu tư", "Trường", "Tên trường",
          "Nhà trường", "Trung tâm PVHCC", "Trung tâm phục vụ hành chính công", "Trung tâm HCC",
          "TTPVHCC", "TTHCC", "Bộ phận Một cửa", "Sở",
          "Trạm y tế", "Tên trạm", "ĐVHC", "ĐVHC mới", "Tên ĐVHC", "Cơ sở", "Tên cơ sở",
          "Cơ sở giáo dục", "Cơ sở y tế", "Bệnh viện", "Tổ chức", "Doanh nghiệp",
          "Thôn", "Thôn, bản", "Thôn/bản", "Thôn, tổ dân phố", "Bản", "Khu phố", "Tổ dân phố",
          "Xóm",
          "Huyện, thị", "Huyện, thị xã", "Huyện/TX/TP", "Quận/huyện", "Quận, huyện", "Các xã",
          "Các huyện", "Các đơn vị", "Tên xã, thị trấn", "Phòng, ban", "Phòng ban", "Hợp tác xã",
          "Chi hội", "Trường học", "Khu công nghiệp", "Hội", "Đoàn thể", "Công đoàn cơ sở", "CĐCS",
          "Chi cục", "Tòa án", "Ban CHQS", "Đồn", "Ngân hàng", "Chợ", "Khối", "Trạm", "Đội", "Hạt",
          "Công ty", "Phòng", "Ban", "Units", "Unit name", "Name of unit", "Reporting unit",
          "Office", "Offices",
          "Office name", "Name of office", "Reporting office", "Department", "Agency",
          "Organisation",
          "Organization", "Commune", "Communes", "Ward", "District", "Commune/ward", "Branch",
          "School", "Province",
        ]
      ),
      (
        .indicator,
        [
          "Chỉ tiêu", "Tên chỉ tiêu", "Nội dung", "Nội dung chỉ tiêu", "Nội dung công việc",
          "Nội dung thực hiện", "Tiêu chí", "Nhiệm vụ", "Chỉ số", "Hạng mục", "Danh mục",
          "Nội dung báo cáo", "Indicator", "Các chỉ tiêu", "Chỉ tiêu chủ yếu",
          "Tên chỉ tiêu báo cáo", "Chỉ tiêu, nhiệm vụ", "Nội dung, chỉ tiêu", "Nội dung/chỉ tiêu",
          "Nội dung thu", "Nội dung chi", "Khoản thu", "Khoản chi", "Khoản mục", "Indicators",
          "Name of indicator", "Indicator name", "Item", "Items", "Nhóm tuổi",
          "Lứa tuổi", "Bậc học", "Cấp học",
        ] + describing
      ),
      (.period, ["Kỳ", "Kỳ báo cáo", "Kỳ số liệu", "Period"]),
      (.figure, ["Loại số liệu", "Loại số", "Figure"]),
      (.sent, KnownColumn.sent.headers),
      (
        .skip,
        [
          "Notes", "Note", "Remarks", "Remark", "Comments", "Comment", "Code", "Unit code",
          "Indicator code", "Office code", "Unit ID", "Rank",
          "Contact", "Phone", "Reported by", "Ghi chú", "Chú thích", "Mã số", "Mã", "Mã chỉ tiêu",
          "Mã đơn vị", "Mã ĐV", "Mã ĐVHC", "Mã đơn vị hành chính", "Mã xã", "Mã huyện",
          "Mã số thuế",
          "Mã định danh", "Mã QHNS", "Xếp hạng", "Xếp thứ", "Thứ hạng", "Hạng", "Xếp loại", "SĐT",
          "Số điện thoại",
          "Năm thành lập", "Số QĐ", "Số quyết định", "Số công văn", "Số văn bản", "Trang",
          "Người báo cáo", "Người lập", "Điện thoại", "Nguồn", "Căn cứ", "Cơ quan chủ trì",
        ] + measureHeaders
      ),
    ]
    return Dictionary(
      names.flatMap { role, texts in texts.map { (NameKey($0), role) } },
      uniquingKeysWith: { first, _ in first })
  }()

  /// Headers of the column that says what numbers of a row are measured in.
  package static let measures = Set(measureHeaders.map { NameKey($0) })
  private static let measureHeaders =
    KnownColumn.measure.headers + [
      "Measure", "Measured in", "Measurement unit", "Units of measure", "Unit of measurement",
      "UoM",
    ]
}

extension StringProtocol {
  /// What stands in brackets at its end, and before them: "Thu phí (triệu đồng)" is "Thu phí" and "triệu đồng"; `nil`
  /// where no bracket ends it.
  package var bracketAtEnd: (before: String, inner: String)? {
    guard hasSuffix(")"), let open = lastIndex(of: "(") else { return nil }
    return (self[..<open].trimmingColons, String(self[index(after: open)...].dropLast()))
  }

  /// Whether a unit of measure stands in brackets at its end.
  package var statesMeasure: Bool {
    bracketAtEnd.map { $0.inner == "%" || MeasureWords.isMeasure($0.inner) } ?? false
  }

  /// Without a unit of measure, or the name of what is counted, in brackets at its end: "(hồ sơ)".
  package var withoutMeasure: String {
    guard let bracket = bracketAtEnd,
      MeasureWords.isMeasure(bracket.inner.replacing("ĐVT:", with: ""))
    else { return String(self) }
    return bracket.before
  }

  /// Without a percent sign in brackets at its end.
  package var withoutPercent: String {
    guard let bracket = bracketAtEnd, bracket.inner == "%" else { return String(self) }
    return bracket.before
  }

  /// Without the mark of a footnote: "(*)", "(1)", "*".
  package var withoutFootnote: String {
    var text = trimmingColons
    while let last = text.last, last.isNumber, !last.isASCII { text.removeLast() }
    guard let bracket = text.bracketAtEnd,
      bracket.inner.allSatisfy({ $0.isNumber || $0 == "*" })
    else { return text }
    return bracket.before
  }

  /// A name, and whether a note behind it says that its numbers correct others: "Xã An Bình (đính chính)", "Xã An Bình - số
  /// bổ sung"; `nil` where there is no such note.
  package var revision: (name: String, isCorrection: Bool)? {
    let text = trimmingColons
    let parts: (name: String, note: String)
    if let bracket = text.bracketAtEnd {
      parts = (bracket.before, bracket.inner)
    } else if text.contains(where: { "-–:;".contains($0) }),
      let dash = text.ranges(of: String.noteMark).last
    {
      parts = (String(text[..<dash.lowerBound]), String(text[dash.upperBound...]))
    } else {
      return nil
    }
    let note = " " + NameKey(parts.note).text + " "
    func says(_ words: [String]) -> Bool {
      words.contains { note.contains(" " + NameKey($0).text + " ") }
    }
    let isCorrection = says(["đính chính", "điều chỉnh", "thay thế", "sửa lại", "số đúng"])
    guard
      isCorrection
        || says([
          "bổ sung", "lần 1", "lần 2", "lần 3", "đợt 1", "đợt 2", "đợt 3", "gửi lại", "mới", "cũ",
          "sáp nhập", "hợp nhất",
        ]),
      !parts.name.isEmpty
    else { return nil }
    return (parts.name, isCorrection)
  }

  /// A name without the code in front of it, or what kind it is behind: "Xã Nga Tân" of "14401 - Xã Nga Tân" and of "Xã Nga Tân
  /// (loại II)".
  package var withoutCode: String {
    var text = String(self)
    let code = text.prefix { $0.isNumber }
    let rest = text.dropFirst(code.count).drop { $0.isWhitespace }
    if code.count > 2, let mark = rest.first, "-–_:".contains(mark) {
      text = String(rest.dropFirst().drop { $0.isWhitespace })
    }
    if let bracket = text.bracketAtEnd,
      NameKey(bracket.inner).text.hasPrefix(NameKey("loại").text + " ")
    {
      text = bracket.before
    }
    return text
  }
}

extension String {
  /// What may part a name from a note behind it; read once, and not for every text.
  nonisolated(unsafe) fileprivate static let noteMark = #/ [-–] |: |; /#
}
