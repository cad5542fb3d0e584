import Foundation
import Hummingbird

/// What stands behind the question mark of an address, as forms write it (WHATWG URL, section 5.1).
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

  /// The first value of a name; `nil` where there is none, or an empty one.
  subscript(name: String) -> String? {
    pairs.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// All values of a name but empty ones.
  func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
  }
}
