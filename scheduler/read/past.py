"""The past of the weeks to plan: what the athlete says, then what exports show."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from scheduler.horizon import Horizon
from scheduler.past import Word
from scheduler.read.diary import Surroundings
from scheduler.read.file.athlete_file import AthleteSource
from scheduler.read.happened import Happened, Known, as_said, with_words
from scheduler.read.history.exports import Exports, read_exports
from scheduler.read.shown import Shown
from scheduler.training import Request, Wanted


def what_happened(
    source: AthleteSource,
    horizon: Horizon,
    surroundings: Surroundings,
    words: Mapping[str, Word],
    known: Known,
) -> Happened:
    """Take the past into what is known of the weeks to plan.

    Raises
    ------
    FileError
        An export cannot be read, or leaves open what only the athlete can say.
    """
    found = with_words(known, words, horizon)
    now = horizon.minute(surroundings.now, up=True)
    exports = exports_of(source, horizon, surroundings)
    if exports is not None:
        # A calendar that is judged as a whole tells itself what is done in its days.
        until = min(now, 0) if surroundings.whole else now
        shown = Shown(source, horizon, exports, until)
        shown.taken_into(found, words)
    found.fixed = [as_said(session, words, horizon, now) for session in found.fixed]
    if exports is not None:
        found.before = shown.before(found)
    return found


def exports_of(
    source: AthleteSource, horizon: Horizon, surroundings: Surroundings
) -> Exports | None:
    """What `history` names, read once for all that is tried with the file; None without any.

    Raises
    ------
    FileError
        An export cannot be read, or leaves open what only the athlete can say.
    """
    if not source.file.history:
        return None
    key = ("history", repr(source.file.history), horizon.zone)
    if key not in surroundings.readings:
        surroundings.readings[key] = read_exports(source, horizon.zone)
    found: Exports = surroundings.readings[key]
    return found


def still_asked(requests: Iterable[Request], wanted: Iterable[Wanted]) -> tuple[Request, ...]:
    """The requests with what is still to be placed; the rest of their sessions is settled."""
    open_ = {own.key for own in wanted}
    return tuple(
        replace(request, keys=keys, settled=request.settled + len(request.keys) - len(keys))
        for request in requests
        for keys in [tuple(key for key in request.keys if key in open_)]
    )
