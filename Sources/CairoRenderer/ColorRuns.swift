/// A picture as runs of pixels of one colour, row by row. It takes a hundredth of the memory, and gives rows of palette
/// entries once all colours are known.
///
/// The input is the bands of a picture, from top to bottom; the result is its colours and, for a palette, the rows.
struct ColorRuns {
  /// Consecutive pixels of one colour.
  private struct Run {
    /// The colour's number in the table.
    var color: UInt32
    var count: UInt32
  }

  private let width: Int
  private var runs: [Run] = []
  /// For each band and row, whether the row equals the one above and shares its runs.
  private var bands: [[Bool]] = []
  private(set) var colors = ColorTable()

  init(width: Int) { self.width = width }

  /// Adds the rows of a band; returns `false` if the picture has too many colours for runs to be useful, like a
  /// photograph.
  mutating func add(_ band: Raster) -> Bool {
    let repeated = (0..<band.height).map { band.isRepeated($0) }
    bands.append(repeated)
    var y = 0
    while y < band.height {
      let row = band.pixels + y * band.stride
      var rows = 1
      while y + rows < band.height, repeated[y + rows] { rows += 1 }
      var x = 0
      while x < width {
        let end = band.runEnd(row, from: x)
        guard let color = colors.add(row[x] & 0xFF_FFFF, times: (end - x) * rows) else {
          return false
        }
        runs.append(
          Run(color: UInt32(truncatingIfNeeded: color), count: UInt32(truncatingIfNeeded: end - x)))
        x = end
      }
      y += rows
    }
    return true
  }

  /// Passes the palette entries of all pixels to a closure, band by band in the same memory; each row starts with a
  /// zero (no filter).
  func forEachBand<Failure: Error>(
    _ palette: Palette, in memory: ScratchMemory,
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var next = 0
    for repeated in bands {
      let count = repeated.count * (width + 1)
      let start = memory.bytes(count)
      for (y, isRepeated) in repeated.enumerated() {
        let own = start + y * (width + 1)
        if isRepeated {
          own.update(from: own - (width + 1), count: width + 1)
        } else {
          own[0] = 0
          write(palette, &next, to: own + 1)
        }
      }
      try body(UnsafeBufferPointer(start: start, count: count))
    }
  }

  /// Writes the runs of one row.
  private func write(_ palette: Palette, _ next: inout Int, to row: UnsafeMutablePointer<UInt8>) {
    var x = 0
    while x < width {
      let run = runs[next]
      let entry = palette.entries[Int(run.color)]
      let count = Int(run.count)
      // A function call costs more than the few pixels of a letter's edge.
      if count < 16 {
        for place in x..<x + count { row[place] = entry }
      } else {
        (row + x).update(repeating: entry, count: count)
      }
      x += count
      next += 1
    }
  }
}
