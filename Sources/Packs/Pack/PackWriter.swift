import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake
import Office
import PackPages
import Reporting
import Slides
import TallyTables

/// Renders a pack and writes it to a folder, either completely or not at all.
package struct PackWriter {
  let report: ReportContext
  let formats: [DrawingFormat]
  let products: Set<Product>
  let date: Date
  let cache: RenderCache?
  let progress: WorkProgress
  /// The master for the slides, if the office has one.
  let master: OfficeMaster?

  /// - Parameters:
  ///   - formats: the formats of the single charts.
  ///   - products: the products to write; formats of charts that are not included are omitted.
  ///   - master: the master for the slides; `nil` for the built-in one.
  ///   - cache: earlier drawings, for repeated runs: unchanged scenes are not drawn again.
  ///   - progress: reports every rendered file, and is asked before each whether to continue.
  package init(
    report: ReportContext, formats: [DrawingFormat], products: Set<Product> = Set(Product.allCases),
    date: Date, master: OfficeMaster? = nil, cache: RenderCache? = nil,
    progress: WorkProgress = WorkProgress()
  ) {
    self.master = master
    self.cache = cache
    self.progress = progress
    self.report = report
    self.formats = formats.filter { products.contains(.picture($0)) || !Product.names($0) }
    self.products = products
    self.date = date
  }

  /// The reason why a pack could not be written to its folder.
  package enum WriteError: Error, Equatable {
    case notAPack(String)
    case cannotCreate(String, reason: String)
    /// The folder has a pack of another project, with this title.
    case otherProject(String, title: String)

    package var message: LocalizedText {
      switch self {
      case .notAPack(let path):
        LocalizedText(
          vi:
            "\(path) đã có và không phải là bộ biểu đồ; hãy chọn thư mục khác bằng -o, hoặc dọn trống thư mục này",
          en: "\(path) exists and holds no pack; choose another folder with -o, or empty it")
      case .otherProject(let path, let title):
        LocalizedText(
          vi:
            "\(path) có bộ biểu đồ của dự án khác (\(title)), lập từ các tệp khác; hãy chọn thư mục khác bằng -o, hoặc xóa thư mục này",
          en:
            "\(path) holds a pack of another project (\(title)), made from other files; choose another folder with -o, or delete it"
        )
      case .cannotCreate(let path, let reason):
        LocalizedText(
          vi: "không ghi được \(path): \(reason)", en: "cannot write \(path): \(reason)")
      }
    }
  }

  /// Renders everything, writes it beside the folder, and moves it into place.
  ///
  /// Other files in the folder of an earlier pack are kept.
  package func write(to target: URL) throws -> Pack {
    // Write to the target of a link, not over it.
    let folder = target.resolvingSymlinksInPath()
    let placement = FolderPlacement(folder: folder)
    placement.recover()
    try PackWriter.requirePlace(folder)
    let previous = Manifest(ofPackIn: folder)
    if let previous, isOfOtherProject(previous) {
      throw WriteError.otherProject(folder.relativePath, title: previous.title)
    }
    let pack = try report.pack(after: previous, withPages: products.contains(.pdf))
    @Sendable func creating(_ work: () throws -> Void) throws(WriteError) {
      do { try work() } catch {
        throw .cannotCreate(folder.path, reason: error.localizedDescription)
      }
    }
    do {
      // Write each picture as soon as it is drawn, so that memory is needed only for the pages.
      try render(pack) { file in try creating { try placement.put(file.data, at: file.path) } }
      try progress.goOn()
      try creating { try placement.replace(isOwn: PackWriter.isOwn) }
    } catch {
      placement.discard()
      throw error
    }
    return pack
  }

  /// Whether an existing pack has no records in common with this one.
  private func isOfOtherProject(_ previous: Manifest) -> Bool {
    func records(_ names: [String]) -> Set<String> {
      Set(names.filter { $0 != Project.settingsFile && !$0.lowercased().hasPrefix("roster.") })
    }
    let (own, other) = (records(report.intake.inputs), records(previous.inputs.map(\.file)))
    return !own.isEmpty && !other.isEmpty && own.isDisjoint(with: other)
  }

  /// Rejects a folder that contains something other than a pack.
  package static func requirePlace(_ target: URL) throws(WriteError) {
    let folder = target.resolvingSymlinksInPath()
    let manager = FileManager.default
    if manager.fileExists(atPath: folder.path),
      !holdsPack(folder), !holdsOwnFilesOnly(folder),
      (try? manager.contentsOfDirectory(atPath: folder.path))?.isEmpty != true
    {
      throw .notAPack(folder.path)
    }
  }

  /// Whether a folder contains a pack: a manifest with the version that made it.
  private static func holdsPack(_ folder: URL) -> Bool {
    guard let data = try? Data(contentsOf: folder.appending(path: Manifest.fileName)),
      let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return false }
    return manifest["giaoban"] is String
  }

  /// Whether a folder contains only files that packs write: a pack with a damaged manifest.
  private static func holdsOwnFilesOnly(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: Manifest.fileName).path)
      && (FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? [])
        .allSatisfy(isOwn)
  }

  /// Whether packs write a file with this relative path.
  private static func isOwn(_ path: String) -> Bool {
    let names = Product.allCases.compactMap(\.fileName) + [Manifest.fileName]
    if names.contains(path) || path == "charts" { return true }
    let picture = path.wholeMatch(of: #/charts\/[0-9]{2,}-[a-z0-9-]+\.([a-z0-9]+)/#.ignoresCase())
    return picture.map { DrawingFormat(rawValue: $0.1.lowercased()) != nil } ?? false
  }

  // MARK: Rendering

  struct File: Sendable {
    var path: String
    var data: Data
  }

  /// Draws every file of the pack in several threads, and passes each on as soon as it is ready.
  func render(_ pack: Pack, _ put: @escaping @Sendable (File) throws -> Void) throws {
    let context = LayoutContext(theme: report.imageTheme, measurer: report.measurer)
    try progress.goOn()
    let stems = pack.charts.enumerated().map { number, chart in
      let digits = number + 1 < 10 ? "0\(number + 1)" : "\(number + 1)"
      return "charts/\(digits)-\(chart.id.text.replacing("_", with: "-"))"
    }
    let metadata = PDFDocument.Metadata(
      title: report.title + " – "
        + report.words.name(report.period),
      author: report.words(report.project.definition.organisation),
      subject: report.words(report.project.definition.subject),
      language: report.words.language.tag, date: date)

    // Each document is a job, and so are the pictures of each chart; they share nothing.
    var jobs: [@Sendable () throws -> Size?] = []
    func add(_ path: String, _ data: @escaping @Sendable () throws -> Data) {
      jobs.append {
        try put(File(path: path, data: try data()))
        return nil
      }
    }
    if products.contains(.pdf) {
      add("pack.pdf") { [cache, date] in
        try RenderCache.data(in: cache, for: "pack.pdf", of: pack.pages.map(\.scene), date: date) {
          try PDFDocument.data(pack.pages, metadata)
        }
      }
    }
    if products.contains(.html) {
      let page = PackPage(report: report, pack: pack)
      add("index.html") { try page.data() }
    }
    if products.contains(.xlsx) {
      let workbook = TallyWorkbook(report: report, inputs: pack.inputs, date: date)
      add("tallies.xlsx") { try workbook.data() }
    }
    let pixelLimit = report.project.definition.limits.pixels
    if products.contains(.pptx) {
      add("slides.pptx") { [report, cache, date, master] in
        let frame: any SlideFrame =
          master ?? OwnSlideFrame(theme: report.imageTheme, language: metadata.language)
        let deck = SlideFile(
          slides: try SlideDeck(report: report, charts: pack.charts, frame: frame).slides(),
          title: metadata.title, author: metadata.author,
          language: metadata.language, frame: frame, measurer: report.measurer, date: date,
          pixelLimit: pixelLimit, cache: cache)
        do { return try deck.data() } catch is ZipWriter.Failed {
          throw WriteError.cannotCreate(
            "slides.pptx",
            reason: report.words("không đủ chỗ trên đĩa", "there is no room on the disk"))
        }
      }
    }
    if !formats.isEmpty {
      for (chart, stem) in zip(pack.charts, stems) {
        jobs.append { [self] in
          let scene = try PackFault.at(chart.id.text) { () throws(LayoutError) in
            try chart.chart.scene(width: PackChart.pictureWidth, in: context)
          }
          for format in formats {
            try put(picture(of: scene, format, at: stem + "." + format.rawValue, metadata))
          }
          return scene.size
        }
      }
    }
    let count = jobs.count
    let sizes = try Parallel.map(jobs) { [progress] job in
      try progress.goOn()
      let size = try job()
      progress.step(of: count)
      return size
    }
    if products.contains(.csv) {
      try put(File(path: "tallies.csv", data: tallies().csv(isFile: true)))
    }
    let manifest = manifest(pack, sizes.compactMap(\.self), stems)
    try put(File(path: Manifest.fileName, data: try manifest.data()))
  }

  /// A single chart as a picture.
  private func picture(
    of scene: Scene, _ format: DrawingFormat, at path: String, _ metadata: PDFDocument.Metadata
  ) throws -> File {
    let date = format.isDated ? metadata.date : .distantPast
    let options = DrawingFormat.Options(
      .init(
        title: scene.title, author: metadata.author, language: metadata.language,
        date: metadata.date),
      pixelLimit: report.project.definition.limits.pixels, resolution: PNGRenderer().resolution)
    let data = try RenderCache.data(in: cache, for: path, of: [scene], date: date) {
      try format.drawing(of: scene, options).data
    }
    return File(path: path, data: data)
  }

  /// All tallies of the period by unit, by cluster and in total, compared with last year.
  private func tallies() -> TallyTable {
    TallyTable(
      report.book, indicators: report.indicators, periods: [report.period],
      versus: report.maker.versus, extras: report.book.plans.isEmpty ? [] : [.plan]
    ) { book, period in
      Grouping.unit.groups(book, in: period) + Grouping.cluster.groups(book, in: period)
        + (book.roster.clusters.count > 1 ? [.all] : [])
    }
  }

  private func manifest(_ pack: Pack, _ sizes: [Size], _ stems: [String]) -> Manifest {
    let words = report.words
    let days = report.book.calendar.days(of: report.period)
    let roster = report.roster
    let captions = report.project.definition.captions
    let charts = pack.charts.enumerated().map { index, chart in
      let data = report.data(behind: chart)
      let size = sizes.indices.contains(index) ? sizes[index] : nil
      return Manifest.Chart(
        id: chart.id.text, number: index + 1, title: chart.chart.title,
        label: words(captions.chart) + " \(index + 1)", caption: chart.name,
        alternativeText: chart.chart.alternativeText,
        widthMillimetres: size.map { Rounding.rounded($0.width * 25.4 / 72, decimals: 2) },
        heightMillimetres: size.map { Rounding.rounded($0.height * 25.4 / 72, decimals: 2) },
        files: Dictionary(
          uniqueKeysWithValues: formats.map {
            ($0.rawValue, stems[index] + "." + $0.rawValue)
          }),
        data: data)
    }
    let answers = report.answers
    return Manifest(
      giaoban: GiaobanVersion.current,
      libraries: Dictionary(
        uniqueKeysWithValues: Provenance.libraries.map { ($0.name.lowercased(), $0.version) }),
      title: report.title, period: report.period.name,
      firstDay: "\(days.lowerBound)", lastDay: "\(days.upperBound.previous)",
      language: words.language.rawValue, created: date.formatted(.iso8601),
      pages: pack.pages.count, inputs: pack.inputs, revision: pack.revision, charts: charts,
      indicators: report.manifestIndicators(charts),
      captions: .init(
        chart: words(captions.chart), table: words(captions.table),
        chartPlace: captions.chartPlace, tablePlace: captions.tablePlace),
      units: report.units.map { unit in
        let (name, shortName) = (roster.units[unit].name, roster.units[unit].shortName)
        let cluster = roster.clusters[roster.units[unit].cluster].name
        return .init(cluster: cluster, name: name, shortName: shortName)
      },
      texts: report.generalTexts(), numbers: report.numbers(), tables: report.documentTables(),
      answers: answers.isEmpty ? nil : answers)
  }
}

/// The date in outputs: the same input gives the same bytes.
package enum OutputDate {
  /// `SOURCE_DATE_EPOCH` if it is set (reproducible-builds.org), otherwise the time of the last change to the inputs.
  package static func date(
    of project: Project, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Date {
    if let text = environment["SOURCE_DATE_EPOCH"], let seconds = Int(text), seconds >= 0 {
      return Date(timeIntervalSince1970: Double(seconds))
    }
    let dates = project.inputs.compactMap { name -> Date? in
      let path = project.folder.appending(path: name).path
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return attributes?[.modificationDate] as? Date
    }
    return dates.max() ?? Date(timeIntervalSince1970: 0)
  }
}
