import ArgumentParser
import ClusterMetrics
import Foundation
import Reporting
import ReportWords
import Workspace

struct FormCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "form",
      abstract: CommandLanguage.help(
        "Làm biểu nhập số liệu bằng Excel, mỗi đơn vị một biểu.",
        "Write entry forms in Excel, one a unit."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban form Samples/cum-thi-dua-1 --period 2022-H2
            giaoban form Samples/cum-thi-dua-1 --period 2022-H2 --unit "Nga Sơn" \\
                    -o gui-di
            giaoban form Samples/cum-thi-dua-1 --period 2022-H2 --blank
          """,
        """
        Xã và loại hoạt động là danh sách chọn; Excel kiểm tra ngày và số. Đặt các tệp đã điền (form-….xlsx)
        vào thư mục của dự án, giữ nguyên tên: check, tally và pack đọc cùng với sổ theo dõi.
        """,
        """
        Communes and kinds of activity are drop-down lists; Excel checks dates and numbers. Put the
        filled-in files (form-….xlsx) into the project's folder as they are: check, tally and pack read
        them beside the registers.
        """))
  }

  @OptionGroup var options: ProjectOptions
  @Option(help: .period)
  var period: Period
  @Option(help: .said("Chỉ làm biểu của đơn vị này.", "The form of this unit only.")) var unit:
    String?
  @Flag(
    help: .said(
      "Biểu để in và ghi tay: có dòng kẻ, không có danh sách chọn.",
      "Forms to print and fill in by hand: ruled rows, no lists.")) var blank = false
  @Option(
    name: .shortAndLong,
    help: .said(
      "Thư mục để ghi; nếu không nêu thì là Output/forms-KỲ.",
      "The folder to write into (default: Output/forms-PERIOD)."))
  var output: String?

  func run() throws {
    let project = try options.open(requiringRecords: false)
    let period = try options.period(period, of: project)
    let days = options.days(of: period, in: project)
    let unit = try unit.map { try options.unit(named: $0, in: days, of: project) }
    let folder = URL(
      fileURLWithPath: output ?? "Output/forms-\(period.name)", isDirectory: true)
    let forms = try options.attempt(project) { work throws(WorkspaceError) in
      try work.makeForms(for: period, units: unit.map { [$0] }, isBlank: blank)
    }
    // An existing form may be filled in and must not be lost, so never overwrite one.
    for form in forms {
      let path = folder.appending(path: form.name)
      guard !FileManager.default.fileExists(atPath: path.path) else {
        throw Console.fail(
          "đã có \(path.relativePath), có thể đã được điền; hãy chuyển đi nơi khác, hoặc chọn thư mục khác bằng -o",
          "\(path.relativePath) exists and may be filled in; move it away, or choose another folder"
            + " with -o", Status.cannotCreate)
      }
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for form in forms {
        try form.data.write(to: folder.appending(path: form.name), options: .atomic)
      }
    } catch {
      throw Console.fail(
        "không ghi được vào \(folder.relativePath): \(error.localizedDescription)",
        "cannot write to \(folder.relativePath): \(error.localizedDescription)", Status.cannotCreate
      )
    }
    let language = options.language(of: project)
    let words = Wording(language)
    try Console.result(
      words(
        "\(folder.relativePath): \(forms.count) biểu nhập số liệu, \(words.name(period))",
        "\(folder.relativePath): \(forms.count) form\(forms.count == 1 ? "" : "s"), \(words.name(period))"
      ))
  }
}
