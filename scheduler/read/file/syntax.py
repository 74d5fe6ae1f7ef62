"""YAML's own errors in plain words."""

import re
from typing import Any

_QUOTE = "put a text that holds `: `, `#`, quotes or brackets in double quotes"
_INDENT = "give it as many spaces in front as the other lines of its group"
_CLOSE = "close it, or put a comma between its entries"

# The library's sentence, ours (with its {0} first group, {line} where the thing began), our hint.
_SENTENCES = (
    (
        r"mapping values are not allowed.*",
        "this colon is out of place",
        f"the line stands too far in, or its text has a colon of its own: {_QUOTE}",
    ),
    (
        r"sequence entries are not allowed.*",
        "a list cannot begin here",
        "put each `- entry` on a line of its own below the key, or write [a, b]",
    ),
    (r"found character '(.)' that cannot.*", "a value cannot begin with `{0}`", "put it in quotes"),
    (r"expected ',' or ']'.*", "the `[` of line {line} is still open here", _CLOSE),
    (r"expected ',' or '}'.*", "the `{{` of line {line} is still open here", _CLOSE),
    (
        r"found unexpected end of stream",
        "the quote that opens on line {line} is never closed",
        "close it on the same line",
    ),
    (r"found unknown escape character.*", "`\\` cannot stand before this", "use single quotes"),
    (
        r"expected <block end>, but found '(?:<scalar>|\[|\{)'",
        "something follows after the end of the value",
        _QUOTE,
    ),
    (r"expected <block end>.*", "this line is not in line with those around it", _INDENT),
    (r"could not find expected ':'", "a colon is missing on this line", "write `key: value`"),
    (r"expected the node content.*", "a value is missing here", "write it, or remove the comma"),
    (
        r"expected chomping.*",
        "`|` and `>` begin a text of several lines",
        "put the text in quotes",
    ),
    (
        r"expected alphabetic or numeric.*",
        "a value cannot begin with `*`, `&` or `!`",
        "put it in quotes",
    ),
)
_UNKNOWN = ("this line cannot be read", "compare its indent, colons, quotes and brackets")


def in_plain_words(error: Any, text: str) -> tuple[str, str, int, int]:  # noqa: ANN401
    """Turn an error of the YAML library into ``(sentence, hint, line, column)``, from 1."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        before = text[: getattr(error, "position", 0)].splitlines() or [""]
        says = "the file holds a character that no text has (a control character)"
        return says, "remove it", len(before), len(before[-1]) + 1
    began = getattr(error, "context_mark", None) or mark
    for pattern, says, hint in _SENTENCES:
        found = re.fullmatch(pattern, str(error.problem), re.DOTALL)
        if found:
            sentence = says.format(*found.groups(), line=began.line + 1)
            place = began if "open" in says else mark
            return sentence, hint, place.line + 1, place.column + 1
    return *_UNKNOWN, mark.line + 1, mark.column + 1
