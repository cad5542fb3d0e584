import ClusterMetrics
import Foundation
import Hummingbird
import HummingbirdCore
import Workspace

/// The requests that forms of settings and packs send.
extension API {
  /// The pages and cover of the packs, as comma-separated ids.
  private struct Pages: Decodable {
    var page: String?
    var tile: String?
  }

  private struct NewUnit: Decodable {
    var name: String
    var cluster: String?
  }

  func addForms(to project: RouterGroup<PageContext>) {
    change(project, "settings/fields", ProjectFiles.FieldChange.self) { desk, entry, order, _ in
      let known = SettingsForms.fields(try desk.open(entry))
      try desk.files(entry).set(order, of: known, in: desk.language)
    }
    change(project, "units", NewUnit.self) { desk, entry, order, _ in
      try desk.files(entry).enrol(order.name, in: order.cluster, of: try desk.open(entry))
    }
    project.post("indicators") { [self] request, context in
      let order = try await API.order(ProjectFiles.NewIndicator.self, of: request)
      return try await of(request, context) { desk, entry, _ in
        try Layout.json(["id": try desk.files(entry).add(order)], status: .created)
      }
    }
    for (name, step) in [("up", -1), ("down", 1)] {
      change(project, "indicators/:indicator/\(name)") { desk, entry, place in
        try desk.files(entry).move(indicator: try place.require("indicator"), by: step)
      }
    }
    change(project, "indicators/:indicator/merge/:other") { desk, entry, place in
      try desk.files(entry).merge(
        indicator: try place.require("indicator"), into: try place.require("other"))
    }
    change(project, "indicators/:indicator", .delete) { desk, entry, place in
      try desk.files(entry).remove(indicator: try place.require("indicator"))
    }
    change(project, "plans/:indicator/:period", ProjectFiles.FieldChange.self) {
      desk, entry, order, place in
      let opened = try desk.open(entry)
      let id = try place.require("indicator")
      guard let indicator = opened.definition.indicator(withID: id) else {
        throw HTTPError(.notFound)
      }
      let period = try place.require("period").removingPercentEncoding ?? ""
      try desk.files(entry).setPlans(
        order, of: indicator, in: try opened.period(written: period), opened)
    }
    change(project, "corrections", CorrectionForm.Order.self) { desk, entry, order, _ in
      try order.keep(desk, entry)
    }
    change(project, "pages", Pages.self, .put) { desk, entry, order, _ in
      func ids(_ text: String?) -> [String] { (text ?? "").split(separator: ",").map(String.init) }
      try desk.files(entry).set(pages: ids(order.page), tiles: ids(order.tile))
    }
    project.post("pages") { [self] request, context in
      try await of(request, context) { desk, entry, query in
        let asked = try ChartQuery(query, desk, entry)
        if let fault = asked.fault { throw fault }
        try desk.files(entry).addPage(with: asked.request.settings)
        return try Layout.json(
          Done(
            message: layout.words(
              "Đã thêm vào bộ biểu đồ; muốn đổi thứ tự, mở trang Bộ biểu đồ.",
              "Added to the packs; change its place under Chart packs.")), status: .created)
      }
    }
  }
}
