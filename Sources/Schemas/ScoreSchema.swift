/// The schema of the scores in `giaoban.yaml`.
extension Schemas {
  /// The property `score`.
  static let score = #"""
      "score": {
       "type": "object",
       "description": "How units are scored",
       "additionalProperties": false,
       "properties": {
        "criteria": {
         "type": "array",
         "minItems": 1,
         "items": {
          "type": "object",
          "description": "Points in proportion between none and full",
          "additionalProperties": false,
          "properties": {
           "indicator": {"type": "string", "description": "Its id"},
           "points": {"type": "number", "description": "The most points", "exclusiveMinimum": 0},
           "full": {
            "oneOf": [{"type": "number"}, {"enum": ["plan"]}],
            "description": "The value for all points, or the unit's plan"
           },
           "none": {"type": "number", "description": "The value for no points (default: 0)"}
          },
          "required": ["indicator", "points", "full"]
         }
        },
        "adjustments": {
         "type": "string",
         "description": "A .csv or .xlsx of the folder: period, unit, points, reason"
        },
        "assessments": {
         "type": "string",
         "description": "A .csv or .xlsx of the folder: period, unit, self, verified, superior, reason; totals then stand on them"
        },
        "self_most": {"type": "number", "description": "The most points that a unit may give itself"},
        "superior_most": {"type": "number", "description": "The most points from the superior body"},
        "bonus": {
         "enum": ["outside", "inside"],
         "description": "Above the sum of the criteria, or within it"
        },
        "not_applicable": {
         "enum": ["scale", "zero", "full"],
         "description": "Of a criterion that cannot be asked of a unit"
        },
        "ties": {
         "description": "Indicators that decide between equal totals",
         "$ref": "#/$defs/texts"
        },
        "decimals": {"type": "integer", "minimum": 0, "maximum": 4},
        "bands": {
         "type": "array",
         "items": {
          "type": "object",
          "description": "A band",
          "additionalProperties": false,
          "properties": {
           "name": {"$ref": "#/$defs/text", "description": "Its name"},
           "from": {"type": "number", "description": "The least points"}
          },
          "required": ["name", "from"]
         }
        }
       },
       "anyOf": [{"required": ["criteria"]}, {"required": ["assessments"]}]
      }
    """#
}
