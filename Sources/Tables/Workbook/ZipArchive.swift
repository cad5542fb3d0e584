import ClusterMetrics
import CZip
import Office

/// Reads entries of a ZIP file, only by name and within a limit: no path of an entry is ever followed, and no entry
/// unpacks to more than allowed.
final class ZipArchive {
  private let archive: OpaquePointer

  /// The greatest unpacked size of an entry in bytes. A sheet of a million rows has about 300 MB.
  private let entryLimit: Int
  /// The indices of entries by folded name; created when an entry is first not found under its exact name.
  private lazy var places: [String: Int64] = {
    var places: [String: Int64] = [:]
    for index in 0..<zip_get_num_entries(archive, 0) {
      guard let name = zip_get_name(archive, UInt64(index), 0) else { continue }
      places[ZipArchive.folded(String(cString: name))] = index
    }
    return places
  }()

  /// - Throws: `TableFault.unreadable` if the file is damaged or not a ZIP file.
  init(path: String, entryLimit: Int) throws(TableFault) {
    self.entryLimit = entryLimit
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      throw code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS
        ? .unreadable(
          vi: "không phải tệp ZIP, hoặc đã hỏng", en: "it is not a ZIP file, or damaged")
        : .unreadable(LocalizedText(String(cString: zip_error_strerror(&error))))
    }
    self.archive = archive
  }

  deinit { zip_discard(archive) }

  /// The entry with that name; `nil` if there is none.
  func entry(_ name: String) throws(TableFault) -> Entry? {
    var index = zip_name_locate(archive, name, UInt32(ZIP_FL_NOCASE))
    if index < 0 { index = places[ZipArchive.folded(name)] ?? -1 }
    guard index >= 0 else { return nil }
    var status = zip_stat_t()
    guard zip_stat_index(archive, UInt64(index), 0, &status) == 0 else {
      throw .malformed(name)
    }
    guard status.size <= UInt64(entryLimit) else {
      let limit = ByteSize.text(entryLimit)
      throw .unreadable(
        vi: "\(name) giải nén ra hơn \(limit); hãy nâng limits: {sheet: …}",
        en: "\(name) unpacks to more than \(limit); raise limits: {sheet: …}")
    }
    let isPlain = status.encryption_method == UInt16(ZIP_EM_NONE)
    let isDeflated = isPlain && status.comp_method == UInt16(ZIP_CM_DEFLATE)
    let flags = isDeflated ? UInt32(ZIP_FL_COMPRESSED) : 0
    guard let file = zip_fopen_index(archive, UInt64(index), flags) else {
      throw .malformed(name)
    }
    return Entry(
      file, size: Int(status.size), inflate: isDeflated ? Inflate(sum: status.crc) : nil, of: self)
  }

  /// The names of all entries.
  var names: [String] { Array(places.keys) }

  /// Normalises names: some programs write backslashes, or a leading slash.
  private static func folded(_ name: String) -> String {
    String(name.lowercased().replacing("\\", with: "/").drop { $0 == "/" })
  }

  /// The elements of an entry; `nil` if there is none with that name.
  func stream(_ name: String) throws(TableFault) -> XMLStream? {
    guard let entry = try entry(name) else { return nil }
    return try XMLStream(name) { entry.read(into: $0) }
  }

  /// An entry being unpacked.
  final class Entry {
    /// The unpacked size in its header, in bytes.
    let size: Int
    private let file: OpaquePointer
    private let archive: ZipArchive
    /// Unpacks the bytes that libzip reads; `nil` if libzip unpacks them.
    private let inflate: Inflate?
    private var remaining: Int

    fileprivate init(_ file: OpaquePointer, size: Int, inflate: Inflate?, of archive: ZipArchive) {
      self.file = file
      self.size = size
      self.inflate = inflate
      self.archive = archive
      remaining = archive.entryLimit
    }

    deinit { zip_fclose(file) }

    /// Unpacks the next bytes into a buffer. Returns their number, 0 at the end, or −1 if the data is damaged or
    /// exceeds the limit.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = inflate?.read(into: buffer, packed) ?? packed(buffer)
      guard count >= 0, count <= remaining else { return -1 }
      remaining -= count
      return count
    }

    private func packed(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count)))
    }
  }
}
