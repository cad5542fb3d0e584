/// Gives a picture of an Office document the image of this pack, in the same box.
struct PictureRefresh {
  let document: OfficeDocument
  let answers: PackAnswers
  let part: String

  /// - Parameters:
  ///   - properties: the element with the picture's name and alternative text.
  ///   - blips: the elements that refer to its image.
  ///   - extent: the element with the size of its box.
  ///   - replaced: takes the relationships that the picture no longer uses.
  /// - Returns: whether anything changed.
  func refresh(
    _ properties: XMLNode, _ blips: [XMLNode], extent: XMLNode?, id: String,
    replaced: inout Set<String>, log: inout AttachmentLog
  ) throws -> Bool {
    let chart = try answers.chart(id)
    log.charts += 1
    let width = extent?.length(bare: "cx").map { Double($0) } ?? 0
    let height = extent?.length(bare: "cy").map { Double($0) } ?? 0
    let (png, isPadded) = try answers.picture(of: chart, forBox: width, height)
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
      let relationship = try document.addPicture(png, named: id, to: part)
      // A picture that lies elsewhere, on a network perhaps, comes into the document.
      guard blip.attribute("r:embed") != relationship || blip.attribute("r:link") != nil else {
        continue
      }
      for name in [OfficeName("r:embed"), "r:link"] {
        if let old = blip.attribute(name), old != relationship { replaced.insert(old) }
        blip.removeAttribute(name)
      }
      blip.setAttribute("r:embed", relationship)
      isChanged = true
    }
    let mark = PictureMark.mark(id)
    for (name, value) in [("name", mark), ("descr", chart.alternativeText), ("title", mark)]
    where properties.attribute(bare: name) != value {
      properties.setAttribute(bare: name, value)
      isChanged = true
    }
    return isChanged
  }
}
