import Office
import PackPages
import Packs

/// Replaces the image of a picture in an Office document by that of this pack, in the same box.
struct PictureRefresh {
  let document: OfficeDocument
  let answers: PackAnswers
  let part: String

  /// - Parameters:
  ///   - properties: the element with the picture's name and alternative text.
  ///   - blips: the elements that refer to its image.
  ///   - extent: the element with the size of its box.
  ///   - replaced: receives the relationships that the picture no longer uses.
  /// - Returns: whether anything changed.
  func refresh(
    _ properties: XMLNode, _ blips: [XMLNode], extent: XMLNode?, id: String,
    replaced: inout Set<String>, log: inout AttachmentLog
  ) throws -> Bool {
    let chart = try answers.chart(id)
    log.charts += 1
    // The box shows only the cropped part of the picture.
    let crop = blips.first?.parent?.child("a:srcRect")
    func left(_ first: String, _ second: String) -> Double {
      let taken = (crop?.length(bare: first) ?? 0) + (crop?.length(bare: second) ?? 0)
      return max(1 - Double(taken) / 100_000, 0.01)
    }
    let width = (extent?.length(bare: "cx").map { Double($0) } ?? 0) / left("l", "r")
    let height = (extent?.length(bare: "cy").map { Double($0) } ?? 0) / left("t", "b")
    let (png, outlines, isPadded) = try answers.picture(of: chart, forBox: width, height)
    if isPadded {
      log.doubts.append(
        "giaoban:\(id): "
          + answers.words(
            "biểu đồ có tỷ lệ khác với khung hình nên được thêm lề; thay khung bằng {{chart:\(id)}} nếu"
              + " muốn khung mới",
            "the picture has other proportions than its box, and margins fill the rest; put"
              + " {{chart:\(id)}} in its place for a new box"))
    }
    var isChanged = false
    for blip in blips {
      let placed = try document.add(png, outlines: outlines, named: id, to: part)
      let vector = blip.descendants("asvg:svgBlip").first
      // A linked picture, for example on a network, is embedded.
      guard
        blip.attribute("r:embed") != placed.png || blip.attribute("r:link") != nil
          || vector?.attribute("r:embed") != placed.outlines
      else { continue }
      for name in [OfficeName("r:embed"), "r:link"] {
        if let old = blip.attribute(name), old != placed.png { replaced.insert(old) }
        blip.removeAttribute(name)
      }
      blip.setAttribute("r:embed", placed.png)
      try refresh(vector, of: blip, with: placed, replaced: &replaced)
      isChanged = true
    }
    return mark(properties, as: chart, PictureMark.mark(id)) || isChanged
  }

  /// Gives a native chart the numbers of this pack.
  ///
  /// - Parameter graphic: the element that refers to its part.
  /// - Returns: whether anything changed.
  func refresh(
    _ properties: XMLNode, chart graphic: XMLNode, id: String, replaced: inout Set<String>,
    log: inout AttachmentLog
  ) throws -> Bool {
    let chart = try answers.chart(id)
    let office: OfficeChart
    do throws(PackAnswers.NoAnswer) {
      office = try answers.officeChart(id)
    } catch {
      log.doubts.append("giaoban:\(id): \(error.reason)")
      return false
    }
    log.charts += 1
    let created = answers.manifest.creationDate
    let old = graphic.attribute("r:id")
    let before = try old.flatMap { try document.contents(ofChart: $0, from: part) }
    let stated = PictureMark.attribute(of: properties).flatMap { PictureMark.contents(in: $0.text) }
    if let before, let stated, stated != PictureMark.digest(before), before != office.contents {
      log.note(
        "giaoban:\(id): "
          + answers.words(
            "số, tên hoặc tiêu đề của biểu đồ đã được sửa tay sau khi điền, nay được viết lại; chữ viết thêm hãy đặt ngoài biểu"
              + " đồ",
            "numbers, names or the title of the chart were changed by hand, and are written anew; write what is yours beside it"
          ))
    }
    var isChanged = false
    if let old, try document.refresh(office, at: old, created: created, from: part) {
      // Its own part has the new numbers.
    } else {
      if let old { replaced.insert(old) }
      log.doubts.append(
        "giaoban:\(id): "
          + answers.words(
            "biểu đồ được vẽ lại vì các dãy số liệu đã khác; màu sắc, kiểu dáng đã sửa không còn",
            "the chart was redrawn because its series changed; your colours and styles are lost"
          ))
      graphic.setAttribute(
        "r:id", try document.add(office, named: id, created: created, to: part))
      isChanged = true
    }
    let mark = PictureMark.mark(id, office.contents)
    return self.mark(properties, as: chart, mark) || isChanged
  }

  /// Sets the marks by which the next pack finds a picture, and its alternative text.
  ///
  /// - Returns: whether anything changed.
  private func mark(_ properties: XMLNode, as chart: Manifest.Chart, _ mark: String) -> Bool {
    var isChanged = false
    for (name, value) in [("name", mark), ("descr", chart.alternativeText), ("title", mark)]
    where properties.attribute(bare: name) != value {
      properties.setAttribute(bare: name, value)
      isChanged = true
    }
    return isChanged
  }

  /// Replaces the SVG of a picture, or removes it if there is none now.
  private func refresh(
    _ vector: XMLNode?, of blip: XMLNode, with placed: PlacedPicture,
    replaced: inout Set<String>
  ) throws {
    if let old = vector?.attribute("r:embed"), old != placed.outlines { replaced.insert(old) }
    switch (vector, placed.outlines) {
    case (let vector?, let outlines?): vector.setAttribute("r:embed", outlines)
    case (let vector?, nil): (vector.parent ?? vector).remove()
    case (nil, _?):
      let tree = try document.tree(part)
      for fresh in try tree.elements(placed.blip) {
        guard let list = fresh.child("a:extLst") else { continue }
        if let own = blip.child("a:extLst") {
          for entry in list.children("a:ext") { entry.append(to: own) }
        } else {
          list.append(to: blip)
        }
      }
    case (nil, nil): break
    }
  }
}
