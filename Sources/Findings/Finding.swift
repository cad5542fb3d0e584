import ClusterMetrics
import Office
import Tables

/// Something wrong or doubtful in the data, at a file, row and column.
package struct Finding: Sendable, Hashable {
  /// Stable names, for scripts and for settings.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case unreadableFile = "unreadable-file"
    case notUTF8 = "not-utf8"
    case guessedEncoding = "guessed-encoding"
    case duplicateActivity = "duplicate-activity"
    case badQuote = "bad-quote"
    case recordTooLong = "record-too-long"
    case missingColumn = "missing-column"
    case tooManyFields = "too-many-fields"
    case missingValue = "missing-value"
    case badDate = "bad-date"
    case implausibleDate = "implausible-date"
    case badNumber = "bad-number"
    case ambiguousNumber = "ambiguous-number"
    case unknownUnit = "unknown-unit"
    case unknownCommune = "unknown-commune"
    case ambiguousCommune = "ambiguous-commune"
    case notInForce = "not-in-force"
    case unknownSuccessor = "unknown-successor"
    case unknownIndicator = "unknown-indicator"
    case badPeriod = "bad-period"
    case duplicateEntry = "duplicate-entry"
    case unusedCondition = "unused-condition"
    case noRecords = "no-records"
    case unusedAcceptance = "unused-acceptance"
    case badSyntax = "bad-syntax"
    case unknownKey = "unknown-key"
    case badSetting = "bad-setting"
    case vagueDate = "vague-date"
    case serialDate = "serial-date"
    case exchangedDates = "exchanged-dates"
    case negativeNumber = "negative-number"
    case approximateNumber = "approximate-number"
    case duplicateColumn = "duplicate-column"
    case rowsAboveHeader = "rows-above-header"
    case swallowedRows = "swallowed-rows"
    case lostLetters = "lost-letters"
    case oldFont = "old-font"
    case uncountedText = "uncounted-text"
    case unreadFile = "unread-file"
    case sameRegister = "same-register"
    case contradictingNumbers = "contradicting-numbers"
    case futureDate = "future-date"
    case partAboveWhole = "part-above-whole"
    case farFromOthers = "far-from-others"
    case failedCheck = "failed-check"
    case uncomputedFormula = "uncomputed-formula"
    case totalRow = "total-row"
    case hiddenRows = "hidden-rows"
    case hiddenColumns = "hidden-columns"
    case hiddenSheet = "hidden-sheet"
    case unknownSheet = "unknown-sheet"
    case contradictsRegister = "contradicts-register"
    case contradictsParts = "contradicts-parts"
    case noActivities = "no-activities"
    case lateSubmission = "late-submission"
    case notAsked = "not-asked"
    case changedAfterClosing = "changed-after-closing"
    case partsOnly = "parts-only"
    case missingParts = "missing-parts"
    case fallingCumulative = "falling-cumulative"
    case risingNumbers = "rising-numbers"
    case unlikeMeasures = "unlike-measures"
    case similarIndicators = "similar-indicators"
    case noTile = "no-tile"
    case noShape = "no-shape"
    case unknownFigure = "unknown-figure"
    case contradictsRate = "contradicts-rate"
    case moreOfTheSame = "more-of-the-same"
    case unusedCorrection = "unused-correction"
    case repeatedReport = "repeated-report"
  }

  package enum Severity: String, Sendable, Hashable {
    /// What it is about is left out of every number until it is mended.
    case error
    /// It is counted, but somebody should look.
    case warning
    /// The settings accept it, with a reason, or a number that counts in its stead was written elsewhere.
    case accepted
  }

  /// Where in the user's files.
  package struct Place: Sendable, Hashable {
    /// The file's name within the project folder.
    package var file: String
    /// The worksheet, where the file has several.
    package var sheet: String?
    /// Row as a spreadsheet numbers them, the first is 1; in `giaoban.yaml` the line.
    package var row: Int?
    /// Column, the first is 1.
    package var column: Int?
    /// What the column is called in a database, and what the row is found by.
    package var columnName: String?
    package var key: RowKey?

    package init(file: String, sheet: String? = nil, row: Int? = nil, column: Int? = nil) {
      self.file = file
      self.sheet = sheet
      self.row = row
      self.column = column
    }
  }

  /// The value by which a row of a database is found.
  package struct RowKey: Sendable, Hashable {
    package var column: String
    package var value: String

    package init(column: String, value: String) { (self.column, self.value) = (column, value) }
  }

  package var code: Code
  package var severity: Severity
  package var place: Place
  /// What is wrong and what to do about it.
  package var message: LocalizedText
  /// Why it is accepted, where it is.
  package var reason: LocalizedText?
  /// What the finding is about, such as a name that is in no roster: all findings of one file and sheet about
  /// the same are one. `nil` for those that are each their own.
  package var subject: String?
  /// At how many places the same is found, the first one included.
  package var count = 1
  /// The next places, at most `Finding.listed`.
  package var others: [Place] = []

  /// Those of its places into which a number belongs that can be corrected.
  package var cells: [Cell] = []

  /// A cell, and which number belongs into it.
  package struct Cell: Sendable, Hashable {
    package var place: Place
    package var coordinates: Coordinates
    /// What stands there.
    package var text: String
  }

  /// Whether a number that was written elsewhere counts in its stead.
  package var isCorrected = false

  /// How many places are named besides the first.
  package static let listed = 4

  package init(
    _ code: Code, _ severity: Severity = .error, at place: Place, about subject: String? = nil,
    vi: String, en: String
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.subject = subject
    message = LocalizedText(vi: vi.clipped, en: en.clipped)
  }

  /// The message, with the number of rows that it holds for, where these are several.
  package var text: LocalizedText {
    let all = ([place] + others).compactMap { $0.row.map(String.init) }
    let rows = all.uniqued
    // Several cells of one row are one row.
    let isWhole = all.count == count
    let count = isWhole ? rows.count : count
    guard count > 1, !rows.isEmpty else { return message }
    var listed = rows.joined(separator: ", ") + (isWhole ? "" : ", …")
    let keys = ([place] + others).compactMap(\.key)
    if let column = keys.first?.column {
      listed +=
        "; \(column) = " + keys.map(\.value.printable).uniqued.joined(separator: ", ")
        + (isWhole ? "" : ", …")
    }
    return LocalizedText(
      vi: message.vietnamese + " (\(count) dòng: \(listed))",
      en: message.english + " (\(count) rows: \(listed))")
  }

  /// `activities.csv:17:3: commune "Xã Nga Ann" is not in the roster …`
  package func line(in language: Language) -> String {
    "\(location): \(text[language])"
  }

  /// The place, with the key of its row; where several are listed their keys are, too.
  package var location: String {
    "\(place)" + (count > 1 ? "" : place.key.map { " (\($0))" } ?? "")
  }
}

