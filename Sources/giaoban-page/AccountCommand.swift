import ArgumentParser
import Foundation
import Server
import Workspace

/// `giaoban serve account`: the accounts of a shared page.
struct AccountCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "giaoban serve account",
      abstract: CommandLanguage.help(
        "Tài khoản của những người dùng chung trang.", "The accounts of those who share the page."),
      discussion: CommandLanguage.help(
        """
        Mật khẩu dài ít nhất 10 ký tự, được hỏi trên màn hình, hoặc đọc một dòng từ đầu vào. Người bị xóa tài khoản hoặc được đặt lại mật khẩu
        sẽ bị đăng xuất ngay. Tài khoản nằm trong .giaoban/accounts.json của thư mục; mật khẩu chỉ được lưu dưới dạng băm Argon2id.
        """,
        """
        A password has ten characters at least; it is asked for, or read as a line of the input. Whoever loses the account or gets
        another password is out at once. Accounts are kept in .giaoban/accounts.json of the folder, passwords as hashes by
        Argon2id.
        """),
      subcommands: [
        AddCommand.self, PasswordCommand.self, RemoveCommand.self, ListCommand.self,
      ])
  }

  /// The folder of projects for the accounts.
  struct Place: ParsableArguments {
    @Argument(help: .said("Thư mục chứa các dự án.", "The folder of projects."))
    var folder = "."

    /// Changes its accounts, and reports the change.
    func change(
      _ body: (Accounts) throws(WorkspaceError) -> String
    ) throws {
      var isDirectory: ObjCBool = false
      let words = CommandLanguage.words
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory),
        isDirectory.boolValue
      else {
        throw PageConsole.fail(
          words("không có thư mục \(folder)", "there is no folder \(folder)"), ExitCode(66))
      }
      do throws(WorkspaceError) {
        PageConsole.result(try body(Accounts(URL(fileURLWithPath: folder, isDirectory: true))))
      } catch { throw PageConsole.fail(error, words) }
    }
  }

  /// A password that is typed twice, to detect typing errors.
  private static func freshPassword(for name: String) throws(WorkspaceError) -> String {
    let words = CommandLanguage.words
    let isAsked = isatty(STDIN_FILENO) == 1
    guard
      let first = PageConsole.password(
        words("Mật khẩu mới của \(name):", "New password of \(name):"))
    else {
      throw WorkspaceError(.usage, vi: "chưa nhập mật khẩu", en: "no password was typed")
    }
    guard isAsked else { return first }
    guard PageConsole.password(words("Nhập lại:", "Once more:")) == first else {
      throw WorkspaceError(
        .usage, vi: "hai lần nhập không giống nhau; chưa có gì thay đổi",
        en: "the two are not alike; nothing was changed")
    }
    return first
  }

  struct AddCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "add",
        abstract: CommandLanguage.help("Thêm một tài khoản.", "Adds an account."))
    }
    @Argument(
      help: .said(
        "Tên để đăng nhập; được ghi vào mỗi thay đổi.",
        "The name to sign in with; each change has it."))
    var name: String
    @OptionGroup var place: Place

    func run() throws {
      try place.change { accounts throws(WorkspaceError) in
        try accounts.requireFree(name)
        try accounts.add(name, password: try AccountCommand.freshPassword(for: name))
        return CommandLanguage.words("Đã thêm tài khoản \(name).", "Added the account \(name).")
      }
    }
  }

  struct PasswordCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "password",
        abstract: CommandLanguage.help("Đặt lại mật khẩu.", "Sets another password."))
    }
    @Argument(help: .said("Tên tài khoản.", "The name of the account."))
    var name: String
    @OptionGroup var place: Place

    func run() throws {
      try place.change { accounts throws(WorkspaceError) in
        try accounts.requireKnown(name)
        try accounts.setPassword(of: name, to: try AccountCommand.freshPassword(for: name))
        return CommandLanguage.words(
          "Đã đổi mật khẩu của \(name).", "The password of \(name) was changed.")
      }
    }
  }

  struct RemoveCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "remove",
        abstract: CommandLanguage.help("Xóa một tài khoản.", "Removes an account."))
    }
    @Argument(help: .said("Tên tài khoản.", "The name of the account."))
    var name: String
    @OptionGroup var place: Place

    func run() throws {
      try place.change { accounts throws(WorkspaceError) in
        try accounts.remove(name)
        return CommandLanguage.words("Đã xóa tài khoản \(name).", "Removed the account \(name).")
      }
    }
  }

  struct ListCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "list",
        abstract: CommandLanguage.help("Các tài khoản.", "The accounts."))
    }
    @OptionGroup var place: Place

    func run() throws {
      try place.change { accounts throws(WorkspaceError) in
        let words = CommandLanguage.words
        let all = try accounts.all
        guard !all.isEmpty else {
          return words("Chưa có tài khoản nào.", "There is no account yet.")
        }
        return all.map(\.name).joined(separator: "\n")
      }
    }
  }
}
