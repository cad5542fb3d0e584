/// Names in the form in which they are typed after a command.
package enum ShellName {
  /// Quotes a name if a shell would split it, and adds `./` if it looks like an option.
  package static func quoted(_ name: String) -> String {
    let name = name.hasPrefix("-") ? "./" + name : name
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    return isPlain && !name.isEmpty ? name : "'" + name.replacing("'", with: "'\\''") + "'"
  }
}
