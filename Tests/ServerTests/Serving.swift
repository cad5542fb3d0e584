import Foundation
import Server
import Synchronization
import TestSupport

/// A page that answers while a test asks.
struct Serving {
  let folder: TemporaryFolder
  let client: Client

  /// Copies some samples, and does something while they are served.
  static func run(
    _ samples: [String] = ["cum-thi-dua-1"],
    audience: (@Sendable (URL) throws -> PageServer.Audience)? = nil,
    _ body: @escaping @Sendable (Serving) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder([:])
    defer { folder.keep() }
    for sample in samples {
      try FileManager.default.copyItem(
        at: packageRoot.appending(path: "Samples/\(sample)"), to: folder.url.appending(path: sample)
      )
    }
    let server = PageServer(
      folder.url, language: .vietnamese, audience: try audience?(folder.url))
    let (pages, continuation) = AsyncStream.makeStream(of: PageServer.Running.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run { continuation.yield($0) } }
      var iterator = pages.makeAsyncIterator()
      guard let page = await iterator.next() else { throw Client.Failure() }
      let serving = Serving(folder: folder, client: Client(address: page.address))
      do {
        try await body(serving)
        await page.stop()
      } catch {
        await page.stop()
        throw error
      }
      try await group.waitForAll()
    }
  }

  func file(_ path: String) -> URL { folder.url.appending(path: path) }
}
