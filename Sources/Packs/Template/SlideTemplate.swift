import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Office
import Reporting
import ReportWords
import Slides

/// The outline of a report as slides with placeholders: the output of `giaoban template` for a meeting. The office can
/// edit its master; every later pack fills the slides and keeps them up to date.
package struct SlideTemplate {
  let report: ReportContext
  let outline: ReportOutline
  let master: OfficeMaster?
  let date: Date

  private static let pointsOnSlide = 3
  /// The greatest number of lines for a sentence above a chart.
  private static let sentenceLines = 3
  /// Tables with more rows do not fit on a slide.
  private static let mostRows = 11

  package init(report: ReportContext, master: OfficeMaster?, date: Date) {
    (self.report, self.master, self.date) = (report, master, date)
    outline = report.reportOutline
  }

  private var words: Wording { report.words }

  package func data() throws -> Data {
    let language = words.language.tag
    return try SlideFile(
      slides: slides, title: report.title, author: outline.organisation, language: language,
      frame: master ?? OwnSlideFrame(theme: report.imageTheme, language: language),
      measurer: report.measurer, date: date, pixelLimit: report.project.definition.limits.pixels
    ).data()
  }

  /// The slides, in sections by the parts of the report.
  var slides: [Slide] {
    let period = "{{period}} ({{period.days}})"
    var slides = [
      Slide(
        section: outline.title, title: outline.title,
        body: .cover(lines: [outline.organisation, "{{pack.units}}"].filter { !$0.isEmpty }))
    ]
    var (part, name) = (outline.title, outline.title)
    var points: [String] = []
    func add(_ text: [String], below sentence: String = period) {
      slides.append(
        Slide(
          section: part, title: name, subtitle: sentence,
          subtitleLines: sentence == period ? 1 : SlideTemplate.sentenceLines, body: .points(text)))
    }
    func close() {
      let count = (points.count + SlideTemplate.pointsOnSlide - 1) / SlideTemplate.pointsOnSlide
      for number in 0..<count {
        add(Array(points[(points.count * number / count)..<(points.count * (number + 1) / count)]))
      }
      points = []
    }
    // The opening sentence belongs to a letter.
    for block in outline.blocks.dropFirst() {
      switch block {
      case .part(let text), .annex(let text):
        close()
        part = text.split(separator: "\n").joined(separator: " – ")
        name = part
      case .section(let text):
        close()
        name = text
      case .paragraph(let text), .point(let text), .note(let text):
        points.append(text.replacing("**", with: ""))
      case .placeholder(let placeholder):
        guard hasRoom(placeholder) else {
          // The question belongs to the document, like its answers.
          if case .texts = placeholder, !points.isEmpty { points.removeLast() }
          continue
        }
        // The sentence before a chart states its finding.
        let sentence = points.popLast()
        close()
        add(["{{\(placeholder.written)}}"], below: sentence ?? period)
      }
    }
    close()
    return slides
  }

  /// Whether a placeholder fits on a slide: answers and long tables belong to a document.
  private func hasRoom(_ placeholder: Placeholder) -> Bool {
    switch placeholder {
    case .chart, .nativeChart: true
    case .table("comparison"): report.indicators.count <= SlideTemplate.mostRows
    case .table("by-unit"):
      report.units.count < SlideTemplate.mostRows && report.indicators.count <= 6
    case .table, .texts, .number, .chartCaption, .tableCaption: false
    }
  }
}
