import ClusterMetrics
import Foundation
import Intake
import PackPages
import Packs
import Reporting
import ReportWords

/// The language of the program before or without reading a project: that of `--language`, otherwise that of the
/// project's settings, otherwise the locale.
package enum CommandLanguage {
  package static let current = language(
    of: Array(CommandLine.arguments.dropFirst()), ProcessInfo.processInfo.environment)

  /// Wording in that language.
  package static var words: Wording { Wording(current) }

  package static func language(of arguments: [String], _ environment: [String: String]) -> Language
  {
    for (index, argument) in arguments.enumerated() {
      let value =
        argument == "--language"
        ? arguments.dropFirst(index + 1).first
        : argument.hasPrefix("--language=") ? String(argument.dropFirst(11)) : nil
      if let language = value.flatMap(Language.init(rawValue:)) { return language }
    }
    for argument in arguments.dropFirst() where !argument.hasPrefix("-") {
      if let language = Project.language(of: URL(fileURLWithPath: argument, isDirectory: true)) {
        return language
      }
      // A report is filled in the language of its pack.
      if let language = PackLanguage.of(packIn: URL(fileURLWithPath: argument, isDirectory: true)) {
        return language
      }
    }
    // An empty variable counts as unset (POSIX.1-2017, chapter 8.2).
    let locale =
      ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
      ?? ""
    return locale.hasPrefix("vi") ? .vietnamese : .english
  }

  /// Whether the text of `--help` is needed. Only help is translated here: a running command has no need of it, and
  /// does not read the settings to find the language.
  nonisolated(unsafe) package static var isHelping = CommandLine.arguments.dropFirst().contains {
    ["-h", "--help", "-help", "help", "--experimental-dump-help"].contains($0)
  }

  /// A text of `--help`, with paragraphs as wide as the terminal.
  ///
  /// - Parameter examples: lines shown first and unchanged in both languages.
  package static func help(
    examples: String? = nil, _ vietnamese: String, _ english: String
  ) -> String {
    guard isHelping else { return english }
    let text = flowing(current == .vietnamese ? vietnamese : english)
    return examples.map { $0 + "\n\n" + text } ?? text
  }

  /// Joins consecutive lines of a paragraph.
  private static func flowing(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let goesOn = [lines.last, String(line)].allSatisfy { $0?.first.map { $0 != " " } ?? false }
      if goesOn {
        lines[lines.count - 1] += " " + line
      } else {
        lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Translates the parser's English error message.
  package static func translated(_ message: String) -> String {
    guard current == .vietnamese else { return message }
    var text = message
    for (pattern, vietnamese) in phrases {
      text = text.replacing(pattern) { match in
        var line = vietnamese
        for index in 1..<match.output.count {
          line = line.replacing("$\(index)", with: match.output[index].substring ?? "")
        }
        return line
      }
    }
    return text
  }

  /// The parser's messages, and the translations for them.
  private static var phrases: [(Regex<AnyRegexOutput>, String)] {
    [
      (#"^OVERVIEW: "#, ""), (#"\nUSAGE: "#, "\nCÁCH DÙNG: "), (#"\nARGUMENTS:"#, "\nĐỐI SỐ:"),
      (#"\nOPTIONS:"#, "\nTÙY CHỌN:"), (#"\nSUBCOMMANDS:"#, "\nCÁC LỆNH:"),
      (#"\(values:"#, "(giá trị:"),
      (#"\bdefault:"#, "mặc định:"),
      (#"Show the version\."#, "In số phiên bản."),
      (#"Show help information\."#, "In phần giải thích này."),
      (#"Show subcommand help information\."#, "Giải thích một lệnh."),
      (
        #"See '([^']+) help <subcommand>' for detailed help\."#,
        "Giải thích từng lệnh: $1 help <lệnh>."
      ),
      (#"<subcommand>"#, "<lệnh>"),
      (#"Error: "#, "Lỗi: "), (#"Usage: "#, "Cách dùng: "),
      (#"See '([^']+)' for more information\."#, "Xem thêm: $1"),
      (#"Missing expected argument '([^']+)'"#, "thiếu đối số $1"),
      (#"Missing value for '([^']+)'"#, "thiếu giá trị của $1"),
      (
        #"Unknown option '([^']+)'\. Did you mean '([^']+)'\?"#,
        "không có tùy chọn $1; có phải là $2?"
      ),
      (#"Unknown option '([^']+)'"#, "không có tùy chọn $1"),
      (#"Unexpected argument '([^']+)'"#, "thừa đối số \"$1\""),
      (#"(\d+) unexpected arguments: "#, "thừa $1 đối số: "),
      (#"The value '([^']*)' is invalid for '([^']+)'"#, "giá trị \"$1\" không hợp lệ cho $2"),
      (#"Please provide one of the following:"#, "Hãy chọn một trong:"),
      (#"Please provide one of ([^\n]+)\.\n"#, "Hãy chọn một trong: $1.\n"),
      (#"' and '"#, "', '"), (#"' or '"#, "', '"),
      (#"\nHelp: "#, "\nGiải thích: "),
    ].compactMap { pattern, vietnamese in
      (try? Regex(pattern)).map { ($0, vietnamese) }
    }
  }
}
