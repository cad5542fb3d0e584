import ClusterMetrics
import Foundation
import Hummingbird
import HummingbirdCore
import Intake
import Reporting
import Workspace

/// What the forms of settings and packs send.
extension API {
  /// Pages and cover of the packs: ids with commas between them.
  private struct Pages: Decodable {
    var page: String?
    var tile: String?
  }

  private struct NewUnit: Decodable {
    var name: String
    var cluster: String?
  }

  func addForms(to project: RouterGroup<PageContext>) {
    change(project, "settings/fields", ProjectFiles.FieldChange.self) { desk, entry, order in
      let known = SettingsForms.fields(try desk.open(entry))
      try desk.files(entry).set(order, of: known, in: desk.language)
    }
    change(project, "units", NewUnit.self) { desk, entry, order in
      try desk.files(entry).enrol(order.name, in: order.cluster, of: try desk.open(entry))
    }
    project.post("indicators") { [self] request, context in
      let order = try await API.order(ProjectFiles.NewIndicator.self, of: request)
      return try await of(request, context) { desk, entry, _ in
        try Layout.json(["id": try desk.files(entry).add(order)], status: .created)
      }
    }
    for (name, step) in [("up", -1), ("down", 1)] {
      project.post("indicators/:indicator/\(name)") { [self] request, context in
        let id = try context.parameters.require("indicator")
        return try await of(request, context) { desk, entry, _ in
          try desk.files(entry).move(indicator: id, by: step)
          return try Layout.json(Done())
        }
      }
    }
    project.post("indicators/:indicator/merge/:other") { [self] request, context in
      let id = try context.parameters.require("indicator")
      let other = try context.parameters.require("other")
      return try await of(request, context) { desk, entry, _ in
        try desk.files(entry).merge(indicator: id, into: other)
        return try Layout.json(Done())
      }
    }
    project.delete("indicators/:indicator") { [self] request, context in
      let id = try context.parameters.require("indicator")
      return try await of(request, context) { desk, entry, _ in
        try desk.files(entry).remove(indicator: id)
        return try Layout.json(Done())
      }
    }
    project.post("plans/:indicator/:period") { [self] request, context in
      let order = try await API.order(ProjectFiles.FieldChange.self, of: request)
      let id = try context.parameters.require("indicator")
      let period = try context.parameters.require("period").removingPercentEncoding ?? ""
      return try await of(request, context) { desk, entry, _ in
        let opened = try desk.open(entry)
        let indicator = try opened.indicators(withIDs: [id])[0]
        try desk.files(entry).setPlans(
          order, of: indicator, in: try opened.period(written: period), opened)
        return try Layout.json(Done())
      }
    }
    project.put("pages") { [self] request, context in
      let order = try await API.order(Pages.self, of: request)
      return try await of(request, context) { desk, entry, _ in
        func ids(_ text: String?) -> [String] {
          (text ?? "").split(separator: ",").map(String.init)
        }
        try desk.files(entry).set(pages: ids(order.page), tiles: ids(order.tile))
        return try Layout.json(Done())
      }
    }
    project.post("pages") { [self] request, context in
      try await of(request, context) { desk, entry, query in
        let asked = try ChartQuery(query, desk, entry)
        if let fault = asked.fault { throw fault }
        try desk.files(entry).addPage(with: asked.request.settings)
        return try Layout.json(
          Done(
            message: layout.words(
              "Đã thêm vào bộ biểu đồ; đổi chỗ ở trang Bộ biểu đồ.",
              "Added to the packs; it is put elsewhere under Chart packs.")), status: .created)
      }
    }
  }
}
