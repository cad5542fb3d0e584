import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Workspace

/// A second column of labels that come again below every line.
@Suite("Labels that come again below every line")
struct LabelCycleTests {
  /// What Xã Nga Sơn reports of the first indicator, as period, figure and value.
  ///
  /// - Parameter isAcross: whether units stand in columns and indicators in rows, and not the other way round.
  private func read(_ title: String, _ labels: [String], isAcross: Bool) throws -> [String] {
    let units = ["Xã Nga Sơn", "Xã Hà Trung"]
    let names = ["Số hội nghị", "Số lớp"]
    let (lines, heads) = isAcross ? (names, units) : (units, names)
    let rows =
      [[title], ["TT", isAcross ? "Chỉ tiêu" : "Đơn vị", "Phân loại"] + heads]
      + lines.enumerated().flatMap { place, line in
        labels.enumerated().map { number, label in
          [number == 0 ? "#\(place + 1)" : "", number == 0 ? line : "", label]
            + heads.indices.map { "#\(100 * (place + 1) + 10 * (number + 1) + $0)" }
        }
      }
    let (numbers, _) = try TablesProject().reported(workbook: [("Sheet1", rows)], by: units[0])
    return numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") }
      .filter { told in [110, 120, 130].contains { told.hasSuffix(" \($0)") } }
  }

  @Test(
    "A plan and what was done of it are figures, whatever else stands below them",
    arguments: [
      ["KH năm", "Kết quả thực hiện", "Chưa thực hiện"], ["Kế hoạch", "Thực hiện", "Còn lại"],
      ["KH", "Hoàn thành", "Tỷ lệ (%)"], ["Giao", "Đạt", "Tỷ lệ (%)"], ["KH", "TH", "Xếp loại"],
    ], [true, false])
  func figures(_ labels: [String], isAcross: Bool) throws {
    let told = try read("KẾT QUẢ NĂM 2026", labels, isAcross: isAcross)
    #expect(told.prefix(2) == ["2026 plan 110", "2026 value 120"], "\(told)")
    #expect(!told.contains { $0.hasSuffix(" 130") }, "\(told)")
  }

  @Test(
    "Years and quarters are periods, and what compares or sums them up is passed over",
    arguments: [
      ("NĂM 2026", ["Năm 2025", "Năm 2026", "So sánh"], ["2025 value 110", "2026 value 120"]),
      ("NĂM 2026", ["Năm 2025", "Năm 2026", "Tăng/giảm"], ["2025 value 110", "2026 value 120"]),
      (
        "6 THÁNG ĐẦU NĂM 2026", ["Quý I", "Quý II", "Cộng"],
        ["2026-Q1 value 110", "2026-Q2 value 120"]
      ),
    ], [true, false])
  func periods(_ lines: (String, [String], [String]), isAcross: Bool) throws {
    let told = try read("KẾT QUẢ " + lines.0, lines.1, isAcross: isAcross)
    #expect(Array(told.prefix(2)) == lines.2, "\(told)")
    #expect(!told.contains { $0.hasSuffix(" 130") }, "\(told)")
  }

  @Test("A month and what counts up to its end are two numbers")
  func upToMonth() throws {
    let told = try read("KẾT QUẢ THÁNG 5 NĂM 2026", ["Tháng 5", "Lũy kế"], isAcross: false)
    #expect(told.prefix(2) == ["2026-M05 value 110", "2026-M05 cumulative 120"], "\(told)")
  }

  @Test("Below \"Nội dung\", quarters beside columns that say what is counted are no indicators")
  func lines() throws {
    let rows = [
      ["UBND XÃ NGA SƠN"], ["KẾT QUẢ NĂM 2026"], ["Nội dung", "Số hội nghị", "Số lớp"],
      ["Quý I", "#3", "#4"], ["Quý II", "#5", "#6"],
    ]
    let (numbers, _) = try TablesProject().reported(
      workbook: [("Sheet1", rows)], by: "Xã Nga Sơn")
    #expect(
      Set(numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") }) == [
        "2026-Q1 value 3", "2026-Q2 value 5", "2026-Q1 value 4", "2026-Q2 value 6",
      ])
  }
}
