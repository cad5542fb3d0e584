import ClusterMetrics
import Foundation
import Office

/// Converts workbooks that only office programs read (Excel 97, binary ones) to XLSX with LibreOffice, if it is
/// installed.
///
/// LibreOffice runs isolated: with a separate profile that disables macros and links, without network where the system
/// allows it, and with limits of time and memory. The result is cached by the file's content, so each file is converted
/// once; the cache is the user's, not the project's folder, which may come from elsewhere and contain anything.
package enum LibreOffice {
  /// The time limit of a conversion in seconds.
  @TaskLocal static var seconds = 120
  /// The limit of address space in kilobytes.
  private static let memory = 8 << 20

  /// The program's path from the environment (empty for none); tests replace it.
  @TaskLocal static var named = ProcessInfo.processInfo.environment["GIAOBAN_SOFFICE"]

  /// The program's path; `nil` if it is not installed.
  static var program: String? {
    if let named { return FileManager.default.isExecutableFile(atPath: named) ? named : nil }
    return tool("soffice") ?? tool("libreoffice")
  }

  /// Whether files can be converted: the tool that limits the program's time must be installed, too.
  package static var isInstalled: Bool { program != nil && tool("timeout") != nil }

  private static func tool(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The folder for converted files.
  @TaskLocal static var cache: URL? = FileManager.default
    .urls(for: .cachesDirectory, in: .userDomainMask).first?
    .appending(path: "giaoban/converted")

  /// Converts a file with LibreOffice and opens the resulting workbook.
  package static func workbook(of path: String, limits: TableLimits) throws(TableFault) -> Workbook
  {
    try OldExcelFile.check(path)
    let kept = try cache?.appending(path: fingerprint(path) + ".xlsx")
    if let kept, let workbook = try? Workbook(path: kept.path, limits: limits) { return workbook }
    let files = FileManager.default
    let room = files.temporaryDirectory.appending(path: "giaoban-\(UUID().uuidString)")
    defer { try? files.removeItem(at: room) }
    let made = try convert(path, in: room)
    // Read the file even if the cache folder cannot be written.
    if let cache, let kept,
      (try? files.createDirectory(
        at: cache, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]))
        != nil
    {
      try? files.moveItem(at: made, to: kept)
    }
    let converted = files.fileExists(atPath: made.path) ? made : kept ?? made
    return try Workbook(path: converted.path, limits: limits)
  }

  /// The digest of a file's content.
  static func fingerprint(_ path: String) throws(TableFault) -> String {
    guard let digest = SHA256.ofFile(path) else { throw .system }
    return digest
  }

  // MARK: Conversion

  private static func convert(_ path: String, in room: URL) throws(TableFault) -> URL {
    guard let program, let timeout = tool("timeout") else {
      throw .unreadable(vi: "chưa cài LibreOffice", en: "LibreOffice is not installed")
    }
    let input = room.appending(path: "table.\(path.split(separator: ".").last ?? "xls")")
    let output = room.appending(path: "made")
    do {
      try prepareProfile(room.appending(path: "profile"))
      try FileManager.default.copyItem(atPath: path, toPath: input.path)
      let process = Process()
      process.executableURL = URL(filePath: timeout)
      process.arguments =
        ["-k", "5", String(seconds)] + isolation
        + [
          "/bin/sh", "-c", "ulimit -v \(memory); exec \"$0\" \"$@\"", program, "--headless",
          "--norestore", "--nologo", "--nodefault", "--nolockcheck",
          "-env:UserInstallation=\(room.appending(path: "profile").absoluteString)",
          "--convert-to", "xlsx", "--outdir", output.path, input.path,
        ]
      process.currentDirectoryURL = room
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      // The exit status of `timeout` when it ended the program (124), or had to kill it (137).
      if [124, 137].contains(process.terminationStatus) {
        throw TableFault.unreadable(
          vi:
            "LibreOffice chuyển đổi tệp quá \(seconds) giây nên đã dừng; hãy mở bằng Excel và lưu lại dạng .xlsx",
          en:
            "LibreOffice took more than \(seconds) s and was stopped; open the file in Excel and save it as .xlsx"
        )
      }
    } catch let fault as TableFault {
      throw fault
    } catch {
      throw .unreadable(LocalizedText(error.localizedDescription))
    }
    let made = output.appending(path: "table.xlsx")
    guard FileManager.default.fileExists(atPath: made.path) else {
      throw .unreadable(
        vi: "LibreOffice không đọc được (tệp hỏng hoặc có mật khẩu)",
        en: "LibreOffice cannot read it: it is damaged, or has a password")
    }
    return made
  }

  /// The command prefix that cuts a program off from the network; empty if the system does not allow this.
  private static let isolation: [String] = {
    guard let unshare = tool("unshare") else { return [] }
    let command = [unshare, "--user", "--map-root-user", "--net", "--"]
    let trial = Process()
    trial.executableURL = URL(filePath: unshare)
    trial.arguments = command.dropFirst() + ["/bin/true"]
    trial.standardError = FileHandle.nullDevice
    guard (try? trial.run()) != nil else { return [] }
    trial.waitUntilExit()
    return trial.terminationStatus == 0 ? command : []
  }()

  /// Writes the settings of a profile that runs no macros and follows no links.
  private static func prepareProfile(_ folder: URL) throws {
    func item(_ path: String, _ name: String, _ value: String) -> String {
      "<item oor:path=\"/org.openoffice.\(path)\"><prop oor:name=\"\(name)\" oor:op=\"fuse\">"
        + "<value>\(value)</value></prop></item>"
    }
    let scripting = "Office.Common/Security/Scripting"
    let settings =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items"
      + " xmlns:oor=\"http://openoffice.org/2001/registry\""
      + " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
      + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + item(scripting, "MacroSecurityLevel", "3")
      + item(scripting, "DisableMacrosExecution", "true")
      + item(scripting, "DisableActiveContent", "true")
      + item(scripting, "BlockUntrustedRefererLinks", "true")
      + item("Office.Calc/Content/Update", "Link", "2") + "</oor:items>\n"
    let user = folder.appending(path: "user")
    try FileManager.default.createDirectory(at: user, withIntermediateDirectories: true)
    try settings.write(
      to: user.appending(path: "registrymodifications.xcu"), atomically: false, encoding: .utf8)
  }
}
