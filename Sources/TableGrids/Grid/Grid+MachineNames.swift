import ClusterMetrics
import OfficeWords

/// Headings as programs write them that export tables: "ten_don_vi", "nam", "quy".
extension Grid {
  /// The grid with such headings in the words that offices have for them, so that they are read like any others.
  ///
  /// - Parameter names: the names of indicators by their ids.
  func withMachineNames(_ names: [String: String]) -> Grid {
    guard let header = rows.first else { return self }
    let heads = header.items.indices.filter { !header.items[$0].isEmpty }
    let texts = heads.map { header.items[$0].text }
    guard heads.count > 2, texts.allSatisfy(Grid.isMachineName), Set(texts).count == texts.count,
      texts.contains(where: { $0.contains("_") })
    else { return self }
    var grid = self
    for column in heads {
      let text = header.items[column].text.lowercased()
      grid.rename(
        0, column,
        to: names[text] ?? Grid.headings[text] ?? Grid.spelled(text))
    }
    return grid
  }

  /// Latin letters, digits and underscores, as names in databases have.
  private static func isMachineName(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
        || (0x61...0x7A).contains(byte | 0x20)
    } && text.first?.isLetter == true
  }

  /// A name in words, of which the first are known: "Số ho so" of "so_ho_so", which compares nothing.
  private static func spelled(_ name: String) -> String {
    let lead = leads.first { name.hasPrefix($0.name + "_") }
    let rest = name.dropFirst(lead.map { $0.name.count + 1 } ?? 0).replacing("_", with: " ")
    return lead.map { "\($0.words) \(rest)" } ?? rest.prefix(1).uppercased() + rest.dropFirst()
  }
  private static let leads: [(name: String, words: String)] = [
    "Tổng số", "Tỷ lệ", "Kế hoạch", "Thực hiện", "Lũy kế", "Cùng kỳ", "So sánh", "So với", "Số",
  ].map { ($0.machineName, $0) }

  /// A heading or period without tone marks with them: "Đơn vị" of "Don vi", "tháng 5" of "thang 5"; `nil` of anything else.
  package static func marked(_ text: String, isHead: Bool) -> String? {
    guard text.utf8.count < 40, text.isASCII else { return nil }
    let words = text.trimmingColons.lowercased().split(separator: " ").map(String.init)
    if isHead, words.count > 1, let heading = headings[words.joined(separator: "_")] {
      return heading
    }
    if isHead, words == ["dvt"] { return "ĐVT" }
    if let measure = measures[words.joined(separator: " ")] { return measure }
    // "Ke hoach quy I"
    if words.count > 2, let figure = figures[words.prefix(2).joined(separator: "_")],
      let period = marked(words.dropFirst(2).joined(separator: " "), isHead: false)
    {
      return figure + " " + period
    }
    // "thang 5/2026", "Quy I", "6 thang dau nam 2026", "Nam 2025"
    guard words.count > 1, words.contains(where: { ["thang", "quy", "nam"].contains($0) }),
      words.allSatisfy({ word in
        Period.marked[word] != nil || word.allSatisfy { $0.isNumber || "/-".contains($0) }
          || word.allSatisfy { "ivx".contains($0) }
      })
    else { return nil }
    let full = words.map { Period.marked[$0] ?? $0.uppercased() }.joined(separator: " ")
    return PeriodMentions.period(full, PeriodLabels.anyYear) == nil ? nil : full
  }

  /// Units of measure: of millions without marks nobody may think that they are đồng.
  private static let measures: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "nghìn đồng", "ngàn đồng", "triệu đồng", "tỷ đồng",
    ].map { ($0.machineName.replacing("_", with: " "), $0) })

  private static let figures = Dictionary(
    uniqueKeysWithValues: ["Kế hoạch", "Thực hiện", "Cùng kỳ", "Lũy kế", "Kết quả"].map {
      ($0.machineName, $0)
    })

  /// By name as a program writes it the heading of an office.
  private static let headings: [String: String] = Dictionary(
    [
      "STT", "TT", "Mã", "Mã số", "Mã đơn vị", "Mã ĐV", "Mã ĐVHC", "Mã xã", "Mã huyện", "Đơn vị",
      "Tên đơn vị",
      "Xã", "Tên xã", "Huyện", "Tên huyện", "Địa phương", "Cơ quan", "Tên cơ quan", "Cụm",
      "Chỉ tiêu", "Tên chỉ tiêu", "Mã chỉ tiêu", "Năm", "Quý", "Tháng", "Kỳ", "Kỳ báo cáo",
      "Kế hoạch", "Thực hiện", "Lũy kế", "Cùng kỳ", "Kết quả", "Số liệu", "Giá trị", "Ghi chú",
      "Đơn vị tính", "ĐVT", "Ngày gửi", "Ngày nộp", "Tỷ lệ",
    ].map { ($0.machineName, $0) } + [
      ("ten_dv", "Tên đơn vị"), ("dv", "Đơn vị"),
    ],
    uniquingKeysWith: { first, _ in first })
}

extension String {
  /// Lower case without tones and marks, with underscores for spaces.
  fileprivate var machineName: String { Slug.of(self).replacing("-", with: "_") }
}
