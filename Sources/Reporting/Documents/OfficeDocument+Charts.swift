import Foundation

/// Charts of Office's own within a document: a part each, with a workbook of its own.
extension OfficeDocument {
  /// Puts a chart into the document and relates a part to it. Each has a part of its own: who edits one edits no other.
  ///
  /// - Parameter old: the relationship of the chart that it takes the place of, which stays where it shows the same.
  /// - Returns: the relationship's id.
  func add(
    _ chart: OfficeChart, named name: String, created: Date, to part: String,
    insteadOf old: String? = nil
  ) throws -> String {
    let folder = OfficeDocument.folder(of: part)
    let xml = chart.xml
    if let old, let target = try target(of: old, from: part), try package.data(target) == xml {
      return old
    }
    let stem = OfficeDocument.stem(of: xml, named: name)
    var (own, number) = (stem, 1)
    while try package.data(folder + "charts/\(own).xml") != nil {
      number += 1
      own = "\(stem)-\(number)"
    }
    let (file, workbook) = ("charts/\(own).xml", "embeddings/\(own).xlsx")
    package.set(folder + file, to: xml)
    package.set(folder + workbook, to: try chart.workbook(created: created))
    _ = try relate(
      folder + file, to: folder + workbook, "../" + workbook, OfficeChart.packageRelationship)
    try declare(
      ending: "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    try declare(part: folder + file, OfficeChart.contentType)
    return try relate(
      part, to: folder + file, OfficeDocument.way(from: part) + file, OfficeChart.relationship)
  }
}
