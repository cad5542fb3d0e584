import Synchronization

/// What texts mean, worked out once for each.
///
/// Offices write the same headings in every table, and asking what one of them means takes longer than reading a cell.
/// It forgets everything when it is full, so that tables without two equal texts take a bounded amount of memory.
package final class TextMemo<Meaning: Sendable>: Sendable {
  private let known = Mutex<[Text: Meaning]>([:])
  private static var limit: Int { 1 << 14 }

  /// A text by its bytes: to be equal otherwise, two texts would have to be normalised first.
  private struct Text: Hashable {
    let bytes: String
    let number: Int

    static func == (left: Text, right: Text) -> Bool {
      guard left.number == right.number, left.bytes.utf8.count == right.bytes.utf8.count else {
        return false
      }
      var (left, right) = (left.bytes, right.bytes)
      return left.withUTF8 { left in
        right.withUTF8 { right in left.elementsEqual(right) }
      }
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(number)
      var bytes = bytes
      bytes.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  package init() {}

  /// What a text means, which is made if it has not been asked for before.
  ///
  /// - Parameter number: what else it depends on, such as the year that is not said.
  package func callAsFunction(
    _ text: String, with number: Int = 0, _ make: (String) -> Meaning
  ) -> Meaning {
    let key = Text(bytes: text, number: number)
    if let meaning = known.withLock({ $0[key] }) { return meaning }
    let meaning = make(text)
    known.withLock { known in
      if known.count >= TextMemo.limit { known.removeAll(keepingCapacity: true) }
      known[key] = meaning
    }
    return meaning
  }
}
