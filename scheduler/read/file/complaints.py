"""What the validation finds wrong, in the user's words, at the user's line."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from scheduler.errors import Problem
from scheduler.read.file.merge import Merged
from scheduler.read.file.near import closest, meant_time, near
from scheduler.read.file.written import Loc, Written
from scheduler.units import write_duration

_WANTS_MAP = {"model_type", "model_attributes_type", "dict_type"}
_WANTS_LIST = {"tuple_type", "list_type", "set_type", "frozen_set_type"}
_WANTS_NUMBER = {"int_parsing", "int_type", "int_from_float", "float_parsing", "float_type"}
_LIMITS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
_NO_DAY = re.compile("'([^']*)' names no day")
_GIVEN = re.compile(r"^(?:'([^']*)'|([^\s`]+)) (?=names no day|is no (?:clock|window|duration))")
_NONE = {"no", "none", "never", "off", "false"}
_ATHLETE = "begin with `athlete:` and, below it, `name:` and `timezone:`"

Said = tuple[str, str]  # the sentence and the hint


def complaints(error: ValidationError, merged: Merged, model: type[BaseModel]) -> list[Problem]:
    """Turn what pydantic found into problems of the file: one for each mistake."""
    found: dict[tuple[Any, ...], Problem] = {}
    errors = error.errors(include_url=False)
    meant = {loc for item in errors if (loc := _meant(item, model))}
    for item in errors:
        loc, missing = item["loc"], item["type"] == "missing"
        if missing and (_begins_any(loc, meant) or not merged.complete):
            continue  # misspelt or misplaced, which is said; or in a file that was not found
        if item["type"] == "too_short" and any(loc == other["loc"][:-1] for other in errors):
            continue  # too short only because an entry was refused, which is said
        written = _misnamed(item, merged.top.at(loc))
        says, hint = _said(item, written, field_at(model, loc))
        at_key = item["type"] in {"missing", "extra_forbidden"}
        problem = merged.problem(written, says, hint, at_key=at_key)
        found.setdefault((problem.place, loc if missing else ()), problem)
    return list(found.values())


def _begins_any(loc: Loc, others: Iterable[Loc]) -> bool:
    return any(other[: len(loc)] == loc for other in others)


def _meant(item: Any, model: type[BaseModel]) -> Loc | None:  # noqa: ANN401
    """Where an unknown key was probably meant to stand."""
    if item["type"] != "extra_forbidden":
        return None
    loc, name = item["loc"], str(item["loc"][-1])
    at = field_at(model, loc)
    keys = keys_of(at.inside or at.around)
    section = None if at.path else _section_of(name, model)
    if section:
        return (section, name)
    close = closest(name, keys)
    return (*loc[:-1], close) if close else None


def _misnamed(item: Any, written: Written) -> Written:  # noqa: ANN401
    """The key itself, as a text, where it is the key that is wrong."""
    if "[key]" in item["loc"]:
        return Written(str(item["input"]), written.key, written.key)
    part = _NO_DAY.match(item["msg"].removeprefix("Value error, "))
    if part is None or not isinstance(written.value, dict):
        return written
    # The whole map of days was refused for one key of it.
    name = next((key for key in written.value if part[1] in key.lower()), "")
    place = written.value[name].key if name else written.place
    return Written(name, place, place)


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys of a model as the file writes them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    """The model within a type such as ``tuple[Run, ...]`` or ``dict[str, Kind] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := model_in(inner))), None)


