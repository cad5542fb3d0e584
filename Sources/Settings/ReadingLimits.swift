import ClusterMetrics
import Office
import Tables
import Yams

/// How much is read and made before the program says that something cannot be right. The standard ones are
/// far above what a nation needs; `limits` in `giaoban.yaml` changes them.
package struct ReadingLimits: Sendable, Hashable {
  /// Those of a table.
  package var tables = TableLimits()
  /// Bytes of the different spellings of names in one column; more of them are read, but slowly.
  package var spellings = 256 << 20
  /// Cells of `tally --by` with a column: texts times periods times places.
  package var cells = TallyAccumulator.cellLimit
  package var indicators = 1000
  /// Different values of a column that medians and other quantiles keep, each of some forty bytes.
  package var distinctValues = TallyAccumulator.valueLimit
  /// Pages that one page of a pack may become.
  package var pages = 20
  /// Pixels of a side of a picture: 12,000 are a metre at 300 dots per inch.
  package var pixels = 12_000

  package init() {}

  /// A key of `limits`.
  private struct Key {
    var name: String
    var field: WritableKeyPath<ReadingLimits, Int>
    /// What an index or a library can hold.
    var most: Int
    /// Whether it counts bytes, so that "4 MiB" may be written.
    var isSize: Bool
  }

  private static var keys: [Key] {
    [
      Key(name: "record", field: \.tables.record, most: 1 << 30, isSize: true),
      Key(name: "sheet", field: \.tables.sheet, most: 1 << 40, isSize: true),
      Key(name: "texts", field: \.tables.texts, most: 1 << 36, isSize: true),
      Key(name: "spellings", field: \.spellings, most: 3 << 30, isSize: true),
      Key(name: "cells", field: \.cells, most: 1 << 30, isSize: false),
      Key(name: "distinct_values", field: \.distinctValues, most: 1 << 28, isSize: false),
      Key(name: "indicators", field: \.indicators, most: 100_000, isSize: false),
      Key(name: "pages", field: \.pages, most: 1000, isSize: false),
      Key(name: "pixels", field: \.pixels, most: 32_767, isSize: false),
    ]
  }

  /// The names of the keys.
  package static var names: [String] { keys.map(\.name) }

  /// Reads `limits`.
  package init(_ node: Node, _ reader: inout SettingReader) {
    for (name, _, value) in reader.entries(of: node, named: "limits", known: ReadingLimits.names) {
      guard let key = ReadingLimits.keys.first(where: { $0.name == name }) else { continue }
      guard key.isSize else {
        if let number = reader.integer(value, named: "limits.\(name)", in: 1...key.most) {
          self[keyPath: key.field] = number
        }
        continue
      }
      guard let size = value.scalar.flatMap({ ByteSize.bytes($0.string) }),
        (1024...key.most).contains(size)
      else {
        let most = ByteSize.text(key.most)
        reader.reject(
          value, vi: "limits.\(name) phải là dung lượng như \"4 MiB\", từ 1 KiB đến \(most)",
          en: "limits.\(name) must be a size such as \"4 MiB\", from 1 KiB to \(most)")
        continue
      }
      self[keyPath: key.field] = size
    }
  }
}
