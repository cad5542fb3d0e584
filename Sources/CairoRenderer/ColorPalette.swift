/// Colours, numbered in the order in which they were seen, and how often they occur.
struct ColorTable {
  /// More different colours are those of a photograph.
  private static let limit = 1 << 16
  private(set) var colors: [UInt32] = []
  private(set) var counts: [Int] = []
  /// A hash table of the colours: the number of each, counted from 1; 0 is free.
  private var places = [UInt32](repeating: 0, count: 1 << 11)

  /// The colours' numbers, that of the most frequent first; ties by colour, so that the same picture always
  /// gives the same palette.
  var byFrequency: [Int] {
    colors.indices.sorted { (counts[$1], colors[$0]) < (counts[$0], colors[$1]) }
  }

  /// The colour's number; `nil` where there would be too many.
  @inline(__always) mutating func add(_ color: UInt32, times: Int) -> Int? {
    let place = place(of: color)
    guard places[place] == 0 else {
      let number = Int(places[place]) - 1
      counts[number] += times
      return number
    }
    guard colors.count < ColorTable.limit else { return nil }
    colors.append(color)
    counts.append(times)
    places[place] = UInt32(colors.count)
    if colors.count * 2 > places.count { grow() }
    return colors.count - 1
  }

  /// Where a colour's number stands, or is to stand.
  private func place(of color: UInt32) -> Int {
    let mask = places.count - 1
    var place = Int((color &* 0x9E37_79B1) >> 15) & mask
    while places[place] != 0, colors[Int(places[place]) - 1] != color { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    places = [UInt32](repeating: 0, count: places.count * 2)
    for (number, color) in colors.enumerated() { places[place(of: color)] = UInt32(number + 1) }
  }
}

/// At most 256 colours that stand for all colours of a picture.
///
/// The flat colours of a chart stay exactly as they are. The many steps between two of them, at the edges of
/// letters, share an entry with steps that differ by a few parts in 256.
struct Palette {
  /// Red, green and blue of each.
  private(set) var colors: [UInt8] = []
  /// By colour of the `ColorTable` the number of the one that stands for it.
  private(set) var entries: [UInt8]

  /// The finest palette that will do for a picture of so many pixels; `nil` where any would show.
  static func best(for table: ColorTable, pixels: Int) -> Palette? {
    let order = table.byFrequency
    for bits in [8, 6, 5, 4] {
      if let palette = Palette(table, order, bits: bits, flat: pixels / 2000) { return palette }
    }
    // Lines of several colours that cross have more steps than that; the rarest take the nearest entry.
    return Palette(nearest: table, order, atMost: pixels / 200)
  }

  /// The 256 most frequent colours, each other one standing for the nearest of them.
  ///
  /// - Returns: `nil` where the others cover more than so many pixels: that would show.
  private init?(nearest table: ColorTable, _ order: [Int], atMost pixels: Int) {
    entries = Array(repeating: 0, count: table.colors.count)
    let rest = order.dropFirst(256)
    guard rest.map({ table.counts[$0] }).reduce(0, +) <= pixels else { return nil }
    func channels(_ color: UInt32) -> (Int, Int, Int) {
      (Int(color >> 16 & 0xFF), Int(color >> 8 & 0xFF), Int(color & 0xFF))
    }
    let kept = order.prefix(256).map { channels(table.colors[$0]) }
    for (number, color) in order.prefix(256).enumerated() { entries[color] = UInt8(number) }
    for color in rest {
      let (red, green, blue) = channels(table.colors[color])
      var (nearest, least) = (0, Int.max)
      for (number, other) in kept.enumerated() {
        let (r, g, b) = (other.0 - red, other.1 - green, other.2 - blue)
        let distance = r * r + g * g + b * b
        if distance < least { (nearest, least) = (number, distance) }
      }
      entries[color] = UInt8(nearest)
    }
    colors = kept.flatMap { [UInt8($0.0), UInt8($0.1), UInt8($0.2)] }
  }

  /// - Parameters:
  ///   - bits: how many leading bits of each channel must agree for two colours to share an entry.
  ///   - flat: a colour that occurs more often is an area, and keeps an entry of its own.
  private init?(_ table: ColorTable, _ order: [Int], bits: Int, flat: Int) {
    entries = Array(repeating: 0, count: table.colors.count)
    let mask = UInt32(0xFF00 >> bits & 0xFF) * 0x01_0101
    var numbers: [UInt32: Int] = [:]
    // The most frequent colour of those that share an entry gives its value.
    for color in order {
      let value = table.colors[color]
      let isFlat = table.counts[color] > flat
      let key = isFlat ? value | 0xFF00_0000 : value & mask
      if let number = numbers[key] {
        entries[color] = UInt8(number)
        continue
      }
      let number = colors.count / 3
      guard number < 256 else { return nil }
      numbers[key] = number
      if isFlat, numbers[value & mask] == nil { numbers[value & mask] = number }
      entries[color] = UInt8(number)
      colors += [
        UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
        UInt8(truncatingIfNeeded: value),
      ]
    }
  }
}
