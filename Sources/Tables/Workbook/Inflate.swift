import CISAL
import Foundation

/// Unpacks a raw deflate stream (RFC 1951) piece by piece, with ISA-L, which is three times as fast as zlib.
final class Inflate {
  private static let pieceSize = 1 << 16
  /// The expected CRC-32 checksum.
  private let sum: UInt32
  private let context: UnsafeMutableRawPointer?
  private let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
  private var isDone = false

  init(sum: UInt32) {
    self.sum = sum
    context = giaoban_inflate_begin()
  }

  deinit {
    free(context)
    packed.deallocate()
  }

  /// Unpacks the next bytes.
  ///
  /// - Parameter more: gives the next packed bytes and returns their number, 0 if there are none, or a negative number
  ///   if they cannot be read.
  /// - Returns: the number of unpacked bytes, 0 at the end, or −1 if the stream is damaged or truncated.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, _ more: (UnsafeMutableRawBufferPointer) -> Int
  ) -> Int {
    guard let context, let room = UInt32(exactly: buffer.count) else { return -1 }
    while !isDone {
      let count = giaoban_inflate(context, buffer.baseAddress, room)
      isDone = count >= 0 && giaoban_inflate_is_done(context) != 0
      if isDone, giaoban_inflate_sum(context) != sum { return -1 }
      if count != 0 || isDone { return Int(count) }
      let fed = more(packed)
      guard fed > 0 else { return -1 }
      giaoban_inflate_feed(context, packed.baseAddress, UInt32(fed))
    }
    return 0
  }
}
