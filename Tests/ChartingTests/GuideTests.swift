import CairoRenderer
import Charting
import Foundation
import Testing
import TestSupport

@Suite("The guide's example for Swift programmers")
struct GuideTests {
  /// The lines of the guide, but for where the file goes.
  private func draw(to folder: URL) throws {
    let context = LayoutContext(theme: .image, measurer: PangoMeasurer())
    let chart = Chart(
      title: "Walking leads with 41 trips", subtitle: "Trips by means, June",
      footer: "Source: diary.",
      body: RankedBars(
        [
          .init(CategoryName("Walking"), .number(41), isHighlighted: true),
          .init(CategoryName("Bicycle"), .number(27)), .init(CategoryName("Bus"), .missing),
        ],
        format: ValueFormat(.count, decimals: 0, numbers: .english),
        words: .init(missing: "not reported", notApplicable: "does not apply")))
    let scene = try chart.scene(width: Size.millimetres(155, 0).width, in: context)
    try PNGRenderer(resolution: 300).data(scene).write(to: folder.appending(path: "trips.png"))
    try PDFDocument.data([.init(scene: scene)], .init(title: scene.title, date: Date()))
      .write(to: folder.appending(path: "trips.pdf"))
  }

  @Test(
    "It draws a picture and a page in under twenty lines, and each of them stands in the guide")
  func draws() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    try draw(to: folder.url)
    let png = try Data(contentsOf: folder.url.appending(path: "trips.png"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let pdf = try Data(contentsOf: folder.url.appending(path: "trips.pdf"))
    #expect(pdf.starts(with: Data("%PDF".utf8)))

    // Compared without white space, which the two break differently.
    func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    let body = try #require(
      source.components(separatedBy: "throws {\n").dropFirst().first?
        .components(separatedBy: "    try PNGRenderer").first)
    let page = try String(
      contentsOf: packageRoot.appending(path: "Documentation/library.md"), encoding: .utf8)
    #expect(squeezed(page).contains(squeezed(body)))
    #expect(
      squeezed(page).contains(
        squeezed(
          """
          try PDFDocument.data([.init(scene: scene)], .init(title: scene.title, date: Date()))
          .write(to:
          """)))
    let guide = try #require(
      page.components(separatedBy: "```swift\nimport CairoRenderer\n").dropFirst().first?
        .components(separatedBy: "```").first)
    #expect(guide.split(separator: "\n").count < 20)
  }
}
