import Packs

/// Finds the values of filled sentences again in the paragraphs of a shape, whatever people changed in them since: first
/// whole sentences, then each value by the words beside it, in any order and any paragraph, and last what was written
/// in the place of a value.
struct SlideNumberSearch {
  /// A paragraph: its text, and the ranges that are runs of their own, as every filled value is.
  struct Paragraph {
    var text: String
    var runs: [Range<String.Index>]
  }

  /// A value that was found.
  struct Found: Equatable {
    var paragraph: Int
    var range: Range<String.Index>
    var placeholder: String
    /// Whether it is still as it was put in.
    var isUnchanged = true
  }

  /// A value that was not.
  struct Lost: Codable, Hashable {
    /// The sentence that it was put into.
    var sentence: String
    var placeholder: String
    var value: String

    /// Whether a text may still say it: its first number, or all its words, in whatever case.
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

  /// One value of a sentence.
  private struct Item: Hashable {
    var sentence: Int
    var number: Int
  }

  /// A place where a value may stand.
  private struct Spot {
    var item: Item
    var paragraph: Int
    var range: Range<String.Index>
    /// How many letters beside it are those that stood there.
    var kept: Int
    var score: Int
    /// Whether all words on both sides are, as far as they are looked at.
    var isCopy: Bool
  }

  /// How far to both sides words are looked at.
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

  /// Finds a sentence as it was left, also where somebody copied it.
  private mutating func findWhole(_ sentence: SlideNumbers.Sentence) -> Bool {
    let filled = sentence.filled
    var isFound = false
    for (index, paragraph) in paragraphs.enumerated()
    // Of the same letters, and as the same bytes: another program may have taken letters and tones apart.
    where paragraph.text.utf8.elementsEqual(filled.utf8)
      && !found.contains(where: { $0.paragraph == index })
    {
      // Two that read the same are not told apart, and one is as good as the other; but each needs its own.
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
      // Another as good is a copy, where all words are the same; otherwise nobody knows which it is.
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

  /// Whether digits go on beside a range: 5 of 105, 1 of 1.061.
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

  // MARK: What was written in the place of a value

  private mutating func findChanged(_ open: inout Set<Item>) {
    for item in open.sorted(by: { ($0.sentence, $0.number) < ($1.sentence, $1.number) }) {
      let sentence = sentences[item.sentence]
      let own = sentence.placeholders.enumerated().compactMap { number, placeholder in
        found.first { $0.placeholder == placeholder && $0.isUnchanged && number != item.number }
          .map { ($0.paragraph, number, $0.range) }
      }
      // Where the other values of its sentence are, or else the one paragraph that has its words.
      let places = (own.first.map { [$0.0] } ?? Array(paragraphs.indices)).compactMap { index in
        gap(of: item, in: paragraphs[index].text, own.filter { $0.0 == index }).map { (index, $0) }
      }
      guard let (index, range) = places.first, places.count == 1 else { continue }
      // What was taken out was meant; the place of what was empty takes what comes.
      let isEmpty = sentence.values[item.number].isEmpty
      guard isEmpty == range.isEmpty, !isTaken(index, range) || range.isEmpty else { continue }
      found.append(
        .init(
          paragraph: index, range: range, placeholder: sentence.placeholders[item.number],
          isUnchanged: isEmpty))
      open.remove(item)
    }
  }

  /// What stands between the words on both sides of a value.
  ///
  /// - Parameter own: the values of the same sentence that were found in the paragraph, by their number.
  private func gap(
    of item: Item, in text: String, _ own: [(Int, number: Int, range: Range<String.Index>)]
  ) -> Range<String.Index>? {
    let sentence = sentences[item.sentence]
    let (before, after) = (sentence.words[item.number], sentence.words[item.number + 1])
    // A paragraph that is all value has no words to know it by.
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
    // What another value was, is that one in another place.
    let isOther = written != value && sentences.contains { $0.values.contains(String(written)) }
    guard written.isEmpty || !isOther else { return nil }
    // A number takes the place of a number, and of words not much longer ones.
    let isNumber = value.contains(where: \.isNumber) && value.count < 12
    guard written.isEmpty || written.count <= max(value.count * 2, 12),
      written.isEmpty || !isNumber || written.contains(where: \.isNumber)
    else { return nil }
    return from..<end
  }
}

extension Substring {
  /// How many letters two texts begin with that are the same.
  fileprivate func commonPrefix(_ other: Substring) -> Int {
    zip(self, other).prefix { $0 == $1 }.count
  }

  fileprivate func commonSuffix(_ other: Substring) -> Int {
    zip(reversed(), other.reversed()).prefix { $0 == $1 }.count
  }
}
