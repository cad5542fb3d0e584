import CairoRenderer
import Charting
import Dispatch
import Foundation
import Synchronization

/// Draws what the benchmarks time as whole processes:
///
///     Benchmarks pack OUTDIR [COUNT]   24 A4 charts as one PDF and 24 PNGs at 300 dpi
///     Benchmarks chart OUT.png         one chart of 160 × 100 mm at 300 dpi
///
/// and what they count the instructions of, again and again: laying out a chart, and writing it as SVG,
/// PDF and PNG once it is laid out.
///
///     Benchmarks layout|svg|pdf|encode OUT TIMES
@main
enum Benchmarks {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else {
      FileHandle.standardError.write(
        Data("usage: Benchmarks pack|chart|layout|svg|pdf|encode OUT [COUNT]\n".utf8))
      exit(64)
    }
    let out = URL(fileURLWithPath: arguments[1])
    let count = arguments.count > 2 ? Int(arguments[2]) ?? 1 : nil
    let measurer = PangoMeasurer()
    let metadata = PDFDocument.Metadata(
      title: "Benchmark", date: Date(timeIntervalSince1970: 0))
    if arguments[0] == "pack" {
      return try pack(count ?? 24, into: out, metadata, measurer)
    }
    if arguments[0] == "chart" {
      let scene = try scene(0, .millimetres(160, 100), measurer)
      return try PNGRenderer().data(scene).write(to: out)
    }
    let scene = try scene(0, .a4Landscape, measurer)
    for _ in 0..<(count ?? 1) {
      switch arguments[0] {
      case "layout": _ = try self.scene(0, .a4Landscape, measurer)
      case "svg": try SVGRenderer().data(scene).write(to: out)
      case "pdf": try PDFDocument.data([.init(scene: scene)], metadata).write(to: out)
      default: try PNGRenderer().data(scene).write(to: out)
      }
    }
  }

  private static func scene(
    _ number: Int, _ size: Size, _ measurer: PangoMeasurer
  ) throws -> Scene {
    try BenchmarkCharts.chart(number).scene(
      width: size.width, height: size.height,
      in: LayoutContext(theme: .image, measurer: measurer))
  }

  private static func pack(
    _ count: Int, into folder: URL, _ metadata: PDFDocument.Metadata, _ measurer: PangoMeasurer
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let laidOut = Mutex<[Int: Scene]>([:])
    try onAllCores(count) { index in
      let scene = try scene(index, .a4Landscape, measurer)
      laidOut.withLock { $0[index] = scene }
    }
    let scenes = laidOut.withLock { laidOut in (0..<count).compactMap { laidOut[$0] } }
    try onAllCores(count + 1) { index in
      if index == 0 {
        let pages = scenes.map { PDFDocument.Page(scene: $0) }
        try PDFDocument.data(pages, metadata).write(to: folder.appending(path: "pack.pdf"))
      } else {
        try PNGRenderer().data(scenes[index - 1])
          .write(to: folder.appending(path: "chart-\(index).png"))
      }
    }
  }

  private static func onAllCores(
    _ count: Int, _ work: @Sendable (Int) throws -> Void
  ) throws {
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: count) { index in
      do { try work(index) } catch { failure.withLock { $0 = error } }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
