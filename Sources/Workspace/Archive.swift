import CZip
import ClusterMetrics
import Foundation

/// A ZIP of files, over libzip, which compresses them when it is closed.
struct Archive {
  private let archive: OpaquePointer
  private let kept: Kept

  /// What must stay until the archive is closed.
  private final class Kept { var data: [NSData] = [] }

  /// What some work has put into an archive.
  static func data(
    _ work: (Archive) throws(WorkspaceError) -> Void
  ) throws(WorkspaceError) -> Data {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "giaoban-\(UUID().uuidString).zip")
    defer { try? FileManager.default.removeItem(at: path) }
    var code: Int32 = 0
    guard let archive = zip_open(path.path, ZIP_CREATE | ZIP_EXCL, &code) else { throw failed }
    let kept = Kept()
    do throws(WorkspaceError) {
      try work(Archive(archive: archive, kept: kept))
    } catch {
      zip_discard(archive)
      throw error
    }
    let isClosed = withExtendedLifetime(kept) { zip_close(archive) == 0 }
    guard isClosed, let data = try? Data(contentsOf: path) else {
      if !isClosed { zip_discard(archive) }
      throw failed
    }
    return data
  }

  /// Adds a file of the disk.
  func add(_ name: String, from file: URL) throws(WorkspaceError) {
    try add(name, zip_source_file(archive, file.path, 0, 0))
  }

  /// Adds bytes.
  func add(_ name: String, _ data: Data) throws(WorkspaceError) {
    let bytes = data as NSData
    kept.data.append(bytes)
    try add(name, zip_source_buffer(archive, bytes.bytes, UInt64(bytes.length), 0))
  }

  private func add(_ name: String, _ source: OpaquePointer?) throws(WorkspaceError) {
    guard let source else { throw Archive.failed }
    guard zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0 else {
      zip_source_free(source)
      throw Archive.failed
    }
  }

  private static var failed: WorkspaceError {
    WorkspaceError(.ioFailed, vi: "không nén được các tệp", en: "cannot make the archive")
  }
}

extension OpenProject {
  /// The forms of all units for a period as one ZIP.
  package func formArchive(for period: Period) throws(WorkspaceError) -> Data {
    let forms = try makeForms(for: period)
    return try Archive.data { archive throws(WorkspaceError) in
      for form in forms { try archive.add(form.name, form.data) }
    }
  }
}
