import ArgumentParser
import ClusterMetrics
import Foundation
import Reporting
import ReportWords
import Workspace

struct DoctorCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: CommandLanguage.help(
        "Kiểm tra xem máy này có đủ những gì Giaoban cần không.",
        "Check that this machine has what Giaoban needs."
      ),
      discussion: CommandLanguage.help(
        """
        Phông chữ là bắt buộc; các thành phần khác chỉ bổ sung tính năng. Mã kết thúc là 1 nếu thiếu thành phần bắt buộc.
        """,
        """
        Fonts are needed; everything else is optional. Exit status 1 where something needed is missing.
        """))
  }

  @Option(help: .said("vi hoặc en.", "vi or en.")) var language: Language?

  func run() throws {
    let words = Wording(language ?? CommandLanguage.current)
    let programs = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
      .resolvingSymlinksInPath().deletingLastPathComponent()
    let check = MachineCheck(programs: programs)
    try Console.result("Giaoban \(GiaobanVersion.current)")
    for item in check.items {
      let mark = item.isThere ? words("có   ", "there    ") : words("thiếu", "missing  ")
      try Console.result("\(mark)  \(words(item.name)): \(words(item.purpose))")
      if !item.isThere {
        try Console.result(words("       → ", "           → ") + words(item.remedy))
      }
    }
    guard check.isSound else { throw Status.dataHasErrors }
  }
}
