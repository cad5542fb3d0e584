import Foundation
import Office

/// Native Office charts in a document: each is a part with its own workbook.
extension OfficeDocument {
  /// Adds a chart to the document and a relationship to it. Each chart has a separate part, so editing one does not
  /// change another.
  ///
  /// - Returns: the relationship's id.
  func add(
    _ chart: OfficeChart, named name: String, created: Date, to part: String
  ) throws -> String {
    let folder = OfficeDocument.folder(of: part)
    let xml = chart.xml
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

  /// Gives an existing chart new numbers, names and a new title, and keeps its formatting.
  ///
  /// - Parameter id: the relationship of its part.
  /// - Returns: whether the chart has a place for them: the same number of series, each with categories and values, and
  ///   an embedded workbook.
  func refresh(
    _ chart: OfficeChart, at id: String, created: Date, from part: String
  ) throws -> Bool {
    guard let own = try target(of: id, from: part), try package.data(own) != nil else {
      return false
    }
    let tree = try tree(own)
    let series = tree.root.descendants("c:ser")
    guard series.count == chart.series.count,
      series.allSatisfy({ $0.child("c:cat") != nil && $0.child("c:val") != nil }),
      let link = tree.root.child("c:externalData")?.attribute("r:id"),
      let workbook = try target(of: link, from: own), workbook.hasSuffix(".xlsx")
    else { return false }
    let before = tree.data
    func replace(_ old: XMLNode?, with markup: Markup) throws {
      guard let old else { return }
      for fresh in try tree.elements(markup) { fresh.insertBefore(old) }
      old.remove()
    }
    for (index, node) in series.enumerated() {
      let data = chart.data(ofSeries: index)
      moveMarks(of: node, to: chart.categories)
      try replace(node.child("c:tx"), with: data.name)
      try replace(node.child("c:cat"), with: data.categories)
      try replace(node.child("c:val"), with: data.values)
    }
    try replace(tree.root.descendant(at: "c:chart", "c:title", "c:tx"), with: chart.titleText)
    guard tree.data != before else { return true }
    touch(own)
    package.set(workbook, to: try chart.workbook(created: created))
    return true
  }

  /// The content of an existing chart: its title, and each series with its names and numbers; `nil` if its part is
  /// missing.
  func contents(ofChart id: String, from part: String) throws -> [[String]]? {
    guard let own = try target(of: id, from: part), try package.data(own) != nil else { return nil }
    let root = try tree(own).root
    func points(_ node: XMLNode?) -> [String: String] {
      let all = node?.descendants("c:pt") ?? []
      return Dictionary(
        all.compactMap { point in
          point.attribute(bare: "idx").map { ($0, point.child("c:v")?.text ?? "") }
        }, uniquingKeysWith: { first, _ in first })
    }
    let title = root.descendant(at: "c:chart", "c:title", "c:tx")?.text ?? ""
    return [[OfficeChart.comparable(title)]]
      + root.descendants("c:ser").map { series in
        let names = points(series.child("c:cat"))
        let values = points(series.child("c:val")).compactMap { index, value in
          Double(value).map { (names[index] ?? "", $0) }
        }
        return OfficeChart.contents(
          ofSeries: series.child("c:tx")?.descendants("c:v").first?.text ?? "", values)
      }
  }

  /// Moves the formatting of single points with their categories, and removes that of missing categories.
  private func moveMarks(of series: XMLNode, to categories: [String]) {
    var old: [Int: String] = [:]
    for point in series.child("c:cat")?.descendants("c:pt") ?? [] {
      if let index = point.length(bare: "idx") { old[index] = point.child("c:v")?.text }
    }
    let labels = series.child("c:dLbls")?.children("c:dLbl") ?? []
    for own in series.children("c:dPt") + labels {
      guard let place = own.child("c:idx"), let index = place.length(bare: "val"),
        let name = old[index]
      else { continue }
      // An asterisk marks a partial number.
      func bare(_ name: String) -> String { name.trimmingCharacters(in: ["*", " "]) }
      if let new = categories.firstIndex(where: { bare($0) == bare(name) }) {
        place.setAttribute(bare: "val", "\(new)")
      } else {
        own.remove()
      }
    }
  }
}
