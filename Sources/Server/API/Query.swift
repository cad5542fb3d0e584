import Foundation
import Hummingbird

/// The query string of an address, encoded like a form (WHATWG URL, section 5.1).
struct Query: Sendable {
  private let pairs: [(name: String, value: String)]

  init(_ request: Request) { self.init(request.uri.query.map { String($0) } ?? "") }

  init(_ text: String) {
    func decoded(_ part: Substring) -> String {
      let spaced = part.replacing("+", with: " ")
      return spaced.removingPercentEncoding ?? String(spaced)
    }
    pairs = text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  /// The first value of a name; `nil` if there is none, or it is empty.
  subscript(name: String) -> String? {
    pairs.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// All values of a name, except empty ones.
  func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
  }
}
