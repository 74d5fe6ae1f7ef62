"""The section of the athlete file that says when a plan warns: it never decides anything."""

from pydantic import Field

from scheduler.past import Limits
from scheduler.read.file.fields import Days, Growth
from scheduler.read.file.sections import Section


class LongestRun(Section):
    """The longest run planned, against the longest one of the days before it."""

    days: Days = Field(description="So many days before it are looked at", examples=["30"])
    small: Growth = Field(description="A run longer by more than this is a small spike")
    moderate: Growth = Field(description="By more than this, a moderate one")
    large: Growth = Field(description="By more than this, a large one")


class WeeklyRamp(Section):
    """The load of a week, against the week before it."""

    above: Growth = Field(description="More growth than this is told")
    steep: Growth = Field(description="More growth than this is told as steep")


class Averages(Section):
    """The load in which older days fade, for information."""

    short: Days = Field(description="Days of the short average", examples=["7"])
    long: Days = Field(description="Days of the long average", examples=["28"])


class Warnings(Section):
    """When a plan warns that it asks for much more than was done lately."""

    longest_run: LongestRun = Field(description="A run much longer than those before it")
    weekly_load: WeeklyRamp = Field(description="A week with much more load than the last")
    average: Averages = Field(description="Averages of the load so far")

    @property
    def limits(self) -> Limits:
        """The same as plain numbers."""
        run, load, average = self.longest_run, self.weekly_load, self.average
        spike = (run.small, run.moderate, run.large)
        return Limits(run.days, spike, load.above, load.steep, average.short, average.long)
