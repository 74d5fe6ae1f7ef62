"""Sentences about what is easily left out of them."""

from scheduler.read.week import Kept
from scheduler.training import KeptSlot


def test_a_run_that_may_move_is_named(planned):
    """Found by a drawn week: after ``before`` stood nothing."""
    (missing,) = planned("""\
availability: {wed: [12:00-13:00]}
runs:
  - {day: wed, minutes: 60, kind: hills, title: Hill repeats, movable: time}
strength: {sessions: 1, class: heavy, minutes: 60}
""").missing
    said = " ".join(sentence.says for sentence in missing.why)

    assert "Hill repeats" in said


def test_a_gap_to_fixed_strength_of_another_class_is_part_of_a_conflict(planned):
    """Found by the exhaustive search: gaps between two classes were lost."""
    (missing,) = planned("""\
availability: {tue: [18:00-19:00]}
fixed_strength: [{day: mon, start: 18:00, minutes: 45, class: moderate, title: Class}]
strength: {sessions: 1, class: heavy, minutes: 45}
""").missing

    assert {clause.rule for clause in missing.conflict} == {"availability", "gap_between_strength"}
    assert "also from Class (Mon 18:00)" in missing.why[1].says


def test_alike_sessions_of_several_classes_come_to_an_end(planned):
    """Found by a drawn week: without the order of alike sessions the search went on for ever."""
    found = planned("""\
availability: {thu: [19:00-20:30], fri: [19:00-21:30]}
runs: [{day: sun, start: 19:00, minutes: 90, kind: long}]
strength: {sessions: 3, class: heavy, minutes: 60, may_become: [moderate]}
rules: {strength_sessions: {level: must}}
""")

    assert [bool(missing.why) for missing in found.missing] == [True] * 3


def test_a_window_between_two_is_filled_no_further_than_it_must(planned):
    """Found by a drawn week: five minutes lie between the windows, and more was opened."""
    found = planned("""\
availability: {wed: [18:05-18:55, 19:00-19:40]}
strength: {sessions: 1, class: moderate, minutes: 60}
""")
    settings = [way.setting for way in found.missing[0].would_help]

    assert "availability.2027-01-13=[18:05-19:40]" in settings


def test_a_backup_is_no_move_and_knows_nothing_of_the_last_plan(planned):
    lines = """\
availability: {tue: [18:00-19:00], thu: [18:00-19:00], fri: [18:00-19:00]}
strength: {sessions: 1, class: heavy, minutes: 45}
"""
    key = "2027-01-11/strength-1-1"
    tuesday = KeptSlot(24 * 60 + 18 * 60, 45)
    fresh, kept = planned(lines), planned(lines, Kept({key: tuesday}))

    assert fresh.backups == kept.backups
