import ArgumentParser
import ClusterMetrics
import Foundation
import Reporting
import ReportWords
import Server
import Workspace

/// `giaoban serve`, a separate program: its dependencies take as long to build as everything else, and the other
/// commands do not need them.
@main
struct GiaobanPage: ParsableCommand {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    // The subcommand is next to an argument that may be anything: the parser would take it for the folder.
    let root: any ParsableCommand.Type =
      arguments.first == "account" ? AccountCommand.self : GiaobanPage.self
    if arguments.first == "account" {
      arguments.removeFirst()
      // Without arguments it shows its help.
      if arguments.isEmpty { CommandLanguage.isHelping = true }
    }
    do {
      var command = try root.parseAsRoot(arguments)
      try command.run()
    } catch {
      let status = root.exitCode(for: error)
      guard CommandLanguage.current == .vietnamese, !(error is ExitCode),
        status == .success || status == .validationFailure
      else { root.exit(withError: error) }
      let text = CommandLanguage.translated(root.fullMessage(for: error)) + "\n"
      let output: FileHandle = status == .success ? .standardOutput : .standardError
      try? output.write(contentsOf: Data(text.utf8))
      root.exit(withError: status)
    }
  }

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "giaoban serve",
      abstract: CommandLanguage.help(
        "Trang làm việc: mọi việc trên trình duyệt.", "The page: everything in a browser."),
      discussion: CommandLanguage.help(
        """
          giaoban serve                     các dự án của thư mục này, chỉ trên máy này
          giaoban serve ho-so --no-open     của thư mục khác; chỉ in địa chỉ

        Địa chỉ có một mã đổi mỗi lần chạy; ai không biết mã thì không vào được. Nhấn Ctrl-C để dừng.

        Nhiều người dùng chung một máy chủ, mỗi người đăng nhập bằng tài khoản của mình:

          giaoban serve account add Lan ho-so
          giaoban serve ho-so --listen 0.0.0.0 --certificate may-chu.pem --key may-chu.key
        """,
        """
          giaoban serve                     the projects of this folder, on this machine only
          giaoban serve ho-so --no-open     those of another; prints the address

        The address holds a token that is new at every start; who does not know it gets nothing. Ctrl-C ends.

        Several officers share a server, where each signs in with an account:

          giaoban serve account add Lan ho-so
          giaoban serve ho-so --listen 0.0.0.0 --certificate server.pem --key server.key
        """))
  }

  @Argument(
    help: .said("Thư mục chứa các dự án, hoặc một dự án.", "A folder of projects, or a project."))
  var folder = "."
  @Option(
    help: .said(
      "Cổng; nếu không nêu thì lấy một cổng đang trống, dùng chung thì 8443, sau proxy thì 8080.",
      "The port (default: any that is free; of a shared page 8443, behind a proxy 8080)."))
  var port: Int?
  @Flag(
    name: .customLong("no-open"), help: .said("Không mở trình duyệt.", "Do not open the browser."))
  var isQuiet = false
  @Option(
    help: .said(
      "vi hoặc en; nếu không nêu thì là tiếng Việt.", "vi or en (default: vi)."))
  var language = Language.vietnamese
  @Option(
    help: .said(
      "Dùng chung: địa chỉ của máy này để người khác truy cập; 0.0.0.0 là mọi địa chỉ.",
      "Shared: the address of this machine at which others reach it; 0.0.0.0 for all."))
  var listen: String?
  @Option(
    help: .said(
      "Dùng chung: tệp chứng chỉ TLS dạng PEM, kèm các chứng chỉ trung gian.",
      "Shared: the file of the TLS certificate in PEM, with those between it and its root."))
  var certificate: String?
  @Option(
    help: .said("Dùng chung: tệp khóa của chứng chỉ.", "Shared: the file of the certificate's key.")
  )
  var key: String?
  @Flag(
    name: .customLong("behind-proxy"),
    help: .said(
      "Dùng chung: có proxy phía trước đảm nhận TLS và ghi X-Forwarded-For; trang chỉ nhận kết nối tại 127.0.0.1.",
      "Shared: a proxy adds TLS and says whose requests it passes on (X-Forwarded-For); listens at 127.0.0.1."
    ))
  var isBehindProxy = false
  @Option(
    help: .said(
      "Dùng chung: tên miền của trang; nêu nhiều lần được, nếu không nêu thì nhận mọi tên.",
      "Shared: a name under which the page answers; may be repeated (default: any name)."))
  var name: [String] = []

  /// Whether the page is for several officers.
  private var isShared: Bool {
    listen != nil || certificate != nil || key != nil || isBehindProxy || !name.isEmpty
  }

  func validate() throws {
    guard (0...65_535).contains(port ?? 0) else {
      throw ValidationError(
        words("--port là một số từ 0 đến 65535", "--port is a number from 0 to 65535"))
    }
    guard isShared else { return }
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError(
        words("--certificate và --key phải dùng cùng nhau", "--certificate and --key go together"))
    }
    for name in name {
      guard !name.isEmpty,
        name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]".contains($0)) })
      else {
        throw ValidationError(
          words(
            "--name là tên miền, không có https:// và dấu /; ví dụ giaoban.tinh.gov.vn",
            "--name is the name of a host, without https:// or a slash, such as giaoban.example.gov.vn"
          ))
      }
    }
    guard (certificate != nil) != isBehindProxy else {
      throw ValidationError(
        isBehindProxy
          ? words(
            "đã dùng --behind-proxy thì proxy đảm nhận TLS; không nêu --certificate, --key",
            "behind a proxy it is the proxy that adds TLS: --certificate and --key do not go with --behind-proxy"
          )
          : words(
            "dùng chung thì phải có TLS để mật khẩu và số liệu không bị đọc trộm: nêu --certificate và --key, hoặc"
              + " --behind-proxy nếu đã có proxy đảm nhận TLS",
            "a shared page needs TLS, or others can read passwords and numbers on the way: give --certificate and --key, or"
              + " --behind-proxy where a proxy adds it"))
    }
  }

  func run() throws {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory),
      isDirectory.boolValue
    else {
      throw PageConsole.fail(
        words("không có thư mục \(folder)", "there is no folder \(folder)"), ExitCode(66))
    }
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    let server: PageServer
    do throws(WorkspaceError) {
      server = PageServer(
        url, port: port ?? (isShared ? (isBehindProxy ? 8080 : 8443) : 0), language: language,
        audience: isShared ? try sharedAudience(url) : nil)
    } catch { throw PageConsole.fail(error, words) }
    if isBehindProxy, let listen, !["127.0.0.1", "::1", "localhost"].contains(listen) {
      PageConsole.note(
        words(
          "chú ý: chỉ cho proxy truy cập cổng này; kết nối trực tiếp không được mã hóa và có thể giả mạo địa chỉ",
          "note: let nobody but the proxy reach this port; direct connections are not encrypted and can forge addresses"
        ))
    }
    let opens = !isQuiet && !isShared
    let words = words
    let ended = Ended()
    Task {
      do {
        try await server.run(isProgram: true) { running in
          PageConsole.result(running.address)
          if opens {
            GiaobanPage.open(running.address)
          } else {
            PageConsole.note(
              words(
                "Mở địa chỉ trên bằng trình duyệt; nhấn Ctrl-C để dừng.",
                "Open this address in a browser; Ctrl-C ends."))
          }
        }
        ended.end(nil)
      } catch { ended.end("\(error)") }
    }
    if let problem = ended.wait() {
      let isTaken = problem.contains("errno: \(EADDRINUSE)")
      let isNotOurs = problem.contains("errno: \(EADDRNOTAVAIL)") || problem.contains("UnknownHost")
      let reason =
        isTaken
        ? words(
          "chương trình khác đang dùng cổng này; hãy chọn cổng khác bằng --port",
          "another program uses it; choose one with --port")
        : isNotOurs
          ? words(
            "máy này không có địa chỉ \(listen ?? "")",
            "this machine has no address \(listen ?? "")")
          : problem
      throw PageConsole.fail(
        words(
          "không mở được cổng \(server.port): \(reason)",
          "cannot listen at port \(server.port): \(reason)"), ExitCode(74))
    }
  }

  /// The users with an account, with the requested transport.
  private func sharedAudience(_ folder: URL) throws(WorkspaceError) -> PageServer.Audience {
    guard try !Accounts(folder).all.isEmpty else {
      throw WorkspaceError(
        .usage,
        vi: "chưa có tài khoản nào; hãy tạo: giaoban serve account add TÊN \(self.folder)",
        en: "there is no account yet; make one: giaoban serve account add NAME \(self.folder)")
    }
    let transport: PageServer.SharedPage.Transport
    if let certificate, let key {
      transport = try .tls(certificate: certificate, key: key)
    } else {
      transport = .proxy
    }
    return .accounts(
      PageServer.SharedPage(
        address: listen ?? (isBehindProxy ? "127.0.0.1" : "0.0.0.0"), transport: transport,
        names: name
      ) { PageConsole.note("\(Date().formatted(.iso8601)) \($0)") })
  }

  private var words: Wording { Wording(language) }

  /// Opens an address in the user's browser; if this fails, the address has been printed.
  private static func open(_ address: String) {
    #if os(macOS)
      let programs = ["/usr/bin/open"]
    #else
      // In WSL, use the Windows browser.
      let programs = ["/usr/bin/wslview", "/usr/bin/xdg-open"]
    #endif
    guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) })
    else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }

  /// Waits for the end of a task on another thread.
  private final class Ended: @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private var problem: String?

    func end(_ problem: String?) {
      self.problem = problem
      semaphore.signal()
    }

    func wait() -> String? {
      semaphore.wait()
      return problem
    }
  }
}

extension Language: ExpressibleByArgument {}

extension ArgumentHelp {
  /// The help in the language of the program.
  static func said(_ vietnamese: String, _ english: String) -> ArgumentHelp {
    ArgumentHelp(CommandLanguage.help(vietnamese, english))
  }
}
