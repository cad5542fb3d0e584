import Foundation

/// The pixels of a picture, or of some of its rows, as Cairo stores them: `0x00RRGGBB` each.
struct Raster {
  let width: Int
  let height: Int
  /// The distance from one row to the next, in pixels.
  let stride: Int
  let pixels: UnsafePointer<UInt32>

  /// Whether a row equals the one above it, as most rows of a chart do.
  func isRepeated(_ y: Int) -> Bool {
    y > 0 && memcmp(pixels + y * stride, pixels + (y - 1) * stride, width * 4) == 0
  }

  /// Red, green and blue of every pixel; each row starts with the number of its filter, the difference to the previous
  /// pixel. Valid until the memory is used again.
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

  /// The end of the run of one colour that starts at a pixel; compares four pixels at a time, because most runs are
  /// long.
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
