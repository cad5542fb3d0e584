import CairoRenderer
import ClusterMetrics
import Findings
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Intake
import NIOCore
import Settings
import Workspace

/// The data of the views, as JSON and CSV with stable names, and all requests that change something.
struct API: Sendable {
  let desk: Desk
  var layout: Layout { Layout(desk: desk) }

  func add(to group: RouterGroup<PageContext>) {
    group.get("openapi.json") { [desk] _, _ in
      Layout.response(try OpenAPI.document(prefix: desk.prefix), "application/json")
    }
    group.get("projects") { [self] _, _ in
      try await answered { try Layout.json(desk.shelf.entries.map { Named(desk, $0) }) }
    }
    group.post("projects") { [self] request, _ in
      let order = try await API.order(NewProject.self, of: request)
      return try await answered {
        try Layout.json(Named(desk, try desk.shelf.begin(named: order.name)), status: .created)
      }
    }
    group.get("removed") { [self] _, _ in
      try await answered { try Layout.json(desk.shelf.removed) }
    }
    group.post("removed/:name") { [self] _, context in
      let name = try context.parameters.require("name").removingPercentEncoding ?? ""
      return try await answered {
        try desk.shelf.restore(name)
        return try Layout.json(Done())
      }
    }
    group.get("jobs/:job") { [self] _, context in
      let job = try job(context)
      return try Layout.json(Progress(job, layout.words))
    }
    group.delete("jobs/:job") { [self] _, context in
      let job = try job(context)
      job.progress.stop()
      return try Layout.json(Progress(job, layout.words))
    }
    let project = group.group("p/:id")
    change(project, "", .delete) { desk, entry, _ in
      try desk.jobs.requireNone(of: entry.id)
      try desk.shelf.remove(entry)
    }
    addReading(to: project)
    addChanging(to: project)
  }

  // MARK: Reading

