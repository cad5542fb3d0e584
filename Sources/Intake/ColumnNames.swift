import ClusterMetrics

/// The columns that Giaoban knows, with the headers that people give them.
enum KnownColumn: String, CaseIterable {
  case date, unit, commune, activity, cluster
  case unitKind = "unit_kind"
  case from, to, successor, period, indicator, value, points, reason
  case closedBand = "closed_band"
  case aliases, code
  case own = "self"
  case verified, superior

  var headers: [String] {
    switch self {
    case .date: ["Ngày", "Ngày tháng", "Ngày tổ chức", "Ngày thực hiện", "Thời gian"]
    case .unit: ["Đơn vị", "Tên đơn vị", "Huyện, thị xã, thành phố"]
    case .commune:
      [
        "Xã, phường, thị trấn", "Xã/phường/thị trấn", "Xã phường thị trấn", "Xã, phường",
        "Xã/phường", "Xã", "Địa bàn",
      ]
    case .activity: ["Hoạt động", "Loại hoạt động", "Tên hoạt động", "Nội dung"]
    case .cluster: ["Cụm", "Cụm thi đua"]
    case .unitKind: ["Loại đơn vị", "unit kind"]
    case .from: ["Từ ngày", "Hiệu lực từ"]
    case .to: ["Đến ngày", "Hiệu lực đến"]
    case .successor: ["Đơn vị kế thừa", "Sáp nhập vào", "Xã mới"]
    case .period: ["Kỳ", "Kỳ báo cáo"]
    case .indicator: ["Chỉ tiêu"]
    case .value: ["Số liệu", "Giá trị", "Kết quả"]
    case .points: ["Điểm", "Số điểm", "Điểm cộng, trừ"]
    case .reason: ["Lý do", "Căn cứ"]
    case .closedBand: ["Không xếp loại", "closed band"]
    case .aliases: ["Tên khác", "Tên gọi khác"]
    case .own: ["Tự chấm", "Điểm tự chấm", "Đơn vị tự chấm"]
    case .verified: ["Thẩm định", "Điểm thẩm định", "Kết quả thẩm định"]
    case .superior: ["Cấp trên", "Cấp trên chấm", "Điểm cấp trên"]
    case .code: ["Mã", "Mã số", "Mã đơn vị hành chính", "Mã ĐVHC"]
    }
  }
}

/// Where each wanted column stands in a table.
struct Header {
  private(set) var columns: [String: Int] = [:]
  let texts: [String]

  /// - Parameters:
  ///   - wanted: ids of columns, of `KnownColumn` or of the project's own.
  ///   - mapped: headers that the project gives to an id.
  init(_ rows: some TableRows, wanted: [String], mapped: [String: [String]]) {
    texts = (0..<rows.cellCount).map { rows.text($0) }
    let keys = texts.map { NameKey($0) }
    for id in wanted {
      let known = KnownColumn(rawValue: id)?.headers ?? []
      for name in mapped[id, default: []] + [id] + known {
        if let index = keys.firstIndex(of: NameKey(name)) {
          columns[id] = index
          break
        }
      }
    }
  }

  subscript(column: KnownColumn) -> Int? { columns[column.rawValue] }

  func hasAll(_ required: [String]) -> Bool {
    required.allSatisfy { columns[$0] != nil }
  }

  /// Findings for columns that must be there and are not.
  func missing(
    _ required: [String], mapped: [String: [String]], at place: Finding.Place
  ) -> [Finding] {
    required.filter { columns[$0] == nil }.map { id in
      let known = KnownColumn(rawValue: id)?.headers ?? []
      let names = (mapped[id] ?? []) + [id] + known.prefix(1)
      let listed = names.map { "\"\($0)\"" }
      let hint = Finding.hint(
        Array(Set(names.flatMap { NameKey.nearest(to: $0, among: texts) })).sorted())
      return Finding(
        .missingColumn, at: place,
        vi: "thiếu cột \(listed.joined(separator: " hoặc "))\(hint.vietnamese); sửa tiêu đề cột"
          + " hoặc khai báo ở mục columns của giaoban.yaml",
        en: "no column \(listed.joined(separator: " or "))\(hint.english); mend the header or name"
          + " it under columns in giaoban.yaml")
    }
  }
}
