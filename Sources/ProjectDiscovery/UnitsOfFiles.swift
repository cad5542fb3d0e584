import ClusterMetrics
import Findings
import OfficeWords
import Settings
import TableGrids

/// Units that only the names of files tell apart: "Hillcrest.xlsx" and "Riverside.xlsx", each with the same table of nobody's
/// numbers.
enum UnitsOfFiles {
  /// The names by file; empty where not all files have one of their own.
  ///
  /// Words such as "BC" say what is in them, and words with digits when: "BC 6T2026 Hậu Lộc" is of Hậu Lộc.
  static func names(_ stems: [String]) -> [String] {
    guard stems.count > 1 else { return [] }
    let words = stems.map { stem in
      stem.withEnglishPeriods.split { $0.isWhitespace || "_-–()[],;.".contains($0) }.map(
        String.init)
    }
    let names = words.map { words in
      let own = Array(words.dropFirst(ReportWords.leadCount(words)))
      return own.enumerated().filter { place, word in
        // "Công ty May 10" is a name; "T6", "2026" and "6T2026" say when.
        let isWithin =
          word.allSatisfy(\.isNumber) && word.count < 4 && place > 0
          && (own[place - 1].first?.isUppercase ?? false)
        return !fillers.contains(NameKey(word).text) && (!word.hasDigit || isWithin)
          && word.contains { $0.isLetter || $0.isNumber }
      }.map(\.element).joined(separator: " ")
    }
    let keys = Set(names.map { NameKey($0) })
    // A name, and no sentence or word for time.
    let areNames = names.allSatisfy { name in
      let words = name.split(separator: " ")
      return (1...5).contains(words.count) && name.count > 1
        && words.allSatisfy {
          $0.first.map { $0.isUppercase || $0.isNumber } ?? false || $0 == "ty"
        }
        && words.contains { $0.first?.isUppercase ?? false }
        && PeriodMentions.all(in: name, year: 2000).isEmpty && FigureWords(name) == nil
        && !TotalWords.isTotal(name) && !OfficeNames.isNoUnit(name)
    }
    return areNames && keys.count == names.count ? names : []
  }

  private static let fillers = Set(
    [
      "bc", "tháng", "năm", "quý", "đầu", "cuối", "kỳ", "thang", "nam", "quy", "dau", "cuoi", "bao",
      "cao", "bieu",
    ].map {
      NameKey($0).text
    })
}

extension TableDiscovery {
  /// Takes the names of files for units, where no table says whose numbers it holds.
  mutating func nameUnitsOfFiles() {
    let files = found.tables.map(\.file).uniqued
    guard units.unitsAndSlips.units.isEmpty, found.tables.allSatisfy(\.lacksUnit) else { return }
    let names = UnitsOfFiles.names(files.map(\.fileStem))
    for (file, name) in zip(files, names) where addUnit(name, Place(file: file)) != nil {
      for index in found.tables.indices where found.tables[index].file == file {
        found.tables[index].lacksUnit = false
      }
    }
  }
}
