/// Names as somebody types them behind a command.
package enum ShellName {
  /// A name in quotes where a shell would take it apart, and with its folder where it looks like an option.
  package static func quoted(_ name: String) -> String {
    let name = name.hasPrefix("-") ? "./" + name : name
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    return isPlain && !name.isEmpty ? name : "'" + name.replacing("'", with: "'\\''") + "'"
  }
}
