import Charting
import ClusterMetrics
import Foundation
import Testing
@testable import ReportWords

@testable import Packs
@testable import Reporting

/// A cluster of units with one reported number each, now and a year ago: what sentences are made from.
private struct Scene {
  var now: [Double?]
  var before: [Double?] = []
  var better = Preference.more
  var target: Double?
  var noun = LocalizedText(vi: "hồ sơ", en: "files")

  static let period = Period.half(1, year: 2024)
  private static let names = ["An", "Bình", "Cát", "Dương", "Én", "Gia", "Hà", "Kim"]

  var indicator: Indicator {
    Indicator(
      id: "v", name: LocalizedText(vi: "Hồ sơ quá hạn", en: "Late files"), noun: noun,
      definition: .submitted, target: target, better: better)
  }

  func book() throws -> TallyBook {
    var roster = Roster()
    let cluster = roster.cluster(named: "Cụm 1")
    for name in Scene.names.prefix(max(now.count, before.count)) {
      _ = roster.unit(named: name, kind: "", cluster: cluster, validity: .always)
    }
    let periods = [Scene.period, Scene.period.sameLastYear, Scene.period.previous]
    var accumulator = TallyAccumulator(
      plan: try TallyPlan(indicators: [indicator]), roster: roster, periods: periods,
      calendar: .calendarMonths)
    for (values, period) in [(now, periods[0]), (before, periods[1])] {
      for (unit, value) in values.enumerated() {
        guard let value else { continue }
        accumulator.fold(
          Submission(
            period: period, unit: unit, indicator: "v",
            value: Quantity(parts: Int128(value * 10_000))))
      }
    }
    return TallyBook(roster: roster, accumulated: accumulator)
  }

  func headlines(_ language: Language) throws -> Headlines {
    let book = try book()
    return Headlines(
      book: book, period: Scene.period, base: Scene.period.sameLastYear,
      words: Wording(language).fitted(to: book, [indicator], in: [Scene.period]))
  }

  func groups() throws -> [Headlines.NamedGroup] {
    try book().roster.units.enumerated().map { (.unit($0), $1.shortName) }
  }

  func highlights(_ language: Language) throws -> [String] {
    let book = try book()
    return Highlights(
      book: book, period: Scene.period, base: Scene.period.sameLastYear,
      words: Wording(language).fitted(to: book, [indicator], in: [Scene.period]),
      indicators: [indicator], headline: ["v"]
    ).items().map(\.text)
  }
}

/// Each sentence was written by hand for its case.
@Suite(
  "Sentences are true for one, two and many, more and less, zero and negative, ties and silence")
struct SentenceTests {
  private struct Case {
    var scene: Scene
    var vietnamese: String
    var english: String
    init(_ scene: Scene, _ vietnamese: String, _ english: String) {
      (self.scene, self.vietnamese, self.english) = (scene, vietnamese, english)
    }
  }

  private func check(
    _ cases: [Case], _ sentence: (Scene, Headlines) throws -> String
  ) throws {
    for one in cases {
      #expect(try sentence(one.scene, one.scene.headlines(.vietnamese)) == one.vietnamese)
      #expect(try sentence(one.scene, one.scene.headlines(.english)) == one.english)
    }
  }

