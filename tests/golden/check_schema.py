"""Validates JSON reports against the published schema, and proves that the schema rejects others.

Usage: check_schema.py SCHEMA FOLDER_OR_FILE...
Every field of every report must be required and typed: a report without it, with null in it, or
with one field more is rejected.
"""
import copy
import json
import pathlib
import sys

import jsonschema


def objects(value, path=()):
    """The path of every object in a JSON value."""
    if isinstance(value, dict):
        yield path
        for key, item in value.items():
            yield from objects(item, path + (key,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects(item, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def damaged(report):
    """Copies of a report with one thing wrong each, with what it is."""
    for path in objects(report):
        for key in at(report, path):
            without, null = copy.deepcopy(report), copy.deepcopy(report)
            del at(without, path)[key]
            at(null, path)[key] = None
            yield f"{path} without {key}", without
            yield f"{path} with {key} null", null
        more = copy.deepcopy(report)
        at(more, path)["surprise"] = 1
        yield f"{path} with a field more", more


def main(schema_file, *places):
    schema = json.loads(pathlib.Path(schema_file).read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    files = [file for place in map(pathlib.Path, places)
             for file in (sorted(place.glob("*.json")) if place.is_dir() else [place])]
    if not files:
        return "no report to validate"
    for file in files:
        report = json.loads(file.read_text())
        for error in validator.iter_errors(report):
            return f"{file}: {list(error.path)}: {error.message}"
        for what, wrong in damaged(report):
            if validator.is_valid(wrong):
                return f"{file}: the schema accepts a report {what}"
    print(f"{len(files)} reports are valid")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
