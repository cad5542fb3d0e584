import Settings

/// Finds activities that stand in the registers twice: the same day, unit, commune, texts and numbers,
/// and every other cell the same to the letter.
///
/// Two activities that differ in a note are two activities; a register that was sent twice, or rows
/// that were pasted twice, are not.
struct DuplicateDetector {
  /// More rows are not remembered: the memory of a tally stays bounded whatever the file's size.
  static let limit = 1_000_000

  /// Where an activity was first seen.
  struct Origin: Equatable {
    var file: Int
    var row: Int
  }

  /// What was seen first, in its order.
  private struct Entry {
    var row: UInt32
    /// The last bits of the fingerprint, by which it is placed.
    var place: UInt32
  }

  /// An open hash table, placed by the last bits of fingerprints. Each place holds the first 44 bits of
  /// one over the number of its entry, counted from 1; 0 is free.
  private var places: [UInt64]
  private var mask: UInt64
  private var entries: [Entry] = []
  /// From which entry on each file begins.
  private var files: [(file: Int, start: Int)] = []
  /// Two bits in one word for every fingerprint (a Bloom filter in blocks of a word): it stays in the
  /// processor's cache, where new fingerprints are told from those that were seen but for one in twenty.
  /// Empty as long as the table itself is small.
  private var sieve: [UInt64]
  private static let sieveWords = 1 << 17
  /// The activities of a batch that pass the sieve; kept, so that they cost no allocation.
  private var candidates: [Int] = []
  /// Sizes of the table: the last one is at most half full.
  private static let sizes = [1 << 11, 1 << 14, 1 << 17, 1 << 19, 1 << 21]

  init() {
    places = Array(repeating: 0, count: DuplicateDetector.sizes[0])
    mask = UInt64(DuplicateDetector.sizes[0] - 1)
    sieve = []
  }

  /// Which of some activities were seen before, and where; remembers the others. Activities come in the
  /// order of files and rows.
  ///
  /// Two different activities are taken for one with a chance of one in 2⁶⁰ or so for each pair.
  ///
  /// - Parameters:
  ///   - fingerprints: those of activities of one file.
  ///   - row: the row of each.
  mutating func repeated(
    _ fingerprints: UnsafeBufferPointer<UInt64>, file: Int, row: (Int) -> Int
  ) -> [(index: Int, first: Origin)] {
    var found: [(index: Int, first: Origin)] = []
    func look(_ index: Int, _ detector: inout DuplicateDetector) {
      let origin = Origin(file: file, row: row(index))
      if let first = detector.search(fingerprints[index], origin) { found.append((index, first)) }
    }
    guard !sieve.isEmpty, entries.count == DuplicateDetector.limit else {
      for index in fingerprints.indices { look(index, &self) }
      return found
    }
    // Nothing is remembered any more: only what passes the sieve can have been seen.
    candidates.removeAll(keepingCapacity: true)
    for index in fingerprints.indices {
      let (word, bits) = DuplicateDetector.sieved(fingerprints[index])
      if sieve[word] & bits == bits { candidates.append(index) }
    }
    for index in candidates { look(index, &self) }
    return found
  }

  @inline(__always) private static func sieved(
    _ fingerprint: UInt64
  ) -> (word: Int, bits: UInt64) {
    (
      Int(truncatingIfNeeded: fingerprint) & (sieveWords &- 1),
      1 &<< (fingerprint &>> 20) | 1 &<< (fingerprint &>> 26)
    )
  }

  private mutating func search(_ fingerprint: UInt64, _ origin: Origin) -> Origin? {
    var place = fingerprint & mask
    while places[Int(place)] != 0 {
      if (places[Int(place)] ^ fingerprint) >> 20 == 0 {
        let number = Int(places[Int(place)] & 0xF_FFFF) - 1
        let file = files.last { $0.start <= number }?.file ?? 0
        return Origin(file: file, row: Int(entries[number].row))
      }
      place = (place + 1) & mask
    }
    if entries.count < DuplicateDetector.limit { remember(fingerprint, origin) }
    return nil
  }

  private mutating func remember(_ fingerprint: UInt64, _ origin: Origin) {
    if files.last?.file != origin.file { files.append((origin.file, entries.count)) }
    let entry = Entry(
      row: UInt32(clamping: origin.row), place: UInt32(truncatingIfNeeded: fingerprint))
    entries.append(entry)
    put((fingerprint >> 20) << 20 | UInt64(entries.count), at: fingerprint & mask)
    if entries.count * 2 >= places.count { grow() }
    if entries.count == DuplicateDetector.limit { fillSieve() }
  }

  private mutating func fillSieve() {
    sieve = Array(repeating: 0, count: DuplicateDetector.sieveWords)
    for tagged in places where tagged != 0 {
      let place = UInt64(entries[Int(tagged & 0xF_FFFF) - 1].place)
      let (word, bits) = DuplicateDetector.sieved((tagged >> 20) << 20 | place & 0xF_FFFF)
      sieve[word] |= bits
    }
  }

  private mutating func put(_ tagged: UInt64, at start: UInt64) {
    var place = start
    while places[Int(place)] != 0 { place = (place + 1) & mask }
    places[Int(place)] = tagged
  }

  private mutating func grow() {
    guard let size = DuplicateDetector.sizes.first(where: { $0 > places.count }) else { return }
    let old = places
    places = Array(repeating: 0, count: size)
    mask = UInt64(size - 1)
    for tagged in old where tagged != 0 {
      put(tagged, at: UInt64(entries[Int(tagged & 0xF_FFFF) - 1].place) & mask)
    }
    if size == DuplicateDetector.sizes.last { entries.reserveCapacity(DuplicateDetector.limit) }
  }
}
