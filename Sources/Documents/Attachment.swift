import CairoRenderer
import ClusterMetrics
import Foundation
import Office

/// Fills a document with the numbers, charts and tables of a pack.
///
/// The other parts of the document stay identical byte for byte. Filling it twice from the same pack gives the same
/// document as filling it once.
package enum Attachment {
  /// The message for a document without anything to fill.
  static let nothing = LocalizedText(
    vi:
      "không có chỗ điền {{…}} nào và không có gì do Giaoban điền trước đây: tệp giữ nguyên; hãy dùng bản mẫu còn {{…}}",
    en:
      "there is no {{…}}, and nothing that Giaoban put in before: the file stays as it is; use the template that still has"
      + " {{…}}")

  /// The default limit for the unpacked size of a part in bytes.
  package static let partLimit = OfficePackage.partLimit

  /// Fills a document and writes it; on any error nothing is written.
  ///
  /// - Parameters:
  ///   - document: the path of a DOCX or PPTX file.
  ///   - pack: the folder that `giaoban pack` wrote.
  ///   - output: the path to write; it may be the document's own.
  ///   - partLimit: the limit for the unpacked size of a part in bytes.
  package static func fill(
    _ document: String, from pack: URL, to output: String,
    partLimit: Int = Attachment.partLimit
  ) throws(DocumentError) -> AttachmentLog {
    let answers = try PackAnswers(folder: pack)
    return try opened(document, answers, partLimit: partLimit) { document, package in
      var document = document
      try document.fill()
      try package.write(to: output)
      return document.log
    }
  }

  /// Lists the placeholders of a document with their contents; writes nothing.
  package static func list(
    _ document: String, from pack: URL, partLimit: Int = Attachment.partLimit
  ) throws(DocumentError) -> [ListedPlaceholder] {
    let answers = try PackAnswers(folder: pack)
    return try opened(document, answers, partLimit: partLimit) { document, _ in
      try document.judged()
    }
  }

  /// Lists every placeholder that a pack can fill, except the numbers of single units and clusters, which have the same
  /// fields as the totals.
  package static func list(from pack: URL) throws(DocumentError) -> [ListedPlaceholder] {
    try PackAnswers(folder: pack).listed
  }

  /// Opens a document and passes it to a closure.
  private static func opened<Result>(
    _ document: String, _ answers: PackAnswers, partLimit: Int,
    _ work: (any FillableDocument, OfficePackage) throws -> Result
  ) throws(DocumentError) -> Result {
    let package = try OfficePackage(path: document, partLimit: partLimit)
    do {
      let office = try OfficeDocument(package)
      let kinds: [any FillableDocument.Type] = [WordDocument.self, SlideDocument.self]
      for kind in kinds {
        if let known = try kind.init(office, answers) { return try work(known, package) }
      }
      throw DocumentError.unreadable(
        file: document,
        reason: LocalizedText(
          vi: "tệp không phải văn bản Word hay bản trình chiếu; hãy lưu dạng .docx hoặc .pptx",
          en: "this is neither a Word document nor a presentation; save it as .docx or .pptx"))
    } catch let error as DocumentError {
      if case .unreadable(_, let reason) = error {
        throw .unreadable(file: document, reason: reason)
      }
      throw error
    } catch let error as RenderError {
      throw .cannotWrite(document, reason: error.message)
    } catch let error as PackAnswers.NoAnswer {
      throw .unknown([.init(placeholder: "", place: document, reason: error.reason)])
    } catch {
      throw .cannotWrite(document, reason: LocalizedText(error.localizedDescription))
    }
  }
}
