import ArgumentParser
import Documents
import Foundation
import Intake
import Office
import Settings
import Workspace

struct AttachCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "attach",
      abstract: CommandLanguage.help(
        "Điền số liệu, biểu đồ và bảng của bộ biểu đồ vào văn bản Word hoặc bản trình chiếu.",
        "Put the numbers, charts and tables of a pack into a Word document or presentation."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban attach bao-cao.docx --pack Output/2022-H1 -o bao-cao-2022-H1.docx
            giaoban attach bao-cao-2022-H1.docx --pack Output/2022-H2 \\
                    -o bao-cao-2022-H2.docx
          """,
        """
        Các chỗ điền:
          {{dialogues}}                số liệu, viết theo quy cách của ngôn ngữ bộ biểu đồ
          {{dialogues:TP Thanh Hóa}}   số liệu của một đơn vị hoặc cụm
          {{dialogues.change}}         +12 so với cùng kỳ; còn có
                                       .last_year .change_percent .change_in_words
                                       .previous .previous_change .amount .units
                                       .numerator .denominator .target .rank .leader …
          {{period}} {{period.days}}   còn có .last_year .first_day .last_day
                                       {{pack.title}} …
          {{chart:dialogues}}          đoạn văn hoặc hộp văn bản chỉ có chỗ điền này được thay bằng biểu đồ
          {{chart:dialogues|native}}   biểu đồ của Office, sửa được cùng bảng số
          {{table:comparison}}         một đoạn riêng trở thành bảng

          giaoban attach --list --pack Output/2022-H1
          giaoban attach bao-cao.docx --list --pack Output/2022-H1

        in tất cả các chỗ điền cùng nội dung sẽ điền. "giaoban template" làm báo cáo có sẵn các chỗ điền. Mọi mã có
        trong manifest.json của bộ biểu đồ. Những gì đã điền vào văn bản Word được cập nhật: lấy báo cáo đã xong,
        điền bộ biểu đồ kỳ sau, thì số liệu, hình (giaoban:MÃ), chú thích và bảng là của kỳ sau. Bản trình chiếu
        cũng vậy. Tên biểu đồ, sơ đồ và thuộc tính chỉ điền một lần: kỳ sau hãy điền lại từ mẫu.
        """,
        """
        Placeholders:
          {{dialogues}}                the number, in the format of the pack's language
          {{dialogues:TP Thanh Hóa}}   that of a unit or cluster
          {{dialogues.change}}         +12 on last year; also
                                       .last_year .change_percent .change_in_words
                                       .previous .previous_change .amount .units
                                       .numerator .denominator .target .rank .leader …
          {{period}} {{period.days}}   also .last_year .first_day .last_day
                                       {{pack.title}} …
          {{chart:dialogues}}          a paragraph or text box becomes the picture
          {{chart:dialogues|native}}   a chart of Office's own, to be edited
          {{table:comparison}}         a paragraph becomes a table

          giaoban attach --list --pack Output/2022-H1
          giaoban attach bao-cao.docx --list --pack Output/2022-H1

        print all of them with what they would become. "giaoban template" writes a report with placeholders.
        All ids are in the pack's manifest.json. What was put into a Word document is kept up to date: attach
        the next pack to the finished report, and its numbers, pictures (giaoban:ID), captions and tables
        are those of the next half-year; so are those of a presentation. Chart titles, diagrams and properties
        are filled once: for the next pack, begin from the template.
        """))
  }

  @Argument(help: .said("Tệp .docx hoặc .pptx.", "A .docx or .pptx file.")) var document: String?
  @Option(
    help: .said("Thư mục mà \"giaoban pack\" đã ghi.", "The folder that \"giaoban pack\" wrote."))
  var pack: String
  @Option(
    name: .shortAndLong,
    help: .said(
      "Tệp để ghi; có thể là chính văn bản đó.", "The file to write; it may be the document itself."
    ))
  var output: String?
  @Flag(
    help: .said(
      "Không ghi gì: in mọi chỗ điền của văn bản, hoặc của bộ biểu đồ, và nội dung sẽ được điền.",
      "Write nothing: print every placeholder of the document, or of the pack, and what it would become."
    )
  )
  var list = false

  @Option(
    help: .said(
      "Dung lượng tối đa của mỗi phần trong văn bản sau khi giải nén: \"512 MiB\"; nếu không nêu là 256 MiB.",
      "How large a part of the document may be, unpacked: \"512 MiB\" (default: 256 MiB)."),
    transform: { text in
      guard let bytes = ByteSize.bytes(text) else {
        throw ValidationError(
          CommandLanguage.words(
            "\"\(text)\" không phải là dung lượng như \"512 MiB\"",
            "\"\(text)\" is not a size such as \"512 MiB\""))
      }
      return bytes
    })
  var partLimit = Attachment.partLimit

  func validate() throws {
    if list { return }
    guard document != nil else {
      throw ValidationError(
        CommandLanguage.words(
          "hãy cho biết tệp .docx hoặc .pptx cần điền; --list không có tệp thì liệt kê mọi chỗ điền của bộ biểu đồ",
          "name the .docx or .pptx file to fill; --list without a file prints every placeholder of the pack"
        ))
    }
    guard output != nil else {
      throw ValidationError(
        CommandLanguage.words(
          "hãy nêu tệp cần ghi bằng -o; nếu chỉ cần liệt kê thì dùng --list",
          "name the file to write with -o; to print the placeholders only, use --list"))
    }
  }

  func run() throws {
    if let document, !FileManager.default.fileExists(atPath: document) {
      throw Console.fail(
        "không có tệp \(document)", "there is no file \(document)", Status.noInput)
    }
    let folder = URL(fileURLWithPath: pack, isDirectory: true)
    if list { return try printList(from: folder) }
    guard let document, let output else { return }
    let (ending, own) = (
      (output as NSString).pathExtension.lowercased(),
      (document as NSString).pathExtension.lowercased()
    )
    guard !["xlsx", "xlsm", "xls", "csv", "tsv", "txt", "pdf", "odt", "ods"].contains(own) else {
      throw Console.fail(
        "\(document): chỉ điền được văn bản Word (.docx) và bản trình chiếu (.pptx)",
        "\(document): only Word documents (.docx) and presentations (.pptx) can be filled",
        Status.usage)
    }
    guard ending == own else {
      throw Console.fail(
        "\(output): kết quả cùng loại với \(document), hãy đặt đuôi .\(own)",
        "\(output): the result is of the kind of \(document); give it the ending .\(own)",
        Status.usage)
    }
    let log: AttachmentLog
    do throws(DocumentError) {
      log = try Attachment.fill(document, from: folder, to: output, partLimit: partLimit)
    } catch {
      throw failure(error)
    }
    for doubt in log.doubts {
      Console.error(CommandLanguage.words("cảnh báo: ", "warning: ") + doubt)
    }
    try Console.result(
      CommandLanguage.words(
        "\(output): \(log.numbers) số liệu, \(log.charts) biểu đồ, \(log.tables) bảng",
        "\(output): \(counted(log.numbers, "number")), \(counted(log.charts, "chart")),"
          + " \(counted(log.tables, "table"))"))
  }

  private func printList(from folder: URL) throws {
    let all: [ListedPlaceholder]
    do throws(DocumentError) {
      all =
        if let document {
          try Attachment.list(document, from: folder, partLimit: partLimit)
        } else {
          try Attachment.list(from: folder)
        }
    } catch {
      throw failure(error)
    }
    let lines = all.map { item in
      [item.placeholder, item.isAnswered ? item.becomes : "? " + item.becomes, item.place]
        .filter { !$0.isEmpty }.joined(separator: "\t")
    }
    guard !lines.isEmpty else {
      Console.error(CommandLanguage.words("không có chỗ điền {{…}} nào", "there is no {{…}}"))
      return
    }
    try Console.result(lines.joined(separator: "\n"))
    guard all.allSatisfy(\.isAnswered) else { throw Status.badData }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func failure(_ error: DocumentError) -> ExitCode {
    switch error {
    case .unknown(let all):
      Console.lines(all.map { "\(document ?? ""): \($0.place): \($0.placeholder): \($0.reason)" })
      let count = all.count == 1 ? "1 placeholder has" : "\(all.count) placeholders have"
      return Console.fail(
        "\(all.count) chỗ chưa điền được; chưa ghi tệp nào",
        "\(count) no answer; nothing was written",
        Status.badData)
    case .noPack: return Console.fail(error.message[CommandLanguage.current], Status.noInput)
    case .unreadable, .damaged:
      return Console.fail(error.message[CommandLanguage.current], Status.badData)
    case .cannotWrite:
      return Console.fail(error.message[CommandLanguage.current], Status.cannotCreate)
    }
  }
}
