import Foundation
import TestSupport

/// The program lies beside the test bundle.
var giaoban: URL {
  let candidates =
    [CommandLine.arguments[0], Bundle.main.bundlePath + "/x", Bundle.main.executablePath ?? ""]
    .map { URL(fileURLWithPath: $0).deletingLastPathComponent().appending(path: "giaoban") }
    + [packageRoot.appending(path: ".build/debug/giaoban")]
  return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    ?? candidates[0]
}
