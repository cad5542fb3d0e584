import CairoRenderer
import Charting
import Dispatch
import Foundation
import Synchronization

/// Draws what the benchmarks time as whole processes:
///
///     Benchmarks pack OUTDIR     24 A4 charts as one PDF and 24 PNGs at 300 dpi
///     Benchmarks chart OUT.png   one chart of 160 × 100 mm at 300 dpi
///     Benchmarks encode OUT.png TIMES   one A4 chart, laid out once and encoded again and again
@main
enum Benchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2, let path = arguments.dropFirst().first else {
      fatalError("usage: Benchmarks pack OUTDIR | chart OUT.png | encode OUT.png TIMES")
    }
    let measurer = PangoMeasurer()
    switch arguments.first {
    case "pack": try pack(into: URL(fileURLWithPath: path, isDirectory: true), measurer)
    case "encode":
      let scene = try scene(0, .a4Landscape, measurer)
      for _ in 0..<(arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1) {
        try PNGRenderer().data(scene).write(to: URL(fileURLWithPath: path))
      }
    default:
      let scene = try scene(0, .millimetres(160, 100), measurer)
      try PNGRenderer().data(scene).write(to: URL(fileURLWithPath: path))
    }
  }

  private static func scene(
    _ number: Int, _ size: Size, _ measurer: PangoMeasurer
  ) throws -> Scene {
    try BenchmarkCharts.chart(number).scene(
      width: size.width, height: size.height,
      in: LayoutContext(theme: .image, measurer: measurer))
  }

  private static func pack(into folder: URL, _ measurer: PangoMeasurer) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let scenes = try (0..<24).map { try scene($0, .a4Landscape, measurer) }
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: 25) { index in
      do {
        if index == 0 {
          let pages = scenes.map { PDFDocument.Page(scene: $0) }
          let metadata = PDFDocument.Metadata(
            title: "Benchmark", date: Date(timeIntervalSince1970: 0))
          try PDFDocument.data(pages, metadata).write(to: folder.appending(path: "pack.pdf"))
        } else {
          try PNGRenderer().data(scenes[index - 1])
            .write(to: folder.appending(path: "chart-\(index).png"))
        }
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
