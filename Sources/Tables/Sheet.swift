/// A sheet of a spreadsheet.
package struct Sheet: Equatable {
  package var name: String
  package var isHidden: Bool
  /// Its number in the file.
  package var number: Int

  package init(name: String, isHidden: Bool, number: Int) {
    (self.name, self.isHidden, self.number) = (name, isHidden, number)
  }
}
