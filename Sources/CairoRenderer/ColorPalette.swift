/// Counts colours, numbered in the order of their first occurrence.
struct ColorTable {
  /// A picture with more colours than this is like a photograph.
  private static let limit = 1 << 16
  private(set) var colors: [UInt32] = []
  private(set) var counts: [Int] = []
  /// A hash table of the colours: the number of each, counted from 1; 0 marks a free place.
  private var places = [UInt32](repeating: 0, count: 1 << 11)

  /// The numbers of the colours, the most frequent first; ties are ordered by colour, so that the same picture always
  /// gives the same palette.
  var byFrequency: [Int] {
    colors.indices.sorted { (counts[$1], colors[$0]) < (counts[$0], colors[$1]) }
  }

  /// Counts a colour, and returns its number; `nil` if there are too many colours.
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

  /// The place of a colour's number in the table, occupied or free.
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

/// At most 256 colours that represent all colours of a picture.
///
/// The flat colours of a chart stay exact. The many steps between two of them, at the edges of letters, share an entry
/// with steps that differ by a few parts in 256.
struct Palette {
  /// Red, green and blue of each entry.
  private(set) var colors: [UInt8] = []
  /// For each colour of the `ColorTable`, the index of its entry.
  private(set) var entries: [UInt8]

  /// The finest suitable palette for a picture with this number of pixels; `nil` if every palette would be visibly
  /// inexact.
  static func best(for table: ColorTable, pixels: Int) -> Palette? {
    let order = table.byFrequency
    for bits in [8, 6, 5, 4] {
      if let palette = Palette(table, order, bits: bits, flat: pixels / 2000) { return palette }
    }
    // Crossing lines of several colours have more steps than that; the rarest get the nearest entry.
    return Palette(nearest: table, order, atMost: pixels / 200)
  }

  /// The 256 most frequent colours; every other colour gets the nearest of them.
  ///
  /// - Returns: `nil` if the others cover more than this number of pixels, and the change would be visible.
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
  ///   - bits: the number of leading bits per channel in which colours of an entry must agree.
  ///   - flat: a colour that occurs more often is a flat area, and gets its own entry.
  private init?(_ table: ColorTable, _ order: [Int], bits: Int, flat: Int) {
    entries = Array(repeating: 0, count: table.colors.count)
    let mask = UInt32(0xFF00 >> bits & 0xFF) * 0x01_0101
    var numbers: [UInt32: Int] = [:]
    // The most frequent colour of an entry gives its value.
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