  @Test("Rankings")
  func rankings() throws {
    try check([
      // More is better.
      Case(
        Scene(now: [3, 8, 5], before: [3, 6, 5]), "Bình dẫn đầu với 8 hồ sơ, tăng 2 so với cùng kỳ",
        "Bình leads with 8 files, up 2 on the same period of 2023"),
      Case(
        Scene(now: [8, 8, 5]), "An và Bình cùng dẫn đầu, mỗi đơn vị 8 hồ sơ",
        "An and Bình lead with 8 files each"),
      Case(
        Scene(now: [8, 8, 8, 5]), "3 đơn vị cùng dẫn đầu, mỗi đơn vị 8 hồ sơ",
        "3 units lead with 8 files each"),
      Case(Scene(now: [4, 4, 4]), "Cả 3 đơn vị cùng có 4 hồ sơ", "All 3 units have 4 files"),
      Case(
        Scene(now: [4, 4, nil]), "Cả 2 đơn vị đã báo cáo cùng có 4 hồ sơ",
        "Both units that reported have 4 files"),
      // Who has sent nothing may have more.
      Case(
        Scene(now: [3, 8, nil]), "Bình dẫn đầu với 8 hồ sơ (2/3 đơn vị đã báo cáo)",
        "Bình leads with 8 files (2 of 3 units have reported)"),
      Case(
        Scene(now: [8, 8, 5, nil]),
        "An và Bình cùng dẫn đầu, mỗi đơn vị 8 hồ sơ (3/4 đơn vị đã báo cáo)",
        "An and Bình lead with 8 files each (3 of 4 units have reported)"),
      Case(
        Scene(now: [94, 12, nil], better: .less),
        "Bình thấp nhất với 12 hồ sơ (2/3 đơn vị đã báo cáo)",
        "Bình is lowest with 12 files (2 of 3 units have reported)"),
      Case(
        Scene(now: [3, 8, nil], better: .neither),
        "Cao nhất là Bình (8 hồ sơ), thấp nhất là An (3 hồ sơ) (2/3 đơn vị đã báo cáo)",
        "Highest: Bình (8 files); lowest: An (3 files) (2 of 3 units have reported)"),
      Case(Scene(now: [-36, -40, -51]), "An cao nhất: −36 hồ sơ", "An is highest: −36 files"),
      // One alone leads nobody.
      Case(Scene(now: [4]), "An: 4 hồ sơ", "An: 4 files"),
      Case(
        Scene(now: [4, nil, nil]), "An: 4 hồ sơ (1/3 đơn vị đã báo cáo)",
        "An: 4 files (1 of 3 units has reported)"),
      // Less is better: the best is not said to lead.
      Case(
        Scene(now: [94, 12, 40], before: [90, 10, 50], better: .less),
        "Bình thấp nhất với 12 hồ sơ, tăng 2 so với cùng kỳ",
        "Bình is lowest with 12 files, up 2 on the same period of 2023"),
      Case(
        Scene(now: [12, 12, 40], better: .less), "An và Bình cùng thấp nhất, mỗi đơn vị 12 hồ sơ",
        "An and Bình are lowest with 12 files each"),
      Case(
        Scene(now: [0, 0, 0, 7], better: .less),
        "3/4 đơn vị không phát sinh; cao nhất là Dương (7 hồ sơ)",
        "3 of 4 units have none; highest: Dương (7 files)"),
      Case(
        Scene(now: [0, 7], better: .less), "1/2 đơn vị không phát sinh; cao nhất là Bình (7 hồ sơ)",
        "1 of 2 units has none; highest: Bình (7 files)"),
      Case(
        Scene(now: [0, 7, nil], better: .less),
        "1/2 đơn vị đã báo cáo không phát sinh; cao nhất là Bình (7 hồ sơ)",
        "1 of 2 units that reported has none; highest: Bình (7 files)"),
      // Neither way is good.
      Case(
        Scene(now: [3, 8, 5], better: .neither),
        "Cao nhất là Bình (8 hồ sơ), thấp nhất là An (3 hồ sơ)",
        "Highest: Bình (8 files); lowest: An (3 files)"),
      // Nothing.
      Case(
        Scene(now: [0, 0]), "Hồ sơ quá hạn: không phát sinh", "Late files: none in this period"),
      Case(
        Scene(now: [0, 0, nil]), "Hồ sơ quá hạn: 2 đơn vị đã báo cáo đều không phát sinh",
        "Late files: none in the 2 units that reported"),
      Case(
        Scene(now: [nil, nil], before: [1, 2]), "Hồ sơ quá hạn: chưa có đơn vị nào báo cáo",
        "Late files: no unit has reported"),
    ]) { scene, headlines in
      headlines.ranking(scene.indicator, groups: try scene.groups())
    }
  }

  @Test("Where a unit stands")
  func standings() throws {
    try check([
      Case(
        Scene(now: [3, 8, 5], before: [3, 8, 5]), "An xếp thứ 3/3 với 3 hồ sơ, bằng cùng kỳ",
        "An ranks 3 of 3 with 3 files, as in the same period of 2023"),
      Case(
        Scene(now: [5, 8, 5]), "An xếp đồng hạng 2/3 với 5 hồ sơ",
        "An ranks joint 2 of 3 with 5 files"),
      Case(
        Scene(now: [3, 8, 5], better: .less), "An xếp thứ 1/3 (thấp nhất xếp đầu) với 3 hồ sơ",
        "An ranks 1 of 3, lowest first, with 3 files"),
      Case(Scene(now: [3, 8], better: .neither), "An: 3 hồ sơ", "An: 3 files"),
      Case(Scene(now: [3]), "An: 3 hồ sơ", "An: 3 files"),
      Case(Scene(now: [nil, 3]), "An: chưa có số liệu kỳ này", "An: no figure for this period"),
    ]) { scene, headlines in
      headlines.standing(scene.indicator, of: 0, groups: try scene.groups())
    }
  }

