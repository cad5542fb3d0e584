extension String {
  /// The name of a file without its folders.
  package var fileName: String { split(separator: "/").last.map(String.init) ?? self }

  /// The name of a file without its folders and extension.
  package var fileStem: String {
    let name = fileName
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
