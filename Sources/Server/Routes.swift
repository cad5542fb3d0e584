import ClusterMetrics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Workspace

/// The addresses of the page that browsers display; their data is below `api`.
struct Routes: Sendable {
  let desk: Desk
  private var layout: Layout { Layout(desk: desk) }

  func add(to group: RouterGroup<PageContext>) {
    group.get("") { [desk] _, context in
      try await Desk.work { try ShelfView(desk: desk.of(context.visitor)).page() }
    }
    group.get("page.css") { _, _ in
      Layout.response(Data(Assets.style.description.utf8), "text/css; charset=utf-8")
    }
    group.get("page.js") { _, _ in
      Layout.response(Data(Assets.script.description.utf8), "text/javascript; charset=utf-8")
    }
    group.get("icon.svg") { _, _ in
      Layout.response(Data(Assets.icon.description.utf8), "image/svg+xml")
    }
    let project = group.group("p/:id")
    project.get("") { [layout] _, context in
      let id = try context.parameters.require("id")
      return Response(
        status: .seeOther, headers: [.location: layout.address("p", id, Step.data.rawValue)])
    }
    view(project, "data", .data) { desk, entry, _ in try DataView(desk: desk, entry: entry).page() }
    view(project, "check", .check) { desk, entry, query in
      try CheckView(
        desk: desk, entry: entry, code: query["code"],
        file: query["file"]
      ).page()
    }
    view(project, "numbers", .numbers) { desk, entry, query in
      try NumbersView(desk: desk, entry: entry, query: NumbersQuery(query, desk, entry)).page()
    }
    view(project, "trace", .numbers) { desk, entry, query in
      try TraceView(query, desk, entry).page()
    }
    view(project, "charts", .charts) { desk, entry, query in
      try ChartsView(desk: desk, entry: entry, query: ChartQuery(query, desk, entry)).page()
    }
    view(project, "packs", .packs) { desk, entry, _ in
      try PacksView(desk: desk, entry: entry).page()
    }
    view(project, "preview", .packs) { desk, entry, query in
      try PreviewView(query, desk, entry).page()
    }
    view(project, "report", .report) { desk, entry, _ in
      try ReportView(desk: desk, entry: entry).page()
    }
    view(project, "settings", .settings) { desk, entry, query in
      try SettingsView(desk: desk, entry: entry, query: query).page()
    }
    project.get("table/:file") { [self] request, context in
      let file = try context.parameters.require("file").removingPercentEncoding ?? ""
      return try await shown(request, context, .data) { desk, entry, query in
        try TableView(
          desk: desk, entry: entry, file: file, sheet: query["sheet"],
          first: max(1, query["from"].flatMap { Int($0) } ?? 1),
          marked: query["row"].flatMap { Int($0) }
        ).page()
      }
    }
    API(desk: desk).add(to: group.group("api"))
  }

  private func view(
    _ group: RouterGroup<PageContext>, _ path: RouterPath, _ step: Step,
    _ page:
      @escaping @Sendable (Desk, Shelf.Entry, Query) throws ->
      Response
  ) {
    group.get(path) { [self] request, context in try await shown(request, context, step, page) }
  }

  /// A view of a project, or the errors that prevent it.
  private func shown(
    _ request: Request, _ context: PageContext, _ step: Step,
    _ page:
      @escaping @Sendable (Desk, Shelf.Entry, Query) throws ->
      Response
  ) async throws -> Response {
    let id = try context.parameters.require("id")
    let query = Query(request)
    let desk = desk.of(context.visitor)
    return try await Desk.work {
      let layout = Layout(desk: desk)
      let entry: Shelf.Entry
      do {
        entry = try desk.entry(id)
      } catch let error as WorkspaceError {
        return try layout.fault(error, of: nil, named: nil, at: nil)
      }
      guard entry.isProject || step == .data else {
        return Response(
          status: .seeOther, headers: [.location: layout.address(entry, .data)])
      }
      do {
        return try page(desk, entry, query)
      } catch let error as WorkspaceError {
        return try layout.fault(error, of: entry, named: desk.title(of: entry), at: step)
      }
    }
  }
}

extension TraceView {
  init(
    _ query: Query, _ desk: Desk, _ entry: Shelf.Entry
  ) throws {
    guard let indicator = query["indicator"], let period = query["period"] else {
      throw HTTPError(.badRequest)
    }
    self.init(
      desk: desk, entry: entry, indicator: indicator, period: period,
      unit: query["unit"], cluster: query["cluster"])
  }
}
