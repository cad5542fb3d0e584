import ClusterMetrics
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Workspace

/// The page server: all projects of a folder in a browser, over HTTP on this machine only, or over TLS for several
/// officers.
package struct PageServer: Sendable {
  /// The users of the page.
  package enum Audience: Sendable {
    /// The user who started it, and knows the token in every address.
    case oneself(token: String)
    /// Users with an account.
    case accounts(SharedPage)
  }

  /// A page that several officers share.
  package struct SharedPage: Sendable {
    /// The protection of the transport.
    package enum Transport: Sendable {
      /// TLS of the server itself, with a certificate chain and its key.
      case tls(TLSConfiguration)
      /// A proxy that adds TLS and forwards the clients' addresses.
      case proxy
    }
    /// The address of this machine at which it listens.
    package var address: String
    package var transport: Transport
    /// The host names under which it answers; empty for any.
    package var names: [String]
    /// Called for each sign-in, and for each failed attempt.
    package var report: @Sendable (String) -> Void

    package init(
      address: String, transport: Transport, names: [String],
      report: @escaping @Sendable (String) -> Void = { _ in }
    ) {
      (self.address, self.transport, self.names) = (address, transport, names)
      self.report = report
    }
  }

  package let shelf: Shelf
  /// The port; 0 for any free one.
  package let port: Int
  package let language: Language
  package let audience: Audience

  /// - Parameter audience: `nil` for oneself, with 128 random bits that are new at every start.
  package init(
    _ folder: URL, port: Int = 0, language: Language = .vietnamese, audience: Audience? = nil
  ) {
    shelf = Shelf(folder)
    (self.port, self.language) = (port, language)
    self.audience = audience ?? .oneself(token: RandomText.make())
  }

  /// The greatest number of connections at a time.
  private static let mostConnections = 900
  /// The time without data after which a connection is closed.
  private static let idleTimeout = TimeAmount.seconds(15)
  /// The time that running responses may take after the program was asked to end, in seconds.
  private static let lastAnswers = 5.0
  /// The greatest size of a request's head in bytes.
  private static let mostHead = 16 << 10

  /// A running page.
  package struct Running: Sendable {
    package let address: String
    /// Stops the page after the running requests have been answered.
    package let stop: @Sendable () async -> Void
  }

  /// Answers requests until the program is asked to end.
  ///
  /// - Parameters:
  ///   - isProgram: whether the process ends with it, at the latest some seconds after it was asked to.
  ///   - ready: called when it runs.
  package func run(
    isProgram: Bool = false, ready: @escaping @Sendable (Running) -> Void
  ) async throws {
    try await withTaskExecutorPreference(PageServer.executor) {
      try await answer(isProgram: isProgram, ready: ready)
    }
  }

  private static let executor = ThreadExecutor(threads: 8)

  /// Ends the process if a response takes too long.
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
    let router = Router(context: PageContext.self)
    let (address, prefix): (String, String)
    switch audience {
    case .oneself(let token):
      (address, prefix) = ("127.0.0.1", "/t/\(token)")
      router.add(
        middleware: Gate(entrance: .token(token, origin), language: language))
    case .accounts(let page):
      (address, prefix) = (page.address, "")
      let door = page.door(of: shelf)
      router.add(middleware: Gate(entrance: .door(door), language: language))
      SignInView(desk: Desk(shelf: shelf, language: language, prefix: prefix), door: door)
        .add(to: router.group())
    }
    Routes(desk: Desk(shelf: shelf, language: language, prefix: prefix))
      .add(to: router.group(RouterPath(prefix)))
    var logger = Logger(label: "giaoban")
    logger.logLevel = .critical
    let group = Mutex<ServiceGroup?>(nil)
    let application = Application(
      router: router, server: try server,
      configuration: .init(
        address: .hostname(address, port: port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(PageServer.mostConnections)),
      onServerRunning: { channel in
        guard let port = channel.localAddress?.port else { return }
        origin.set("127.0.0.1:\(port)")
        let stop: @Sendable () async -> Void = {
          await group.withLock { $0 }?.triggerGracefulShutdown()
        }
        ready(Running(address: root(port: port), stop: stop))
      }, logger: logger)
    let services = ServiceGroup(
      configuration: .init(
        services: isProgram ? [application, Deadline()] : [application],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    group.withLock { $0 = services }
    try await services.run()
  }

  /// HTTP with limits; over TLS if the server has its own.
  private var server: HTTPServerBuilder {
    get throws {
      let limits = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: PageServer.mostHead, maxHeaderListSize: PageServer.mostHead,
        maxHeaderFieldCount: 100)
      var channel = HTTP1Channel.Configuration(
        idleTimeout: PageServer.idleTimeout, httpDecoderConfiguration: limits)
      guard case .accounts(let page) = audience, case .tls(let configuration) = page.transport
      else { return .http1(configuration: channel) }
      let cap = ConnectionCap()
      channel.additionalChannelHandlers = { [cap.counter()] }
      let plain = HTTPServerBuilder.http1(configuration: channel)
      return try .tls(plain, tlsConfiguration: configuration)
    }
  }

  /// The address for users.
  private func root(port: Int) -> String {
    switch audience {
    case .oneself(let token): return "http://127.0.0.1:\(port)/t/\(token)/"
    case .accounts(let page):
      // IPv6 addresses are in brackets (RFC 3986, 3.2.2).
      func bracketed(_ host: String) -> String {
        host.filter { $0 == ":" }.count > 1 && !host.hasPrefix("[") ? "[\(host)]" : host
      }
      let host = bracketed(
        page.names.first ?? (page.isEverywhere ? ProcessInfo.processInfo.hostName : page.address))
      switch page.transport {
      case .tls:
        let hasPort = host.contains(#/[^:\]]:[0-9]+$|\]:[0-9]+$/#)
        return "https://" + host + (hasPort || port == 443 ? "" : ":\(port)") + "/"
      case .proxy: return "http://\(bracketed(page.address)):\(port)/"
      }
    }
  }
}

extension PageServer.SharedPage {
  fileprivate var isEverywhere: Bool { ["0.0.0.0", "::"].contains(address) }

  fileprivate func door(of shelf: Shelf) -> SharedDoor {
    var isBehindProxy = false
    if case .proxy = transport { isBehindProxy = true }
    return SharedDoor(
      Accounts(shelf.folder), names: Set(names.map { $0.lowercased() }),
      isBehindProxy: isBehindProxy, report: report)
  }
}
