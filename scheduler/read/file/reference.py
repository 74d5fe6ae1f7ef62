"""The page that says what each key of the athlete file means: ``constraints/README.md``.

It is written from the models, the rules' own first lines and the numbers of the presets.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scheduler.read.file.complaints import keys_of, model_in
from scheduler.read.file.models import AthleteFile
from scheduler.read.file.schema import YES_OR_NO, schema, schema_text
from scheduler.read.file.sections import Athlete
from scheduler.read.file.source import read_source
from scheduler.resources import constraints_folder, presets_folder
from scheduler.rules import RULES
from scheduler.units import write_clock, write_duration

_INTRO = """\
# The athlete file

Everything that the plan depends on stands in one text file (YAML). This page is made from the
program itself (`python -m scheduler.read.file.reference`); editors that know `schema.json`
complete and check the file while you type, if its first line is

```yaml
# yaml-language-server: $schema=schema.json
```

## How values are written

| what | how | |
|---|---|---|
| duration | `24h`, `90min`, `10d` | always with its unit |
| minutes | `50` | where the key says minutes |
| clock time | `06:30` | `24:00` is the end of the day |
| window | `06:00-08:00` | may cross midnight; it belongs to the day it starts on |
| days | `mon`, `mon-fri`, `tue,thu`, `daily`, `2027-04-12` | a date beats a day, a day a range, \
a range `daily` |
| date | `2027-04-18` | |
| moment | `2027-01-13 12:00` | date and time, on the athlete's clock |
| yes or no | `yes`, `no` | or `true`, `false`, `on`, `off` |
| effort | `7` or `7.5` | RPE, 0 to 10 |

A key that is not known is refused, and so are keys given twice, anchors, references and type marks.
Paths are counted from the folder of the file that names them.

`extends` lays files over each other, the athlete's own last: maps merge, lists and single values
replace. `presets/evidence.yaml` is always below all.
"""

_RULES = """\
## The rules

Below `rules:` each rule may be changed in part. Every rule has

| key | wants | means |
|---|---|---|
| `level` | `must` or `wish` | a must is never broken; a wish costs points |
| `off` | yes or no | `yes` switches the rule off |
| `because` | text | why a must is looser than its default; plans repeat it |
| `points` | number | what it costs where it is a wish |

