import CXML2

/// The names in the XML of rows.
extension SheetParser {
  /// The type of a cell (section 18.18.11).
  enum CellType {
    case number, sharedString, boolean, error
    /// Text inside the cell itself.
    case inline
    /// The text of a formula's result, or a date as text.
    case text

    init(_ name: UnsafeBufferPointer<UInt8>) {
      switch (name.count, name.first) {
      case (1, UInt8(ascii: "s")): self = .sharedString
      case (1, UInt8(ascii: "n")): self = .number
      case (1, UInt8(ascii: "b")): self = .boolean
      case (1, UInt8(ascii: "e")): self = .error
      case (9, UInt8(ascii: "i")): self = .inline
      default: self = .text
      }
    }
  }

  /// The relevant names, interned by the parser: equal names have equal pointers.
  struct Names {
    private(set) var row, c, v, t, rPh, f, r, s, hidden, ht: UnsafePointer<xmlChar>?
    private(set) var col, min, max: UnsafePointer<xmlChar>?
    private(set) var mergeCell, ref: UnsafePointer<xmlChar>?
    private(set) var strike, vertAlign, val: UnsafePointer<xmlChar>?

    init() {}

    init(_ parser: xmlParserCtxtPtr) {
      func name(_ text: StaticString) -> UnsafePointer<xmlChar>? {
        xmlDictLookup(parser.pointee.dict, text.utf8Start, Int32(text.utf8CodeUnitCount))
      }
      (row, c, v, t) = (name("row"), name("c"), name("v"), name("t"))
      (rPh, f, r, s) = (name("rPh"), name("f"), name("r"), name("s"))
      (ht, hidden, mergeCell, ref) = (name("ht"), name("hidden"), name("mergeCell"), name("ref"))
      (col, min, max) = (name("col"), name("min"), name("max"))
      (strike, vertAlign, val) = (name("strike"), name("vertAlign"), name("val"))
    }
  }
}
