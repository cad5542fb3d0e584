import Foundation

/// Names as names of files.
package enum Slug {
  /// "Thành phố Sầm Sơn" → "thanh-pho-sam-son": a name that every file system takes.
  package static func of(_ name: String) -> String {
    let plain = name.lowercased().replacing("đ", with: "d").decomposedStringWithCanonicalMapping
    var slug = ""
    for scalar in plain.unicodeScalars where !(0x300...0x36F).contains(scalar.value) {
      let isKept =
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      if isKept {
        slug.unicodeScalars.append(scalar)
      } else if !slug.hasSuffix("-"), !slug.isEmpty {
        slug += "-"
      }
    }
    return slug.hasSuffix("-") ? String(slug.dropLast()) : slug
  }
}
