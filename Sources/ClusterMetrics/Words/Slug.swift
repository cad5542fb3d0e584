import Foundation

extension StringProtocol {
  /// Whether it has no letter with a mark, and nothing else beyond ASCII.
  package var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

/// Converts names to file names.
package enum Slug {
  /// "Thành phố Sầm Sơn" → "thanh-pho-sam-son": valid in every file system.
  package static func of(_ name: String) -> String {
    let plain = name.lowercased().replacing("đ", with: "d").replacing("ð", with: "d")
      .decomposedStringWithCanonicalMapping
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

  /// The greatest number of characters: file systems allow 255 bytes, and other text is added to the name.
  private static let longest = 100

  /// Distinct slugs for some names: if folding makes names equal, their tones and marks are spelled as in Telex
  /// ("nga-thanh", "nga-thanhf"), and names that are still equal are numbered.
  package static func unique(_ names: [String]) -> [String] {
    let plain = names.map { name in
      let slug = String(of(name).prefix(longest))
      return slug.isEmpty ? "don-vi" : slug
    }
    let groups = Dictionary(grouping: plain.indices) { plain[$0] }
    var taken: Set<String> = []
    return plain.indices.map { index in
      let alike = groups[plain[index]] ?? []
      let spelled =
        alike.count == 1 ? plain[index] : told(names[index], from: alike.map { names[$0] })
      return numbered(spelled, by: "-", &taken)
    }
  }

  /// A name that is not taken yet: the name itself, or with the first free number from 2. Marks it as taken.
  package static func numbered(_ name: String, by mark: String, _ taken: inout Set<String>)
    -> String
  {
    var unique = name
    var number = 2
    while !taken.insert(unique).inserted {
      unique = "\(name)\(mark)\(number)"
      number += 1
    }
    return unique
  }

  /// A slug that distinguishes a name from others: the words in which they differ are spelled out.
  private static func told(_ name: String, from others: [String]) -> String {
    func words(_ name: String) -> [String] {
      name.precomposedStringWithCanonicalMapping.lowercased().split { !$0.isLetter && !$0.isNumber }
        .map(String.init)
    }
    let own = words(name)
    let rest = others.map(words)
    let spelled = own.indices.map { index in
      rest.allSatisfy { $0.count == own.count && $0[index] == own[index] }
        ? of(own[index]) : telex(own[index])
    }
    let slug = String(spelled.joined(separator: "-").prefix(longest))
    return slug.isEmpty ? "don-vi" : slug
  }

  /// A word with the Telex letters for its marks and, at its end, its tone.
  private static func telex(_ name: String) -> String {
    let letters: [UInt32: String] = [
      0x300: "f", 0x301: "s", 0x303: "x", 0x309: "r", 0x323: "j", 0x302: "^", 0x306: "w",
      0x31B: "w",
    ]
    var spelled = ""
    var tone = ""
    for character in name.replacing("đ", with: "dd").replacing("ð", with: "dd") {
      var base = ""
      var marks = ""
      for scalar in String(character).decomposedStringWithCanonicalMapping.unicodeScalars {
        switch letters[scalar.value] {
        case nil: base.unicodeScalars.append(scalar)
        // â, ê and ô are typed by doubling the letter.
        case "^"?: marks += base
        case "w"?: marks += "w"
        case let letter?: tone += letter
        }
      }
      spelled += base + marks
    }
    return of(spelled + tone)
  }
}
