import Foundation

/// The root of the package: samples are read where they are.
package let packageRoot = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A folder that is removed when nothing holds it any more; `defer { folder.keep() }` holds it to the
/// end of a scope.
package final class TemporaryFolder {
  package let url: URL

  package init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appending(path: "giaoban-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Holds the folder until here.
  package func keep() { withExtendedLifetime(self) {} }

  package func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  package func write(_ name: String, _ data: Data) throws {
    try data.write(to: url.appending(path: name))
  }
}

/// What a program did.
package struct Run {
  package var status: Int32
  package var output: String
  package var errors: String

  /// Runs a program to its end.
  package init(
    _ program: URL, _ arguments: [String], in folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder ?? process.currentDirectoryURL
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    output = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    errors = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}

/// Runs an installed tool and gives what it printed; `nil` where it failed or is not installed.
package func output(of tool: String, _ arguments: [String]) -> String? {
  guard let run = try? Run(URL(fileURLWithPath: "/usr/bin/env"), [tool] + arguments) else {
    return nil
  }
  return run.status == 0 ? run.output : nil
}

/// The PostgreSQL server that `make test-database` starts, as a user sees it.
package enum TestServer {
  /// What libpq connects by; empty where there is none.
  package static let connection = ProcessInfo.processInfo.environment["GIAOBAN_TEST_DATABASE"] ?? ""

  /// How another server is reached that runs beside it; empty where there is none.
  package static let other =
    ProcessInfo.processInfo.environment["GIAOBAN_TEST_DATABASE_2"] ?? ""

  /// Begins to run SQL.
  package static func session(_ sql: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(
      fileURLWithPath: ProcessInfo.processInfo.environment["GIAOBAN_TEST_PSQL"] ?? "/usr/bin/psql")
    process.arguments = ["-q", "-d", connection, "-c", sql]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs SQL.
  ///
  /// - Returns: what it gives, a line each.
  /// - Throws: what the server says against it.
  @discardableResult
  package static func run(_ sql: String, on connection: String = connection) throws -> [String] {
    let psql = ProcessInfo.processInfo.environment["GIAOBAN_TEST_PSQL"] ?? "/usr/bin/psql"
    let run = try Run(
      URL(fileURLWithPath: psql),
      ["-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", connection, "-c", sql])
    guard run.status == 0 else {
      throw CocoaError(.fileReadUnknown, userInfo: [NSLocalizedDescriptionKey: run.errors])
    }
    return run.output.split(separator: "\n").map(String.init)
  }
}
