import CairoRenderer
import Charting
import Foundation
import Gallery

// Draws every entry of the gallery as PNG, SVG and PDF into a folder, all of them on a sheet, and lists them:
//
//     DrawGallery FOLDER SHEET.png LIST.md
guard CommandLine.arguments.count == 4 else {
  FileHandle.standardError.write(Data("usage: DrawGallery FOLDER SHEET.png LIST.md\n".utf8))
  exit(64)
}
let (sheetFile, listFile) = (CommandLine.arguments[2], CommandLine.arguments[3])
let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
let measurer = PangoMeasurer()
for entry in Gallery.entries {
  let scene = try entry.scene(measuredBy: measurer)
  let file = folder.appending(path: entry.id)
  try PNGRenderer(resolution: 150).data(scene).write(to: file.appendingPathExtension("png"))
  try SVGRenderer().data(scene).write(to: file.appendingPathExtension("svg"))
  let metadata = PDFDocument.Metadata(title: scene.title, date: Date(timeIntervalSince1970: 0))
  try PDFDocument.data([.init(scene: scene)], metadata).write(
    to: file.appendingPathExtension("pdf"))
}
let sheet = try ContactSheet(Gallery.entries, measurer).scene()
try PNGRenderer(resolution: 50).data(sheet).write(to: URL(fileURLWithPath: sheetFile))
try Gallery.index.write(to: URL(fileURLWithPath: listFile), atomically: true, encoding: .utf8)
print("\(Gallery.entries.count) charts in \(folder.relativePath)")
