"""What a runner is told about a calendar, with many like sentences folded into one."""

from collections import defaultdict

SHOWN = 3  # sentences of one kind that are written out; our choice


class Remarks:
    """Collects the warnings about one calendar, in the order in which they come up.

    Parameters
    ----------
    name
        What the runner calls the calendar; every sentence begins with it.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._by_kind: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, says: str, *, kind: str = "") -> None:
        """Keep one sentence; those of one ``kind`` are folded together, a kind of "" never is."""
        self._by_kind[kind or says].append(says)

    def sentences(self) -> tuple[str, ...]:
        """All of them, each kind with at most ``SHOWN`` in full and the number of the others."""
        told: list[str] = []
        for kind, says in self._by_kind.items():
            told += [f"{self._name}: {sentence}." for sentence in dict.fromkeys(says[:SHOWN])]
            if len(says) > SHOWN:
                told.append(f"{self._name}: ... and {len(says) - SHOWN:,} more: {kind}.")
        return tuple(told)
