import CairoRenderer
import ClusterMetrics
import Foundation
import Reporting

/// The OpenAPI 3.1 description of the addresses below `api`.
enum OpenAPI {
  private struct Parameter {
    var name: String
    var text: String
    var isInPath = false
  }

  private struct Operation {
    var method: String
    var path: String
    var summary: String
    var parameters: [Parameter] = []
    /// The JSON fields of a request; an asterisk marks required fields, braces mark texts by name.
    var order: [String] = []
    /// The content type of a body other than JSON.
    var body: String?
    var status = 200
    var type = "application/json"
  }

  private static let project = Parameter(name: "id", text: "A project, by its id.", isInPath: true)
  private static let tally = [
    Parameter(name: "period", text: "2024-H1, or as the commands take it (default: the latest)."),
    Parameter(name: "by", text: "unit, cluster, commune, all, period, or a column."),
    Parameter(name: "versus", text: "last-year, previous or a period."),
    Parameter(name: "indicator", text: "Ids, one each."),
    Parameter(name: "group", text: "The id of a group of indicators."),
    Parameter(name: "format", text: "json, csv, or xlsx: the table as the page shows it."),
  ]
  private static let chart =
    ChartQuery.keys.map { Parameter(name: $0, text: "As the option of giaoban chart.") }
    + [
      Parameter(
        name: "format",
        text: Language.english.list(DrawingFormat.allCases.map(\.rawValue), .or) + ".")
    ]
  private static let trace = [
    Parameter(name: "indicator", text: "An id."), Parameter(name: "period", text: "A period."),
    Parameter(name: "unit", text: "A unit."), Parameter(name: "cluster", text: "A cluster."),
  ]

  private static let indicator = Parameter(
    name: "indicator", text: "An indicator, by its id.", isInPath: true)

  private static func file(_ name: String, _ text: String) -> Parameter {
    Parameter(name: name, text: text, isInPath: true)
  }

