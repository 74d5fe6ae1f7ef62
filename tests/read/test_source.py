"""A file is read as it is written, and what is dangerous or unclear in it is refused."""

import time

import pytest

from scheduler.errors import Place
from scheduler.read.file.source import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, Source, read_source


@pytest.fixture
def read(tmp_path):
    def read_text(text: str | bytes) -> Source:
        path = tmp_path / "ana.yaml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_source(path, shown="ana.yaml")

    return read_text


def said(source: Source) -> list[str]:
    return [f"{found.place}: {found.says}" for found in source.problems]


@pytest.mark.parametrize(
    "written",
    [
        "06:30",
        "18:00",
        "no",
        "on",
        "010",
        "1e3",
        "2027-04-18",
        "0x10",
        "0o7",
        ".inf",
        "12%",
        "1_000",
    ],
)
def test_a_value_stays_the_text_that_was_written(read, written):
    assert read(f"key: {written}\n").data == {"key": written}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(read, nothing):
    assert read(f"key: {nothing}\nother: 1\n").data == {"key": None, "other": "1"}


@pytest.mark.parametrize("quoted", ["'null'", '"~"', "''"])
def test_quoted_nothing_is_text(read, quoted):
    assert read(f"key: {quoted}\n").data == {"key": quoted[1:-1]}


def test_maps_and_lists_nest(read):
    source = read("a:\n  - {b: [1, 2], c: }\n  - d\n? e\n: f\n")

    assert source.data == {"a": [{"b": ["1", "2"], "c": None}, "d"], "e": "f"}
    assert source.whole
    assert source.problems == ()


def test_every_key_and_value_knows_its_place(read):
    source = read("athlete:\n  name: Ana\nrest_days: [mon, fri]\n")

    assert source.key(("athlete",)) == Place("ana.yaml", 1, 1)
    assert source.value(("athlete",)) == Place("ana.yaml", 2, 3)
    assert source.key(("athlete", "name")) == Place("ana.yaml", 2, 3)
    assert source.value(("athlete", "name")) == Place("ana.yaml", 2, 9)
    assert source.value(("rest_days", 1)) == Place("ana.yaml", 3, 18)


def test_what_is_not_written_has_the_place_of_what_is_around_it(read):
    source = read("athlete:\n  name: Ana\nrest_days: [mon]\n")

    assert source.key(("athlete", "timezone")) == Place("ana.yaml", 1, 1)
    assert source.value(("rest_days", 7)) == Place("ana.yaml", 3, 12)


def test_an_empty_value_stands_at_its_key(read):
    assert read("a: 1\nb:\nc: 2\n").value(("b",)) == Place("ana.yaml", 2, 1)


