extension Schemas {
  /// The schema of a pack's `manifest.json`.
  package static let manifest = #"""
    {
     "$schema": "https://json-schema.org/draft/2020-12/schema",
     "title": "manifest.json",
     "type": "object",
     "description": "What a pack of Giaoban holds",
     "additionalProperties": false,
     "properties": {
      "giaoban": {"type": "string", "description": "Version"},
      "libraries": {
       "type": "object",
       "additionalProperties": {"type": "string"},
       "description": "Versions by name"
      },
      "title": {"type": "string", "description": "Of the pack"},
      "period": {"type": "string", "description": "2022-H1"},
      "first_day": {"type": "string", "description": "2021-12-15", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
      "last_day": {"type": "string", "description": "2022-06-14", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
      "language": {"enum": ["vi", "en"], "description": "Of all words"},
      "created": {"type": "string", "description": "ISO 8601"},
      "pages": {"type": "integer", "minimum": 0},
      "inputs": {
       "type": "array",
       "items": {
        "type": "object",
        "description": "A file of the project",
        "additionalProperties": false,
        "properties": {
         "file": {"type": "string", "description": "Within the project"},
         "sha256": {"type": "string", "description": "Of its bytes", "pattern": "^[0-9a-f]{64}$"},
         "rows": {"type": "integer", "description": "Rows that count"}
        },
        "required": ["file", "sha256"]
       }
      },
      "revision": {
       "type": "object",
       "description": "Which issue of the period's pack it is",
       "additionalProperties": false,
       "properties": {
        "issue": {"type": "integer", "minimum": 1},
        "changes": {
         "type": "array",
         "items": {
          "type": "object",
          "description": "A number that is not what it was",
          "additionalProperties": false,
          "properties": {
           "period": {"type": "string"},
           "cluster": {"type": "string"},
           "unit": {"type": "string"},
           "indicator": {"type": "string"},
           "before": {"type": ["number", "null"]},
           "after": {"type": ["number", "null"]}
          },
          "required": ["period", "cluster", "unit", "indicator"]
         }
        },
        "inputs": {
         "type": "array",
         "items": {
          "type": "object",
          "description": "A file that is not what it was",
          "additionalProperties": false,
          "properties": {
           "file": {"type": "string"},
           "rows_before": {"type": "integer"},
           "rows_after": {"type": "integer"},
           "is_new": {"type": "boolean"},
           "is_gone": {"type": "boolean"}
          },
          "required": ["file", "is_new", "is_gone"]
         }
        }
       },
       "required": ["issue", "changes", "inputs"]
      },
      "charts": {
       "type": "array",
       "items": {
        "type": "object",
        "description": "A chart",
        "additionalProperties": false,
        "properties": {
         "id": {"type": "string", "description": "Stable over periods"},
         "number": {"type": "integer", "minimum": 1},
         "title": {"type": "string", "description": "What it finds"},
         "label": {"type": "string", "description": "Biểu đồ 3"},
         "caption": {"type": "string", "description": "Names it"},
         "alternative_text": {"type": "string", "description": "Describes it", "minLength": 1},
         "width_millimetres": {"type": "number", "exclusiveMinimum": 0},
         "height_millimetres": {"type": "number", "exclusiveMinimum": 0},
         "files": {
          "type": "object",
          "additionalProperties": {"type": "string"},
          "description": "Paths within the pack, by format"
         },
         "data": {"type": "array", "items": {"$ref": "#/$defs/datum"}}
        },
        "required": [
         "id", "number", "title", "label", "caption", "alternative_text", "files", "data"
        ]
       }
      },
      "indicators": {
       "type": "array",
       "description": "The indicators that charts show",
       "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
         "id": {"type": "string"},
         "name": {"type": "string"},
         "unit_of_measure": {"type": "string"},
         "decimals": {"type": "integer", "minimum": 0},
         "is_percentage": {"type": "boolean"},
         "target": {"type": "number"}
        },
        "required": ["id", "name", "unit_of_measure", "decimals", "is_percentage"]
       }
      },
      "captions": {
       "type": "object",
       "description": "Captions in documents",
       "additionalProperties": false,
       "properties": {
        "chart": {"type": "string"},
        "table": {"type": "string"},
        "chart_place": {"enum": ["above", "below"]},
        "table_place": {"enum": ["above", "below"]}
       },
       "required": ["chart", "table", "chart_place", "table_place"]
      },
      "units": {
       "type": "array",
       "items": {
        "type": "object",
        "description": "A unit",
        "additionalProperties": false,
        "properties": {
         "cluster": {"type": "string"},
         "name": {"type": "string"},
         "short_name": {"type": "string"}
        },
        "required": ["cluster", "name", "short_name"]
       }
      },
      "texts": {
       "type": "object",
       "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
       "description": "What can be asked of period and pack, by placeholder and field"
      },
      "numbers": {
       "type": "array",
       "items": {
        "type": "object",
        "description": "A number as documents state it",
        "additionalProperties": false,
        "properties": {
         "indicator": {"type": "string"},
         "cluster": {"type": "string"},
         "unit": {"type": "string"},
         "status": {
          "enum": ["complete", "partial", "missing", "not-applicable", "indivisible"],
          "description": "How much stands behind it"
         },
         "texts": {
          "type": "object",
          "additionalProperties": {"type": "string"},
          "description": "By the field of a placeholder"
         }
        },
        "required": ["indicator", "cluster", "unit", "status", "texts"]
       }
      },
      "answers": {
       "type": "array",
       "description": "What units say in words",
       "items": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
         "id": {"type": "string"},
         "name": {"type": "string"},
         "entries": {
          "type": "array",
          "items": {
           "type": "object",
           "additionalProperties": false,
           "properties": {
            "cluster": {"type": "string"},
            "unit": {"type": "string"},
            "text": {"type": "string"}
           },
           "required": ["cluster", "unit", "text"]
          }
         }
        },
        "required": ["id", "name", "entries"]
       }
      },
      "tables": {
       "type": "array",
       "items": {
        "type": "object",
        "description": "A table as documents show it",
        "additionalProperties": false,
        "properties": {
         "id": {"type": "string"},
         "caption": {"type": "string"},
         "columns": {
          "type": "array",
          "items": {
           "type": "object",
           "description": "A column",
           "additionalProperties": false,
           "properties": {"name": {"type": "string"}, "is_number": {"type": "boolean"}},
           "required": ["name", "is_number"]
          }
         },
         "rows": {
          "type": "array",
          "items": {
           "type": "object",
           "description": "A row",
           "additionalProperties": false,
           "properties": {
            "cells": {"type": "array", "items": {"type": "string"}},
            "is_total": {"type": "boolean"}
           },
           "required": ["cells", "is_total"]
          }
         }
        },
        "required": ["id", "caption", "columns", "rows"]
       }
      }
     },
     "required": [
      "giaoban", "libraries", "title", "period", "first_day", "last_day", "language",
      "created", "pages", "inputs", "charts", "captions", "units", "texts", "numbers",
      "tables"
     ],
     "$defs": {
      "datum": {
       "type": "object",
       "description": "A number",
       "additionalProperties": false,
       "properties": {
        "period": {"type": "string", "description": "2022-H1"},
        "cluster": {"type": "string", "description": "Empty for a total above it"},
        "unit": {"type": "string", "description": "Empty for a total"},
        "indicator": {"type": "string", "description": "Its id"},
        "value": {"type": ["number", "null"], "description": "Left out where there is none"},
        "status": {
         "enum": ["complete", "partial", "missing", "not-applicable", "indivisible"],
         "description": "How much stands behind it"
        }
       },
       "required": ["period", "cluster", "unit", "indicator", "status"]
      }
     }
    }
    """#
}
