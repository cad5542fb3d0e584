import Foundation
import FuzzTargets
import Testing
import TestSupport

/// What may go wrong around the program: killed, two at once, no room, a pipe that closes, files that vanish.
@Suite("Faults: the last good pack stays whole", .serialized)
struct FaultTests {
  /// A folder with a copy of the sample and a pack of it.
  private func prepared() throws -> (folder: TemporaryFolder, root: URL) {
    let folder = try TemporaryFolder()
    let project = folder.url.appending(path: "project")
    try FileManager.default.copyItem(
      at: packageRoot.appending(path: "Samples/cum-thi-dua-1"), to: project)
    let first = try Run(giaoban, arguments(), in: folder.url)
    #expect(first.status == 0, "\(first.errors)")
    return (folder, folder.url)
  }

  private func arguments(_ more: [String] = []) -> [String] {
    ["pack", "project", "--period", "2022-H1", "-o", "out"] + more
  }

  private func hidden(_ root: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasPrefix(".out") }
  }

  /// Whether the pack holds every file that its manifest names, to the end.
  private func isWhole(_ root: URL) throws -> Bool {
    let out = root.appending(path: "out")
    let data = try Data(contentsOf: out.appending(path: "manifest.json"))
    let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let charts = try #require(manifest["charts"] as? [[String: Any]])
    let pictures = charts.flatMap { ($0["files"] as? [String: String] ?? [:]).values }
    let ends: [String: Data] = [
      "pack.pdf": Data("%%EOF\n".utf8), "index.html": Data("</html>\n".utf8),
    ]
    for (name, end) in ends {
      let file = try Data(contentsOf: out.appending(path: name))
      guard file.suffix(end.count) == end else { return false }
    }
    return pictures.count == 2 * charts.count
      && pictures.allSatisfy { path in
        let file = FileManager.default.contents(atPath: out.appending(path: path).path) ?? Data()
        let end = path.hasSuffix(".png") ? Data([0xAE, 0x42, 0x60, 0x82]) : Data("</svg>\n".utf8)
        return file.suffix(end.count) == end
      }
  }

  private func start(_ arguments: [String], in root: URL) throws -> Process {
    let process = Process()
    process.executableURL = giaoban
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test("Killed at any moment; the next run succeeds and takes the leftovers away")
  func killed() throws {
    let (folder, root) = try prepared()
    defer { folder.keep() }
    let times = ProcessInfo.processInfo.environment["GIAOBAN_KILLS"].flatMap { Int($0) } ?? 20
    let begin = Date()
    #expect(try Run(giaoban, arguments(), in: root).status == 0)
    let whole = Date().timeIntervalSince(begin)
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    for _ in 0..<times {
      let process = try start(arguments(), in: root)
      Thread.sleep(forTimeInterval: Double.random(in: 0...(whole * 1.1), using: &generator))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try isWhole(root), "seed \(seed)")
    }
    #expect(try Run(giaoban, arguments(), in: root).status == 0)
    #expect(try isWhole(root))
    #expect(try hidden(root) == [])
  }

  @Test("What a killed run moved out of its place comes back; what others still write stays")
  func leftovers() throws {
    let (folder, root) = try prepared()
    defer { folder.keep() }
    let manager = FileManager.default
    // Process numbers end at 4 194 304 on Linux.
    try manager.moveItem(
      at: root.appending(path: "out"), to: root.appending(path: ".out.99999999.old"))
    for name in [".out.99999998.new", ".out.1.new", ".out.notes", ".outside.99999998.new"] {
      try manager.createDirectory(
        at: root.appending(path: name), withIntermediateDirectories: true)
    }
    // A run that fails leaves all as it is; one that succeeds first brings the old pack back.
    #expect(try Run(giaoban, arguments(), in: root).status == 0)
    #expect(try isWhole(root))
    #expect(Set(try hidden(root)) == [".out.1.new", ".out.notes", ".outside.99999998.new"])
    let manifest = try String(
      contentsOf: root.appending(path: "out/manifest.json"), encoding: .utf8)
    #expect(manifest.contains("\"issue\" : 1"))
  }

  @Test("Several at once into one folder: each succeeds, and one of them stays")
  func together() throws {
    let (folder, root) = try prepared()
    defer { folder.keep() }
    let runs = try (0..<4).map { _ in try start(arguments(), in: root) }
    for run in runs {
      run.waitUntilExit()
      #expect(run.terminationStatus == 0 && run.terminationReason == .exit)
    }
    #expect(try isWhole(root))
    #expect(try hidden(root) == [])
  }

  @Test("No room on the disk is 73 with the reason, and leaves nothing behind")
  func noRoom() throws {
    let (folder, root) = try prepared()
    defer { folder.keep() }
    let before = try Data(contentsOf: root.appending(path: "out/pack.pdf"))
    // No file may grow beyond 60 blocks of 1024 bytes; the signal that says so is ignored, as on a full disk.
    let script = "trap '' XFSZ; ulimit -f 60; exec \"$0\" \"$@\""
    let run = try Run(
      URL(fileURLWithPath: "/bin/bash"), ["-c", script, giaoban.path] + arguments(), in: root)
    #expect(
      run.status == 73 && run.errors.contains("không ghi được"), "\(run.status) \(run.errors)")
    #expect(try Data(contentsOf: root.appending(path: "out/pack.pdf")) == before)
    #expect(try isWhole(root) && hidden(root) == [])
    // A folder where a file is.
    let file = try Run(
      giaoban, ["pack", "project", "--period", "2022-H1", "-o", "project/roster.csv/x"], in: root)
    #expect(file.status == 73)
  }

  /// Whether this system lets a process mount a file system of its own.
  private static let canMount =
    (try? Run(
      URL(fileURLWithPath: "/usr/bin/unshare"), ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]))?
    .status == 0

  @Test(
    "On a file system that fills up the last pack stays, nothing else does, and the next run succeeds",
    .enabled(if: canMount, "no file system can be mounted here"))
  func fullFileSystem() throws {
    let (folder, root) = try prepared()
    defer { folder.keep() }
    try FileManager.default.createDirectory(
      at: root.appending(path: "small"), withIntermediateDirectories: true)
    // The tables fit, the pictures do not. What another process of the same name space sees is printed.
    let script = """
      mount -t tmpfs -o size=1m none small
      pack() { "$0" pack project --period 2022-H1 -o small/out "$@" >/dev/null 2>errors; echo $?; }
      pack --only csv
      before=$(cat small/out/*.csv | cksum)
      pack
      grep -c 'enough space' errors
      [ "$before" = "$(cat small/out/*.csv | cksum)" ] && echo same
      ls -A small small/out
      mount -o remount,size=64m small
      pack
      ls -A small
      """
    let run = try Run(
      URL(fileURLWithPath: "/usr/bin/unshare"),
      ["-rm", "/bin/bash", "-c", script, giaoban.path], in: root)
    #expect(
      run.output.split(separator: "\n") == [
        "0", "73", "1", "same", "small:", "out", "small/out:", "manifest.json", "tallies.csv", "0",
        "out",
      ], "\(run.output) \(run.errors)")
  }

  @Test(
    "A result that finds no room is 74 with the reason, never a trap",
    arguments: [
      ["tally", "--period", "2022-H1", "--format", "csv"], ["check"],
      ["lint", "--period", "2022-H1"],
      ["score", "--period", "2022-H1"], ["schema"],
    ])
  func fullOutput(arguments: [String]) throws {
    let sample = packageRoot.appending(path: "Samples/cum-thi-dua-1").path
    let project = arguments[0] == "schema" ? [] : [sample]
    let run = try Run(
      URL(fileURLWithPath: "/bin/bash"),
      ["-c", "exec \"$0\" \"$@\" > /dev/full", giaoban.path, arguments[0]] + project
        + arguments.dropFirst())
    #expect(run.status == 74, "\(run.status)")
    #expect(
      run.errors.contains("không ghi được kết quả")
        || run.errors.contains("cannot write the result"))
  }

  @Test("A reader that closes the pipe ends the program quietly; Ctrl-C does, too")
  func signals() throws {
    let (folder, root) = try prepared()
    defer { folder.keep() }
    let script = """
      set -o pipefail
      "$0" tally project --period 2018-M07..2022-M06 --by commune,period --format csv | head -n 1
      """
    let pipe = try Run(
      URL(fileURLWithPath: "/bin/bash"), ["-c", script, giaoban.path], in: root)
    #expect(pipe.status == 128 + SIGPIPE && pipe.errors == "", "\(pipe.status) \(pipe.errors)")
    #expect(pipe.output.split(separator: "\n").count == 1)

    let run = try start(arguments(["--watch"]), in: root)
    Thread.sleep(forTimeInterval: 0.3)
    run.interrupt()
    for _ in 0..<200 where run.isRunning { Thread.sleep(forTimeInterval: 0.05) }
    if run.isRunning { kill(run.processIdentifier, SIGKILL) }
    run.waitUntilExit()
    #expect(run.terminationReason == .uncaughtSignal && run.terminationStatus == SIGINT)
    #expect(try isWhole(root))
  }

  @Test("A damaged document is said once, in our words: the XML library says nothing of its own")
  func quiet() throws {
    let (folder, root) = try prepared()
    defer { folder.keep() }
    // UTF-16 with half of a pair, which libxml2 complains of by itself.
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document>"
    let body = try #require(text.data(using: .utf16LittleEndian)) + Data([0, 0xD8, 0, 0])
    try folder.write("damaged.docx", StoredZip.document(body: body))
    let run = try Run(
      giaoban, ["attach", "damaged.docx", "--pack", "out", "-o", "filled.docx"], in: root)
    #expect(run.status == 65)
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: root.appending(path: "filled.docx").path))
  }

  @Test("A project that vanishes while it is read ends with an error, never with a trap")
  func vanishing() throws {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    for _ in 0..<6 {
      let folder = try TemporaryFolder()
      defer { folder.keep() }
      let project = folder.url.appending(path: "project")
      try FileManager.default.copyItem(
        at: packageRoot.appending(path: "Samples/cum-thi-dua-1"), to: project)
      let process = try start(arguments(), in: folder.url)
      Thread.sleep(forTimeInterval: Double.random(in: 0...0.15, using: &generator))
      try FileManager.default.removeItem(at: project)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit, "seed \(seed)")
      #expect(
        [0, 65, 66, 74].contains(process.terminationStatus),
        "\(process.terminationStatus), seed \(seed)")
    }
  }
}
