import ClusterMetrics
import Foundation
import Synchronization
import Workspace

/// A user who may sign in.
package struct Account: Sendable, Codable, Equatable {
  package var name: String
  /// The hash of the password.
  var password: String
  package var since: Date
}

/// The accounts for the projects of a folder: a file that only the command line writes, `.giaoban/accounts.json`.
package final class Accounts: Sendable {
  private let folder: URL
  private var file: URL { folder.appending(path: ".giaoban/accounts.json") }

  /// The accounts in a known state of the file.
  private struct Known {
    var stamp: String
    var accounts: [Account]
  }
  private let known = Mutex(Known(stamp: "", accounts: []))

  /// - Parameter folder: the folder of projects.
  package init(_ folder: URL) { self.folder = folder.standardizedFileURL }

  /// The least and the greatest length of a password (NIST SP 800-63B requires at least eight).
  package static let passwordLengths = 10...128
  private static let mostLettersOfName = 60

  /// The accounts in the current file, by name.
  ///
  /// - Throws: an error if the file exists but cannot be read: a damaged file admits no one.
  package var all: [Account] {
    get throws(WorkspaceError) {
      let values = try? FileManager.default.attributesOfItem(atPath: file.path)
      guard let values else {
        guard errno == ENOENT || !FileManager.default.fileExists(atPath: file.path) else {
          throw unreadable
        }
        // Without permission to enter the folder, it is unknown whether the file exists.
        let hidden = file.deletingLastPathComponent().path
        guard access(hidden, F_OK) != 0 || access(hidden, X_OK) == 0 else { throw unreadable }
        return []
      }
      let stamp =
        "\(values[.systemFileNumber] ?? "")/\(values[.size] ?? "")/"
        + "\((values[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0)"
      if let accounts = known.withLock({ $0.stamp == stamp ? $0.accounts : nil }) {
        return accounts
      }
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .iso8601
      guard let data = try? Data(contentsOf: file),
        let accounts = try? decoder.decode([Account].self, from: data)
      else {
        throw unreadable
      }
      known.withLock { $0 = Known(stamp: stamp, accounts: accounts) }
      return accounts
    }
  }

  private var unreadable: WorkspaceError {
    WorkspaceError(
      .badData,
      vi:
        "không đọc được danh sách tài khoản \(file.path); hãy chạy bằng tài khoản của dịch vụ (sudo -u giaoban …), hoặc khôi"
        + " phục tệp",
      en:
        "cannot read the accounts in \(file.path); run it as the user of the service (sudo -u giaoban …), or restore the"
        + " file")
  }

  /// The account with a name, ignoring case.
  func account(_ name: String) -> Account? {
    let key = Accounts.key(name)
    return (try? all)?.first { Accounts.key($0.name) == key }
  }

  /// The key of a name, which ignores common differences in spelling: case, normalisation, forms of Đ, and spaces.
  static func key(_ name: String) -> String {
    name.precomposedStringWithCompatibilityMapping.lowercased().replacing("\u{F0}", with: "đ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: Changing

  /// Adds an account.
  package func add(_ name: String, password: String) throws(WorkspaceError) {
    let hasLines = name.contains(where: \.isNewline)
    let name = name.precomposedStringWithCompatibilityMapping
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || " .-_@".contains(Character($0))
    }
    guard !name.isEmpty, name.count <= Accounts.mostLettersOfName, isPlain, !hasLines else {
      throw WorkspaceError(
        .usage,
        vi:
          "tên tài khoản chỉ gồm chữ, số, dấu cách và . - _ @, dài không quá \(Accounts.mostLettersOfName) ký tự",
        en:
          "the name of an account has letters, digits, spaces and . - _ @, at most \(Accounts.mostLettersOfName) in all"
      )
    }
    let kept = try hash(password, of: name)
    try change { accounts throws(WorkspaceError) in
      try Accounts.requireFree(name, among: accounts)
      accounts.append(Account(name: name, password: kept, since: Date()))
    }
  }

  /// Changes the password of an account; its sessions end.
  package func setPassword(of name: String, to password: String) throws(WorkspaceError) {
    let kept = try hash(password, of: name)
    try change { accounts throws(WorkspaceError) in
      accounts[try Accounts.index(of: name, accounts)].password = kept
    }
  }

  /// Removes an account, which ends its sessions at once.
  package func remove(_ name: String) throws(WorkspaceError) {
    try change { accounts throws(WorkspaceError) in
      accounts.remove(at: try Accounts.index(of: name, accounts))
    }
  }

  /// Makes the owner of the folder the owner of a file: the service must be able to read what an administrator writes.
  /// Does not follow links: the owner of the folder could let one lead to a system file.
  private static func give(_ file: URL, toOwnerOf folder: URL) -> Bool {
    guard geteuid() == 0 else { return true }
    var owner = stat()
    guard stat(folder.path, &owner) == 0 else { return false }
    let hidden = folder.appending(path: ".giaoban").path
    for path: String in [hidden, hidden + "/lock", file.path] {
      guard lchown(path, owner.st_uid, owner.st_gid) == 0 else { return false }
    }
    return true
  }

  /// Throws an error if an account with a name exists; used before asking for a password.
  package func requireFree(_ name: String) throws(WorkspaceError) {
    try Accounts.requireFree(name, among: try all)
  }

  private static func requireFree(
    _ name: String, among accounts: [Account]
  ) throws(WorkspaceError) {
    guard !accounts.contains(where: { key($0.name) == key(name) }) else {
      throw WorkspaceError(
        .usage, vi: "đã có tài khoản \(name)", en: "there is an account \(name) already")
    }
  }

  /// Throws an error unless an account with a name exists.
  package func requireKnown(_ name: String) throws(WorkspaceError) {
    _ = try Accounts.index(of: name, try all)
  }

  private static func index(
    of name: String, _ accounts: [Account]
  ) throws(WorkspaceError) -> Int {
    guard let index = accounts.firstIndex(where: { key($0.name) == key(name) }) else {
      throw WorkspaceError(
        .noInput, vi: "không có tài khoản \(name)", en: "there is no account \(name)")
    }
    return index
  }

  private func hash(_ password: String, of name: String) throws(WorkspaceError) -> String {
    let lengths = Accounts.passwordLengths
    guard lengths.contains(password.count) else {
      throw WorkspaceError(
        .usage,
        vi: "mật khẩu phải dài từ \(lengths.lowerBound) đến \(lengths.upperBound) ký tự",
        en: "a password has \(lengths.lowerBound) to \(lengths.upperBound) characters")
    }
    let plain = Accounts.key(password)
    // The password without the name must be long enough by itself.
    let rest = plain.replacing(Accounts.key(name), with: "")
    guard rest.count >= lengths.lowerBound || !plain.contains(Accounts.key(name)),
      Set(plain).count > 3
    else {
      throw WorkspaceError(
        .usage, vi: "mật khẩu quá dễ đoán: chứa tên tài khoản, hoặc chỉ gồm vài ký tự lặp lại",
        en:
          "the password is easy to guess: it holds the name of the account, or a few letters again and again"
      )
    }
    do { return try PasswordHash.make(password) } catch {
      throw WorkspaceError(
        .ioFailed, vi: "không đủ bộ nhớ để băm mật khẩu",
        en: "there is not enough memory to hash the password")
    }
  }

  /// Changes the file while no one else does; only its owner may read it.
  private func change(
    _ body: (inout [Account]) throws(WorkspaceError) -> Void
  ) throws(WorkspaceError) {
    try ChangeLog(folder).exclusively { () throws(WorkspaceError) in
      var accounts = try all
      try body(&accounts)
      accounts.sort { Collation.precedes($0.name, $1.name) }
      let encoder = JSONEncoder()
      encoder.dateEncodingStrategy = .iso8601
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let fresh = folder.appending(path: ".giaoban/accounts-\(RandomText.make())")
      do {
        let data = try encoder.encode(accounts)
        guard
          FileManager.default.createFile(
            atPath: fresh.path, contents: data, attributes: [.posixPermissions: 0o600]),
          Accounts.give(fresh, toOwnerOf: folder), rename(fresh.path, file.path) == 0
        else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      } catch {
        try? FileManager.default.removeItem(at: fresh)
        throw .cannotWrite(".giaoban/accounts.json", error)
      }
    }
  }
}
