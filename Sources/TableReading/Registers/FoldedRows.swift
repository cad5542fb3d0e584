import ClusterMetrics
import Databases
import Findings
import OfficeWords
import Tables

/// A group of rows of a register as a server made it, with its names looked up.
struct FoldedGroup {
  /// A measure of the rows of a group, in ten-thousandths; `least` is `noMeasure` where none states it.
  struct Measure {
    var least = ActivityBatch.noMeasure
    var most = ActivityBatch.noMeasure
    var sum: Int128 = 0
    var stated = 0
  }

  /// What its days, its unit and its commune are; `nil` where a row has to be read to say why that is not known.
  var place: (first: Int32, last: Int32, unit: Int32, commune: Int32)?
  /// Whether its rows are doubtful by themselves.
  var isDoubtful = false
  var times = 0
  /// By category of the schema, and by measure.
  var categories: [Int32] = []
  var measures: [Measure] = []

  /// The rows of two groups of one name.
  func joined(with other: FoldedGroup) -> FoldedGroup {
    var group = self
    group.times += other.times
    if let own = place, let others = other.place {
      group.place = (
        min(own.first, others.first), max(own.last, others.last), own.unit, own.commune
      )
    }
    for (number, measure) in other.measures.enumerated() where measure.stated > 0 {
      let own = group.measures[number]
      guard own.stated > 0 else {
        group.measures[number] = measure
        continue
      }
      group.measures[number] = Measure(
        least: min(own.least, measure.least), most: max(own.most, measure.most),
        sum: own.sum + measure.sum, stated: own.stated + measure.stated)
    }
    return group
  }
}

/// Reads the groups of a server one after the other.
///
/// In: the CSV that `FoldedQuery.groups` answers. Out: groups, and their cells for whoever has to name them.
struct FoldedRows: TableFile.Reading {
  let query: FoldedQuery
  let layout: ActivityLayout
  let reader: ActivityReader
  let measureCount: Int
  /// By number of the days among the cuts, whether activities may be of them.
  let arePlausible: [Bool]
  /// Takes a group and the cells of its texts, which hold while it does.
  let take: (FoldedGroup, Texts) -> Void
  /// Whether all of it could be read.
  private(set) var isWhole = false
  private static let firstText = 5

  /// The cells that name a group: the number of its days, its texts, and what holds it apart besides.
  struct Texts {
    let count: Int
    fileprivate let cell: (Int) -> Cell

    /// The cell of one of its texts.
    subscript(place: Int) -> Cell { cell(place + 1) }

    /// What the group is called in statements.
    var key: ExactText {
      ExactText((0...count).map { cell($0).text }.joined(separator: FoldedQuery.separator))
    }
  }

