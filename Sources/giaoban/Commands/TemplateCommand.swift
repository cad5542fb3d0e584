import ArgumentParser
import ClusterMetrics
import Foundation
import Reporting
import ReportWords
import Workspace

struct TemplateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "template",
      abstract: CommandLanguage.help(
        "Làm mẫu báo cáo Word hoặc bản trình chiếu có sẵn các chỗ điền số liệu của dự án.",
        "Write a report in Word, or slides, with the project's indicators as placeholders."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban template Samples/cum-thi-dua-1 -o Output/mau.docx
            giaoban attach Output/mau.docx --pack Output/2022-H1 \\
                    -o Output/bao-cao-2022-H1.docx
            giaoban template Samples/cum-thi-dua-1 -o Output/mau.pptx
          """,
        """
        Mẫu theo thể thức Nghị định 30/2020 (cơ quan Đảng: thể thức văn bản của Đảng): phần đầu, kết quả theo nhóm chỉ
        tiêu có mức thay đổi, kế hoạch, mức phải đạt, biểu đồ, so sánh, phụ lục. Sửa bằng Word như văn bản thường; phần
        giữa {{ và }} do "giaoban attach" điền, mỗi kỳ một lần. Tên tệp kết thúc bằng .pptx thì làm bản trình chiếu có
        cùng nội dung, với bản cái trang chiếu riêng hoặc của cơ quan (--master).
        """,
        """
        The report has the form of Decree 30/2020 (of an office of the Party: the form of its papers): heading, results by
        group of indicators with change, plan and target, charts, comparison, annex. Edit it in Word as any document; what stands between {{ and }} is filled
        by "giaoban attach", every half-year anew. A name that ends in .pptx gives slides with the same contents, on a
        master of their own or the office's (--master).
        """))
  }

  @OptionGroup var options: ProjectOptions
  @Option(
    help: .said(
      "Kỳ lấy số liệu làm căn cứ lập mẫu; nếu không nêu là kỳ gần nhất.",
      "The period whose numbers the template is made for (default: the latest one)."))
  var period: Period?
  @Option(
    name: .shortAndLong,
    help: .said(
      "Tệp .docx hoặc .pptx để ghi; nếu không nêu thì là Output/mau-bao-cao.docx.",
      "The .docx or .pptx file to write (default: Output/mau-bao-cao.docx)."))
  var output: String?
  @Option(
    help: .said(
      "Bản trình chiếu .pptx của cơ quan: mẫu trình chiếu lấy bản cái trang chiếu, bố cục, màu và phông chữ của tệp này.",
      "The office's own .pptx: the slides take its master, layouts, colours and fonts."))
  var master: String?
  @Flag(help: .said("Ghi đè lên tệp đã có.", "Write over a file that is there.")) var force = false

  func run() throws {
    let project = try options.open()
    let period = try period.map { try options.period($0, of: project) }
    let path = output ?? "Output/mau-bao-cao.docx"
    let isSlides = path.lowercased().hasSuffix(".pptx")
    guard isSlides || path.lowercased().hasSuffix(".docx") else {
      throw Console.fail(
        "\(path): mẫu là tệp .docx hoặc .pptx", "\(path): a template is a .docx or a .pptx file",
        Status.usage)
    }
    guard isSlides || master == nil else {
      throw Console.fail(
        "--master chỉ dùng cho mẫu trình chiếu: hãy đặt tên tệp .pptx bằng -o",
        "--master is for slides: name a .pptx file with -o", Status.usage)
    }
    // A template that the office has edited must not be lost.
    guard force || !FileManager.default.fileExists(atPath: path) else {
      throw Console.fail(
        "đã có \(path); hãy chọn tên khác bằng -o, hoặc thêm --force để ghi đè",
        "\(path) exists; choose another name with -o, or write over it with --force",
        Status.cannotCreate)
    }
    let data = try options.attempt(project) { work throws(WorkspaceError) in
      let kind: OpenProject.TemplateKind =
        isSlides ? .slides(try master.map(work.officeMaster)) : .document
      return try work.makeTemplate(kind, for: period) { Console.progress("\($0) …") }
    }
    Console.endProgress()
    try write(data, to: path, of: project)
    let words = Wording(options.language(of: project))
    try Console.result(
      words(
        "\(path): mở bằng \(isSlides ? "PowerPoint" : "Word"), sửa tùy ý, rồi điền bằng \"giaoban attach\"",
        "\(path): open it in \(isSlides ? "PowerPoint" : "Word"), edit it, then fill it with \"giaoban attach\""
      ))
  }
}
