import Charting
import CQPDF
import Foundation

/// Turns a PDF written by Cairo into one for archives: PDF/A-2u (ISO 19005-2), with alternative texts for pictures.
///
/// Cairo embeds every font with Unicode mappings, and writes neither scripts nor encryption nor attachments. qpdf adds
/// the rest of level U: XMP metadata, the colour space, a document id, links that print. The structure of pages
/// contains only what screen readers need, not everything that level A requires.
struct ArchivedDocument {
  private let lib: GiaobanQPDF
  /// The qpdf handle, which owns everything obtained from it.
  private let qpdf: qpdf_data
  private let metadata: PDFDocument.Metadata

  /// qpdf's functions; `nil` if it is not installed. Several threads may call them, each with its own handle.
  private static let loaded: GiaobanQPDF? = {
    var library = GiaobanQPDF()
    return giaoban_qpdf_load(&library) == 1 ? library : nil
  }()

  /// - Parameter pictures: the alternative texts of the pictures, in the order of the structure.
  static func data(
    _ pdf: Data, _ metadata: PDFDocument.Metadata, pictures: [String]
  ) throws(RenderError) -> Data {
    guard let lib = loaded else {
      throw .document("libqpdf.so.29 is missing: apt-get install libqpdf29")
    }
    var handle = lib.open()
    defer { lib.cleanup(&handle) }
    guard let handle else { throw .document("out of memory") }
    let document = ArchivedDocument(lib: lib, qpdf: handle, metadata: metadata)
    return try document.data(pdf, pictures)
  }

  private func data(_ pdf: Data, _ pictures: [String]) throws(RenderError) -> Data {
    lib.silence_errors(qpdf)
    lib.set_suppress_warnings(qpdf, 1)
    // qpdf reads from these bytes until it has written its output.
    let bytes = pdf.map { CChar(bitPattern: $0) }
    return try bytes.withUnsafeBufferPointer { (bytes) throws(RenderError) -> Data in
      try check(lib.read_memory(qpdf, "pdf", bytes.baseAddress, UInt64(bytes.count), nil))
      let root = lib.get_root(qpdf)
      describe(root)
      setColors(root)
      letLinksPrint()
      say(pictures, in: root)
      try check(lib.init_write_memory(qpdf))
      lib.set_deterministic_ID(qpdf, 1)
      lib.set_object_stream_mode(qpdf, qpdf_o_generate)
      lib.set_decode_level(qpdf, qpdf_dl_none)
      try check(lib.write(qpdf))
      guard let written = lib.get_buffer(qpdf) else { throw .document("out of memory") }
      return Data(bytes: written, count: lib.get_buffer_length(qpdf))
    }
  }

  /// - Parameter status: the status of the last call; the handle keeps errors of earlier ones.
  private func check(_ status: QPDF_ERROR_CODE) throws(RenderError) {
    guard status & QPDF_ERRORS != 0 || lib.has_error(qpdf) != 0 else { return }
    let reason = lib.get_error_full_text(qpdf, lib.get_error(qpdf)).map { String(cString: $0) }
    throw .document(reason ?? "?")
  }

  // MARK: Metadata

  private func describe(_ root: qpdf_oh) {
    set(root, "/Metadata", stream(xmp, ["/Type": "/Metadata", "/Subtype": "/XML"]))
    if !metadata.title.isEmpty {
      set(root, "/ViewerPreferences", lib.oh_parse(qpdf, "<< /DisplayDocTitle true >>"))
    }
    if !metadata.language.isEmpty {
      set(root, "/Lang", lib.oh_new_unicode_string(qpdf, metadata.language))
    }
  }

