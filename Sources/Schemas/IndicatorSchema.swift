/// The schema of an indicator in `giaoban.yaml`.
extension Schemas {
  /// The definition `look`.
  static let lookDefinition = #"""
      "look": {
       "type": "object",
       "description": "How a text looks, folded as names are",
       "additionalProperties": false,
       "properties": {
        "contains": {"$ref": "#/$defs/texts", "description": "One of these stands within"},
        "starts": {"$ref": "#/$defs/texts", "description": "It begins with one of these"},
        "matches": {
         "$ref": "#/$defs/texts",
         "description": "A regular expression of Swift that describes the whole, lower case"
        }
       },
       "minProperties": 1,
       "maxProperties": 1
      }
    """#

  /// The definition `indicator`.
  static let indicatorDefinition = #"""
      "indicator": {
       "type": "object",
       "description": "What is counted",
       "additionalProperties": false,
       "properties": {
        "name": {"$ref": "#/$defs/text", "description": "Its name"},
        "short_name": {"$ref": "#/$defs/text", "description": "A shorter one for narrow columns"},
        "aliases": {"$ref": "#/$defs/texts", "description": "Other names of it in tables"},
        "noun": {
         "$ref": "#/$defs/text",
         "description": "What stands after its number: hội nghị đối thoại"
        },
        "unit_of_measure": {
         "$ref": "#/$defs/text",
         "description": "What its numbers are measured in, over columns and charts: ha, triệu đồng"
        },
        "count": {"enum": ["activities"], "description": "Number of rows"},
        "distinct": {
         "type": "string",
         "description": "commune, or a column whose different texts are counted"
        },
        "sum": {"type": "string", "description": "A number column to add up"},
        "mean": {"type": "string", "description": "A number column whose mean is taken"},
        "ratio": {
         "type": "array",
         "items": {"type": "string"},
         "minItems": 2,
         "maxItems": 2,
         "description": "Numerator and denominator: indicators or columns"
        },
        "share": {"type": "string", "description": "An indicator that counts communes"},
        "of": {"type": "string", "description": "Of a share: communes. Of per: the indicator that is divided"},
        "from": {"enum": ["submissions"], "description": "Reported by the units themselves"},
        "compute": {"type": "string", "description": "Arithmetic of other indicators: (a + b) / c"},
        "where": {
         "type": "object",
         "description": "What columns must hold",
         "additionalProperties": {
          "oneOf": [
           {"$ref": "#/$defs/texts"},
           {
            "type": "object",
            "description": "Anything but these",
            "additionalProperties": false,
            "properties": {
             "not": {
              "description": "Texts",
              "oneOf": [
               {"$ref": "#/$defs/texts"},
               {"$ref": "#/$defs/look", "description": "A text that does not look so"}
              ]
             }
            },
            "required": ["not"]
           },
           {"$ref": "#/$defs/look"},
           {
            "type": "object",
            "description": "A range of numbers, both ends included",
            "additionalProperties": false,
            "properties": {
             "from": {"type": "number", "description": "The least"},
             "to": {"type": "number", "description": "The most"}
            },
            "minProperties": 1
           }
          ]
         }
        },
        "median": {"type": "string", "description": "The median of a column over the activities that state it"},
        "quantile": {"type": "string", "description": "A quantile of a column, with at"},
        "at": {"type": "number", "minimum": 0, "maximum": 1, "description": "Which quantile: 0.9"},
        "min": {"type": "string", "description": "The least value of a column"},
        "max": {"type": "string", "description": "The greatest value of a column"},
        "text": {"type": "boolean", "description": "Whether units answer it in words, which are listed and never tallied"},
        "per": {"type": "string", "description": "The column of numbers of the roster that it is divided by, with of and times"},
        "times": {"type": "number", "exclusiveMinimum": 0, "description": "For how many of it: 1000"},
        "shown_as": {"enum": ["percent", "number"], "description": "How a ratio is written"},
        "target": {"type": "number", "description": "The value to reach"},
        "over_time": {
         "enum": ["sum", "last", "mean", "none"],
         "description": "What numbers reported for parts of a period make of it"
        },
        "cumulative": {
         "enum": ["year"],
         "description": "Each reported number counts from the beginning of its year"
        },
        "applies_to": {
         "description": "Of which units it is asked: names, or texts of any column of the roster; others are not missing",
         "anyOf": [
          {"$ref": "#/$defs/texts"},
          {
           "type": "object",
           "properties": {
            "unit_kind": {"$ref": "#/$defs/texts"},
            "units": {"$ref": "#/$defs/texts"}
           },
           "additionalProperties": {"$ref": "#/$defs/texts"}
          }
         ]
        },
        "asked": {
         "enum": ["months", "quarters", "half-years", "years"],
         "description": "How often it is asked"
        },
        "due": {
         "type": "integer",
         "minimum": 0,
         "maximum": 366,
         "description": "How many days after the closing of a period its numbers are due"
        },
        "hide_below": {
         "type": "integer",
         "minimum": 0,
         "maximum": 1000,
         "description": "Its numbers above zero and below this are not shown, nor what would give them away; 0 shows all, also of a difference (compute: a - b)"
        },
        "group": {"type": "string", "description": "The id of the group that it belongs to"},
        "since": {
         "type": ["string", "integer"],
         "description": "The first period that it is asked for, such as 2024-H1"
        },
        "better": {"enum": ["more", "less", "neither"], "description": "Which way is good"},
        "decimals": {
         "type": "integer",
         "minimum": 0,
         "maximum": 4,
         "description": "Digits after the decimal mark"
        },
        "parts": {
         "type": "object",
         "description": "A breakdown by the texts of a column",
         "additionalProperties": false,
         "properties": {
          "column": {"type": "string", "description": "The column"},
          "name": {"$ref": "#/$defs/text", "description": "What the parts are: lĩnh vực"},
          "values": {
           "description": "Its texts",
           "$ref": "#/$defs/texts"
          }
         },
         "required": ["column", "values"]
        }
       },
       "oneOf": [
        {"required": ["count"]},
        {"required": ["distinct"]},
        {"required": ["sum"]},
        {"required": ["mean"]},
        {"required": ["median"]},
        {"required": ["quantile", "at"]},
        {"required": ["min"]},
        {"required": ["max"]},
        {"required": ["ratio"]},
        {"required": ["share"]},
        {"required": ["from"], "not": {"required": ["text"]}},
        {"required": ["compute"]},
        {"required": ["per", "of"]},
        {"required": ["text"], "properties": {"text": {"const": true}}}
       ]
      }
    """#
}
