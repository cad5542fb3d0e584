import ClusterMetrics
import Foundation
import Reporting
import ReportWords

/// Asks for the title and the tables of a new project, one question after the other.
package struct MakingDialogue {
  /// The answers.
  package struct Answers: Equatable {
    package var folder: String
    package var tables: [String]

    package init(folder: String, tables: [String]) {
      (self.folder, self.tables) = (folder, tables)
    }
  }

  private let words: Wording
  private let folder: URL
  /// Shows a question and reads a line; `nil` at the end of input.
  private let ask: (String) -> String?

  package init(in folder: URL, _ words: Wording, ask: @escaping (String) -> String?) {
    (self.folder, self.words, self.ask) = (folder, words, ask)
  }

  /// Runs the dialogue; `nil` if input ends before there is a title.
  package func run() -> Answers? {
    var name = ""
    var question = words(
      "Tên dự án (tên thư mục sẽ tạo), ví dụ cum-thi-dua-2 (Ctrl-C để thoát): ",
      "Name of the project (of the folder to make), such as cluster-2 (Ctrl-C to leave): ")
    while name.isEmpty {
      guard let line = ask(question) else { return nil }
      name = line.trimmingCharacters(in: .whitespaces)
      guard !name.isEmpty, FileName.safe(name) != name || name.hasPrefix("-") else { continue }
      question = words(
        "\"\(name)\" không dùng làm tên thư mục được; hãy chỉ dùng chữ, số, dấu cách và gạch nối: ",
        "\"\(name)\" cannot be the name of a folder; use letters, digits, blanks and hyphens: ")
      name = ""
    }
    let tables = Surroundings.tables(in: folder)
    guard !tables.isEmpty else { return Answers(folder: name, tables: []) }
    let shown =
      tables.prefix(8).joined(separator: ", ")
      + (tables.count > 8
        ? words(" và \(tables.count - 8) tệp nữa", " and \(tables.count - 8) more") : "")
    var offer =
      words(
        "Trong thư mục này có \(tables.count) tệp bảng: \(shown).\nLập dự án từ các bảng đó? [C/k] ",
        "This folder holds \(tables.count) file\(tables.count == 1 ? "" : "s") with tables: \(shown).\nMake the project from \(tables.count == 1 ? "it" : "them")? [Y/n] "
      )
    while let answer = ask(offer) {
      switch answer.trimmingCharacters(in: .whitespaces).lowercased() {
      case "", "c", "có", "co", "y", "yes": return Answers(folder: name, tables: tables)
      case "k", "không", "khong", "n", "no": return Answers(folder: name, tables: [])
      default: offer = words("Hãy gõ c (có) hoặc k (không): ", "Type y (yes) or n (no): ")
      }
    }
    return nil
  }
}
