import Office
import PackPages
import Packs

/// Native Office charts on slides.
extension SlideDocument {
  /// Replaces a text box by a chart of the same size.
  mutating func putChart(
    _ chart: Manifest.Chart, instead shape: XMLNode, _ box: Box, _ part: String
  ) throws {
    let office = try answers.officeChart(chart.id)
    let relationship = try document.add(
      office, named: chart.id, created: answers.manifest.creationDate, to: part)
    let number = shape.descendant(at: "p:nvSpPr", "p:cNvPr")?.attribute(bare: "id") ?? "2"
    let mark = PictureMark.mark(chart.id, office.contents)
    try put(
      """
      <p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="\(number)" name="\(mark)" descr="\(chart.alternativeText)" \
      title="\(mark)"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>\
      </p:nvGraphicFramePr><p:xfrm><a:off x="\(box.x)" y="\(box.y)"/><a:ext cx="\(box.width)" cy="\(box.height)"/></p:xfrm>\
      \(OfficeChart.graphic(relationship))</p:graphicFrame>
      """, insteadOf: shape, part)
  }

  /// Gives charts of an earlier run the numbers of this pack.
  mutating func refreshCharts(_ part: String) throws {
    var replaced: Set<String> = []
    for frame in try document.tree(part).root.descendants("p:graphicFrame") {
      guard let properties = frame.descendant(at: "p:nvGraphicFramePr", "p:cNvPr"),
        let id = PictureMark.id(of: properties), let graphic = frame.descendants("c:chart").first
      else { continue }
      let refresh = PictureRefresh(document: document, answers: answers, part: part)
      if try refresh.refresh(properties, chart: graphic, id: id, replaced: &replaced, log: &log) {
        document.touch(part)
      }
    }
    try document.dropUnused(replaced, from: part)
  }
}