def test_a_line_can_be_shown_below_an_error(read):
    source = read("a: 1\nb:\t2  \n" + "c: " + "x" * 200 + "\n")

    assert [source.line(number) for number in (1, 2, 3, 4, 0, None)] == [
        "a: 1", "b: 2", "", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_of_all_systems(read, ending):
    source = read(ending.join(["a: 1", "b: 2", ""]))

    assert source.data == {"a": "1", "b": "2"}
    assert source.key(("b",)).line == 2


def test_a_byte_order_mark_is_passed_over(read):
    assert read("\ufeffname: André\n").data == {"name": "André"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("a: 1\na: 2\n", "2:1: `a` is given twice, first on line 1", id="key twice"),
        pytest.param(
            "a: {b: 1, b: 2}\n", "1:11: `b` is given twice, first on line 1", id="in flow"
        ),
        pytest.param("a: &x 1\n", "1:4: anchors (`&x`) cannot be used", id="anchor"),
        pytest.param("a: !b 1\n", "1:4: type marks (`!b`) cannot be used", id="own tag"),
        pytest.param(
            "a: !!str 1\n", "1:4: type marks (`!!str`) cannot be used", id="tag of the language"
        ),
        pytest.param("<<: {a: 1}\nb: 2\n", "1:1: `<<` (taking over another map)", id="merge key"),
        pytest.param(": 1\na: 2\n", "1:1: a key is missing before this colon", id="no key"),
    ],
)
def test_refused_but_the_rest_is_still_read(read, text, says):
    source = read(text)

    assert said(source)[0].startswith(f"ana.yaml:{says}")
    assert len(source.problems) == 1
    assert source.whole


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("a: *x\n", "1:4: references (`*name`) cannot be used", id="alias"),
        pytest.param("a: 1\n---\nb: 2\n", "2:1: a second document begins here", id="two documents"),
        pytest.param("[a]\n", "1:1: the file should hold `key: value`", id="list at the top"),
        pytest.param("? [a]\n: 1\n", "1:3: a list or map cannot be a key", id="list as key"),
        pytest.param("hello\n", "1:1: the file should hold `key: value`", id="only text"),
        pytest.param("", "1:1: the file is empty", id="empty"),
        pytest.param("# a comment\n", "1:1: the file is empty", id="only a comment"),
        pytest.param("{}\n", "1:1: the file is empty", id="empty map"),
        pytest.param("a:\n\tb: 1\n", "2:1: this line is moved in with a tab", id="tab"),
        pytest.param(
            "a:\n  \tb: 1\n", "2:3: this line is moved in with a tab", id="tab after spaces"
        ),
        pytest.param("a: b: c\n", "1:5: this colon is out of place", id="two colons"),
        pytest.param("a: - b\n", "1:4: a list cannot begin here", id="list beside its key"),
        pytest.param("a: @b\n", "1:4: a value cannot begin with `@`", id="at sign"),
        pytest.param("a: [1, 2\nb: 3\n", "1:4: the `[` of line 1 is still open", id="open list"),
        pytest.param("a: {b: 1\nc: 2\n", "1:4: the `{` of line 1 is still open", id="open map"),
        pytest.param('a: "b\nc: 1\n', "1:4: the quote that opens on line 1", id="open quote"),
        pytest.param('a: "\\q"\n', "1:6: `\\` cannot stand before this", id="escape"),
        pytest.param("a: 'it's'\n", "1:8: something follows after the end", id="quote in a quote"),
        pytest.param("a:\n  - 1\n - 2\n", "3:2: this line is not in line", id="indent"),
        pytest.param("a: [1,,2]\n", "1:7: a value is missing here", id="two commas"),
        pytest.param("a: |x\n  y\n", "1:5: `|` and `>` begin a text", id="bar"),
        pytest.param("a: *\n", "1:5: a value cannot begin with `*`", id="star alone"),
        pytest.param("%YAML 3.0\n---\na: 1\n", "1:1: this line cannot be read", id="another YAML"),
        pytest.param("a: 1\nb: \x07\n", "2:4: the file holds a character", id="control character"),
        pytest.param(b"a: 1\nb: \xe9\n", "2: this line holds a character", id="latin-1"),
        pytest.param(b"\xff\xfea\x00", "1: this line holds a character", id="UTF-16"),
    ],
)
def test_refused_as_a_whole(read, text, says):
    source = read(text)

    assert said(source)[0].startswith(f"ana.yaml:{says}")
    assert not source.whole


def test_a_file_that_is_not_there(tmp_path):
    source = read_source(tmp_path / "ana.yaml", shown="ana.yaml")

    assert said(source) == ["ana.yaml: there is no such file"]


def test_a_folder_in_place_of_a_file(tmp_path):
    assert said(read_source(tmp_path, shown="ana")) == ["ana: this is a folder"]


def test_a_name_that_no_file_can_have(tmp_path):
    source = read_source(tmp_path / ("x" * 300), shown="long")

    assert said(source) == ["long: the file cannot be opened: File name too long"]


@pytest.mark.parametrize(
    ("size", "whole"),
    [(MAX_BYTES, True), (MAX_BYTES + 1, False)],
    ids=["exactly 1 MB", "a byte more"],
)
def test_the_largest_file(read, size, whole):
    source = read("a: 1\n#" + "x" * (size - 6))

    assert source.whole is whole


@pytest.mark.parametrize(
    ("depth", "whole"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)], ids=["40 levels", "41 levels"]
)
def test_the_deepest_nesting(read, depth, whole):
    source = read("a: " + "[" * (depth - 1) + "]" * (depth - 1))

    assert source.whole is whole


def test_a_bomb_of_anchors_is_refused_at_once(read):
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    began = time.perf_counter()
    source = read("\n".join(lines))

    assert time.perf_counter() - began < 0.5
    assert not source.whole
    assert len(source.problems) == 3


def test_half_a_million_brackets_are_refused_at_once(read):
    began = time.perf_counter()
    source = read("[" * 500_000)

    assert time.perf_counter() - began < 5
    assert not source.whole


def test_reading_stops_after_many_problems(read):
    source = read("a:\n" * 100_000)

    assert len(source.problems) == MAX_PROBLEMS
    assert not source.whole


def test_several_problems_are_named_at_once(read):
    source = read("a: &x 1\na: 2\nb: !c 3\nd: {e: 1, e: 2}\n")

    assert [found.place.line for found in source.problems] == [1, 2, 3, 4]


def test_no_word_of_the_library_reaches_the_user(read):
    texts = ["a: b: c", "a: [", "a: {", 'a: "', "a: \x00", "a:\n b\n  c: d", "- a\nb: c"]
    spoken = " ".join(str(found) for text in texts for found in read(text).problems)

    for word in ("mapping", "scalar", "token", "block", "stream", "node", "sequence"):
        assert word not in spoken
