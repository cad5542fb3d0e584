import ClusterMetrics

/// The pages of a pack as they are chosen and put in order.
extension SettingsText {
  /// A page of the packs: a section by its name, or a page of charts by its place in the settings: `page:3`.
  package struct Page: Sendable, Equatable {
    package var id: String
    package var content: PageSettings
    /// Whether packs have it.
    package var isShown: Bool
  }

  private static let pagesPath = ["pack", "pages"]

  /// All pages that packs can have: those that they have in their order, then the other sections.
  package var pages: [Page] {
    let stated = definition.pages
    let shown = stated.isEmpty ? PackSection.allCases.map { .section($0) } : stated
    var pages = shown.enumerated().map { number, page in
      switch page {
      case .section(let section):
        Page(id: section.rawValue, content: page, isShown: true)
      case .charts: Page(id: "page:\(number)", content: page, isShown: true)
      }
    }
    for section in PackSection.allCases where !pages.contains(where: { $0.id == section.rawValue })
    {
      pages.append(Page(id: section.rawValue, content: .section(section), isShown: false))
    }
    return pages
  }

  /// Says which pages there are, by their ids, and which indicators stand on the cover.
  mutating package func set(pages ids: [String], tiles: [String]) throws(Fault) {
    try change(Self.pagesPath) { yaml throws(YAMLText.Fault) in
      var stated: [YAMLText.Value] = []
      if case .list(let items)? = yaml.value(at: Self.pagesPath) { stated = items }
      var pages: [YAMLText.Value] = []
      for id in ids {
        if let section = PackSection(rawValue: id) {
          pages.append(.word(section.rawValue))
        } else if id.hasPrefix("page:"), let number = Int(id.dropFirst(5)),
          stated.indices.contains(number)
        {
          pages.append(stated[number])
        } else {
          throw .unfit
        }
      }
      // The pages that packs have anyway need not be said.
      let usual = YAMLText.Value.list(PackSection.allCases.map { .word($0.rawValue) })
      try yaml.set(
        pages.isEmpty || .list(pages) == usual ? nil : .list(pages), at: Self.pagesPath)
      try yaml.set(
        tiles.isEmpty ? nil : .list(tiles.map { .key($0) }), at: ["pack", "tiles"])
    }
  }

  /// Adds a page with a chart, before the tables and what follows them.
  mutating package func addPage(with chart: ChartSettings) throws(Fault) {
    var entries: [(key: YAMLText.Value, value: YAMLText.Value)] = [
      (.word("kind"), .word(chart.kind.rawValue))
    ]
    func add(_ key: String, _ text: String?) {
      if let text, !text.isEmpty {
        entries.append((.word(key), YAMLText.Value.isPlain(text) ? .word(text) : .text(text)))
      }
    }
    if chart.indicators.count == 1 {
      add("indicator", chart.indicators[0])
    } else if !chart.indicators.isEmpty {
      entries.append((.word("indicator"), .list(chart.indicators.map { .key($0) })))
    }
    if let title = chart.title { entries.append((.word("title"), .text(title.vietnamese))) }
    if chart.versus != .lastYear { add("versus", chart.versus.written) }
    add("highlight", chart.highlight)
    add("sort", chart.order?.rawValue)
    add("line", chart.average?.rawValue)
    add("by", chart.by)
    add("across", chart.across)
    if chart.kind == .multiples { add("of", chart.repeated.rawValue) }
    try change(Self.pagesPath) { yaml throws(YAMLText.Fault) in
      var pages: [YAMLText.Value] = PackSection.allCases.map { .word($0.rawValue) }
      if case .list(let items)? = yaml.value(at: Self.pagesPath), !items.isEmpty { pages = items }
      let last = [PackSection.texts, .checks, .revision, .tables, .method].map(\.rawValue)
      let place = pages.firstIndex { $0.string.map(last.contains) ?? false } ?? pages.endIndex
      if yaml.value(at: Self.pagesPath) == nil {
        pages.insert(.mapping(entries), at: place)
        try yaml.set(.list(pages), at: Self.pagesPath)
      } else {
        try yaml.insert(.mapping(entries), at: place, in: Self.pagesPath)
      }
    }
  }
}
