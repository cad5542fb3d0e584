import NIOCore
import Synchronization

/// How many connections there are from each address: one that opens all there can be keeps everybody else out.
final class ConnectionCap: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  /// Many officers of one office come from one address, each with up to six.
  private static let most = 300

  /// - Returns: whether one more may come.
  fileprivate func enter(_ address: String) -> Bool {
    counts.withLock { counts in
      guard counts[address, default: 0] < ConnectionCap.most else { return false }
      counts[address, default: 0] += 1
      return true
    }
  }

  fileprivate func leave(_ address: String) {
    counts.withLock { counts in
      counts[address] = counts[address].flatMap { $0 > 1 ? $0 - 1 : nil }
    }
  }

  /// Counts one connection, and closes it where there are too many.
  func counter() -> any RemovableChannelHandler { Counter(self) }

  private final class Counter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let cap: ConnectionCap
    private var address: String?

    init(_ cap: ConnectionCap) { self.cap = cap }

    func handlerAdded(context: ChannelHandlerContext) {
      let address = Tries.network(context.remoteAddress?.ipAddress ?? "")
      guard cap.enter(address) else { return context.close(promise: nil) }
      self.address = address
    }

    func handlerRemoved(context: ChannelHandlerContext) {
      if let address { cap.leave(address) }
      address = nil
    }
  }
}
