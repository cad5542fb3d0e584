import CISAL
import Foundation

/// Compresses bytes, piece by piece, into a zlib stream (RFC 1950): the same on every x86 processor of the
/// last fifteen years.
///
/// With ISA-L, which needs an eighth of libdeflate's time for the long runs of a chart's pixels, and makes
/// half as much again of them.
final class Deflate {
  private let context: UnsafeMutableRawPointer
  private let room: UnsafeMutablePointer<UInt8>

  /// - Parameter count: how many bytes will be added in all.
  init(count: Int) throws(RenderError) {
    // What does not shrink is stored in blocks of some 64 KiB with five bytes before each. Of room that is
    // not written to there is no memory.
    guard let size = UInt32(exactly: count + count / 512 + 4096) else { throw .encoding }
    room = .allocate(capacity: Int(size))
    guard let context = giaoban_deflate_begin(room, size) else {
      room.deallocate()
      throw .encoding
    }
    self.context = context
  }

  deinit {
    free(context)
    room.deallocate()
  }

  func add(_ bytes: UnsafeBufferPointer<UInt8>) throws(RenderError) {
    guard let count = UInt32(exactly: bytes.count),
      giaoban_deflate_add(context, bytes.baseAddress, count) == 0
    else { throw .encoding }
  }

  /// The whole stream, which the compressor lends.
  func finished() throws(RenderError) -> UnsafeBufferPointer<UInt8> {
    let count = giaoban_deflate_end(context)
    guard count > 0 else { throw .encoding }
    return UnsafeBufferPointer(start: room, count: count)
  }
}