extension Finding {
  /// Kinds whose messages quote numbers that were reported or counted.
  private static let quoting: Set<Code> = [
    .contradictingNumbers, .farFromOthers, .partAboveWhole, .failedCheck, .contradictsRegister,
    .contradictsParts, .changedAfterClosing, .fallingCumulative, .contradictsRate,
    .negativeNumber, .approximateNumber, .ambiguousNumber, .badNumber, .unlikeMeasures,
    .similarIndicators,
    .uncountedText,
  ]

  /// The same without any number that it quotes: for papers in which small numbers are not shown.
  package var withoutNumbers: Finding {
    guard Finding.quoting.contains(code) else { return self }
    var finding = self
    finding.message = LocalizedText(
      vi: "\(code.rawValue): có số liệu không công bố; xem bằng giaoban check",
      en: "\(code.rawValue): with numbers that are not shown; see giaoban check")
    return finding
  }
}

extension Finding.RowKey: CustomStringConvertible {
  package var description: String { "\(column.printable) = \(value.printable)" }
}

extension Finding.Place: CustomStringConvertible {
  package var description: String {
    // A number alone would be a row's: a whole column has its letter.
    let column = column.map { row == nil ? ColumnLetters.of($0 - 1) : "\($0)" }
    return
      ([file.printable]
      + [sheet?.printable, row.map(String.init), columnName?.printable ?? column].compactMap(\.self))
      .joined(separator: ":")
  }
}

extension Finding {
  /// `; did you mean "A" or "B"?` in both languages; empty where nothing is near.
  package static func hint(_ nearest: [String]) -> LocalizedText {
    guard !nearest.isEmpty else { return LocalizedText("") }
    let quoted = nearest.map { "\"\($0)\"" }
    return LocalizedText(
      vi: "; có phải là \(quoted.joined(separator: " hay "))?",
      en: "; did you mean \(quoted.joined(separator: " or "))?")
  }

  /// The first six units of a list, and how many more there are.
  package static func listed(units names: [String]) -> LocalizedText {
    LocalizedText(
      vi: Language.vietnamese.list(units: names, most: 6),
      en: Language.english.list(units: names, most: 6))
  }
}

extension String {
  /// Without signs that would move the cursor of a terminal or break a line.
  package var printable: String {
    // Unicode has no other controls, and promises so (Stability Policy, "General Category Cc").
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
    guard unicodeScalars.contains(where: isControl) else { return self }
    return String(
      String.UnicodeScalarView(unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  /// A message that quotes a cell as large as a book, without its middle.
  fileprivate var clipped: String {
    guard utf8.count > 6000, count > 1600 else { return self }
    return prefix(800) + " … " + suffix(800)
  }
}
