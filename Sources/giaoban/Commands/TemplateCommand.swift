import ArgumentParser
import ClusterMetrics
import Foundation
import Reporting
import Workspace

struct TemplateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "template",
      abstract: CommandLanguage.help(
        "Làm mẫu báo cáo Word có sẵn các trường số liệu của dự án.",
        "Write a report in Word with the project's indicators as placeholders."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban template Samples/cum-thi-dua-1 -o Output/mau.docx
            giaoban attach Output/mau.docx --pack Output/2022-H1 \\
                    -o Output/bao-cao-2022-H1.docx
          """,
        """
        Mẫu theo thể thức Nghị định 30/2020: phần đầu, kết quả theo nhóm chỉ tiêu có mức thay đổi, kế hoạch, mục
        tiêu, biểu đồ, so sánh, phụ lục. Sửa bằng Word như văn bản thường; phần giữa {{ và }} do "giaoban attach"
        điền, mỗi kỳ một lần.
        """,
        """
        The report has the form of Decree 30/2020: heading, results by group of indicators with change, plan and
        target, charts, comparison, annex. Edit it in Word as any document; what stands between {{ and }} is filled
        by "giaoban attach", every half-year anew.
        """))
  }

  @OptionGroup var options: ProjectOptions
  @Option(
    help: .said(
      "Kỳ lấy số liệu làm căn cứ lập mẫu; nếu không nêu là kỳ gần nhất.",
      "The period whose numbers tell what there is to say; the latest one without it."))
  var period: Period?
  @Option(
    name: .shortAndLong,
    help: .said(
      "Tệp .docx để ghi; nếu không nêu thì là Output/mau-bao-cao.docx.",
      "The .docx file to write; Output/mau-bao-cao.docx without it."))
  var output: String?
  @Flag(help: .said("Ghi đè lên tệp đã có.", "Write over a file that is there.")) var force = false

  func run() throws {
    let project = try options.open()
    let period = try period.map { try options.period($0, of: project) }
    let path = output ?? "Output/mau-bao-cao.docx"
    guard path.lowercased().hasSuffix(".docx") else {
      throw Console.fail(
        "\(path): mẫu báo cáo là tệp .docx", "\(path): the template is a .docx file", Status.usage)
    }
    // What an office has edited must not be lost.
    guard force || !FileManager.default.fileExists(atPath: path) else {
      throw Console.fail(
        "đã có \(path); hãy chọn tên khác bằng -o, hoặc thêm --force để ghi đè",
        "\(path) exists; choose another name with -o, or write over it with --force",
        Status.cannotCreate)
    }
    let data = try options.attempt(project) { work throws(WorkspaceError) in
      try work.makeTemplate(for: period) { Console.progress("\($0) …") }
    }
    Console.endProgress()
    try write(data, to: path, of: project)
    let words = Wording(options.language(of: project))
    try Console.result(
      words(
        "\(path): mở bằng Word, sửa tùy ý, rồi điền bằng \"giaoban attach\"",
        "\(path): open it in Word, edit it, then fill it with \"giaoban attach\""))
  }
}
