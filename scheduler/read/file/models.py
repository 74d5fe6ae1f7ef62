"""The athlete file as a whole: its sections, and what each holds.

These models are the reference of the file. ``schema`` turns them into the JSON Schema that editors
use, ``reference`` into the page that people read. What concerns several keys together is checked in
``checks``.
"""

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from scheduler.read.file.asked import FixedStrength, Pin, PlannedRun, Race, StrengthRequest
from scheduler.read.file.fields import Text
from scheduler.read.file.sections import (
    Athlete,
    Away,
    Calendar,
    History,
    Kinds,
    RestCount,
    Section,
    TrainingWeek,
    one_or_map,
)
from scheduler.read.file.warnings import Warnings
from scheduler.rules import Rules
from scheduler.units import DaySelector, WeekWindows


class AthleteFile(Section):
    """One athlete's wishes, life and limits."""

    extends: tuple[Text, ...] = Field(
        default=(),
        description="Presets by name, or paths of files; merged left to right, this file last",
        examples=["[marathon]"],
    )
    athlete: Athlete = Field(description="Who the plan is for")
    away: tuple[Away, ...] = Field(
        default=(), description="Holidays, illness: nothing is placed on these days"
    )
    week: TrainingWeek = Field(default=TrainingWeek(), description="How the week runs")
    availability: WeekWindows = Field(
        default={},
        description="When strength, and runs without a start, may be done; `[]` is not at all",
        examples=['{mon-fri: ["06:00-08:00"], sat: []}'],
    )
    rest_days: Annotated[
        Annotated[tuple[DaySelector, ...], Tag("one")] | Annotated[RestCount, Tag("map")],
        Discriminator(one_or_map),
    ] = Field(
        default=(),
        description="Days without any session, or `{count: 1}` to let the plan choose",
        examples=["[mon]"],
    )
    calendars: tuple[Calendar, ...] = Field(
        default=(), description="Calendars to read: busy times and run plans"
    )
    kinds: Kinds = Field(
        default={},
        description="How kinds of session are recognised in calendars; a list is its patterns",
        examples=['{intervals: ["6 x"], easy: {pace: "6:00"}}'],
    )
    runs: tuple[PlannedRun, ...] = Field(default=(), description="The run plan, where written here")
    races: tuple[Race, ...] = Field(default=(), description="Races, coming and past")
    strength: tuple[StrengthRequest, ...] = Field(
        default=(), description="The strength sessions that are wanted: one request, or a list"
    )
    fixed_strength: tuple[FixedStrength, ...] = Field(
        default=(), description="Strength work whose time is not ours to choose"
    )
    pins: tuple[Pin, ...] = Field(default=(), description="Sessions that must be exactly there")
    rules: Rules = Field(description="Changes to the rules, each by its id")
    history: tuple[History, ...] = Field(default=(), description="What was done before")
    warn: Warnings = Field(description="When a plan warns of what was done before; no rule")