  private func addReading(to project: RouterGroup<PageContext>) {
    get(project, "stamp") { desk, entry, _ in try Layout.json(["stamp": desk.files(entry).stamp]) }
    get(project, "files") { desk, entry, _ in
      try Layout.json(desk.files(entry).all.map { File($0) })
    }
    get(project, "findings") { desk, entry, _ in
      try Layout.json(try desk.check(entry).log.all.map { FindingRecord($0) })
    }
    get(project, "tally") { [layout] desk, entry, query in
      let asked = try NumbersQuery(query, desk, entry)
      let (table, intake) = try asked.table(desk, entry)
      if query["format"] == "xlsx" {
        let opened = try desk.open(entry)
        let words = layout.words.fitted(to: intake.book, asked.indicators, in: asked.tallied)
        let notes =
          opened.notes(intake, in: asked.periods).map { layout.sentence($0) }
          + [NumbersView.signs(table.rows, words)]
        return Layout.response(
          try NumbersGrid(table.rows, asked, words).workbook(of: opened, notes: notes),
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          download: "\(entry.id)-\(asked.period.name).xlsx")
      }
      guard query["format"] == "csv" else {
        return Layout.response(Data(try table.json().utf8), "application/json")
      }
      return Layout.response(
        table.csv(isFile: true), "text/csv; charset=utf-8",
        download: "\(entry.id)-\(asked.period.name).csv")
    }
    get(project, "trace") { desk, entry, query in
      try Layout.json(try TraceView(query, desk, entry).rows().rows)
    }
    get(project, "chart") { desk, entry, query in
      let asked = try ChartQuery(query, desk, entry)
      let chart = try asked.draw(desk, entry)
      let format = asked.request.format
      let name = (asked.request.settings.indicators + [asked.request.settings.kind.rawValue])
        .joined(separator: "-")
      return Layout.response(
        chart.data, format.mediaType,
        download: format == .svg && query["download"] == nil
          ? nil : "\(name).\(format.rawValue)")
    }
    get(project, "preview") { desk, entry, query in
      Layout.response(try PreviewView(query, desk, entry).picture(), "image/png")
    }
    get(project, "packs") { desk, entry, _ in
      try Layout.json(MadePacks(entry.folder).all.map { PackItem($0) })
    }
    project.get("packs/:pack/**") { [self] request, context in
      let pack = try context.parameters.require("pack").removingPercentEncoding ?? ""
      let path = context.parameters.getCatchAll().map {
        String($0).removingPercentEncoding ?? ""
      }.joined(separator: "/")
      return try await of(request, context) { desk, entry, _ in
        guard let data = MadePacks(entry.folder).file(path, of: pack) else {
          throw HTTPError(.notFound)
        }
        // Display only what a browser shows without running anything.
        let name = (path as NSString).lastPathComponent
        guard let format = DrawingFormat(rawValue: (path as NSString).pathExtension),
          format.isInert
        else { return Layout.response(data, "application/octet-stream", download: name) }
        return Layout.response(data, format.mediaType)
      }
    }
    project.get("archives/:pack") { [self] request, context in
      let pack = try context.parameters.require("pack").removingPercentEncoding ?? ""
      return try await of(request, context) { desk, entry, _ in
        Layout.response(
          try MadePacks(entry.folder).archive(pack), "application/zip",
          download: "\(entry.id)-\(pack).zip")
      }
    }
    get(project, "forms") { desk, entry, query in
      let opened = try desk.open(entry)
      guard let text = query["period"] else { throw HTTPError(.badRequest) }
      let period = try opened.period(written: text)
      return Layout.response(
        try opened.formArchive(for: period), "application/zip",
        download: "\(entry.id)-forms-\(period.name).zip")
    }
    addTemplates(to: project)
    project.get("reports/:name") { [self] request, context in
      let name = try context.parameters.require("name").removingPercentEncoding ?? ""
      return try await of(request, context) { desk, entry, _ in
        Layout.response(
          try ReportView(desk: desk, entry: entry).report(name), "application/octet-stream",
          download: name)
      }
    }
    get(project, "settings") { desk, entry, _ in
      Layout.response(
        Data(try desk.files(entry).settings().utf8), "text/plain; charset=utf-8")
    }
    get(project, "changes") { desk, entry, _ in try Layout.json(desk.files(entry).log.changes) }
  }

  // MARK: Changing

