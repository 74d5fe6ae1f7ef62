"""Twelve weeks of an athlete who trains, logs every set, and is ill for a fortnight.

The weeks are planned one after the other, each upon what the log says of those before.
"""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from scheduler import planning
from scheduler.content.limits import limits
from scheduler.content.paces import paces
from scheduler.exercises.catalogue import shipped
from scheduler.exercises.done import Done, SetDone
from scheduler.exercises.words import LEVELS, implied
from scheduler.read.week import Kept

FIRST = dt.date(2027, 1, 11)
WEEKS = 12
ILL = (6, 7)  # of the weeks, from 0
EASY = {4: [3, 8], 5: [4, 8], 6: [5, 8]}  # the last of so many weeks running, and after illness
LIMITS = {"novice": "mtss", "intermediate": "knee_flexion_pain", "advanced": "achilles_insertional"}
FILE = """
availability: {{mon-fri: [17:00-20:00], sat: [09:00-12:00]}}
runs:
  - {{day: tue, start: 06:30, minutes: 60, kind: intervals}}
  - {{day: sun, start: 09:00, minutes: 90, kind: long}}
strength: {{sessions: 2, class: heavy, minutes: 60}}
exercises: {{phase: {phase}}}
"""
STARTS_WITH = 16.0  # [kg]


@dataclass
class Life:
    """What is known at the end of each week."""

    level: str
    lot: random.Random
    given: dict = field(default_factory=dict)
    done: list = field(default_factory=list)
    weeks: dict = field(default_factory=lambda: defaultdict(list))  # the lines of each, by number

    def last(self, exercise, before):
        """The same exercise as it was done in an earlier week."""
        found = [done for done in self.done if done.exercise == exercise and done.date < before]
        return found[-1] if found else None

    def rounds(self, exercise, before):
        """Its sets when it was last done in a whole week."""
        easy = {key for key, lines in self.given.items() if any(one.easy for one in lines)}
        found = [done for done in self.done if done.exercise == exercise and done.date < before]
        whole = [done for done in found if done.session not in easy]
        return (whole or found)[-1].rounds

    def does(self, key, line, date):
        """As asked; now and then two reps more at the end, or not quite all."""
        takes_weight = {"dumbbell"} & {
            *line.exercise.extras,
            *(w for g in line.exercise.needs for w in g),
        }
        load = line.load if line.load is not None else STARTS_WITH if takes_weight else None
        reps = [line.reps] * line.sets
        mood = self.lot.random()
        if mood < 0.3:
            reps[-1] += 2
        elif mood > 0.9:
            reps[-1] -= 1
        sets = tuple(SetDone(count, load, effort=line.effort) for count in reps)
        self.done.append(
            Done(line.exercise.id, key, date, sets, line.reps, easy=line.easy, held=line.held)
        )


@pytest.fixture(scope="module", params=LEVELS)
def life(request, tmp_path_factory):
    """All twelve weeks of one athlete."""
    from scheduler import lowering

    level = request.param
    path = tmp_path_factory.mktemp(level) / "kim.yaml"
    head = (
        f"athlete: {{name: Kim, id: kim1, timezone: Europe/Berlin, level: {level},"
        f" equipment: [dumbbell, bench, step, band, wall, box], limits: [{LIMITS[level]}]}}"
    )
    path.write_text(head + FILE.format(phase="base" if level == "novice" else "build"))
    source = lowering.read_athlete(path)
    found = Life(level, random.Random(LEVELS.index(level)))  # noqa: S311 - not for secrets
    for number in range(WEEKS):
        if number in ILL:
            continue
        monday = FIRST + dt.timedelta(weeks=number)
        sunday = dt.datetime.combine(monday, dt.time(), dt.UTC) - dt.timedelta(hours=12)
        options = lowering.PlanOptions(first=monday, now=sunday, copies=path.parent)
        kept = Kept(given=dict(found.given), done=tuple(found.done))
        outcome = planning.sessions(source, options, kept)
        starts = {one.key: outcome.week.horizon.clock(one.start).date() for one in outcome.own}
        for key, filled in sorted(outcome.content.items(), key=lambda one: starts[one[0]]):
            found.given[key] = tuple(line.given for line in filled.lines)
            found.weeks[number].append((key, filled.lines))
        for key, lines in found.weeks[number]:
            for line in lines:
                found.does(key, line, starts[key])
    return found


def lines_of(life):
    """Every line of every week, with the week's number and first date."""
    for number, sessions in life.weeks.items():
        for _, lines in sessions:
            for line in lines:
                yield number, FIRST + dt.timedelta(weeks=number), line


def leg_sets(life, number):
    return {
        key.partition("/")[2]: sum(line.sets for line in lines if line.exercise.is_leg)
        for key, lines in life.weeks[number]
    }


def test_loads_rise_within_what_is_stated_and_one_thing_at_a_time(life):
    risen = 0
    for _, monday, line in lines_of(life):
        last = life.last(line.exercise.id, monday)
        if last is None or line.exercise.is_jump or line.exercise.pattern == "mobility":
            continue
        more_load = bool(line.load and last.load and line.load > last.load)
        more_reps = line.reps > last.reps and line.load == last.load
        rounds = life.rounds(line.exercise.id, monday)
        more_sets = line.sets > rounds
        assert line.sets <= rounds + 1
        assert more_load + more_sets <= 1
        if last.reps >= (last.asked or 0):
            assert more_reps + more_load + more_sets <= 1
        if more_load:
            risen += 1
            most = paces().most_rise_calves if line.exercise.is_calf else paces().most_rise
            assert paces().least_rise <= 100 * (line.load / last.load - 1) <= most
    assert risen >= 2


def test_easy_weeks_come_with_about_half_of_the_sets_and_the_same_load(life):
    every = {"novice": 4, "intermediate": 5, "advanced": 6}[life.level]
    found = [n for n, sessions in life.weeks.items() if any(own.easy for own in sessions[0][1])]

    assert found == EASY[every]
    for number in found:
        easy = EASY[every]
        before = leg_sets(life, max(n for n in life.weeks if n < number and n not in easy))
        for name, sets in leg_sets(life, number).items():
            assert limits().easy_least <= 100 * (sets + 0.5) / before[name]
            assert 100 * sets / before[name] <= limits().easy_most
        monday = FIRST + dt.timedelta(weeks=number)
        for own, _, line in lines_of(life):
            last = life.last(line.exercise.id, monday)
            if own == number == EASY[every][0] and last is not None and line.load:
                lately = (monday - last.date).days <= paces().absent
                assert line.load == last.load if lately else line.load < last.load


def test_after_the_fortnight_there_is_a_tenth_less(life):
    number = max(ILL) + 1
    monday = FIRST + dt.timedelta(weeks=number)
    eased = 0
    for own, _, line in lines_of(life):
        last = life.last(line.exercise.id, monday)
        if own == number and last is not None and last.load and line.load is not None:
            assert line.load <= last.load * (1 - paces().back / 100)
            eased += 1
    assert eased >= 2


def test_nothing_appears_that_the_limits_exclude(life):
    states = implied((LIMITS[life.level],))
    excluded = {
        one.id
        for one in shipped().values()
        if any(limit in states and not change for limit, change in one.bars.items())
    }

    assert excluded
    assert not excluded & {line.exercise.id for _, _, line in lines_of(life)}


def test_what_is_told_of_last_time_is_what_was_done(life):
    for _, monday, line in lines_of(life):
        if line.last is not None:
            assert line.last == life.last(line.exercise.id, monday)
