"""Presets and files are laid over each other, and each value knows the line that set it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Place
from scheduler.read.file.merge import load_athlete_source, merged
from scheduler.read.file.written import Written

EVIDENCE = """\
rules:
  gap_before_hard_run:
    level: must
    heavy: {min: 24h, target: 48h}
  weekly_load:
    level: must
  same_day_policy: {policy: hard_days_hard, points: 2}
"""


@pytest.fixture
def folder(tmp_path):
    """A folder of presets and files: ``write(name, text)``; a bare name is a preset."""
    (tmp_path / "presets").mkdir()

    def write(name, text):
        path = tmp_path / name if "." in name else tmp_path / "presets" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    write("evidence", EVIDENCE)
    write.load = lambda path: load_athlete_source(
        path, shown=f"files/{path.name}", presets=tmp_path / "presets"
    )
    return write


def said(found):
    return [f"{problem.place}: {problem.says}" for problem in found.problems]


def test_the_evidence_lies_below_every_file(folder):
    found = folder.load(folder("ana.yaml", "athlete: {name: Ana}\n"))

    assert found.top.plain()["rules"]["gap_before_hard_run"]["heavy"] == {
        "min": "24h", "target": "48h",
    }  # fmt: skip
    assert found.complete


def test_maps_merge_and_the_file_itself_wins(folder):
    found = folder.load(folder("ana.yaml", "rules:\n  gap_before_hard_run: {heavy: {min: 36h}}\n"))

    rule = found.top.plain()["rules"]["gap_before_hard_run"]
    assert rule == {"level": "must", "heavy": {"min": "36h", "target": "48h"}}


def test_lists_and_single_values_replace(folder):
    folder("base.yaml", "rest_days: [mon, fri]\nweek: {starts: sun}\n")
    found = folder.load(
        folder("ana.yaml", "extends: [base.yaml]\nrest_days: [tue]\nweek: {repeat: weekly}\n")
    )

    assert found.top.plain()["rest_days"] == ["tue"]
    assert found.top.plain()["week"] == {"starts": "sun", "repeat": "weekly"}


def test_what_is_named_later_lies_above(folder):
    folder("first", "week: {starts: sun, repeat: weekly}\n")
    folder("second", "week: {starts: sat}\n")
    found = folder.load(folder("ana.yaml", "extends: [first, second]\nathlete: {name: Ana}\n"))

    assert found.top.plain()["week"] == {"starts": "sat", "repeat": "weekly"}


def test_what_a_preset_extends_lies_below_it(folder):
    folder("lower", "week: {starts: sun}\naway: []\n")
    folder("upper", "extends: [lower]\nweek: {starts: sat}\n")
    found = folder.load(folder("ana.yaml", "extends: [upper]\n"))

    assert found.top.plain()["week"] == {"starts": "sat"}
    assert found.top.plain()["away"] == []


def test_evidence_stays_lowest_when_it_is_named(folder):
    folder("upper", "rules: {weekly_load: {level: wish}}\n")
    found = folder.load(folder("ana.yaml", "extends: [upper, evidence]\n"))

    assert found.top.plain()["rules"]["weekly_load"] == {"level": "wish"}


def test_an_empty_value_replaces_too(folder):
    folder("base.yaml", "rules: {weekly_load: {cap: 2000}}\n")
    found = folder.load(
        folder("ana.yaml", "extends: [base.yaml]\nrules: {weekly_load: {cap: null}}\n")
    )

    assert found.top.plain()["rules"]["weekly_load"]["cap"] is None


def test_an_empty_section_is_as_good_as_none(folder):
    found = folder.load(folder("ana.yaml", "rules:\n#  weekly_load: 2000\nraces:\n"))

    assert "races" not in found.top.plain()
    assert found.top.plain()["rules"]["weekly_load"] == {"level": "must"}


def test_a_bare_gap_is_its_least(folder):
    found = folder.load(folder("ana.yaml", "rules: {gap_before_hard_run: {heavy: 36h}}\n"))

    assert found.top.plain()["rules"]["gap_before_hard_run"]["heavy"] == {
        "min": "36h", "target": "48h",
    }  # fmt: skip


def test_a_bare_value_of_a_rule_is_its_main_one(folder):
    found = folder.load(
        folder("ana.yaml", "rules: {weekly_load: 2000, same_day_policy: easy_days}\n")
    )

    assert found.top.plain()["rules"]["weekly_load"]["cap"] == "2000"
    assert found.top.plain()["rules"]["same_day_policy"] == {"policy": "easy_days", "points": "2"}


def test_one_request_becomes_a_list_of_one_after_merging(folder):
    folder("base.yaml", "strength: {class: heavy, minutes: 50}\n")
    found = folder.load(folder("ana.yaml", "extends: [base.yaml]\nstrength: {minutes: 40}\n"))

    assert found.top.plain()["strength"] == [{"class": "heavy", "minutes": "40"}]


def test_bare_patterns_of_a_kind_merge_with_its_other_keys(folder):
    folder("base.yaml", "kinds: {intervals: {rpe: 8}}\n")
    found = folder.load(
        folder(
            "ana.yaml",
            'extends: [base.yaml]\nkinds: {intervals: ["6 x"]}\n'
            'calendars: [{path: a.ics, holds: runs, kinds: {easy: ["jog"]}}]\n',
        )
    )

    assert found.top.plain()["kinds"] == {"intervals": {"rpe": "8", "patterns": ["6 x"]}}
    assert found.top.plain()["calendars"][0]["kinds"] == {"easy": {"patterns": ["jog"]}}


@pytest.mark.parametrize("text", ["kinds: [a]\n", "kinds: {easy: 3}\n", "calendars: [3]\n"])
def test_what_has_no_full_form_is_left_to_the_validation(folder, text):
    assert folder.load(folder("ana.yaml", text)).problems == ()


def test_where_gives_the_line_of_the_key_that_won(folder):
    folder("base.yaml", "week: {starts: sun}\n\nrest_days: [mon]\n")
    found = folder.load(folder("ana.yaml", "extends: [base.yaml]\n\nweek:\n  repeat: weekly\n"))

    assert found.where(("week", "repeat")) == "files/ana.yaml:4"
    assert found.where(("week", "starts")) == "files/base.yaml:1"
    assert found.where(("rest_days",)) == "files/base.yaml:3"
    assert found.where(("rules", "weekly_load", "level")) == "presets/evidence.yaml:6"


def test_where_of_a_rule_is_the_line_of_its_key_in_the_file_that_sets_the_value(folder):
    found = folder.load(
        folder("ana.yaml", "rules:\n\n  gap_before_hard_run:\n    heavy:\n      min: 36h\n")
    )

    assert found.rule_where("gap_before_hard_run", "heavy", "min") == "files/ana.yaml:3"
    assert found.rule_where("gap_before_hard_run", "heavy", "target") == "presets/evidence.yaml:2"
    assert found.rule_where("weekly_load", "cap") == "presets/evidence.yaml:5"
    assert found.rule_where("no_such_rule") == "files/ana.yaml"


def test_paths_are_counted_from_the_file_that_names_them(folder):
    folder("lower/base.yaml", "calendars: [{path: work.ics, holds: busy}]\n")
    ana = folder("ana.yaml", "extends: [lower/base.yaml]\n")
    found = folder.load(ana)

    path = found.path_of(found.top.at(("calendars", 0, "path")))
    assert path == ana.parent / "lower" / "work.ics"
    assert found.where(("calendars",)) == "files/lower/base.yaml:1"


def test_the_path_shown_is_the_one_given(folder, tmp_path):
    path = folder("ana.yaml", "athlete: {name: Ana}\n")
    found = load_athlete_source(path, shown="./x/../ana.yaml", presets=tmp_path / "presets")

    assert found.where(("athlete",)) == "./x/../ana.yaml:1"


def test_the_path_shown_is_the_path_itself_where_none_is_given(folder, tmp_path):
    path = folder("ana.yaml", "athlete: {name: Ana}\n")

    assert load_athlete_source(path, presets=tmp_path / "presets").where(()) == f"{path}:1"


def test_files_that_extend_each_other_are_named_in_their_circle(folder):
    folder("b.yaml", "extends: [c.yaml]\n")
    folder("c.yaml", "extends: [b.yaml]\n")
    found = folder.load(folder("ana.yaml", "extends: [b.yaml]\n"))

    assert said(found) == [
        (
            "files/c.yaml:1:11: the files extend each other in a circle:"
            " files/b.yaml -> files/c.yaml -> files/b.yaml"
        )
    ]


def test_a_file_that_two_others_extend_is_no_circle(folder):
    folder("base.yaml", "week: {starts: sun}\n")
    folder("b.yaml", "extends: [base.yaml]\n")
    folder("c.yaml", "extends: [base.yaml]\n")
    found = folder.load(folder("ana.yaml", "extends: [b.yaml, c.yaml]\n"))

    assert found.problems == ()


def test_all_that_cannot_be_found_is_named_with_what_may_be_meant(folder):
    folder("marathon", "week: {starts: sun}\n")
    found = folder.load(folder("ana.yaml", "extends: [marthon, x/y.yaml, ultra]\n"))

    assert said(found) == [
        "files/ana.yaml:1:11: there is no preset `marthon`",
        "files/ana.yaml:1:20: there is no file `x/y.yaml`",
        "files/ana.yaml:1:30: there is no preset `ultra`",
    ]
    assert [problem.hint for problem in found.problems] == [
        "did you mean `marathon`? There are: evidence, marathon",
        "the path is counted from the folder of this file",
        "write one of: evidence, marathon",
    ]
    assert not found.complete


def test_problems_in_a_preset_show_the_path_of_the_preset(folder):
    folder("bad", "week: {starts: sun, starts: sat}\n")
    found = folder.load(folder("ana.yaml", "extends: [bad]\n"))

    assert said(found) == ["presets/bad.yaml:1:21: `starts` is given twice, first on line 1"]


def test_a_file_that_cannot_be_read_leaves_the_whole_in_doubt(folder):
    folder("bad", "week: {starts\n")

    assert not folder.load(folder("ana.yaml", "extends: [bad]\n")).whole


def plain_maps():
    return st.recursive(
        st.sampled_from(["1", "2"]) | st.lists(st.just("x"), max_size=2),
        lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
        max_leaves=8,
    )


def written(plain):
    place = Place("x", 1, 1)
    if isinstance(plain, dict):
        return Written({key: written(value) for key, value in plain.items()}, place, place)
    if isinstance(plain, list):
        return Written([written(value) for value in plain], place, place)
    return Written(plain, place, place)


def leaves(plain, path=()):
    if isinstance(plain, dict) and plain:
        return {leaf for key, value in plain.items() for leaf in leaves(value, (*path, key))}
    return {(path, str(plain))}


@given(st.dictionaries(st.sampled_from("abc"), plain_maps()), plain_maps())
def test_whatever_lies_above_is_found_in_the_result(below, above):
    result = merged(written(below), written(above)).plain()

    if above != {}:
        assert leaves(above) - {leaf for leaf in leaves(above) if leaf[1] == "{}"} <= leaves(result)
    assert merged(written(result), written(above)).plain() == result


def test_a_shipped_preset_is_found_by_name(tmp_path):
    path = tmp_path / "ana.yaml"
    path.write_text("extends: [masters]\n")
    found = load_athlete_source(path)

    assert isinstance(found.sources["presets/masters.yaml"].path, Path)
    assert found.rule_where("gap_between_strength", "heavy", "target").startswith(
        "presets/masters.yaml:"
    )


def test_a_bare_number_of_sessions_replaces_the_target_and_least_of_a_preset(tmp_path):
    """It was taken for the least of a gap, which is a map with ``min`` too."""
    (tmp_path / "base.yaml").write_text(
        "strength: {sessions: {target: 2, min: 1}, class: light, minutes: 30}\n"
    )
    own = tmp_path / "own.yaml"
    own.write_text("extends: [./base.yaml]\nstrength: {sessions: 3}\n")

    assert load_athlete_source(own).top.at(("strength", 0, "sessions")).plain() == "3"
