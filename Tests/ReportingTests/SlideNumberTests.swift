import Foundation
import TestSupport
import Testing

@testable import Reporting
@testable import Office
@testable import Packs
@testable import Documents

@Suite("Numbers of slides are kept up to date like those of documents")
struct SlideNumberTests {
  private let folder = try! TemporaryFolder()
  private static let slide = "ppt/slides/slide1.xml"

  /// The python-pptx presentation with another title on its first slide, and another text in its box.
  private func presentation(_ title: String, box: String = "") throws -> URL {
    let package = try OfficePackage(path: fixture("python-pptx.pptx").path)
    let xml = String(decoding: try #require(try package.data(Self.slide)), as: UTF8.self)
      .replacing("{{pack.title}}: {{dialogues}} hội nghị", with: title)
      .replacing("{{chart:dialogues}}", with: box)
    package.set(Self.slide, to: Data(xml.utf8))
    // The second slide has a chart, which is another test's.
    let second = "ppt/slides/slide2.xml"
    let other = String(decoding: try #require(try package.data(second)), as: UTF8.self)
    package.set(second, to: Data(other.replacing("{{chart:models}}", with: "").utf8))
    let path = folder.url.appending(path: "in.pptx")
    try package.write(to: path.path)
    return path
  }

  private func fill(
    _ document: URL, _ pack: Result<URL, any Error> = Packs.first, as name: String = "out.pptx"
  ) throws -> (path: URL, log: AttachmentLog) {
    let path = folder.url.appending(path: name)
    var log = try Attachment.fill(document.path, from: try pack.get(), to: path.path)
    // The picture of the third slide is another test's.
    log.doubts.removeAll { $0.hasPrefix("giaoban:") || $0.hasPrefix("không có trường") }
    return (path, log)
  }

  /// The paragraphs of the first slide that say anything.
  private func paragraphs(_ path: URL) throws -> [String] {
    let root = try OfficeDocument(OfficePackage(path: path.path)).tree(Self.slide).root
    return root.descendants("a:p").map(\.text).filter { !$0.isEmpty }
  }

  private func edit(_ path: URL, _ change: (String) -> String) throws -> URL {
    let package = try OfficePackage(path: path.path)
    let old = String(decoding: try #require(try package.data(Self.slide)), as: UTF8.self)
    let new = change(old)
    #expect(new != old)
    package.set(Self.slide, to: Data(new.utf8))
    let edited = folder.url.appending(path: "edited.pptx")
    try package.write(to: edited.path)
    return edited
  }

  @Test("The next pack writes its numbers where the last one's stood, and says nothing")
  func refreshed() throws {
    let text =
      "Kết quả 6 tháng đã có {{communes_in_dialogue}} xã, phường, thị trấn tổ chức {{dialogues}} hội nghị"
    let first = try fill(try presentation(text, box: "{{dialogues}}"), as: "first.pptx")
    #expect(
      try paragraphs(first.path) == [
        "Kết quả 6 tháng đã có 85 xã, phường, thị trấn tổ chức 105 hội nghị", "105",
      ])
    #expect(first.log.doubts == [])
    let next = try fill(first.path, Packs.earlier, as: "next.pptx")
    #expect(
      try paragraphs(next.path) == [
        "Kết quả 6 tháng đã có 61 xã, phường, thị trấn tổ chức 74 hội nghị", "74",
      ])
    #expect(next.log.numbers == 3 && next.log.doubts == [])
    let back = try fill(next.path, as: "back.pptx")
    #expect(try paragraphs(back.path) == (try paragraphs(first.path)))
  }

  @Test("The same pack once more changes no byte of the slide, and adds no part")
  func same() throws {
    let first = try fill(try presentation("Có {{dialogues}} cuộc"), as: "first.pptx")
    let again = try fill(first.path, as: "again.pptx")
    let (old, new) = (
      try OfficePackage(path: first.path.path), try OfficePackage(path: again.path.path)
    )
    #expect(old.names.sorted() == new.names.sorted())
    for name in old.names { #expect(try old.data(name) == new.data(name), "\(name)") }
  }

  @Test(
    "The tags are a part with a type and a relation of its own, in the place that the schema has")
  func tags() throws {
    let path = try fill(try presentation("Có {{dialogues}} cuộc", box: "{{models}}")).path
    let document = try OfficeDocument(OfficePackage(path: path.path))
    let lists = try document.tree(Self.slide).root.descendants("p:custDataLst")
    #expect(lists.count == 2)
    for list in lists {
      #expect(list.parent?.isNamed("p:nvPr") == true)
      let after = list.nextElement
      #expect(after == nil || after?.isNamed("p:extLst") == true)
      let id = try #require(list.child("p:tags")?.attribute("r:id"))
      let part = try #require(try document.target(of: id, from: Self.slide))
      #expect(document.parts(ofType: ["presentationml.tags+xml"]).contains(part))
      #expect(try document.tree(part).root.child("p:tag")?.attribute(bare: "name") == "GIAOBAN")
    }
  }

  @Test(
    "Words around a number may change",
    arguments: [
      ("Toàn cụm có 105 hội nghị", "Cụm ta có 105 hội nghị", "Cụm ta có 74 hội nghị"),
      (
        "Toàn cụm có 105 hội nghị", "Toàn cụm có 105 hội nghị (sơ bộ)",
        "Toàn cụm có 74 hội nghị (sơ bộ)"
      ),
      ("Toàn cụm có 105 hội nghị", "Có 105 hội nghị", "Có 74 hội nghị"),
    ])
  func wordsAround(old: String, edited: String, new: String) throws {
    let first = try fill(
      try presentation("Toàn cụm có {{dialogues}} hội nghị"), as: "first.pptx")
    // The number has a run of its own; the words stand in the runs beside it.
    let (before, after) = (edited.split(separator: "105")[0], edited.split(separator: "105")[1])
    let document = try edit(first.path) {
      $0.replacing("<a:t>Toàn cụm có </a:t>", with: "<a:t>\(before)</a:t>")
        .replacing("<a:t> hội nghị</a:t>", with: "<a:t>\(after)</a:t>")
    }
    #expect(try paragraphs(document) == [edited])
    let next = try fill(document, Packs.earlier)
    #expect(try paragraphs(next.path) == [new])
    #expect(next.log.doubts == [])
    // And once more from there.
    #expect(try paragraphs(try fill(next.path, as: "back.pptx").path) == [edited])
  }

  @Test("A number that was changed by hand is written anew, which is said")
  func changed() throws {
    let first = try fill(
      try presentation("Toàn cụm có {{dialogues}} hội nghị"), as: "first.pptx")
    let document = try edit(first.path) { $0.replacing("<a:t>105</a:t>", with: "<a:t>107</a:t>") }
    let next = try fill(document, Packs.earlier)
    #expect(try paragraphs(next.path) == ["Toàn cụm có 74 hội nghị"])
    #expect(next.log.doubts.count == 1)
    #expect(next.log.doubts[0].hasPrefix("\"107\" đã được sửa tay sau khi điền, nay là \"74\""))
  }

  @Test(
    "A number that cannot be found again stays, and is named; the others are brought up to date",
    arguments: ["", "107", "một trăm linh năm"])
  func lost(written: String) throws {
    let first = try fill(
      try presentation("Có {{dialogues}} hội nghị", box: "{{dialogues}}"), as: "first.pptx")
    let document = try edit(first.path) {
      let last = $0.ranges(of: "<a:t>105</a:t>").last!
      var xml = $0
      xml.replaceSubrange(last, with: "<a:t>\(written)</a:t>")
      return xml
    }
    let next = try fill(document, Packs.earlier)
    #expect(try paragraphs(next.path) == ["Có 74 hội nghị"] + (written.isEmpty ? [] : [written]))
    #expect(next.log.doubts.count == 1)
    #expect(next.log.doubts[0].contains("không còn biết \"105\" ở đâu nên giữ nguyên"))
    // It is said once: there is nothing left to find.
    #expect(try fill(next.path, as: "again.pptx").log.doubts == [])
  }

  @Test("A placeholder that is typed into a filled slide is filled beside the old numbers")
  func typed() throws {
    let first = try fill(
      try presentation("Toàn cụm có {{dialogues}} hội nghị"), as: "first.pptx")
    let document = try edit(first.path) {
      $0.replacing(
        "<a:t> hội nghị</a:t>", with: "<a:t> hội nghị ở {{communes_in_dialogue}} xã</a:t>")
    }
    let next = try fill(document, Packs.earlier)
    #expect(try paragraphs(next.path) == ["Toàn cụm có 74 hội nghị ở 61 xã"])
    let back = try fill(next.path, as: "back.pptx")
    #expect(try paragraphs(back.path) == ["Toàn cụm có 105 hội nghị ở 85 xã"])
  }

  @Test("What the next pack does not answer changes nothing, and names the placeholder")
  func unanswered() throws {
    let first = try fill(try presentation("Có {{dialogues}} cuộc"), as: "first.pptx")
    let package = try OfficePackage(path: first.path.path)
    let tags = try #require(package.names.first { $0.hasPrefix("ppt/tags/") })
    let xml = String(decoding: try #require(try package.data(tags)), as: UTF8.self)
    package.set(tags, to: Data(xml.replacing("{{dialogues}}", with: "{{no_such}}").utf8))
    try package.write(to: folder.url.appending(path: "other.pptx").path)
    do {
      _ = try fill(folder.url.appending(path: "other.pptx"), as: "none.pptx")
      Issue.record("nothing was said")
    } catch DocumentError.unknown(let all) {
      #expect(all.map(\.placeholder) == ["{{no_such}}"])
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "none.pptx").path))
  }

  @Test("Rows and cells that people added to a table on a slide are named when it is written anew")
  func tables() throws {
    let first = try fill(try presentation("", box: "{{table:dialogues}}"), as: "first.pptx")
    let row = try edit(first.path) { xml in
      let rows = xml.ranges(of: /<a:tr .*?<\/a:tr>/)
      let own = String(xml[rows.last!]).replacing("Toàn cụm", with: "Huyện bạn")
      return xml.replacing("</a:tbl>", with: own + "</a:tbl>")
    }
    let added = try fill(row, Packs.earlier).log.doubts
    #expect(
      added.count == 1 && added[0].hasSuffix("các dòng không có trong bộ biểu đồ bị bỏ: Huyện bạn"))
    let cell = try edit(first.path) { $0.replacing("<a:t>21</a:t>", with: "<a:t>21*</a:t>") }
    let changed = try fill(cell, Packs.earlier).log.doubts
    #expect(changed.count == 1 && changed[0].contains("bảng đã được sửa tay sau khi điền"))
    #expect(try fill(first.path, Packs.earlier).log.doubts == [])
  }

