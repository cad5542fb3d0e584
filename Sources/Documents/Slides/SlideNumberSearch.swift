import Packs

/// Finds the values of filled sentences again in the paragraphs of a shape, whatever users have changed since: first
/// whole sentences, then each value by the words beside it, in any order and any paragraph, and last texts written in
/// place of a value.
struct SlideNumberSearch {
  /// A paragraph: its text, and the ranges that are separate runs, as every filled value is.
  struct Paragraph {
    var text: String
    var runs: [Range<String.Index>]
  }

  /// A value that was found.
  struct Found: Equatable {
    var paragraph: Int
    var range: Range<String.Index>
    var placeholder: String
    /// Whether it is unchanged.
    var isUnchanged = true
  }

  /// A value that was not found.
  struct Lost: Codable, Hashable {
    /// The sentence that contained it.
    var sentence: String
    var placeholder: String
    var value: String

    /// Whether a text may still contain it: its first number, or all its words, ignoring case.
    func maySurvive(in text: String) -> Bool {
      guard let number = value.firstMatch(of: /[0-9]+(?:[.,][0-9]+)*/)?.0 else {
        return text.lowercased().contains(value.lowercased())
      }
      return text.ranges(of: number).contains {
        !SlideNumberSearch.isPartOfNumber($0, in: text)
      }
    }
  }

  private(set) var found: [Found] = []
  private(set) var lost: [Lost] = []

  private let paragraphs: [Paragraph]
  private let sentences: [SlideNumbers.Sentence]

  /// A value of a sentence.
  private struct Item: Hashable {
    var sentence: Int
    var number: Int
  }

  /// A possible place of a value.
  private struct Spot {
    var item: Item
    var paragraph: Int
    var range: Range<String.Index>
    /// The number of matching characters beside it.
    var kept: Int
    var score: Int
    /// Whether all examined words on both sides match.
    var isCopy: Bool
  }

  /// The number of characters examined on both sides.
  private static let reach = 24

  init(_ sentences: [SlideNumbers.Sentence], in paragraphs: [Paragraph]) {
    (self.sentences, self.paragraphs) = (sentences, paragraphs)
    var open: Set<Item> = []
    for (index, sentence) in sentences.enumerated() where !findWhole(sentence) {
      open.formUnion(sentence.values.indices.map { Item(sentence: index, number: $0) })
    }
    findByNeighbours(&open)
    findChanged(&open)
    lost = open.sorted { ($0.sentence, $0.number) < ($1.sentence, $1.number) }.map { item in
      let sentence = sentences[item.sentence]
      return Lost(
        sentence: sentence.filled, placeholder: sentence.placeholders[item.number],
        value: sentence.values[item.number])
    }
  }

  private func isTaken(_ paragraph: Int, _ range: Range<String.Index>) -> Bool {
    found.contains { $0.paragraph == paragraph && ($0.range.overlaps(range) || $0.range == range) }
  }

  // MARK: Whole sentences

  /// Finds an unchanged sentence, even if it was copied.
  private mutating func findWhole(_ sentence: SlideNumbers.Sentence) -> Bool {
    let filled = sentence.filled
    var isFound = false
    for (index, paragraph) in paragraphs.enumerated()
    // Compare bytes as well: another program may have normalised the text differently.
    where paragraph.text.utf8.elementsEqual(filled.utf8)
      && !found.contains(where: { $0.paragraph == index })
    {
      // Sentences with the same text are interchangeable, but each needs its own place.
      let others = sentences.count { $0.filled == filled && $0.text != sentence.text }
      guard others == 0 || sentence.place == index || !isFound else { continue }
      found += zip(sentence.placeholders, sentence.ranges).map {
        .init(paragraph: index, range: $1, placeholder: $0)
      }
      isFound = true
      if others > 0 { break }
    }
    return isFound
  }

  // MARK: Values by their neighbours

  private mutating func findByNeighbours(_ open: inout Set<Item>) {
    var spots = open.flatMap(spots(of:)).sorted { one, other in
      (one.score, other.item.sentence, other.item.number, other.paragraph, other.range.lowerBound)
        > (other.score, one.item.sentence, one.item.number, one.paragraph, one.range.lowerBound)
    }
    while let best = spots.first {
      spots.removeFirst()
      guard open.contains(best.item), !isTaken(best.paragraph, best.range) else { continue }
      // An equally good place is a copy if all words match; otherwise the match is ambiguous.
      let equal = spots.filter { $0.score == best.score }
      let rivals = equal.filter {
        $0.item != best.item && $0.paragraph == best.paragraph && $0.range.overlaps(best.range)
      }
      let copies = equal.filter {
        $0.item == best.item && !isTaken($0.paragraph, $0.range)
          && !($0.paragraph == best.paragraph && $0.range.overlaps(best.range))
      }
      guard rivals.isEmpty, copies.isEmpty || best.isCopy else {
        spots.removeAll { $0.item == best.item }
        continue
      }
      let placeholder = sentences[best.item.sentence].placeholders[best.item.number]
      for spot in [best] + copies {
        found.append(
          .init(paragraph: spot.paragraph, range: spot.range, placeholder: placeholder))
      }
      open.remove(best.item)
    }
  }