class At:
    """What the models know of a place in the file: its field, and the model around it."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.around: type[BaseModel] = model
        self.inside: type[BaseModel] | None = model
        self.field: FieldInfo | None = None
        self.path: tuple[str, ...] = ()

    def step(self, name: str | int) -> None:
        """Go down to a key; indices and the names of union members lead nowhere."""
        field = keys_of(self.inside).get(str(name)) if self.inside else None
        if field is not None and self.inside is not None:
            self.around, self.field = self.inside, field
            self.inside = model_in(field.annotation)
            self.path += (str(name),)


def field_at(model: type[BaseModel], loc: Iterable[str | int]) -> At:
    """Find what ``loc`` names in the models."""
    at = At(model)
    for name in loc:
        at.step(name)
    return at


def _said(item: Any, written: Written, at: At) -> Said:  # noqa: ANN401
    """One error as a sentence and a hint."""
    kind, loc = item["type"], item["loc"]
    if kind == "extra_forbidden":
        return _unknown(str(loc[-1]), at)
    if kind == "missing":
        return _missing(str(loc[-1]), at)
    name = _name(loc, at)
    if written.value is None and item["input"] is None:
        return _empty(name, loc)
    if kind in _WANTS_MAP:
        return _not_a_map(name, written, at)
    if kind in _WANTS_LIST:
        return _not_a_list(name, written, None if "one" in loc else at.inside)
    return _said_of_value(item, name, written, at)


def _said_of_value(item: Any, name: str, written: Written, at: At) -> Said:  # noqa: ANN401
    """An error of a single value."""
    kind, context = item["type"], item.get("ctx", {})
    if kind == "value_error" and _speaks_of_all(written, at):
        lead = "" if _NO_DAY.search(item["msg"]) else f"{name}: "
        return _own_words(lead, str(context["error"]))
    if kind in {"too_short", "too_long"}:
        amount = "few" if kind == "too_short" else "many"
        return f"{name} has too {amount} entries", f"write {_amount(context)}"
    if not isinstance(written.value, str):
        return _not_one_value(name, written)
    if kind == "literal_error":
        return _not_a_choice(name, str(item["input"]), str(context["expected"]), item["loc"])
    return _out_of_form(name, written.value, item, at)


def _amount(context: Mapping[str, Any]) -> str:
    least, most = context.get("min_length"), context.get("max_length")
    return f"at least {least}" if least is not None else f"at most {most}"


def _speaks_of_all(written: Written, at: At) -> bool:
    """Whether a sentence of our own fits: of one text, or of a list or map as a whole."""
    if isinstance(written.value, list):
        return at.field is not None and get_origin(at.field.annotation) in {tuple, list}
    return isinstance(written.value, str) or at.inside is not None


def _name(loc: Loc, at: At) -> str:
    key = at.path[-1] if at.path else next((str(part) for part in loc), "the file")
    written = [part for part in loc if isinstance(part, str) and part != "[key]"]
    inner = written[-1] if written and written[-1] not in {"one", "map"} else key
    return f"`{inner}`"


def _unknown(name: str, at: At) -> Said:
    model = at.inside or at.around
    known = list(keys_of(model))
    if not at.path:
        section = _section_of(name, model)
        moved = f"`{name}:` belongs below `{section}:`, two spaces further in"
        return f"there is no section `{name}`", moved if section else near(name, known)
    if at.path == ("rules",):
        return f"there is no rule `{name}`", near(name, known)
    return f"`{at.path[-1]}` has no key `{name}`", near(name, known)


def _section_of(name: str, model: type[BaseModel]) -> str | None:
    """Where a key belongs that stands at the top by mistake."""
    for section, field in keys_of(model).items():
        inner = model_in(field.annotation)
        if section in {"athlete", "week", "rules"} and inner and name in keys_of(inner):
            return section
    return None


def _missing(name: str, at: At) -> Said:
    if name == "athlete":
        return "`athlete` is missing", _ATHLETE
    around = f" in `{at.path[-2]}`" if len(at.path) > 1 else ""
    examples = at.field.examples if at.field else None
    example = f"add, for example, `{name}: {examples[0]}`" if examples else f"add `{name}:`"
    return f"`{name}` is missing{around}", example


def _empty(name: str, loc: Loc) -> Said:
    if isinstance(loc[-1], int):
        return f"an entry of {name} is empty", "write it, or remove its line"
    return f"{name} has no value", "write one after the colon, or remove the line"


def _not_a_map(name: str, written: Written, at: At) -> Said:
    keys = list(keys_of(at.inside)) if at.inside else []
    if "off" in keys and str(written.value).lower() in {"off", "no", "false"}:
        return f"{name} is switched off with a key of its own", f"write {name[1:-1]}: {{off: yes}}"
    listed = f"its keys are: {', '.join(keys)}" if keys else "write {key: value}"
    if isinstance(written.value, list):
        return f"{name} wants keys and values, not a list", listed
    return f"{name} wants keys and values, not {_quoted(written.value)}", listed


def _not_a_list(name: str, written: Written, entry: type[BaseModel] | None) -> Said:
    if isinstance(written.value, dict):
        return f"{name} wants a list", "put `- ` before each entry, or [ ] around them"
    text = str(written.value)
    says = f"{name} wants a list, not {_quoted(written.value)}"
    if text.lower() in _NONE:
        return says, "write [] for none"
    if entry is not None:
        return says, f"put `- ` before each entry; its keys are: {', '.join(keys_of(entry))}"
    shown = f'"{text}"' if re.search(r": |[,{}\[\]#]", text) else text
    return says, f"write [{shown}]"


def _not_one_value(name: str, written: Written) -> Said:
    if isinstance(written.value, dict):
        return f"{name} wants one value, not keys and values", ""
    parts = [part.value for part in written.value or [] if isinstance(part, Written)]
    texts = [part for part in parts if isinstance(part, str)]
    listed = ",".join(texts)
    days = len(texts) == len(parts) > 1 and re.fullmatch(r"[a-z]{3}(,[a-z]{3})*", listed)
    hint = f"write {listed}, without brackets" if days else "write one, without brackets"
    return f"{name} wants one value, not a list", hint


def _not_a_choice(name: str, given: str, expected: str, loc: Loc) -> Said:
    known = re.findall(r"'([^']*)'", expected)
    if "[key]" in loc:
        noun = "distance" if "up_to" in loc else "kind"
        return f"there is no {noun} {_quoted(given)}", near(given, known)
    verb = "cannot hold" if isinstance(loc[-1], int) else "cannot be"
    return f"{name} {verb} {_quoted(given)}", near(given, known)


def _own_words(name: str, sentence: str) -> Said:
    """A sentence of our own readers: its hint follows a line break, or ``: write``."""
    says, _, hint = sentence.partition("\n")
    if not hint:
        says, *rest = re.split(r": (?=(?:for the whole day )?write )", says, maxsplit=1)
        hint = rest[0] if rest else ""
    if re.search(r"month must be|is out of range for|year \d+ is out", says):
        says, hint = "there is no such day in the calendar", ""
    says = re.sub(
        r"^(?:'([^']*)'|([^\s`]+)) (?=names no day|is no (?:clock|window|duration))",
        r"`\1\2` ",
        says,
    )
    return f"{name}{says}", meant_time(says) or hint


def _out_of_form(name: str, given: str, item: Mapping[str, Any], at: At) -> Said:
    """Numbers, yes or no, and texts of a certain form."""
    kind, context = item["type"], item.get("ctx", {})
    if kind in _LIMITS:
        limit, words = _LIMITS[kind]
        return f"{name} is {given}", f"write {words} {_like(given, context[limit])}"
    if kind in _WANTS_NUMBER:
        whole = " whole" if kind.startswith("int") else ""
        return f"{name} wants a{whole} number, not {_quoted(given)}", ""
    if kind == "bool_parsing":
        return f"{name} wants yes or no, not {_quoted(given)}", ""
    if kind == "string_too_short":
        return f"{name} is empty", "write something there, or leave the key out"
    examples = at.field.examples if at.field else None
    return f"{name} cannot be {_quoted(given)}", f"write it like {examples[-1]}" if examples else ""


def _like(given: str, limit: float) -> str:
    """A limit as the value was written: a duration carries its unit."""
    return write_duration(int(limit)) if re.search(r"[a-z]$", given) else f"{limit:g}"


def _quoted(value: object) -> str:
    return f"`{value!s:.60}`" if isinstance(value, str) else "this"
