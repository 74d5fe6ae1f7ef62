"""The JSON Schema of the athlete file, for editors: completion, and errors while typing.

It is made from the models and accepts what the reader accepts, as an editor sees it (YAML 1.2:
``60`` is a number, ``yes`` a text). What another file may supply through ``extends`` is not
required here; what stands in a list is, because lists are not merged.
"""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from scheduler.read.file.models import AthleteFile
from scheduler.rules import RULES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
YES_OR_NO = ["yes", "no", "true", "false", "on", "off"]
_GAP = {"type": "string", "pattern": r"^\d+(\.\d+)? ?(min|h|d)$"}


class _AsTyped(GenerateJsonSchema):
    """Numbers also as texts, yes and no as words, texts also where they look like numbers."""

    def int_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401
        return _or_text(super().int_schema(schema), r"^[+-]?\d+$")

    def float_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401
        return _or_text(super().float_schema(schema), r"^[+-]?\d+(\.\d+)?$")

    def bool_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401
        return {"anyOf": [super().bool_schema(schema), {"type": "string", "enum": YES_OR_NO}]}

    def str_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401
        plain = super().str_schema(schema)
        return plain if "pattern" in plain else {**plain, "type": ["string", "number", "boolean"]}


def _or_text(number: JsonSchemaValue, pattern: str) -> JsonSchemaValue:
    return {"anyOf": [number, {"type": "string", "pattern": pattern}]}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the athlete file, and of presets."""
    made = AthleteFile.model_json_schema(schema_generator=_AsTyped)
    parts: dict[str, dict[str, Any]] = made["$defs"]
    for part in (made, *(parts[name] for name in _merged_parts(made))):
        part.pop("required", None)
    for rule, model in RULES.items():
        _allow_bare(parts["Rules"]["properties"], rule, parts[model.__name__], model.main)
    _allow_bare_gaps(parts)
    _allow_one_request(made["properties"]["strength"], parts["StrengthRequest"])
    for kinds in (made["properties"]["kinds"], parts["Calendar"]["properties"]["kinds"]):
        one = kinds["additionalProperties"]
        patterns = {"type": "array", "items": {"type": ["string", "number"]}}
        kinds["additionalProperties"] = {"anyOf": [one, patterns]}
    _drop_titles(made)
    return {"$schema": DIALECT, "title": "Athlete file of microcycle", **made}


def _merged_parts(made: dict[str, Any]) -> set[str]:
    """The parts that several files can fill together: those that no list holds."""
    found: set[str] = set()
    waiting: list[Any] = [made["properties"]]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            name = str(one.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in found:
                found.add(name)
                waiting.append(made["$defs"][name].get("properties"))
            waiting += [inner for key, inner in one.items() if key != "items"]
    return found


def _allow_one_request(strength: dict[str, Any], request: dict[str, Any]) -> None:
    """One request need not stand in a list; it is then merged, so that nothing is required."""
    one = strength.pop("items")
    listed = {**one, "required": request.pop("required")}
    strength["anyOf"] = [{"type": strength.pop("type"), "items": listed}, one]


def _allow_bare(rules: dict[str, Any], rule: str, part: dict[str, Any], main: str | None) -> None:
    """A rule may be given as the one value that matters most."""
    described = part.pop("description", "").partition("\n")[0]
    rules[rule] = {"description": described, "anyOf": [rules[rule]]}
    if main is not None:
        bare = {key: value for key, value in part["properties"][main].items() if key != "default"}
        rules[rule]["anyOf"].append(bare)


def _allow_bare_gaps(parts: dict[str, dict[str, Any]]) -> None:
    """A gap may be given as its least alone."""
    for part in parts.values():
        for name, inner in part.get("properties", {}).items():
            if inner.get("$ref") == "#/$defs/ClassGap":
                described = inner.pop("description", "")
                part["properties"][name] = {"description": described, "anyOf": [inner, _GAP]}


def _drop_titles(part: Any) -> None:  # noqa: ANN401
    """Titles only repeat the keys."""
    if isinstance(part, list):
        for inner in part:
            _drop_titles(inner)
    elif isinstance(part, dict):
        if isinstance(part.get("title"), str):
            del part["title"]
        for inner in part.values():
            _drop_titles(inner)


def schema_text() -> str:
    """The text of ``constraints/schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
