import Foundation

/// The pixels of a picture, `0x00RRGGBB` each, as Cairo leaves them.
struct Raster {
  let width: Int
  let height: Int
  /// Pixels from one row to the next.
  let stride: Int
  let pixels: UnsafePointer<UInt32>
  /// By row whether it is the same as the one above it, as most rows of a chart are.
  private let isRepeated: [Bool]

  init(width: Int, height: Int, stride: Int, pixels: UnsafePointer<UInt32>) {
    (self.width, self.height, self.stride, self.pixels) = (width, height, stride, pixels)
    isRepeated = (0..<height).map { y in
      y > 0 && memcmp(pixels + y * stride, pixels + (y - 1) * stride, width * 4) == 0
    }
  }

  // What both of these give stays as it is until the memory is used again.

  /// Red, green and blue of every pixel, every row behind the number of its filter: the difference to
  /// the pixel before.
  func colorRows(into memory: ScratchMemory) -> UnsafeBufferPointer<UInt8> {
    let count = height * (width * 3 + 1)
    let bytes = memory.bytes(count)
    var index = 0
    for y in 0..<height {
      bytes[index] = 1
      index += 1
      var last: UInt32 = 0
      for x in 0..<width {
        let pixel = pixels[y * stride + x]
        for shift in [UInt32(16), 8, 0] {
          bytes[index] =
            UInt8(truncatingIfNeeded: pixel >> shift) &- UInt8(truncatingIfNeeded: last >> shift)
          index += 1
        }
        last = pixel
      }
    }
    return UnsafeBufferPointer(start: bytes, count: count)
  }

  /// The picture with at most 256 colours, or `nil` where that would show: an index for every pixel,
  /// every row behind a zero (no filter), and the palette.
  ///
  /// The flat colours of a chart stay exactly as they are. The many steps between two of them, at
  /// the edges of letters, share a palette entry with steps that differ by a few parts in 256.
  func indexed(
    into memory: ScratchMemory
  ) -> (rows: UnsafeBufferPointer<UInt8>, palette: [UInt8])? {
    guard let (histogram, runs) = histogram() else { return nil }
    let order = histogram.byFrequency
    for bits in [8, 6, 5, 4] {
      if let palette = Palette(histogram, order, bits: bits, flat: width * height / 2000) {
        return (rows(palette, runs, memory), palette.colors)
      }
    }
    // Lines of several colours that cross have more steps than that; the rarest take the nearest entry.
    return Palette(nearest: histogram, order, atMost: width * height / 200).map {
      (rows($0, runs, memory), $0.colors)
    }
  }

  /// How often each colour occurs, and the runs of pixels of one colour; `nil` for photographs and the like,
  /// with more than 65,536.
  private func histogram() -> (table: ColorTable, runs: [Run])? {
    var table = ColorTable()
    var runs: [Run] = []
    runs.reserveCapacity(height * 16)
    var y = 0
    while y < height {
      let row = pixels + y * stride
      var rows = 1
      while y + rows < height, isRepeated[y + rows] { rows += 1 }
      var x = 0
      while x < width {
        let pixel = row[x] & 0xFF_FFFF
        let end = runEnd(row, from: x)
        guard let slot = table.add(pixel, times: (end - x) * rows) else { return nil }
        runs.append(
          Run(slot: UInt32(truncatingIfNeeded: slot), count: UInt32(truncatingIfNeeded: end - x)))
        x = end
      }
      y += rows
    }
    return (table, runs)
  }

  /// Pixels of one colour beside each other.
  private struct Run {
    /// The colour's slot in the table.
    var slot: UInt32
    var count: UInt32
  }

  /// Where the run of one colour ends that a pixel begins: four pixels at a time, for most runs are long.
  @inline(__always) private func runEnd(_ row: UnsafePointer<UInt32>, from start: Int) -> Int {
    let pixel = row[start]
    var end = start + 1
    let four = UInt64(pixel) << 32 | UInt64(pixel)
    let bytes = UnsafeRawPointer(row)
    while end + 4 <= width {
      let first = bytes.loadUnaligned(fromByteOffset: end * 4, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: end * 4 + 8, as: UInt64.self)
      guard (first ^ four) | (second ^ four) == 0 else { break }
      end += 4
    }
    while end < width, row[end] == pixel { end += 1 }
    return end
  }

