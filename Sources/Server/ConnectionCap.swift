import NIOCore
import Synchronization

/// Limits the number of connections from each address, so that a single client cannot lock out everyone else.
final class ConnectionCap: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  /// The greatest number per address: many officers may share one, each with up to six connections.
  private static let most = 300

  /// - Returns: whether another connection is allowed.
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

  /// Counts a connection, and closes it if there are too many.
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
