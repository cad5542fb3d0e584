import ClusterMetrics
import Foundation
import Reporting

/// Asks what a new project is called and what it is made from, one question after the other.
package struct MakingDialogue {
  /// What was answered.
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

  /// The answers; `nil` where input ends before there is a name.
  package func run() -> Answers? {
    var name = ""
    while name.isEmpty {
      guard
        let line = ask(
          words(
            "Tên dự án (tên thư mục sẽ tạo), ví dụ cum-thi-dua-2: ",
            "Name of the project (of the folder to make), such as cluster-2: "))
      else { return nil }
      name = line.trimmingCharacters(in: .whitespaces)
    }
    let tables = Surroundings.tables(in: folder)
    guard !tables.isEmpty else { return Answers(folder: name, tables: []) }
    let shown =
      tables.prefix(8).joined(separator: ", ")
      + (tables.count > 8
        ? words(" và \(tables.count - 8) tệp nữa", " and \(tables.count - 8) more") : "")
    let answer =
      ask(
        words(
          "Trong thư mục này có \(tables.count) tệp bảng: \(shown).\nLập dự án từ các bảng đó? [C/k] ",
          "This folder holds \(tables.count) file\(tables.count == 1 ? "" : "s") with tables: \(shown).\nMake the project from \(tables.count == 1 ? "it" : "them")? [Y/n] "
        )) ?? ""
    let isNo = answer.trimmingCharacters(in: .whitespaces).lowercased().first.map {
      "kn".contains($0)
    }
    return Answers(folder: name, tables: isNo == true ? [] : tables)
  }
}
