"""What would help a missing session: changes to the athlete file, each tried on the whole week.

A way out has to break the conflict, so of the rules and events only those of the conflict are
looked at, and besides a shorter or lighter session and other hours. A number is changed by as few
steps as there is a plan for; then the changed file is planned like any other, and the way counts if
the session is placed and nothing else is missing for it.

What is never advised: a must below its floor, training on a rest day or in the quiet hours, moving
a run unless the athlete asks for it, and the hours of a gym.
"""

from scheduler.explain.conflict import Conflict
from scheduler.explaining.planned import Planned
from scheduler.explaining.remedies import remedies
from scheduler.explaining.trying import Trying
from scheduler.outcome import WayOut
from scheduler.training import Wanted

MOST = 5  # ways out that are told


def ways_out(planned: Planned, wanted: Wanted, conflict: Conflict | None) -> tuple[WayOut, ...]:
    """The cheapest changes that place a missing session, the cheapest first; of one week alone."""
    if planned.options.weeks > 1:
        return ()  # each change would have to be tried on all of the weeks
    trying = Trying(planned, wanted, conflict)
    for setting in remedies(trying):
        trying.gives(setting)
    found = [way for way in trying.tried.values() if way is not None]
    return tuple(sorted(found, key=lambda way: (way.cost, way.points, way.change))[:MOST])
