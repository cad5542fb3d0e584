import Charting
import ClusterMetrics

/// A page and its content: usually one draft, or several below each other.
struct PlacedPage {
  var drafts: [PageDraft]
  var marks: [Mark]
  /// The tops of the drafts.
  var tops: [Double]

  /// The title of the page.
  var title: String { drafts.map(\.headline).uniqued.joined(separator: "; ") }
  var alternativeText: String {
    drafts.map(\.alternativeText).filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Joins drafts of one kind that leave much of their pages empty onto one page, below each other.
struct JoinedPages {
  /// The greatest number of drafts on a page; each has its own headline and source, and more would be a list.
  private static let most = 4
  private static let gap = 26.0
  /// The least share of their height that bars keep when joined.
  private static let leastShare = 0.75

  let frame: PageFrame

  /// The room that a draft needs on a page.
  private struct Need {
    var page: PageDraft.LaidOut
    var draft: PageDraft { page.draft }
    var fixed: Double
    var body: Double
    /// The least height: bars may be lower, lines of text may not.
    var least: Double {
      fixed + body * (draft.isReadAsText || draft.charts.isEmpty ? 1 : JoinedPages.leastShare)
    }
    var whole: Double { fixed + body }
  }

  func callAsFunction(_ laidOut: [PageDraft.LaidOut]) -> [PlacedPage] {
    var pages: [PlacedPage] = []
    var run: [Need] = []
    func end() {
      for piece in pieces(run) {
        if piece.count > 1, let page = page(piece) {
          pages.append(page)
        } else {
          pages += piece.map { alone($0.page) }
        }
      }
      run = []
    }
    for page in laidOut {
      let need = page.draft.joint == nil ? nil : self.need(of: page)
      if run.last?.draft.joint != need?.draft.joint { end() }
      guard let need else {
        pages.append(alone(page))
        continue
      }
      run.append(need)
    }
    end()
    return pages
  }

  /// The groups of drafts for each page: as few pages as possible, evenly filled.
  private func pieces(_ run: [Need]) -> [[Need]] {
    var best = pieces(run, upTo: room)
    var (low, high) = (0.0, room)
    for _ in 0..<10 where best.count < run.count {
      let middle = (low + high) / 2
      let tried = pieces(run, upTo: middle)
      if tried.count == best.count { (high, best) = (middle, tried) } else { low = middle }
    }
    return best
  }

  private func pieces(_ run: [Need], upTo height: Double) -> [[Need]] {
    var pieces: [[Need]] = []
    for need in run {
      let last = (pieces.last ?? []) + [need]
      if last.count > 1, last.count <= JoinedPages.most,
        self.height(last.map(\.least)) <= height
      {
        pieces[pieces.count - 1] = last
      } else {
        pieces.append([need])
      }
    }
    return pieces
  }

  private func alone(_ page: PageDraft.LaidOut) -> PlacedPage {
    PlacedPage(drafts: [page.draft], marks: page.marks, tops: [0])
  }

  private var room: Double { frame.pageEnd - frame.top }

  private func height(_ needs: [Double]) -> Double {
    needs.reduce(0, +) + JoinedPages.gap * Double(max(needs.count - 1, 0))
  }

  /// The room that a draft needs, from its layout on its own page.
  private func need(of page: PageDraft.LaidOut) -> Need? {
    guard let head = page.head.map(\.lowest).max(), let body = page.body.map(\.lowest).max() else {
      return nil
    }
    let note = page.note.map(\.highest).min().map { frame.pageEnd - $0 + 10 } ?? 0
    // The top of the body, below the subtitle.
    let bodyTop = head + 18
    return Need(
      page: page, fixed: bodyTop - frame.top + max(note, 0), body: max(body - bodyTop, 0) + 2)
  }

  /// The drafts below each other; `nil` if one of them does not fit after all.
  private func page(_ needs: [Need]) -> PlacedPage? {
    let whole = needs.map(\.whole)
    let excess = max(height(whole) - room, 0)
    let spare = zip(needs, whole).map { $1 - $0.least }
    let give = spare.reduce(0, +)
    guard excess <= give else { return nil }
    var page = PlacedPage(drafts: [], marks: [], tops: [])
    var top = frame.top
    for (need, spare) in zip(needs, spare) {
      let height = need.whole - (give > 0 ? excess * spare / give : 0)
      var strip = frame
      (strip.top, strip.end) = (top, top + height)
      var draft = need.draft
      // A continued draft needs no second headline.
      if draft.headline == page.drafts.last?.headline { draft.headline = "" }
      guard let marks = try? draft.placed(in: strip).marks,
        (marks.map(\.lowest).max() ?? 0) <= top + height + 4
      else { return nil }
      page.marks.append(.group(GroupMark(marks, anchor: page.drafts.isEmpty ? nil : draft.anchor)))
      page.drafts.append(need.draft)
      page.tops.append(page.tops.isEmpty ? 0 : top)
      top += height + JoinedPages.gap
    }
    return page
  }
}

extension Mark {
  /// The lowest and the highest point of the marks.
  fileprivate var lowest: Double { flattened.map(\.bounds.maxY).max() ?? -.infinity }
  fileprivate var highest: Double { flattened.map(\.bounds.y).min() ?? .infinity }
}
