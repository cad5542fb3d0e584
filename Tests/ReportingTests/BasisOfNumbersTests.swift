import Charting
import ClusterMetrics
import Foundation
import Intake
import Settings
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

@Suite("What numbers stand on is said as it is")
struct BasisOfNumbersTests {
  private func report(
    _ files: [String: String], in period: Period = .half(1, year: 2024),
    _ language: Language = .vietnamese
  ) throws -> (ReportContext, TemporaryFolder) {
    let folder = try TemporaryFolder(files)
    let project = try Project(folder: folder.url)
    let context = ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period, language: language, measurer: FixedMeasurer())
    return (context, folder)
  }

  private static let roster =
    "Cụm,Đơn vị,Dân số\nCụm 1,Xã An,1000\nCụm 1,Xã Bình,\nCụm 2,Xã Cát,3000\n"

  @Test("Records that end early cut their base, and no number that units submit")
  func bases() throws {
    let days = [2023, 2024].flatMap { year in
      (1...(year == 2023 ? 6 : 3)).flatMap { month in
        ["An", "Bình", "Cát"].map { "5/\(month)/\(year),\($0),Họp" }
      }
    }
    let (report, folder) = try report([
      "giaoban.yaml":
        "indicators: {n: {name: {vi: Họp, en: Talks}, count: activities}, t: {name: {vi: Thu, en: Revenue}, from: submissions}}",
      "roster.csv": Self.roster,
      "activities.csv": "Ngày,Đơn vị,Hoạt động\n" + days.joined(separator: "\n") + "\n",
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2023-H1,An,t,10\n2023-H1,Bình,t,20\n2023-H1,Cát,t,5\n"
        + "2024-H1,An,t,12\n2024-H1,Bình,t,24\n2024-H1,Cát,t,5\n",
    ])
    defer { folder.keep() }
    let (talks, revenue) = (report.indicators[0], report.indicators[1])
    #expect(report.maker.baseName(of: revenue) == "cùng kỳ 2023")
    #expect(report.maker.baseName(of: talks) == "cùng thời gian đến 05/3/2023")
    // A table of both is of the whole base, and says which number is not.
    #expect(report.maker.baseName(of: [talks, revenue]) == "cùng kỳ 2023")
    #expect(report.maker.baseRemark(talks, among: [talks, revenue]) == " (đến 05/3/2023)")
    #expect(report.maker.baseRemark(revenue, among: [talks, revenue]) == "")
    #expect(report.maker.baseRemark(talks, among: [talks]) == "")
    #expect(
      report.maker.chartWords(of: [revenue]).reference == "vạch xám: cùng kỳ 2023")
  }

  @Test("Units with the same text have one together, so that texts do not add up")
  func texts() throws {
    let rows = ["An", "Bình", "Cát"].flatMap { ["1/2/2024,\($0),Họp,A", "2/2/2024,\($0),Họp,B"] }
    let (report, folder) = try report([
      "giaoban.yaml":
        "columns: {kind: Loại}\nindicators: {k: {name: {vi: Số loại, en: Kinds}, distinct: kind}, h: {name: {vi: Nửa, en: Half}, compute: n / 2}, n: {name: {vi: Họp, en: Talks}, count: activities}}",
      "roster.csv": Self.roster,
      "activities.csv": "Ngày,Đơn vị,Hoạt động,Loại\n" + rows.joined(separator: "\n") + "\n",
      "plans.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024-H1,An,k,2\n2024-H1,Bình,k,2\n2024-H1,Cát,k,2\n",
    ])
    defer { folder.keep() }
    let kinds = report.indicators[0]
    #expect(!kinds.addsUp)
    #expect(report.book.tally(kinds, for: .all, in: report.period).value == 2)
    #expect(report.book.fulfilment(kinds, for: .all, in: report.period) == nil)
    let cluster = report.book.tally(kinds, for: .cluster(0), in: report.period)
    #expect(report.book.normalised(cluster, by: .units) == 2)
    // A number divided by another adds up as the number does: two units have two talks each.
    let half = report.indicators[1]
    #expect(half.addsUp)
    let own = report.book.tally(half, for: .cluster(0), in: report.period)
    #expect(own.value == 2)
    #expect(report.book.normalised(own, by: .units) == 1)
  }

  @Test("A unit without a denominator has reported, and its rate cannot be computed")
  func denominators() throws {
    let (report, folder) = try report([
      "giaoban.yaml":
        "indicators: {a: {name: {vi: Hồ sơ, en: Files}, from: submissions}, h: {name: {vi: Hồ sơ trên 1.000 dân, en: Files per 1000}, per: Dân số, of: a, times: 1000}}",
      "roster.csv": Self.roster,
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,An,a,10\n2024-H1,Bình,a,20\n2024-H1,Cát,a,30\n",
    ])
    defer { folder.keep() }
    let rate = report.indicators[1]
    let chart = report.maker.ranked(rate, groups: [.unit(0), .unit(1), .unit(2)])
    #expect(
      chart.alternativeText.contains("chưa có số liệu làm mẫu số"), "\(chart.alternativeText)")
    #expect(!chart.alternativeText.contains("kỳ thành phần"))
    #expect(chart.footer.contains("2/3 đơn vị có số liệu"), "\(chart.footer)")
    #expect(!chart.title.contains("đã báo cáo"), "\(chart.title)")
    #expect(report.gaps.contains("hưa tính được một số chỉ tiêu: Xã Bình"), "\(report.gaps)")
    #expect(!report.gaps.contains("thiếu một số chỉ tiêu"), "\(report.gaps)")
  }

  @Test("A total that adds up clusters says so, and which units are missing")
  func totals() throws {
    let (report, folder) = try report([
      "giaoban.yaml": "indicators: {t: {name: {vi: Thu, en: Revenue}, from: submissions}}",
      "roster.csv": Self.roster,
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,An,t,3\n2024-H1,Cụm 2,t,12\n",
    ])
    defer { folder.keep() }
    let footer = report.maker.footer(report.indicators[0], for: .all)
    #expect(
      footer.contains("2/3 đơn vị, cộng từ các cụm, có cụm chỉ có tổng số chung"), "\(footer)")
    #expect(footer.contains("Toàn bộ: 15"), "\(footer)")
  }

  @Test("A stock at the end of a part of the year is not of that part alone")
  func stocks() throws {
    let (report, folder) = try report(
      [
        "giaoban.yaml":
          "indicators: {s: {name: {vi: Hội viên, en: Members}, from: submissions, over_time: last}}",
        "roster.csv": Self.roster,
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-M09,An,s,9\n2024-M09,Bình,s,10\n2024-M09,Cát,s,9\n",
        "plans.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024,An,s,12\n2024,Bình,s,12\n2024,Cát,s,12\n",
      ], in: .quarter(3, year: 2024))
    defer { folder.keep() }
    let chart = report.maker.fulfilment(report.indicators[0], units: [0, 1, 2])
    #expect(chart.title == "Các đơn vị đạt từ 75,0% đến 83,3% kế hoạch năm", "\(chart.title)")
  }

  @Test("What fell by little did not fall by 0.0%")
  func little() throws {
    let (report, folder) = try report([
      "giaoban.yaml":
        "indicators: {t: {name: {vi: Thu, en: Revenue}, from: submissions, decimals: 1}}",
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Xã An\n",
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2023-H1,An,t,2000.2\n2024-H1,An,t,2000\n",
    ])
    defer { folder.keep() }
    let change = report.book.comparison(
      report.indicators[0], for: .all, in: report.period, with: .half(1, year: 2023))
    #expect(
      report.words.changeInWords(change, report.indicators[0], base: "cùng kỳ 2023")
        == "giảm 0,2 (0,01%) so với cùng kỳ 2023")
  }
}
