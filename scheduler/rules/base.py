"""What all rules share: strictness, the reason to loosen, and where each number was written."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from scheduler.requirements import Requirement
from scheduler.requirements.finished import Level
from scheduler.training import CLASSES, Week
from scheduler.units import DAY, HUNDREDTHS, Duration, Points, write_hours

Where = Callable[..., str]  # ("heavy", "min") -> "constraints/ana.yaml:31"
Loosened = tuple[tuple[str, ...], str]
Writing = Callable[[int], str]  # a number as the file writes it


class Number(NamedTuple):
    """A number of a must that may be changed to ask less, and how far."""

    path: tuple[str, ...]  # its key below the rule
    value: int
    limit: int | None  # beyond it nobody is to go; None: as far as it helps
    step: int | None = 1  # None: the grid of the week
    write: Writing = str


LONGEST_GAP = 30 * DAY  # no more days are looked at beside the week [min]


class Rule(BaseModel):
    """One rule of the athlete's file; its numbers come from the presets, never from code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: ClassVar[str]
    main: ClassVar[str | None] = None  # the key that a bare value stands for
    usually: ClassVar[Level] = "must"

    level: Literal["must", "wish"] = Field(description="must: never broken; wish: costs points")
    off: bool = Field(default=False, description="yes switches the rule off")
    because: str | None = Field(
        default=None, min_length=1, description="Why a must is made looser than its floor"
    )
    points: Points = Field(description="What it costs where it is a wish")

    def requirements(self, week: Week, where: Where) -> Iterator[Requirement]:
        """The rule for one week, as plain data; ``where`` tells the line of one of its keys."""
        raise NotImplementedError

    def loosened(self, floor: "Rule") -> Iterator[Loosened]:
        """Each way in which this must is looser than its floor: the key, and what is said."""
        if floor.level != "must":
            return
        if self.off:
            yield ("off",), f"{self.name} is a must and is switched off"
        elif self.level == "wish":
            yield ("level",), f"{self.name} is a must and is made a wish"
        yield from self.looser(floor)

    def looser(self, floor: Any) -> Iterator[Loosened]:  # noqa: ANN401, ARG002
        """Each number of this rule that is looser than that of its floor."""
        yield from ()

    def easing(self, floor: Any) -> Iterator[Number]:  # noqa: ANN401, ARG002
        """Each number of this must that may ask less, and not less than its floor."""
        yield from ()

    @property
    def reach(self) -> int:
        """How far beside the week it looks [min]."""
        return 0

    @property
    def hundredths(self) -> int:
        """``points`` as whole hundredths."""
        return hundredths(self.points)


def hundredths(points: float) -> int:
    """Points of the file as whole hundredths."""
    return round(points * HUNDREDTHS)


def _bare(value: object) -> object:
    return {"min": value} if isinstance(value, str | int) else value


class ClassGap(BaseModel):
    """A gap for one strength class: the least, and perhaps a longer target with its points."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min: Duration = Field(le=LONGEST_GAP, description="The least gap; exactly this much is enough")
    target: Duration | None = Field(
        default=None, le=LONGEST_GAP, description="The gap that costs no points"
    )
    points: Points = Field(default=0, description="What a gap of exactly the least costs")

    @property
    def reach(self) -> int:
        """How far it is felt [min]."""
        return max(self.min, self.target or 0)

    @model_validator(mode="after")
    def _lifted(self) -> "ClassGap":
        """A least raised above its target lifts the target."""
        if self.target is not None and self.target < self.min:
            object.__setattr__(self, "target", self.min)
        return self


Gaps = Annotated[ClassGap, BeforeValidator(_bare)]


class FourGaps(BaseModel):
    """One gap for each strength class."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heavy: Gaps = Field(description="The gap of heavy sessions")
    moderate: Gaps = Field(description="The gap of moderate sessions")
    light: Gaps = Field(description="The gap of light sessions")
    core: Gaps = Field(description="The gap of core sessions")

    def gap(self, strength_class: str) -> ClassGap:
        """The gap of one class."""
        gap: ClassGap = getattr(self, strength_class)
        return gap


class ClassGaps(FourGaps, Rule):
    """A rule that asks for one gap for each strength class."""

    @property
    def reach(self) -> int:
        """The longest of its gaps [min]."""
        return max(self.gap(strength_class).reach for strength_class in CLASSES)

    def looser(self, floor: "ClassGaps") -> Iterator[Loosened]:
        """Each least gap below its floor."""
        for strength_class in CLASSES:
            wanted = floor.least(strength_class)
            if self.gap(strength_class).min < wanted:
                yield (
                    (strength_class, "min"),
                    f"{self.name} asks for at least {wanted / 60:g}h with {strength_class}",
                )

    def easing(self, floor: "ClassGaps") -> Iterator[Number]:
        """Each least gap above its floor."""
        for strength_class in CLASSES:
            least, limit = self.gap(strength_class).min, floor.least(strength_class)
            if least > limit:
                yield Number((strength_class, "min"), least, limit, None, write_hours)

    def least(self, strength_class: str) -> int:
        """The floor of one class [min]."""
        return self.gap(strength_class).min
