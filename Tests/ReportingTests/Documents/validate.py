"""Validates YAML or JSON files against a JSON Schema: validate.py SCHEMA FILE..."""

import json
import sys

import jsonschema
import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file) if path.endswith(".yaml") else json.load(file)
    for error in validator(schema).iter_errors(document):
        print(path, "/".join(str(part) for part in error.absolute_path), error.message)