  private func rows(
    _ palette: Palette, _ runs: [Run], _ memory: ScratchMemory
  ) -> UnsafeBufferPointer<UInt8> {
    let count = height * (width + 1)
    let start = memory.bytes(count)
    var next = 0
    for y in 0..<height {
      let own = start + y * (width + 1)
      if isRepeated[y] {
        own.update(from: own - (width + 1), count: width + 1)
        continue
      }
      own[0] = 0
      var x = 1
      while x <= width {
        let run = runs[next]
        let entry = palette.entries[Int(run.slot)]
        let count = Int(run.count)
        // A call costs more than the few pixels of a letter's edge.
        if count < 16 {
          for place in x..<x + count { own[place] = entry }
        } else {
          (own + x).update(repeating: entry, count: count)
        }
        x += count
        next += 1
      }
    }
    return UnsafeBufferPointer(start: start, count: count)
  }
}

/// A hash table of colours and how often they occur.
private struct ColorTable {
  private static let capacity = 1 << 17
  private static let empty: UInt32 = 0xFFFF_FFFF
  private(set) var keys = [UInt32](repeating: empty, count: capacity)
  private(set) var counts = [Int](repeating: 0, count: capacity)
  private(set) var used: [Int] = []

  func slot(of color: UInt32) -> Int {
    var slot = Int((color &* 0x9E37_79B1) >> 15) & (ColorTable.capacity - 1)
    while keys[slot] != color, keys[slot] != ColorTable.empty {
      slot = (slot + 1) & (ColorTable.capacity - 1)
    }
    return slot
  }

  /// The slots in use, that of the most frequent colour first; ties by colour, so that the same picture always
  /// gives the same palette.
  var byFrequency: [Int] {
    used.sorted { (counts[$1], keys[$0]) < (counts[$0], keys[$1]) }
  }

  /// The colour's slot; `nil` when the table is half full.
  mutating func add(_ color: UInt32, times: Int) -> Int? {
    let slot = slot(of: color)
    if keys[slot] == ColorTable.empty {
      guard used.count < ColorTable.capacity / 2 else { return nil }
      keys[slot] = color
      used.append(slot)
    }
    counts[slot] += times
    return slot
  }
}

/// At most 256 colours that stand for all colours of a picture.
private struct Palette {
  /// Red, green and blue of each.
  private(set) var colors: [UInt8] = []
  /// By slot of the `ColorTable` the number of the colour that stands for it.
  private(set) var entries: [UInt8]

  /// The 256 most frequent colours, each other one standing for the nearest of them.
  ///
  /// - Returns: `nil` where the others cover more than so many pixels: that would show.
  init?(nearest table: ColorTable, _ order: [Int], atMost pixels: Int) {
    entries = Array(repeating: 0, count: table.keys.count)
    let rest = order.dropFirst(256)
    guard rest.map({ table.counts[$0] }).reduce(0, +) <= pixels else { return nil }
    func channels(_ color: UInt32) -> (Int, Int, Int) {
      (Int(color >> 16 & 0xFF), Int(color >> 8 & 0xFF), Int(color & 0xFF))
    }
    let kept = order.prefix(256).map { channels(table.keys[$0]) }
    for (number, slot) in order.prefix(256).enumerated() { entries[slot] = UInt8(number) }
    for slot in rest {
      let (red, green, blue) = channels(table.keys[slot])
      var (nearest, least) = (0, Int.max)
      for (number, color) in kept.enumerated() {
        let (r, g, b) = (color.0 - red, color.1 - green, color.2 - blue)
        let distance = r * r + g * g + b * b
        if distance < least { (nearest, least) = (number, distance) }
      }
      entries[slot] = UInt8(nearest)
    }
    colors = kept.flatMap { [UInt8($0.0), UInt8($0.1), UInt8($0.2)] }
  }

  /// - Parameters:
  ///   - bits: how many leading bits of each channel must agree for two colours to share an entry.
  ///   - flat: a colour that occurs more often is an area, and keeps an entry of its own.
  init?(_ table: ColorTable, _ order: [Int], bits: Int, flat: Int) {
    entries = Array(repeating: 0, count: table.keys.count)
    let mask = UInt32(0xFF00 >> bits & 0xFF) * 0x01_0101
    var numbers: [UInt32: Int] = [:]
    // The most frequent colour of those that share an entry gives its value.
    for slot in order {
      let color = table.keys[slot]
      let isFlat = table.counts[slot] > flat
      let key = isFlat ? color | 0xFF00_0000 : color & mask
      if let number = numbers[key] {
        entries[slot] = UInt8(number)
        continue
      }
      let number = colors.count / 3
      guard number < 256 else { return nil }
      numbers[key] = number
      if isFlat, numbers[color & mask] == nil { numbers[color & mask] = number }
      entries[slot] = UInt8(number)
      colors += [
        UInt8(truncatingIfNeeded: color >> 16), UInt8(truncatingIfNeeded: color >> 8),
        UInt8(truncatingIfNeeded: color),
      ]
    }
  }
}