  @Test("Changes")
  func changes() throws {
    try check([
      Case(
        Scene(now: [5, 9, 4], before: [3, 4, 6]),
        "2/3 đơn vị tăng so với cùng kỳ, nhiều nhất là Bình (+5)",
        "2 of 3 units are up on the same period of 2023, Bình most (+5)"),
      Case(
        Scene(now: [5, 3, 4], before: [3, 4, 6]),
        "2/3 đơn vị giảm so với cùng kỳ, nhiều nhất là Cát (−2)",
        "2 of 3 units are down on the same period of 2023, Cát most (−2)"),
      // One and one: what is for the better, with the other.
      Case(
        Scene(now: [5, 3, 6], before: [3, 4, 6]), "1/3 đơn vị tăng so với cùng kỳ, 1 đơn vị giảm",
        "1 of 3 units is up on the same period of 2023, 1 is down"),
      Case(
        Scene(now: [5, 9], before: [3, 4]),
        "Cả 2 đơn vị đều tăng so với cùng kỳ, nhiều nhất là Bình (+5)",
        "Both units are up on the same period of 2023, Bình most (+5)"),
      Case(
        Scene(now: [2, 1], before: [3, 4]),
        "Cả 2 đơn vị đều giảm so với cùng kỳ, nhiều nhất là Bình (−3)",
        "Both units are down on the same period of 2023, Bình most (−3)"),
      // What most did comes first.
      Case(
        Scene(now: [5, 1, 2], before: [3, 4, 3], better: .less),
        "2/3 đơn vị giảm so với cùng kỳ, nhiều nhất là Bình (−3)",
        "2 of 3 units are down on the same period of 2023, Bình most (−3)"),
      // Little is something, as the chart shows by its sign.
      Case(
        Scene(now: [3.001, 4], before: [3, 4]), "1/2 đơn vị tăng so với cùng kỳ",
        "1 of 2 units is up on the same period of 2023"),
      Case(
        Scene(now: [3, 4], before: [3, 4]), "Hồ sơ quá hạn: cả 2 đơn vị bằng cùng kỳ",
        "Late files: both units as in the same period of 2023"),
      Case(
        Scene(now: [5, 9, nil], before: [3, nil, 2]), "An: tăng 2 so với cùng kỳ",
        "An: up 2 on the same period of 2023"),
      Case(
        Scene(now: [5, 9, 1], before: [3, 8, nil]),
        "Cả 2 đơn vị có số liệu hai kỳ đều tăng so với cùng kỳ, nhiều nhất là An (+2)",
        "Both units with figures of both periods are up on the same period of 2023, An most (+2)"),
      Case(
        Scene(now: [5]), "Hồ sơ quá hạn: chưa có số liệu để so sánh",
        "Late files: no figures to compare"),
    ]) { scene, headlines in headlines.changes(scene.indicator, groups: try scene.groups()) }
  }

  @Test("Targets, and limits where less is better")
  func targets() throws {
    try check([
      Case(
        Scene(now: [5, 9, 1], target: 5), "2/3 đơn vị đạt chỉ tiêu 5",
        "2 of 3 units reach the target of 5"),
      Case(
        Scene(now: [5, 4, 1], target: 5), "Chỉ 1/3 đơn vị đạt chỉ tiêu 5",
        "Only 1 of 3 units reaches the target of 5"),
      Case(
        Scene(now: [5, 9], target: 5), "Cả 2 đơn vị đều đạt chỉ tiêu 5",
        "Both units reach the target of 5"),
      Case(
        Scene(now: [5, 9, nil], target: 5), "Cả 2 đơn vị đã báo cáo đều đạt chỉ tiêu 5",
        "Both units that reported reach the target of 5"),
      Case(
        Scene(now: [1, 2], target: 5), "Chưa đơn vị nào đạt chỉ tiêu 5",
        "No unit reaches the target of 5"),
      Case(
        Scene(now: [7], target: 5), "An đạt chỉ tiêu 5: 7 hồ sơ",
        "An reaches the target of 5: 7 files"),
      Case(
        Scene(now: [3], target: 5), "An chưa đạt chỉ tiêu 5: 3 hồ sơ",
        "An misses the target of 5: 3 files"),
      Case(
        Scene(now: [22, 57, 20], better: .less, target: 20), "Chỉ 1/3 đơn vị không vượt mức 20",
        "Only 1 of 3 units is within the limit of 20"),
      Case(
        Scene(now: [22, 57], better: .less, target: 20), "Cả 2 đơn vị đều vượt mức 20",
        "Both units are above the limit of 20"),
      Case(
        Scene(now: [2, 7], better: .less, target: 20), "Cả 2 đơn vị đều không vượt mức 20",
        "Both units are within the limit of 20"),
      Case(
        Scene(now: [22], better: .less, target: 20), "An vượt mức 20: 22 hồ sơ",
        "An is above the limit of 20: 22 files"),
      Case(
        Scene(now: [2, 7], better: .neither, target: 5), "1/2 đơn vị từ 5 trở lên",
        "1 of 2 units is at 5 or above"),
      // Half a hectare is not one.
      Case(
        Scene(now: [0.4, 0.6, 0.7], target: 0.5), "2/3 đơn vị đạt chỉ tiêu 0,5",
        "2 of 3 units reach the target of 0.5"),
    ]) { scene, headlines in
      headlines.target(scene.indicator, units: Array(try scene.book().roster.units.indices))
    }
  }