  private func addChanging(to project: RouterGroup<PageContext>) {
    project.put("files/:name") { [self] request, context in
      let name = try context.parameters.require("name").removingPercentEncoding ?? ""
      let desk = desk.of(context.visitor)
      let entry = try desk.entry(try context.parameters.require("id"))
      return try await answered(arriving: request, in: entry) { arrived in
        // A path is not accepted as a name, whatever its last component is.
        guard !name.contains(where: { "/\\\0".contains($0) }) else { throw HTTPError(.badRequest) }
        let kept = try desk.files(entry).take(arrived, as: name)
        return try Layout.json(["name": kept], status: .created)
      }
    }
    project.delete("files/:name") { [self] request, context in
      let name = try context.parameters.require("name").removingPercentEncoding ?? ""
      return try await of(request, context) { desk, entry, _ in
        try desk.files(entry).remove(name)
        return try Layout.json(["name": name])
      }
    }
    project.post("project") { [self] request, context in
      try await of(request, context) { desk, entry, _ in
        let made = try ProjectMaking(entry.folder, language: layout.words.language).makeBegun()
        return try Layout.json(Done(message: layout.words(made)))
      }
    }
    change(project, "aliases", Alias.self) { desk, entry, order, _ in
      try desk.files(entry).mend(order.name, asUnit: order.unit)
    }
    change(project, "indicator-aliases", NamedIndicator.self) { desk, entry, order, _ in
      try desk.files(entry).mend(order.name, asIndicator: order.indicator)
    }
    change(project, "courses", Settled.self) { desk, entry, order, _ in
      try desk.files(entry).settle(indicator: order.indicator, as: order.course)
    }
    change(project, "acceptances", Accepted.self) { desk, entry, order, _ in
      guard let code = Finding.Code(rawValue: order.code) else { throw HTTPError(.badRequest) }
      guard order.everywhere == "true" else {
        return try desk.files(entry).accept([
          Acceptance(
            code: code, file: order.file, row: order.row.flatMap { Int($0) }, reason: order.reason)
        ])
      }
      // Row by row, so that later errors are not accepted together with those seen.
      let log = try desk.check(entry).log
      let files = CheckView.acceptable(log.all, code).map(\.place.file).uniqued
      try desk.files(entry).accept(
        files.flatMap { file in
          (log.openRows(of: code, in: file).map { $0.map(Optional.some) } ?? [nil]).map { row in
            Acceptance(code: code, file: file, row: row, reason: order.reason)
          }
        })
    }
    change(project, "sources", Source.self) { desk, entry, order, _ in
      let period = try order.period.flatMap { $0.isEmpty ? nil : $0 }.map {
        try desk.open(entry).period(written: $0).name
      }
      try desk.files(entry).describe(
        file: order.file, sheet: order.sheet.flatMap { $0.isEmpty ? nil : $0 }, period: period,
        unit: order.unit.flatMap { $0.isEmpty ? nil : $0 })
    }
    addForms(to: project)
    change(project, "settings", Settings.self, .put) { desk, entry, order, _ in
      try desk.files(entry).keep(settings: order.text, over: order.expected ?? "")
    }
    change(project, "roster", Settings.self, .put) { desk, entry, order, _ in
      try desk.files(entry).keep(
        roster: order.text, over: order.expected ?? "",
        in: try desk.open(entry).project.rosterFile)
    }
    project.post("settings/check") { [self] request, context in
      let order = try await API.order(Settings.self, of: request)
      return try await of(request, context) { desk, entry, _ in
        try Layout.json(
          desk.files(entry).findings(of: order.text).prefix(20).map { $0.line(in: desk.language) })
      }
    }
    change(project, "changes/:number/undo") { desk, entry, place in
      try desk.files(entry).undo(try place.require("number", as: Int.self))
    }
    project.post("packs") { [self] request, context in
      let order = try await API.order(PacksView.Order.self, of: request)
      return try await of(request, context) { desk, entry, _ in
        let job = try PacksView(desk: desk, entry: entry).begin(order)
        return try Layout.json(Progress(job, layout.words), status: .accepted)
      }
    }
    project.put("reports/:name") { [self] request, context in
      let name = try context.parameters.require("name").removingPercentEncoding ?? ""
      let pack = Query(request)["pack"] ?? ""
      let desk = desk.of(context.visitor)
      let entry = try desk.entry(try context.parameters.require("id"))
      return try await answered(arriving: request, in: entry) { arrived in
        try Layout.json(
          try ReportView(desk: desk, entry: entry).fill(arrived, named: name, from: pack))
      }
    }
  }

  // MARK: Answers

  func get(
    _ group: RouterGroup<PageContext>, _ path: RouterPath,
    _ answer:
      @escaping @Sendable (Desk, Shelf.Entry, Query) throws ->
      Response
  ) {
    group.get(path) { [self] request, context in try await of(request, context, answer) }
  }

  /// Changes a project as requested; the response reports only errors.
  func change<Order: Decodable & Sendable>(
    _ group: RouterGroup<PageContext>, _ path: RouterPath, _ kind: Order.Type,
    _ method: HTTPRequest.Method = .post,
    _ change: @escaping @Sendable (Desk, Shelf.Entry, Order, Parameters) throws -> Void
  ) {
    group.on(path, method: method) { [self] request, context in
      let order = try await API.order(kind, of: request)
      return try await of(request, context) { desk, entry, _ in
        try change(desk, entry, order, context.parameters)
        return try Layout.json(Done())
      }
    }
  }

