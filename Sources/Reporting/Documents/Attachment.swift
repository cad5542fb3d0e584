import CairoRenderer
import Foundation

/// Puts the numbers, charts and tables of a pack into a document (DESIGN section 7).
///
/// In go a document and the folder of a pack; out comes a document whose other parts are the same byte
/// for byte. Filling it twice from the same pack gives the same document as once.
package enum Attachment {
  /// How many bytes a part of a document may unpack to, where nothing else is said.
  package static let partLimit = OfficePackage.partLimit

  /// Fills a document and writes it; on any error nothing is written.
  ///
  /// - Parameters:
  ///   - document: the path of a DOCX or PPTX file.
  ///   - pack: the folder that `giaoban pack` wrote.
  ///   - output: the path to write; it may be the document's own.
  ///   - partLimit: the most bytes that a part of the document may unpack to.
  package static func fill(
    _ document: String, from pack: URL, to output: String,
    partLimit: Int = Attachment.partLimit
  ) throws(DocumentError) -> AttachmentLog {
    let answers = try PackAnswers(folder: pack)
    let package = try OfficePackage(path: document, partLimit: partLimit)
    do {
      let office = try OfficeDocument(package)
      let log: AttachmentLog
      if var word = try WordDocument(office, answers) {
        try word.fill()
        log = word.log
      } else if var slides = try SlideDocument(office, answers) {
        try slides.fill()
        log = slides.log
      } else {
        throw DocumentError.unreadable(
          file: document, reason: "this is neither a Word document nor a presentation")
      }
      try package.write(to: output)
      return log
    } catch let error as DocumentError {
      if case .unreadable(_, let reason) = error {
        throw .unreadable(file: document, reason: reason)
      }
      throw error
    } catch let error as RenderError {
      throw .cannotWrite(output, reason: "\(error)")
    } catch let error as PackAnswers.NoAnswer {
      throw .unknown([.init(placeholder: "", place: document, reason: error.reason)])
    } catch {
      throw .cannotWrite(output, reason: error.localizedDescription)
    }
  }
}