  private static let operations: [Operation] = [
    .init(method: "get", path: "/projects", summary: "The projects of the folder."),
    .init(
      method: "post", path: "/projects", summary: "Begins a project, to which files are uploaded.",
      order: ["name*"], status: 201),
    .init(
      method: "delete", path: "/p/{id}", summary: "Removes the project; it can be restored.",
      parameters: [project]),
    .init(method: "get", path: "/removed", summary: "The removed projects."),
    .init(
      method: "post", path: "/removed/{name}", summary: "Restores a removed project.",
      parameters: [file("name", "As the list of removed projects calls it.")]),
    .init(
      method: "post", path: "/p/{id}/project", summary: "Makes the project of its files.",
      parameters: [project]),
    .init(
      method: "get", path: "/p/{id}/stamp", summary: "A version tag that changes with any file.",
      parameters: [project]),
    .init(method: "get", path: "/p/{id}/files", summary: "Its files.", parameters: [project]),
    .init(
      method: "put", path: "/p/{id}/files/{name}", summary: "Uploads a file, or replaces one.",
      parameters: [project, file("name", "Its name.")], body: "application/octet-stream",
      status: 201),
    .init(
      method: "delete", path: "/p/{id}/files/{name}", summary: "Removes a file.",
      parameters: [project, file("name", "Its name.")]),
    .init(
      method: "get", path: "/p/{id}/findings", summary: "What is wrong or doubtful.",
      parameters: [project]),
    .init(
      method: "get", path: "/p/{id}/tally", summary: "Numbers.", parameters: [project] + tally),
    .init(
      method: "get", path: "/p/{id}/trace", summary: "The rows behind a number.",
      parameters: [project] + trace),
    .init(
      method: "get", path: "/p/{id}/chart", summary: "A chart.", parameters: [project] + chart,
      type: "image/svg+xml"),
    .init(
      method: "get", path: "/p/{id}/preview",
      summary: "A page of a part of packs, before they are made.",
      parameters: [
        project,
        Parameter(name: "part", text: "highlights, or another part as the settings name it."),
        Parameter(name: "period", text: "A period (default: the latest)."),
        Parameter(name: "versus", text: "last-year, previous or a period."),
        Parameter(name: "paper", text: "landscape or portrait (default: the project's own)."),
        Parameter(name: "page", text: "1, 2 or 3."),
      ], type: "image/png"),
    .init(
      method: "post", path: "/p/{id}/indicator-aliases", summary: "Another name of an indicator.",
      parameters: [project], order: ["name*", "indicator*"]),
    .init(
      method: "post", path: "/p/{id}/courses",
      summary: "How an indicator's numbers accumulate: cumulative, or a stock.",
      parameters: [project], order: ["indicator*", "course*"]),
    .init(
      method: "post", path: "/p/{id}/aliases", summary: "Another name of a unit.",
      parameters: [project], order: ["name*", "unit*"]),
    .init(
      method: "post", path: "/p/{id}/acceptances", summary: "Accepts a finding.",
      parameters: [project], order: ["code*", "file", "row", "everywhere", "reason*"]),
    .init(
      method: "post", path: "/p/{id}/sources", summary: "The period or unit of a file's tables.",
      parameters: [project], order: ["file*", "sheet", "period", "unit"]),
    .init(
      method: "get", path: "/p/{id}/settings", summary: "The settings.", parameters: [project],
      type: "text/plain"),
    .init(
      method: "put", path: "/p/{id}/settings",
      summary: "Saves settings without errors, unless others were saved meanwhile.",
      parameters: [project], order: ["text*", "expected"]),
    .init(
      method: "post", path: "/p/{id}/settings/fields",
      summary: "Sets what forms show of the settings: by field what is wanted, and what was shown.",
      parameters: [project], order: ["fields{}*", "was{}"]),
    .init(
      method: "post", path: "/p/{id}/units", summary: "Adds a unit to the roster.",
      parameters: [project], order: ["name*", "cluster"]),
    .init(
      method: "post", path: "/p/{id}/indicators", summary: "Adds an indicator.",
      parameters: [project],
      order: ["name*", "measure", "counted*", "activity", "column", "part", "whole"], status: 201),
    .init(
      method: "delete", path: "/p/{id}/indicators/{indicator}", summary: "Removes an indicator.",
      parameters: [project, indicator]),
    .init(
      method: "post", path: "/p/{id}/indicators/{indicator}/merge/{other}",
      summary: "Makes one indicator of two.",
      parameters: [project, indicator, file("other", "The one that stays.")]),
    .init(
      method: "post", path: "/p/{id}/indicators/{indicator}/up",
      summary: "Puts an indicator before the one above it.", parameters: [project, indicator]),
    .init(
      method: "post", path: "/p/{id}/indicators/{indicator}/down",
      summary: "Puts an indicator after the one below it.", parameters: [project, indicator]),
    .init(
      method: "post", path: "/p/{id}/plans/{indicator}/{period}",
      summary: "What units are to reach: by field what is wanted, and what was shown.",
      parameters: [project, indicator, file("period", "A period.")],
      order: ["fields{}*", "was{}"]),
    .init(
      method: "post", path: "/p/{id}/corrections",
      summary: "The right number of a unit, which counts instead of the one that it sent.",
      parameters: [project],
      order: [
        "period*", "unit*", "indicator*", "figure", "value*", "reason*", "was", "replaces",
      ]),
    .init(
      method: "put", path: "/p/{id}/pages",
      summary: "Which pages packs have, in order, and what is on the cover.",
      parameters: [project], order: ["page", "tile"]),
    .init(
      method: "post", path: "/p/{id}/pages", summary: "Adds a page with a chart to the packs.",
      parameters: [project] + chart, status: 201),
    .init(
      method: "put", path: "/p/{id}/roster",
      summary: "Saves a roster without new errors, unless another was saved meanwhile.",
      parameters: [project], order: ["text*", "expected"]),
    .init(
      method: "post", path: "/p/{id}/settings/check", summary: "What is wrong with settings.",
      parameters: [project], order: ["text*"]),
    .init(
      method: "get", path: "/p/{id}/changes", summary: "The changes made on the page.",
      parameters: [project]),
    .init(
      method: "post", path: "/p/{id}/changes/{number}/undo", summary: "Undoes a change.",
      parameters: [project, file("number", "Its number.")]),
    .init(
      method: "get", path: "/p/{id}/packs", summary: "The packs that were made.",
      parameters: [project]),
    .init(
      method: "post", path: "/p/{id}/packs", summary: "Begins to make a pack.",
      parameters: [project], order: ["period*", "versus", "unit", "paper"], status: 202),
    .init(
      method: "get", path: "/p/{id}/packs/{pack}/{path}", summary: "A file of a pack.",
      parameters: [project, file("pack", "Its folder."), file("path", "Within it.")],
      type: "application/octet-stream"),
    .init(
      method: "get", path: "/p/{id}/archives/{pack}", summary: "A pack as one ZIP.",
      parameters: [project, file("pack", "Its folder.")], type: "application/zip"),
    .init(
      method: "get", path: "/p/{id}/forms", summary: "The forms of all units as one ZIP.",
      parameters: [project, Parameter(name: "period", text: "For which period.")],
      type: "application/zip"),
    .init(
      method: "get", path: "/p/{id}/template",
      summary: "A report in Word with the project's indicators as placeholders.",
      parameters: [
        project, Parameter(name: "period", text: "Whose numbers tell what there is to say."),
      ],
      type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    .init(
      method: "get", path: "/p/{id}/slide-template",
      summary: "Slides with the project's indicators as placeholders.",
      parameters: [
        project, Parameter(name: "period", text: "Whose numbers tell what there is to say."),
      ],
      type: "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    .init(
      method: "put", path: "/p/{id}/reports/{name}", summary: "Fills a report.",
      parameters: [
        project, file("name", "Its name."), Parameter(name: "pack", text: "From which pack."),
      ], body: "application/octet-stream"),
    .init(
      method: "get", path: "/p/{id}/reports/{name}", summary: "A report that was filled.",
      parameters: [project, file("name", "Its name.")], type: "application/octet-stream"),
    .init(
      method: "get", path: "/jobs/{job}", summary: "Progress of a job.",
      parameters: [file("job", "Its number.")]),
    .init(
      method: "delete", path: "/jobs/{job}", summary: "Stops a job.",
      parameters: [file("job", "Its number.")]),
  ]

  /// The document as JSON.
  static func document(prefix: String) throws -> Data {
    var paths: [String: [String: Any]] = [:]
    for operation in operations {
      paths[operation.path, default: [:]][operation.method] = described(operation)
    }
    let document: [String: Any] = [
      "openapi": "3.1.0",
      "info": ["title": "Giaoban", "version": GiaobanVersion.current],
      "servers": [["url": prefix + "/api"]], "paths": paths,
      "components": [
        "schemas": [
          "Fault": [
            "type": "object", "required": ["code", "message", "findings"],
            "properties": [
              "code": ["type": "string"], "message": ["type": "string"],
              "findings": ["type": "array", "items": ["type": "string"]],
            ],
          ]
        ]
      ],
    ]
    return try JSONSerialization.data(
      withJSONObject: document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  private static func described(_ operation: Operation) -> [String: Any] {
    var described: [String: Any] = [
      "summary": operation.summary,
      "parameters": operation.parameters.map { parameter -> [String: Any] in
        [
          "name": parameter.name, "in": parameter.isInPath ? "path" : "query",
          "description": parameter.text, "required": parameter.isInPath,
          "schema": ["type": "string"],
        ]
      }
        + (operation.method == "get"
          ? []
          : [
            [
              "name": "X-Giaoban", "in": "header", "required": true,
              "description":
                "Any text. Proves that the request comes from this page (CSRF protection).",
              "schema": ["type": "string"],
            ]
          ]),
      "responses": [
        "\(operation.status)": [
          "description": "Done.", "content": [operation.type: [String: Any]()],
        ],
        "default": [
          "description": "What is wrong; without a body where the request itself is.",
          "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Fault"]]],
        ],
      ],
    ]
    if !operation.order.isEmpty {
      func name(_ field: String) -> String {
        field.replacing("*", with: "").replacing("{}", with: "")
      }
      described["requestBody"] = [
        "required": true,
        "content": [
          "application/json": [
            "schema": [
              "type": "object",
              "required": operation.order.filter { $0.hasSuffix("*") }.map(name),
              "properties": Dictionary(
                uniqueKeysWithValues: operation.order.map { field -> (String, [String: Any]) in
                  let text: [String: Any] = ["type": "string"]
                  return (
                    name(field),
                    field.contains("{}") ? ["type": "object", "additionalProperties": text] : text
                  )
                }),
            ]
          ]
        ],
      ]
    } else if let body = operation.body {
      described["requestBody"] = [
        "required": true, "content": [body: ["schema": ["type": "string", "format": "binary"]]],
      ]
    }
    return described
  }
}
