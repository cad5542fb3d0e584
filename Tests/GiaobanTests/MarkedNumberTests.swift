import Foundation
import Testing
import TestSupport

@Suite("Numbers that are not whole, or not exact, say so in every form of a tally")
struct MarkedNumberTests {
  /// Xã An reports about 30 visits and 4 complaints, Xã Bình 12 visits and no complaints yet, Xã Cẩm both.
  private func project(_ visits: String = "khoảng 30") throws -> TemporaryFolder {
    try TemporaryFolder([
      "submissions.csv": """
      period,unit,visits,complaints
      2026-H1,Xã An,\(visits),4
      2026-H1,Xã Bình,12,
      2026-H1,Xã Cẩm,8,2
      """,
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Xã An\nCụm 1,Xã Bình\nCụm 2,Xã Cẩm\n",
      "giaoban.yaml": """
      title: Thử
      language: vi
      indicators:
        visits: {name: Lượt tiếp, from: submissions}
        complaints: {name: Đơn thư, from: submissions}
      """,
    ])
  }

  private func tally(_ options: String..., by place: String = "cluster", in folder: TemporaryFolder)
    throws -> [String]
  {
    let run = try Run(
      giaoban, ["tally", ".", "--period", "2026-H1", "--by", place] + options, in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    return run.output.split(separator: "\n").map(String.init)
  }

  @Test(
    "Wide lines name the indicators; a column for what is approximate is there where anything is")
  func wide() throws {
    let folder = try project()
    defer { folder.keep() }
    #expect(
      try tally("--wide", "--format", "csv", in: folder) == [
        "period,cluster,unit,visits,complaints,partial,approximate",
        "2026-H1,Cụm 1,,42,4,complaints,visits", "2026-H1,Cụm 2,,8,2,,",
      ])
    let json = try tally("--wide", "--format", "json", in: folder).joined()
    #expect(json.contains("\"partial\" : [      \"complaints\"    ]"))
    #expect(json.contains("\"approximate\" : [      \"visits\"    ]"))
    let exact = try project("30")
    defer { exact.keep() }
    #expect(
      try tally("--wide", "--format", "csv", in: exact)[0]
        == "period,cluster,unit,visits,complaints,partial")
  }

  @Test("So do lines of single numbers, beside their status")
  func long() throws {
    let folder = try project()
    defer { folder.keep() }
    let lines = try tally("--format", "csv", in: folder)
    try #require(lines.count == 5)
    #expect(lines[0].hasSuffix(",expected_units,approximate"))
    #expect(lines[1] == "2026-H1,Cụm 1,,visits,42,,,complete,2,2,true")
    #expect(lines[2] == "2026-H1,Cụm 1,,complaints,4,,,partial,1,2,")
  }

  @Test("And cross tables")
  func cross() throws {
    let folder = try project()
    defer { folder.keep() }
    let lines = try tally("--across", "cluster", "--format", "csv", by: "unit", in: folder)
    try #require(lines.count == 7)
    #expect(lines[0] == "period,cluster,unit,indicator,Cụm 1,Cụm 2,total,partial,approximate")
    #expect(lines[1] == "2026-H1,Cụm 1,Xã An,visits,30,,30,,Cụm 1; total")
  }
}
