import ClusterMetrics
import CZip
import Foundation

/// A document as a ZIP file with named parts, through libzip.
///
/// Parts are read into memory, never unpacked to a path. Writing copies the file and replaces the changed parts; all
/// others keep their compressed bytes.
package final class OfficePackage {
  /// The default limit for the unpacked size of a part in bytes.
  package static let partLimit = 256 << 20
  /// The greatest number of parts in a document.
  package static let countLimit = 20_000

  private let path: String
  private let partLimit: Int
  private let archive: OpaquePointer
  private var changed: [(name: String, data: Data)] = []
  private var removed: Set<String> = []

  /// - Throws: `DocumentError.unreadable` if the file is damaged or not a ZIP file.
  package init(path: String, partLimit: Int = OfficePackage.partLimit) throws(DocumentError) {
    self.path = path
    self.partLimit = partLimit
    var isFolder: ObjCBool = false
    guard
      !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue
    else {
      throw .unreadable(
        file: path, reason: LocalizedText(vi: "đây là thư mục", en: "this is a folder"))
    }
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      let reason =
        code == ZIP_ER_NOZIP
        ? LocalizedText(
          vi:
            "đây không phải tệp DOCX hay PPTX, hoặc tệp bị hỏng; tệp có mật khẩu, tệp .doc hay .ppt cũ phải lưu lại thành"
            + " .docx hay .pptx",
          en:
            "this is no DOCX or PPTX file, or it is damaged; one with a password, or an old .doc or .ppt, must be saved as"
            + " .docx or .pptx first"
        )
        : LocalizedText(String(cString: zip_error_strerror(&error)))
      throw .unreadable(file: path, reason: reason)
    }
    self.archive = archive
    guard zip_get_num_entries(archive, 0) <= OfficePackage.countLimit else {
      throw .unreadable(
        file: path,
        reason: LocalizedText(
          vi: "tệp có trên \(OfficePackage.countLimit) phần",
          en: "it has more than \(OfficePackage.countLimit) parts"))
    }
  }

  deinit { zip_discard(archive) }

  package var isChanged: Bool { !changed.isEmpty || !removed.isEmpty }

  /// The names of all parts.
  package var names: [String] {
    (0..<max(0, zip_get_num_entries(archive, 0))).compactMap { index in
      zip_get_name(archive, UInt64(index), 0).map { String(cString: $0) }
    }
  }

  /// The current bytes of a part; `nil` if there is none with that name.
  package func data(_ name: String) throws(DocumentError) -> Data? {
    if let change = changed.last(where: { $0.name == name }) { return change.data }
    if removed.contains(name) { return nil }
    let index = zip_name_locate(archive, name, 0)
    guard index >= 0 else { return nil }
    guard let file = zip_fopen_index(archive, UInt64(index), 0) else {
      throw .damaged(
        part: name, reason: LocalizedText(vi: "không giải nén được", en: "it cannot be unpacked"))
    }
    defer { zip_fclose(file) }
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = zip_fread(file, &buffer, UInt64(buffer.count))
      guard count >= 0 else {
        throw .damaged(
          part: name, reason: LocalizedText(vi: "dữ liệu hỏng", en: "its data is broken"))
      }
      guard count > 0 else { return data }
      data.append(contentsOf: buffer[..<Int(count)])
      guard data.count <= partLimit else {
        throw .damaged(
          part: name,
          reason: LocalizedText(
            vi: "giải nén ra lớn hơn \(ByteSize.text(partLimit)) (--part-limit)",
            en: "it unpacks to more than \(ByteSize.text(partLimit)) (--part-limit)"))
      }
    }
  }

  /// Whether there is currently a part with that name.
  package func holds(_ name: String) throws(DocumentError) -> Bool {
    changed.contains { $0.name == name }
      || !removed.contains(name) && zip_name_locate(archive, name, 0) >= 0
  }

  /// Replaces a part, or adds one.
  package func set(_ name: String, to data: Data) {
    removed.remove(name)
    changed.removeAll { $0.name == name }
    changed.append((name, data))
  }

  package func remove(_ name: String) {
    changed.removeAll { $0.name == name }
    removed.insert(name)
  }

  /// Writes the document to a temporary file beside the path, then moves it there; the path may be that of the
  /// original.
  package func write(to output: String) throws(DocumentError) {
    // Write to the target of a link, not over it.
    let target = URL(fileURLWithPath: output).resolvingSymlinksInPath()
    let fresh = target.deletingLastPathComponent().appending(
      path: ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).new")
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: target.path, isDirectory: &isFolder),
      isFolder.boolValue || target.isSpecialFile
    {
      throw .cannotWrite(
        output, reason: LocalizedText(vi: "không phải là tệp", en: "it is not a regular file"))
    }
    do {
      try manager.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? manager.removeItem(at: fresh)
      try Data(contentsOf: URL(fileURLWithPath: path)).write(to: fresh)
      if isChanged { try change(fresh.path) }
      guard rename(fresh.path, target.path) == 0 else {
        throw DocumentError.cannotWrite(
          output, reason: LocalizedText(String(cString: strerror(errno))))
      }
    } catch let error as DocumentError {
      try? manager.removeItem(at: fresh)
      throw error
    } catch {
      try? manager.removeItem(at: fresh)
      throw .cannotWrite(output, reason: LocalizedText(error.localizedDescription))
    }
  }

  private func change(_ path: String) throws(DocumentError) {
    var code: Int32 = 0
    guard let archive = zip_open(path, 0, &code) else {
      throw .cannotWrite(
        path, reason: LocalizedText(vi: "không mở được bản sao", en: "the copy cannot be opened"))
    }
    func fail() -> DocumentError {
      let reason = String(cString: zip_strerror(archive))
      zip_discard(archive)
      return .cannotWrite(path, reason: LocalizedText(reason))
    }
    for name in removed.sorted() {
      let index = zip_name_locate(archive, name, 0)
      if index >= 0, zip_delete(archive, UInt64(index)) != 0 { throw fail() }
    }
    for (name, data) in changed {
      // libzip takes ownership of the memory.
      let bytes = malloc(max(data.count, 1))!
      data.copyBytes(to: bytes.assumingMemoryBound(to: UInt8.self), count: data.count)
      guard let source = zip_source_buffer(archive, bytes, UInt64(data.count), 1) else {
        free(bytes)
        throw fail()
      }
      let index = zip_file_add(archive, name, source, UInt32(ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(source)
        throw fail()
      }
      // The first day that ZIP can represent, as in Office: the same input gives the same bytes.
      zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
    }
    guard zip_close(archive) == 0 else { throw fail() }
  }
}

extension URL {
  /// Whether it is a device, a pipe or a socket, which must not be replaced by a file.
  package var isSpecialFile: Bool {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    return type.map { ![.typeRegular, .typeDirectory, .typeSymbolicLink].contains($0) } ?? false
  }
}