  private func spots(of item: Item) -> [Spot] {
    let sentence = sentences[item.sentence]
    let value = sentence.values[item.number]
    guard !value.isEmpty else { return [] }
    let (before, after) = (sentence.words[item.number], sentence.words[item.number + 1])
    return paragraphs.indices.flatMap { index -> [Spot] in
      let (text, runs) = (paragraphs[index].text, paragraphs[index].runs)
      return text.ranges(of: value).compactMap { range in
        guard !isTaken(index, range), !SlideNumberSearch.isPartOfNumber(range, in: text) else {
          return nil
        }
        let reach = SlideNumberSearch.reach
        let left = min(text[..<range.lowerBound].commonSuffix(before), reach)
        let right = min(text[range.upperBound...].commonPrefix(after), reach)
        let isWhole = (left == min(before.count, reach), right == min(after.count, reach))
        let isRun = runs.contains(range)
        let kept = left + right
        let isKnown =
          kept >= 4 || kept > 0 && (isWhole.0 && left > 0 || isWhole.1 && right > 0)
          || kept > 1 && isRun && index == sentence.place
        guard isKnown else { return nil }
        return Spot(
          item: item, paragraph: index, range: range, kept: kept,
          score: kept * 2 + (isRun ? 9 : 0) + (index == sentence.place ? 5 : 0),
          isCopy: isWhole.0 && isWhole.1 && kept >= 8)
      }
    }
  }

  /// Whether a range is next to further digits: 5 in 105, 1 in 1.061.
  private static func isPartOfNumber(_ range: Range<String.Index>, in text: String) -> Bool {
    let value = text[range]
    func isJoint(_ character: Character) -> Bool { ".,".contains(character) }
    if value.first?.isNumber == true, let before = text[..<range.lowerBound].last {
      let rest = text[..<range.lowerBound].dropLast()
      if before.isNumber || isJoint(before) && rest.last?.isNumber == true { return true }
    }
    if value.last?.isNumber == true, let after = text[range.upperBound...].first {
      let rest = text[range.upperBound...].dropFirst()
      if after.isNumber || isJoint(after) && rest.first?.isNumber == true { return true }
    }
    return false
  }

  // MARK: Replaced values

  private mutating func findChanged(_ open: inout Set<Item>) {
    for item in open.sorted(by: { ($0.sentence, $0.number) < ($1.sentence, $1.number) }) {
      let sentence = sentences[item.sentence]
      let own = sentence.placeholders.enumerated().compactMap { number, placeholder in
        found.first { $0.placeholder == placeholder && $0.isUnchanged && number != item.number }
          .map { ($0.paragraph, number, $0.range) }
      }
      // Between the other values of its sentence, or in the only paragraph with its words.
      let places = (own.first.map { [$0.0] } ?? Array(paragraphs.indices)).compactMap { index in
        gap(of: item, in: paragraphs[index].text, own.filter { $0.0 == index }).map { (index, $0) }
      }
      guard let (index, range) = places.first, places.count == 1 else { continue }
      // A deleted value stays deleted; an empty value is replaced by whatever was written.
      let isEmpty = sentence.values[item.number].isEmpty
      guard isEmpty == range.isEmpty, !isTaken(index, range) || range.isEmpty else { continue }
      found.append(
        .init(
          paragraph: index, range: range, placeholder: sentence.placeholders[item.number],
          isUnchanged: isEmpty))
      open.remove(item)
    }
  }

  /// The text between the words on both sides of a value.
  ///
  /// - Parameter own: the values of the same sentence that were found in the paragraph, by their number.
  private func gap(
    of item: Item, in text: String, _ own: [(Int, number: Int, range: Range<String.Index>)]
  ) -> Range<String.Index>? {
    let sentence = sentences[item.sentence]
    let (before, after) = (sentence.words[item.number], sentence.words[item.number + 1])
    // A paragraph that consists only of values has no words by which to recognise it.
    guard sentence.words.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    let left = own.first { $0.number == item.number - 1 }?.range.upperBound
    guard item.number == 0 || left != nil else { return nil }
    let start = left ?? text.startIndex
    guard text[start...].hasPrefix(before) else { return nil }
    let from = text.index(start, offsetBy: before.count)
    let end: String.Index
    if let next = own.first(where: { $0.number == item.number + 1 })?.range.lowerBound {
      guard next >= from, text[from..<next].hasSuffix(after) else { return nil }
      end = text.index(next, offsetBy: -after.count)
    } else if after.isEmpty {
      end = text.endIndex
    } else {
      guard let place = text[from...].firstRange(of: after) else { return nil }
      end = place.lowerBound
    }
    guard from <= end else { return nil }
    let (value, written) = (sentence.values[item.number], text[from..<end])
    // Text equal to another value's old text is that value, moved.
    let isOther = written != value && sentences.contains { $0.values.contains(String(written)) }
    guard written.isEmpty || !isOther else { return nil }
    // A number is replaced only by a number, and words only by a text that is not much longer.
    let isNumber = value.contains(where: \.isNumber) && value.count < 12
    guard written.isEmpty || written.count <= max(value.count * 2, 12),
      written.isEmpty || !isNumber || written.contains(where: \.isNumber)
    else { return nil }
    return from..<end
  }
}

extension Substring {
  /// The number of equal characters at the beginning of two texts.
  fileprivate func commonPrefix(_ other: Substring) -> Int {
    zip(self, other).prefix { $0 == $1 }.count
  }

  fileprivate func commonSuffix(_ other: Substring) -> Int {
    zip(reversed(), other.reversed()).prefix { $0 == $1 }.count
  }
}