  /// Changes a project as given by the address.
  func change(
    _ group: RouterGroup<PageContext>, _ path: RouterPath, _ method: HTTPRequest.Method = .post,
    _ change: @escaping @Sendable (Desk, Shelf.Entry, Parameters) throws -> Void
  ) {
    group.on(path, method: method) { [self] request, context in
      try await of(request, context) { desk, entry, _ in
        try change(desk, entry, context.parameters)
        return try Layout.json(Done())
      }
    }
  }

  func of(
    _ request: Request, _ context: PageContext,
    _ answer:
      @escaping @Sendable (Desk, Shelf.Entry, Query) throws ->
      Response
  ) async throws -> Response {
    let id = try context.parameters.require("id")
    let query = Query(request)
    let desk = desk.of(context.visitor)
    return try await answered { try answer(desk, try desk.entry(id), query) }
  }

  private func job(_ context: PageContext) throws -> Jobs.Job {
    guard let job = desk.jobs.job(try context.parameters.require("job", as: Int.self)) else {
      throw HTTPError(.notFound)
    }
    return job
  }

  /// The response, or the error as JSON.
  private func answered(
    _ answer: @escaping @Sendable () throws -> Response
  ) async throws -> Response {
    try await Desk.work { [layout] in
      do { return try answer() } catch let error as WorkspaceError {
        return try Layout.json(
          Fault(error, layout.words), status: Layout.status(of: error.code))
      }
    }
  }

  // MARK: Requests

  /// The limit of a request's body in bytes; settings are at most 1 MiB, and are sent with the previous ones.
  private static let mostOrder = 4 << 20

  static func order<Order: Decodable>(
    _ kind: Order.Type, of request: Request
  ) async throws -> Order {
    var body = Data()
    var size = 0
    // Drain oversized bodies (up to a limit): clients read the response only after sending.
    for try await buffer in request.body {
      size += buffer.readableBytes
      if size <= mostOrder { body.append(Data(buffer: buffer)) }
      if size > 16 * mostOrder { break }
    }
    guard size <= mostOrder else { throw HTTPError(.contentTooLarge) }
    do { return try JSONDecoder().decode(kind, from: body) } catch {
      throw HTTPError(.badRequest)
    }
  }

  /// Receives a file, up to the limit, and passes it to a closure when it is complete.
  private func answered(
    arriving request: Request, in entry: Shelf.Entry,
    _ answer: @escaping @Sendable (URL) throws -> Response
  ) async throws -> Response {
    let limit = ProjectFiles.sizeLimit
    if let text = request.headers[.contentLength], let length = Int(text), length > limit {
      return try Layout.json(Fault(API.tooLarge, layout.words), status: .contentTooLarge)
    }
    let arrived = try desk.files(entry).arrivingFile()
    defer { try? FileManager.default.removeItem(at: arrived) }
    guard FileManager.default.createFile(atPath: arrived.path, contents: nil),
      let file = FileHandle(forWritingAtPath: arrived.path)
    else { throw HTTPError(.internalServerError) }
    defer { try? file.close() }
    var size = 0
    for try await buffer in request.body {
      size += buffer.readableBytes
      guard size <= limit else {
        return try Layout.json(Fault(API.tooLarge, layout.words), status: .contentTooLarge)
      }
      try file.write(contentsOf: Data(buffer: buffer))
    }
    try file.close()
    return try await answered { try answer(arrived) }
  }

  private static var tooLarge: WorkspaceError {
    let most = ProjectFiles.sizeLimit >> 20
    return WorkspaceError(
      .usage,
      vi: "tệp lớn hơn mức tối đa \(most) MiB; hãy bỏ hình trong tệp hoặc tách thành nhiều tệp",
      en: "the file is larger than the limit of \(most) MiB; take pictures out of it, or split it")
  }
}
