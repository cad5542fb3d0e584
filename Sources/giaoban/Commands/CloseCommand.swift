import ArgumentParser
import ClusterMetrics
import Foundation
import Intake
import Reporting
import ReportWords
import Settings
import Workspace

struct CloseCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "close",
      abstract: CommandLanguage.help(
        "Chốt số liệu một kỳ: thay đổi sau đó đều được báo.",
        "Close a period, and report later changes to it."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban close Samples/cum-thi-dua-1 --period 2022-H1
            giaoban close Samples/cum-thi-dua-1 --period 2022-H1 --reopen \\
                    --reason "Huyện Nga Sơn gửi lại sổ"
            giaoban close Samples/cum-thi-dua-1
          """,
        """
        Số liệu của từng đơn vị và mã kiểm tra của mọi tệp được giữ trong .giaoban/closed. Từ đó check, tally và pack
        nêu mọi số khác với khi chốt. Không có --period thì liệt kê các kỳ đã chốt.
        """,
        """
        The numbers of every unit and the hashes of all files are kept in .giaoban/closed. From then on check, tally and
        pack name every number that is another one. Without --period the closed periods are listed.
        """))
  }

  @OptionGroup var options: ProjectOptions
  @Option(help: .said("Kỳ báo cáo, như 2022-H1.", "The period, such as 2022-H1.")) var period:
    Period?
  @Flag(help: .said("Mở lại một kỳ đã chốt.", "Open a closed period again.")) var reopen = false
  @Option(help: .said("Lý do mở lại.", "Why it is opened again.")) var reason: String?

  func validate() throws {
    guard reopen || reason == nil else {
      throw ValidationError(
        CommandLanguage.words("--reason chỉ dùng cùng --reopen", "--reason goes with --reopen"))
    }
    guard !reopen || period != nil else {
      throw ValidationError(
        CommandLanguage.words("--reopen cần --period", "--reopen needs --period"))
    }
    let isBlank = reason?.trimmingCharacters(in: .whitespaces).isEmpty ?? true
    guard !reopen || !isBlank else {
      throw ValidationError(
        CommandLanguage.words("--reopen cần --reason (lý do)", "--reopen needs a --reason"))
    }
    guard options.calendar == nil else {
      throw ValidationError(
        CommandLanguage.words(
          "kỳ được chốt theo lịch của dự án, không theo --calendar",
          "periods are closed in the project's own calendar"))
    }
  }

  func run() throws {
    let project = try options.open()
    let words = Wording(options.language(of: project))
    let closings = project.closings
    guard let period = try period.map({ try options.period($0, of: project) }) else {
      return try list(closings, words)
    }
    let closed = closings.closed.first { $0.period == period.name }
    if reopen {
      guard let closed else {
        throw Console.fail(
          words("\(words.name(period)) chưa được chốt", "\(words.name(period)) is not closed"),
          Status.usage)
      }
      try keep { try closed.reopen(in: project.folder, because: reason ?? "") }
      return try Console.result(
        words(
          "đã mở lại \(words.name(period))", "\(words.sentence(words.name(period))) is open again"))
    }
    if let closed {
      let day = closed.day.map(words.date) ?? closed.closed
      throw Console.fail(
        words(
          "\(words.name(period)) đã chốt ngày \(day); muốn chốt lại, trước hết hãy mở lại: --reopen --reason \"…\"",
          "\(words.name(period)) was closed on \(day); to close it anew, open it first: --reopen --reason \"…\""
        ), Status.usage)
    }
    guard !closings.damaged.contains(period.name) else {
      throw Console.fail(
        words(
          "không đọc được bản chốt .giaoban/closed/\(period.name).json; hãy lấy lại tệp, hoặc xóa tệp rồi chốt lại",
          "the closing .giaoban/closed/\(period.name).json cannot be read; restore it, or delete it and close again"
        ),
        Status.badData)
    }
    let intake = try options.tallies(project, [period, period.sameLastYear])
    try options.requireData(intake, in: [period], of: project)
    let files = intake.inputs.map { name in
      ClosedPeriod.File(file: name, sha256: project.digest(of: name))
    }
    let numbers = ClosedPeriod(
      intake.book, period, indicators: project.definition.indicators, answers: intake.answers,
      files: files)
    try keep { try numbers.write(in: project.folder) }
    let book = intake.book.comparable([period])
    let units = book.askedUnits(of: .all, in: period)
    let reporting = units.count { book.hasReportedPart(unit: $0, of: period) }
    let stated = numbers.numbers.count { $0.value != nil }
    let of = words.units(reporting, of: units.count)
    try Console.result(
      words(
        "đã chốt \(words.name(period)): \(stated) số liệu, \(of) đã báo cáo",
        "\(words.sentence(words.name(period))) is closed: \(stated) number\(stated == 1 ? "" : "s"), \(of) reporting"
      ))
  }

  private func list(_ closings: ClosedPeriod.All, _ words: Wording) throws {
    func date(_ written: String) -> String { Day(iso: written).map(words.date) ?? written }
    let lines =
      closings.reopened.map { closed in
        let (day, reason) = (date(closed.reopened?.day ?? ""), closed.reopened?.reason ?? "")
        return (
          closed.period,
          words(
            "\(closed.period) chốt ngày \(date(closed.closed)), mở lại ngày \(day): \(reason)",
            "\(closed.period) closed on \(date(closed.closed)), opened again on \(day): \(reason)")
        )
      }
      + closings.closed.map { closed in
        let day = date(closed.closed)
        return (
          closed.period,
          words("\(closed.period) chốt ngày \(day)", "\(closed.period) closed on \(day)")
        )
      }
    guard !lines.isEmpty else {
      return try Console.result(words("chưa chốt kỳ nào", "no period is closed"))
    }
    // A reopening precedes the closing that followed.
    let sorted = lines.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
    try Console.result(sorted.map(\.element.1).joined(separator: "\n"))
  }

  private func keep(_ act: () throws -> Void) throws {
    do {
      try act()
    } catch {
      throw Console.fail(
        "không ghi được \(options.project)/.giaoban/closed: \(error.localizedDescription)",
        "cannot write \(options.project)/.giaoban/closed: \(error.localizedDescription)",
        Status.cannotCreate)
    }
  }
}