  init(
    _ query: FoldedQuery, _ layout: ActivityLayout, _ reader: ActivityReader, measureCount: Int,
    today: Day, take: @escaping (FoldedGroup, Texts) -> Void
  ) {
    (self.query, self.layout, self.reader, self.take) = (query, layout, reader, take)
    self.measureCount = measureCount
    // Number 0 are the days before the first cut, and the last cut ends the last days.
    arePlausible =
      [false]
      + query.cuts.map { $0 <= today && ActivityReader.isPlausible($0) && $0 != query.cuts.last }
  }

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var rows = rows
    do throws(TableFault) {
      // The header.
      guard try rows.advance() else { return }
      while try rows.advance() {
        let current = rows
        let texts = Texts(count: query.texts.count + query.classCount) {
          current.rawCell($0 == 0 ? 0 : FoldedRows.firstText + $0 - 1)
        }
        take(group(current), texts)
      }
      isWhole = true
    } catch {
      return
    }
  }

  private func group(_ rows: BlockwiseRows<some BlockSource>) -> FoldedGroup {
    var group = FoldedGroup()
    group.isDoubtful = rows.rawCell(1).bytes.first == UInt8(ascii: "t")
    group.times = FoldedRows.count(rows.rawCell(4))
    readMeasures(rows, into: &group)
    // Texts of rows that may be refused are not known yet.
    guard !group.isDoubtful, let place = place(rows) else { return group }
    group.place = place
    func cell(_ column: Int) -> Cell? {
      query.texts.firstIndex(of: column).map { rows.rawCell(FoldedRows.firstText + $0) }
    }
    for (index, column) in layout.categories.enumerated() {
      let number = column.flatMap(cell).map { reader.number(of: $0, category: index) } ?? -1
      guard number >= (index == 0 ? 0 : -1) else {
        group.place = nil
        return group
      }
      group.categories.append(number)
    }
    return group
  }

  private func readMeasures(
    _ rows: BlockwiseRows<some BlockSource>, into group: inout FoldedGroup
  ) {
    group.measures = Array(repeating: FoldedGroup.Measure(), count: measureCount)
    let behind = FoldedRows.firstText + query.texts.count + query.classCount
    for (index, measure) in query.measures.enumerated() {
      let first = behind + index * 4
      let stated = FoldedRows.count(rows.rawCell(first + 3))
      guard stated > 0, let least = FoldedRows.parts(rows.rawCell(first)),
        let most = FoldedRows.parts(rows.rawCell(first + 1)),
        let sum = FoldedRows.parts(rows.rawCell(first + 2))
      else {
        // No number at all is among the greatest that there are.
        group.measures[measure.number].most = .max
        group.measures[measure.number].stated = stated
        continue
      }
      group.measures[measure.number] = FoldedGroup.Measure(
        least: Int64(clamping: least), most: Int64(clamping: most), sum: sum, stated: stated)
    }
  }

  private func place(
    _ rows: BlockwiseRows<some BlockSource>
  ) -> (first: Int32, last: Int32, unit: Int32, commune: Int32)? {
    let days = rows.rawCell(0).isEmpty ? -1 : FoldedRows.count(rows.rawCell(0))
    guard arePlausible.indices.contains(days), arePlausible[days],
      let first = FoldedRows.day(rows.rawCell(2)), let last = FoldedRows.day(rows.rawCell(3)),
      let unit = reader.names.unit(rows.rawCell(FoldedRows.firstText), on: first)
    else { return nil }
    var commune = ActivityBatch.noCommune
    if let column = layout.commune, let place = query.texts.firstIndex(of: column) {
      let cell = rows.rawCell(FoldedRows.firstText + place)
      if !cell.isEmpty {
        guard let known = reader.names.commune(cell, inUnit: unit, on: first) else { return nil }
        commune = known
      }
    }
    return (first, last, Int32(truncatingIfNeeded: unit), commune)
  }

  private static func day(_ cell: Cell) -> Int32? {
    cell.dashedDate.flatMap { PlausibleMonths.all.day($0) }
  }

  /// A whole number; 0 for anything else.
  static func count(_ cell: Cell) -> Int {
    cell.digits.map { Int($0) } ?? parts(cell).map { Int(clamping: $0 / 10_000) } ?? 0
  }

  /// A number as PostgreSQL writes it, with four decimals or none, in ten-thousandths; `nil` where it is none.
  static func parts(_ cell: Cell) -> Int128? {
    if let whole = cell.digits { return Int128(whole) * 10_000 }
    var (number, decimals): (Int128, Int?) = (0, nil)
    for (place, byte) in cell.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where place == 0: continue
      case UInt8(ascii: ".") where decimals == nil: decimals = 0
      case 0x30...0x39:
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
        guard !isTooLarge else { return nil }
        number = product + Int128(byte - 0x30)
        decimals = decimals.map { $0 + 1 }
      default: return nil
      }
    }
    guard cell.count > 0, decimals == nil || decimals == 4 else { return nil }
    let parts = decimals == nil ? number.multipliedReportingOverflow(by: 10_000) : (number, false)
    guard !parts.1 else { return nil }
    return cell.bytes.first == UInt8(ascii: "-") ? -parts.0 : parts.0
  }
}
