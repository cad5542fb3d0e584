import Foundation
import Testing
import TestSupport

@testable import Documents
@testable import Office
@testable import Packs
@testable import Reporting

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
    log.doubts.removeAll { $0.hasPrefix("giaoban:") || $0.hasPrefix("không có chỗ điền") }
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
    #expect(!new.utf8.elementsEqual(old.utf8))
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
    #expect(next.log.doubts[0].contains("không còn biết \"105\" ở đâu nên không được cập nhật"))
    // There is nothing left that could be wrong.
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

  /// The first slide's tags, rewritten.
  private func retag(_ path: URL, _ change: (String) -> String) throws -> URL {
    let package = try OfficePackage(path: path.path)
    let tags = try #require(package.names.first { $0.hasPrefix("ppt/tags/") })
    let xml = String(decoding: try #require(try package.data(tags)), as: UTF8.self)
    package.set(tags, to: Data(change(xml).utf8))
    let file = folder.url.appending(path: "retagged.pptx")
    try package.write(to: file.path)
    return file
  }

  @Test("What the next pack does not answer keeps its number, and is named each time")
  func unanswered() throws {
    let first = try fill(
      try presentation("Có {{dialogues}} cuộc, {{models}} mô hình"), as: "first.pptx")
    let models = try paragraphs(first.path)[0].split(separator: " ")[3]
    let other = try retag(first.path) { $0.replacing("{{models}}", with: "{{no_such}}") }
    let next = try fill(other, Packs.earlier)
    #expect(try paragraphs(next.path) == ["Có 74 cuộc, \(models) mô hình"])
    #expect(
      next.log.doubts.count == 1
        && next.log.doubts[0].contains("bộ biểu đồ này không có {{no_such}}"), "\(next.log.doubts)")
    #expect(try fill(next.path, as: "again.pptx").log.doubts.count == 1)
  }

  @Test(
    "A tag that cannot be read is said, and nothing is written by it",
    arguments: [
      "{", "[]", "{&quot;sentences&quot;:7}", "",
      "{&quot;sentences&quot;:[{&quot;place&quot;:0,&quot;text&quot;:&quot;Có {{dialogues}} cuộc&quot;,&quot;values&quot;:[]}]}",
    ])
  func damaged(tag: String) throws {
    let first = try fill(try presentation("Có {{dialogues}} cuộc"), as: "first.pptx")
    let other = try retag(first.path) {
      $0.replacing(/val="[^"]*"/, with: "val=\"\(tag)\"")
    }
    let next = try fill(other, Packs.earlier)
    #expect(try paragraphs(next.path) == ["Có 105 cuộc"])
    #expect(
      next.log.doubts.contains { $0.contains("phần ghi nhớ số đã điền của khung này bị hỏng") })
  }

  @Test("Copies that share a part with tags get one each, and are filled each for themselves")
  func sharedTags() throws {
    let first = try fill(
      try presentation("Có {{dialogues}} cuộc trong kỳ", box: "Hộp"), as: "first.pptx")
    // The shape twice, with the same relation, as copies of a slide have it.
    let document = try edit(first.path) { xml in
      let shape = xml.firstMatch(of: /<p:sp>(?:(?!<\/p:sp>).)*custDataLst.*?<\/p:sp>/)!.0
      let copy = shape.replacing(/<p:cNvPr id="\d+"/, with: "<p:cNvPr id=\"99\"")
        .replacing("trong kỳ", with: "trong cả kỳ này")
      return xml.replacing(shape, with: shape + copy)
    }
    let next = try fill(document, Packs.earlier)
    #expect(
      try paragraphs(next.path).sorted()
        == ["Có 74 cuộc trong cả kỳ này", "Có 74 cuộc trong kỳ", "Hộp"].sorted())
    let back = try fill(next.path, as: "back.pptx")
    #expect(try paragraphs(back.path).filter { $0.contains("105") }.count == 2)
    #expect(next.log.doubts == [] && back.log.doubts == [])
  }

  @Test("Letters that another program has taken apart from their tones are the same letters")
  func decomposed() throws {
    let first = try fill(
      try presentation(
        "Đã có {{dialogues}} hội nghị, {{models}} mô hình; {{dialogues.change}} cuộc"),
      as: "first.pptx")
    let earlier = try fill(first.path, Packs.earlier, as: "earlier.pptx")
    let apart = try edit(first.path) { $0.decomposedStringWithCanonicalMapping }
    let next = try fill(apart, Packs.earlier)
    #expect(
      try paragraphs(next.path).map(\.precomposedStringWithCanonicalMapping)
        == paragraphs(earlier.path).map(\.precomposedStringWithCanonicalMapping))
    #expect(next.log.doubts == [])
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

  // MARK: Edits of the words around numbers

  /// The sentence that all of these begin with, filled with a pack: 105 hội nghị, 85 xã.
  private static let template =
    "Toàn cụm tổ chức {{dialogues}} hội nghị tại {{communes_in_dialogue}} xã. {{dialogues.leader_in_words}}."
  private static let leader = "Dẫn đầu là TP Thanh Hóa (21 hội nghị đối thoại)"

  /// Fills the template, writes another text into its runs, and fills it with the earlier pack.
  private func edited(_ runs: [String]) throws -> (texts: [String], log: AttachmentLog, path: URL) {
    let first = try fill(try presentation(Self.template), as: "first.pptx")
    #expect(
      try paragraphs(first.path) == ["Toàn cụm tổ chức 105 hội nghị tại 85 xã. \(Self.leader)."])
    let document = try edit(first.path) { xml in
      let old = xml.firstMatch(of: /<a:p>(?:(?!<\/a:p>).)*Toàn cụm tổ chức.*?<\/a:p>/)!.range
      let markup = runs.map { run in
        run == "|" ? "</a:p><a:p>" : "<a:r><a:rPr lang=\"vi-VN\"/><a:t>\(run)</a:t></a:r>"
      }
      return xml.replacingCharacters(in: old, with: "<a:p>\(markup.joined())</a:p>")
    }
    let next = try fill(document, Packs.earlier)
    return (try paragraphs(next.path), next.log, next.path)
  }

  @Test("Words behind the last value stay, and a placeholder among them is filled")
  func tail() throws {
    let (texts, log, _) = try edited([
      "Toàn cụm tổ chức ", "105", " hội nghị tại ", "85", " xã. ", Self.leader,
      ". Đây là kết quả cao nhất. Có {{models}} mô hình.",
    ])
    #expect(texts.count == 1)
    #expect(texts[0].hasPrefix("Toàn cụm tổ chức 74 hội nghị tại 61 xã. Dẫn đầu là "))
    #expect(texts[0].contains("(15 hội nghị đối thoại). Đây là kết quả cao nhất. Có "))
    #expect(!texts[0].contains("{{") && log.doubts == [])
  }

  @Test("Values in another order are each written anew")
  func order() throws {
    let (texts, log, _) = try edited([
      "Tại ", "85", " xã. Toàn cụm tổ chức ", "105", " hội nghị. ", Self.leader, ".",
    ])
    #expect(
      texts.count == 1 && texts[0].hasPrefix("Tại 61 xã. Toàn cụm tổ chức 74 hội nghị. Dẫn đầu là ")
    )
    #expect(log.doubts == [])
  }

  @Test("A sentence in two paragraphs, or two in one, loses nothing")
  func paragraphsJoined() throws {
    let (texts, log, _) = try edited([
      "Toàn cụm tổ chức ", "105", " hội nghị tại ", "85", " xã. ", "|", Self.leader, ".",
    ])
    #expect(texts.count == 2 && texts[0] == "Toàn cụm tổ chức 74 hội nghị tại 61 xã. ")
    #expect(texts[1].contains("(15 hội nghị đối thoại)") && log.doubts == [])
  }

  @Test("A copy of a sentence is brought up to date like its original")
  func copied() throws {
    let sentence = ["Toàn cụm tổ chức ", "105", " hội nghị tại ", "85", " xã. ", Self.leader, "."]
    let (texts, log, _) = try edited(sentence + ["|"] + sentence)
    #expect(texts.count == 2 && texts[0] == texts[1])
    #expect(texts[0].hasPrefix("Toàn cụm tổ chức 74 hội nghị tại 61 xã.") && log.doubts == [])
  }

  @Test("Numbers of one's own that read the same, or hold the same digits, stay")
  func ownNumbers() throws {
    let (texts, log, _) = try edited([
      "Theo Kế hoạch số 85 và 1.105 ý kiến: toàn cụm tổ chức ", "105", " hội nghị tại ", "85",
      " xã. ", Self.leader,
      ". Có 105 đồng chí dự.",
    ])
    #expect(texts.count == 1)
    #expect(
      texts[0].hasPrefix(
        "Theo Kế hoạch số 85 và 1.105 ý kiến: toàn cụm tổ chức 74 hội nghị tại 61 xã. "))
    #expect(texts[0].hasSuffix("Có 105 đồng chí dự.") && log.doubts == [])
  }

  @Test("What is not found stays and is named each time, until it has a placeholder or is gone")
  func namedAgain() throws {
    let (texts, log, path) = try edited(["Kết quả chung: 105; 85. ", Self.leader, "."])
    #expect(texts[0].hasPrefix("Kết quả chung: 105; 85. Dẫn đầu là "))
    #expect(log.doubts.count == 1)
    #expect(
      log.doubts[0].contains("\"105\", \"85\"")
        && log.doubts[0].contains("{{dialogues}}, {{communes_in_dialogue}}"))
    let again = try fill(path, as: "again.pptx")
    #expect(again.log.doubts == log.doubts)
    let mended = try edit(again.path) {
      $0.replacing(
        "Kết quả chung: 105; 85. ", with: "Kết quả chung: {{dialogues}}; {{communes_in_dialogue}}. "
      )
    }
    let last = try fill(mended, Packs.earlier, as: "last.pptx")
    #expect(last.log.doubts == [])
    #expect(try paragraphs(last.path)[0].hasPrefix("Kết quả chung: 74; 61. "))
  }

  @Test(
    "Copied into a shape that has numbers of its own, a sentence is brought up to date; a part of one is named"
  )
  func copiedElsewhere() throws {
    let sentence = ["Toàn cụm tổ chức ", "105", " hội nghị tại ", "85", " xã. ", Self.leader, "."]
    for (copy, isWhole) in [
      (sentence.joined(), true), ("Nhắc lại: 105 hội nghị tại các xã", false),
    ] {
      let first = try fill(
        try presentation(Self.template, box: "Có {{models}} mô hình"), as: "first.pptx")
      let document = try edit(first.path) { xml in
        let own = xml.firstMatch(of: /<a:p>(?:(?!<\/a:p>).)*mô hình.*?<\/a:p>/)!.0
        return xml.replacing(own, with: own + "<a:p><a:r><a:t>\(copy)</a:t></a:r></a:p>")
      }
      let next = try fill(document, Packs.earlier)
      let texts = try paragraphs(next.path)
      #expect(texts.count == 3 && texts[0].hasPrefix("Toàn cụm tổ chức 74 hội nghị tại 61 xã."))
      #expect(isWhole ? texts[2] == texts[0] : texts[2] == copy, "\(texts)")
      #expect(next.log.doubts.count == (isWhole ? 0 : 1), "\(next.log.doubts)")
      if !isWhole { #expect(next.log.doubts[0].hasPrefix("\"Nhắc lại: 105 hội nghị")) }
    }
  }

  @Test("The same placeholder twice: the one that is lost is named, though the other is filled")
  func twice() throws {
    let first = try fill(
      try presentation("Có {{dialogues}} hội nghị trong kỳ; cả năm dự kiến {{dialogues}} cuộc"),
      as: "first.pptx")
    let document = try edit(first.path) { xml in
      var edited = xml
      edited.replaceSubrange(
        xml.ranges(of: "<a:t>105</a:t>")[1], with: "<a:t>hai lần 105 nữa</a:t>")
      return edited.replacing(
        "<a:t> hội nghị trong kỳ; cả năm dự kiến </a:t>", with: "<a:t> hội nghị trong kỳ; </a:t>"
      ).replacing("<a:t> cuộc</a:t>", with: "<a:t>.</a:t>")
    }
    let next = try fill(document, Packs.earlier)
    let text = try paragraphs(next.path)[0]
    #expect(text == "Có 74 hội nghị trong kỳ; hai lần 105 nữa.")
    #expect(
      next.log.doubts.count == 1 && next.log.doubts[0].contains("không còn biết \"105\""),
      "\(next.log.doubts)")
  }

  @Test("Values that changed places are no values that were typed over")
  func turnedRound() {
    let sentence = SlideNumbers.Sentence(place: 0, text: "{{a}}: {{b}}", values: ["74", "104"])
    let search = SlideNumberSearch([sentence], in: [.init(text: "104: 74", runs: [])])
    #expect(search.found == [] && search.lost.map(\.value) == ["74", "104"])
  }

  @Test("A line of one's own in the same words is not taken for the sentence that was changed")
  func ownLine() {
    let sentence = SlideNumbers.Sentence(place: 0, text: "Có {{a}} hn", values: ["74"])
    let search = SlideNumberSearch(
      [sentence], in: ["Có 12 hn", "Có 75 hn"].map { .init(text: $0, runs: []) })
    #expect(search.found == [] && search.lost.map(\.value) == ["74"])
  }

  @Test("Two values that nobody can tell apart stay, and are named")
  func ambiguous() throws {
    let sentence = SlideNumbers.Sentence(
      place: 0, text: "A có {{a}}, B có {{b}}.", values: ["9", "9"])
    let text = "Nay có 9 và lại có 9 nữa"
    let search = SlideNumberSearch([sentence], in: [.init(text: text, runs: [])])
    #expect(search.found == [] && search.lost.map(\.placeholder) == ["{{a}}", "{{b}}"])
  }

  /// A sentence with its values, from pieces that repeat and look alike.
  private func sentence(_ generator: inout SplitMix) -> SlideNumbers.Sentence {
    let words = ["", " ", "Có ", " xã", ", ", "105", "1.234", " và 5 ", "ế", " (", ")", "ể\u{301}"]
    let count = Int.random(in: 1...4, using: &generator)
    let parts = (0...count).map { _ in
      (0..<Int.random(in: 0...2, using: &generator)).map { _ in
        words.randomElement(using: &generator)!
      }.joined()
    }
    let values = (0..<count).map { _ in
      ["", "0", "105", "5", "+14", "61,5%"].randomElement(using: &generator)!
    }
    let text = zip(parts, (0..<count).map { "{{n\($0)}}" }).map { $0 + $1 }.joined() + parts[count]
    return .init(place: 0, text: text, values: values)
  }

  @Test(
    "Of generated sentences every number is found where it was put in, whatever stands beside it")
  func generated() {
    var generator = SplitMix(state: Seed.start)
    for _ in 0..<20_000 {
      let sentence = sentence(&generator)
      let filled = sentence.filled
      let search = SlideNumberSearch([sentence], in: [.init(text: filled, runs: [])])
      #expect(search.lost == [])
      #expect(search.found.map(\.placeholder) == sentence.placeholders)
      #expect(search.found.map { String(filled[$0.range]) } == sentence.values, "\(sentence.text)")
    }
  }

  @Test(
    "In edited sentences no place is taken twice, and what is found as it was is what was put in")
  func generatedEdits() {
    var generator = SplitMix(state: Seed.start &+ 1)
    for _ in 0..<5_000 {
      let sentences = (0..<Int.random(in: 1...3, using: &generator)).map { place in
        var sentence = sentence(&generator)
        sentence.place = place
        return sentence
      }
      var paragraphs = sentences.map(\.filled)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = paragraphs.indices.randomElement(using: &generator)!
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: paragraphs[index] = "Nay: " + paragraphs[index]
        case 1: paragraphs[index] += " Thêm 5 và 105."
        case 2: paragraphs.append(paragraphs[index])
        default: paragraphs.swapAt(0, index)
        }
      }
      let search = SlideNumberSearch(sentences, in: paragraphs.map { .init(text: $0, runs: []) })
      for (number, one) in search.found.enumerated() {
        let known = sentences.contains { sentence in
          zip(sentence.placeholders, sentence.values).contains {
            $0 == one.placeholder && $1 == paragraphs[one.paragraph][one.range]
          }
        }
        #expect(known || !one.isUnchanged)
        for other in search.found[(number + 1)...] where other.paragraph == one.paragraph {
          #expect(!other.range.overlaps(one.range))
        }
      }
    }
  }
}