  @Test("Totals compare like with like, and say so")
  func totals() throws {
    // Now 9 + 30, then 10 + 5: the one in both fell from 10 to 9, and the totals rose by 24.
    let scene = Scene(now: [9, 30, nil], before: [10, nil, 5])
    #expect(
      try scene.highlights(.vietnamese).contains(
        "Hồ sơ quá hạn: 39, giảm 1 so với cùng kỳ 2023 (1 đơn vị có số liệu cả hai kỳ; chênh lệch giữa"
          + " hai tổng số: +24)."))
    #expect(
      try scene.highlights(.english).contains(
        "Late files: 39, down 1 on the same period of 2023 (the one unit with figures in both periods; the totals differ by +24)."
      ))
    // Who had nothing before, and sends nothing now, changes no total.
    #expect(
      try Scene(now: [9, 30, nil], before: [10, nil, 30]).highlights(.vietnamese).contains(
        "Hồ sơ quá hạn: 39, giảm 1 so với cùng kỳ 2023 (1 đơn vị có số liệu cả hai kỳ)."))
    let none = Scene(now: [9, nil], before: [nil, 5])
    #expect(
      try none.highlights(.vietnamese).contains(
        "Hồ sơ quá hạn: 9 (không đơn vị nào có số liệu cả hai kỳ; chênh lệch của các đơn vị khác nhau: +4)."
      ))
  }

  @Test("Highlights of targets, silence and movements")
  func highlights() throws {
    func all(_ scene: Scene) throws -> String {
      try (scene.highlights(.vietnamese) + scene.highlights(.english)).joined(separator: "\n")
    }
    let limit = try all(Scene(now: [22, 57, 12], better: .less, target: 20))
    #expect(limit.contains("Hồ sơ quá hạn: 2/3 đơn vị vượt mức 20: Bình và An."))
    #expect(limit.contains("Late files: 2 of 3 units are above the limit of 20: Bình and An."))
    let within = try all(Scene(now: [2, 7], better: .less, target: 20))
    #expect(within.contains("cả 2 đơn vị đều không vượt mức 20."))
    let missed = try all(Scene(now: [2, 7, 9], target: 8))
    #expect(missed.contains("Hồ sơ quá hạn: 2/3 đơn vị chưa đạt chỉ tiêu 8: An và Bình."))
    // Nobody reported: nobody reaches anything.
    let silent = try all(Scene(now: [nil, nil], before: [1, 2], target: 8))
    #expect(!silent.contains("đạt") && !silent.contains("reach"))
    #expect(silent.contains("2 đơn vị chưa báo cáo: An và Bình; các số tổng hợp dưới đây chưa gồm"))
    #expect(try all(Scene(now: [1, nil])).contains("Bình has not reported; the totals below"))
    // A part of the whole's change is only said where it is one.
    let part = try all(Scene(now: [10, 8], before: [5, 4]))
    #expect(part.contains("An tăng nhiều nhất, từ 5 lên 10 (đóng góp 5 trong mức tăng chung 9)."))
    #expect(part.contains("An rose most, from 5 to 10 (5 of the rise of 9)."))
    let beyond = try all(Scene(now: [30, 1], before: [5, 20]))
    #expect(beyond.contains("chỉ có An tăng, từ 5 lên 30.") && !beyond.contains("đóng góp"))
    // A sum of units is not held against a unit's target.
    #expect(try !all(Scene(now: [9, 9], target: 8)).contains("lần đầu"))
  }

  @Test("Parts, of which the rest is none")
  func parts() throws {
    let words = try Scene(now: [1]).headlines(.vietnamese)
    let english = try Scene(now: [1]).headlines(.english)
    let parts = [("Kinh tế", 4.0), ("Văn hóa", 3), ("Khác", 6)].map { (name: $0.0, value: $0.1) }
    #expect(
      words.composition("Mô hình", parts: parts, others: "Khác")
        == "Kinh tế chiếm tỷ trọng lớn nhất trong các phần được nêu tên: 30,8%")
    #expect(
      english.composition("Models", parts: Array(parts.prefix(2)))
        == "Kinh tế is the largest part: 57.1%")
    #expect(
      words.composition("Mô hình", parts: [(name: "A", value: 2), (name: "B", value: 2)])
        == "A và B cùng chiếm tỷ trọng lớn nhất: mỗi phần 50,0%")
    let tied = [("Kinh tế", 1.0), ("Xã hội", 1), ("Khác", 3)].map { (name: $0.0, value: $0.1) }
    #expect(
      words.composition("Mô hình", parts: tied, others: "Khác")
        == "Kinh tế và Xã hội cùng chiếm tỷ trọng lớn nhất trong các phần được nêu tên: mỗi phần 20,0%"
    )
    #expect(
      english.composition("Models", parts: tied, others: "Khác")
        == "Kinh tế and Xã hội are the largest named parts: 20.0% each")
    let equal = [("Kinh tế", 1.0), ("Khác", 1)].map { (name: $0.0, value: $0.1) }
    #expect(
      words.composition("Mô hình", parts: equal, others: "Khác")
        == "Kinh tế chiếm tỷ trọng lớn nhất trong các phần được nêu tên: 50,0%")
    #expect(
      words.composition("Mô hình", parts: [(name: "A", value: 0)]) == "Mô hình: không phát sinh")
  }

  @Test("Periods within sentences have an article where they need one")
  func bases() {
    let english = Wording(.english)
    func base(_ base: Period, _ period: Period) -> String {
      english.inSentence(base: base, of: period)
    }
    #expect(base(.half(1, year: 2023), .half(1, year: 2024)) == "the same period of 2023")
    #expect(base(.year(2023), .year(2024)) == "2023")
    #expect(base(.month(4, year: 2024), .month(5, year: 2024)) == "April 2024")
    #expect(base(.quarter(1, year: 2024), .quarter(2, year: 2024)) == "quarter 1 of 2024")
    #expect(base(.half(2, year: 2023), .half(1, year: 2024)) == "the second half of 2023")
  }

  @Test("Days that would overlap their own last year stand beside as many days before them")
  func overlappingSpans() throws {
    let span = try #require(Period("2020-06-15..2022-06-14"))
    #expect(span.sameLastYear == Period("2018-06-16..2020-06-14"))
    #expect(Wording(.vietnamese).lastYear(of: span) == "từ 16/6/2018 đến 14/6/2020")
    let year = try #require(Period("2021-06-15..2022-06-14"))
    #expect(year.sameLastYear == Period("2020-06-15..2021-06-14"))
  }

  @Test(
    "As many decimals as the values need",
    arguments: [
      ([0.4, 0.4, 0.4], 1), ([0.004, 0.003, 0.0004], 4), ([12, 7], 0), ([1394.8, 2200.1], 1),
      ([0.125, 1.25], 2), ([0, 0], 0), ([-0.5, 3], 1), ([123_456.789], 1),
      ([1020.75, 500], 2), ([2_500_000.25], 1),
    ] as [([Double], Int)])
  func decimals(values: [Double], expected: Int) {
    #expect(PrintedDecimals.needed(for: values) == expected)
  }

  @Test("No two names make one file, and each keeps its own whoever is asked for")
  func slugs() {
    #expect(
      Slug.unique(["Xã Nga Thanh", "Xã Nga Thành", "Xã Nga Sơn", "Xã Nga Thanh", "北京", "Hà Ð"])
        == ["xa-nga-thanh", "xa-nga-thanhf", "xa-nga-son", "xa-nga-thanh-2", "don-vi", "ha-d"])
  }
}
