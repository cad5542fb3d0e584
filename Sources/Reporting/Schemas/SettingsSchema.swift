/// JSON Schemas (draft 2020-12), by which editors complete and check what they describe.
package enum Schemas {}

extension Schemas {
  /// Of `giaoban.yaml`.
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
      "week_starts": {
       "enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
       "description": "On which day weeks such as 2024-W20 begin"
      },
      "year_starts": {
       "type": "object",
       "description": "On which day years begin that are no calendar years, by the word before their number: school: 1/9",
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
      "sources": {
       "type": "object",
       "description": "Which files hold what",
       "additionalProperties": false,
       "properties": {
        "roster": {"$ref": "#/$defs/sources"},
        "activities": {"$ref": "#/$defs/sources"},
        "submissions": {"$ref": "#/$defs/sources"},
        "plans": {"$ref": "#/$defs/sources", "description": "Files with plans; plans* without it"},
        "tables": {
         "type": "array",
         "description": "What report tables do not say themselves",
         "items": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
           "files": {"type": "string", "description": "A file, a folder, or a name with * and ?"},
           "sheet": {"type": "string", "description": "The sheet"},
           "rows": {"type": "string", "pattern": "^[0-9]+[.]+[0-9]+$", "description": "Rows that are looked at: 5..40"},
           "period": {"type": "string", "description": "The period of all numbers"},
           "unit": {"type": "string", "description": "The unit of all numbers"},
           "indicator": {"type": "string", "description": "The indicator of all numbers"},
           "figure": {
            "enum": ["value", "plan", "last-year", "cumulative", "percentage", "denominator"],
            "description": "What the numbers are"
           },
           "headers": {
            "type": "object",
            "description": "What headers mean",
            "additionalProperties": {
             "oneOf": [
              {
               "enum": [
                "ordinal", "unit", "cluster", "commune", "indicator", "period", "figure", "value", "sent", "skip"
               ]
              },
              {
               "type": "object",
               "additionalProperties": false,
               "properties": {
                "indicator": {"type": "string", "description": "An indicator"},
                "figure": {"type": "string", "description": "A figure"}
               },
               "minProperties": 1
              }
             ]
            }
           }
          },
          "required": ["files"]
         }
        },
        "ignore": {"$ref": "#/$defs/sources", "description": "Files that are left out"}
       }
      },
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
           "none": {"type": "number", "description": "The value for no points; 0 without it"}
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
      },
      "tilemap": {"type": "string", "description": "A table of unit, column and row: where tiles lie on a tile map"},
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
         "description": "Pages in their order; the default ones without it",
         "items": {
          "oneOf": [
           {
            "enum": [
             "highlights",
             "submissions",
             "indicators",
             "composition",
             "heat",
             "changes",
             "clusters",
             "score",
             "units",
             "texts",
             "checks",
             "revision",
             "tables",
             "method"
            ]
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
      },
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
      },
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
         "description": "Its numbers above zero and below this are not shown, nor what would give them away; 0 shows all"
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
      },
      "chart": {
       "type": "object",
       "description": "A chart as giaoban chart draws it",
       "additionalProperties": false,
       "properties": {
        "kind": {
         "enum": [
          "ranked",
          "grouped",
          "stacked",
          "share",
          "trend",
          "columns",
          "slope",
          "dumbbell",
          "arrows",
          "waterfall",
          "bullet",
          "heat",
          "profile",
          "scatter",
          "tilemap",
          "multiples",
          "tiles",
          "table"
         ],
         "description": "The kind of chart"
        },
        "indicator": {
         "description": "The id of an indicator; several for heat, profile, tiles and table",
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
      },
      "source": {
       "description": "A file, folder or pattern",
       "oneOf": [
        {"type": "string"},
        {
         "type": "object",
         "description": "Files, and what is known of them",
         "additionalProperties": false,
         "properties": {
          "files": {"type": "string", "description": "A file, a folder, or a name with * and ?"},
          "sheet": {"type": "string", "description": "The only worksheet to read"},
          "unit": {
           "type": "string",
           "description": "The unit of all rows, where the table does not say it"
          },
          "columns": {
           "type": "object",
           "description": "Headers of these files by id of a column",
           "additionalProperties": {"$ref": "#/$defs/texts"}
          }
         },
         "required": ["files"]
        },
        {
         "type": "object",
         "description": "A table or query of a PostgreSQL database",
         "additionalProperties": false,
         "properties": {
          "database": {"type": "string", "description": "How libpq connects, without a password: service=giaoban"},
          "table": {"type": "string", "description": "The table that is read"},
          "query": {"type": "string", "description": "Or the query whose rows are read"},
          "key": {"type": "string", "description": "The column that rows are in the order of"},
          "columns": {
           "type": "object",
           "description": "Columns of the database by the ids of the settings; only these are read",
           "additionalProperties": {"type": "string"}
          }
         },
         "required": ["database"],
         "oneOf": [{"required": ["table"]}, {"required": ["query"]}]
        }
       ]
      },
      "sources": {
       "description": "Files of the project's folder",
       "oneOf": [{"$ref": "#/$defs/source"}, {"type": "array", "items": {"$ref": "#/$defs/source"}}]
      },
      "texts": {
       "description": "A text, or several",
       "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
      }
     }
    }
    """#
}