A rule may be made tighter freely. A must that is made looser than its default, made a wish or
switched off needs a `because`. Gaps may be given as their least alone: `heavy: 48h` is
`heavy: {min: 48h}`. The numbers below are those of `presets/evidence.yaml`, where each stands
beside its source.
"""
_MANY = 15  # longer lists of words stand below their table
_COMMON = ("level", "off", "because", "points")
_WORDS_OF_PATTERN = (
    (r"^\d+(\.\d+)? ?(min|h|d)$", "duration"),
    (r"^\d{1,2}:\d{2}$", "clock time"),
    (r"^\d{4}-\d{2}-\d{2}$", "date"),
    (r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$", "moment"),
    (r"^\d{1,2}:[0-5]\d( ?(min)?/km)?$", "pace (min/km)"),
    (r"^\d{1,2}(\.\d+)? ?%$", "percentage"),
    (r"^\d{1,4}(-\d{1,4})?$", "range or number"),
    (r"^\d{1,3} ?(s|min)$", "seconds or minutes"),
    (r"^\d{1,3} ?%$", "percentage"),
    (r"^\d{1,3}(\.\d+)? ?(kg|lb)$", "weight"),
    (r"^((https?|webcal)://|\$\{)\S+$", "address"),
)


def reference() -> str:
    """The text of ``constraints/README.md``."""
    made = schema()
    parts = [_INTRO, *_sections(made), _RULES, *_rules(made), _presets()]
    return "\n".join(parts).rstrip() + "\n"


def _sections(made: dict[str, Any]) -> Iterator[str]:
    yield "## The sections\n"
    for name, field in keys_of(AthleteFile).items():
        model = model_in(field.annotation)
        yield f"### `{name}`\n\n{field.description}.\n"
        if name != "rules" and model is not None:
            yield from _models(model, made, _preset(name) if field.is_required() else {})
        elif field.examples:
            yield f"```yaml\n{name}: {field.examples[0]}\n```\n"


def _preset(section: str) -> dict[str, Any]:
    """What the preset below all others says of a section, if it does."""
    found: dict[str, Any] = _evidence().get(section, {})
    return found


@cache
def _evidence() -> dict[str, Any]:
    path = presets_folder() / "evidence.yaml"
    data: dict[str, Any] = read_source(path, shown="presets/evidence.yaml").data
    return data


def _models(model: type[BaseModel], made: dict[str, Any], given: dict[str, Any]) -> Iterator[str]:
    """The table of a section's keys, then those of the maps within it; `given` are a preset's."""
    properties = made["$defs"][model.__name__]["properties"]
    yield _table(
        ("key", "wants", "default", "means", "example"),
        (
            (
                f"`{key}`",
                _wants(properties[key], made),
                _given(given[key]) if key in given else _default(field),
                str(field.description),
                f"`{field.examples[0]}`" if field.examples else "",
            )
            for key, field in keys_of(model).items()
        ),
    )
    for key, part in properties.items():
        if model is Athlete and len(part.get("items", {}).get("enum", ())) > _MANY:
            yield f"The words of `{key}`: {_wants(part['items'], made).replace(' or ', ', ')}.\n"
    for key, field in keys_of(model).items():
        inner = model_in(field.annotation)
        if inner is not None and key != "kinds":
            yield f"`{key}` as a map:\n"
            yield from _models(inner, made, given.get(key) or {})


def _given(value: object) -> str:
    return f"`{value}`" if isinstance(value, str) else ""


def _wants(part: dict[str, Any], made: dict[str, Any]) -> str:
    """The type of a value, in words."""
    return " or ".join(dict.fromkeys(_kinds(part, made)))


def _kinds(part: dict[str, Any], made: dict[str, Any]) -> Iterator[str]:
    kind = part.get("type")
    if "$ref" in part:
        inner = made["$defs"][part["$ref"].removeprefix("#/$defs/")]
        yield from ("map",) if "properties" in inner else _kinds(inner, made)
    elif "anyOf" in part or "oneOf" in part:
        for choice in part.get("anyOf", part.get("oneOf", [])):
            yield from _kinds(choice, made)
    elif "enum" in part:
        yield from _choices(part["enum"])
    elif kind == "array":
        long = len(part["items"].get("enum", ())) > _MANY
        words = "the words listed at `athlete`" if long else _wants(part["items"], made)
        yield f"list of {words}"
    elif kind == "object":
        yield "windows by day" if "pattern" in part.get("propertyNames", {}) else "map"
    elif kind in ("integer", "number"):
        yield "number"
    elif kind == "boolean":
        yield "yes or no"
    elif kind != "null":
        yield _text_in_words(str(part.get("pattern", "")))


def _choices(words: list[Any]) -> Iterator[str]:
    if words == YES_OR_NO:
        yield "yes or no"
    else:
        yield from (f"`{word}`" for word in words if word not in {"false", "off", False})


def _text_in_words(pattern: str) -> str:
    if "daily" in pattern:
        return "days"
    return dict(_WORDS_OF_PATTERN).get(
        pattern, "number" if pattern.startswith((r"^\d", r"^(\d", r"^[+-]?\d")) else "text"
    )


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    value = field.get_default()
    if value is None or value in ((), {}):
        return ""
    if isinstance(value, bool):
        return "no"
    if isinstance(value, int):
        is_clock = field.examples == ["09:00"]
        return f"`{write_clock(value) if is_clock else write_duration(value)}`"
    return f"`{value}`" if isinstance(value, str) else ""


def _rules(made: dict[str, Any]) -> Iterator[str]:
    for rule, model in RULES.items():
        says = (model.__doc__ or "").partition("\n")[0]
        defaults = _evidence()["rules"].get(rule, {})
        properties = made["$defs"][model.__name__]["properties"]
        yield f"### `{rule}`\n\n{says} By default a {defaults.get('level')}.\n"
        own = {key: part for key, part in properties.items() if key not in _COMMON}
        if own:
            rows = (
                (
                    f"`{key}`",
                    _wants(part, made),
                    _flow(defaults.get(key)),
                    part.get("description", ""),
                )
                for key, part in own.items()
            )
            yield _table(("key", "wants", "default", "means"), rows)
        bare = _plain(defaults.get(model.main)) if model.main in defaults else ""
        if bare and model.main != "windows":
            yield f"`{rule}: {bare}` is short for `{rule}: {{{model.main}: {bare}}}`.\n"


def _flow(value: Any) -> str:  # noqa: ANN401
    """A value of a preset as YAML on one line."""
    return f"`{_plain(value)}`" if value is not None else ""


def _plain(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_plain(inner) for inner in value) + "]"
    return str(value)


def _presets() -> str:
    """Each preset with the first sentences of its file."""
    found = [
        f"- [`{path.stem}`](presets/{path.name}): {_opening(path)}"
        for path in sorted(presets_folder().glob("*.yaml"))
    ]
    return "\n".join(["## The presets\n", "Name them in `extends`.\n", *found])


def _opening(path: Path) -> str:
    """The first paragraph of a preset's comment."""
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") or line.strip() == "#":
            break
        if "yaml-language-server" not in line:
            words.append(line.removeprefix("#").strip())
    return " ".join(words)


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n" for row in lines)


def write() -> None:
    """Write ``schema.json`` and ``README.md`` afresh."""
    folder = constraints_folder()
    (folder / "schema.json").write_text(schema_text(), encoding="utf-8")
    (folder / "README.md").write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    write()
