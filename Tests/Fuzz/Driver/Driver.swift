import Foundation
import FuzzTargets

// libFuzzer calls this with every input that it makes; FUZZ_TARGET names the reader, FUZZ_PACK the folder of
// a pack. Built only by `make fuzz`.

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

/// One input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(start.map { Data(bytes: $0, count: count) } ?? Data(), in: folder, pack: pack)
  return 0
}