  @Test(
    "Of generated sentences every number is found where it was put in, whatever stands beside it")
  func generated() {
    var generator = SplitMix(state: Seed.start)
    let words = ["", " ", "Có ", " xã", ", ", "105", "1.234", " và 5 ", "ế", " (", ")", "ể\u{301}"]
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...4, using: &generator)
      let parts = (0...count).map { _ in
        (0..<Int.random(in: 0...2, using: &generator)).map { _ in
          words.randomElement(using: &generator)!
        }.joined()
      }
      let values = (0..<count).map { _ in
        ["", "0", "105", "5", "+14", "61,5%"].randomElement(using: &generator)!
      }
      let text =
        zip(parts, (0..<count).map { "{{n\($0)}}" }).map { $0 + $1 }.joined() + parts[count]
      let sentence = SlideNumbers.Sentence(place: 0, text: text, values: values)
      let filled = zip(parts, values).map { $0 + $1 }.joined() + parts[count]
      #expect(sentence.filled == filled)
      #expect(sentence.placeholders == (0..<count).map { "{{n\($0)}}" })
      let found = sentence.find(in: filled)
      #expect(found?.map { String(filled[$0.range]) } == values, "\(text)")
      // What is told by its neighbours alone is right where it is told at all.
      for (value, found) in zip(values, sentence.findEach(in: "Nay: " + filled)) {
        if let found { #expect(("Nay: " + filled)[found.range] == value, "\(text)") }
      }
    }
  }
}
