import CXML2

/// Walks over the elements of an XML entry as they are unpacked, in the memory of a few of them.
///
/// Documents with a type declaration are refused: no format read here has one, and entities are
/// what makes XML dangerous. Nothing is fetched.
final class XMLStream {
  /// What the stream stands on.
  enum Event: Equatable {
    case start(isEmpty: Bool)
    case end
    case text
  }

  private let reader: xmlTextReaderPtr
  private let entry: ZipArchive.Entry
  private let name: String

  init(_ entry: ZipArchive.Entry, name: String) throws(TableFault) {
    self.entry = entry
    self.name = name
    XMLMessages.silence()
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_COMPACT.rawValue
    guard
      let reader = xmlReaderForIO(
        { context, buffer, count in
          guard let context, let buffer else { return -1 }
          let entry = Unmanaged<ZipArchive.Entry>.fromOpaque(context).takeUnretainedValue()
          return Int32(entry.read(into: buffer, count: Int(count)))
        }, { _ in 0 }, Unmanaged.passUnretained(entry).toOpaque(), nil, nil, Int32(options))
    else { throw .unreadable("\(name) cannot be read") }
    self.reader = reader
  }

  deinit { xmlFreeTextReader(reader) }

  /// Moves on; `nil` at the end.
  func next() throws(TableFault) -> Event? {
    while true {
      switch xmlTextReaderRead(reader) {
      case 0: return nil
      case 1: break
      default: throw .unreadable("\(name) is not well-formed, or cut off")
      }
      switch UInt32(xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        return .start(isEmpty: xmlTextReaderIsEmptyElement(reader) == 1)
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue, XML_READER_TYPE_WHITESPACE.rawValue:
        return .text
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
        throw .unreadable("\(name) declares entities, which no workbook needs")
      default: continue
      }
    }
  }

  /// The name of the element, without its prefix.
  func isNamed(_ name: StaticString) -> Bool {
    guard let own = xmlTextReaderConstLocalName(reader) else { return false }
    return xmlStrcmp(own, name.utf8Start) == 0
  }

  func attribute(_ name: String) -> String? {
    guard let value = xmlTextReaderGetAttribute(reader, name) else { return nil }
    defer { giaoban_xml_free(value) }
    return String(cString: value)
  }

  /// Appends the text that the stream stands on.
  func appendText(to bytes: ByteBuffer) {
    guard let value = xmlTextReaderConstValue(reader) else { return }
    bytes.append(UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
  }
}
