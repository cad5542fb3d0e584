import Charting
import ClusterMetrics
import CXML2
import Foundation

/// An XML part of a document as a modifiable tree, through libxml2.
///
/// Unchanged content is preserved: unknown elements, their order, and prefixes. Documents with a document type
/// declaration are rejected: no office format has one, and entities are what makes XML dangerous. There is no network
/// access.
package final class XMLTree {
  fileprivate let document: xmlDocPtr

  /// - Throws: `DocumentError.damaged` if the part is not well-formed XML.
  package init(_ data: Data, part: String) throws(DocumentError) {
    XMLMessages.silence()
    let document = data.withUnsafeBytes { bytes in
      xmlReadMemory(
        bytes.bindMemory(to: CChar.self).baseAddress, Int32(clamping: bytes.count), nil, nil,
        XMLOptions.safe)
    }
    guard let document else {
      throw .damaged(
        part: part,
        reason: LocalizedText(vi: "XML không đúng quy cách", en: "it is not well-formed XML"))
    }
    self.document = document
    guard document.pointee.intSubset == nil else {
      throw .damaged(
        part: part,
        reason: LocalizedText(
          vi: "XML có khai báo thực thể (entity), văn bản thông thường không dùng nên không đọc",
          en: "it declares entities, which normal documents do not use, so it is not read"))
    }
    guard xmlDocGetRootElement(document) != nil else {
      throw .damaged(part: part, reason: LocalizedText(vi: "phần này trống", en: "it is empty"))
    }
  }

  deinit { xmlFreeDoc(document) }

  package var root: XMLNode {
    // `init` rejects trees without a root, and no method removes the root.
    XMLNode(xmlDocGetRootElement(document)!, of: self)
  }

  /// The tree as UTF-8.
  package var data: Data {
    var text: UnsafeMutablePointer<xmlChar>?
    var count: Int32 = 0
    xmlDocDumpMemoryEnc(document, &text, &count, "UTF-8")
    guard let text else { return Data() }
    defer { giaoban_xml_free(text) }
    return Data(bytes: text, count: Int(count))
  }

  /// Parses markup with the usual prefixes of office formats into elements for this tree.
  package func elements(_ markup: Markup) throws(DocumentError) -> [XMLNode] {
    let declarations = OfficeName.namespaces.map { " xmlns:\($0.key)=\"\($0.value)\"" }.sorted()
    let text = "<x" + declarations.joined() + ">" + markup.xml + "</x>"
    let fragment = try XMLTree(Data(text.utf8), part: "")
    return fragment.root.children.compactMap { node in
      guard let copy = xmlDocCopyNode(node.pointer, document, 1) else { return nil }
      return XMLNode(copy, of: self)
    }
  }
}

/// XML to insert into a tree: literal markup, with interpolated text escaped.
package struct Markup: ExpressibleByStringInterpolation {
  package private(set) var xml: String

  package init(stringLiteral literal: String) { xml = literal }
  /// Markup that was built before; never text from data.
  package init(raw markup: String) { xml = markup }
  package init(stringInterpolation: StringInterpolation) { xml = stringInterpolation.xml }

  package static func + (left: Markup, right: Markup) -> Markup {
    var sum = left
    sum.xml += right.xml
    return sum
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var xml = ""
    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ literal: String) { xml += literal }
    package mutating func appendInterpolation(_ number: Int) { xml += "\(number)" }
    package mutating func appendInterpolation(_ markup: Markup) { xml += markup.xml }
    /// Text from data: never markup.
    package mutating func appendInterpolation(_ text: String) {
      for character in text.writableInXML.unicodeScalars {
        switch character {
        case "&": xml += "&amp;"
        case "<": xml += "&lt;"
        case ">": xml += "&gt;"
        case "\"": xml += "&quot;"
        case "\t", "\n", "\r": xml += " "
        default: xml.unicodeScalars.append(character)
        }
      }
    }
  }
}

