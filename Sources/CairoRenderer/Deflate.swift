import CISAL
import Foundation

/// Compresses bytes, piece by piece, into a zlib stream (RFC 1950); the output is the same on every x86 processor of
/// the last fifteen years.
///
/// Uses ISA-L, which takes an eighth of libdeflate's time for the long runs of a chart's pixels, for output half as
/// large again.
final class Deflate {
  private let context: UnsafeMutableRawPointer
  private let room: UnsafeMutablePointer<UInt8>

  /// - Parameter count: the total number of bytes that will be added.
  init(count: Int) throws(RenderError) {
    // Incompressible data is stored in blocks of about 64 KiB with five bytes before each. Pages that are never written
    // to take no memory.
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

  /// The whole stream; valid only as long as the compressor.
  func finished() throws(RenderError) -> UnsafeBufferPointer<UInt8> {
    let count = giaoban_deflate_end(context)
    guard count > 0 else { throw .encoding }
    return UnsafeBufferPointer(start: room, count: count)
  }
}
