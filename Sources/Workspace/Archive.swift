import ClusterMetrics
import Foundation
import Office

/// A ZIP archive of a project's files for download.
struct Archive {
  private let writer: ZipWriter

  /// The archive with the entries that a closure adds.
  static func data(
    _ work: (Archive) throws(WorkspaceError) -> Void
  ) throws(WorkspaceError) -> Data {
    let writer = try ioFailing { () throws(ZipWriter.Failed) in try ZipWriter() }
    try work(Archive(writer: writer))
    return try ioFailing { () throws(ZipWriter.Failed) in try writer.finish() }
  }

  /// Adds a file from disk.
  func add(_ name: String, from file: URL) throws(WorkspaceError) {
    try Archive.ioFailing { () throws(ZipWriter.Failed) in try writer.add(name, from: file) }
  }

  /// Adds bytes.
  func add(_ name: String, _ data: Data) throws(WorkspaceError) {
    try Archive.ioFailing { () throws(ZipWriter.Failed) in try writer.add(name, data) }
  }

  private static func ioFailing<Result>(
    _ body: () throws(ZipWriter.Failed) -> Result
  ) throws(WorkspaceError) -> Result {
    do throws(ZipWriter.Failed) { return try body() } catch {
      throw WorkspaceError(
        .ioFailed, vi: "không nén được các tệp", en: "cannot make the archive")
    }
  }
}

extension OpenProject {
  /// The forms of all units for a period, as a ZIP archive.
  package func formArchive(for period: Period) throws(WorkspaceError) -> Data {
    let forms = try makeForms(for: period)
    return try Archive.data { archive throws(WorkspaceError) in
      for form in forms { try archive.add(form.name, form.data) }
    }
  }
}
