import CISAL

/// Compresses with ISA-L, which needs an eighth of libdeflate's time for the long runs of a chart's pixels,
/// and makes half as much again of them.
enum Deflate {
  /// Bytes as a zlib stream (RFC 1950): the same on every x86 processor of the last fifteen years.
  static func zlibStream(_ bytes: UnsafeBufferPointer<UInt8>) throws(RenderError) -> [UInt8] {
    // What does not shrink is stored in blocks of some 64 KiB with five bytes before each.
    let room = bytes.count + bytes.count / 512 + 4096
    guard let count = UInt32(exactly: bytes.count), let room32 = UInt32(exactly: room) else {
      throw .encoding
    }
    let stream = [UInt8](unsafeUninitializedCapacity: room) { room, written in
      written = giaoban_zlib_compress(bytes.baseAddress, count, room.baseAddress, room32)
    }
    guard !stream.isEmpty else { throw .encoding }
    return stream
  }
}
