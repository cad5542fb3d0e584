import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import ProjectDiscovery
@testable import TableGrids

@testable import Intake
@testable import OfficeWords
@testable import ReportTables

@Suite("Tables in English")
struct EnglishTableTests {
  @Test(
    "Periods in English are those of Vietnamese offices",
    arguments: [
      ("January", "tháng 1"), ("June 2026", "tháng 6 năm 2026"), ("Jun-2026", nil),
      ("2026 Jun", "tháng 6 năm 2026"),
      ("January–June 2026", "6 tháng đầu năm 2026"),
      ("Jan to May 2026", "tháng 1 đến tháng 5 năm 2026"),
      ("First half of 2026", "6 tháng đầu năm 2026"), ("H2 2026", "6 tháng cuối năm 2026"),
      ("first six months of 2026", "6 tháng đầu năm 2026"), ("6 months", "6 tháng đầu năm"),
      ("9-month 2026", "9 tháng đầu năm 2026"), ("Q3", "quý III"), ("2026 Q1", "quý I năm 2026"),
      ("Second quarter of 2026", "quý II năm 2026"), ("Full year 2026", "cả năm 2026"),
      ("FY2026", "năm 2026"),
      ("1 January – 30 June 2026", "từ 1/1/2026 đến 30/6/2026"),
      ("January 1 to June 30, 2026", "từ 1/1/2026 đến 30/6/2026"),
      ("as of 30 June 2026", "tính đến ngày 30/6/2026"),
      ("1H2026", "6 tháng đầu năm 2026"), ("2nd semester 2026", "6 tháng cuối năm 2026"),
      ("6M 2025", "6 tháng đầu năm 2025"),
      ("First and second quarters of 2026", "6 tháng đầu năm 2026"),
      ("Q3-Q4 2026", "6 tháng cuối năm 2026"),
      ("six months ended 30 June 2026", "6 tháng đầu năm 2026"),
      ("Half year ended June 30, 2026", "6 tháng đầu năm 2026"),
      ("Month ended 31 May 2026", "tháng 5 năm 2026"),
      ("Year ended 31 December 2025", "năm 2025"),
      ("Quarter ended 31 March 2026", "quý I năm 2026"),
      ("1Q26", "quý I năm 2026"), ("Jan '26", "tháng 1 năm 2026"),
      ("2026 first half", "6 tháng đầu năm 2026"),
    ] as [(String, String?)])
  func periods(text: String, vietnamese: String?) {
    // A hyphen between a short month and a year is a date of a spreadsheet as text, which others read.
    guard let vietnamese else { return }
    #expect(EnglishWords.inVietnamese(text, .none) == vietnamese)
  }

  @Test(
    "Figures in English, with a period beside them or without",
    arguments: [
      ("Plan for the year", "Kế hoạch năm"), ("Annual target", "Kế hoạch năm"),
      ("2026 plan", "Kế hoạch 2026"),
      ("Plan", "Kế hoạch"), ("Target H1 2026", "Kế hoạch 6 tháng đầu năm 2026"),
      ("Result of 6 months", "Thực hiện 6 tháng đầu năm"),
      ("Actual first half 2026", "Thực hiện 6 tháng đầu năm 2026"),
      ("Same period 2025", "Cùng kỳ 2025"), ("Same period of previous year", "Cùng kỳ năm trước"),
      ("Last year", "Cùng kỳ năm trước"), ("Year to date", "Lũy kế"),
      ("% of plan", "So sánh % of plan"),
      ("This month", "Trong tháng"), ("Revised plan 2026", "Kế hoạch 2026"),
      ("Results to 30 June 2026", "Lũy kế đến ngày 30/6/2026"),
      ("Change on last year (%)", "So sánh Change on last year (%)"),
      ("Cumulative since 2021", "Lũy kế từ năm 2021"),
      ("Total 6 months", "Cộng 6 tháng đầu năm"), ("Total since 1 January", "Lũy kế"),
      ("Since January", "Lũy kế"),
      ("This half-year", "Kỳ này"), ("Previous half-year", "Kỳ trước"),
      ("Actual last year", "Cùng kỳ năm trước"),
      ("Plan (revised)", "Kế hoạch"), ("Year-end target", "Kế hoạch năm"),
      ("YTD last year", "Lũy kế cùng kỳ năm trước"),
    ])
  func figures(text: String, vietnamese: String) {
    #expect(EnglishWords.inVietnamese(text, .none) == vietnamese)
  }

