import Hummingbird
import Workspace

extension API {
  /// Adds the templates: a report in Word, and slides.
  func addTemplates(to project: RouterGroup<PageContext>) {
    let templates: [(RouterPath, OpenProject.TemplateKind, type: String, file: String)] = [
      (
        "template", .document, "wordprocessingml.document",
        layout.words("mau-bao-cao", "template") + ".docx"
      ),
      (
        "slide-template", .slides(nil), "presentationml.presentation",
        layout.words("mau-trinh-chieu", "slides") + ".pptx"
      ),
    ]
    for (path, kind, type, file) in templates {
      get(project, path) { desk, entry, query in
        let opened = try desk.open(entry)
        let period = try query["period"].map { try opened.period(written: $0) }
        return Layout.response(
          try opened.makeTemplate(kind, for: period),
          "application/vnd.openxmlformats-officedocument." + type, download: "\(entry.id)-\(file)")
      }
    }
  }
}
