/// JSON Schemas (draft 2020-12), with which editors complete and validate files.
package enum Schemas {}

extension Schemas {
  /// The schema of `giaoban.yaml`.
  package static let settings = #"""
    {
     "$schema": "https://json-schema.org/draft/2020-12/schema",
     "title": "giaoban.yaml",
     "description": "The settings of a project",
     "type": "object",
     "additionalProperties": false,
     "properties": {
      "title": {"$ref": "#/$defs/text", "description": "The name of the pack"},
      "organisation": {"$ref": "#/$defs/text", "description": "Who issues it"},
      "subject": {"$ref": "#/$defs/text", "description": "What it is about"},
      "language": {"enum": ["vi", "en"], "description": "Of every word and number of the output"},
      "calendar": {
       "description": "When a period closes",
       "oneOf": [
        {"const": "calendar"},
        {
         "type": "object",
         "description": "Closes on a day of the month",
         "additionalProperties": false,
         "properties": {
          "closing_day": {
           "type": "integer",
           "minimum": 1,
           "maximum": 31,
           "description": "14 after Decree 09/2019/NĐ-CP"
          }
         },
         "required": ["closing_day"]
        }
       ]
      },
      "encoding": {
       "enum": ["utf-16le", "utf-16be", "windows-1258", "viscii", "tcvn3", "vni", "tcvn3-utf-8", "vni-utf-8"],
       "description": "Of text files that are not UTF-8"
      },
      "due": {
       "type": "integer",
       "minimum": 0,
       "maximum": 366,
       "description": "How many days after the closing of a period numbers are due"
      },
      "hide_below": {
       "type": "integer",
       "minimum": 0,
       "maximum": 1000,
       "description": "Numbers above zero and below this are not shown, nor what would give them away; of all indicators"
      },
      "push_down": {
       "enum": ["auto", "always", "never"],
       "description": "Whether a PostgreSQL server folds the rows of registers: where it pays (auto), wherever it can, or never"
      },
      "week_starts": {
       "enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
       "description": "On which day weeks such as 2024-W20 begin"
      },
      "year_starts": {
       "type": "object",
       "description": "On which day years begin that are not calendar years, by the word before their number: school: 1/9",
       "additionalProperties": {"type": "string", "pattern": "^[0-9]{1,2}/[0-9]{1,2}$"}
      },
      "terms": {
       "type": "object",
       "description": "Days with a name of their own: \"Nhiệm kỳ 2020–2025\": 2020-06-15..2025-06-14",
       "additionalProperties": {"type": "string"}
      },
      "groups": {
       "type": "object",
       "description": "Groups of indicators, in the order in which they are shown",
       "additionalProperties": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
         "name": {"$ref": "#/$defs/text"},
         "indicators": {"$ref": "#/$defs/texts", "description": "Ids of its indicators"}
        }
       }
      },
      "columns": {
       "type": "object",
       "description": "Headers of the project's files, by the id of a column",
       "additionalProperties": {
        "description": "Headers",
        "$ref": "#/$defs/texts"
       }
      },
      "short_names": {
       "type": "object",
       "description": "Names of units where room is scarce",
       "additionalProperties": {"type": "string"}
      },
      "aliases": {
       "type": "object",
       "description": "Other names of units",
       "additionalProperties": {
        "description": "Names",
        "$ref": "#/$defs/texts"
       }
      },
    \#(sources),
      "indicators": {
       "type": "object",
       "description": "What is tallied, by id",
       "propertyNames": {"pattern": "^[A-Za-z][A-Za-z0-9_]*$"},
       "additionalProperties": {"$ref": "#/$defs/indicator"},
       "minProperties": 1
      },
      "captions": {
       "type": "object",
       "description": "Captions in documents",
       "additionalProperties": false,
       "properties": {
        "chart": {"$ref": "#/$defs/text", "description": "The word before a chart's number"},
        "table": {"$ref": "#/$defs/text", "description": "The word before a table's number"},
        "chart_place": {"enum": ["above", "below"], "description": "Where captions of charts stand"},
        "table_place": {"enum": ["above", "below"], "description": "Where captions of tables stand"}
       }
      },
    \#(score),
      "map": {
       "type": "object",
       "description": "Shapes of units or communes for maps",
       "additionalProperties": false,
       "properties": {
        "file": {"type": "string", "description": "A file in GeoJSON"},
        "name": {
         "type": "string",
         "description": "The property with the names (default: the one that names most places)"
        }
       },
       "required": ["file"]
      },
      "tilemap": {"type": "string", "description": "A table of unit, column and row: where tiles lie on a tile map"},
    \#(pack),
      "accept": {
       "type": "array",
       "description": "Findings that were looked at",
       "items": {
        "type": "object",
        "description": "A finding",
        "additionalProperties": false,
        "properties": {
         "finding": {"type": "string", "description": "Its code"},
         "file": {"type": "string", "description": "Only in this file"},
         "row": {"type": "integer", "minimum": 1, "description": "Only in this row"},
         "reason": {"type": "string", "description": "Why it may stay", "minLength": 1}
        },
        "required": ["finding", "reason"]
       }
      },
      "events": {
       "type": "array",
       "description": "What happened; trends show it",
       "items": {
        "type": "object",
        "description": "An event",
        "additionalProperties": false,
        "properties": {
         "date": {"type": "string", "description": "1/7/2021 or 2021-07-01"},
         "name": {"$ref": "#/$defs/text", "description": "What happened"}
        },
        "required": ["date", "name"]
       }
      },
      "theme": {
       "description": "How charts look",
       "oneOf": [
        {"$ref": "#/$defs/base"},
        {
         "type": "object",
         "description": "A theme with letters and colours of one's own",
         "additionalProperties": false,
         "properties": {
          "base": {"$ref": "#/$defs/base"},
          "font": {
           "type": "string",
           "description": "Font families, the first preferred, with commas between"
          },
          "accent": {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "description": "The subject"},
          "companion": {
           "type": "string",
           "pattern": "^#[0-9A-Fa-f]{6}$",
           "description": "The subject's companions"
          },
          "warning": {
           "type": "string",
           "pattern": "^#[0-9A-Fa-f]{6}$",
           "description": "A fall, a target that was missed"
          },
          "ink": {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "description": "Text"},
          "grey": {
           "type": "string",
           "pattern": "^#[0-9A-Fa-f]{6}$",
           "description": "Text that explains"
          },
          "categories": {
           "type": "array",
           "items": {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"},
           "minItems": 2,
           "maxItems": 8,
           "description": "Parts in the order in which they lie beside each other"
          }
         }
        }
       ]
      },
      "waive": {
       "type": "array",
       "description": "Rules of charts that may be broken",
       "items": {
        "type": "object",
        "description": "A waiver",
        "additionalProperties": false,
        "properties": {
         "rule": {"type": "string", "description": "Its name, as giaoban lint gives it"},
         "chart": {"type": "string", "description": "Only in this chart, or on page N"},
         "reason": {"type": "string", "description": "Why", "minLength": 1}
        },
        "required": ["rule", "reason"]
       }
      },
      "checks": {
       "type": "array",
       "description": "Rules that rows or tallies are held to",
       "items": {
        "type": "object",
        "description": "A rule",
        "additionalProperties": false,
        "properties": {
         "rule": {"type": "string", "description": "Such as opinions_resolved <= opinions_raised"},
         "for": {
          "enum": ["rows", "tallies"],
          "description": "rows: number columns of each row; tallies: indicators of each unit"
         },
         "reason": {"type": "string", "description": "What is said where it is broken"}
        },
        "required": ["rule"]
       }
      },
      "limits": {
       "type": "object",
       "description": "How much is read and made at most, where the standard limits are too low",
       "additionalProperties": false,
       "properties": {
        "record": {"$ref": "#/$defs/size", "description": "A row of CSV (1 MiB)"},
        "sheet": {"$ref": "#/$defs/size", "description": "A sheet, unpacked (2 GiB)"},
        "texts": {"$ref": "#/$defs/size", "description": "The shared texts of a workbook (512 MiB)"},
        "spellings": {
         "$ref": "#/$defs/size",
         "description": "Different spellings that are remembered of a column (256 MiB)"
        },
        "cells": {
         "type": "integer",
         "minimum": 1,
         "maximum": 1073741824,
         "description": "Texts times periods times places of tally --by (4194304)"
        },
        "distinct_values": {
         "type": "integer",
         "minimum": 1,
         "maximum": 268435456,
         "description": "Different values that medians and quantiles keep (4194304)"
        },
        "indicators": {
         "type": "integer",
         "minimum": 1,
         "maximum": 100000,
         "description": "Indicators (1000)"
        },
        "pages": {
         "type": "integer",
         "minimum": 1,
         "maximum": 1000,
         "description": "Pages that one page of a pack may become (20)"
        },
        "pixels": {
         "type": "integer",
         "minimum": 1,
         "maximum": 32767,
         "description": "Pixels of a side of a picture (12000)"
        }
       }
      }
     },
     "$defs": {
    \#(lookDefinition),
      "size": {
       "description": "Bytes, or a size such as 4 MiB",
       "oneOf": [
        {"type": "integer", "minimum": 1024},
        {"type": "string", "pattern": "^[1-9][0-9]* (KiB|MiB|GiB)$"}
       ]
      },
      "text": {
       "description": "A text for both languages, or one for each",
       "oneOf": [
        {"type": "string", "minLength": 1},
        {
         "type": "object",
         "description": "A text for each language",
         "additionalProperties": false,
         "properties": {"vi": {"type": "string"}, "en": {"type": "string"}},
         "minProperties": 1
        }
       ]
      },
      "base": {"enum": ["screen", "print", "grey"], "description": "A built-in theme"},
    \#(indicatorDefinition),
    \#(chartDefinition),
    \#(sourceDefinitions),
      "texts": {
       "description": "A text, or several",
       "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
      }
     }
    }
    """#
}
