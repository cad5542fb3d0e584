/// The file and sheet that rows stand in.
package struct TableSource: Sendable, Hashable {
  package var file: String
  package var sheet: String?

  package init(file: String, sheet: String? = nil) {
    self.file = file
    self.sheet = sheet
  }
}
