/// The schema of source files in `giaoban.yaml`.
extension Schemas {
  /// The property `sources`.
  static let sources = #"""
      "sources": {
       "type": "object",
       "description": "Which files hold what",
       "additionalProperties": false,
       "properties": {
        "roster": {"$ref": "#/$defs/sources"},
        "activities": {"$ref": "#/$defs/sources"},
        "submissions": {"$ref": "#/$defs/sources"},
        "plans": {"$ref": "#/$defs/sources", "description": "Files with plans (default: plans*)"},
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
      }
    """#

  /// The definitions `source` and `sources`.
  static let sourceDefinitions = #"""
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
         "description": "A table or query of a PostgreSQL database, or of an SQLite file",
         "additionalProperties": false,
         "properties": {
          "database": {"type": "string", "description": "How libpq connects, without a password: service=giaoban; or an SQLite file of the folder: so-lieu.sqlite"},
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
      }
    """#
}
