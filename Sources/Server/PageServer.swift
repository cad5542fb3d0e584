import ClusterMetrics
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Workspace

/// The page: all of a folder's projects in a browser, over HTTP on this machine only.
package struct PageServer: Sendable {
  package let shelf: Shelf
  /// 0 for any that is free.
  package let port: Int
  package let language: Language
  /// What stands in every address; who does not know it gets nothing.
  package let token: String

  /// - Parameter token: 128 random bits, new at every start, where none is given.
  package init(
    _ folder: URL, port: Int = 0, language: Language = .vietnamese, token: String? = nil
  ) {
    shelf = Shelf(folder)
    (self.port, self.language) = (port, language)
    self.token = token ?? PageServer.randomToken()
  }

  private static func randomToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The most connections at a time.
  private static let mostConnections = 900
  /// After how long without a byte a connection is closed.
  private static let idleTimeout = TimeAmount.seconds(15)
  /// How long whoever is being answered may take once the program was asked to end.
  private static let lastAnswers = 5.0
  /// The most bytes of a request's head.
  private static let mostHead = 16 << 10

  /// A page that answers.
  package struct Running: Sendable {
    package let address: String
    /// Ends it once whoever is being answered has been.
    package let stop: @Sendable () async -> Void
  }

  /// Answers until the program is asked to end.
  ///
  /// - Parameters:
  ///   - isProgram: whether the process ends with it, some seconds after it was asked to at the latest.
  ///   - ready: told once it answers.
  package func run(
    isProgram: Bool = false, ready: @escaping @Sendable (Running) -> Void
  ) async throws {
    try await withTaskExecutorPreference(PageServer.executor) {
      try await answer(isProgram: isProgram, ready: ready)
    }
  }

  private static let executor = ThreadExecutor(threads: 8)

  /// Ends the process where some answer takes too long.
  private struct Deadline: Service {
    func run() async throws {
      try await gracefulShutdown()
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: PageServer.lastAnswers)
        exit(0)
      }
    }
  }

  private func answer(
    isProgram: Bool, ready: @escaping @Sendable (Running) -> Void
  ) async throws {
    let origin = Origin()
    let desk = Desk(shelf: shelf, language: language, prefix: "/t/\(token)")
    let router = Router(context: BasicRequestContext.self)
    router.add(middleware: Gate(token: token, origin: origin, language: language))
    Routes(desk: desk).add(to: router.group(RouterPath("/t/\(token)")))
    let limits = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: PageServer.mostHead, maxHeaderListSize: PageServer.mostHead,
      maxHeaderFieldCount: 100)
    let channel = HTTP1Channel.Configuration(
      idleTimeout: PageServer.idleTimeout, httpDecoderConfiguration: limits)
    var logger = Logger(label: "giaoban")
    logger.logLevel = .critical
    let group = Mutex<ServiceGroup?>(nil)
    let application = Application(
      router: router, server: .http1(configuration: channel),
      configuration: .init(
        address: .hostname("127.0.0.1", port: port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(PageServer.mostConnections)),
      onServerRunning: { channel in
        guard let port = channel.localAddress?.port else { return }
        origin.set("127.0.0.1:\(port)")
        let stop: @Sendable () async -> Void = {
          await group.withLock { $0 }?.triggerGracefulShutdown()
        }
        ready(Running(address: "http://127.0.0.1:\(port)/t/\(token)/", stop: stop))
      }, logger: logger)
    let services = ServiceGroup(
      configuration: .init(
        services: isProgram ? [application, Deadline()] : [application],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    group.withLock { $0 = services }
    try await services.run()
  }
}