  @Test(
    "What is counted stays as it is",
    arguments: [
      "Applications received", "Plans approved", "Family planning", "Budget revenue",
      "Target groups reached",
      "Children under 6 months", "Training of 3 months", "Actual cost",
      "Percentage of target households reached", "Total revenue", "Changes registered", "Completed",
      "Cases carried over from last year",
      "Growth", "Kế hoạch", "Nganh may",
      "May mac", "Results announced",
    ])
  func names(text: String) {
    for room in [EnglishWords.Room.none, .name, .sentence] {
      #expect(EnglishWords.inVietnamese(text, room) == nil)
    }
  }

  @Test(
    "Titles and headings keep what they say besides",
    arguments: [
      (
        "SUMMARY OF THE FIRST SIX MONTHS OF 2026", EnglishWords.Room.sentence,
        "SUMMARY 6 tháng đầu năm 2026"
      ),
      (
        "Applications received by month, 2026", .sentence, "Applications received by month năm 2026"
      ),
      ("Training plan 2026", .sentence, "Kế hoạch Training năm 2026"),
      ("Results against the plan for 2026", .sentence, "Results against the plan năm 2026"),
      ("Applications received, plan 2026", .name, "Applications received (Kế hoạch 2026)"),
      ("Applications (same period 2025)", .name, "Applications (Cùng kỳ 2025)"),
      ("Applications in January 2026", .name, "Applications tháng 1 năm 2026"),
      ("report-May", .fileName, "report-tháng 5"),
      ("Half-year report 2026", .sentence, "6 tháng đầu năm 2026 report"),
      ("Half-year report 2026 (January–June)", .sentence, "6 tháng đầu năm 2026 report ()"),
      (
        "REPORT FOR Q2 2026, written on 5 July 2026", .sentence,
        "REPORT quý II năm 2026, written on 5 July 2026"
      ),
    ])
  func besides(text: String, room: EnglishWords.Room, vietnamese: String) {
    #expect(EnglishWords.inVietnamese(text, room) == vietnamese)
  }

  @Test(
    "Beside plans or last year, words that could name what is counted say results and comparisons",
    arguments: [
      ("Completed", "Thực hiện"), ("Growth", "So sánh Growth"), ("Remaining", "So sánh Remaining"),
      ("Trees planted", nil),
    ]
      as [(String, String?)])
  func beside(text: String, vietnamese: String?) {
    #expect(EnglishWords.inVietnamese(text, .name, besideFigures: true) == vietnamese)
  }

  @Test("Headings and periods in Vietnamese without tone marks are those with them")
  func unmarked() {
    for (text, marked) in [
      ("Don vi", "Đơn vị"), ("Chi tieu", "Chỉ tiêu"), ("thang 5", "tháng 5"), ("Quy I", "quý I"),
      ("Nam 2025", "năm 2025"), ("Ke hoach quy I", "Kế hoạch quý I"),
      ("6 thang dau nam 2026", "6 tháng đầu năm 2026"),
    ] {
      #expect(Grid.marked(text, isHead: true) == marked, "\(text)")
    }
    for text in ["Nam", "Quy Nhon", "Nganh may", "Hoi nghi", "Thang Long", "Nam Anh"] {
      #expect(Grid.marked(text, isHead: true) == nil, "\(text)")
    }
    #expect("Bieu nganh may 2026".withEnglishPeriods == "Bieu nganh may 2026")
    #expect("bao cao May 2026".withEnglishPeriods == "bao cao tháng 5 năm 2026")
  }

