import Charting
import CXML2
import Foundation

/// Writes XML with libxml2, which escapes text.
package final class XMLWriter {
  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr

  /// A writer of a document in memory; `nil` if memory is exhausted.
  package init?() {
    guard let buffer = xmlBufferCreate() else { return nil }
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
      xmlBufferFree(buffer)
      return nil
    }
    self.buffer = buffer
    self.writer = writer
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// `<?xml version="1.0" encoding="UTF-8"?>`
  package func declaration() { xmlTextWriterStartDocument(writer, nil, "UTF-8", nil) }

  package func start(_ name: String) { xmlTextWriterStartElement(writer, name) }
  package func end() { xmlTextWriterEndElement(writer) }
  /// Ends an element with an end tag even if it is empty, as HTML requires of most elements.
  package func endWithTag() { xmlTextWriterFullEndElement(writer) }
  /// `<!DOCTYPE html>`
  package func htmlDoctype() { xmlTextWriterWriteRaw(writer, "<!DOCTYPE html>\n") }
  /// Writes markup of the program: a style sheet or a script of a page, never text from data.
  package func raw(_ markup: StaticString) { xmlTextWriterWriteRaw(writer, markup.description) }
  package func attribute(_ name: String, _ value: String) {
    xmlTextWriterWriteAttribute(writer, name, value.writableInXML)
  }
  package func text(_ text: String) { xmlTextWriterWriteString(writer, text.writableInXML) }
  package func element(_ name: String, _ text: String) {
    start(name)
    self.text(text)
    end()
  }

  /// The document; `nil` if memory is exhausted.
  package func finish() -> Data? {
    guard xmlTextWriterEndDocument(writer) >= 0, xmlTextWriterFlush(writer) >= 0,
      let content = xmlBufferContent(buffer)
    else { return nil }
    return Data(bytes: content, count: Int(xmlBufferLength(buffer)))
  }
}
