import ClusterMetrics
import Intake
import Settings

/// The schema of the pack, its pages and their charts in `giaoban.yaml`.
extension Schemas {
  /// Texts as the elements of a JSON array.
  private static func quoted(_ texts: [String]) -> String {
    texts.map { "\"\($0)\"" }.joined(separator: ", ")
  }

  /// The property `pack`.
  static let pack = #"""
      "pack": {
       "type": "object",
       "description": "The pack",
       "additionalProperties": false,
       "properties": {
        "tiles": {
         "description": "Ids of the indicators on the cover, at most four",
         "$ref": "#/$defs/texts"
        },
        "paper": {"enum": ["landscape", "portrait"], "description": "How the A4 pages lie"},
        "pages": {
         "type": "array",
         "description": "Pages in their order (if omitted, the default ones)",
         "items": {
          "oneOf": [
           {
            "enum": [\#(quoted(PackSection.allCases.map(\.rawValue)))]
           },
           {"$ref": "#/$defs/chart"},
           {
            "type": "object",
            "description": "One to four charts on a page",
            "additionalProperties": false,
            "properties": {
             "title": {"$ref": "#/$defs/text", "description": "Its headline"},
             "charts": {
              "type": "array",
              "items": {"$ref": "#/$defs/chart"},
              "minItems": 1,
              "maxItems": 4
             }
            },
            "required": ["charts"]
           }
          ]
         }
        }
       }
      }
    """#

  /// The definition `chart`.
  static let chartDefinition = #"""
      "chart": {
       "type": "object",
       "description": "A chart as giaoban chart draws it",
       "additionalProperties": false,
       "properties": {
        "kind": {
         "enum": [\#(quoted(ChartKind.ids()))],
         "description": "The kind of chart"
        },
        "indicator": {
         "description": "The id of an indicator; several for \#(Language.english.list(ChartKind.ids(where: \.takesSeveral)))",
         "$ref": "#/$defs/texts"
        },
        "title": {"$ref": "#/$defs/text", "description": "A title instead of the finding"},
        "versus": {"type": "string", "description": "last-year, previous, or a period such as 2021-H2"},
        "highlight": {"type": "string", "description": "The unit that stands out"},
        "sort": {"enum": ["value", "roster"], "description": "The order of units"},
        "line": {"enum": ["mean", "median"], "description": "A line across ranked bars"},
        "by": {"type": "string", "description": "What rows go by: unit, cluster, or a column of the roster"},
        "across": {
         "type": "string",
         "description": "What the columns of a heat table of one indicator go by: cluster, period, or a column of the registers or of the roster"
        },
        "of": {"enum": ["trend", "ranked", "dumbbell"], "description": "What small multiples repeat"}
       },
       "required": ["kind"]
      }
    """#
}
