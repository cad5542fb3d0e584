import ArgumentParser
import ClusterMetrics
import Findings
import Foundation
import Intake
import Reporting
import ReportWords
import Settings
import Workspace

struct Check: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: CommandLanguage.help(
        "Chỉ ra chỗ số liệu sai hoặc cần xem lại.",
        "Say what is wrong or doubtful in the data, and where."),
      discussion: CommandLanguage.help(
        """
        Mỗi lỗi ghi tệp:dòng:cột và cách sửa. Mã kết thúc là 1 nếu có lỗi.

          giaoban check Samples/cum-thi-dua-1
          giaoban check Samples/cum-thi-dua-1 --format json
        """,
        """
        Every finding names file:row:column and what to do. Exit status 1 where there are errors.

          giaoban check Samples/cum-thi-dua-1
          giaoban check Samples/cum-thi-dua-1 --format json
        """))
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var options: ProjectOptions
  @Option(help: .said("text hoặc json.", "text or json.")) var format = Format.text

  func run() throws {
    let project = try options.open()
    let result = try options.attempt(project) { work throws(WorkspaceError) in
      try work.check { Console.progress("\($0) …") }
    }
    try report(result, options.language(of: project))
  }

  private func report(_ result: CheckResult, _ language: Language) throws {
    switch format {
    case .text: try Console.result(Data(text(result, Wording(language)).utf8))
    case .json: try Console.result(try json(result))
    }
    if result.log.hasErrors { throw Status.dataHasErrors }
  }

  /// The file, with its sheet if several were read.
  private func place(_ file: FileSummary) -> String {
    [file.file, file.sheet].compactMap(\.self).joined(separator: ":")
  }

  private func text(_ result: CheckResult, _ words: Wording) -> String {
    let log = result.log
    var lines = log.all.map { finding in
      switch finding.severity {
      case .error: "\(finding.location): \(words(finding.text))"
      case .warning:
        "\(finding.location): \(words("cảnh báo: ", "warning: "))\(words(finding.text))"
      case .accepted:
        "\(finding.location): "
          + (finding.isCorrected
            ? words("đã đính chính", "corrected") : words("đã chấp nhận", "accepted"))
          + " (\(finding.reason.map { words($0) } ?? "")): " + words(finding.text)
      }
    }
    if let intake = result.intake {
      if !lines.isEmpty { lines.append("") }
      for file in intake.files {
        let count = { (number: Int) in words.numbers.text(Double(number)) }
        lines.append(
          words(
            "\(place(file)): đọc \(count(file.rows)) dòng; tính \(count(file.accepted)) dòng,"
              + " trong đó \(count(file.doubtful)) dòng có cảnh báo; loại \(count(file.refused)) dòng"
              + (file.uncounted > 0 ? "; \(count(file.uncounted)) số liệu không được tính" : "")
              + (file.passed > 0 ? "; bỏ qua \(file.passed) dòng tiêu đề, chữ ký" : ""),
            "\(place(file)): \(count(file.rows)) row\(file.rows == 1 ? "" : "s") read,"
              + " \(count(file.accepted)) accepted, \(count(file.doubtful)) of them doubtful,"
              + " \(count(file.refused)) refused"
              + (file.uncounted > 0
                ? "; \(count(file.uncounted)) number\(file.uncounted == 1 ? " does" : "s do") not count"
                : "")
              + (file.passed > 0
                ? "; \(file.passed) row\(file.passed == 1 ? "" : "s") of headings and signatures passed over"
                : "")))
      }
      for silence in result.silences {
        lines.append(
          words(
            "\(words.sentence(words.name(silence.period))): chưa có số liệu của ",
            "\(words.sentence(words.name(silence.period))): no report from ")
            + words.units(named: silence.units))
      }
      lines += result.gaps.map { gap in
        words.sentence(words.name(gap.period)) + ": "
          + gap.said(in: words)
      }
    }
    let (errors, warnings) = (log.count(of: .error), log.count(of: .warning))
    lines.append(
      errors + warnings == 0
        ? words("Không có lỗi, cảnh báo.", "No errors or warnings.")
        : words(
          "\(errors) lỗi, \(warnings) cảnh báo.",
          "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")."
        ))
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Report: Encodable {
    struct File: Encodable {
      var file: String
      var sheet: String?
      var rows: Int
      var accepted: Int
      var doubtful: Int
      var refused: Int
      var uncounted: Int
    }
    struct Silence: Encodable {
      var period: String
      var units: [String]
    }
    struct Gap: Encodable {
      var period: String
      var indicators: [String]
      var units: [String]
      var onlyThese: Bool
    }
    var errors: Int
    var warnings: Int
    var findings: [FindingRecord]
    var files: [File]
    var withoutReport: [Silence]
    var incompleteReports: [Gap]
  }

  private func json(_ result: CheckResult) throws -> String {
    let log = result.log
    let report = Report(
      errors: log.count(of: .error), warnings: log.count(of: .warning),
      findings: log.all.map { FindingRecord($0, hasSubject: false) },
      files: result.intake?.files.map {
        .init(
          file: $0.file, sheet: $0.sheet, rows: $0.rows, accepted: $0.accepted,
          doubtful: $0.doubtful,
          refused: $0.refused, uncounted: $0.uncounted)
      } ?? [],
      withoutReport: result.silences.map { .init(period: $0.period.name, units: $0.units) },
      incompleteReports: result.gaps.map {
        .init(
          period: $0.period.name, indicators: $0.indicators.map(\.id), units: $0.units,
          onlyThese: $0.isOfFew)
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }
}