  @Test("Offices in English, and what only ends like one")
  func offices() {
    for name in [
      "Hillcrest Office", "Dong Ha City", "District 5", "Department of Justice", "Town of Easton",
    ] {
      #expect(OfficeNames.isEnglishOffice(name))
    }
    for name in [
      "From: Hillcrest Office", "Report of Hillcrest Office", "Office", "applications per office",
      "Applications by Unit (2026)",
    ] {
      #expect(!OfficeNames.isEnglishOffice(name))
    }
    #expect("Reporting unit: Dong Ha City".statedUnit == "Dong Ha City")
    #expect("Unit: thousand USD".statedUnit == nil && "Đơn vị: triệu đồng".statedUnit == nil)
    #expect(
      OfficeNames.englishOffice(endingAnyOf: ["REPORT OF HILLCREST OFFICE"]) == "HILLCREST OFFICE")
  }

  @Test("Rows that sum up or average units, and names of indicators that only begin like one")
  func totals() {
    for text in [
      "Totals", "Average", "Total (3 offices)", "Whole district", "Combined", "Sub-total",
      "All units",
    ] {
      #expect(TotalWords.isTotal(text), "\(text)")
    }
    for text in ["Total revenue", "All Saints School", "Average waiting time", "Totalling"] {
      #expect(!TotalWords.isTotal(text), "\(text)")
    }
  }

  @Test("What there is at a time, and what was done")
  func stocks() {
    for name in ["Population", "Number of employees", "Poor households", "Closing balance"] {
      #expect(StockNames.isOne(name), "\(name)")
    }
    for name in ["Employees trained", "Households supported", "Applications received"] {
      #expect(!StockNames.isOne(name), "\(name)")
    }
  }

  @Test(
    "Headings with a name and a figure behind it",
    arguments: [
      ("Applications received last year", "Applications received (Cùng kỳ năm trước)"),
      ("Applications year to date", "Applications (Lũy kế)"),
      ("Inspections target 2026", "Inspections (Kế hoạch 2026)"),
      ("Applications [Plan]", "Applications (Kế hoạch)"),
      ("Cumulative applications", "Lũy kế applications"), ("Applications Q1", "Applications quý I"),
    ])
  func behind(text: String, vietnamese: String) {
    #expect(EnglishWords.inVietnamese(text, .name) == vietnamese)
  }

  /// Ten offices send such a workbook each; here are two as text.
  private func office(_ received: String, _ title: String = "First six months of 2026") -> String {
    """
    REPORT ON ADMINISTRATIVE REFORM,,,,,
    \(title),,,,,
    ,,,,,
    No.,Indicator,Unit,Plan for the year,Result of 6 months,Same period 2025
    1,Applications received,applications,"8,000","\(received)","3,100"
    2,Budget revenue,thousand USD,900,412.5,380
    """
  }

  private func found(_ files: [(String, String)]) throws -> ProjectProposal {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    for (name, text) in files { try folder.write(name, Data(text.utf8)) }
    var discovery = TableDiscovery(in: .english)
    discovery.read(filesAt: files.map { (folder.url.appending(path: $0.0).path, $0.0) })
    return discovery.proposal
  }

  @Test(
    "A project is found in the files of offices: units by their names, measures beside indicators")
  func proposal() throws {
    let proposal = try found([
      ("Hillcrest Office.csv", office("3,891")), ("Riverside Office.csv", office("4,105")),
    ])
    #expect(proposal.units.map(\.name) == ["Hillcrest Office", "Riverside Office"])
    #expect(proposal.indicators.map(\.name) == ["Applications received", "Budget revenue"])
    #expect(proposal.indicators.map(\.measure) == [nil, "thousand USD"])
    #expect(proposal.tables.allSatisfy { !$0.lacksPeriod && !$0.lacksUnit })
  }

  @Test("The paper may be a superior's: the file says whose numbers it holds")
  func superior() throws {
    let proposal = try found(
      ["Ashdown Station", "Dunmore Station"].map {
        ("\($0).csv", "DEPARTMENT OF RURAL DEVELOPMENT,,,,,\n" + office("3,891"))
      })
    #expect(proposal.units.map(\.name) == ["Ashdown Station", "Dunmore Station"])
  }

  @Test("\"1,000 USD\" and \"thousand USD\" are one measure, \"USD\" is another")
  func scales() {
    let own = LocalizedText("thousand USD")
    #expect(MeasureWords.agree("1,000 USD", own) && MeasureWords.agree("'000 USD", own))
    #expect(MeasureWords.agree("USD thousand", own) && !MeasureWords.agree("USD", own))
    #expect(!MeasureWords.agree("million USD", own))
  }

  @Test("Where nothing else does, names of files tell units apart")
  func files() throws {
    let proposal = try found([
      ("Report H1 2026 - Hillcrest.csv", office("3,891")),
      ("Report H1 2026 - Riverside.csv", office("4,105")),
    ])
    #expect(proposal.units.map(\.name) == ["Hillcrest", "Riverside"])
    #expect(
      UnitsOfFiles.names(["BC 6T2026 Hậu Lộc", "BC 6T2026 Nga Sơn"]) == ["Hậu Lộc", "Nga Sơn"])
    #expect(
      UnitsOfFiles.names(["Công ty May 10", "Công ty Hoa Sen"]) == [
        "Công ty May 10", "Công ty Hoa Sen",
      ])
    #expect(UnitsOfFiles.names(["report-January", "report-February"]) == [])
    #expect(UnitsOfFiles.names(["thang 1", "thang 2"]) == [])
    #expect(UnitsOfFiles.names(["Hậu Lộc"]) == [])
  }

  private static let indicators = """
    indicators:
      received: {name: Applications received, from: submissions, over_time: sum}
      revenue: {name: Budget revenue, unit_of_measure: thousand USD, from: submissions, over_time: sum}
    """
  private static let roster = "cluster,unit,commune\nA,Hillcrest Office,\nA,Riverside Office,\n"

  private func small(_ files: [String: String], language: String = "en") throws -> Small {
    try Small(
      files, settings: "language: \(language)\n" + EnglishTableTests.indicators,
      roster: EnglishTableTests.roster)
  }

  @Test("In a project in English, 3,891 is three thousand, and figures have their periods")
  func numbers() throws {
    let small = try small(["Hillcrest Office.csv": office("3,891")])
    let intake = try small.intake(.half(1, year: 2026))
    let numbers = intake.tables.flatMap(\.numbers).map { number in
      "\(number.row):\(number.column) \(number.unit) \(number.period.name) \(number.figure)"
        + " \(number.value.flatMap { Quantity($0) }.map { "\($0)" } ?? "x")"
    }
    #expect(
      numbers == [
        "5:4 Hillcrest Office 2026 plan 8000", "5:5 Hillcrest Office 2026-H1 value 3891",
        "5:6 Hillcrest Office 2025-H1 value 3100", "6:4 Hillcrest Office 2026 plan 900",
        "6:5 Hillcrest Office 2026-H1 value 412.5", "6:6 Hillcrest Office 2025-H1 value 380",
      ])
    #expect(intake.log.all.filter { $0.code == .ambiguousNumber } == [])
  }

  @Test(
    "What the column proves holds in a project in English, too; thousands are parted one way in a column"
  )
  func otherMarks() throws {
    func revenue(_ first: String, _ second: String) throws -> Small {
      try small([
        "t.csv": """
        First half of 2026,
        Unit,Budget revenue
        Hillcrest Office,"\(first)"
        Riverside Office,"\(second)"
        """
      ])
    }
    let half = Period.half(1, year: 2026)
    #expect(try revenue("1.234", "17,5").value("revenue", in: half) == 1251.5)
    #expect(try revenue("1,234", "17.5").value("revenue", in: half) == 1251.5)
    #expect(try revenue("1.234", "17.5").value("revenue", in: half) == 18.734)
    #expect(try revenue("1.234", "17").value("revenue", in: half) == 1251)
    let both = try revenue("1.234", "5,678").intake(half)
    #expect(both.log.all.map(\.code).filter { $0 == .ambiguousNumber }.count == 2)
    #expect(both.log.all.contains { $0.message.english.contains("write it as 1,234.5") })
  }

  @Test("A project in Vietnamese reads 3,891 as before, and says so")
  func vietnamese() throws {
    let intake = try small(["Hillcrest Office.csv": office("3,891")], language: "vi")
      .intake(.half(1, year: 2026))
    #expect(intake.log.all.contains { $0.code == .ambiguousNumber })
  }

  @Test("Findings and how a table was read quote headings as they stand in it")
  func quoted() throws {
    let intake = try small([
      "t.csv":
        "First half of 2026,,,\nUnit,Applications received,% of plan,Remarks\nHillcrest Office,12,40,late\nRiverside Office,17,50,\n"
    ]).intake(.half(1, year: 2026))
    let passed = intake.tables.flatMap(\.blocks).flatMap(\.passed).map(\.place)
    #expect(passed.contains("C \"% of plan\""))
  }

  @Test(
    "An indicator called like a figure, and a heading that the settings explain, keep their meaning"
  )
  func ownNames() throws {
    let small = try Small(
      ["t.csv": "First half of 2026,\nUnit,Target\nHillcrest Office,12\nRiverside Office,17\n"],
      settings:
        "language: en\nindicators:\n  target: {name: Target, from: submissions, over_time: sum}\n",
      roster: EnglishTableTests.roster)
    #expect(try small.value("target", in: .half(1, year: 2026)) == 29)
  }

  @Test("A register with English headers")
  func register() throws {
    let proposal = try found([
      (
        "activities.csv",
        "Date,Office,Activity,Participants\n2026-01-05,Hillcrest Office,Inspection,4\n2026-02-05,Riverside Office,Training course,30\n"
      )
    ])
    #expect(proposal.units.map(\.name) == ["Hillcrest Office", "Riverside Office"])
    #expect(proposal.indicators.map(\.name) == ["Inspection", "Training course", "Participants"])
  }
}
