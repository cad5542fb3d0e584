import ClusterMetrics
import TableGrids

/// Columns below "Trong đó" whose headings stand more than once in a table: each is a part of what stands left of its
/// "Trong đó", and is called after it. "Tiếp nhận | Trong đó: Khiếu nại, Tố cáo | Đã giải quyết | Trong đó: Khiếu nại, Tố
/// cáo" has two columns "Khiếu nại".
struct PartColumns {
  private var levels: [Int: [String]] = [:]

  init(_ block: ReportBlock, in grid: Grid, _ blocks: ReportBlocks, _ columns: Range<Int>) {
    var parts: [(column: Int, own: [String], whole: [String])] = []
    var whole: [String] = []
    for column in columns {
      let items = block.headings(column, in: grid, blocks)
      let own = ReportColumns.levels(items)
      guard !own.isEmpty else { continue }
      if items.dropLast().contains(where: { PartColumns.saysParts($0.text) }) {
        parts.append((column, own, whole))
      } else {
        whole = own
      }
    }
    let counts = Dictionary(parts.map { ($0.own, 1) }, uniquingKeysWith: +)
    for part in parts where counts[part.own] ?? 0 > 1 && !part.whole.isEmpty {
      levels[part.column] = part.whole + part.own.suffix(1)
    }
  }

  /// The levels of a column's heading, where it is called after its whole.
  func levels(of column: Int) -> [String]? { levels[column] }

  /// Whether a heading only says that parts follow.
  static func saysParts(_ text: String) -> Bool {
    let key = NameKey(text).text
    return words.contains { key.hasPrefix($0) }
  }

  /// Whether a heading says that parts of what is counted follow, and no units: "Chia theo độ tuổi", and not "Chia theo địa
  /// bàn".
  static func saysPartsOfCount(_ text: String) -> Bool {
    let key = NameKey(text).text
    return saysParts(text) && !places.contains { key.contains($0) }
  }
  private static let places = ["đơn vị", "địa bàn", "địa phương", "huyện", "xã", "phường", "thôn"]
    .map { NameKey($0).text }

  private static let words = [
    "Trong đó", "Tr.đó", "Tr. đó", "Tr đó", "T.đó", "Chia ra", "Gồm", "Chia theo", "Phân theo",
    "Các đơn vị", "Các huyện", "Các xã",
    "Các địa phương",
  ].map { NameKey($0).text }
}
