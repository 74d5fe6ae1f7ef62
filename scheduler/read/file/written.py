"""A value of a file as it is written, with its place."""

from dataclasses import dataclass
from typing import Any

from scheduler.errors import Place

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A value as written: text (None where empty), a map or a list, and where it stands."""

    value: "str | dict[str, Written] | list[Written] | None"
    place: Place
    key: Place  # of its key; in a list the value's own place

    def part(self, name: str | int) -> "Written | None":
        """What stands below ``name``, or None."""
        if isinstance(self.value, dict):
            return self.value.get(str(name))
        if isinstance(self.value, list) and isinstance(name, int) and name < len(self.value):
            return self.value[name]
        return None

    def at(self, loc: Loc) -> "Written":
        """What stands at ``loc``; names that are not written are passed over."""
        found = self
        for name in loc:
            found = found.part(name) or found
        return found

    def standing_at(self, place: Place) -> "Written":
        """The same value, as if all of it were written at one place."""
        if isinstance(self.value, dict):
            inner = {name: part.standing_at(place) for name, part in self.value.items()}
            return Written(inner, place, place)
        if isinstance(self.value, list):
            return Written([part.standing_at(place) for part in self.value], place, place)
        return Written(self.value, place, place)

    def plain(self) -> Any:  # noqa: ANN401
        """The value without places: text, None, dicts and lists."""
        if isinstance(self.value, dict):
            return {key: inner.plain() for key, inner in self.value.items()}
        if isinstance(self.value, list):
            return [inner.plain() for inner in self.value]
        return self.value