/// A node of a tree: an element or a text node. It keeps its tree alive.
package struct XMLNode: Hashable {
  private let tree: XMLTree
  fileprivate let pointer: xmlNodePtr

  fileprivate init(_ pointer: xmlNodePtr, of tree: XMLTree) {
    self.pointer = pointer
    self.tree = tree
  }

  package static func == (left: XMLNode, right: XMLNode) -> Bool { left.pointer == right.pointer }
  package func hash(into hasher: inout Hasher) { hasher.combine(pointer) }

  private func node(_ pointer: xmlNodePtr?) -> XMLNode? {
    guard let pointer, pointer.pointee.type != XML_DOCUMENT_NODE else { return nil }
    return XMLNode(pointer, of: tree)
  }

  // MARK: Kind and names

  package var isText: Bool {
    pointer.pointee.type == XML_TEXT_NODE || pointer.pointee.type == XML_CDATA_SECTION_NODE
  }
  package var isElement: Bool { pointer.pointee.type == XML_ELEMENT_NODE }

  /// The name without its prefix.
  package var localName: String { pointer.pointee.name.map { String(cString: $0) } ?? "" }

  /// The namespace; empty for none.
  package var namespace: String {
    guard isElement, let namespace = pointer.pointee.ns, let uri = namespace.pointee.href else {
      return ""
    }
    return String(cString: uri)
  }

  /// Whether it is an element of that name.
  package func isNamed(_ name: OfficeName) -> Bool {
    guard isElement, let own = pointer.pointee.name, xmlStrcmp(own, name.local) == 0 else {
      return false
    }
    guard let namespace = pointer.pointee.ns, let uri = namespace.pointee.href else { return false }
    return xmlStrcmp(uri, name.namespace) == 0
  }

  // MARK: Navigation

  package var parent: XMLNode? { node(pointer.pointee.parent) }
  package var next: XMLNode? { node(pointer.pointee.next) }
  package var previous: XMLNode? { node(pointer.pointee.prev) }
  /// The nearest following, or preceding, sibling that is an element.
  package var nextElement: XMLNode? {
    var node = next
    while let other = node, !other.isElement { node = other.next }
    return node
  }
  package var previousElement: XMLNode? {
    var node = previous
    while let other = node, !other.isElement { node = other.previous }
    return node
  }

  /// The elements and text nodes directly below.
  package var children: [XMLNode] {
    var nodes: [XMLNode] = []
    // Attributes and text nodes have no children; a text node's field has another meaning.
    guard isElement else { return nodes }
    var child = pointer.pointee.children
    while let current = child {
      nodes.append(XMLNode(current, of: tree))
      child = current.pointee.next
    }
    return nodes
  }

  package func child(_ name: OfficeName) -> XMLNode? { children.first { $0.isNamed(name) } }

  package func children(_ name: OfficeName) -> [XMLNode] { children.filter { $0.isNamed(name) } }

  /// The element at the end of a path of names.
  package func descendant(at path: OfficeName...) -> XMLNode? {
    var node: XMLNode? = self
    for name in path { node = node?.child(name) }
    return node
  }

  /// All elements with that name below, in document order.
  package func descendants(_ name: OfficeName) -> [XMLNode] {
    var found: [XMLNode] = []
    walk { node in
      if node.isNamed(name) { found.append(node) }
      return true
    }
    return found
  }

  /// Visits every node below in document order; skips what is below a node for which the closure returns `false`.
  package func walk(_ visit: (XMLNode) -> Bool) {
    for child in children where visit(child) { child.walk(visit) }
  }

  /// The nearest ancestor with that name.
  package func ancestor(_ name: OfficeName) -> XMLNode? {
    var node = parent
    while let current = node {
      if current.isNamed(name) { return current }
      node = current.parent
    }
    return nil
  }

  /// The text of a text node, or of all text nodes below an element.
  package var text: String {
    guard let content = xmlNodeGetContent(pointer) else { return "" }
    defer { giaoban_xml_free(content) }
    return String(cString: content)
  }

  // MARK: Attributes

  /// The value of an attribute without a namespace.
  package func attribute(bare name: String) -> String? {
    value(xmlGetNoNsProp(pointer, name))
  }

  /// The value of an attribute with a namespace.
  package func attribute(_ name: OfficeName) -> String? {
    value(xmlGetNsProp(pointer, name.local, name.namespace))
  }

  /// A length or number in an attribute as an integer, clamped to a safe range: some programs write fractions, and a
  /// damaged document may contain anything.
  package func length(_ name: OfficeName) -> Int? { attribute(name).flatMap(XMLNode.length) }
  /// The same for an attribute without a namespace.
  package func length(bare name: String) -> Int? { attribute(bare: name).flatMap(XMLNode.length) }

  private static func length(_ text: String) -> Int? {
    guard let number = Double(text), number.isFinite else { return nil }
    return Int(min(max(number, -1e9), 1e9))
  }

  private func value(_ text: UnsafeMutablePointer<xmlChar>?) -> String? {
    guard let text else { return nil }
    defer { giaoban_xml_free(text) }
    return String(cString: text)
  }

  // MARK: Changes

  package func setAttribute(bare name: String, _ value: String) {
    xmlSetProp(pointer, name, value.writableInXML)
  }

  package func setAttribute(_ name: OfficeName, _ value: String) {
    guard let namespace = xmlSearchNsByHref(pointer.pointee.doc, pointer, name.namespace) else {
      return
    }
    xmlSetNsProp(pointer, namespace, name.local, value.writableInXML)
  }

  /// Sets `xml:space="preserve"`: white space at the ends of the text is significant.
  package func preserveSpace() { xmlNodeSetSpacePreserve(pointer, 1) }

  package func removeAttribute(_ name: OfficeName) {
    guard let attribute = xmlHasNsProp(pointer, name.local, name.namespace) else { return }
    xmlRemoveProp(attribute)
  }

  /// Replaces the text of a text node.
  package func setText(_ text: String) {
    precondition(isText)
    xmlNodeSetContent(pointer, nil)
    xmlNodeAddContent(pointer, text.writableInXML)
  }

  package func insertBefore(_ sibling: XMLNode) {
    xmlAddPrevSibling(sibling.pointer, pointer)
    reconcile()
  }

  package func insertAfter(_ sibling: XMLNode) {
    xmlAddNextSibling(sibling.pointer, pointer)
    reconcile()
  }

  package func append(to parent: XMLNode) {
    // Unlike the related libxml2 functions, this one does not unlink the node first.
    xmlUnlinkNode(pointer)
    xmlAddChild(parent.pointer, pointer)
    reconcile()
  }

  /// Inserts several nodes after this one, in their order.
  package func follow(with nodes: [XMLNode]) {
    var last = self
    for node in nodes {
      node.insertAfter(last)
      last = node
    }
  }

  /// Replaces prefixes by those of the tree: markup is parsed with all prefixes declared, and its copies keep
  /// declarations of those that they use.
  private func reconcile() {
    guard isElement, let parent = pointer.pointee.parent else { return }
    xmlReconciliateNs(pointer.pointee.doc, pointer)
    var before: UnsafeMutablePointer<xmlNs>?
    var declaration = pointer.pointee.nsDef
    while let current = declaration {
      let next = current.pointee.next
      let known = xmlSearchNsByHref(pointer.pointee.doc, parent, current.pointee.href)
      // An attribute without a prefix has no namespace, even if there is a default.
      if let known, known.pointee.prefix != nil || !isUsedByAttributes(current, below: pointer) {
        replace(current, with: known, below: pointer)
        if let before { before.pointee.next = next } else { pointer.pointee.nsDef = next }
        xmlFreeNs(current)
      } else {
        before = current
      }
      declaration = next
    }
  }

  private func isUsedByAttributes(
    _ namespace: UnsafeMutablePointer<xmlNs>, below node: xmlNodePtr
  ) -> Bool {
    guard node.pointee.type == XML_ELEMENT_NODE else { return false }
    var attribute = node.pointee.properties
    while let current = attribute {
      if current.pointee.ns == namespace { return true }
      attribute = current.pointee.next
    }
    var child = node.pointee.children
    while let current = child {
      if isUsedByAttributes(namespace, below: current) { return true }
      child = current.pointee.next
    }
    return false
  }

  private func replace(
    _ old: UnsafeMutablePointer<xmlNs>, with new: UnsafeMutablePointer<xmlNs>,
    below node: xmlNodePtr
  ) {
    guard node.pointee.type == XML_ELEMENT_NODE else { return }
    if node.pointee.ns == old { node.pointee.ns = new }
    var attribute = node.pointee.properties
    while let current = attribute {
      if current.pointee.ns == old { current.pointee.ns = new }
      attribute = current.pointee.next
    }
    var child = node.pointee.children
    while let current = child {
      replace(old, with: new, below: current)
      child = current.pointee.next
    }
  }

  /// A deep copy that is not in the tree yet.
  package func copy() -> XMLNode {
    // Copying fails only if memory is exhausted.
    XMLNode(xmlDocCopyNode(pointer, pointer.pointee.doc, 1)!, of: tree)
  }

  /// An empty copy of an element with its attributes, not in the tree yet.
  package func emptyCopy() -> XMLNode {
    XMLNode(xmlDocCopyNode(pointer, pointer.pointee.doc, 2)!, of: tree)
  }

  /// A text node for this tree, not in it yet.
  package func newText(_ text: String) -> XMLNode {
    let node = xmlNewDocText(pointer.pointee.doc, nil)!
    xmlNodeAddContent(node, text.writableInXML)
    return XMLNode(node, of: tree)
  }

  /// Removes the node and everything below it from the tree. Do not use it afterwards.
  package func remove() {
    xmlUnlinkNode(pointer)
    xmlFreeNode(pointer)
  }
}
