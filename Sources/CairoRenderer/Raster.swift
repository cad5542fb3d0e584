import Foundation

/// The pixels of a picture, or of some rows of it, `0x00RRGGBB` each, as Cairo leaves them.
struct Raster {
  let width: Int
  let height: Int
  /// Pixels from one row to the next.
  let stride: Int
  let pixels: UnsafePointer<UInt32>

  /// Whether a row is the same as the one above it, as most rows of a chart are.
  func isRepeated(_ y: Int) -> Bool {
    y > 0 && memcmp(pixels + y * stride, pixels + (y - 1) * stride, width * 4) == 0
  }

  /// Red, green and blue of every pixel, every row behind the number of its filter: the difference to
  /// the pixel before. They stay as they are until the memory is used again.
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

  /// Where the run of one colour ends that a pixel begins: four pixels at a time, for most runs are long.
  @inline(__always) func runEnd(_ row: UnsafePointer<UInt32>, from start: Int) -> Int {
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
}
