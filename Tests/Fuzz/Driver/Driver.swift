import Foundation
import FuzzTargets

// libFuzzer around the readers: FUZZ_TARGET names the reader, FUZZ_PACK the folder of a pack. Built only by
// `make fuzz`.

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private let target =
  FuzzTarget(rawValue: ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "") ?? .csv
private let pack = URL(
  fileURLWithPath: ProcessInfo.processInfo.environment["FUZZ_PACK"] ?? "Output/2022-H1")
private let folder: URL = {
  let memory = "/dev/shm"
  let root =
    FileManager.default.isWritableFile(atPath: memory)
    ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
  let folder = root.appending(path: "giaoban-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}()

/// What the linker takes for the program's `main`. `Fuzz seeds FOLDER` writes the seeds, and beside them the
/// words as a dictionary, instead.
@_cdecl("Fuzz_main")
public func fuzzMain(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  if count == 3, CommandLine.arguments[1] == "seeds" {
    let corpus = URL(fileURLWithPath: CommandLine.arguments[2], isDirectory: true)
    try? FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
    for (number, seed) in Seeds.of(target).enumerated() {
      try? seed.write(to: corpus.appending(path: "seed-\(number)"))
    }
    let words = Seeds.words.map { word in
      "\"" + word.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\"\n"
    }
    try? Data(words.joined().utf8).write(to: corpus.appendingPathExtension("dict"))
    return 0
  }
  var (count, arguments) = (count, arguments)
  defer { try? FileManager.default.removeItem(at: folder) }
  return runFuzzer(&count, &arguments) { start, count in
    target.run(start.map { Data(bytes: $0, count: count) } ?? Data(), in: folder, pack: pack)
    return 0
  }
}