  /// The same metadata as in Cairo's information dictionary, which it must match.
  private var xmp: Data {
    let producer = lib.get_info_key(qpdf, "/Producer").map { String(cString: $0) } ?? ""
    let date = metadata.date.formatted(.iso8601)
    guard let writer = XMLWriter() else { return Data() }
    writer.start("x:xmpmeta")
    writer.attribute("xmlns:x", "adobe:ns:meta/")
    writer.start("rdf:RDF")
    writer.attribute("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
    writer.start("rdf:Description")
    writer.attribute("rdf:about", "")
    for (prefix, space) in [
      ("dc", "http://purl.org/dc/elements/1.1/"), ("xmp", "http://ns.adobe.com/xap/1.0/"),
      ("pdf", "http://ns.adobe.com/pdf/1.3/"), ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ] { writer.attribute("xmlns:\(prefix)", space) }
    writer.element("pdfaid:part", "2")
    writer.element("pdfaid:conformance", "U")
    writer.element("dc:format", "application/pdf")
    list("dc:title", "rdf:Alt", metadata.title, writer)
    list("dc:creator", "rdf:Seq", metadata.author, writer)
    list("dc:description", "rdf:Alt", metadata.subject, writer)
    list("dc:language", "rdf:Bag", metadata.language, writer)
    writer.element("xmp:CreatorTool", PDFDocument.creator)
    writer.element("xmp:CreateDate", date)
    writer.element("xmp:ModifyDate", date)
    writer.element("pdf:Producer", producer)
    for _ in 0..<3 { writer.end() }
    guard let packet = writer.finish() else { return Data() }
    // The header of the packet gives its encoding by the byte order mark (XMP specification, part 1, 7.3.2).
    let head = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    return Data(head.utf8) + packet + Data("\n<?xpacket end=\"r\"?>".utf8)
  }

  private func list(_ name: String, _ kind: String, _ text: String, _ writer: XMLWriter) {
    guard !text.isEmpty else { return }
    writer.start(name)
    writer.start(kind)
    writer.start("rdf:li")
    if kind == "rdf:Alt" { writer.attribute("xml:lang", "x-default") }
    writer.text(text)
    for _ in 0..<3 { writer.end() }
  }

  private func setColors(_ root: qpdf_oh) {
    let intent = lib.oh_new_dictionary(qpdf)
    for (key, value) in [("/Type", "/OutputIntent"), ("/S", "/GTS_PDFA1")] {
      set(intent, key, lib.oh_new_name(qpdf, value))
    }
    for (key, value) in [
      ("/OutputConditionIdentifier", "sRGB"), ("/Info", "sRGB IEC61966-2.1"),
    ] { set(intent, key, lib.oh_new_string(qpdf, value)) }
    set(intent, "/DestOutputProfile", stream(SRGBProfile.data, ["/N": "3"]))
    let intents = lib.oh_new_array(qpdf)
    lib.oh_append_item(qpdf, intents, intent)
    set(root, "/OutputIntents", intents)
  }

  /// Makes annotations printable, which every one must be (ISO 19005-2, 6.3.2).
  private func letLinksPrint() {
    for number in 0..<max(0, Int(lib.get_num_pages(qpdf))) {
      let page = lib.get_page_n(qpdf, number)
      for annotation in items(lib.oh_get_key(qpdf, page, "/Annots")) {
        set(annotation, "/F", lib.oh_new_integer(qpdf, 4))
      }
      // The tab key visits links in reading order.
      set(page, "/Tabs", lib.oh_new_name(qpdf, "/S"))
    }
  }

  // MARK: Structure

  /// Joins the sections of the pages into one document, and adds the alternative texts of the pictures.
  private func say(_ pictures: [String], in root: qpdf_oh) {
    let tree = lib.oh_get_key(qpdf, root, "/StructTreeRoot")
    guard lib.oh_is_dictionary(qpdf, tree) != 0 else { return }
    let sections = items(lib.oh_get_key(qpdf, tree, "/K"))
    let whole = lib.make_indirect_object(qpdf, lib.oh_new_dictionary(qpdf))
    set(whole, "/Type", lib.oh_new_name(qpdf, "/StructElem"))
    set(whole, "/S", lib.oh_new_name(qpdf, "/Document"))
    set(whole, "/P", tree)
    let kids = lib.oh_new_array(qpdf)
    var rest = pictures[...]
    for section in sections {
      lib.oh_append_item(qpdf, kids, section)
      set(section, "/P", whole)
      say(&rest, below: section)
    }
    set(whole, "/K", kids)
    set(tree, "/K", whole)
  }

  private func say(_ pictures: inout ArraySlice<String>, below element: qpdf_oh) {
    for kid in items(lib.oh_get_key(qpdf, element, "/K"))
    where lib.oh_is_dictionary(qpdf, kid) != 0 {
      let kind = lib.oh_get_key(qpdf, kid, "/S")
      if lib.oh_is_name(qpdf, kind) != 0, let name = lib.oh_get_name(qpdf, kind),
        strcmp(name, "/Figure") == 0, let words = pictures.popFirst()
      {
        set(kid, "/Alt", lib.oh_new_unicode_string(qpdf, words))
      }
      say(&pictures, below: kid)
    }
  }

  // MARK: Objects

  /// The elements of an array, or the single object in its place.
  private func items(_ object: qpdf_oh) -> [qpdf_oh] {
    if lib.oh_is_array(qpdf, object) != 0 {
      return (0..<lib.oh_get_array_n_items(qpdf, object)).map {
        lib.oh_get_array_item(qpdf, object, $0)
      }
    }
    return lib.oh_is_dictionary(qpdf, object) != 0 ? [object] : []
  }

  private func set(_ dictionary: qpdf_oh, _ key: String, _ value: qpdf_oh) {
    lib.oh_replace_key(qpdf, dictionary, key, value)
  }

  private func stream(_ data: Data, _ entries: [String: String]) -> qpdf_oh {
    let stream = lib.oh_new_stream(qpdf)
    let null = lib.oh_new_null(qpdf)
    Array(data).withUnsafeBufferPointer {
      lib.oh_replace_stream_data(qpdf, stream, $0.baseAddress, $0.count, null, null)
    }
    let dictionary = lib.oh_get_dict(qpdf, stream)
    for (key, value) in entries { set(dictionary, key, lib.oh_parse(qpdf, value)) }
    return stream
  }
}
