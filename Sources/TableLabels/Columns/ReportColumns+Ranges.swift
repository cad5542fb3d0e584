import ClusterMetrics
import OfficeWords
import TableGrids

extension ReportColumns {
  /// The columns of tables that stand side by side under one header: each begins with the same label.
  package static func ranges(_ block: ReportBlock, in grid: Grid, _ blocks: ReportBlocks) -> [Range<
    Int
  >] {
    let labels = (0..<grid.width).compactMap { column -> (column: Int, role: LabelRole)? in
      let items = block.headings(column, in: grid, blocks)
      let levels = levels(items)
      let role = levels.lazy.compactMap { blocks.meaning(of: $0).role }.first
      guard let role, [.ordinal, .unit, .indicator].contains(role),
        role != .ordinal || levels.count == 1,
        !isAmount(levels, block.body.map { grid.rows[$0][column] })
      else { return nil }
      return (column, role)
    }
    func holdsNumbers(_ column: Int) -> Bool {
      block.body.contains {
        grid.rows[$0][column].isNumber && grid.rows[$0][column].merge == nil
      }
    }
    guard let first = labels.first else { return [0..<grid.width] }
    // A label that is merged over two columns is one.
    let starts = labels.filter { $0.role == first.role }.map(\.column).filter { column in
      let header = grid.rows[block.header.lowerBound]
      return column == first.column || header[column].merge == nil
        || header[column].merge != header[column - 1].merge
    }
    // Labels with no number between them belong to one table.
    let parted = starts.enumerated().filter { index, start in
      guard index > 0 else { return true }
      return (starts[index - 1]..<start).contains { column in
        !labels.contains { $0.column == column } && holdsNumbers(column)
      }
    }.map(\.element)
    guard parted.count < 2 else { return ranges(from: parted, grid) }
    // "TT | Đơn vị | Số vụ | Đơn vị | Số người": lines numbered once, and units named twice.
    let units = labels.filter { $0.role == .unit }.map(\.column)
    let named = units.filter { column in
      let told = block.lines(in: grid).map { $0[column].text }.filter { !$0.isEmpty }
      return told.count { blocks.namesUnit($0) } * 2 > told.count
    }
    let apart = named.enumerated().filter { index, column in
      index == 0
        || (named[index - 1]..<column).contains { between in
          !labels.contains { $0.column == between } && holdsNumbers(between)
        }
    }.map(\.element)
    return ranges(from: apart.count > 1 ? [0] + apart.dropFirst() : parted, grid)
  }

  /// Whether values are numbers that count, and no years.
  static func isCount(_ values: [Grid.Item]) -> Bool {
    // A dash among numbers is none of anything.
    let told = values.filter { !$0.text.isDash }
    return !told.isEmpty && told.allSatisfy { $0.isPlainNumber && !$0.isYear }
  }

  /// Whether small numbers below "Email" or "Điện thoại" count what came that way, and are nobody's.
  static func countsContacts(_ levels: [String], _ values: [Grid.Item]) -> Bool {
    levels.contains { contacts.contains(NameKey($0)) } && values.allSatisfy { $0.text.count < 6 }
  }
  private static let contacts = Set(
    ["Email", "Thư điện tử", "Điện thoại", "Số điện thoại", "Phone", "SĐT", "Fax"].map {
      NameKey($0)
    })

  /// Whether a column that is headed like one of units holds numbers: "Huyện" among sources of money.
  private static func isAmount(_ levels: [String], _ items: [Grid.Item]) -> Bool {
    levels.contains(where: LabelRole.mayBeCounted) && isCount(items.filter { !$0.isEmpty })
  }

  private static func ranges(from starts: [Int], _ grid: Grid) -> [Range<Int>] {
    guard starts.count > 1 else { return [0..<grid.width] }
    return starts.indices.map { index in
      (index == 0 ? 0 : starts[index])..<(index + 1 < starts.count ? starts[index + 1] : grid.width)
    }
  }
}
