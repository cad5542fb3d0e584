import ClusterMetrics
import Foundation
import FuzzTargets
import Intake
import Packs
import Reporting
import Testing
import TestSupport

/// Thousands of mutations of real files, from fixed seeds: the short form of `make fuzz`.
///
/// Each reader runs in this process; a trap ends the tests.
@Suite("Any bytes are read without a trap")
struct MutationTests {
  private static let pack = Result { () throws -> URL in
    let folder = packageRoot.appending(path: ".build/test-packs/fuzz")
    let project = try Project(folder: packageRoot.appending(path: "Samples/cum-thi-dua-1"))
    let period = Period.half(1, year: 2022)
    let report = ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period, language: .vietnamese, measurer: FixedMeasurer())
    _ = try PackWriter(
      report: report, formats: [.png], products: [.png], date: Date(timeIntervalSince1970: 0)
    ).write(to: folder)
    return folder
  }

  /// One to four changes: bytes flipped, put in, taken out, repeated, words put in, two seeds spliced.
  private func mutated(_ seeds: [Data], _ generator: inout SplitMix) -> Data {
    var data = seeds.randomElement(using: &generator) ?? Data()
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let at = Int.random(in: 0...data.count, using: &generator)
      let length = min(Int.random(in: 1...40, using: &generator), data.count - at)
      switch Int.random(in: 0..<8, using: &generator) {
      case 0 where !data.isEmpty:
        data[min(at, data.count - 1)] ^= UInt8(1 << Int.random(in: 0..<8, using: &generator))
      case 1: data.insert(UInt8.random(in: 0...255, using: &generator), at: at)
      case 2: data.removeSubrange(at..<(at + length))
      case 3: data.insert(contentsOf: Data(data[at..<(at + length)]), at: at)
      case 4: data = Data(data.prefix(at))
      case 5:
        let other = seeds.randomElement(using: &generator) ?? Data()
        data = data.prefix(at) + other.suffix(Int.random(in: 0...other.count, using: &generator))
      case 6 where length > 0:
        let piece = Data(data[at..<(at + length)])
        data.insert(
          contentsOf: (0..<Int.random(in: 2...60, using: &generator)).flatMap { _ in piece }, at: at
        )
      default:
        data.insert(
          contentsOf: Seeds.words.randomElement(using: &generator) ?? Data(), at: at)
      }
    }
    return data
  }

  @Test("Mutations of real files", arguments: FuzzTarget.allCases)
  func mutations(target: FuzzTarget) throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let pack = try MutationTests.pack.get()
    let seeds = Seeds.of(target)
    #expect(seeds.allSatisfy { target == .csv || !$0.isEmpty })
    let times = ProcessInfo.processInfo.environment["GIAOBAN_MUTATIONS"].flatMap { Int($0) } ?? 1
    let count = (target == .docx || target == .document ? 150 : 500) * times
    for seed in 0..<UInt64(count) {
      var generator = SplitMix(state: seed &* 7919 &+ 17)
      target.run(mutated(seeds, &generator), in: folder.url, pack: pack)
    }
  }

  @Test(
    "What once brought a reader down",
    arguments: [
      // A table that says again, with its rows not understood, what one above it says: the numbers of both go.
      (
        FuzzTarget.markup,
        """
        <html><p>6 tháng đầu năm 2022<table><tr><td><table><tr><th rowspan=2>Đơn ~ị<th colspan=2>Hồ sơ\
        <tr><th>KH<th>TH<tr><td>H. Nga Sơn<td x:num="5">5,0<td>1&nbsp;200</table></table><br>Ngườ2\
        <table><tr><td><table><tr><th rowsp=na2>Đơn ~ị<th colspan=2>Hồ sơ<tr><th>KH<th>TH\
        <tr><td>H. Nga Sơn<td x:num="5">5,0<td>1&nbsp;200</table></tablei lập
        """
      )
    ])
  func crashes(target: FuzzTarget, text: String) throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    target.run(Data(text.utf8), in: folder.url, pack: try MutationTests.pack.get())
  }
}
