"""The sections of the athlete file about the athlete, the week and the calendars."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from scheduler.read.file.fields import (
    Date,
    DayCount,
    FirstDay,
    Identity,
    Kilometres,
    Moment,
    Pace,
    Percent,
    RaceMinutes,
    Repeat,
    Rpe,
    Text,
    Timezone,
    Url,
)
from scheduler.read.file.words import AnyKind, Equipment, Limit
from scheduler.training import Distance
from scheduler.units import Duration

_AN_HOUR = 60


class Section(BaseModel):
    """A part of the athlete file; keys that it does not know are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def one_or_map(value: Any) -> str:  # noqa: ANN401
    """Tell a map from any other form of a value, for pydantic."""
    return "map" if isinstance(value, dict | BaseModel) else "one"


class WeakerSide(Section):
    """The side that is weaker, which is then trained first."""

    side: Literal["left", "right"] = Field(description="The weaker side", examples=["left"])
    difference: Percent = Field(
        description="How much weaker it is; above 10% it gets a set more", examples=["12%"]
    )


class Athlete(Section):
    """Who the plan is for."""

    name: Text = Field(description="Short name, used in plans and calendars", examples=["Ana"])
    id: Identity | None = Field(
        default=None,
        description="Keeps the calendar events of two athletes of one name apart; `init` draws one",
        examples=["5f0c2a9e"],
    )
    timezone: Timezone = Field(
        description="Where the athlete lives, as an IANA name", examples=["Europe/London"]
    )
    level: Literal["novice", "intermediate", "advanced"] = Field(
        default="intermediate", description="Experience with strength training"
    )
    goal: Literal["durability", "performance"] = Field(
        default="durability",
        description="`durability` trains each leg on its own; `performance` adds heavy lifts",
    )
    equipment: tuple[Equipment, ...] = Field(
        default=(), description="What is there to train with", examples=["[dumbbell, step]"]
    )
    limits: tuple[Limit, ...] = Field(
        default=(),
        description="States that rule out some exercises",
        examples=["[achilles_reactive]"],
    )
    weaker_side: WeakerSide | None = Field(
        default=None,
        description="A difference between the legs",
        examples=["{side: left, difference: 12%}"],
    )


class Away(Section):
    """Days on which nothing is placed and the load is rest."""

    from_: Date = Field(alias="from", description="The first day", examples=["2027-03-01"])
    to: Date = Field(description="The last day", examples=["2027-03-04"])
    why: Text | None = Field(default=None, description="The reason, for the notes")


class TrainingWeek(Section):
    """How the week runs."""

    starts: FirstDay = Field(default="mon", description="The first day of the week")
    repeat: Repeat = Field(
        default="no",
        description="`no`, or `weekly` for a standing week, whose end is followed by its own start",
        examples=["weekly"],
    )


class RestCount(Section):
    """How many rest days the plan is to choose."""

    count: DayCount = Field(description="Days of the week that stay empty", examples=["1"])


class Kind(Section):
    """How a kind of session is recognised in a calendar, and how hard it is."""

    rpe: Rpe | None = Field(default=None, description="Effort, 0 to 10", examples=["7"])
    pace: Pace | None = Field(
        default=None, description="Minutes and seconds for a kilometre", examples=["6:00"]
    )
    minutes: RaceMinutes | None = Field(
        default=None, description="Length where nothing tells it", examples=["60"]
    )
    up_to: dict[Distance, Kilometres] = Field(
        default={},
        description="Of races: up to how many kilometres one without a distance counts as each",
        examples=["{5k: 7.5, 10k: 15}"],
    )
    patterns: tuple[Text, ...] = Field(
        default=(), description="Words that its title holds", examples=['["6 x", "track"]']
    )


Kinds = dict[AnyKind, Kind]


class Calendar(Section):
    """A calendar to read: when the athlete is busy, or the run plan."""

    path: Text | None = Field(
        default=None,
        description="An .ics file, counted from the folder of this file; this or `url`",
        examples=["ana-work.ics"],
    )
    url: Url | None = Field(
        default=None,
        description="A feed; `${NAME}` is taken from the environment, to keep it secret",
        examples=['"${RUN_FEED}"', "https://example.com/runs.ics"],
    )
    holds: Literal["busy", "runs"] = Field(
        description="`busy` times, or `runs` (recognised by `kinds`)", examples=["busy"]
    )
    buffer: Duration = Field(
        default=0, description="Time kept free on both sides of busy times", examples=["15min"]
    )
    kinds: Kinds = Field(default={}, description="As `kinds` of the file, for this calendar alone")
    tentative: Literal["busy", "free"] = Field(
        default="busy", description="What a tentative event counts as"
    )
    all_day: Literal["free", "busy"] = Field(
        default="free", description="What an all-day event counts as, where it does not say"
    )
    skip: tuple[Moment, ...] = Field(
        default=(),
        description="Starts of events that are not to count as busy",
        examples=["[2027-01-13 12:00]"],
    )
    no_end: Duration = Field(
        default=_AN_HOUR, description="How long an event without an end takes", examples=["60min"]
    )


ColumnOf = Literal["start", "end", "sport", "title", "time", "elapsed", "distance", "rpe"]


class History(Section):
    """What was done: an export of the watch or the training diary.

    Nothing is guessed: what the export does not say and its data do not show is asked for.
    """

    path: Text = Field(
        description="The file, counted from the folder of this file; a folder too, of `fit`",
        examples=["garmin.csv"],
    )
    format: Literal["garmin", "strava", "intervals", "trainingpeaks", "hevy", "fit", "csv"] = Field(
        description="Which program wrote it", examples=["garmin"]
    )
    units: Literal["km", "mi"] | None = Field(
        default=None, description="Of its distances, where it does not say so", examples=["km"]
    )
    decimal: Literal["point", "comma"] | None = Field(
        default=None, description="What parts its decimals, where both could be", examples=["comma"]
    )
    dates: Literal["day_first", "month_first"] | None = Field(
        default=None, description="How it writes 7/4/2027, where both could be"
    )
    timezone: Timezone | None = Field(
        default=None, description="Of its clock times, where not the athlete's"
    )
    columns: dict[ColumnOf, Text] = Field(
        default={},
        description="Which of its columns holds what, where its language is not known",
        examples=["{sport: Lajityyppi, time: Aika}"],
    )
