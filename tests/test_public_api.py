"""The few functions that other programs call."""

import datetime as dt

import scheduler


def test_the_public_functions_stay_what_they_are_whatever_is_imported(tmp_path):
    path = tmp_path / "sam.yaml"
    path.write_text(
        "athlete: {name: Sam, timezone: UTC}\n"
        "availability: {daily: [07:00-09:00]}\n"
        "strength: {sessions: 1, class: light, minutes: 30}\n"
    )
    first = scheduler.read_athlete(path)
    from scheduler.lowering import PlanOptions

    options = PlanOptions(first=dt.date(2027, 1, 11), now=dt.datetime(2027, 1, 10, tzinfo=dt.UTC))

    assert scheduler.plan(scheduler.read_athlete(path), options).status == "planned"
    assert scheduler.plan(first, options).points == 0
    assert callable(scheduler.check)


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(scheduler, "unknown")
